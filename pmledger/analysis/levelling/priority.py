"""In which order jobs may be placed: the classic priority rules, and what no order can beat."""

from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.levelling.work import Work


class Window(Struct, frozen=True):
    """What lags alone allow: the earliest start and latest finish of each job, and the length of the longest path."""

    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    length: int


def window_of(work: Work) -> Window:
    """The critical-path dates of jobs, capacities left aside."""
    earliest = [0] * len(work)
    for job in work.order:
        earliest[job] = max((earliest[other] + least for other, least in work.before[job]), default=0)
        earliest[job] = max(earliest[job], 0)
    length = max((start + work.lengths[job] for job, start in enumerate(earliest)), default=0)
    latest = [length] * len(work)
    for job in reversed(work.order):
        for other, least in work.after[job]:
            latest[job] = min(latest[job], latest[other] - work.lengths[other] - least + work.lengths[job])
    return Window(tuple(earliest), tuple(latest), length)


def least_end(work: Work, window: Window) -> int:
    """Before this nobody can be done: the longest path, or all the work of one resource at its full capacity."""
    ends = [window.length]
    for resource, most in enumerate(work.capacities):
        asked = sum(length * row[resource] for length, row in zip(work.lengths, work.needs, strict=True))
        ends.append(-(-asked // most) if most else 0)
    return max(ends)


def ranks(work: Work, window: Window) -> tuple[tuple[int, ...], ...]:
    """The ranks of jobs by several rules, the lowest first; the first rule is the best of them alone.

    Latest finish, latest start, latest finish less the share of the resources that a job takes, the number of jobs
    that wait for it, and the middle of its window.
    """
    jobs = range(len(work))
    start = tuple(window.latest[job] - work.lengths[job] for job in jobs)
    load = tuple(int(window.latest[job] * 16 - 16 * work.lengths[job] * share(work, job)) for job in jobs)
    waiting = tuple(-count for count in followers(work))
    middle = tuple(window.earliest[job] + window.latest[job] for job in jobs)
    return window.latest, start, load, waiting, middle


def share(work: Work, job: int) -> Fraction:
    """What a job takes of the resources, each resource counted as 1."""
    parts = zip(work.needs[job], work.capacities, strict=True)
    return sum((Fraction(need, most) for need, most in parts if most), Fraction(0))


def followers(work: Work) -> tuple[int, ...]:
    """How many jobs wait for each, directly or over others."""
    behind = [0] * len(work)
    for job in reversed(work.order):
        for other, _ in work.after[job]:
            behind[job] |= behind[other] | 1 << other
    return tuple(jobs.bit_count() for jobs in behind)
