"""Moments as whole units of working time, in which work is put in order."""

from collections.abc import Mapping

from msgspec import Struct

from pmledger.analysis.schedule.clock import END, Clock, Team
from pmledger.analysis.schedule.network import Link, Timing

UNIT = 60
"""Minutes of working time in a unit of the order that is looked for; the dates themselves are exact."""


class Axis(Struct, frozen=True):
    """Moments as whole units of working time since the first start, always rounded so that nothing is too early.

    `most` is the working time until the last moment that is reckoned with.
    """

    clock: Clock
    origin: int
    most: int

    def at(self, moment: int) -> int:
        return max(-(-(self.clock.at(moment) - self.origin) // UNIT), 0)

    def between(self, start: int, finish: int) -> int:
        return -(-(self.clock.at(finish) - self.clock.at(start)) // UNIT)

    def lag(self, link: Link, timings: Mapping[str, Timing]) -> int:
        """The lag of a link in units, as it is where the plan alone would put it; a lead is rounded towards none."""
        if not link.lag:
            return 0
        timing = timings.get(link.before)
        if timing is None:
            return 0
        moment = timing.finish if link.tie in {"FS", "FF"} else timing.start
        after = link.clock.first(link.clock.at(moment) + link.lag)
        return self.between(moment, after)

    def length(self, clock: Clock, duration: int, start: int) -> int:
        """The units that a work takes from a moment on."""
        if not duration:
            return 0
        count = clock.at(start)
        if clock is self.clock and count + duration <= self.most:
            return -(-duration // UNIT)
        return max(self.between(clock.last(count), clock.first(count + duration)), 1)

    def pace(self, clock: Clock, duration: int) -> "Pace | None":
        """How long a work takes by when it begins; None where that is the same at any time."""
        if clock is self.clock or not duration:
            return None
        clocks = [one for one, _ in clock.members] if isinstance(clock, Team) else [clock]
        if all(one is self.clock for one in clocks):
            return None
        return Pace(self, clock, duration)


class Pace(Struct, frozen=True):
    """From which unit on a work is done that may begin at a unit, and how many units it takes, by a clock of its own."""

    axis: Axis
    clock: Clock
    duration: int

    def __call__(self, start: int) -> tuple[int, int]:
        axis = self.axis
        count = self.clock.at(axis.clock.last(axis.origin + start * UNIT))
        begins = max(axis.at(self.clock.last(count)), start)
        return begins, max(axis.at(self.clock.first(count + self.duration)) - begins, 1)


def axis_of(clock: Clock, first: int) -> Axis:
    """The axis from a moment on."""
    return Axis(clock, clock.at(first), clock.at(END))
