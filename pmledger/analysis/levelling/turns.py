"""In which order jobs are placed: the most urgent first, each behind those that it waits for."""

import heapq
from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.levelling.choice import Job
from pmledger.analysis.schedule.network import Timing


class Turn(Struct, frozen=True, order=True):
    """Whose turn it is before the dates say so: the lower rank; and after them, what is listed first."""

    rank: int = 0
    listed: int = 0


USUAL = Turn()
Rank = tuple[int, int, int, int, int, str]


def urgency(key: str, job: Job, timing: Timing | None, turn: Turn) -> Rank:
    """What is served first: what has begun, what takes no time, then by its turn, its latest finish, as it is listed."""
    if timing is None or timing.late_finish is None:
        return not job.fixed, 0, 0, 0, 0, key
    return not job.fixed, 1, turn.rank, timing.late_finish, turn.listed, key


class Served(Struct, frozen=True):
    """Jobs as they are served, and by rank alone."""

    order: Sequence[int]
    by_rank: Sequence[int]


def served(jobs: Sequence[Job], ranks: Sequence[Rank], before: Sequence[int] = ()) -> Served:
    """The jobs by rank, each behind those that it waits for. `before` is how they were ranked last, which is near it."""
    numbers = before if len(before) == len(jobs) else range(len(jobs))
    by_rank = sorted(numbers, key=ranks.__getitem__)
    turn = [0] * len(jobs)
    for at, number in enumerate(by_rank):
        turn[number] = at
    if all(turn[wait.job] < at for at, number in enumerate(by_rank) for wait in jobs[number].waits):
        return Served(by_rank, by_rank)
    return Served(in_turn(jobs, by_rank, turn), by_rank)


def in_turn(jobs: Sequence[Job], by_rank: Sequence[int], turn: Sequence[int]) -> list[int]:
    """The jobs in their turn, of those whose turn could be next the one that waits for no other."""
    waiting = [len(job.waits) for job in jobs]
    after: list[list[int]] = [[] for _ in jobs]
    for number, job in enumerate(jobs):
        for wait in job.waits:
            after[wait.job].append(number)
    ready = [at for at, number in enumerate(by_rank) if not waiting[number]]
    order: list[int] = []
    while ready:
        number = by_rank[heapq.heappop(ready)]
        order.append(number)
        for other in after[number]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, turn[other])
    return order
