"""Moments as whole slots of time from an origin, and the working time of a clock as tables over them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import gcd
from operator import mul

from msgspec import Struct

from pmledger.analysis.schedule.clock import ELAPSED, Clock, Hours, Team
from pmledger.analysis.working_hours import DAY

SMALLEST = 10
"""Minutes of the smallest slot; finer times are rounded to it."""


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
        return [max(slot - 1, begin) for slot, begin in zip(self.later(slots, 1), slots, strict=True)]


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
