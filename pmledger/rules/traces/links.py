"""How records hang together: tied at either end, decided about, on whose calendar."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.standing import OPEN, day, is_open
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts
from pmledger.source.diagnostic import Related
from pmledger.source.message import Message
from pmledger.source.node import find


def tied(facts: Facts, record: Record, kind: str) -> tuple[Record, ...]:
    """The records of a kind that the record refers to, or that refer to it, by any field or in the text; each once."""
    outward = (facts.ledger.get(link.target) for link in record.links)
    found = {one.key: one for one in outward if one is not None and one.kind == kind}
    found |= {one.key: one for one in facts.ledger.pointing_at(record.key, kind)}
    parent = facts.ledger.get(record.parent)
    if parent is not None and parent.kind == kind:
        found[parent.key] = parent
    return tuple(found.values())


def decisions_about(facts: Facts, *keys: str) -> tuple[Record, ...]:
    """The decisions, decided by the latest day we know of, whose `about` names one of the records."""
    found = (one for key in keys for one in facts.ledger.pointing_at(key, "decision", "about"))
    return tuple(
        one
        for one in found
        if one.status in {"decided", "superseded"} and ((on := day(one, "decided_on")) is None or on <= facts.horizon)
    )


def with_calendars(facts: Facts, kind: str) -> Iterator[tuple[Record, WorkCalendar]]:
    """The records of a kind, each with the calendar of its project."""
    for record in facts.ledger.of(kind):
        yield record, project_calendar(facts, record.project)


def project_calendar(facts: Facts, project: str) -> WorkCalendar:
    return facts.conclusions.calendars.get(project, facts.conclusions.calendar)


def is_still_open(facts: Facts, record: Record) -> bool:
    """Whether a record is open on the day and was not finished since: looking back makes no faults."""
    return record.status in OPEN.get(record.kind, ()) and is_open(record, facts.as_of)


def older(facts: Facts, calendar: WorkCalendar, since: date | None, days: int) -> bool:
    """Whether more than so many working days have passed since a day."""
    return since is not None and calendar.slip(since, facts.as_of) > days


def pointer(record: Record, message: Message, *path: str | int) -> Related:
    return Related(record.place(*path), message)


def narrow(record: Record, *path: str | int) -> tuple[str | int, ...]:
    """A path without its last step where that is not written: of an item that is one word, the item."""
    return path if find(record.node, path) is not None else path[:-1]


def status_place(record: Record) -> tuple[str, ...]:
    """The path of a record's state; of one that has none written, the record itself."""
    return ("status",) if record.node.pair("status") else ()
