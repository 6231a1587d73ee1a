"""Working days by one calendar: a week, and dated exceptions in hours."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.kinds.values import Duration

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST = date.max.toordinal()


class WorkCalendar(Struct, frozen=True):
    """Hours by weekday, Monday first, and hours of single days: 0 off, 8 a make-up day, 4 half a day.

    A day with any hours is a working day. Counts are sums over the week's pattern corrected by a sorted table of the
    exceptions, so that no question walks through days. Made by `work_calendar`.
    """

    week: tuple[Decimal, ...]
    exceptions: Mapping[date, Decimal]
    hours_per_day: Decimal
    pattern: tuple[int, ...]
    turns: tuple[int, ...]
    turned: tuple[int, ...]

    def hours(self, day: date) -> Decimal:
        given = self.exceptions.get(day)
        return self.week[day.weekday()] if given is None else given

    def is_working(self, day: date) -> bool:
        return self.hours(day) > 0

    @property
    def days_per_week(self) -> int:
        return self.pattern[7]

    def before(self, ordinal: int) -> int:
        """How many working days lie before the day of this ordinal."""
        weeks, rest = divmod(ordinal - 1, 7)
        return weeks * self.pattern[7] + self.pattern[rest] + self.turned[bisect_left(self.turns, ordinal)]

    def working_days(self, start: date, end: date) -> int:
        """Working days from `start` to `end`, both counted; negative, by the same count, when `end` is earlier."""
        if end < start:
            return -self.working_days(end, start)
        return self.before(end.toordinal() + 1) - self.before(start.toordinal())

    def slip(self, start: date, end: date) -> int:
        """By how many working days `end` is later than `start`: those after the one up to and with the other.

        The same day is 0, earlier is negative, and slip(a, b) + slip(b, c) = slip(a, c).
        """
        return self.before(end.toordinal() + 1) - self.before(start.toordinal() + 1)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it when negative); for 0 the day itself, working or not.

        Ends at the first and last day that a calendar knows.
        """
        if n == 0:
            return day
        ordinal = day.toordinal()
        return self._nth(self.before(ordinal + 1) + n if n > 0 else self.before(ordinal) + n + 1)

    def finish(self, start: date, days: int) -> date:
        """The last day of work that starts on `start`, or on the first working day after, and takes `days` ≥ 1."""
        return self.add_working_days(start - timedelta(days=1), max(days, 1))

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def days_of(self, duration: Duration) -> Fraction:
        """A duration in working days; elapsed time counts with the week's share of working days."""
        amount = Fraction(duration.amount)
        if duration.unit in {"min", "h"}:
            hours = amount / 60 if duration.unit == "min" else amount
            return hours / 24 * self.days_per_week / 7 if duration.elapsed else hours / Fraction(self.hours_per_day)
        if duration.unit == "w":
            return amount * self.days_per_week
        return amount * self.days_per_week / 7 if duration.elapsed else amount

    def _nth(self, index: int) -> date:
        """The day on which the count of working days since the year 1 reaches `index`."""
        if index < 1:
            return date.min
        # By the week alone the day is about here; each exception moves it by no more than a day of work.
        about = index * 7 // self.days_per_week
        room = (len(self.turns) + 7) * 7
        first, last = max(about - room, 1), min(about + room, LAST)
        if first > LAST:
            return date.max
        ordinal = first + bisect_left(range(first, last + 1), index, key=lambda day: self.before(day + 1))
        return date.fromordinal(min(ordinal, LAST))


def work_calendar(
    weekend: Iterable[str] = ("sat", "sun"),
    holidays: Iterable[date] = (),
    working_days: Iterable[date] = (),
    hours_per_day: Decimal = Decimal(8),
    hours: Mapping[date, Decimal] | None = None,
) -> WorkCalendar:
    """A calendar of a weekend, days off, make-up days, and days with hours of their own.

    What comes later wins: hours over make-up days over holidays. A week that is all weekend cannot be reckoned with
    and counts as one without any.
    """
    off = {day[:3].casefold() for day in weekend}
    week = tuple(Decimal(0) if name in off else hours_per_day for name in WEEKDAYS)
    if not any(week):
        week = (hours_per_day,) * 7
    exceptions = {
        **dict.fromkeys(holidays, Decimal(0)),
        **dict.fromkeys(working_days, hours_per_day),
        **(hours or {}),
    }
    pattern = (0, *running(int(part > 0) for part in week))
    changed = [(day.toordinal(), int(part > 0) - int(week[day.weekday()] > 0)) for day, part in exceptions.items()]
    turns = sorted(turn for turn in changed if turn[1])
    return WorkCalendar(
        week,
        exceptions,
        hours_per_day,
        pattern,
        tuple(day for day, _ in turns),
        (0, *running(step for _, step in turns)),
    )


def running(steps: Iterable[int]) -> tuple[int, ...]:
    """The sums so far."""
    sums, total = [], 0
    for step in steps:
        total += step
        sums.append(total)
    return tuple(sums)
