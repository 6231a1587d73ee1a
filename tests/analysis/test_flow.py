import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.flow import MOST, flow

DAYS = st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=12)


def test_running_sums():
    """Points stand on Sundays and today; the first one is the day before anything came."""
    steps = flow([date(2026, 6, 3), date(2026, 6, 9)], [date(2026, 6, 14)], date(2026, 6, 17))
    assert [(str(step.day), step.come, step.gone, step.left) for step in steps] == [
        ("2026-06-02", 0, 0, 0), ("2026-06-07", 1, 0, 1), ("2026-06-14", 2, 1, 1), ("2026-06-17", 2, 1, 1),
    ]  # fmt: skip


def test_nothing_came():
    """Without anything that came there are no points; what comes later does not count."""
    assert flow([], [date(2026, 6, 1)], date(2026, 6, 30)) == ()
    assert flow([date(2026, 7, 1)], [], date(2026, 6, 30)) == ()


@settings(deadline=None, max_examples=80)
@given(DAYS, DAYS, st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_points_are_few_and_rise(come, gone, as_of):
    """However long it took, there are few points, in order, the last one is the day, and sums never fall."""
    steps = flow(come, gone, as_of)
    assert len(steps) <= MOST
    assert all(a.day < b.day and a.come <= b.come and a.gone <= b.gone for a, b in itertools.pairwise(steps))
    if steps:
        assert steps[-1].day == as_of
        assert steps[-1].come == sum(day <= as_of for day in come)


def test_months_and_quarters_over_years():
    """Over years the points are ends of months, over decades ends of quarters."""
    as_of = date(2026, 6, 30)
    month = flow([as_of - timedelta(days=400)], [], as_of)
    assert {(step.day + timedelta(days=1)).day for step in month[1:-1]} == {1}
    assert {step.day.month % 3 for step in flow([date(2016, 1, 1)], [], as_of)[1:-1]} == {0}
