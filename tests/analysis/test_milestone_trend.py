from datetime import date

import pytest
from ledgers import ACME, AS_OF, read

from pmledger.analysis.milestone_trend import Course, courses

PLAN = (
    ACME
    + """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
currency: EUR
planned_finish: 2026-08-31
milestones:
  - {id: live, title: Live, baseline_date: 2026-07-31, forecast_date: 2026-08-14}
  - {id: met, title: Met, status: achieved, baseline_date: 2026-05-29, actual_date: 2026-06-02}
  - {id: own, title: Own, baseline_date: 2026-07-10, forecast_date: 2026-07-10}
  - {id: off, title: Off, status: cancelled, baseline_date: 2026-07-10}
  - {id: lone, title: Lone, forecast_date: 2026-07-10}
baselines:
  - {id: b1, title: B1, version: B1, date: 2026-05-04, status: approved, approved_by: mei, bac: 1 EUR, items: [{ref: live, finish: 2026-07-31}, {ref: met, finish: 2026-05-29}]}
  - {id: b0, title: B0, version: B0, date: 2026-03-02, status: superseded, approved_by: mei, bac: 1 EUR, items: [{ref: live, finish: 2026-07-10}, {ref: met, finish: 2026-05-15}]}
status_reports:
  - {id: may, title: May, status: issued, period_from: 2026-05-01, period_to: 2026-05-31, highlights: [h], next_steps: [n], issued_on: 2026-06-01, figures: {forecast_finish: 2026-08-31}}
  - {id: june, title: June, status: draft, period_from: 2026-06-01, period_to: 2026-06-30, highlights: [h], next_steps: [n], figures: {forecast_finish: 2026-12-31}}
---
"""
)


@pytest.fixture(scope="module")
def apollo():
    return read(PLAN)


def by_title(apollo, past=None) -> dict[str, Course]:
    found = apollo.found
    project = apollo.ledger.by_key["project:apollo"]
    every = courses(project, apollo.ledger, found.timetable.forecasts, found.figures, AS_OF, past)
    return {one.record.title: one for one in every}


def told(course: Course) -> list[tuple[str, str]]:
    return [(spot.look.isoformat(), spot.on.isoformat()) for spot in course.spots]


def test_each_date_has_the_course_of_what_was_said_of_it(apollo):
    """By baselines in the order of their days, then by today's forecast; what was reached ends there; one word is no course."""
    found = by_title(apollo)
    assert told(found["Live"]) == [("2026-03-02", "2026-07-10"), ("2026-05-04", "2026-07-31"), ("2026-06-30", "2026-08-14")]
    assert told(found["Met"]) == [("2026-03-02", "2026-05-15"), ("2026-05-04", "2026-05-29"), ("2026-06-02", "2026-06-02")]
    assert (found["Met"].reached, found["Live"].reached, found["Live"].moved, found["Own"].moved) == (True, False, True, False)
    assert told(found["Own"]) == [("2026-05-04", "2026-07-10"), ("2026-06-30", "2026-07-10")]
    assert found.keys().isdisjoint({"Off", "Lone"})


def test_the_finish_takes_what_issued_reports_froze(apollo):
    """A report speaks on the day of its issue, a draft not at all."""
    spots = by_title(apollo)["Apollo"].spots
    assert [(spot.look.isoformat(), spot.on.isoformat(), spot.source.partition("/")[2]) for spot in spots[:3]] == [
        ("2026-03-02", "2026-07-10", "b0"), ("2026-05-04", "2026-07-31", "b1"), ("2026-06-01", "2026-08-31", "may"),
    ]  # fmt: skip
    assert spots[-1].look == AS_OF


def test_looks_at_earlier_days_join_in(apollo):
    """From the first look on its forecasts count, not what was agreed; later than today and after the end nothing is said."""
    days = [("2026-05-04", "2026-12-24"), ("2026-06-10", "2026-08-07"), ("2026-07-31", "2026-08-07")]
    past = {(name, f"milestone:apollo/{key}"): [(date.fromisoformat(look), date.fromisoformat(on)) for look, on in days]
            for name, key in (("forecast", "live"), ("forecast", "met"))}  # fmt: skip
    found = by_title(apollo, past)
    assert told(found["Live"])[:3] == [("2026-03-02", "2026-07-10"), ("2026-05-04", "2026-12-24"), ("2026-06-10", "2026-08-07")]
    assert found["Live"].last.look == AS_OF
    assert found["Met"].last.look == date(2026, 6, 2)
