from datetime import date

import pytest
from ledgers import ACME, read

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.milestones import is_binding, overdue_days

APOLLO = "project:apollo"
CALENDAR = work_calendar()


def milestones(*fields, as_of=date(2026, 6, 30)):
    head = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nmilestones:\n"
    rows = "".join(f"  - {{id: m{at}, title: Milestone {at}, {text}}}\n" for at, text in enumerate(fields, 1))
    return read(f"{ACME}{head}{rows}---\n", as_of)


def test_slip_is_of_the_actual_date_before_the_forecast():
    """The actual date counts once it is there, the forecast before; early is negative."""
    found = milestones(
        "baseline_date: 2026-07-01, forecast_date: 2026-07-08",
        "baseline_date: 2026-06-01, forecast_date: 2026-06-08, status: achieved, actual_date: 2026-05-29",
    )
    assert found.value("slip", "milestone:apollo/m1") == 5
    assert found.value("slip", "milestone:apollo/m2") == -1


def test_future_actual_date_is_not_counted():
    """On a day before it was reached a milestone slips by its forecast."""
    fields = "baseline_date: 2026-06-01, forecast_date: 2026-06-08, status: achieved, actual_date: 2026-06-10"
    assert milestones(fields, as_of=date(2026, 6, 9)).value("slip", "milestone:apollo/m1") == 5
    assert milestones(fields, as_of=date(2026, 6, 10)).value("slip", "milestone:apollo/m1") == 7


def test_unknown_slip():
    """Without a baseline or a forecast there is no slip, and it says which is missing."""
    found = milestones("forecast_date: 2026-07-08", "baseline_date: 2026-07-08")
    assert found.unknown("slip", "milestone:apollo/m1") == "it has no baseline date"
    assert found.unknown("slip", "milestone:apollo/m2") == "it has no forecast date"


@pytest.mark.parametrize(("forecast", "days"), [("2026-06-30", 0), ("2026-06-29", 1), ("2026-06-26", 2), ("2026-07-02", 0)])
def test_overdue_in_working_days(forecast, days):
    """A milestone is overdue from the working day after its forecast."""
    record = milestones(f"forecast_date: {forecast}").ledger.by_key["milestone:apollo/m1"]
    assert overdue_days(record, CALENDAR, {}, date(2026, 6, 30)) == days


def test_next_milestone_is_the_first_that_is_open():
    """The earliest expected open milestone is next, also when it is overdue; achieved ones are not."""
    found = milestones(
        "baseline_date: 2026-06-01, forecast_date: 2026-06-01, status: achieved, actual_date: 2026-06-01",
        "baseline_date: 2026-07-20, forecast_date: 2026-07-20",
        "baseline_date: 2026-06-22, forecast_date: 2026-06-26",
    )
    assert found.value("next_milestone", APOLLO) == date(2026, 6, 26)
    assert found.value("next_milestone_slip", APOLLO) == 4
    assert milestones().value("next_milestone_slip", APOLLO) is None


def test_share_on_time():
    """Of those due by their baseline in the last 90 days, achieved by that date; without any it is unknown."""
    found = milestones(
        "baseline_date: 2026-06-30, status: achieved, actual_date: 2026-06-30",
        "baseline_date: 2026-06-15, status: achieved, actual_date: 2026-06-16",
        "baseline_date: 2026-06-01",
        "baseline_date: 2026-06-01, status: cancelled",
        "baseline_date: 2026-03-01, status: achieved, actual_date: 2026-05-01",
        "baseline_date: 2026-05-04, status: achieved, actual_date: 2026-05-04",
    )
    assert found.value("milestones_on_time") == 50
    assert milestones("baseline_date: 2026-07-01").value("milestones_on_time") is None


@pytest.mark.parametrize(
    ("fields", "binding"),
    [("type: contractual", True), ("type: payment", True), ("type: internal", False), ("visibility: client", True), ("payment: 5 EUR", True)],
)
def test_binding_milestones(fields, binding):
    """Contractual, tied to a payment, or seen by the client."""
    assert is_binding(milestones(fields).ledger.by_key["milestone:apollo/m1"]) is binding


def test_slips_are_of_the_project_s_own_calendar():
    """A holiday of the project's calendar is no day of delay, for the milestone, the project and its health."""
    text = ACME + """
-- calendars/feast.md --
---
title: Feast
week: {mon-fri: 8}
exceptions: [{from: 2026-07-02, to: 2026-07-07}]
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
currency: EUR
calendar: feast
planned_finish: 2026-07-08
milestones: [{id: m1, title: Beta, type: contractual, baseline_date: 2026-07-01, forecast_date: 2026-07-08}]
baselines:
  - {title: B0, version: B0, status: approved, date: 2026-03-02, approved_by: mei, bac: 1 EUR, items: [{ref: m1, finish: 2026-07-01, start: 2026-06-29, cost: 1 EUR}]}
---
"""
    found = read(text)
    names = (("slip", "milestone:apollo/m1"), ("next_milestone_slip", APOLLO), ("finish_slip", APOLLO))
    assert [found.value(*name) for name in names] == [1, 1, 1]
    assert found.colours(APOLLO)["schedule"] == "green"
    assert read(text.replace("calendar: feast\n", "")).colours(APOLLO)["schedule"] == "red"
