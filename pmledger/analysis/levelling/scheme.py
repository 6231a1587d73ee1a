"""Jobs placed one after the other, each as early as lags and capacities let it, and moved until nothing is gained.

The serial schedule generation scheme (Kolisch 1996), and forward-backward improvement (Li and Willis 1992; double
justification, Valls, Ballestín and Quintanilla 2005).
"""

import heapq
from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.levelling.profile import Digits, digits, empty, first, free, runs, take
from pmledger.analysis.levelling.work import Work

Demand = tuple[int, Digits, Digits]
"""A resource, what is needed of it, and what may be in use beside it; both as digits."""


class Placed(Struct, frozen=True, order=True):
    """When all is done, counted from 0, and when each job starts."""

    end: int
    starts: tuple[int, ...]


class Scheme(Struct, frozen=True):
    """Work made ready to be placed many times; `times` has a bit for each time that could ever be needed."""

    work: Work
    demands: tuple[tuple[Demand, ...], ...]
    times: int


def scheme_of(work: Work) -> Scheme:
    """The scheme of some work: one job after the other, with all lags between them, is the longest it can take."""
    longest = sum(work.lengths) + sum(max(lag.least, 0) for lag in work.lags) + 1
    widths = tuple(most.bit_length() for most in work.capacities)
    demands = tuple(
        tuple(
            (resource, digits(need, widths[resource]), digits(work.capacities[resource] - need, widths[resource]))
            for resource, need in enumerate(row)
            if need and length
        )
        for row, length in zip(work.needs, work.lengths, strict=True)
    )
    return Scheme(work, demands, (1 << longest) - 1)


def placed(scheme: Scheme, order: Sequence[int]) -> Placed:
    """All jobs placed in an order in which each stands behind those it waits for."""
    work = scheme.work
    lengths, before, demands = work.lengths, work.before, scheme.demands
    starts = [0] * len(lengths)
    planes = empty(work.capacities)
    end = 0
    for job in order:
        start = 0
        for other, least in before[job]:
            start = max(start, starts[other] + least)
        length = lengths[job]
        if demands[job]:
            times = scheme.times
            for resource, _, most in demands[job]:
                times &= free(planes[resource], most, times)
            start += first(runs(times >> start, length))
            span = ((1 << length) - 1) << start
            for resource, need, _ in demands[job]:
                take(planes[resource], need, span)
        starts[job] = start
        end = max(end, start + length)
    return Placed(end, tuple(starts))


def improved(forwards: Scheme, backwards: Scheme, order: Sequence[int], enough: int) -> tuple[Placed, int]:
    """Jobs placed in an order, then pushed to the end and back to the beginning until that gains nothing.

    Stops as well when all is done after `enough`. Beside it how many times the jobs were placed.
    """
    best, passes = placed(forwards, order), 1
    lengths = forwards.work.lengths
    jobs = range(len(lengths))
    while best.end > enough:
        starts = best.starts
        late = placed(backwards, in_order(backwards.work, [-(starts[job] + lengths[job]) for job in jobs]))
        from_end = [late.end - late.starts[job] - lengths[job] for job in jobs]
        early = placed(forwards, in_order(forwards.work, from_end))
        passes += 2
        if early.end >= best.end:
            return min(best, Placed(early.end, early.starts), key=lambda one: one.end), passes
        best = early
    return best, passes


def in_order(work: Work, ranks: Sequence[int]) -> list[int]:
    """The jobs by rank, the lowest first and equal ones by number, each behind those that it waits for."""
    by_rank = sorted(range(len(ranks)), key=lambda job: (ranks[job], job))
    position = [0] * len(ranks)
    for at, job in enumerate(by_rank):
        position[job] = at
    if all(position[lag.before] < position[lag.after] for lag in work.lags):
        return by_rank
    waiting = [len(lags) for lags in work.before]
    ready = [position[job] for job in by_rank if not waiting[job]]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        job = by_rank[heapq.heappop(ready)]
        order.append(job)
        for other, _ in work.after[job]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, position[other])
    return order
