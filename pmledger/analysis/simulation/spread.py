"""The durations that a three-point estimate allows, as equally likely steps."""

from collections.abc import Iterable
from functools import lru_cache

BINS = 1024
"""How many equally likely durations stand for a distribution; each is the mean of its part, so that the mean is exact."""
CELLS = 8192
"""Into how many parts the range is cut to find them."""
WEIGHT = 4
"""How much the most likely value counts in the mean of a beta-PERT distribution (Malcolm et al. 1959)."""


def beta_pert(low: float, likely: float, high: float) -> tuple[float, ...]:
    """Durations of a beta-PERT distribution: α = 1 + 4 (m − o) / (p − o), β = 1 + 4 (p − m) / (p − o)."""
    if high <= low:
        return (likely,) * BINS
    mode = round((likely - low) / (high - low), 9)
    return tuple(low + part * (high - low) for part in beta_steps(mode))


@lru_cache(maxsize=512)
def beta_steps(mode: float) -> tuple[float, ...]:
    """The same between 0 and 1."""
    alpha, beta = WEIGHT * mode, WEIGHT * (1 - mode)
    middles = [(cell + 0.5) / CELLS for cell in range(CELLS)]
    return steps(middles, [x**alpha * (1 - x) ** beta for x in middles])


def triangular(low: float, likely: float, high: float) -> tuple[float, ...]:
    """Durations of a triangular distribution."""
    if high <= low:
        return (likely,) * BINS
    mode = (likely - low) / (high - low)
    middles = [(cell + 0.5) / CELLS for cell in range(CELLS)]
    heights = [x / mode if x < mode else (1 - x) / (1 - mode) for x in middles]
    return tuple(low + part * (high - low) for part in steps(middles, heights))


def steps(values: Iterable[float], weights: Iterable[float]) -> tuple[float, ...]:
    """The means of equally likely parts of a distribution given by values in order and their weights."""
    pairs = list(zip(values, weights, strict=True))
    share = sum(weight for _, weight in pairs) / BINS
    found: list[float] = []
    room, total = share, 0.0
    for value, given in pairs:
        weight = given
        while weight > room and len(found) < BINS - 1:
            found.append((total + value * room) / share)
            weight -= room
            room, total = share, 0.0
        room -= weight
        total += value * weight
    found.append(total / (share - room) if share > room else found[-1])
    return tuple(found)
