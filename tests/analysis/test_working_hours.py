from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import read

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.working_hours import hours_of, working_hours
from pmledger.kinds.values import Duration, Moment

OFFICE = working_hours(
    work_calendar(holidays=[date(2026, 12, 25)], hours={date(2026, 12, 24): Decimal(4)}), zone=ZoneInfo("Europe/Berlin")
)
MOMENTS = st.datetimes(datetime(2026, 12, 1), datetime(2027, 1, 31))  # noqa: DTZ001 (clocks on the wall)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-20T14:20", "2026-11-20T15:05", 0.75),
        ("2026-11-20T16:30", "2026-11-23T09:30", 1),
        ("2026-11-21T10:00", "2026-11-22T23:00", 0),
        ("2026-11-20T07:00", "2026-11-20T20:00", 8),
        ("2026-12-23T16:00", "2026-12-28T10:00", 1 + 4 + 0 + 1),
        ("2026-11-20T15:00", "2026-11-20T14:00", 0),
    ],
)
def test_only_working_time_counts(start, end, hours):
    """Nights, weekends, holidays and the half of a half day do not count; an earlier end is no time at all."""
    assert OFFICE.between(at(start), at(end)) == hours * 60


def test_the_end_of_a_span():
    """Four hours from Friday afternoon end on Monday, past a holiday on the next day of work; none end where they begin."""
    assert OFFICE.after(at("2026-11-20T15:00"), 240) == at("2026-11-23T11:00")
    assert OFFICE.after(at("2026-12-24T12:00"), 120) == at("2026-12-28T10:00")
    assert OFFICE.after(at("2026-11-21T12:00"), 480) == at("2026-11-23T17:00")
    assert OFFICE.after(at("2026-11-21T12:00"), 0) == at("2026-11-21T12:00")


@given(MOMENTS, st.integers(1, 9000))
def test_a_span_ends_where_that_much_has_passed(start, minutes):
    """From any moment to the end of a span there are exactly as many working minutes as it has."""
    assert OFFICE.between(start, OFFICE.after(start, minutes)) == minutes


@given(MOMENTS, MOMENTS, MOMENTS)
def test_times_add_up(first, second, third):
    """What passes from one moment to a third is what passes to the second and on."""
    one, two, three = sorted((first, second, third))
    assert OFFICE.between(one, two) + OFFICE.between(two, three) == OFFICE.between(one, three)


def test_moments_on_the_wall():
    """An offset is read in the zone of the place; a day without a time is its first moment, or its last."""
    assert OFFICE.wall(Moment(date(2026, 7, 1), time.fromisoformat("07:00Z"))) == at("2026-07-01T09:00")
    assert OFFICE.wall(Moment(date(2026, 7, 1), time(9))) == at("2026-07-01T09:00")
    day = Moment(date(2026, 11, 20))
    assert OFFICE.between(OFFICE.wall(day), OFFICE.wall(day, late=True)) == 480


def test_durations():
    """A day has the calendar's hours and a week five days."""
    sizes = [OFFICE.minutes_of(Duration(Decimal(given), unit)) for given, unit in (("90", "min"), ("1.5", "h"), ("1", "d"), ("1", "w"))]
    assert sizes == [90, 90, 480, 2400]


def test_hours_of_a_calendar_in_the_ledger():
    """Intervals are taken as written, plain hours begin when days usually begin, and a parent holds where nothing is said."""
    found = read("""
-- calendars/house.md --
---
title: House
week: {mon-fri: 8}
exceptions: [{date: 2026-07-03, name: Outing}]
---
-- calendars/desk.md --
---
title: Desk
parent: house
week: {mon-thu: ["08:00-12:00", "13:00-17:00"], fri: 4, sat: 0, sun: 0}
exceptions: [{date: 2026-07-04, hours: 2}]
---
""")
    desk = hours_of(found.ledger.get("calendar:desk"), found.ledger, OFFICE)
    assert desk.between(at("2026-06-30T11:00"), at("2026-06-30T14:00")) == 120
    assert desk.between(at("2026-06-26T00:00"), at("2026-06-27T00:00")) == 240
    assert desk.between(at("2026-07-03T00:00"), at("2026-07-04T00:00")) == 0
    assert desk.between(at("2026-07-04T00:00"), at("2026-07-05T00:00")) == 120
    assert desk.between(at("2026-12-25T00:00"), at("2026-12-26T00:00")) == 240
