"""Moments as whole slots of time from an origin, and the working time of a clock as tables over them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import gcd
from operator import mul

from msgspec import Struct

from pmledger.analysis.schedule.clock import ELAPSED, Clock, Hours, Team
from pmledger.analysis.schedule.network import Activity, Plan, Timing
from pmledger.analysis.working_hours import DAY

SMALLEST = 10
"""Minutes of the smallest slot; finer times are rounded to it."""
ROOM = 4
"""How many times longer than planned a run may take before it is cut off."""
MOST_SLOTS = 400_000
"""No more slots than these, decades of hours: plans over centuries are reckoned more coarsely."""


class Tables(Struct, frozen=True):
    """One clock over the slots: its working time up to each, and the first slot with each working time.

    Working time is in slots too. `first` goes on at the last slot for as much again, so that no look-up fails; it is
    empty for a team, whose shares make too many counts to list.
    """

    at: Sequence[int]
    first: Sequence[int]

    def after(self, slots: Sequence[int], lengths: Sequence[int]) -> list[int]:
        """The slots in which work of these lengths is done that may begin in these slots."""
        at, first = self.at, self.first
        if first:
            return [first[at[slot] + length] for slot, length in zip(slots, lengths, strict=True)]
        last = len(at) - 1
        return [min(bisect_left(at, at[slot] + length), last) for slot, length in zip(slots, lengths, strict=True)]

    def later(self, slots: Sequence[int], length: int) -> list[int]:
        """The same where the length is always the same; it may be negative, and then ends at the origin."""
        at, first = self.at, self.first
        if first and length >= 0:
            return [first[at[slot] + length] for slot in slots]
        last = len(at) - 1
        return [min(bisect_left(at, max(at[slot] + length, 0)), last) for slot in slots]

    def opening(self, slots: Sequence[int]) -> list[int]:
        """The slots in which work really starts that may begin in these: nights and days off are over then."""
        return [slot - 1 if slot > begin else begin for slot, begin in zip(self.later(slots, 1), slots, strict=True)]


class Axis(Struct, frozen=True):
    """Slots of `unit` minutes from the moment `origin` on, `slots` of them."""

    origin: int
    unit: int
    slots: int

    def at(self, moment: int) -> int:
        """The slot of a moment: the first that does not begin before it."""
        return min(max(-(-(moment - self.origin) // self.unit), 0), self.slots - 1)

    def moment(self, slot: int) -> int:
        return self.origin + slot * self.unit

    def tables(self, clock: Clock) -> Tables:
        """A clock over the slots."""
        if clock == ELAPSED:
            whole = range(self.slots)
            return Tables(whole, range(2 * self.slots))
        if isinstance(clock, Hours):
            at = self.worked(clock)
            return Tables(at, firsts(at))
        if isinstance(clock, Team):
            ats = [self.tables(member).at for member, _ in clock.members]
            shares = [share for _, share in clock.members]
            return Tables([sum(map(mul, shares, row)) for row in zip(*ats, strict=True)], ())
        at = [clock.at(self.moment(slot)) // self.unit for slot in range(self.slots)]
        return Tables(at, firsts(at))

    def worked(self, clock: Hours) -> list[int]:
        """Working time up to each slot, by the windows of its day."""
        found: list[int] = []
        count, unit = 0, self.unit
        while len(found) < self.slots:
            ordinal, minute = divmod(self.moment(len(found)), DAY)
            windows = clock.hours.windows(ordinal)
            for begin in range(minute, DAY, unit):
                found.append(count // unit)
                for opens, closes in windows:
                    if begin < closes and opens < begin + unit:
                        count += min(closes, begin + unit) - max(opens, begin)
        return found[: self.slots]


def firsts(at: Sequence[int]) -> list[int]:
    """The first slot with each working time, and the last slot for as much again.

    A slot that is worked in part may pass over a count: it is reached where the next one is.
    """
    found: list[int] = []
    for slot, count in enumerate(at):
        while len(found) <= count:
            found.append(slot)
    return found + [len(at) - 1] * len(found)


def unit_of(parts: Iterable[int]) -> int:
    """The largest slot in which all these minutes are whole, within an hour and the smallest one."""
    whole = 60
    for part in parts:
        whole = gcd(whole, part)
        if whole <= SMALLEST:
            return SMALLEST
    return max(whole, SMALLEST)


def axis_of(plan: Plan, timings: Mapping[str, Timing], delays: Sequence[int], doubted: frozenset[str]) -> Axis:
    """Slots fine enough for the plan, and enough of them for its longest run."""
    clocks = {id(one.clock): one.clock for one in plan.activities}
    members = [
        member
        for clock in clocks.values()
        for member in ([part for part, _ in clock.members] if isinstance(clock, Team) else [clock])
    ]
    edges = {
        minute
        for clock in members
        if isinstance(clock, Hours)
        for windows in (*clock.hours.week, *clock.hours.exceptions.values())
        for window in windows
        for minute in window
    }
    planned = {minutes for one in plan.activities if one.key not in doubted for minutes in ends_after(one)}
    unit = unit_of((*edges, *planned, *(abs(link.lag) for link in plan.links), *delays))
    origin = min((timing.start for timing in timings.values()), default=0) // DAY * DAY
    end = max((timing.finish for timing in timings.values()), default=0)
    span = (end - origin + sum(delays)) * ROOM + 60 * DAY
    unit = max(finest(unit, clocks.values()), -(-span // MOST_SLOTS))
    return Axis(origin, unit, span // unit)


def finest(unit: int, clocks: Iterable[Clock]) -> int:
    """A slot in which teams end too: what one begins alone, several finish in a part of the time."""
    for clock in clocks:
        if isinstance(clock, Team):
            shares = [share for _, share in clock.members]
            parts = sum(shares) // gcd(*shares)
            unit = max(unit // parts, SMALLEST) if unit % parts == 0 else SMALLEST
    return unit


def ends_after(activity: Activity) -> Iterator[int]:
    """After how many minutes it may be done: of a team by all of it, and by each who is there alone."""
    if not isinstance(activity.clock, Team):
        yield activity.duration
        return
    shares = [share for _, share in activity.clock.members]
    for share in (sum(shares), *shares):
        yield activity.duration // share
