"""Jobs placed again after a change: what it does not reach keeps its place without being looked for.

A place depends on the job itself, on the places of what it waits for, and on what those before it in the order take of the
same people between the time at which it could start and its finish. So each job that is the same and stands in the same
order as before is only looked for again where one of these is different.
"""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.levelling.choice import Crew, Job, Spot, Use, chosen, earliest, taken
from pmledger.analysis.levelling.flow import Handover, handovers, handovers_again
from pmledger.analysis.levelling.turns import Rank, Served, served

FAR = 200
"""Over how many others a job is moved in the order before its place is looked for at once."""


class Placement(Struct, frozen=True):
    """Jobs with their order and places, and who hands over to whom."""

    jobs: Sequence[Job]
    served: Served
    spots: Sequence[Spot]
    handovers: list[Handover]


def placement_of(
    jobs: Sequence[Job], ranks: Sequence[Rank], capacities: Sequence[int], before: Placement | None = None
) -> Placement:
    """The jobs placed by rank; sooner with those of the same numbers and capacities that were placed before."""
    if before is None:
        order = served(jobs, ranks)
        alone = chosen(jobs, order.order, capacities)
        return Placement(jobs, order, alone, handovers(jobs, alone, capacities))
    order = served(jobs, ranks, before.served.by_rank)
    spots = chosen_again(jobs, order.order, capacities, before)
    used = changed_use(jobs, spots, before)
    return Placement(jobs, order, spots, handovers_again(jobs, spots, capacities, before.handovers, used))


def changed_use(jobs: Sequence[Job], spots: Sequence[Spot], before: Placement) -> frozenset[int]:
    """The resources that are not used by the very same jobs at the same times."""
    found: set[int] = set()
    for job, spot, other, was in zip(jobs, spots, before.jobs, before.spots, strict=True):
        if job is not other or (spot is not was and spot != was):
            found.update(resource for resource, _ in (*taken(job, spot), *taken(other, was)))
    return frozenset(found)


def chosen_again(jobs: Sequence[Job], order: Sequence[int], capacities: Sequence[int], before: Placement) -> Sequence[Spot]:
    """As `chosen`, after jobs were placed before that have the same numbers and capacities."""
    earlier = before.served.order
    first = next((at for at, number in enumerate(order) if number != earlier[at] or jobs[number] is not before.jobs[number]), None)
    if first is None:
        return before.spots
    again = Again(jobs, capacities, before)
    for number in order[:first]:
        again.log(number)
    steady = steady_among(order[first:], earlier[first:], jobs, before.jobs)
    again.passed = first
    for number in order[first:]:
        if number in steady:
            again.pass_by(number)
            again.keep_order(number)
        else:
            again.change_order(number)
    return again.spots


def steady_among(
    order: Sequence[int], earlier: Sequence[int], jobs: Sequence[Job], others: Sequence[Job]
) -> frozenset[int]:
    """Most of the jobs that are the same and stand one behind the other in both orders."""
    at = {number: place for place, number in enumerate(earlier)}
    ends: list[int] = []
    tails: list[int] = []
    behind: dict[int, int] = {}
    for number in order:
        if jobs[number] is others[number]:
            place = at[number]
            length = len(ends) if not ends or place > ends[-1] else bisect_left(ends, place)
            ends[length : length + 1] = [place]
            tails[length : length + 1] = [number]
            behind[number] = tails[length - 1] if length else -1
    found: set[int] = set()
    number = tails[-1] if tails else -1
    while number >= 0:
        found.add(number)
        number = behind[number]
    return frozenset(found)


class Again:
    """What differs from the last time while jobs are placed: `dirty` has by resource the times at which its use may.

    They are those of jobs that were placed elsewhere, or that only one of the two orders has come to: `pending` has them.
    `passed` is how far the last order has been followed.
    """

    def __init__(self, jobs: Sequence[Job], capacities: Sequence[int], before: Placement) -> None:
        self.jobs = jobs
        self.before = before
        self.earlier = before.served.order
        self.spots = list(before.spots)
        self.dirty = [0] * len(capacities)
        self.pending: list[dict[int, int]] = [{} for _ in capacities]
        self.moved: set[int] = set()
        self.met: set[int] = set()
        self.use = Use(capacities)
        self.users: list[list[tuple[int, int]]] = [[] for _ in capacities]
        self.counted = [0] * len(capacities)
        self.passed = 0
        self.places = {number: place for place, number in enumerate(self.earlier)}

    def log(self, number: int) -> None:
        """Remember that a job has its place, for who looks for one beside it."""
        for resource, need in taken(self.jobs[number], self.spots[number]):
            self.users[resource].append((number, need))

    def pass_by(self, number: int) -> None:
        """Follow the last order to a job that stands in it as it does now."""
        while self.earlier[self.passed] != number:
            other = self.earlier[self.passed]
            self.mark(other, self.before.jobs[other], self.before.spots[other])
            self.meet(other)
            self.passed += 1
        self.passed += 1

    def keep_order(self, number: int) -> None:
        """Place a job that is the same and stands in the same order."""
        job, was = self.jobs[number], self.before.spots[number]
        if not self.is_untouched(job, was) and self.look(number) != was:
            self.mark(number, job, was)
            self.mark(number, job, self.spots[number])
        self.log(number)

    def change_order(self, number: int) -> None:
        """Place a job that is another or stands elsewhere in the order."""
        job, was = self.jobs[number], self.before.spots[number]
        if not (job is self.before.jobs[number] and self.is_untouched(job, was) and self.has_same_before(number)):
            self.look(number)
        self.mark(number, job, self.spots[number])
        self.meet(number)
        self.log(number)

    def look(self, number: int) -> Spot:
        """The place of a job, looked for."""
        job = self.jobs[number]
        self.count(job)
        spot = self.use.spot(job, self.spots)
        if spot != self.before.spots[number]:
            self.spots[number] = spot
            self.moved.add(number)
        return spot

    def mark(self, number: int, job: Job, spot: Spot) -> None:
        """Let the times of a place differ from now on."""
        for resource, _ in taken(job, spot):
            times = ((1 << (spot.finish - spot.start)) - 1) << spot.start
            self.dirty[resource] |= times
            pending = self.pending[resource]
            pending[number] = pending.get(number, 0) | times

    def meet(self, number: int) -> None:
        """Once both orders have come to a job that has the same place in both, it makes no difference any more."""
        if number not in self.met:
            self.met.add(number)
        elif self.jobs[number] is self.before.jobs[number] and number not in self.moved:
            for resource, _ in taken(self.jobs[number], self.spots[number]):
                pending = self.pending[resource]
                pending.pop(number, None)
                self.dirty[resource] = 0
                for times in pending.values():
                    self.dirty[resource] |= times

    def is_untouched(self, job: Job, was: Spot) -> bool:
        """Whether what the place of a job depends on is the same at its place in the order."""
        if self.moved and any(wait.job in self.moved for wait in job.waits):
            return False
        return job.fixed or not any(
            self.dirty[resource] and self.dirty[resource] & self.near(job, crew, was)
            for crew in job.crews
            if crew.length
            for resource, _ in crew.needs
        )

    def near(self, job: Job, crew: Crew, was: Spot) -> int:
        """The times that a place was looked for in: all to come for who works by another clock, who may have tried many."""
        start = earliest(job, crew.length, self.spots)
        if crew.pace is not None:
            return -1 << start
        return ((1 << max(was.finish - start, 0)) - 1) << start

    def has_same_before(self, number: int) -> bool:
        """Whether those that stand on the other side of a job than before leave it alone."""
        place = self.places[number]
        low, high = min(place, self.passed), max(place, self.passed)
        if high - low > FAR:
            return False
        job, was = self.jobs[number], self.before.spots[number]
        times: dict[int, int] = {}
        for crew in job.crews:
            for resource, _ in crew.needs if crew.length else ():
                times[resource] = times.get(resource, 0) | self.near(job, crew, was)
        for other in self.earlier[low:high]:
            spot = self.before.spots[other]
            for resource, _ in taken(self.before.jobs[other], spot):
                if other != number and resource in times and times[resource] >> spot.start & ((1 << (spot.finish - spot.start)) - 1):
                    return False
        return True

    def count(self, job: Job) -> None:
        """Have what all who were placed take of the resources that a job could need."""
        for resource in dict.fromkeys(resource for crew in job.crews for resource, _ in crew.needs):
            users = self.users[resource]
            for number, need in users[self.counted[resource] :]:
                self.use.take(resource, need, self.spots[number], fixed=self.jobs[number].fixed)
            self.counted[resource] = len(users)
