from datetime import date

import pytest

from pmledger.show.days import parse_day

MONDAY = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("today", MONDAY),
        ("tomorrow", date(2026, 3, 31)),
        ("+2w", date(2026, 4, 13)),
        ("-3d", date(2026, 3, 27)),
        ("+11m", date(2027, 2, 28)),
        ("-1y", date(2025, 3, 30)),
        ("friday", date(2026, 4, 3)),
        ("Fri", date(2026, 4, 3)),
        ("monday", MONDAY),
        ("周五", date(2026, 4, 3)),
        ("明天", date(2026, 3, 31)),
    ],
)
def test_days_as_people_type_them(written: str, meant: date) -> None:
    """A weekday is the next one, today included; months end where they end."""
    assert parse_day(written, MONDAY) == meant


@pytest.mark.parametrize(
    "written", ["", "2026-02-30", "20260305", "2026-W10-1", "fr", "+2", "+9999y", "later", "２０２６-03-05"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    """Days that no calendar has, other forms of dates, and far futures are refused, not guessed."""
    assert parse_day(written, MONDAY) is None
