"""What the runs of a simulation tell: percentiles, chances, and what the doubt comes from."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt
from operator import mul

from msgspec import Struct

from pmledger.analysis.simulation.simulate import Column, Runs

PERCENTILES = (10, 50, 80, 90)


class Driver(Struct, frozen=True):
    """Something uncertain: how closely it goes with the result, from −1 to 1, and its share of the explained variance."""

    name: str
    correlation: float
    share: float


def percentile(values: Sequence[int], percent: int) -> int:
    """The smallest value that so many percent of the values, sorted, do not exceed."""
    return values[max(-(-len(values) * percent // 100) - 1, 0)]


def percentiles(column: Column) -> Mapping[int, int]:
    """P10, P50, P80 and P90."""
    values = sorted(column)
    return {percent: percentile(values, percent) for percent in PERCENTILES}


def chance(values: Sequence[int], limit: int) -> Fraction:
    """The share of the values, sorted, that are not above a limit, from 0 to 1."""
    return Fraction(bisect_right(values, limit), len(values))


def correlation(one: Column, other: Column) -> float:
    """Pearson's coefficient, by whole numbers until the last step; 0 where one of the two never changes."""
    count, sums, totals = len(one), sum(one), sum(other)
    across = count * sum(map(mul, one, other)) - sums * totals
    spread = count * sum(map(mul, one, one)) - sums * sums
    width = count * sum(map(mul, other, other)) - totals * totals
    return across / (sqrt(spread) * sqrt(width)) if spread and width else 0.0


def drivers(runs: Runs, column: Column) -> tuple[Driver, ...]:
    """What is uncertain, by its share of the variance of a result: squared correlations, together 1.

    What goes with the result by less than chance alone would let it (two standard errors) is left out.
    """
    least_value = min(column, default=0)
    result = [value - least_value for value in column]
    found = {
        name: correlation(values, result)
        for part in (runs.durations, runs.occurred)
        for name, values in part.items()
    }
    least = 2 / sqrt(runs.count)
    weighty = {name: part for name, part in found.items() if abs(part) > least}
    whole = sum(part * part for part in weighty.values())
    ranked = sorted(weighty.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(Driver(name, part, part * part / whole) for name, part in ranked)
