"""How many hours people are planned for, week by week and project by project, against the hours they have."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.progress import Dates, current_baseline, item_dates, leaf_tasks
from pmledger.analysis.remaining_work import days_left, left_share
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import OPEN, as_day, as_number
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

WEEKS = 12
NONE = Fraction(0)
WEEK = timedelta(days=7)
LIVE = frozenset({"initiating", "planning", "executing", "closing"})
"""States of a project in which it takes people's time: neither proposed nor held nor over."""


class Share(Struct, frozen=True):
    """The hours of one week that one project asks of a person.

    `record` is the key of what says so: the person for an allocation, else the task that asks the most.
    """

    project: str
    hours: Fraction
    record: str


class Week(Struct, frozen=True):
    """One week of a person, by its Monday: the hours there are, less leave and holidays, and those asked for."""

    monday: date
    capacity: Fraction
    shares: tuple[Share, ...]

    @property
    def hours(self) -> Fraction:
        return sum((share.hours for share in self.shares), NONE)

    @property
    def percent(self) -> Fraction | None:
        """The load in percent of the capacity; None where there is no capacity."""
        return 100 * self.hours / self.capacity if self.capacity else None

    @property
    def overbooked(self) -> bool:
        return self.hours > self.capacity


class PersonLoad(Struct, frozen=True):
    """The weeks of one person, by the person's key."""

    person: str
    weeks: tuple[Week, ...]


class Work(Struct, frozen=True):
    """Open work of a person on a task: so many hours on each working day from one day to another."""

    task: str
    project: str
    first: date
    last: date
    hours_a_day: Fraction


def loads(
    ledger: Ledger, usual: WorkCalendar, timetable: Timetable, as_of: date, weeks: int = WEEKS
) -> tuple[PersonLoad, ...]:
    """The load of everybody of ours and of suppliers who is active, from the week of a day on.

    Per project the larger counts of what the person's `allocation` gives it and of what its open tasks ask for. A task
    asks for its effort, less what is done, spread over the working days that it has left; without an effort for the
    share of the day that its assignee states; with neither it says nothing. Dates are those of the plan.
    """
    live = {project.key for project in ledger.of("project") if project.status in LIVE}
    monday = as_of - timedelta(days=as_of.weekday())
    asked = work_by_person(ledger, usual, timetable, live, as_of, (monday, monday + weeks * WEEK))
    return tuple(
        PersonLoad(person.key, weeks_of(person, ledger, usual, asked.get(person.key, ()), live, monday, weeks))
        for person in ledger.of("person")
        if person.status == "active" and person.text("type") != "contact"
    )


def weeks_of(
    person: Record,
    ledger: Ledger,
    usual: WorkCalendar,
    work: tuple[Work, ...],
    live: set[str],
    monday: date,
    weeks: int,
) -> tuple[Week, ...]:
    calendar = calendar_for(person, ledger, usual)
    free = free_hours(person, calendar, monday, 7 * weeks)
    found = []
    for at in range(weeks):
        start = monday + at * WEEK
        week = {on: free[on] for on in (start + timedelta(days=step) for step in range(7)) if on in free}
        given, asked = allocated(person, week, live), demanded(work, calendar, start)
        shares = tuple(
            max((one for one in (given.get(project), asked.get(project)) if one), key=lambda share: share.hours)
            for project in sorted(given.keys() | asked.keys())
        )
        found.append(Week(start, sum(week.values(), NONE), shares))
    return tuple(found)


def free_hours(person: Record, calendar: WorkCalendar, first: date, days: int) -> dict[date, Fraction]:
    """The hours a person has on each working day: the usual ones, in proportion on a short day, less leave."""
    usual, whole = Fraction(person.number("capacity_hours_day") or 8), Fraction(calendar.hours_per_day)
    # A week has few sorts of days; each is reckoned once.
    sorts: dict[Decimal, Fraction] = {}
    free: dict[date, Fraction] = {}
    for on in (first + timedelta(days=step) for step in range(days)):
        hours = calendar.hours(on)
        if hours > 0:
            if hours not in sorts:
                sorts[hours] = usual * min(Fraction(hours) / whole, Fraction(1))
            free[on] = sorts[hours]
    for part in person.items("leave"):
        start, off = as_day(part.get("from")), as_number(part.get("hours"))
        end = as_day(part.get("to")) or start
        for on in free if start is not None and end is not None and end >= first else ():
            if start is not None and end is not None and start <= on <= end:
                free[on] = NONE if off is None else max(free[on] - Fraction(off), NONE)
    return free


def allocated(person: Record, free: Mapping[date, Fraction], live: set[str]) -> dict[str, Share]:
    """The hours of a week by project that the person's allocation gives it."""
    hours: dict[str, Fraction] = {}
    for at, part in enumerate(person.items("allocation")):
        project, percent = person.target(f"allocation[{at}].project"), as_number(part.get("percent"))
        if percent is None or project not in live:
            continue
        first, last = as_day(part.get("from")) or date.min, as_day(part.get("to")) or date.max
        have = sum((free[on] for on in free if first <= on <= last), NONE)
        hours[project] = hours.get(project, NONE) + have * Fraction(percent) / 100
    return {project: Share(project, amount, person.key) for project, amount in hours.items() if amount}


def demanded(work: tuple[Work, ...], calendar: WorkCalendar, monday: date) -> dict[str, Share]:
    """The hours of a week by project that open tasks ask for."""
    sunday = monday + timedelta(days=6)
    hours: dict[str, list[tuple[Fraction, str]]] = {}
    for one in work:
        if one.last < monday or one.first > sunday:
            continue
        days = calendar.working_days(max(one.first, monday), min(one.last, sunday))
        if days:
            hours.setdefault(one.project, []).append((days * one.hours_a_day, one.task))
    return {
        project: Share(project, sum((amount for amount, _ in parts), NONE), max(parts)[1])
        for project, parts in hours.items()
    }


def work_by_person(
    ledger: Ledger, usual: WorkCalendar, timetable: Timetable, live: set[str], as_of: date, within: Dates
) -> dict[str, tuple[Work, ...]]:
    """What is left of the open tasks of live projects that run within two days, by the assignees' keys."""
    first, last = within
    found: dict[str, list[Work]] = {}
    for key in sorted(live):
        project = ledger.by_key[key]
        calendar = calendar_for(project, ledger, usual)
        baseline = current_baseline(project, ledger, as_of)
        items = item_dates(baseline) if baseline else {}
        for task in leaf_tasks(ledger.of_project(key, "task")):
            if task.status not in OPEN["task"] or not task.has("assignees"):
                continue
            span = days_left(task, items, calendar, timetable, as_of)
            if span is not None and span[0] <= last and span[1] >= first:
                for person, work in asked_of(task, span, calendar, ledger, as_of):
                    found.setdefault(person, []).append(work)
    return {person: tuple(work) for person, work in found.items()}


def asked_of(
    task: Record, span: Dates, calendar: WorkCalendar, ledger: Ledger, as_of: date
) -> Iterator[tuple[str, Work]]:
    """What a task asks of each of its assignees on a working day."""
    rows = [
        (task.target(f"assignees[{at}].person"), as_number(part.get("percent")))
        for at, part in enumerate(task.items("assignees"))
    ]
    rows = [(person, percent) for person, percent in rows if person]
    effort, days = task.duration("effort"), calendar.working_days(*span)
    shares = [Fraction(percent) if percent is not None else Fraction(0) for _, percent in rows]
    even = not all(shares)
    for (person, percent), share in zip(rows, shares, strict=True):
        if effort is not None and days > 0:
            hours = calendar.days_of(effort) * Fraction(calendar.hours_per_day) * left_share(task, calendar, as_of)
            hours *= Fraction(1, len(rows)) if even else share / sum(shares)
            yield person, Work(task.key, task.project, *span, hours / days)
        elif percent is not None and effort is None:
            whole = ledger.by_key[person].number("capacity_hours_day") or 8
            yield person, Work(task.key, task.project, *span, Fraction(whole) * Fraction(percent) / 100)
