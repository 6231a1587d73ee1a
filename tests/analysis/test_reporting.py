"""Which reports hold, what they said, and what an issue freezes."""

from datetime import date
from fractions import Fraction

import pytest
from ledgers import ACME, AS_OF, read

from pmledger.analysis.figure import Figure
from pmledger.analysis.health import Rag
from pmledger.analysis.reporting import (
    FROZEN,
    colours_then,
    draft,
    frozen_figures,
    issued,
    open_period,
    overall_then,
    strip,
    written,
)
from pmledger.source.message import say

REPORTS = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
actual_start: 2026-03-02
currency: EUR
report_frequency: monthly
status_reports:
  - {id: april, title: April, status: issued, period_from: 2026-04-01, period_to: 2026-04-30, highlights: [h], next_steps: [n], issued_on: 2026-05-04, rag: {schedule: green, cost: amber}}
  - {id: may, title: May, status: issued, period_from: 2026-05-01, period_to: 2026-05-31, highlights: [h], next_steps: [n], issued_on: 2026-06-02, rag: {cost: green}, figures: {progress: 40, health: red, health_cost: amber}}
  - {id: june, title: June, status: draft, period_from: 2026-06-01, period_to: 2026-06-30, highlights: [h], next_steps: [n]}
---
"""


@pytest.fixture(scope="module")
def told():
    return read(ACME + REPORTS)


def test_the_latest_period_comes_first(told):
    """Issued reports go by their period, and one that was issued only later was not there yet."""
    reports = told.ledger.of("status_report")
    assert [report.id for report in issued(reports, AS_OF)] == ["may", "april"]
    assert [report.id for report in issued(reports, date(2026, 5, 31))] == ["april"]


def test_a_draft_is_of_a_period_that_has_begun_and_was_not_told(told):
    """June is the draft once June has begun."""
    reports = told.ledger.of("status_report")
    assert draft(reports, AS_OF).id == "june"
    assert draft(reports, date(2026, 5, 31)) is None


def test_the_open_period_begins_after_the_last_report(told):
    """The days that nobody has told of; before the first report one period, but not before the project began."""
    project = told.ledger.get("project:apollo")
    assert open_period(project, told.ledger.of("status_report"), AS_OF) == (date(2026, 6, 1), AS_OF)
    assert open_period(project, (), date(2026, 3, 20)) == (date(2026, 3, 2), date(2026, 3, 20))
    assert open_period(project, (), AS_OF) == (date(2026, 6, 1), AS_OF)


def test_frozen_colours_win_over_stated_ones(told):
    """What the rules said when a report was issued stands; where nothing is frozen, the manager's word does."""
    may, april = (told.ledger.get(f"status_report:apollo/{name}") for name in ("may", "april"))
    assert colours_then(may) == {"cost": Rag.AMBER, "overall": Rag.RED}
    assert overall_then(april) is Rag.AMBER
    assert [(report.id, str(colour)) for report, colour in strip((may, april), AS_OF)] == [
        ("april", "amber"), ("may", "red"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction(1, 3), "%", "0.3333"),
        (40, "%", "40"),
        (Fraction(25, 2), "EUR", "12.5 EUR"),
        (Fraction(2, 3), "EUR", "0.67 EUR"),
        (date(2026, 3, 24), "date", "2026-03-24"),
        (None, "EUR", ""),
    ],
)
def test_a_figure_is_written_as_a_file_holds_it(value, unit, text):
    """Money to the cent, shares to four places, days as days, the unknown not at all."""
    assert written(Figure("n", "s", say("n"), value, unit, say("n"))) == text


def test_what_is_frozen_reads_back(told):
    """The frozen figures of a project are fields that the kind takes, its colours among them."""
    project = told.ledger.get("project:apollo")
    found = frozen_figures(project, told.found.figures, told.found.health[project.key], FROZEN)
    assert found["open_risks"] == "0"
    assert found["health"] == str(told.found.health[project.key].colour)
    assert "progress" not in found
