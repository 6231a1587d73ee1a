"""When an open issue was last heard of."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pmledger.analysis.timeline import Event
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

HEARD = frozenset({"action", "communication", "decision", "change"})
"""Kinds of records that tell of an issue which they name, which names them, or in which it is written."""


def last_heard(ledger: Ledger, events: Iterable[Event], as_of: date) -> Mapping[str, date]:
    """By the key of an open issue the latest day of its own dates, `updated` among them, and of what tells of it.

    `events` begin with the newest; issues of which no day is known are left out.
    """
    latest: dict[str, date] = {}
    for event in events:
        latest.setdefault(event.record, event.day)
    found: dict[str, date] = {}
    for issue in ledger.of("issue"):
        if issue.closed:
            continue
        days = [latest.get(key) for key in (issue.key, *tellers(ledger, issue))]
        known = [day for day in (*days, issue.day("updated")) if day is not None and day <= as_of]
        if known:
            found[issue.key] = max(known)
    return found


def tellers(ledger: Ledger, issue: Record) -> Iterator[str]:
    """The keys of the records that tell of an issue."""
    keys = {
        *(link.target for link in issue.links),
        *(link.source for link in ledger.backlinks.get(issue.key, ())),
        issue.parent,
    }
    return (key for key in keys if (record := ledger.get(key)) is not None and record.kind in HEARD)
