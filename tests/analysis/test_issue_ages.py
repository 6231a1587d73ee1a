from datetime import date
from decimal import Decimal

import pytest
from ledgers import ACME, read

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.issues import ageing, bucket, came_and_went, due_day, is_overdue, median, nearest_rank

CALENDAR = work_calendar()
PROJECT = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nissues:\n"


def issues(*fields, as_of=date(2026, 6, 30)):
    """A project with an issue for each flow of fields, called i1, i2 …"""
    rows = "".join(f"  - {{id: i{at}, title: Issue {at}, {text}}}\n" for at, text in enumerate(fields, start=1))
    return read(f"{ACME}{PROJECT}{rows}---\n", as_of)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "0-7"), (7, "0-7"), (8, "8-14"), (14, "8-14"), (15, "15-30"), (30, "15-30"), (31, "31-60"), (60, "31-60"), (61, ">60")],
)
def test_bucket_ends(days, expected):
    """A bucket ends with its last day."""
    assert bucket(days) == expected


def test_age_runs_until_closed():
    """Age counts calendar days until today, or until the day of closing."""
    found = issues(
        "priority: P3, raised_on: 2026-06-20",
        "priority: P3, raised_on: 2026-06-01, status: closed, resolved_on: 2026-06-05, closed_on: 2026-06-11, resolution: x",
    )
    assert [found.value("age", f"issue:apollo/i{at}") for at in (1, 2)] == [10, 10]


def test_closed_without_date_has_no_age():
    """A closed issue that does not say when has an unknown age, not one that grows."""
    found = issues("priority: P3, raised_on: 2026-06-20, status: closed, resolution: x")
    assert found.value("age", "issue:apollo/i1") is None


@pytest.mark.parametrize(
    ("priority", "due"), [("P1", "2026-06-03"), ("P2", "2026-06-08"), ("P3", "2026-06-15"), ("P4", "2026-06-29")]
)
def test_default_due(priority, due):
    """Without a due date P1 has 2 working days, P2 5, P3 10 and P4 20, from the day it was raised."""
    found = issues(f"priority: {priority}, raised_on: 2026-06-01")
    assert due_day(found.ledger.by_key["issue:apollo/i1"], CALENDAR) == date.fromisoformat(due)


def test_due_today_is_not_overdue():
    """An issue is overdue from the day after its due date."""
    due = issues("priority: P3, raised_on: 2026-06-01, due: 2026-06-30").ledger.by_key["issue:apollo/i1"]
    assert [is_overdue(due, CALENDAR, day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [False, True]


def test_ageing_table():
    """Open issues stand by priority and bucket; resolved ones do not."""
    found = issues(
        "priority: P1, raised_on: 2026-06-29",
        "priority: P2, raised_on: 2026-03-01",
        "priority: P2, raised_on: 2026-03-01, status: resolved, resolved_on: 2026-03-09, resolution: x",
    )
    table = ageing(found.ledger.of("issue"), date(2026, 6, 30))
    assert table["P1"]["0-7"] == ("issue:apollo/i1",)
    assert table["P2"][">60"] == ("issue:apollo/i2",)
    assert sum(len(keys) for row in table.values() for keys in row.values()) == 2
    assert found.value("open_issues") == 2
    assert found.value("overdue_issues") == 1


def test_time_to_resolve():
    """Median and 85th percentile of the days from raised to resolved; unknown while none is resolved."""
    rows = [
        f"priority: P3, raised_on: 2026-06-01, status: resolved, resolved_on: 2026-06-{1 + days:02}, resolution: x"
        for days in (1, 2, 4, 20)
    ]
    found = issues(*rows)
    assert found.value("median_resolve") == Decimal(3)
    assert found.value("p85_resolve") == 20
    assert issues("priority: P3, raised_on: 2026-06-20").value("median_resolve") is None


def test_percentiles():
    """The nearest rank is a value that occurred; the median of an even number is between two."""
    assert nearest_rank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 85) == 9
    assert nearest_rank([5], 85) == 5
    assert median([1, 2]) == Decimal("1.5")
    assert median([1, 2, 9]) == 2


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        ("critical", "high", "P1"), ("high", "high", "P1"), ("critical", "low", "P2"), ("high", "medium", "P2"),
        ("medium", "high", "P2"), ("high", "low", "P3"), ("medium", "medium", "P3"), ("low", "high", "P3"),
        ("medium", "low", "P4"), ("low", "low", "P4"),
    ],
)  # fmt: skip
def test_impact_and_urgency_tell_the_priority(impact, urgency, priority):
    """Where none is written the priority is that of ITIL's matrix, and the default date follows from it."""
    found = issues(f"impact: {impact}, urgency: {urgency}, raised_on: 2026-06-01").ledger.by_key["issue:apollo/i1"]
    assert found.text("priority") == priority
    assert due_day(found, CALENDAR) is not None


def test_a_written_priority_holds():
    """Who ranks an issue by hand is not overruled, and one of the two alone tells nothing."""
    found = issues(
        "priority: P4, impact: critical, urgency: high, raised_on: 2026-06-01", "impact: critical, raised_on: 2026-06-01"
    )
    assert [found.ledger.by_key[f"issue:apollo/i{at}"].text("priority") for at in (1, 2)] == ["P4", ""]


def test_what_came_and_went():
    """Rejected issues never came, what is resolved only later has not gone yet."""
    found = issues(
        "priority: P3, raised_on: 2026-06-01, status: resolved, resolved_on: 2026-06-05, resolution: x",
        "priority: P3, raised_on: 2026-06-02, status: rejected",
        "priority: P3, raised_on: 2026-06-03, status: resolved, resolved_on: 2026-07-05, resolution: x",
    )
    come, gone = came_and_went(found.ledger.of("issue"), date(2026, 6, 30))
    assert (come, gone) == ([date(2026, 6, 1), date(2026, 6, 3)], [date(2026, 6, 5)])
