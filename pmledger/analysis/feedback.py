"""Feedback: how soon it was acknowledged and answered, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day, is_there
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

ACKNOWLEDGE_DAYS, ANSWER_DAYS = 2, 10
"""Working days to say that we have it, and to answer it, where the workspace sets no others (after ISO 10002)."""
WINDOW_DAYS = 180
DONE = frozenset({"resolved", "closed"})
DEEPEST = 5
"""How many steps lead from words to what they altered at most."""
ONWARD = ("converted_to", "change", "baseline_after", "process", "tasks", "deliverables")
"""Fields that lead from a record to what became of it."""
BACK = (("source", ""), ("origin", "action"), ("answers", "article"), ("improvement_log", "process"), ("change", "baseline"))
"""Fields, and the kind if only one, by which a record names what it came from."""
COURSE = frozenset(
    {
        "action", "article", "baseline", "change", "decision", "deliverable", "issue", "lesson", "process",
        "requirement", "task", "ticket",
    }
)  # fmt: skip
"""Kinds that words may turn into."""


class Norms(Struct, frozen=True):
    """Working days to acknowledge and to answer."""

    acknowledge: int = ACKNOWLEDGE_DAYS
    answer: int = ANSWER_DAYS


class FeedbackStanding(Struct, frozen=True):
    """A feedback at the end of a day.

    `acknowledge_days` and `answer_days` are working days used, until it was done or until today; None where it was
    closed and nobody wrote when. `acknowledge_by` and `answer_by` are the last days of the norms. `open` tells whether
    it still waits for an answer.
    """

    record: Record
    acknowledged: date | None
    answered: date | None
    acknowledge_days: int | None
    answer_days: int | None
    acknowledge_by: date
    answer_by: date
    open: bool
    norms: Norms

    @property
    def acknowledge_late(self) -> bool:
        return self.acknowledge_days is not None and self.acknowledge_days > self.norms.acknowledge

    @property
    def answer_late(self) -> bool:
        return self.answer_days is not None and self.answer_days > self.norms.answer


def norms_of(premises: Premises) -> Norms:
    given, calendar = premises.feedback, premises.calendar
    return Norms(
        in_days(given.get("acknowledge"), calendar, ACKNOWLEDGE_DAYS), in_days(given.get("answer"), calendar, ANSWER_DAYS)
    )


def in_days(given: Duration | None, calendar: WorkCalendar, usual: int) -> int:
    """A norm in whole working days; a part of a day is a day."""
    return usual if given is None else max(0, -int(-calendar.days_of(given) // 1))


def feedback_standing(record: Record, calendar: WorkCalendar, norms: Norms, as_of: date) -> FeedbackStanding | None:
    """How a feedback stands on the day; None before it was received."""
    received = day(record, "received_on")
    if received is None or not is_there(record, as_of):
        return None
    answered = by(day(record, "responded_on"), as_of)
    acknowledged = min((on for on in (by(day(record, "acknowledged_on"), as_of), answered) if on), default=None)
    over = record.status in DONE and (answered is not None or not record.has("responded_on"))
    return FeedbackStanding(
        record=record,
        acknowledged=acknowledged,
        answered=answered,
        acknowledge_days=waited(calendar, received, acknowledged or (None if over else as_of)),
        answer_days=waited(calendar, received, answered or (None if over else as_of)),
        acknowledge_by=calendar.add_working_days(received, norms.acknowledge),
        answer_by=calendar.add_working_days(received, norms.answer),
        open=not over,
        norms=norms,
    )


def waited(calendar: WorkCalendar, received: date, until: date | None) -> int | None:
    return None if until is None else max(0, calendar.slip(received, until))


def by(on: date | None, as_of: date) -> date | None:
    return on if on is not None and on <= as_of else None


def feedback_standings(records: Iterable[Record], premises: Premises, as_of: date) -> dict[str, FeedbackStanding]:
    """How all feedback received by the day stands, by key."""
    norms = norms_of(premises)
    found = ((record.key, feedback_standing(record, premises.calendar, norms, as_of)) for record in records)
    return {key: standing for key, standing in found if standing is not None}


def recent(found: Iterable[FeedbackStanding], as_of: date) -> tuple[FeedbackStanding, ...]:
    """Those received in the last 180 days."""
    first = as_of - timedelta(days=WINDOW_DAYS)
    return tuple(one for one in found if (day(one.record, "received_on") or date.min) >= first)


class Step(Struct, frozen=True):
    """One step of a path: a record and how far it is from the words, 1 for what they turned into directly."""

    record: Record
    depth: int


def course(record: Record, ledger: Ledger) -> tuple[Step, ...]:
    """What became of a record, step by step: what it was converted to, what names it as its source, and so on.

    Each record once, the nearest first. What has a source leads on to what names it in turn.
    """
    seen = {record.key}
    steps: list[Step] = []
    front = [record]
    for depth in range(1, DEEPEST + 1):
        following = []
        for here in front:
            for key in onward(here, ledger):
                found = ledger.get(key)
                if found is not None and key not in seen and found.kind in COURSE:
                    seen.add(key)
                    following.append(found)
                    steps.append(Step(found, depth))
        front = following
    return tuple(steps)


def onward(record: Record, ledger: Ledger) -> Iterator[str]:
    """The keys of what a record says became of it, and of what says that it came from it."""
    for field in ONWARD:
        if not (field == "change" and record.kind == "baseline"):
            yield from record.targets.get(field, ())
    for link in ledger.backlinks.get(record.key, ()):
        source = ledger.get(link.source)
        name = link.field.partition("[")[0].partition(".")[0]
        if source is not None and any(name == field and kind in {"", source.kind} for field, kind in BACK):
            yield link.source


def altered(steps: Iterable[Step]) -> Mapping[str, Record]:
    """Of a path, what now is different: the first change, process, requirement, article and lesson on it, by kind."""
    found: dict[str, Record] = {}
    for step in steps:
        if step.record.kind in {"change", "process", "requirement", "article", "lesson"}:
            found.setdefault(step.record.kind, step.record)
    return found
