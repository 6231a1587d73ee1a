"""A tolerance in words: what it is of, how far off it is, and how much is tolerated."""

from collections.abc import Mapping

from pmledger.analysis.figure import spoken
from pmledger.analysis.tolerance.granted import Limit
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.source.message import Message, say, say_count

NAMES: Mapping[str, Message] = {
    "time": say("Time"),
    "cost": say("Cost"),
    "scope": say("Scope"),
    "quality": say("Quality"),
    "risk": say("Risk"),
    "benefit": say("Benefit"),
}


OF: Mapping[str, Message] = {
    "time": say("time"),
    "cost": say("cost"),
    "scope": say("scope"),
    "quality": say("quality"),
    "risk": say("risk"),
    "benefit": say("benefit"),
}
"""The same within a sentence."""


def name_of(measure: str) -> Message:
    return NAMES[measure]


def off_said(one: Tolerance) -> Message | None:
    """How far off it is, as a clause; None where that is not known."""
    number = one.off.found.number
    if one.off.endless:
        return say("threats are open and no contingency is left")
    if number is None:
        return None
    off = spoken(max(number, 0 * number), 1)
    match one.limit.way:
        case "days" if number <= 0:
            return say("the finish is as agreed or earlier")
        case "days":
            return say_count("the finish is {count} working day late", "the finish is {count} working days late", int(number))
        case "schedule_pct":
            return say("the finish is late by {off} % of the planned duration", off=off)
        case "cost_pct" if number <= 0:
            return say("the cost forecast is within the budget")
        case "cost_pct":
            return say("the cost forecast is {off} % over the budget", off=off)
        case "scope_pct":
            return say("{off} % of the agreed scope is dropped", off=off)
        case "quality_pct":
            return say("{off} % of the latest checks failed", off=off)
        case "defects":
            return say_count("{count} critical or major defect is open", "{count} critical or major defects are open", int(number))
        case "risk_pct":
            return say("open threats may take {off} % of the contingency left", off=off)
    return say("at their pace the goals fall {off} % short", off=off)


def limit_said(limit: Limit) -> Message:
    """How much is tolerated, as a quantity."""
    amount, count = spoken(limit.amount, 1), 1 if limit.amount == 1 else 2
    if limit.way == "days":
        return say_count("{size} working day", "{size} working days", count, size=amount)
    if limit.way == "defects":
        return say_count("{size} defect", "{size} defects", count, size=amount)
    return say("{percent} %", percent=amount)
