"""Jobs in whole units of time, the lags between them, and what they need of which there is only so much."""

from collections.abc import Iterable, Sequence

from msgspec import Struct


class Lag(Struct, frozen=True):
    """The job `after` starts at least `least` units after the start of `before`; it may be negative.

    A finish-to-start link has the length of `before` as its least lag, a start-to-start link 0; finish-to-finish
    length(before) − length(after), start-to-finish −length(after); each plus the lag of the link.
    """

    before: int
    after: int
    least: int


class Work(Struct, frozen=True):
    """What is to be placed: lengths of jobs, what each needs of each resource, lags, and how much there is.

    `lengths` are units of time ≥ 0 by job, `needs` a row by job with an amount by resource, `capacities` the amount of
    each resource at any time. `before` and `after` are the lags by job as (other job, least), `order` the jobs so that
    lags lead forwards. Made by `work_of`.
    """

    lengths: tuple[int, ...]
    needs: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]
    lags: tuple[Lag, ...]
    before: tuple[tuple[tuple[int, int], ...], ...]
    after: tuple[tuple[tuple[int, int], ...], ...]
    order: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.lengths)

    def mirrored(self) -> "Work":
        """The same work with time running backwards."""
        lags = tuple(
            Lag(lag.after, lag.before, lag.least + self.lengths[lag.after] - self.lengths[lag.before]) for lag in self.lags
        )
        return _joined(self.lengths, self.needs, self.capacities, lags, tuple(reversed(self.order)))


def work_of(
    lengths: Sequence[int], needs: Sequence[Sequence[int]], capacities: Sequence[int], lags: Iterable[Lag]
) -> Work:
    """Work from its parts; raises ValueError for lags in a circle, or a job that needs more than there is."""
    joined = tuple(lags)
    short = (
        job
        for job, row in enumerate(needs)
        if lengths[job] and any(need > most for need, most in zip(row, capacities, strict=True))
    )
    if (job := next(short, None)) is not None:
        raise ValueError(f"job {job} needs more than there is")
    return _joined(
        tuple(lengths), tuple(map(tuple, needs)), tuple(capacities), joined, _forwards(len(lengths), joined)
    )


def _joined(
    lengths: tuple[int, ...],
    needs: tuple[tuple[int, ...], ...],
    capacities: tuple[int, ...],
    lags: tuple[Lag, ...],
    order: tuple[int, ...],
) -> Work:
    before: list[list[tuple[int, int]]] = [[] for _ in lengths]
    after: list[list[tuple[int, int]]] = [[] for _ in lengths]
    for lag in lags:
        before[lag.after].append((lag.before, lag.least))
        after[lag.before].append((lag.after, lag.least))
    return Work(
        lengths, needs, capacities, lags, tuple(map(tuple, before)), tuple(map(tuple, after)), order
    )


def _forwards(count: int, lags: tuple[Lag, ...]) -> tuple[int, ...]:
    """The jobs so that each stands behind those that it waits for; the same for any order of the lags."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for lag in lags:
        after[lag.before].append(lag.after)
        waiting[lag.after] += 1
    ready = [job for job in range(count) if not waiting[job]]
    for job in ready:
        for other in after[job]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    if len(ready) < count:
        raise ValueError("the jobs wait for each other in a circle")
    return tuple(ready)
