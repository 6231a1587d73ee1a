"""Numbers of chance that depend on a seed and a name alone: the same on any machine, whatever else is drawn."""

from hashlib import shake_128
from itertools import repeat
from operator import gt
from struct import unpack

STEPS = 1 << 16
"""Draws are whole numbers from 0 to just below this."""
GENERATOR = "SHAKE-128"
"""What makes them: the extendable hash of FIPS 202, whose output is as good as chance and defined to the bit."""


def draws(seed: int, name: str, count: int) -> tuple[int, ...]:
    """So many even draws for what is called `name`; a longer row begins with the shorter one."""
    return unpack(f"<{count}H", shake_128(f"{seed}\0{name}".encode()).digest(2 * count))


def happens(seed: int, name: str, count: int, chance: int) -> list[bool]:
    """Whether what is called `name` happens in each run, with a chance in STEPS; likelier, it happens in more of the same runs."""
    return list(map(gt, repeat(chance), draws(seed, name, count)))
