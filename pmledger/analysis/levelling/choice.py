"""Jobs placed one after the other where each may be done by one of several crews: the one that is done first.

One pass of the serial schedule generation scheme, as `scheme` has it, with the way a job is done chosen on the way.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from pmledger.analysis.levelling.profile import Digits, digits, empty, first, free, runs, take

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


class Use:
    """What is in use of each resource at every time, while jobs are placed."""

    def __init__(self, capacities: Sequence[int]) -> None:
        self.planes = empty(capacities)
        self.capacities = capacities
        amounts = {most: tuple(digits(part, most.bit_length()) for part in range(most + 1)) for most in set(capacities)}
        self.written: list[Sequence[Digits]] = [amounts[most] for most in capacities]
        self.reach = BEGINNING
        self.whole = (1 << BEGINNING) - 1

    def spot(self, job: Job, spots: Sequence[Spot]) -> Spot:
        """The place of a job after those that it waits for: of several crews the one that is done first, or named first."""
        best = NOWHERE
        for at, crew in enumerate(job.crews):
            length = crew.length
            start = earliest(job, length, spots)
            if not job.fixed and length and crew.needs:
                start, length = self.room(crew, start)
            if start + length < best.finish:
                best = Spot(start, start + length, at)
        return best

    def room(self, crew: Crew, start: int) -> tuple[int, int]:
        """The first time from `start` on at which a crew is free, and how long it takes then."""
        length, capacities = crew.length, self.capacities
        if crew.pace is not None:
            start, length = crew.pace(start)
        while True:
            times = self.whole
            for resource, need in crew.needs:
                times = free(self.planes[resource], self.written[resource][capacities[resource] - need], times)
            begins = runs(times >> start, length)
            if not begins:
                self.reach = 2 * max(self.reach, start + length)
                self.whole = (1 << self.reach) - 1
                continue
            start += first(begins)
            if crew.pace is None:
                return start, length
            begun, taken = crew.pace(start)
            if begun == start and taken <= length:
                return start, length
            start, length = begun, taken

    def take(self, resource: int, need: int, spot: Spot, *, fixed: bool) -> None:
        """Take what a job needs of a resource; of what has begun only as much as is left, since it goes on all the same."""
        span = ((1 << (spot.finish - spot.start)) - 1) << spot.start
        planes, amounts = self.planes[resource], self.written[resource]
        if not fixed:
            take(planes, amounts[need], span)
            return
        spare = free(planes, amounts[len(amounts) - 1 - need], span)
        take(planes, amounts[need], spare)
        # Where less than its need is left all of it is taken, so that nothing more is placed there.
        crowded = span & ~spare
        for place, digit in enumerate(amounts[-1]):
            planes[place] = planes[place] | crowded if digit else planes[place] & ~crowded


def chosen(jobs: Sequence[Job], order: Sequence[int], capacities: Sequence[int]) -> list[Spot]:
    """The places of all jobs, put there in an order in which each stands behind those that it waits for."""
    use = Use(capacities)
    spots = [NOWHERE] * len(jobs)
    for number in order:
        job = jobs[number]
        spots[number] = spot = use.spot(job, spots)
        for resource, need in taken(job, spot):
            use.take(resource, need, spot, fixed=job.fixed)
    return spots


def taken(job: Job, spot: Spot) -> tuple[tuple[int, int], ...]:
    """What a job takes of which resource at its place."""
    crew = job.crews[spot.crew]
    return crew.needs if crew.length else ()


def earliest(job: Job, length: int, spots: Sequence[Spot]) -> int:
    """The first time at which a job may start by what it waits for."""
    start = job.not_before
    for wait in job.waits:
        other = spots[wait.job]
        moment = (other.finish if wait.from_finish else other.start) + wait.lag
        start = max(start, moment - length if wait.to_finish else moment)
    return start
