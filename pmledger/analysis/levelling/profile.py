"""How much of a resource is in use at each time, kept as the binary digits of all times side by side.

A whole number holds one digit of the use at every time: bit t of plane k says whether 2^k is part of the use at time t.
Adding a need over a span, or asking when enough is left, is then a handful of operations on long numbers, whatever the
length of the plan.
"""

from collections.abc import Sequence

Planes = list[int]
Digits = tuple[int, ...]


def digits(amount: int, width: int) -> Digits:
    """The binary digits of an amount, the lowest first."""
    return tuple(amount >> place & 1 for place in range(width))


def free(planes: Planes, most: Digits, times: int) -> int:
    """Of `times`, one bit each, those at which the use is at most an amount given by its digits, the lowest first."""
    below, same = 0, times
    for place in range(len(planes) - 1, -1, -1):
        plane = planes[place]
        if most[place]:
            below |= same & ~plane
            same &= plane
        else:
            same &= ~plane
        if not same:
            break
    return below | same


def take(planes: Planes, need: Digits, span: int) -> None:
    """Add a need to the use at the times of a span."""
    carry = 0
    for place, digit in enumerate(need):
        plane = planes[place]
        if digit:
            halves = plane ^ span
            planes[place] = halves ^ carry
            carry = (plane & span) | (carry & halves)
        elif carry:
            planes[place] = plane ^ carry
            carry &= plane


def runs(times: int, length: int) -> int:
    """The times at which a run of `length` ≥ 1 free times begins."""
    have = 1
    while have < length:
        step = min(have, length - have)
        times &= times >> step
        have += step
    return times


def first(times: int) -> int:
    """The first time of a set that is not empty."""
    return (times & -times).bit_length() - 1


def empty(capacities: Sequence[int]) -> list[Planes]:
    """Resources of which nothing is in use."""
    return [[0] * most.bit_length() for most in capacities]
