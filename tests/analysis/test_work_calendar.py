import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmledger.analysis.calendar import work_calendar
from pmledger.kinds.values import Duration

REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "calendars.json").read_text(encoding="utf-8"))
DAYS = st.dates(date(2024, 6, 1), date(2027, 6, 30))


def days(rows):
    return [date.fromisoformat(row["date"]) for row in rows]


CHINA = work_calendar(
    holidays=[day for year in REFERENCE["china"].values() for day in days(year["off_days"])],
    working_days=[day for year in REFERENCE["china"].values() for day in days(year["makeup_workdays"])],
)


@pytest.mark.parametrize("case", REFERENCE["tests"], ids=lambda case: f"{case['op']}-{case.get('date', case.get('start'))}")
def test_reference_arithmetic(case):
    """The date arithmetic of China's calendar 2025 and 2026 comes out as published."""
    start = date.fromisoformat(case.get("date") or case["start"])
    found = {
        "add_working_days": lambda: CHINA.add_working_days(start, case["n"]).isoformat(),
        "finish_inclusive": lambda: CHINA.finish(start, case["duration_days"]).isoformat(),
        "working_days_between_inclusive": lambda: CHINA.working_days(start, date.fromisoformat(case["end"])),
        "is_working_day": lambda: CHINA.is_working(start),
    }[case["op"]]()
    assert case["expected"] == found


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_reference_months(year):
    """Each month of China's calendar has as many working days as published."""
    for month, expected in REFERENCE["china"][year]["expected"]["working_days_per_month"].items():
        first = date(int(year), int(month), 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        assert expected == CHINA.working_days(first, last)


@pytest.mark.parametrize("case", REFERENCE["half_days"]["examples"][:2], ids=lambda case: case["id"])
def test_reference_half_days(case):
    """A day with half its hours is a working day of that many hours."""
    hours = {date.fromisoformat(row["date"]): Decimal(row["hours"]) for row in case["calendar_exceptions"]}
    calendar = work_calendar(
        holidays=days(REFERENCE["china"]["2026"]["off_days"]),
        working_days=days(REFERENCE["china"]["2026"]["makeup_workdays"]),
        hours=hours,
    )
    for day, left in case["expected_hours"].items():
        assert calendar.is_working(date.fromisoformat(day))
        assert left <= calendar.hours(date.fromisoformat(day))
    assert [calendar.hours(day) for day in hours] == [Decimal(4)]


@given(DAYS, st.integers(-400, 400))
def test_adding_and_taking_back(day, n):
    """From a working day, n working days on and n back is where one began, and the slip between is n."""
    start = CHINA.next_working(day)
    end = CHINA.add_working_days(start, n)
    assert CHINA.add_working_days(end, -n) == start
    assert CHINA.slip(start, end) == n


@given(DAYS, DAYS, DAYS)
def test_slips_add_up(a, b, c):
    """Slips over a day between add up, and the other way round a slip has the other sign."""
    assert CHINA.slip(a, b) + CHINA.slip(b, c) == CHINA.slip(a, c)
    assert CHINA.slip(a, b) == -CHINA.slip(b, a)


@given(DAYS, st.integers(0, 60))
def test_counts_agree_with_walking(start, length):
    """The counted working days are those one meets by walking from day to day."""
    end = start + timedelta(days=length)
    met = sum(CHINA.is_working(start + timedelta(days=step)) for step in range(length + 1))
    assert CHINA.working_days(start, end) == met
    if length:
        assert CHINA.working_days(end, start) == -met


def test_week_without_working_days():
    """A week that is all weekend counts as one without any, so that no question runs for ever."""
    calendar = work_calendar(weekend=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    assert calendar.add_working_days(date(2026, 1, 1), 3) == date(2026, 1, 4)


def test_ends_of_time():
    """More working days than there are end at the last and first day that exist."""
    assert CHINA.add_working_days(date(2026, 1, 5), 10**15) == date.max
    assert CHINA.add_working_days(date(2026, 1, 5), -(10**15)) == date.min


@pytest.mark.parametrize(
    ("amount", "unit", "expected"), [("1.5", "d", "1.5"), ("2", "w", "10"), ("16", "h", "2"), ("240", "min", "0.5")]
)
def test_durations(amount, unit, expected):
    """Durations become working days by the week and the hours of the calendar."""
    assert CHINA.days_of(Duration(Decimal(amount), unit)) == Decimal(expected)


def test_elapsed_duration():
    """Seven elapsed days are one week of working days."""
    assert CHINA.days_of(Duration(Decimal(7), "d", elapsed=True)) == 5
