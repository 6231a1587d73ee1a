"""The count of working time and the moments with it fit together, whatever is off."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.schedule.clock import DAY, hours_clock, morning
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
    clock = hours_clock(
        working_hours(
            work_calendar(
                weekend,
                holidays=[FIRST + timedelta(days=step) for step in off],
                hours={FIRST + timedelta(days=step): Decimal(4) for step in half},
            )
        )
    )
    count = clock.at(morning(FIRST) + minute)
    first, last = clock.first(count), clock.last(count)
    assert clock.at(first) == count == clock.at(last)
    assert clock.at(first - 1) == count - 1
    assert clock.at(last + 1) == count + 1
