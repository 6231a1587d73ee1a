"""What was to become better, where that was said, and what became of it."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from pmledger.analysis.standing import as_day, day
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

DONE, UNDER_WAY, NOTHING = "done", "under_way", "nothing"
LEARNT = frozenset({"validated", "applied"})
WISHES = frozenset({"complaint", "suggestion"})


class Improvement(Struct, frozen=True):
    """One wish to do better: its words, where it was said, what came of it (keys), and how far that is.

    `said_in` is a retrospective, feedback, lesson or process; `process` the process it changed or "".
    """

    day: date | None
    text: str
    said_in: str
    became: str
    process: str
    state: str


def improvements(ledger: Ledger) -> tuple[Improvement, ...]:
    """All improvements, the latest first; of those of a day, what came to nothing first."""
    found = (*from_processes(ledger), *from_lessons(ledger), *from_retrospectives(ledger), *from_feedback(ledger))
    rank = (NOTHING, UNDER_WAY, DONE)
    return tuple(sorted(found, key=lambda one: (-(one.day or date.min).toordinal(), rank.index(one.state), one.said_in)))


def from_processes(ledger: Ledger) -> Iterator[Improvement]:
    """The improvement logs of processes; a lesson that one names is where it was said."""
    for process in ledger.of("process"):
        for at, item in enumerate(process.items("improvement_log")):
            lesson = process.targets.get(f"improvement_log[{at}].lesson", ())
            said = lesson[0] if lesson else process.key
            yield Improvement(as_day(item.get("date")), str(item.get("change") or ""), said, process.key, process.key, DONE)


def from_lessons(ledger: Ledger) -> Iterator[Improvement]:
    """Validated lessons that no process's log names: by their action or process, or that nothing came of them."""
    logged = {
        key
        for process in ledger.of("process")
        for name, keys in process.targets.items()
        if name.startswith("improvement_log")
        for key in keys
    }
    for lesson in ledger.of("lesson"):
        if lesson.status not in LEARNT or lesson.key in logged:
            continue
        process, actions = lesson.target("process"), lesson.targets.get("actions", ())
        state = DONE if lesson.status == "applied" else UNDER_WAY if process or actions else NOTHING
        became = process or (actions[0] if actions else "")
        yield Improvement(day(lesson, "date"), lesson.title, lesson.key, became, process, state)


def from_retrospectives(ledger: Ledger) -> Iterator[Improvement]:
    """The actions of held retrospectives; what was to improve where none came of it."""
    for retrospective in ledger.of("retrospective"):
        if retrospective.status != "held":
            continue
        on, actions = day(retrospective, "date"), retrospective.targets.get("actions", ())
        for key in actions:
            action = ledger.get(key)
            if action is not None:
                yield Improvement(on, action.title, retrospective.key, key, "", state_of(action))
        if not actions:
            for text in retrospective.texts("to_improve"):
                yield Improvement(on, text, retrospective.key, "", "", NOTHING)


def from_feedback(ledger: Ledger) -> Iterator[Improvement]:
    """Complaints and suggestions: what they were turned into, else whether they were answered."""
    for feedback in ledger.of("feedback"):
        if feedback.text("type") not in WISHES:
            continue
        on, became = day(feedback, "received_on"), feedback.targets.get("converted_to", ())
        for key in became:
            record = ledger.get(key)
            if record is not None:
                yield Improvement(on, feedback.title, feedback.key, key, "", state_of(record))
        if not became:
            yield Improvement(on, feedback.title, feedback.key, "", "", NOTHING if feedback.closed else UNDER_WAY)


def state_of(record: Record) -> str:
    return DONE if record.closed or record.status in {"implemented", "accepted", "resolved"} else UNDER_WAY
