"""The figures of responses: what they are expected to save, and whether that is more than they cost."""

from collections.abc import Iterator
from fractions import Fraction

from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.money import no_rate
from pmledger.analysis.names import figure
from pmledger.analysis.simulation.doubt import Doubt
from pmledger.analysis.simulation.responses import Response
from pmledger.analysis.simulation.threats import CENTS
from pmledger.analysis.standing import titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

BEFORE = say("Percent of probability without the response")
AFTER = say("Percent of probability with the response")


def response_figures(doubt: Doubt, ledger: Ledger, made: tuple[Input, ...]) -> Iterator[Figure]:
    """The figures of all threats of a project that say how likely they are once their response works."""
    for key, found in doubt.responses.items():
        risk = ledger.by_key[key]
        gain = gained(risk, found, doubt)
        yield figure("risk", "response_gain", key, gain)
        yield figure("risk", "response_worth", key, worth(risk, gain, doubt))
        if found.days is not None and found.finish is not None:
            without, with_it = found.finish
            inputs = (
                Input(say("Finish in 80 % of the runs without it"), without),
                Input(say("Finish in 80 % of the runs with it"), with_it),
                *odds(risk, found), Input(titled(risk), risk.values.get("schedule_impact"), key, "schedule_impact"), *made,
            )  # fmt: skip
            yield figure("risk", "response_days", key, Result(found.days, inputs))
        if found.reserve is not None:
            inputs = (*odds(risk, found), Input(titled(risk), risk.values.get("cost_impact"), key, "cost_impact"), *made)
            saved = exact(Fraction(found.reserve, CENTS))
            yield figure("risk", "response_reserve", key, Result(saved, inputs, None, doubt.currency))


def odds(risk: Record, found: Response) -> tuple[Input, ...]:
    stated = "probability_pct" if risk.has("probability_pct") else "probability"
    return (
        Input(BEFORE, exact(found.before), risk.key, stated),
        Input(AFTER, exact(found.after), risk.key, "residual_probability"),
    )


def gained(risk: Record, found: Response, doubt: Doubt) -> Result:
    """The difference of the expected values, exactly."""
    money = risk.money("cost_impact")
    inputs = (*odds(risk, found), Input(say("Cost impact"), money, risk.key, "cost_impact"))
    if money is None:
        return unknown(say("no cost impact is given"), inputs, doubt.currency)
    amount = doubt.exchange.convert(money, doubt.currency, doubt.as_of)
    if amount is None:
        return unknown(no_rate(money.currency, doubt.currency, doubt.as_of), inputs, doubt.currency)
    return Result(exact(amount * (found.before - found.after) / 100), inputs, None, doubt.currency)


def worth(risk: Record, gain: Result, doubt: Doubt) -> Result:
    """What is gained beyond the cost of the response."""
    money = risk.money("response_cost")
    inputs = (
        Input(say("Expected gain of the response"), gain.value, risk.key, figure=("response_gain", risk.key)),
        Input(say("Cost of the response"), money, risk.key, "response_cost"),
    )
    if gain.number is None:
        return unknown(gain.unknown or say("the gain is unknown"), inputs, doubt.currency)
    if money is None:
        return unknown(say("it does not say what the response costs"), inputs, doubt.currency)
    cost = doubt.exchange.convert(money, doubt.currency, doubt.as_of)
    if cost is None:
        return unknown(no_rate(money.currency, doubt.currency, doubt.as_of), inputs, doubt.currency)
    return Result(exact(gain.number - cost), inputs, None, doubt.currency)
