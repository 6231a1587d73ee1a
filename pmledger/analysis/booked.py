"""Hours by week and by task: approved and waiting, and how many people booked them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from pmledger.analysis.labour import WAITING
from pmledger.analysis.standing import day, is_counted
from pmledger.ledger.record import Record

Head = TypeVar("Head")


class Booked(Struct, frozen=True):
    """Hours under one head; `people` are the keys of those who booked them."""

    hours: Decimal = Decimal(0)
    waiting: Decimal = Decimal(0)
    people: frozenset[str] = frozenset()


def by_week(entries: Iterable[Record], as_of: date) -> Mapping[date, Booked]:
    """Hours by the Monday of their week, the latest first."""
    found = booked(entries, as_of, lambda _, on: on - timedelta(days=on.weekday()))
    return dict(sorted(found.items(), reverse=True))


def by_task(entries: Iterable[Record], as_of: date) -> Mapping[str, Booked]:
    """Hours by the key of their task, most first; those that name none under "", last."""
    found = booked(entries, as_of, lambda entry, _: entry.target("task"))
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == "", -pair[1].hours, -pair[1].waiting, pair[0])))


def booked(entries: Iterable[Record], as_of: date, head: Callable[[Record, date], Head]) -> dict[Head, Booked]:
    """Hours up to a day by what `head` makes of an entry and its day; rejected ones are left out."""
    found: dict[Head, Booked] = {}
    for entry in entries:
        on, hours = day(entry, "date"), entry.number("hours")
        counted = is_counted(entry, as_of)
        if on is None or hours is None or on > as_of or not (counted or entry.status in WAITING):
            continue
        at = head(entry, on)
        before = found.get(at) or Booked()
        found[at] = Booked(
            before.hours + (hours if counted else 0),
            before.waiting + (0 if counted else hours),
            before.people | {entry.target("person")},
        )
    return found
