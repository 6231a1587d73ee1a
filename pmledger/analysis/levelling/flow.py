"""Who hands what to whom: the order in which a resource goes from job to job, as links that keep it at any pace.

Resource flow (Artigues, Michelon and Reusser 2003): each job gets its share from jobs that are over before it starts.
Whatever the jobs really take, while these links hold nobody is needed beyond what there is.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pmledger.analysis.levelling.choice import Job, Spot


class Handover(Struct, frozen=True, order=True):
    """`after` gets a share of a resource from `before` and so waits until that is over."""

    before: int
    after: int
    resource: int


class Idle(Struct, frozen=True, order=True):
    """A share of a resource that is free from a time on, and the jobs that must be over for that."""

    since: int
    jobs: tuple[int, ...]
    share: int


def handovers(jobs: Sequence[Job], spots: Sequence[Spot], capacities: Sequence[int]) -> list[Handover]:
    """The hand-overs of a plan by its spots; what has begun waits for nobody."""
    order = sorted(range(len(jobs)), key=lambda job: (spots[job].start, not jobs[job].fixed, spots[job].finish, job))
    idle: list[list[Idle]] = [[Idle(-1, (), most)] for most in capacities]
    found: list[Handover] = []
    for job in order:
        crew = jobs[job].crews[spots[job].crew]
        if not crew.length:
            continue
        for resource, need in crew.needs:
            if jobs[job].fixed:
                idle[resource] = joined(idle[resource], need, spots[job].finish, job)
                continue
            givers, rest = given(idle[resource], need, spots[job].start)
            found += [Handover(giver, job, resource) for giver in givers]
            idle[resource] = [*rest, Idle(spots[job].finish, (job,), need)]
    return found


def given(idle: Iterable[Idle], need: int, start: int) -> tuple[list[int], list[Idle]]:
    """Who gives a share: those over last before the start, so that the others stay free for what starts earlier.

    Beside them what is left.
    """
    givers: list[int] = []
    rest: list[Idle] = []
    for one in sorted(idle, reverse=True):
        if need and one.since <= start:
            taken = min(need, one.share)
            givers += one.jobs
            need -= taken
            if one.share > taken:
                rest.append(Idle(one.since, one.jobs, one.share - taken))
        else:
            rest.append(one)
    return givers, rest


def joined(idle: Iterable[Idle], need: int, finish: int, job: int) -> list[Idle]:
    """The shares after a job that has begun has joined in, where what is left is too little beside others."""
    after: list[Idle] = []
    for one in sorted(idle):
        taken = min(need, one.share)
        need -= taken
        if taken:
            after.append(Idle(max(one.since, finish), (*one.jobs, job), taken))
        if one.share > taken:
            after.append(Idle(one.since, one.jobs, one.share - taken))
    return after
