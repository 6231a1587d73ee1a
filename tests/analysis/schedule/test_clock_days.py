"""The count of working time and the moments with it fit together, whatever is off."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.schedule.clock import DAY, Team, hours_clock, morning
from pmledger.analysis.working_hours import working_hours

FIRST = date(2026, 1, 1)


@given(
    st.lists(st.integers(0, 900), max_size=40),
    st.lists(st.integers(0, 900), max_size=20),
    st.sets(st.sampled_from(["mon", "tue", "fri", "sat", "sun"])),
    st.integers(0, 900 * DAY),
)
@settings(max_examples=150, deadline=None)
def test_first_and_last_moment_of_a_count(off: list[int], half: list[int], weekend: set[str], minute: int) -> None:
    """The first moment with a count is not preceded by one, the last is not followed by one, with any days off."""
    calendar = work_calendar(
        weekend,
        holidays=[FIRST + timedelta(days=step) for step in off],
        hours={FIRST + timedelta(days=step): Decimal(4) for step in half},
    )
    clock = hours_clock(working_hours(calendar))
    count = clock.at(morning(FIRST) + minute)
    first, last = clock.first(count), clock.last(count)
    assert clock.at(first) == count == clock.at(last)
    assert clock.at(first - 1) == count - 1
    assert clock.at(last + 1) == count + 1


@given(st.lists(st.integers(0, 900), max_size=20), st.lists(st.integers(-80, 400) | st.just(40_000), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_a_clock_answers_the_same_whatever_it_was_asked_before(off: list[int], steps: list[int]) -> None:
    """Questions about days near and far, in any order, have the answers of a clock that is asked nothing else."""
    hours = working_hours(work_calendar(holidays=[FIRST + timedelta(days=step) for step in off]))
    asked = hours_clock(hours)
    for step in steps:
        moment = morning(FIRST) + step * 1000 + 7
        count = asked.at(moment)
        assert count == hours_clock(hours).at(moment)
        assert asked.first(count) == hours_clock(hours).first(count)
        assert asked.last(count) == hours_clock(hours).last(count)


def test_a_team_of_one_counts_as_any_team() -> None:
    """The first and last moment of an effort are the same for one person as for that person and somebody who does nothing."""
    clock = hours_clock(working_hours(work_calendar()))
    one, two = Team(((clock, 7),)), Team(((clock, 7), (clock, 0)))
    for count in range(one.at(morning(FIRST)) - 20, one.at(morning(FIRST)) + 20):
        assert (one.first(count), one.last(count)) == (two.first(count), two.last(count))
