"""A better order of jobs, bred from good ones: a genetic search over orders, each improved forwards and backwards.

After Hartmann (1998) for orders and their crossing, and Valls, Ballestín and Quintanilla (2008) for the improvement of
each. The same work, passes and seed give the same plan on any machine.
"""

from msgspec import Struct

from pmledger.analysis.levelling.priority import Window, least_end, ranks, window_of
from pmledger.analysis.levelling.scheme import Placed, Scheme, improved, in_order, scheme_of
from pmledger.analysis.levelling.work import Work

MASK = (1 << 64) - 1
FEWEST, MOST = 10, 30
"""How many orders live at a time."""
SWAPS = 12
"""How many in a hundred neighbours change places in a new order."""

Order = tuple[int, ...]


class Levelled(Struct, frozen=True):
    """A plan: when each job starts, when all is done, before when nobody can be, and how often jobs were placed."""

    starts: tuple[int, ...]
    end: int
    least_end: int
    passes: int


class Chance:
    """Numbers of chance by Marsaglia's xorshift (2003), 64 bits wide: the same on any machine."""

    def __init__(self, seed: int) -> None:
        self.state = seed & MASK or 1

    def below(self, bound: int) -> int:
        state = self.state
        state ^= state << 13 & MASK
        state ^= state >> 7
        state ^= state << 17 & MASK
        self.state = state
        return (state >> 11) % bound


def level(work: Work, passes: int, seed: int = 1) -> Levelled:
    """The best plan that is found while all jobs are placed about `passes` times; it ends when none can be better."""
    if not len(work):
        return Levelled((), 0, 0, 0)
    window = window_of(work)
    breed = Breed(work, window, least_end(work, window), passes, Chance(seed))
    breed.begin()
    while not breed.is_over and len(work) > 1:
        breed.cross()
    best = breed.best
    return Levelled(best.starts, best.end, breed.enough, breed.passes)


class Breed:
    """Orders that live side by side, the best first, and what was spent on them."""

    def __init__(self, work: Work, window: Window, enough: int, allowed: int, chance: Chance) -> None:
        self.work = work
        self.window = window
        self.enough = enough
        self.allowed = allowed
        self.chance = chance
        self.forwards: Scheme = scheme_of(work)
        self.backwards: Scheme = scheme_of(work.mirrored())
        self.passes = 0
        self.best = Placed(1 << 62, ())
        self.living: list[tuple[int, Order]] = []

    @property
    def is_over(self) -> bool:
        return self.best.end <= self.enough or self.passes >= self.allowed

    def begin(self) -> None:
        """The first orders: one by each rule, then the best rule blurred by chance."""
        for rule in ranks(self.work, self.window):
            self.living.append(self.tried(in_order(self.work, rule)))
            if self.is_over:
                return
        size = max(FEWEST, min(MOST, self.allowed // 25))
        blur = 1 + self.window.length // 3
        while len(self.living) < size and not self.is_over:
            blurred = [late + self.chance.below(blur) for late in self.window.latest]
            self.living.append(self.tried(in_order(self.work, blurred)))
        self.living.sort()

    def tried(self, order: list[int]) -> tuple[int, Order]:
        """When all is done by an order, improved, and the order that it became."""
        plan, passes = improved(self.forwards, self.backwards, order, self.enough)
        self.passes += passes
        if plan.end < self.best.end:
            self.best = plan
        return plan.end, tuple(in_order(self.work, plan.starts))

    def cross(self) -> None:
        """One new order from two that live; it takes the place of the worst if it is as good and new."""
        below, alive = self.chance.below, self.living
        mother = alive[min(below(len(alive)), below(len(alive)))][1]
        father = alive[below(len(alive))][1]
        low, high = sorted((below(len(mother)), below(len(mother))))
        head = list(mother[:low])
        taken = set(head)
        middle = [job for job in father if job not in taken][: high - low]
        taken.update(middle)
        child = [*head, *middle, *(job for job in mother if job not in taken)]
        self.swap(child)
        end, order = self.tried(child)
        if end <= alive[-1][0] and all(order != other for _, other in alive):
            alive[-1] = end, order
            alive.sort()

    def swap(self, order: list[int]) -> None:
        """Let some neighbours change places that do not wait for each other."""
        before = self.work.before
        for at in range(len(order) - 1):
            one, other = order[at], order[at + 1]
            if self.chance.below(100) < SWAPS and all(job != one for job, _ in before[other]):
                order[at], order[at + 1] = other, one
