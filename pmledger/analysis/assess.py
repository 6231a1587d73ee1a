"""From what is known of a project to its colour: the dimensions, the overall rule, the override."""

from collections.abc import Iterable
from datetime import date, timedelta

from pmledger.analysis.concerns import issues, risk, satisfaction
from pmledger.analysis.dimensions import change, cost, freshness, schedule
from pmledger.analysis.health import Dimension, Health, HealthInputs, Override, Rag, Reason
from pmledger.analysis.thresholds import Thresholds, thresholds
from pmledger.source.message import Message, say

RULES = (schedule, cost, satisfaction, risk, issues, change, freshness)
OUTCOMES = ("schedule", "cost", "satisfaction")
LEADING = ("risk", "issues", "change")
LADDER = (Rag.GREEN, Rag.AMBER, Rag.RED)


def assess(given: HealthInputs, as_of: date | None = None, limits: Thresholds | None = None) -> Health:
    """The health of a project from what is known of it, with every rule that was triggered.

    Closed is complete and cancelled has no colour; on hold is grey. `as_of` decides whether an override still holds;
    without it none does.
    """
    if given.state in {"closed", "cancelled"}:
        colour = Rag.COMPLETE if given.state == "closed" else Rag.NONE
        return Health(given.subject.key, colour, colour, ())
    dimensions = tuple(rule(given, limits or thresholds()) for rule in RULES)
    if given.state == "on_hold":
        held = Dimension("overall", Rag.GREY, (Reason(say("The project is on hold."), Rag.GREY, (given.subject.key,)),))
        return Health(given.subject.key, Rag.GREY, Rag.GREY, (held, *dimensions))
    computed = overall(dimensions)
    colour, message = overridden(computed, given.override, given.report_period_days, as_of)
    return Health(given.subject.key, colour, computed, dimensions, message)


def overall(dimensions: Iterable[Dimension]) -> Rag:
    """The colour of the whole.

    Red if an outcome is red (not reporting never clears a red); else grey if freshness is red, or schedule and cost
    are both grey; red if two leading dimensions are red; amber if anything is amber or red; else green.
    """
    colours = {dimension.name: dimension.colour for dimension in dimensions}
    if any(colours[name] is Rag.RED for name in OUTCOMES):
        return Rag.RED
    if colours["freshness"] is Rag.RED or colours["schedule"] is colours["cost"] is Rag.GREY:
        return Rag.GREY
    if sum(colours[name] is Rag.RED for name in LEADING) >= 2:
        return Rag.RED
    return Rag.AMBER if {Rag.AMBER, Rag.RED} & set(colours.values()) else Rag.GREEN


def overridden(computed: Rag, given: Override | None, period: int, as_of: date | None) -> tuple[Rag, Message | None]:
    """The colour that holds after an override, and what to say about it.

    Worse is always allowed until its date, if it has one. Better is allowed by one step, with a reason, a name, and
    an end no later than one reporting period away; an unknown colour cannot be made better.
    """
    if given is None or as_of is None or given.colour not in LADDER or given.colour is computed:
        return computed, None
    if given.until is not None and given.until < as_of:
        return computed, say("The colour set by hand ended on {day}.", day=given.until)
    if computed is Rag.GREY:
        steps = 1 if given.colour is not Rag.GREEN else -1
    else:
        steps = LADDER.index(given.colour) - LADDER.index(computed)
    if steps < 0 and (steps < -1 or computed is Rag.GREY or not may_improve(given, period, as_of)):
        return computed, say(
            "The colour set by hand does not hold: a better one needs a reason, a name, an end within one reporting "
            "period, and may be one step better."
        )
    return given.colour, override_message(given)


def may_improve(given: Override, period: int, as_of: date) -> bool:
    ends = given.until
    return bool(given.reason and given.by) and ends is not None and as_of <= ends <= as_of + timedelta(days=period)


def override_message(given: Override) -> Message:
    if given.until is None:
        return say("Set by hand: {reason}", reason=given.reason)
    return say("Set by hand until {day}: {reason}", day=given.until, reason=given.reason)
