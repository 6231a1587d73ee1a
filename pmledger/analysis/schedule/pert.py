"""Three-point estimates by PERT: means, variances and the chance of a path, exactly where that is possible."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import NormalDist

from msgspec import Struct


class Estimate(Struct, frozen=True):
    """Three points of one duration, in any unit."""

    optimistic: Fraction
    likely: Fraction
    pessimistic: Fraction

    @property
    def mean(self) -> Fraction:
        """(o + 4m + p) / 6 (Malcolm et al. 1959)."""
        return (self.optimistic + 4 * self.likely + self.pessimistic) / 6

    @property
    def variance(self) -> Fraction:
        """((p − o) / 6)²."""
        return ((self.pessimistic - self.optimistic) / 6) ** 2


class Path(Struct, frozen=True):
    """The length of a chain of activities as a normal distribution; it knows nothing of other chains beside it."""

    mean: Fraction
    variance: Fraction

    def chance(self, deadline: Fraction | int) -> float:
        """The probability of ending by a deadline, Φ((d − mean) / sd); 0 or 1 where nothing is in doubt."""
        if not self.variance:
            return float(deadline >= self.mean)
        return self.distribution.cdf(float(deadline))

    def within(self, percent: int) -> float:
        """The length that is kept with a probability of so many percent, above 0 and below 100."""
        return self.distribution.inv_cdf(percent / 100) if self.variance else float(self.mean)

    @property
    def distribution(self) -> NormalDist:
        return NormalDist(float(self.mean), float(self.variance) ** 0.5)


def moving_together(parts: Sequence[Path], alike: Sequence[Sequence[Fraction]]) -> Path:
    """The sum of lengths of which some tend to be long together; `alike` are their correlations, from −1 to 1.

    The second moment method: variance = Σᵢ Σⱼ ρᵢⱼ · sdᵢ · sdⱼ, to the digits of a float where a root is not exact.
    """
    deviations = [Fraction(float(one.variance) ** 0.5) for one in parts]
    pairs = (row[at] * one * other for row, one in zip(alike, deviations, strict=True) for at, other in enumerate(deviations))
    return Path(sum((one.mean for one in parts), Fraction(0)), sum(pairs, Fraction(0)))


def path_of(estimates: Iterable[Estimate]) -> Path:
    """The sum of means and of variances along a path."""
    known = tuple(estimates)
    return Path(
        sum((one.mean for one in known), Fraction(0)), sum((one.variance for one in known), Fraction(0))
    )
