"""What the runs of a simulation tell: percentiles, chances, and what the doubt comes from."""

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from operator import mul
from typing import NamedTuple, Self

from msgspec import Struct

from pmledger.analysis.simulation.placing import Column
from pmledger.analysis.simulation.simulate import Runs

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


def drivers(runs: Runs, column: Column, only: Container[str] | None = None) -> tuple[Driver, ...]:
    """What is uncertain, or some of it, by its share of the variance of a result: squared correlations, together 1.

    What goes with the result by less than chance alone would let it (two standard errors) is left out.
    """
    least_value = min(column, default=0)
    result = Measured.of([value - least_value for value in column])
    uncertain = {**runs.durations, **runs.occurred}
    found = {
        name: correlation(Measured.of(values), result)
        for name, values in uncertain.items()
        if only is None or name in only
    }
    least = 2 / sqrt(runs.count)
    weighty = {name: part for name, part in found.items() if abs(part) > least}
    whole = sum(part * part for part in weighty.values())
    ranked = sorted(weighty.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(Driver(name, part, part * part / whole) for name, part in ranked)


class Measured(NamedTuple):
    """A column with its sum and the count² of its variance, so that a column compared with many is summed up once."""

    column: Column
    total: int
    spread: int

    @classmethod
    def of(cls, column: Column) -> Self:
        total = sum(column)
        return cls(column, total, len(column) * sum(map(mul, column, column)) - total * total)


def correlation(one: Measured, other: Measured) -> float:
    """Pearson's coefficient, by whole numbers until the last step; 0 where one of the two never changes."""
    if not one.spread or not other.spread:
        return 0.0
    across: int = len(one.column) * sum(map(mul, one.column, other.column)) - one.total * other.total
    return across / (sqrt(one.spread) * sqrt(other.spread))
