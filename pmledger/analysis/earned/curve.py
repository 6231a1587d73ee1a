"""Value over time: ramps of amounts added up to a curve, read both ways."""

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

Point = tuple[Fraction, Fraction]
"""A time in periods (working days from the start of the plan, counted at their ends) and the value reached by then."""
Curve = tuple[Point, ...]

ZERO = Fraction(0)


class Ramp(Struct, frozen=True):
    """An amount that accrues evenly from the end of one period to the end of a later one."""

    start: int
    end: int
    amount: Fraction


def curve_of(ramps: Iterable[Ramp]) -> Curve:
    """The sum of the ramps as a curve of straight pieces, from the time 0 on; empty where there is no amount."""
    slopes: dict[int, Fraction] = {}
    for ramp in ramps:
        if not ramp.amount:
            continue
        slope = ramp.amount / (ramp.end - ramp.start)
        slopes[ramp.start] = slopes.get(ramp.start, ZERO) + slope
        slopes[ramp.end] = slopes.get(ramp.end, ZERO) - slope
    points, value, slope, before = [], ZERO, ZERO, 0
    for at in sorted({0, *slopes} if slopes else ()):
        value += slope * (at - before)
        points.append((Fraction(at), value))
        slope, before = slope + slopes.get(at, ZERO), at
    return tuple(points)


def cumulated(values: Iterable[Fraction]) -> Curve:
    """A curve of the values reached at the ends of the periods 1, 2, 3 and so on."""
    return ((ZERO, ZERO), *((Fraction(at), value) for at, value in enumerate(values, 1)))


def value_at(curve: Curve, time: Fraction) -> Fraction:
    """The value reached by a time: 0 before the curve, all of it after."""
    at = bisect_right(curve, time, key=lambda point: point[0])
    if not at:
        return ZERO
    start, low = curve[at - 1]
    if at == len(curve):
        return low
    end, high = curve[at]
    return low + (high - low) * (time - start) / (end - start)


def time_at(curve: Curve, value: Fraction) -> Fraction:
    """When the curve was to reach a value: the last time at which it is no more, the first at which it is all.

    This is the earned schedule, C + (EV − PV(C)) / (PV(C + 1) − PV(C)), on a curve of straight pieces.
    """
    whole = curve[-1][1]
    if value >= whole:
        return next(time for time, reached in curve if reached == whole)
    at = max(bisect_right(curve, value, key=lambda point: point[1]), 1)
    (start, low), (end, high) = curve[at - 1], curve[at]
    return start + (value - low) * (end - start) / (high - low)


def duration_of(curve: Curve) -> Fraction:
    """How long the plan takes: the time at which all of it was to be reached."""
    return time_at(curve, curve[-1][1])
