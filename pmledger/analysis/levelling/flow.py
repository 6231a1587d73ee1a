"""Who hands what to whom: the order in which a resource goes from job to job, as links that keep it at any pace.

Resource flow (Artigues, Michelon and Reusser 2003): each job gets its share from jobs that are over before it starts.
Whatever the jobs really take, while these links hold nobody is needed beyond what there is.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pmledger.analysis.levelling.choice import Job, Spot, taken


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
    """The hand-overs of a plan by its spots, in order; what has begun waits for nobody."""
    return sorted(handed_over(range(len(jobs)), jobs, spots, capacities, frozenset(range(len(capacities)))))


def handovers_again(
    jobs: Sequence[Job], spots: Sequence[Spot], capacities: Sequence[int], before: list[Handover], resources: frozenset[int]
) -> list[Handover]:
    """The same after only the use of some resources has changed since `before`."""
    if not resources:
        return before
    users = [job for job, spot in enumerate(spots) if any(resource in resources for resource, _ in taken(jobs[job], spot))]
    same = [one for one in before if one.resource not in resources]
    return sorted([*same, *handed_over(users, jobs, spots, capacities, resources)])


def handed_over(
    users: Iterable[int], jobs: Sequence[Job], spots: Sequence[Spot], capacities: Sequence[int], resources: frozenset[int]
) -> list[Handover]:
    """The hand-overs of some resources among all who use them."""
    order = sorted(users, key=lambda job: (spots[job].start, not jobs[job].fixed, spots[job].finish, job))
    idle: list[list[Idle]] = [[Idle(-1, (), most)] for most in capacities]
    found: list[Handover] = []
    for job in order:
        for resource, need in taken(jobs[job], spots[job]):
            if resource not in resources:
                continue
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
            part = min(need, one.share)
            givers += one.jobs
            need -= part
            if one.share > part:
                rest.append(Idle(one.since, one.jobs, one.share - part))
        else:
            rest.append(one)
    return givers, rest


def joined(idle: Iterable[Idle], need: int, finish: int, job: int) -> list[Idle]:
    """The shares after a job that has begun has joined in, where what is left is too little beside others."""
    after: list[Idle] = []
    for one in sorted(idle):
        part = min(need, one.share)
        need -= part
        if part:
            after.append(Idle(max(one.since, finish), (*one.jobs, job), part))
        if one.share > part:
            after.append(Idle(one.since, one.jobs, one.share - part))
    return after
