"""Work brought into an order in which nobody is needed twice at once."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.levelling.priority import least_end, window_of
from pmledger.analysis.levelling.scheme import placed, scheme_of
from pmledger.analysis.levelling.search import level
from pmledger.analysis.levelling.work import Lag, Work, work_of


@st.composite
def works(draw: st.DrawFn, most: int = 6) -> Work:
    """A few jobs with lags forwards, of any of the four kinds of link and with leads, and one or two resources."""
    count = draw(st.integers(1, most))
    lengths = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    capacities = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    needs = [[draw(st.integers(0, capacity)) for capacity in capacities] for _ in range(count)]
    pairs = [(before, after) for after in range(count) for before in range(after)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    lags = [Lag(before, after, lengths[before] + draw(st.integers(-3, 2))) for before, after in chosen]
    return work_of(lengths, needs, capacities, lags)


def use(work: Work, starts: tuple[int, ...], resource: int, time: int) -> int:
    busy = (job for job, start in enumerate(starts) if start <= time < start + work.lengths[job])
    return sum(work.needs[job][resource] for job in busy)


@given(works())
@settings(max_examples=120, deadline=None)
def test_no_resource_is_used_beyond_what_there_is_and_every_lag_is_kept(work: Work) -> None:
    """At any time the use of each resource is within its capacity, and each job keeps its lags."""
    found = level(work, 60)
    for resource, capacity in enumerate(work.capacities):
        assert all(use(work, found.starts, resource, time) <= capacity for time in range(found.end))
    assert all(found.starts[lag.after] >= found.starts[lag.before] + lag.least for lag in work.lags)
    assert min(found.starts) >= 0
    assert found.end == max(start + length for start, length in zip(found.starts, work.lengths, strict=True))
    assert found.end >= found.least_end == least_end(work, window_of(work))


@given(works(most=5))
@settings(max_examples=60, deadline=None)
def test_small_work_ends_as_early_as_any_order_allows(work: Work) -> None:
    """Of five jobs all orders can be tried: none ends earlier than the one that is found."""
    scheme = scheme_of(work)

    def is_forwards(order: tuple[int, ...]) -> bool:
        return all(order.index(lag.before) < order.index(lag.after) for lag in work.lags)

    best = min(placed(scheme, order).end for order in permutations(range(len(work))) if is_forwards(order))
    assert level(work, 200).end == best


def test_a_textbook_case_by_hand() -> None:
    """Two painters, four rooms: 3, 3, 2 and 2 days by one each end after five days, not after six as one order has it."""
    work = work_of([3, 2, 3, 2], [[1], [1], [1], [1]], [2], [])
    assert placed(scheme_of(work), [1, 3, 0, 2]).end == 5
    assert placed(scheme_of(work), [0, 1, 3, 2]).end == 6
    assert level(work, 20).end == 5


def test_without_shortage_the_plan_is_the_critical_path() -> None:
    """Where there is enough of everything each job starts as early as its lags let it; one pass is enough."""
    work = work_of([2, 3, 1], [[1], [1], [1]], [3], [Lag(0, 2, 2), Lag(1, 2, 1)])
    found = level(work, 50)
    assert (found.starts, found.end, found.passes) == ((0, 0, 2), 3, 1)


def test_the_same_seed_gives_the_same_plan_whatever_the_order_of_the_lags() -> None:
    """Nothing depends on the order in which lags are written."""
    lengths, needs = [3, 1, 4, 1, 5, 2, 6], [[1, 1], [2, 0], [1, 2], [2, 1], [1, 1], [2, 2], [1, 0]]
    lags = [Lag(0, 3, 3), Lag(1, 3, 1), Lag(2, 5, 4), Lag(3, 6, 1)]
    found = [level(work_of(lengths, needs, [2, 2], order), 300, 7) for order in (lags, lags[::-1])]
    assert found[0] == found[1]


def test_no_work_is_no_plan() -> None:
    """Without jobs there is nothing to place."""
    assert level(work_of([], [], [2], []), 10).end == 0


def test_what_cannot_be_placed_is_refused() -> None:
    """Jobs that wait for each other, or need more than there is, have no plan."""
    with pytest.raises(ValueError, match="in a circle"):
        work_of([1, 1], [[0], [0]], [1], [Lag(0, 1, 1), Lag(1, 0, 1)])
    with pytest.raises(ValueError, match="job 1 needs more than there is"):
        work_of([1, 1], [[1], [2]], [1], [])
