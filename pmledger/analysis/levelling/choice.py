"""Jobs placed one after the other where each may be done by one of several crews: the one that is done first.

One pass of the serial schedule generation scheme, as `scheme` has it, with the way a job is done chosen on the way.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from pmledger.analysis.levelling.profile import Digits, Planes, digits, empty, first, free, runs, take

BEGINNING = 1 << 10
"""The times that are looked at first; more when they are full."""


class Crew(Struct, frozen=True):
    """One way to do a job: how long it takes then, and what it needs of which resource.

    Where that depends on when it is done, `pace` has for a time the first one from which the crew works, and how long it
    takes then.
    """

    length: int
    needs: tuple[tuple[int, int], ...]
    pace: Callable[[int], tuple[int, int]] | None = None


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


NOWHERE = Spot(0, 1 << 62, 0)


def chosen(jobs: Sequence[Job], order: Sequence[int], capacities: Sequence[int]) -> list[Spot]:
    """The places of all jobs, put there in an order in which each stands behind those that it waits for.

    Of several crews the one that is done first does a job; of equals the first that is named.
    """
    planes = empty(capacities)
    amounts = {most: tuple(digits(part, most.bit_length()) for part in range(most + 1)) for most in set(capacities)}
    written = [amounts[most] for most in capacities]
    spots = [NOWHERE] * len(jobs)
    reach = BEGINNING
    whole = (1 << reach) - 1
    for number in order:
        job = jobs[number]
        best = NOWHERE
        for at, crew in enumerate(job.crews):
            length = crew.length
            start = earliest(job, length, spots)
            if not job.fixed and length and crew.needs:
                if crew.pace is not None:
                    start, length = crew.pace(start)
                while True:
                    times = whole
                    for resource, need in crew.needs:
                        times = free(planes[resource], written[resource][capacities[resource] - need], times)
                    begins = runs(times >> start, length)
                    if not begins:
                        reach = 2 * max(reach, start + length)
                        whole = (1 << reach) - 1
                        continue
                    start += first(begins)
                    if crew.pace is None:
                        break
                    begun, taken = crew.pace(start)
                    if begun == start and taken <= length:
                        break
                    start, length = begun, taken
            if start + length < best.finish:
                best = Spot(start, start + length, at)
        spots[number] = best
        occupy(planes, written, job.crews[best.crew], best, fixed=job.fixed)
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
    planes: list[Planes], written: Sequence[Sequence[Digits]], crew: Crew, spot: Spot, *, fixed: bool
) -> None:
    """Take what a job needs; of what has begun only as much as is left, since it goes on all the same.

    `written` has the digits of all amounts of a resource, its capacity last.
    """
    if not crew.length:
        return
    span = ((1 << (spot.finish - spot.start)) - 1) << spot.start
    for resource, need in crew.needs:
        amounts = written[resource]
        if not fixed:
            take(planes[resource], amounts[need], span)
            continue
        spare = free(planes[resource], amounts[len(amounts) - 1 - need], span)
        take(planes[resource], amounts[need], spare)
        # Where less than its need is left all of it is taken, so that nothing more is placed there.
        crowded = span & ~spare
        for place, digit in enumerate(amounts[-1]):
            planes[resource][place] = planes[resource][place] | crowded if digit else planes[resource][place] & ~crowded
