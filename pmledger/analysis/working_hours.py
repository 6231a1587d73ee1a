"""Working time between two moments, by the hours of a calendar: minutes, exact."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, tzinfo
from decimal import Decimal

from msgspec import Struct

from pmledger.analysis.calendar import WEEKDAYS, WorkCalendar, running
from pmledger.analysis.standing import as_day, as_number
from pmledger.kinds.values import Duration, Moment
from pmledger.kinds.words import days_of
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

OPENS = "09:00"
"""When a working day begins where a calendar only says how long it is."""
DAY = 24 * 60
LAST = date.max.toordinal()

Windows = tuple[tuple[int, int], ...]
"""The working time of a day: from and to in minutes after midnight, in order, without overlap."""


class WorkingHours(Struct, frozen=True):
    """The windows of each weekday, Monday first, and of single days by their ordinal; made by `working_hours`.

    As in `WorkCalendar`, sums are the week's pattern corrected by a sorted table, so that no question walks through
    days. `zone` is where the clock hangs: moments that name an offset are read in it. `minutes_per_day` is a day of
    work, for durations.
    """

    week: tuple[Windows, ...]
    exceptions: Mapping[int, Windows]
    pattern: tuple[int, ...]
    turns: tuple[int, ...]
    turned: tuple[int, ...]
    minutes_per_day: int
    zone: tzinfo | None = None

    def windows(self, ordinal: int) -> Windows:
        given = self.exceptions.get(ordinal)
        return self.week[(ordinal - 1) % 7] if given is None else given

    def before(self, ordinal: int) -> int:
        """The working minutes of all days before the one of this ordinal."""
        weeks, rest = divmod(ordinal - 1, 7)
        return weeks * self.pattern[7] + self.pattern[rest] + self.turned[bisect_left(self.turns, ordinal)]

    def at(self, moment: datetime) -> int:
        """The working minutes up to a moment on the wall, seconds left out."""
        ordinal, minute = moment.toordinal(), moment.hour * 60 + moment.minute
        within = sum(max(0, min(end, minute) - start) for start, end in self.windows(ordinal))
        return self.before(ordinal) + within

    def between(self, start: datetime, end: datetime) -> int:
        """Working minutes from one moment to another; 0 when the second is not later."""
        return max(0, self.at(end) - self.at(start))

    def after(self, start: datetime, minutes: int) -> datetime:
        """The first moment by which so many working minutes have passed since `start`, 0 being `start` itself."""
        if minutes <= 0:
            return start
        goal = self.at(start) + minutes
        first = start.toordinal()
        step = 8
        while first + step < LAST and self.before(first + step) < goal:
            step *= 4
        days = range(first, min(first + step, LAST))
        ordinal = first + bisect_left(days, goal, key=lambda day: self.before(day + 1))
        left = goal - self.before(ordinal)
        for opens, closes in self.windows(ordinal):
            if left <= closes - opens:
                return on_wall(ordinal, opens + left)
            left -= closes - opens
        return on_wall(LAST, DAY - 1)

    def wall(self, moment: Moment, *, late: bool = False) -> datetime:
        """A moment as the clock of this place shows it; one without a time is the first of its day, or the last."""
        if moment.at is None:
            return datetime.combine(moment.day, time.max if late else time.min)
        written = datetime.combine(moment.day, moment.at)
        if written.tzinfo is None:
            return written
        return written.astimezone(self.zone).replace(tzinfo=None) if self.zone else written.replace(tzinfo=None)

    def minutes_of(self, duration: Duration) -> int:
        """A duration of working time in minutes; weeks have five days."""
        size = {"min": 1, "h": 60, "d": self.minutes_per_day, "w": 5 * self.minutes_per_day}[duration.unit]
        return max(0, int(duration.amount * size))


def on_wall(ordinal: int, minute: int) -> datetime:
    """The moment of a day so many minutes after its midnight, 24:00 being the next midnight."""
    days, rest = divmod(minute, DAY)
    return datetime.combine(date.fromordinal(ordinal + days), time(rest // 60, rest % 60))


def window(hours: Decimal, opens: int) -> Windows:
    """One window of so many hours from the usual time on, earlier where the day would be too short."""
    length = min(int(hours * 60), DAY)
    start = min(opens, DAY - length)
    return ((start, start + length),) if length else ()


def minutes(clock: str) -> int:
    """`09:30` as minutes after midnight."""
    hour, _, minute = clock.partition(":")
    return min(int(hour) * 60 + int(minute), DAY)


def working_hours(calendar: WorkCalendar, opens: str = OPENS, zone: tzinfo | None = None) -> WorkingHours:
    """The hours of a calendar that says how long each day is, and the time at which its days begin."""
    start = minutes(opens)
    week = tuple(window(hours, start) for hours in calendar.week)
    exceptions = {day.toordinal(): window(hours, start) for day, hours in calendar.exceptions.items()}
    return made(week, exceptions, int(calendar.hours_per_day * 60), zone)


def made(
    week: tuple[Windows, ...], exceptions: Mapping[int, Windows], minutes_per_day: int, zone: tzinfo | None
) -> WorkingHours:
    """With the sums by which questions are answered; a week without work counts as one of eight hours a day."""
    if not any(week):
        week = (window(Decimal(8), minutes(OPENS)),) * 7
    turns = sorted(
        (ordinal, step)
        for ordinal, given in exceptions.items()
        if (step := length_of(given) - length_of(week[(ordinal - 1) % 7]))
    )
    return WorkingHours(
        week,
        exceptions,
        (0, *running(length_of(each) for each in week)),
        tuple(ordinal for ordinal, _ in turns),
        (0, *running(step for _, step in turns)),
        minutes_per_day or 8 * 60,
        zone,
    )


def length_of(windows: Windows) -> int:
    return sum(end - start for start, end in windows)


def hours_of(record: Record, ledger: Ledger, usual: WorkingHours, seen: frozenset[str] = frozenset()) -> WorkingHours:
    """The hours that a calendar of the ledger states: its week with the exceptions of its own and of its parents."""
    parent = ledger.get(record.target("parent"))
    inherits = parent is not None and parent.kind == "calendar" and parent.key not in seen
    over = hours_of(parent, ledger, usual, seen | {record.key}) if parent is not None and inherits else usual
    opens = next((start for windows in over.week for start, _ in windows), minutes(OPENS))
    week: list[Windows] = [()] * 7 if record.has("week") else list(over.week)
    stated = record.values.get("week")
    for name, given in stated.items() if isinstance(stated, Mapping) else ():
        for weekday in days_of(name):
            week[WEEKDAYS.index(weekday)] = windows_of(given, opens)
    exceptions = dict(over.exceptions) if inherits else {}
    for item in record.items("exceptions"):
        first, last = as_day(item.get("date")) or as_day(item.get("from")), as_day(item.get("to"))
        if first is not None:
            days = range(first.toordinal(), min((last or first).toordinal(), first.toordinal() + 366) + 1)
            exceptions |= dict.fromkeys(days, windows_of(item.get("hours"), opens))
    return made(tuple(week), exceptions, usual.minutes_per_day, usual.zone)


def windows_of(given: object, opens: int) -> Windows:
    """A day's hours as a number, or as intervals such as 09:00-12:30."""
    if isinstance(given, tuple | list):
        return merged(tuple(map(minutes, str(part).split("-", 1))) for part in given)  # type: ignore[misc]
    return window(as_number(given) or Decimal(0), opens)


def merged(spans: Iterable[tuple[int, int]]) -> Windows:
    """Spans in order, those that meet or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)
