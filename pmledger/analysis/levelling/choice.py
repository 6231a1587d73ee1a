"""Jobs placed one after the other where each may be done by one of several crews: the one that is done first.

One pass of the serial schedule generation scheme, as `scheme` has it, with the way a job is done chosen on the way.
"""

from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.levelling.profile import digits, empty, first, free, runs, take

BEGINNING = 1 << 10
"""The times that are looked at first; more when they are full."""


class Crew(Struct, frozen=True):
    """One way to do a job: how long it takes then, and what it needs of which resource."""

    length: int
    needs: tuple[tuple[int, int], ...]


class Wait(Struct, frozen=True):
    """The job waits for `job`: its start or, if `to_finish`, its finish is `lag` after the other's start or finish."""

    job: int
    lag: int
    from_finish: bool = True
    to_finish: bool = False


class Job(Struct, frozen=True):
    """What is to be placed: its crews, what it waits for, and the time before which it cannot start.

    One that is `fixed` starts then whatever else is needed at that time: it has begun.
    """

    crews: tuple[Crew, ...]
    waits: tuple[Wait, ...] = ()
    not_before: int = 0
    fixed: bool = False


class Spot(Struct, frozen=True):
    """Where a job was placed: its start and finish, and the number of its crew."""

    start: int
    finish: int
    crew: int


def chosen(jobs: Sequence[Job], order: Sequence[int], capacities: Sequence[int]) -> list[Spot]:
    """The places of all jobs, put there in an order in which each stands behind those that it waits for.

    Of several crews the one that is done first does a job; of equals the first that is named.
    """
    planes = empty(capacities)
    widths = tuple(most.bit_length() for most in capacities)
    spots = [Spot(0, 0, 0)] * len(jobs)
    reach = BEGINNING
    for number in order:
        job = jobs[number]
        best: Spot | None = None
        for at, crew in enumerate(job.crews):
            start = earliest(job, crew.length, spots)
            if not job.fixed and crew.length and crew.needs:
                while True:
                    times = (1 << reach) - 1
                    for resource, need in crew.needs:
                        most = digits(capacities[resource] - need, widths[resource])
                        times = free(planes[resource], most, times)
                    begins = runs(times >> start, crew.length)
                    if begins:
                        break
                    reach = 2 * max(reach, start + crew.length)
                start += first(begins)
            if best is None or start + crew.length < best.finish:
                best = Spot(start, start + crew.length, at)
        assert best is not None
        spots[number] = best
        occupy(planes, widths, capacities, job.crews[best.crew], best, job)
    return spots


def earliest(job: Job, length: int, spots: Sequence[Spot]) -> int:
    """The first time at which a job may start by what it waits for."""
    start = job.not_before
    for wait in job.waits:
        other = spots[wait.job]
        moment = (other.finish if wait.from_finish else other.start) + wait.lag
        start = max(start, moment - length if wait.to_finish else moment)
    return start


def occupy(
    planes: list[list[int]], widths: tuple[int, ...], capacities: Sequence[int], crew: Crew, spot: Spot, job: Job
) -> None:
    """Take what a job needs; of what has begun only as much as is left, since it goes on all the same."""
    if not crew.length:
        return
    span = ((1 << crew.length) - 1) << spot.start
    for resource, need in crew.needs:
        width = widths[resource]
        if not job.fixed:
            take(planes[resource], digits(need, width), span)
            continue
        most = digits(capacities[resource] - need, width)
        spare = free(planes[resource], most, span)
        take(planes[resource], digits(need, width), spare)
        # Where less than its need is left all of it is taken, so that nothing more is placed there.
        full = digits(capacities[resource], width)
        for place, digit in enumerate(full):
            crowded = span & ~spare
            planes[resource][place] = planes[resource][place] | crowded if digit else planes[resource][place] & ~crowded
