"""Earned value from a ledger: what counts, when, and what makes it unknown."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from ledgers import ACME, read

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.earned.agreed import agreed
from pmledger.analysis.earned.course import course, spendings_of
from pmledger.analysis.labour import NO_LABOUR, Labour, Valued, Work
from pmledger.analysis.premises import Premises
from pmledger.kinds.settings import DatedFactor, Settings

PROJECT = """
-- projects/x/index.md --
---
name: X
client: acme
manager: mei
status: executing
currency: EUR
planned_start: 2026-06-01
planned_finish: 2026-07-31
{more}
---
"""
BASELINE = """baselines:
  - id: b0
    status: approved
    version: B0
    date: 2026-05-20
    bac: {bac} EUR
    items:
"""
REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "evm.json").read_text(encoding="utf-8"))
WITH_TASKS = {case["id"]: case for case in REFERENCE["examples"] if case["tasks"]}
X = "project:x"


def project(items, tasks, more="", bac=1000):
    """A project in June 2026 with a baseline of these items and these tasks, as lines of YAML."""
    parts = [BASELINE.format(bac=bac) + "\n".join(f"      - {item}" for item in items), "tasks:"]
    return ACME + PROJECT.format(more="\n".join([*parts, *(f"  - {task}" for task in tasks), more]))


@pytest.mark.parametrize("case", WITH_TASKS.values(), ids=WITH_TASKS)
def test_published_cases_as_a_ledger(case):
    """Tasks, a baseline and costs written as records give the published planned value, earned value and actual cost."""
    days = {100: "start: 2026-06-01, finish: 2026-06-12", 0: "start: 2026-07-06, finish: 2026-07-17"}
    items = [f"{{ref: t{at}, {days[task['planned_pct']]}, cost: {task['budget']} EUR}}" for at, task in enumerate(case["tasks"])]
    tasks = [
        f"{{id: t{at}, title: T{at}, status: in_progress, actual_start: 2026-06-01, percent_complete: {task['pct_complete']}}}"
        for at, task in enumerate(case["tasks"])
    ]
    costs = "".join(f"c{at},approved,other,{task['actual']} EUR,2026-06-20\n" for at, task in enumerate(case["tasks"]))
    more = f"-- projects/x/costs.csv --\nid,status,category,amount,date\n{costs}"
    found = read(project(items, tasks, bac=case["inputs"]["bac"]) + more)
    names = {"planned_value": "pv", "earned_value": "ev", "actual_cost": "ac", "bac": "bac"}
    assert {name: found.value(name, X) for name in names} == {name: case["inputs"][key] for name, key in names.items()}
    like = {"cpi": "cpi", "spi": "spi", "eac_cpi": "eac_cpi", "tcpi_bac": "tcpi_bac", "cv": "cv", "sv": "sv"}
    for name, key in like.items():
        assert float(found.value(name, X)) == pytest.approx(case["expected"][key], abs=1e-6), name


def test_planned_value_grows_with_the_working_days():
    """On the sixth of ten working days three fifths are planned; a weekend adds nothing; a lone finish is one day."""
    text = project(
        ["{ref: a, start: 2026-06-01, finish: 2026-06-12, cost: 900 EUR}", "{ref: b, finish: 2026-06-15, cost: 100 EUR}"],
        ["{id: a, title: A}", "{id: b, title: B}"],
    )
    assert read(text).unknown("spi_t", X) == "the baseline does not say when “B” starts"
    days = {date(2026, 5, 29): 0, date(2026, 6, 8): 540, date(2026, 6, 13): 900, date(2026, 6, 14): 900, date(2026, 6, 15): 1000}
    assert {day: read(text, day).value("planned_value", X) for day in days} == days


def test_each_method_earns_in_its_own_way():
    """0/100 nothing before the end, 50/50 half at the start, percent and units as stated, a summary by its parts."""
    text = project(
        [f"{{ref: {name}, start: 2026-06-01, finish: 2026-06-30, cost: 200 EUR}}" for name in ("a", "b", "c", "d", "sum")],
        [
            "{id: a, title: A, status: in_progress, actual_start: 2026-06-01, percent_complete: 70, ev_method: zero_hundred}",
            "{id: b, title: B, status: in_progress, actual_start: 2026-06-01, percent_complete: 70, ev_method: fifty_fifty}",
            "{id: c, title: C, status: in_progress, actual_start: 2026-06-01, percent_complete: 70, ev_method: units}",
            "{id: d, title: D, status: cancelled}",
            "{id: sum, title: Sum}",
            "{id: s1, title: S1, parent: sum, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-02, duration: 1d}",
            "{id: s2, title: S2, parent: sum, duration: 3d}",
        ],
    )
    found = read(text)
    parts = {str(part.label): part.value for part in found.found.figure("earned_value", X).inputs}
    assert parts == {"A": 0, "B": 100, "C": 140, "D": 0, "Sum": 50}
    assert found.value("earned_value", X) == 290


def test_budget_lines_say_when_the_money_of_a_task_is_spent():
    """Of two lines of a task one is spent at its start, one over its own days; together they are the task's cost."""
    lines = """budget_lines:
  - {id: l1, title: Kit, status: approved, category: material, amount: 100 EUR, task: a, spread: start, approved_on: 2026-05-01, approved_by: mei}
  - {id: l2, title: Team, status: approved, category: labour, amount: 300 EUR, task: a, from: 2026-06-08, to: 2026-06-19, approved_on: 2026-05-01, approved_by: mei}"""
    text = project(["{ref: a, start: 2026-06-01, finish: 2026-06-30, cost: 800 EUR}"], ["{id: a, title: A}"], lines, 800)
    found = {day: read(text, date(2026, 6, day)).value("planned_value", X) for day in (1, 5, 12, 19)}
    assert found == {1: 200, 5: 200, 12: 500, 19: 800}


def test_earned_schedule_in_working_days_and_the_finish_at_this_pace():
    """Half done after all ten planned days: ES 5, SPI(t) one half, and ten more days to go; done, the time stands still."""
    items = ["{ref: a, start: 2026-06-01, finish: 2026-06-12, cost: 1000 EUR}"]
    half = "{id: a, title: A, status: in_progress, actual_start: 2026-06-01, percent_complete: 50}"
    found = read(project(items, [half]), date(2026, 6, 12))
    assert [found.value(name, X) for name in ("earned_schedule", "sv_t", "spi_t", "ieac_t")] == [5, -5, Decimal("0.5"), 20]
    assert found.value("forecast_finish_t", X) == date(2026, 6, 26)
    assert found.colours(X)["schedule"] == "red"
    done = "{id: a, title: A, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-19, percent_complete: 100}"
    late = read(project(items, [done]), date(2026, 6, 30))
    assert (late.value("spi", X), late.value("spi_t", X)) == (1, Fraction(2, 3))
    assert late.value("forecast_finish_t", X) == date(2026, 6, 19)


def test_a_baseline_without_costs_shares_the_budget_out():
    """By the weights of the tasks; without any baseline earned value is progress times the budget."""
    tasks = [
        "{id: a, title: A, duration: 3d, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-03}",
        "{id: b, title: B, duration: 1d}",
    ]
    dated = ["{ref: a, start: 2026-06-01, finish: 2026-06-03}", "{ref: b, start: 2026-06-04, finish: 2026-06-04}"]
    assert read(project(dated, tasks)).value("earned_value", X) == 750
    more = "budget: 1000 EUR\ntasks:\n" + "\n".join(f"  - {task}" for task in tasks)
    without = read(ACME + PROJECT.format(more=more))
    assert without.value("earned_value", X) == 750
    assert without.unknown("spi_t", X) == "the project has no approved baseline"


def test_unknown_goes_through_with_its_reason():
    """A task that is silent makes earned value unknown and all that rests on it, each with that reason."""
    text = project(
        ["{ref: a, start: 2026-06-01, finish: 2026-06-12, cost: 1000 EUR}"],
        ["{id: a, title: A, status: in_progress, actual_start: 2026-06-01}"],
    )
    reasons = {read(text).unknown(name, X) for name in ("earned_value", "cpi", "spi", "eac_cpi", "spi_t", "forecast_finish_t")}
    assert reasons == {"the task “A” is under way and does not say how much of it is done"}


def test_items_in_other_currencies_count_by_the_rate_of_the_baseline():
    """1,000 dollars at 0.9 are 900 euros; before the first rate the planned value is unknown."""
    item = ["{ref: a, start: 2026-06-01, finish: 2026-06-12, cost: 1000 USD}"]
    text = project(item, ["{id: a, title: A}"], bac=900)
    dollars = Settings(currency="EUR", exchange_rates={"USD": (DatedFactor(since=date(2026, 5, 20), rate=Decimal("0.9")),)})
    assert read(text, settings=dollars).value("planned_value", X) == 900
    early = read(text.replace("date: 2026-05-20", "date: 2026-05-19"), settings=dollars)
    assert early.unknown("spi_t", X) == "no exchange rate from USD to EUR on 2026-05-19"


REPLAYS = {
    "planned_value": lambda by: sum(by[""]),
    "earned_value": lambda by: sum(by[""]),
    "actual_cost": lambda by: by["spent"] - min(by["contingency_used"], by["contingency"]),
    "cost_forecast": lambda by: by["bac"] * by["actual_cost"] / by["earned_value"],
    "sv": lambda by: by["earned_value"] - by["planned_value"],
    "cv": lambda by: by["earned_value"] - by["actual_cost"],
    "spi": lambda by: by["earned_value"] / by["planned_value"],
    "cpi": lambda by: by["earned_value"] / by["actual_cost"],
    "eac_atypical": lambda by: by["actual_cost"] + by["bac"] - by["earned_value"],
    "eac_cpi": lambda by: by["bac"] / by["cpi"],
    "eac_cpi_spi": lambda by: by["actual_cost"] + (by["bac"] - by["earned_value"]) / (by["cpi"] * by["spi"]),
    "etc": lambda by: by["cost_forecast"] - by["actual_cost"],
    "tcpi_bac": lambda by: (by["bac"] - by["earned_value"]) / (by["bac"] - by["actual_cost"]),
    "tcpi_eac": lambda by: (by["bac"] - by["earned_value"]) / (by["cost_forecast"] - by["actual_cost"]),
    "sv_t": lambda by: by["earned_schedule"] - by[""][0],
    "spi_t": lambda by: by["earned_schedule"] / by[""][0],
    "ieac_t": lambda by: by[""][0] / by["spi_t"],
}


def test_a_replayed_explanation_gives_the_figure_again():
    """Each figure follows exactly from the inputs that its explanation names, contingency's part of the costs too."""
    text = project(
        ["{ref: a, start: 2026-06-01, finish: 2026-07-17, cost: 700 EUR}", "{ref: b, finish: 2026-07-31, start: 2026-06-03, cost: 300 EUR}"],
        [
            "{id: a, title: A, status: in_progress, actual_start: 2026-06-01, percent_complete: 31}",
            "{id: b, title: B, status: in_progress, actual_start: 2026-06-01, percent_complete: 17}",
        ],
        """risks: [{id: late, title: Late, status: occurred, occurred_on: 2026-06-05, cause: c, event: e, effect: f, raised_on: 2026-06-01}]
budget_lines:
  - {id: l, title: Reserve, status: approved, category: contingency, amount: 50 EUR, approved_on: 2026-05-01, approved_by: mei}
costs:
  - {id: c, status: approved, category: other, amount: 333.33 EUR, date: 2026-06-10}
  - {id: d, status: approved, category: other, amount: 70 EUR, date: 2026-06-11, risk: late}""",
    )
    figures = read(text).found
    for name, replay in REPLAYS.items():
        inputs = figures.figure(name, X).inputs
        by = {part.figure[0]: Fraction(part.value) for part in inputs if part.figure}
        by[""] = [Fraction(part.value) for part in inputs if not part.figure]
        assert replay(by) == Fraction(figures.figure(name, X).value), name


def test_the_course_ends_where_the_figures_stand():
    """By month: earned evenly from start to today, spent on the days of costs, nothing of it after today."""
    text = project(
        ["{ref: a, start: 2026-06-01, finish: 2026-07-31, cost: 1000 EUR}"],
        ["{id: a, title: A, status: in_progress, actual_start: 2026-06-01, percent_complete: 40}"],
        "costs: [{id: c, status: approved, category: other, amount: 300 EUR, date: 2026-06-10}]",
    )
    on = date(2026, 7, 10)
    found = read(text, on)
    record = found.ledger.by_key[X]
    plan = agreed(record, found.ledger, Premises(), Fraction(1000), on)
    spent = spendings_of(record, found.ledger, Premises().exchange, NO_LABOUR, Fraction(0), on)
    rows = course(record, found.ledger, plan, work_calendar(), spent, on)
    assert [(row.day, row.earned, row.spent) for row in rows] == [
        (date(2026, 5, 31), 0, 0), (date(2026, 6, 30), Fraction(400 * 22, 30), 300), (on, 400, 300), (date(2026, 7, 31), None, None),
    ]  # fmt: skip
    assert rows[2].planned == found.value("planned_value", X)


def test_no_step_of_the_course_tells_the_rate_of_one_person():
    """Months of one person alone stand with the next that has two; the last ones with those before."""
    found = read(project(["{ref: a, finish: 2026-06-12, cost: 1 EUR}"], ["{id: a, title: A}"]))
    months = {1: {"tom": 10}, 2: {"tom": 20, "ines": 5}, 3: {"ines": 7, "tom": 1}, 4: {"tom": 40}}
    rows = tuple(
        Work(date(2026, month, 1), person, Decimal(1), cost=Fraction(cost))
        for month, people in months.items() for person, cost in people.items()
    )  # fmt: skip
    work = Labour(rows, Valued(), Valued())
    record = found.ledger.by_key[X]
    moves = spendings_of(record, found.ledger, Premises().exchange, work, Fraction(0), date(2026, 6, 30))
    assert moves == ((date(2026, 2, 28), 35), (date(2026, 4, 30), 48))
