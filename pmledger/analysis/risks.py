"""Risks: score and level, what a response leaves of them, and what they may cost."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.money import no_rate, total, used_rates
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import as_number, day, is_open, titled
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

GRADES = {"moderate": "medium", "extreme": "critical"}
"""Bands of other scales by the band of ours that they count as."""

PERCENT = say("Probability in percent")
COST_IMPACT = say("Cost impact")
NO_PROBABILITY = say("no probability is given")
NO_COST = say("no cost impact is given")
ACTIVE = frozenset({"responding", "monitoring"})
Matrix = tuple[tuple[tuple[str, ...], ...], ...]


class RiskStanding(Struct, frozen=True):
    """A risk on a day.

    Scores run from 1 to 25, levels are those of the bands; the residual ones are None where no residual scale was
    given. `level` is the one that counts: residual while the response is active, else inherent. `percent` is the
    probability behind the expected value: `before` the response, or `after` it while it is active.
    """

    record: Record
    open: bool
    active: bool
    probability: int | None
    impact: int | None
    residual_probability: int | None
    residual_impact: int | None
    score: int | None
    inherent_level: str
    residual_score: int | None
    residual_level: str
    level: str
    percent: Fraction | None
    before: Fraction | None
    after: Fraction | None
    review_overdue: bool

    @property
    def grade(self) -> str:
        """The level by the names of the usual scale, which the rules of health speak of."""
        return GRADES.get(self.level, self.level)

    @property
    def threat(self) -> bool:
        return self.record.values.get("type") != "opportunity"


def scale(value: object) -> int | None:
    """A step of the scale; of an impact by objective the largest."""
    if hasattr(value, "values"):
        steps = [step for part in value.values() if (step := scale(part)) is not None]
        return max(steps, default=None)
    number = as_number(value)
    return int(number) if number is not None else None


def level_of(probability: int, impact: int, bands: tuple[tuple[str, int], ...]) -> str:
    """The level of probability × impact by the bands.

    Where they are low, medium, high and critical, an impact of 5 with a probability of 2 or more is at least high:
    catastrophes of low probability are not averaged away.
    """
    score, least = probability * impact, dict(bands)
    if impact == 5 and probability >= 2 and least.keys() >= {"high", "critical"}:
        score = max(score, least["high"])
    reached = [name for name, smallest in bands if score >= smallest]
    return reached[-1] if reached else bands[0][0]


def product(probability: int | None, impact: int | None) -> int | None:
    return probability * impact if probability is not None and impact is not None else None


def level_or_none(probability: int | None, impact: int | None, bands: tuple[tuple[str, int], ...]) -> str:
    return level_of(probability, impact, bands) if probability is not None and impact is not None else ""


def standing_of(record: Record, ledger: Ledger, premises: Premises, as_of: date) -> RiskStanding:
    """Everything that is reckoned about one risk."""
    probability, impact = scale(record.values.get("probability")), scale(record.values.get("impact"))
    left_p, left_i = scale(record.values.get("residual_probability")), scale(record.values.get("residual_impact"))
    if left_p is not None or left_i is not None:
        left_p = probability if left_p is None else left_p
        left_i = impact if left_i is None else left_i
    open_ = is_open(record, as_of)
    active = open_ and is_answered(record, ledger, as_of)
    before, after = percent_of(record, probability, None, premises.percents), answered(record, probability, premises.percents)
    inherent = level_or_none(probability, impact, premises.bands)
    residual = level_or_none(left_p, left_i, premises.bands)
    review = day(record, "review_on")
    return RiskStanding(
        record=record,
        open=open_,
        active=active,
        probability=probability,
        impact=impact,
        residual_probability=left_p,
        residual_impact=left_i,
        score=product(probability, impact),
        inherent_level=inherent,
        residual_score=product(left_p, left_i),
        residual_level=residual,
        level=residual if active and residual else inherent,
        percent=after if active and after is not None else before,
        before=before,
        after=after,
        review_overdue=open_ and review is not None and review < as_of,
    )


def percent_of(
    record: Record, probability: int | None, residual: int | None, percents: Mapping[int, Decimal]
) -> Fraction | None:
    """Probability in percent: of the residual band if one counts, else as given, else of the inherent band."""
    if residual is not None:
        return Fraction(percents.get(residual, Decimal(0)))
    given = record.number("probability_pct")
    if given is not None:
        return Fraction(given)
    band = None if probability is None else percents.get(probability)
    return None if band is None else Fraction(band)


def answered(record: Record, probability: int | None, percents: Mapping[int, Decimal]) -> Fraction | None:
    """Probability in percent once the response works; None where nobody has said how likely the risk is then.

    A response that leaves the risk as likely as it was leaves its percentage too.
    """
    left = scale(record.values.get("residual_probability"))
    if left is None:
        return None
    return percent_of(record, probability, None if left == probability else left, percents)


def actions_of(record: Record, ledger: Ledger) -> tuple[Record, ...]:
    """The actions of a record, linked from either end or written inside it."""
    named = [found for key in record.targets.get("actions", ()) if (found := ledger.get(key)) is not None]
    origin = ledger.pointing_at(record.key, "action", "origin")
    return tuple({action.key: action for action in (*named, *origin)}.values())


def is_answered(record: Record, ledger: Ledger, as_of: date) -> bool:
    """Whether the response is active: responding or monitoring, and no action of it is overdue."""
    if record.status not in ACTIVE:
        return False
    return not any(
        is_open(action, as_of) and (due := day(action, "due")) is not None and due < as_of
        for action in actions_of(record, ledger)
    )


def expected_value(risk: RiskStanding, currency: str, premises: Premises, as_of: date) -> Result:
    """Probability × cost impact, in a currency: positive is a loss for a threat and a gain for an opportunity."""
    money = risk.record.money("cost_impact")
    inputs = inputs_of_value(risk, money, premises)
    if risk.percent is None:
        return unknown(NO_PROBABILITY, inputs, currency)
    if money is None:
        return unknown(NO_COST, inputs, currency)
    amount = premises.exchange.convert(money, currency, as_of)
    if amount is None:
        return unknown(no_rate(money.currency, currency, as_of), inputs, currency)
    rates = used_rates(money, currency, premises.exchange, as_of)
    return Result(exact(amount * risk.percent / 100), (*inputs, *rates), None, currency)


def inputs_of_value(risk: RiskStanding, money: Money | None, premises: Premises) -> tuple[Input, ...]:
    """The probability with the step of the scale that stands for it, if one does, and the amount."""
    key, step = risk.record.key, risk.probability
    if risk.active and risk.after is not None and risk.residual_probability != risk.probability:
        field, step = "residual_probability", risk.residual_probability
    else:
        field = "probability_pct" if risk.record.has("probability_pct") else "probability"
    percent = None if risk.percent is None else exact(risk.percent)
    given = (Input(PERCENT, percent, key, field), Input(COST_IMPACT, money, key, "cost_impact"))
    if step is None or field == "probability_pct" or step not in premises.percents:
        return given
    label = say("Step {step} of probability in percent", step=step)
    return (*given, Input(label, premises.percents[step], setting=("risk", "percent", str(step))))


def exposure(risks: Iterable[RiskStanding], currency: str, premises: Premises, as_of: date) -> Result:
    """The sum of the expected values of open threats in a currency.

    Threats without an amount are not in it, and an input says how many; with nothing but such threats it is unknown.
    """
    threats = [risk for risk in risks if risk.open and risk.threat]
    priced = [risk for risk in threats if risk.record.has("cost_impact") and risk.percent is not None]
    values = [expected_value(risk, currency, premises, as_of) for risk in priced]
    found = total(value.number for value in values)
    inputs = tuple(
        Input(titled(risk.record), value.value, risk.record.key, "cost_impact")
        for risk, value in zip(priced, values, strict=True)
    )
    if silent := len(threats) - len(priced):
        without = say_count("{count} open threat has no amount", "{count} open threats have no amount", silent)
        inputs = (*inputs, Input(without, silent))
        if not priced:
            return unknown(say("no open threat has both a probability and a cost impact"), inputs, currency)
    if found is None:
        first = next(value for value in values if value.unknown)
        return Result(None, inputs, first.unknown, currency)
    return Result(exact(found), inputs, None, currency)


def matrix(risks: Iterable[RiskStanding], residual: bool = False) -> Matrix:
    """Keys by probability (rows 1 to 5) and impact (columns 1 to 5); risks without both are left out.

    The residual matrix shows where responses are to lead: a risk without residual scales stays where it is.
    """
    cells: list[list[list[str]]] = [[[] for _ in range(5)] for _ in range(5)]
    for risk in risks:
        left = residual and risk.residual_score is not None
        row = risk.residual_probability if left else risk.probability
        column = risk.residual_impact if left else risk.impact
        if row is not None and column is not None and 1 <= row <= 5 and 1 <= column <= 5:
            cells[row - 1][column - 1].append(risk.record.key)
    return tuple(tuple(tuple(cell) for cell in row) for row in cells)
