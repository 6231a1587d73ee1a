"""Moments as whole minutes, and the working time of somebody between them, exactly and both ways."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from pmledger.analysis.working_hours import DAY, LAST, WorkingHours

END = (LAST - 1) * DAY
"""The last moment that is reckoned with."""
TRIES = 4
"""How often a day is guessed before it is searched."""
FEW_DAYS, MANY_DAYS = 30, 20_000
"""How many days a clock knows at first on either side of the first that it is asked about, and at most."""


class Clock(Protocol):
    """Working time as a count that never runs backwards.

    A moment is a whole number of minutes: the ordinal of its day × 1,440 and the minute of the day. `at` is the working
    time up to a moment, in the clock's own units; `first` and `last` are the first and the last moment with that count:
    five in the afternoon on Friday and nine in the morning on Monday.
    """

    def at(self, moment: int) -> int: ...

    def first(self, count: int) -> int: ...

    def last(self, count: int) -> int: ...


class Elapsed(Struct, frozen=True):
    """Time on the wall, nights and weekends in it; in minutes."""

    def at(self, moment: int) -> int:
        return moment

    def first(self, count: int) -> int:
        return count

    def last(self, count: int) -> int:
        return count


ELAPSED = Elapsed()


Near = tuple[range, list[int], list[int], range]
"""Moments with the opening of each window in them and the working time by then, and the working time of them all."""


class Stretch:
    """The days that were asked about: `known` has them as lists side by side, which are never changed but replaced at once.

    It grows with what is asked for, so that a question costs one search in a list. No answer ever changes by it, so that
    several threads may ask.
    """

    __slots__ = ("hours", "known")

    def __init__(self, hours: WorkingHours) -> None:
        self.hours = hours
        self.known: Near = range(0), [], [], range(0)

    def reach(self, ordinal: int) -> None:
        """Know a day from now on, if it is not too far from the others; each time twice as many days as before."""
        span = self.known[0]
        start, stop = span.start // DAY, span.stop // DAY
        size = stop - start
        if not size:
            start, stop = ordinal - FEW_DAYS, ordinal + 2 * FEW_DAYS
        elif ordinal < start:
            start = ordinal - size
        else:
            stop = max(stop, ordinal + size)
        days = range(max(start, 1), min(stop, LAST))
        if ordinal not in days or len(days) > MANY_DAYS:
            return
        first = count = self.hours.before(days.start)
        opens, counts = [days.start * DAY], [count]
        for each in days:
            midnight = each * DAY
            for start, end in self.hours.windows(each):
                opens.append(midnight + start)
                counts.append(count)
                count += end - start
        # What comes after the last day opens a window of its own, so that each before it has an end.
        opens.append(days.stop * DAY)
        counts.append(count)
        self.known = range(opens[0], opens[-1]), opens, counts, range(first, count)


class Hours(Struct, frozen=True):
    """Working time by the hours of one calendar, in minutes; made by `hours_clock`.

    `week` is the working time of a week, `room` how many days an exception may move a count away from the week's
    pattern, so that no question walks through days. `stretch` knows the days that are asked about most.
    """

    hours: WorkingHours
    week: int
    room: int
    stretch: Stretch

    def at(self, moment: int) -> int:
        span, opens, counts, _ = self.stretch.known
        if moment not in span:
            return self.far_at(moment)
        after = bisect_right(opens, moment)
        count = counts[after - 1] + moment - opens[after - 1]
        most = counts[after]
        return min(most, count)

    def first(self, count: int) -> int:
        _, opens, counts, worked = self.stretch.known
        if count - 1 not in worked:
            return self.far_first(count)
        place = bisect_left(counts, count) - 1
        return opens[place] + count - counts[place]

    def last(self, count: int) -> int:
        _, opens, counts, worked = self.stretch.known
        if count not in worked:
            return self.far_last(count)
        place = bisect_right(counts, count) - 1
        return opens[place] + count - counts[place]

    def far_at(self, moment: int) -> int:
        """As `at`, of a moment that nothing near was asked about yet."""
        ordinal, minute = divmod(moment, DAY)
        self.stretch.reach(ordinal)
        count = self.hours.before(ordinal)
        for opens, closes in self.hours.windows(ordinal):
            if minute <= opens:
                break
            count += min(minute, closes) - opens
        return count

    def far_first(self, count: int) -> int:
        ordinal, left = self.day_of(count)
        self.stretch.reach(ordinal)
        for opens, closes in self.hours.windows(ordinal):
            if left <= closes - opens:
                return ordinal * DAY + opens + left
            left -= closes - opens
        return END

    def far_last(self, count: int) -> int:
        ordinal, left = self.day_of(count + 1)
        self.stretch.reach(ordinal)
        left -= 1
        for opens, closes in self.hours.windows(ordinal):
            if left < closes - opens:
                return ordinal * DAY + opens + left
            left -= closes - opens
        return END

    def day_of(self, minute: int) -> tuple[int, int]:
        """The day in which a minute of work lies, the first one of all being 1, and which minute of that day it is.

        The week alone tells about where that is, and the exceptions up to there by how much it is elsewhere; only where
        that does not settle, all days around are searched.
        """
        hours = self.hours
        shift = 0
        for _ in range(TRIES):
            weeks, rest = divmod(minute - shift - 1, self.week)
            ordinal = weeks * 7 + bisect_right(hours.pattern, rest)
            if ordinal < 1 or ordinal >= LAST:
                break
            left = minute - hours.before(ordinal)
            if left > 0:
                whole = 0
                for opens, closes in hours.windows(ordinal):
                    whole += closes - opens
                if left <= whole:
                    return ordinal, left
            shift = hours.turned[bisect_left(hours.turns, ordinal)]
        about = minute * 7 // self.week
        days = range(min(max(about - self.room, 1), LAST), min(max(about + self.room, 1), LAST))
        ordinal = days.start + bisect_left(days, minute, key=lambda day: hours.before(day + 1))
        return ordinal, minute - hours.before(ordinal)


def hours_clock(hours: WorkingHours) -> Hours:
    """The clock of a calendar's hours."""
    week = hours.pattern[7]
    most = max(map(abs, hours.turned))
    return Hours(hours, week, 7 * (most // week + 3), Stretch(hours))


class Team(Struct, frozen=True):
    """The work that several people do together: each has a clock and a share, whole numbers of the same size.

    The count is Σ share × working time, so that an effort is as many units as minutes × the size of a whole share.
    """

    members: tuple[tuple[Clock, int], ...]

    def at(self, moment: int) -> int:
        return sum(share * clock.at(moment) for clock, share in self.members)

    def bounds(self, count: int) -> tuple[int, int]:
        """A moment by which no more, and one by which more than this was done."""
        whole = sum(share for _, share in self.members)
        low = min(clock.first(count // whole) for clock, _ in self.members)
        return low, max(clock.last(count // whole + 1) for clock, _ in self.members) + 1

    def first(self, count: int) -> int:
        if len(self.members) == 1:
            ((clock, share),) = self.members
            return clock.first(-(-count // share))
        low, high = self.bounds(count)
        return low + bisect_left(range(low, high), count, key=self.at)

    def last(self, count: int) -> int:
        if len(self.members) == 1:
            ((clock, share),) = self.members
            return clock.last(count // share)
        low, high = self.bounds(count)
        return low + bisect_right(range(low, high), count, key=self.at) - 1


def morning(day: date) -> int:
    """The moment at which a day begins."""
    return day.toordinal() * DAY


def night(day: date) -> int:
    """The moment at which a day is over."""
    return (day.toordinal() + 1) * DAY


def start_day(moment: int) -> date:
    """The day of something that starts at a moment."""
    return date.fromordinal(min(max(moment // DAY, 1), LAST))


def finish_day(moment: int) -> date:
    """The last day of something that is over at a moment: what is over at midnight ended the day before."""
    return date.fromordinal(min(max((moment - 1) // DAY, 1), LAST))


def wall(moment: int) -> datetime:
    """A moment as a clock on the wall shows it."""
    ordinal, minute = divmod(moment, DAY)
    return datetime.combine(date.fromordinal(ordinal), datetime.min.time()).replace(hour=minute // 60, minute=minute % 60)
