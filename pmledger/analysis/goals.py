"""Goals: how far they have come, how fast, and what keeps them from being SMART."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.health import Rag
from pmledger.analysis.standing import as_day, as_number, day, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

PACE_GREEN = Fraction(9, 10)
PACE_AMBER = Fraction(7, 10)
DEEPEST = 20
"""Levels of staged goals that are rolled up."""


def latest_measurement(record: Record, as_of: date) -> Mapping[str, object] | None:
    """The measurement of the latest date on or before the day; of two on one date the later written."""
    found: Mapping[str, object] | None = None
    latest = date.min
    for part in record.items("measurements"):
        on = as_day(part.get("date"))
        if on is not None and latest <= on <= as_of and as_number(part.get("value")) is not None:
            found, latest = part, on
    return found


def measured_in(record: Record, ledger: Ledger) -> Record:
    """The record that holds the measurements: the goal, or the key figure that it names as its measure."""
    if record.has("measurements"):
        return record
    kpi = ledger.get(record.target("measure"))
    return kpi if kpi is not None and kpi.kind == "kpi" else record


def current_value(record: Record, ledger: Ledger, as_of: date) -> Result:
    source = measured_in(record, ledger)
    latest = latest_measurement(source, as_of)
    if latest is None:
        return unknown(say("nothing has been measured yet"))
    label = say("Measured on {day}", day=latest.get("date"))
    value, at = as_number(latest.get("value")), source.items("measurements").index(latest)
    return Result(value, (Input(label, value, source.key, "measurements", at=at),))


def clamp(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(1))


def progress(record: Record, ledger: Ledger, as_of: date, depth: int = 0) -> Result:
    """(current − baseline) / (target − baseline) in percent, between 0 and 100.

    What is to be maintained has come as far as its time while it is within its tolerance, and nowhere beyond it.
    A goal without measurements of its own takes the weighted mean of the goals that are relevant to it.
    """
    current = current_value(record, ledger, as_of)
    if current.value is None:
        stages = stages_of(record, ledger) if depth < DEEPEST else ()
        return rolled_up(stages, ledger, as_of, depth) if stages else current
    baseline, target = record.number("baseline_value"), record.number("target_value")
    inputs = (
        *current.inputs,
        Input(say("Baseline"), baseline, record.key, "baseline_value"),
        Input(say("Target"), target, record.key, "target_value"),
    )
    if is_maintained(record):
        return maintained(record, current, as_of)
    if baseline is None or target is None:
        return unknown(say("it has no baseline or no target"), inputs)
    if baseline == target:
        return unknown(say("baseline and target are the same"), inputs)
    reached = Fraction(current.number or 0) - Fraction(baseline)
    return Result(exact(clamp(reached / (Fraction(target) - Fraction(baseline))) * 100), inputs)


def is_maintained(record: Record) -> bool:
    return record.text("direction") == "maintain"


def is_held(record: Record, value: Decimal | Fraction) -> bool | None:
    """Whether a value to maintain is within the tolerance of its target; None without target or tolerance."""
    target, allowed = record.number("target_value"), record.number("tolerance")
    if target is None or allowed is None:
        return None
    return abs(Fraction(value) - Fraction(target)) <= Fraction(allowed)


def maintained(record: Record, current: Result, as_of: date) -> Result:
    """The time used in percent while the latest measurement is within the tolerance, else 0; achieved is all of it."""
    inputs = (
        *current.inputs,
        Input(say("Target"), record.number("target_value"), record.key, "target_value"),
        Input(say("Tolerance"), record.number("tolerance"), record.key, "tolerance"),
    )
    held = None if current.number is None else is_held(record, current.number)
    if held is None:
        return unknown(say("nothing says how far it may be off its target (tolerance)"), inputs)
    if not held:
        return Result(exact(Fraction(0)), inputs)
    used = time_used(record, as_of) if record.status != "achieved" else Fraction(1)
    if used is None:
        return unknown(say("it has no start or no due date after it"), inputs)
    return Result(exact(used * 100), (*inputs, Input(say("Due"), day(record, "due"), record.key, "due")))


def stages_of(record: Record, ledger: Ledger) -> tuple[Record, ...]:
    """The goals that serve this one, without those given up."""
    found = ledger.pointing_at(record.key, "goal", "relevant_to")
    return tuple(goal for goal in found if goal.status != "abandoned" and goal.key != record.key)


def rolled_up(stages: tuple[Record, ...], ledger: Ledger, as_of: date, depth: int) -> Result:
    """The mean progress of staged goals, each with its weight (1 where none is given)."""
    found = [(goal, progress(goal, ledger, as_of, depth + 1)) for goal in stages]
    inputs = tuple(
        Input(titled(goal), part.value, goal.key, figure=("progress", goal.key))
        for goal, part in found
    )
    missing = next((goal for goal, part in found if part.number is None), None)
    if missing is not None:
        return unknown(say("the progress of “{title}” is unknown", title=missing.title), inputs)
    weights = [Fraction(1 if (weight := goal.number("weight")) is None else weight) for goal, _ in found]
    if sum(weights) == 0:
        return unknown(say("the weights of its staged goals are all 0"), inputs)
    summed = sum((weight * (part.number or 0) for weight, (_, part) in zip(weights, found, strict=True)), Fraction(0))
    return Result(exact(summed / sum(weights)), inputs)


def time_used(record: Record, as_of: date) -> Fraction | None:
    """The share of the time from start to due that has passed, between 0 and 1; None without both dates."""
    start, due = day(record, "start") or day(record, "created"), day(record, "due")
    if start is None or due is None or due <= start:
        return None
    return clamp(Fraction((as_of - start).days, (due - start).days))


def pace(record: Record, ledger: Ledger, as_of: date) -> Result:
    """Progress divided by the time used, both as shares: 1 is exactly on the way."""
    done, used = progress(record, ledger, as_of), time_used(record, as_of)
    inputs = (
        Input(say("Progress"), done.value, record.key, figure=("progress", record.key)),
        Input(say("Start"), day(record, "start") or day(record, "created"), record.key, "start"),
        Input(say("Due"), day(record, "due"), record.key, "due"),
    )
    if done.number is None:
        return unknown(done.unknown or say("its progress is unknown"), inputs)
    if used is None:
        return unknown(say("it has no start or no due date after it"), inputs)
    if used == 0:
        return unknown(say("it has only just begun"), inputs)
    return Result(exact(done.number / 100 / used), inputs)


def pace_colour(value: object) -> Rag:
    """Green from 0.9, amber from 0.7, red below; grey when unknown."""
    if not isinstance(value, int | Decimal | Fraction):
        return Rag.GREY
    number = Fraction(value)
    if number >= PACE_GREEN:
        return Rag.GREEN
    return Rag.AMBER if number >= PACE_AMBER else Rag.RED


SMART_FIELDS: Mapping[str, tuple[str, ...]] = {
    "S": ("statement",),
    "M": ("measure", "unit", "baseline_value", "target_value"),
    "A": ("achievable_note",),
    "R": ("relevant_to",),
    "T": ("due",),
}
"""What each letter of SMART (Doran 1981) asks for: specific, measurable, achievable, relevant, time-bound."""


def smart_gaps(record: Record) -> dict[str, tuple[str, ...]]:
    """The fields that a goal lacks for each letter that it does not meet, letters and fields in their order.

    A measure that is a key figure brings its unit; what is to be maintained needs its tolerance.
    """
    missing = {
        letter: tuple(field for field in fields if not record.written(field) and not (field == "unit" and record.target("measure")))
        for letter, fields in SMART_FIELDS.items()
    }  # fmt: skip
    if is_maintained(record) and not record.written("tolerance"):
        missing["M"] = (*missing["M"], "tolerance")
    return {letter: fields for letter, fields in missing.items() if fields}


def smart_letters_missing(record: Record) -> str:
    """Which letters of SMART a goal does not meet, in their order: "" when it meets all."""
    return "".join(smart_gaps(record))


def verdict(record: Record, ledger: Ledger, as_of: date) -> bool | None:
    """Whether a goal whose time is over has reached its target by its last measurement; None while unknown."""
    value, target, start = (
        current_value(record, ledger, as_of).number, record.number("target_value"), record.number("baseline_value")
    )  # fmt: skip
    if value is None or target is None:
        return None
    if is_maintained(record):
        return is_held(record, value)
    falls = record.text("direction") == "decrease" or (start is not None and target < start)
    return value <= target if falls else value >= target


def tree(goals: Iterable[Record]) -> tuple[tuple[Record, int], ...]:
    """Goals with the goals that serve them right below, each with its depth; circles begin anywhere and end."""
    shown = {goal.key: goal for goal in goals}
    children: dict[str, list[Record]] = {}
    for goal in shown.values():
        above = goal.target("relevant_to")
        children.setdefault(above if above in shown and above != goal.key else "", []).append(goal)
    found: dict[str, int] = {}

    def add(goal: Record, depth: int) -> None:
        if goal.key not in found:
            found[goal.key] = depth
            if depth < DEEPEST:
                for child in children.get(goal.key, ()):
                    add(child, depth + 1)

    for goal in (*children.get("", ()), *shown.values()):
        add(goal, 0)
    return tuple((shown[key], depth) for key, depth in found.items())
