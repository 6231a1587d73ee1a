"""The working days that hold in a project, by the calendar it names or the workspace's."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from pmledger.analysis.calendar import WEEKDAYS, WorkCalendar, work_calendar
from pmledger.analysis.standing import as_day, as_number
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

DEEPEST = 8
"""How many calendars may hold below one another."""
LONGEST = 366
"""How many days one exception may span."""


def calendar_for(record: Record | None, ledger: Ledger, usual: WorkCalendar) -> WorkCalendar:
    """The calendar that a project or person names in `calendar`; `usual`, the workspace's, where it names none."""
    named = ledger.get(record.target("calendar")) if record is not None else None
    return calendar_of(named, ledger, usual) if named is not None else usual


def calendars_by_project(ledger: Ledger, usual: WorkCalendar) -> Mapping[str, WorkCalendar]:
    """The calendar of each project by its key, those that several name made once; "" is the workspace's."""
    made: dict[str, WorkCalendar] = {"": usual}
    found = {"": usual}
    for project in ledger.of("project"):
        name = project.target("calendar")
        if name not in made:
            made[name] = calendar_for(project, ledger, usual)
        found[project.key] = made[name]
    return found


def calendar_of(given: Record, ledger: Ledger, usual: WorkCalendar) -> WorkCalendar:
    """A calendar record as one to reckon with: its week, its exceptions, and those of the calendars above it."""
    week: dict[str, Decimal] = {}
    hours: dict[date, Decimal] = {}
    for one in reversed(tuple(above(given, ledger))):
        week |= week_of(one)
        hours |= dict(exceptions_of(one))
    weekend = tuple(name for name in WEEKDAYS if week.get(name, Decimal(0)) <= 0) if week else ("sat", "sun")
    return work_calendar(weekend, hours_per_day=longest(week, usual.hours_per_day), hours=hours)


def above(given: Record, ledger: Ledger) -> Iterator[Record]:
    """A calendar and those that hold where it says nothing, the nearest first; a circle ends."""
    seen: set[str] = set()
    here: Record | None = given
    while here is not None and here.key not in seen and len(seen) < DEEPEST:
        seen.add(here.key)
        yield here
        here = ledger.get(here.target("parent"))


def week_of(given: Record) -> dict[str, Decimal]:
    """Hours by weekday; a list of times of day counts by its length."""
    week = given.values.get("week")
    if not isinstance(week, Mapping):
        return {}
    return {name: hours_of(part) for name, part in week.items() if name in WEEKDAYS}


def hours_of(part: object) -> Decimal:
    if isinstance(part, tuple):
        return sum((between(str(interval)) for interval in part), Decimal(0))
    return as_number(part) or Decimal(0)


def between(interval: str) -> Decimal:
    """The hours from `09:00-12:30`; 0 when it cannot be read or runs backwards."""
    start, _, end = interval.partition("-")
    minutes = [int(hour) * 60 + int(minute) for hour, _, minute in (start.partition(":"), end.partition(":"))]
    return max(Decimal(minutes[1] - minutes[0]) / 60, Decimal(0))


def exceptions_of(given: Record) -> Iterator[tuple[date, Decimal]]:
    """The days that differ and their hours, a span of days day by day."""
    for item in given.items("exceptions"):
        first = as_day(item.get("date")) or as_day(item.get("from"))
        if first is None:
            continue
        last = as_day(item.get("to")) or first
        hours = as_number(item.get("hours")) or Decimal(0)
        for step in range(min((last - first).days + 1, LONGEST, (date.max - first).days + 1)):
            yield first + timedelta(days=step), hours


def longest(week: Mapping[str, Decimal], usual: Decimal) -> Decimal:
    """The hours of a working day: the most that a weekday has."""
    return max(week.values(), default=usual) or usual
