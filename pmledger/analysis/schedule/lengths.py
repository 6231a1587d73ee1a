"""How long tasks take and by whose clock: working time of the project, of people and their leave."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, field

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.schedule.clock import ELAPSED, Clock, Hours, Team, hours_clock
from pmledger.analysis.schedule.limits import until
from pmledger.analysis.standing import as_day, as_number
from pmledger.analysis.working_hours import DAY, Windows, WorkingHours, length_of, made, working_hours
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

SHARE = 10_000
"""A whole person in a team, so that a hundredth of a percent is whole."""
WHOLE = Decimal(100)
"""All of a person's time, in percent."""
LONGEST_LEAVE = 366


class Clocks(Struct, frozen=True):
    """The clocks of a ledger, each made when it is first asked for: `made` by the calendar's key and the people off."""

    ledger: Ledger
    usual: WorkCalendar
    calendars: Mapping[str, WorkCalendar]
    made: dict[tuple[str, ...], Hours] = field(default_factory=dict)
    leaves: dict[str, dict[int, int | None]] = field(default_factory=dict)

    def of_project(self, project: str) -> Hours:
        """Working time by the calendar of a project."""
        record = self.ledger.get(project)
        name = record.target("calendar") if record is not None else ""
        key = (name,)
        if key not in self.made:
            self.made[key] = hours_clock(working_hours(self.calendars.get(project, self.usual)))
        return self.made[key]

    def of_people(self, project: str, people: tuple[str, ...]) -> Hours:
        """Working time of a project without the days on which all of its people are away."""
        off = [self.away(person) for person in people]
        days = {day for day, hours in off[0].items() if hours is None} if off else set()
        for other in off[1:]:
            days &= {day for day, hours in other.items() if hours is None}
        if not days:
            return self.of_project(project)
        record = self.ledger.get(project)
        key = (record.target("calendar") if record is not None else "", *sorted(people))
        if key not in self.made:
            hours = self.of_project(project).hours
            self.made[key] = hours_clock(without(hours, dict.fromkeys(days)))
        return self.made[key]

    def of_person(self, project: str, person: str) -> Hours:
        """Working time of one person: by the own calendar or the project's, less leave, hours off in it."""
        record = self.ledger.by_key[person]
        if not record.has("calendar") and not record.has("leave"):
            return self.of_project(project)
        home = self.ledger.get(project)
        own = record.target("calendar") or (home.target("calendar") if home is not None else "")
        key = (own, "", person)
        if key not in self.made:
            usual = self.calendars.get(project, self.usual)
            hours = working_hours(calendar_for(record, self.ledger, usual))
            self.made[key] = hours_clock(without(hours, self.away(person)))
        return self.made[key]

    def away(self, person: str) -> Mapping[int, int | None]:
        """The days of a person's leave by ordinal, with the minutes off where it is not the whole day."""
        if person not in self.leaves:
            record = self.ledger.by_key[person]
            self.leaves[person] = dict(days_off(record)) if record.has("leave") else {}
        return self.leaves[person]


def days_off(person: Record) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for part in person.items("leave"):
        first, hours = as_day(part.get("from")), as_number(part.get("hours"))
        last = as_day(part.get("to")) or first
        if first is not None and last is not None:
            days = range(first.toordinal(), min(last.toordinal(), first.toordinal() + LONGEST_LEAVE) + 1)
            found += [(day, None if hours is None else int(hours * 60)) for day in days]
    return found


def without(hours: WorkingHours, off: Mapping[int, int | None]) -> WorkingHours:
    """Hours without days of leave, or without the last minutes of such a day."""
    changed = {day: () if part is None else without_last(hours.windows(day), part) for day, part in off.items()}
    return made(hours.week, {**hours.exceptions, **changed}, hours.minutes_per_day, hours.zone)


def without_last(windows: Windows, minutes: int) -> Windows:
    return until(windows, max(length_of(windows) - minutes, 0))


def minutes_of(given: Duration, calendar: WorkCalendar) -> tuple[int, bool]:
    """A duration in minutes, and whether they are minutes on the wall."""
    if given.elapsed:
        size = {"min": 1, "h": 60, "d": DAY, "w": 7 * DAY}[given.unit]
        return round(given.amount * size), True
    if given.unit in {"min", "h"}:
        return round(given.amount * (60 if given.unit == "h" else 1)), False
    days = given.amount * calendar.days_per_week if given.unit == "w" else given.amount
    return round(days * calendar.hours_per_day * 60), False


def lag_of(given: object, calendar: WorkCalendar, clock: Clock) -> tuple[int, Clock]:
    """The lag of a dependency and the clock that counts it."""
    if not isinstance(given, Duration):
        return 0, ELAPSED
    lag, elapsed = minutes_of(given, calendar)
    return lag, ELAPSED if elapsed or not lag else clock


def team_of(task: Record, clocks: Clocks, calendar: WorkCalendar) -> Team | None:
    """The people of a task as one team; whoever states no share gives the whole day."""
    return team(assignments(task), task.project, clocks, calendar)


def team(people: Iterable[tuple[str, Decimal]], project: str, clocks: Clocks, calendar: WorkCalendar) -> Team | None:
    """People with the percent of their time as a team that works for a project; None where nobody gives any."""
    members: list[tuple[Clock, int]] = []
    for person, percent in people:
        capacity = clocks.ledger.by_key[person].number("capacity_hours_day") or 8
        share = round(Fraction(percent) / 100 * Fraction(capacity) / Fraction(calendar.hours_per_day) * SHARE)
        if share > 0:
            members.append((clocks.of_person(project, person), share))
    return Team(tuple(members)) if members else None


def assigned(task: Record) -> tuple[str, ...]:
    return tuple(person for person, _ in people_in(task, "assignees"))


def assignments(task: Record) -> tuple[tuple[str, Decimal], ...]:
    """The assignees of a task, each with the percent of their time."""
    return tuple((person, WHOLE if percent is None else percent) for person, percent in people_in(task, "assignees"))


def people_in(task: Record, field: str) -> Iterator[tuple[str, Decimal | None]]:
    """The people of a list of the task, each with the percent that is stated."""
    for at, part in enumerate(task.items(field)):
        person = task.target(f"{field}[{at}].person")
        if person:
            yield person, as_number(part.get("percent"))


def day_of(clock: Clock) -> int:
    """A working day in the units of a clock."""
    if isinstance(clock, Hours):
        return clock.hours.minutes_per_day
    if isinstance(clock, Team):
        return max(sum(share * day_of(member) for member, share in clock.members), 1)
    return DAY
