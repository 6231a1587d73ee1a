"""Tolerances on pages: how much is used, who was asked; and the report that asks."""

from datetime import date
from fractions import Fraction
from functools import cache

from ledgers_shown import Shown, html_of, text_of

from pmledger.analysis.tolerance.ways_out import WayOut
from pmledger.site.report.forms import as_file, exception_report

LEDGER = """
-- pmledger.yml --
grammar: 1
name: Seas
currency: EUR
as_of: 2026-06-30
timezone: UTC
tolerance: {days: 2}
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
sponsor: mei
objective: Sail
currency: EUR
status: executing
actual_start: 2026-06-01
planned_start: 2026-06-01
planned_finish: 2026-07-10
budget: 1000 EUR
baseline: b0
tolerance: {scope_pct: 10}
baselines:
  - id: b0
    title: B0
    status: approved
    version: B0
    date: 2026-05-29
    bac: 1000 EUR
    approved_by: mei
    items: [{ref: build, start: 2026-06-01, finish: 2026-07-10, cost: 1000 EUR}]
phases:
  - {id: whole, title: Whole, order: 1, status: active, tolerance: {days: 1}}
tasks:
  - {id: build, title: Build, parent: whole, status: in_progress, duration: 30d, percent_complete: 50, remaining: 12d, actual_start: 2026-06-01}
deliverables:
  - {id: d1, title: D1, due: 2026-07-10}
---
DECISION
"""
ASKED = """
-- projects/sea/decisions/late.md --
---
title: Later, or less?
exception: [schedule]
context: The yard is slow.
options: [{option: Later}, {option: Less}]
recommendation: Later.
needed_by: 2026-07-03
---
"""


@cache
def ledger(language: str = "en", asked: str = "") -> Shown:
    return Shown(LEDGER.replace("DECISION\n", asked), language)


def test_a_project_says_what_is_beyond_its_tolerance():
    """The answer first, then all six with what is used, off and tolerated; stages after it; somebody is missing."""
    shown = text_of(html_of("project/sea.html", ledger()))
    assert "Forecast beyond its tolerance: time . No exception report says what to do about time ." in shown
    assert "Time: 200% 200% The finish is 4 working days late 2 working days for all projects nobody was asked" in shown
    assert "Scope: 0% 0% 0 % of the agreed scope is dropped 10% —" in shown
    assert "Benefit — No tolerance is written." in shown
    assert "Stage “Whole” Forecast beyond its tolerance: time ." in shown
    assert "Beyond its tolerance of time, and no exception report asks what to do." in text_of(html_of("index.html", ledger()))


def test_a_plan_says_which_tolerances_are_in_use():
    """Those that are written, and each stage in a sentence; what nobody wrote stays on the project's page."""
    shown = text_of(html_of("plan/sea.html", ledger()))
    assert "Forecast beyond its tolerance: time . No exception report says what to do about time ." in shown
    assert "Time: 200% 200% The finish is 4 working days late 2 working days for all projects nobody was asked" in shown
    assert "Stage “ Whole ”: Forecast beyond its tolerance: time ." in shown
    assert "No tolerance is written." not in shown


def test_an_exception_report_answers():
    """It is named with its day; the stage's page and its own show how the tolerances stand."""
    asked = ledger(asked=ASKED)
    assert "“ Later, or less? ” is to be decided by 3 Jul." in text_of(html_of("project/sea.html", asked))
    assert "Beyond its tolerance of time: a decision is needed. Sea · Mei Keller" in text_of(html_of("index.html", asked))
    assert "How the tolerances stand" in text_of(html_of("decision/sea/late.html", asked))
    assert "Tolerances Forecast beyond its tolerance: time ." in text_of(html_of("phase/sea/whole.html", asked))


def test_the_report_has_all_that_the_ledger_knows():
    """As PRINCE2 puts it together, in both languages, with marks where somebody must write; of a stage as of a project."""
    sheets = ledger().sheets
    known = sheets.book.ledger
    ways = (WayOut("accept", ("project:sea",), date(2026, 7, 16)), WayOut("shorten", ("task:sea/build",), date(2026, 7, 14), None, (), Fraction(2)))
    text = as_file(sheets, exception_report(sheets.book, known.by_key["project:sea"], ways), "md").decode()
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        "Deviation", "Cause of the deviation", "Consequences of the deviation", "Options", "Recommendation", "Lessons", "Decision",
    ]  # fmt: skip
    assert "- Build (12 days of it are left after 30 Jun 2026)" in text
    assert "a decision with “tolerance: {days: 4}”" in text
    assert "| End “Build” 2 working days earlier | 14 Jul 2026<br>2 working days earlier |" in text
    assert text.count("To be written:") == 5
    stage = as_file(sheets, exception_report(sheets.book, known.by_key["phase:sea/whole"], ()), "md").decode()
    assert "# Exception report: Sea, stage Whole" in stage
    chinese = ledger("zh-CN", ASKED).sheets
    html = as_file(chinese, exception_report(chinese.book, chinese.book.ledger.by_key["project:sea"], ways), "html").decode()
    assert "The yard is slow." in html
    assert html.count("待填写") == 2


def test_what_one_person_costs_is_not_told_by_a_tolerance():
    """Neither the share, nor how far off, nor a bar; that it is beyond is told, as health tells it."""
    paid = LEDGER.replace("type: team\n", "type: team\ncost_rate: 100 EUR\n").replace("{scope_pct: 10}", "{cost_pct: 10}")
    sheet = "-- projects/sea/time-entries.csv --\nperson,date,hours,status,approved_by\nmei,2026-06-29,8,approved,mei\n"
    shown = Shown(paid.replace("DECISION\n", sheet), "en")
    html = html_of("project/sea.html", shown)
    row = text_of(html).split("Forecast Tolerated Exception report")[1].split("Cost")[1].split("Scope")[0]
    assert row == " — It would tell what one person costs. 10% nobody was asked "
    assert "the cost forecast is more than 10 % over the budget" in text_of(html_of("problems.html", shown))


def test_all_exceptions_stand_with_the_decisions():
    """Projects and stages beyond a tolerance, with who was asked and until when."""
    shown = text_of(html_of("decisions.html", ledger(asked=ASKED)))
    assert "Sea time Later, or less? Proposed 3 Jul" in shown
    assert "Whole Sea time Later, or less? Proposed 3 Jul" in shown
