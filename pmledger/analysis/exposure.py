"""What open threats may cost against what was set aside for them, and what those that came true have cost."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.costs import cost_line, currency_of, spent_costs
from pmledger.analysis.dimensions import graded
from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.health import Rag
from pmledger.analysis.money import add_up
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day
from pmledger.analysis.thresholds import thresholds
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

NOT_OCCURRED = unknown(say("it has not occurred"))


def reserve_figures(project: str, figures: Figures) -> Iterator[Figure]:
    """Contingency left and the share of it that is exposed, of a project."""
    left = contingency_left(project, figures)
    yield figure("project", "contingency_left", project, left)
    yield figure("project", "exposure_share", project, exposure_share(project, figures, left))


def realised_figures(ledger: Ledger, premises: Premises, as_of: date) -> Iterator[Figure]:
    """The cost so far of each risk that occurred."""
    drawn = costs_by_risk(ledger, as_of)
    for risk in ledger.of("risk"):
        cost = realised(risk, drawn.get(risk.key, ()), ledger, premises)
        yield figure("risk", "realised_cost", risk.key, cost if has_occurred(risk, as_of) else NOT_OCCURRED)


def has_occurred(risk: Record, as_of: date) -> bool:
    """Whether a risk came true by the day: it says so, or was closed because it did."""
    said = risk.status == "occurred" or (risk.status == "closed" and risk.text("closed_reason") == "occurred")
    on = day(risk, "occurred_on") or day(risk, "closed_on")
    return said and (on is None or on <= as_of)


def contingency_left(project: str, figures: Figures) -> Result:
    """The contingency less what threats that occurred have used of it."""
    kept, used = figures["contingency", project], figures["contingency_used", project]
    whole, gone = kept.number, used.number
    inputs = (
        Input(say("Contingency"), kept.value, project, figure=("contingency", project)),
        Input(say("Contingency used"), used.value, project, figure=("contingency_used", project)),
    )
    if whole is None:
        return unknown(kept.unknown or say("no contingency is set aside"), inputs, kept.unit)
    return Result(exact(whole - (gone or Fraction(0))), inputs, None, kept.unit)


def exposure_share(project: str, figures: Figures, left: Result) -> Result:
    """The exposure in percent of the contingency left."""
    exposed = figures["risk_exposure", project]
    amount, rest = exposed.number, left.number
    inputs = (
        Input(say("Risk exposure"), exposed.value, project, figure=("risk_exposure", project)),
        Input(say("Contingency left"), left.value, project, figure=("contingency_left", project)),
    )
    if amount is None:
        return unknown(exposed.unknown or say("the exposure is unknown"), inputs)
    if rest is None:
        return unknown(left.unknown or say("no contingency is set aside"), inputs)
    if rest <= 0:
        return unknown(say("no contingency is left"), inputs) if amount else Result(0, inputs)
    return Result(exact(100 * amount / rest), inputs)


def share_colour(project: Record, share: Figure | None, premises: Premises) -> Rag:
    """The colour of that share by the thresholds of health; grey when it is unknown."""
    value = None if share is None else share.number
    if value is None:
        return Rag.GREY
    own = project.values.get("tolerance")
    layers = (premises.tolerance, premises.health, *((own,) if isinstance(own, Mapping) else ()))
    return graded(value, thresholds(layers), "exposure_vs_contingency")


def costs_by_risk(ledger: Ledger, as_of: date) -> dict[str, tuple[Record, ...]]:
    """The costs spent until the day that name a risk, by its key."""
    found: dict[str, list[Record]] = {}
    for cost in spent_costs((cost for cost in ledger.of("cost") if cost.target("risk")), as_of):
        found.setdefault(cost.target("risk"), []).append(cost)
    return {key: tuple(costs) for key, costs in found.items()}


def realised(risk: Record, costs: tuple[Record, ...], ledger: Ledger, premises: Premises) -> Result:
    """What a threat that occurred has cost so far, by the rates of the days."""
    project = ledger.get(risk.project)
    to = currency_of(project, premises.exchange) if project else premises.currency
    if not costs:
        return unknown(say("no counted cost names it"), (), to)
    return add_up((line for cost in costs if (line := cost_line(cost))), to, premises.exchange)
