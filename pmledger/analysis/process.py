"""Processes at work: which steps of a standard were done, which were left out and why, and how often."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.standing import as_day, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

GROUPS = ("initiating", "planning", "executing", "monitoring", "closing", "support")
DONE, LEFT_OUT, OPEN = "done", "left_out", "open"


class Point(Struct, frozen=True):
    """One point of a checklist.

    `state` is done, left_out (with a reason, or silently on a list that was completed), or open; `person` is a key.
    """

    text: str
    required: bool
    state: str
    reason: str
    day: date | None
    person: str


class Step(Struct, frozen=True):
    """A step of a process over all lists made from it: how often it was done, and the lists that left it out."""

    text: str
    required: bool
    role: str
    evidence: str
    done: int
    left_out: tuple[tuple[Record, str], ...]
    open: int

    @property
    def share_left_out(self) -> Fraction | None:
        """Of the times that it came up, the share left out; None when it never did."""
        came = self.done + len(self.left_out)
        return Fraction(len(self.left_out), came) if came else None


class Use(Struct, frozen=True):
    """A process, the lists made from it (without cancelled ones), and its steps."""

    process: Record
    lists: tuple[Record, ...]
    steps: tuple[Step, ...]

    @property
    def completed(self) -> tuple[Record, ...]:
        return tuple(record for record in self.lists if record.status == "completed")

    @property
    def often_left_out(self) -> Step | None:
        """The step that was left out most often, by share and then by order; None when none ever was."""
        missed = [step for step in self.steps if step.left_out]
        return max(missed, key=lambda step: step.share_left_out or Fraction(0), default=None)


def points_of(checklist: Record) -> tuple[Point, ...]:
    """The points of a checklist in their order."""
    return tuple(point_of(checklist, at, item) for at, item in enumerate(checklist.items("items")))


def point_of(checklist: Record, at: int, item: Mapping[str, object]) -> Point:
    required, reason = item.get("required") is not False, str(item.get("na_reason") or "")
    if item.get("done") is True:
        state = DONE
    elif reason or (checklist.status == "completed" and not required):
        state = LEFT_OUT
    else:
        state = OPEN
    people = checklist.targets.get(f"items[{at}].done_by", ())
    return Point(str(item.get("text") or ""), required, state, reason, as_day(item.get("done_on")), people[0] if people else "")


def uses(ledger: Ledger) -> tuple[Use, ...]:
    """All processes with their lists, in the order of groups and keys."""
    lists: dict[str, list[Record]] = {}
    for checklist in ledger.of("checklist"):
        if checklist.status != "cancelled":
            lists.setdefault(checklist.target("template"), []).append(checklist)
    found = (use_of(process, tuple(lists.get(process.key, ()))) for process in ledger.of("process"))
    return tuple(sorted(found, key=lambda use: (group_rank(use.process), use.process.key)))


def group_rank(process: Record) -> int:
    group = process.text("process_group")
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def use_of(process: Record, lists: Sequence[Record]) -> Use:
    """How often each step was done and left out, by its words; points that a list has of its own are not in it."""
    came: dict[str, list[tuple[Record, Point]]] = {}
    for checklist in lists:
        for point in points_of(checklist):
            came.setdefault(fold(point.text), []).append((checklist, point))
    steps = tuple(step_of(item, came.get(fold(str(item.get("text") or "")), ())) for item in process.items("steps"))
    return Use(process, tuple(lists), steps)


def fold(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".。")


def step_of(item: Mapping[str, object], came: Iterable[tuple[Record, Point]]) -> Step:
    states = tuple(came)
    return Step(
        str(item.get("text") or ""),
        item.get("required") is not False,
        str(item.get("role") or ""),
        str(item.get("evidence") or ""),
        sum(point.state == DONE for _, point in states),
        tuple((record, point.reason) for record, point in states if point.state == LEFT_OUT),
        sum(point.state == OPEN for _, point in states),
    )


def done_share(checklist: Record) -> Result:
    """Of the required points of a list, those done or left out for a reason, in percent."""
    required = [point for point in points_of(checklist) if point.required]
    settled = sum(point.state != OPEN for point in required)
    inputs = (
        Input(say("Required points"), len(required), checklist.key, "items"),
        Input(say("Done or left out for a reason"), settled, checklist.key, "items"),
    )
    if not required:
        return unknown(say("no point of it is required"), inputs)
    return Result(exact(Fraction(100 * settled, len(required))), inputs)


def process_results(use: Use) -> dict[str, Result]:
    """How often a process was used, how many of its lists are complete, and how many of its steps were left out."""
    inputs = tuple(Input(titled(record), record.status, record.key, "status") for record in use.lists)
    never = say("no checklist was made from it")
    done = len(use.completed)
    completion = Result(exact(Fraction(100 * done, len(use.lists))), inputs) if use.lists else unknown(never)
    return {
        "uses": Result(len(use.lists), inputs),
        "completion_rate": completion,
        "skip_rate": skip_rate((use,)),
    }


def skip_rate(found: Iterable[Use]) -> Result:
    """Of the steps that were done or left out, those left out, in percent; each step left out is an input."""
    steps = [step for use in found for step in use.steps]
    missed = [(record, step, reason) for step in steps for record, reason in step.left_out]
    came = len(missed) + sum(step.done for step in steps)
    if not came:
        return unknown(say("no step was done or left out yet"))
    inputs = (Input(say("Steps done or left out"), came), *(left_out_input(*each) for each in missed))
    return Result(exact(Fraction(100 * len(missed), came)), inputs)


def left_out_input(record: Record, step: Step, reason: str) -> Input:
    return Input(say("“{step}” left out", step=step.text), reason or None, record.key, "items")


def steps_left_out(found: Iterable[Use]) -> Iterator[tuple[Use, Step]]:
    """The steps that were left out, the most often first, required ones before those that may be left out."""
    missed = [(use, step) for use in found for step in use.steps if step.left_out]
    yield from sorted(missed, key=lambda each: (-len(each[1].left_out), not each[1].required, each[0].process.key))
