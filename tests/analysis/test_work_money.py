"""What tasks, stages and projects are worth and have cost, from records: it adds up, is exact, and tells no rate."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import ACME, read

from pmledger.analysis.earned.by_category import by_category
from pmledger.kinds.settings import DatedFactor, Settings

TOM = """
-- people/tom.md --
---
name: Tom Baker
type: team
cost_rate: [{from: 2026-01-01, rate: 50 USD}, {from: 2026-06-10, rate: 60 USD}]
---
"""
PAID = ACME.replace("type: team\n", "type: team\ncost_rate: 80 EUR\n", 1) + TOM
SEA = """
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
status: executing
phases: [{id: design, title: Design, order: 1}, {id: build, title: Build, order: 2}]
tasks:
  - {id: plan, title: Plan, parent: design, status: done, percent_complete: 100, actual_start: 2026-06-01, actual_finish: 2026-06-05}
  - {id: whole, title: All of it, parent: build}
  - {id: inner, title: A part, parent: whole, status: in_progress, percent_complete: 40, actual_start: 2026-06-08}
  - {id: other, title: Another, status: in_progress, percent_complete: 50, actual_start: 2026-06-08}
baselines:
  - id: b0
    title: First
    status: approved
    version: B0
    date: 2026-05-20
    bac: 1000 EUR
    items:
      - {ref: plan, start: 2026-06-01, finish: 2026-06-05, cost: 200 EUR}
      - {ref: inner, start: 2026-06-08, finish: 2026-06-19, cost: 600 EUR}
      - {ref: other, start: 2026-06-22, finish: 2026-07-03, cost: 200 EUR}
budget_lines:
  - {id: l1, title: Steel, status: approved, category: material, amount: 600 EUR, approved_on: 2026-05-20, approved_by: mei, task: inner}
  - {id: l2, title: Reserve, status: approved, category: contingency, amount: 50 EUR, approved_on: 2026-05-20, approved_by: mei}
risks:
  - {id: rust, title: Rust, category: technical, status: occurred, occurred_on: 2026-06-05}
---
"""
COSTS = "-- projects/sea/costs.csv --\ntitle,status,category,amount,date,task,budget_line,risk,exchange_rate\n"
SHEET = "-- projects/sea/time-entries.csv --\nperson,date,hours,task,status,approved_by\n"
DOLLARS = Settings(
    currency="EUR",
    exchange_rates={
        "USD": (DatedFactor(since=date(2026, 1, 1), rate=Decimal("0.9")), DatedFactor(since=date(2026, 6, 15), rate=Decimal("0.8")))
    },
)
WORK = ("phase:sea/design", "phase:sea/build", "task:sea/other")
"""What lies in no other work."""


def sea(costs=(), hours=(), more=SEA, given=DOLLARS):
    """The project Sea with costs after `approved,material` or whole rows, and hours as `person,day,hours,task`."""
    rows = "".join(f"{row}\n" for row in costs)
    sheet = "".join(f"{row},approved,mei\n" for row in hours)
    return read(PAID + more + (COSTS + rows if costs else "") + (SHEET + sheet if hours else ""), settings=given)


def test_work_adds_up_to_the_project():
    """Costs by task, line, stage or none, hours by task, and threats beyond contingency: every sum is that of the project."""
    found = sea(
        (
            "A,approved,material,100.10 EUR,2026-06-05,phase:sea/design,,,",
            "B,approved,material,200 EUR,2026-06-09,,l1,,",
            "C,approved,material,30 EUR,2026-06-10,task:sea/other,,,",
            "D,approved,material,7 EUR,2026-06-10,,,,",
            "R,approved,other,80 EUR,2026-06-10,,,rust,",
        ),
        ("mei,2026-06-08,2,inner", "tom,2026-06-09,3,inner", "mei,2026-06-10,1,"),
    )
    key = "project:sea"
    assert found.value("actual_cost", "task:sea/inner") == Decimal(200) + 2 * 80 + 3 * 50 * Decimal("0.9")
    assert found.value("actual_cost", "phase:sea/build") == found.value("actual_cost", "task:sea/whole") == 495
    assert found.value("unnamed_cost", key) == 7 + 80 + (80 - 50)
    for name in ("planned_value", "earned_value", "sv"):
        assert sum(found.value(name, one) for one in WORK) == found.value(name, key), name
    assert sum(found.value("actual_cost", one) for one in WORK) + found.value("unnamed_cost", key) == found.value("actual_cost", key)
    assert (found.value("spi", "task:sea/inner"), found.value("cpi", "task:sea/inner")) == (Decimal("0.4"), Fraction(240, 495))


AMOUNT = st.decimals(min_value=-999, max_value=99999, places=2)
PLACES = st.sampled_from(("", "task:sea/inner", "task:sea/whole", "phase:sea/build", "task:sea/other", "task:sea/plan"))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(AMOUNT, st.sampled_from(("EUR", "USD")), PLACES, st.integers(1, 30)), max_size=8),
       st.lists(st.tuples(st.sampled_from(("mei", "tom")), st.integers(1, 30), PLACES.filter(lambda one: "phase" not in one)), max_size=6))  # fmt: skip
def test_any_costs_and_hours_add_up(costs, hours):
    """Whatever is booked where, in which currency and by whom: the work and what names none make the project, to the cent."""
    found = sea(
        [f"C{at},approved,material,{amount} {currency},2026-06-{day:02},{task},,," for at, (amount, currency, task, day) in enumerate(costs)],
        [f"{person},2026-06-{day:02},1.25,{task.removeprefix('task:sea/')}" for person, day, task in hours],
    )
    figures = found.found.figures
    parts = [figures["actual_cost", one].value for one in WORK if ("actual_cost", one) in figures]
    if ("unnamed_cost", "project:sea") in figures:
        assert sum(parts) + found.value("unnamed_cost", "project:sea") == found.value("actual_cost", "project:sea")
    assert sum(found.value("earned_value", one) for one in WORK) == found.value("earned_value", "project:sea")


def test_hours_cost_what_the_rates_of_their_days_say():
    """A person's rate that changes, another currency that changes, and a project's own rate from a day on, all exact."""
    rates = SEA.replace("currency: EUR\n", "currency: EUR\nrates: [{person: tom, from: 2026-06-22, cost: 70 EUR}]\n", 1)
    days = {"2026-06-09": 50 * Decimal("0.9"), "2026-06-10": 60 * Decimal("0.9"), "2026-06-15": 60 * Decimal("0.8"), "2026-06-22": 70}
    for day, rate in days.items():
        assert sea(hours=(f"tom,{day},2.5,inner",), more=rates).value("actual_cost", "task:sea/inner") == rate * Decimal("2.5"), day
    early = sea(hours=("tom,2025-12-31,1,inner",))
    assert early.unknown("actual_cost", "task:sea/inner") == "the hours of 2025-12-31 have no rate"
    assert early.unknown("actual_cost", "project:sea") == "Tom Baker has no rate on 2025-12-31"


def test_costs_in_other_currencies_count_by_their_own_rate_or_that_of_their_day():
    """0.9 until the 14th, 0.8 from the 15th, the cost's own rate before both; one without any makes the whole unknown."""
    rows = {"100 USD,2026-06-14": 90, "100 USD,2026-06-15": 80}
    for row, worth in rows.items():
        assert sea((f"A,approved,material,{row},task:sea/inner,,,",)).value("actual_cost", "task:sea/inner") == worth
    own = sea(("A,approved,material,100 USD,2026-06-15,task:sea/inner,,,0.875",))
    assert own.value("actual_cost", "phase:sea/build") == Decimal("87.5")
    yen = sea(("A,approved,material,100 JPY,2026-06-15,task:sea/inner,,,",))
    assert yen.unknown("cpi", "phase:sea/build") == "no exchange rate from JPY to EUR on 2026-06-15"


def test_cost_is_not_held_against_worth_where_much_of_it_names_no_part():
    """More than a fifth of the project's cost on no work, or of a stage's on the stage alone: no index of cost below it."""
    row = "B,approved,material,80 EUR,2026-06-09,task:sea/inner,,,"
    fifth = sea((row, "D,approved,material,20 EUR,2026-06-10,,,,"))
    assert fifth.value("cpi", "task:sea/inner") == 3
    more = sea((row, "D,approved,material,20.01 EUR,2026-06-10,,,,"))
    assert more.unknown("cpi", "phase:sea/build") == "more than a fifth of what “Sea” has cost names no task and no stage of it"
    stage = sea((row, "D,approved,material,21 EUR,2026-06-10,phase:sea/build,,,"))
    assert stage.value("cpi", "phase:sea/build") == Fraction(240, 101)
    assert stage.unknown("cv", "task:sea/inner") == "more than a fifth of what “Build” has cost names no task and no stage of it"


def test_work_has_only_the_figures_that_are_kept():
    """Without costs that name work no cost of work; without a baseline only the cost; of what has not begun none."""
    silent = sea(("D,approved,material,20 EUR,2026-06-10,,,,",))
    names = {name for name, subject in silent.found.figures if subject == "task:sea/inner"}
    assert {"planned_value", "earned_value", "sv", "spi"} <= names
    assert not names & {"actual_cost", "cv", "cpi"}
    assert ("unnamed_cost", "project:sea") not in silent.found.figures
    bare = sea(("B,approved,material,80 EUR,2026-06-09,task:sea/inner,,,",), more=SEA.replace("status: approved\n    version", "status: draft\n    version"))
    assert ("planned_value", "task:sea/inner") not in bare.found.figures
    assert bare.value("actual_cost", "task:sea/inner") == 80
    later = SEA.replace("in_progress, percent_complete: 50, actual_start: 2026-06-08", "todo")
    early = read(PAID + later, date(2026, 6, 19), DOLLARS)
    assert ("planned_value", "task:sea/other") not in early.found.figures
    assert early.value("planned_value", "phase:sea/build") == 600


def test_what_is_left_when_all_else_is_known_is_kept_apart():
    """Where one work's hours are of one person alone, a second work with hours is kept from the site, or the rest is told."""
    hours = ("mei,2026-06-02,1,plan", "mei,2026-06-09,1,inner", "tom,2026-06-09,1,inner", "mei,2026-06-24,1,other", "tom,2026-06-24,1,other")
    found = sea(hours=hours).found.figures
    apart = {subject for (name, subject), figure in found.items() if figure.apart and name == "actual_cost"}
    assert apart == {"phase:sea/design", "task:sea/plan", "phase:sea/build", "task:sea/whole", "task:sea/inner"}
    assert not found["actual_cost", "task:sea/other"].apart
    several = sea(hours=hours[1:]).found.figures
    assert not [figure for figure in several.values() if figure.apart]


LINES = """  - {id: l3, title: Crane, status: approved, category: equipment, amount: 120 EUR, approved_on: 2026-05-20, approved_by: mei, task: "phase:sea/design"}
  - {id: l4, title: Team, status: approved, category: labour, amount: 210 EUR, approved_on: 2026-05-20, approved_by: mei}
  - {id: l5, title: Trips, status: approved, category: travel, amount: 70 EUR, approved_on: 2026-05-20, approved_by: mei}
risks:"""


def categories_of(text):
    found = sea(more=text)
    conclusions, project = found.found, found.ledger.by_key["project:sea"]
    shares = by_category(project, conclusions.plans[project.key], found.ledger, conclusions.premises, conclusions.as_of)
    return found, shares


def test_categories_share_the_work_that_their_lines_pay_for():
    """A task's own line first, then its stage's, the rest by the lines that name no work; it adds up to the project."""
    found, shares = categories_of(SEA.replace("risks:", LINES))
    assert {one.category: one.value for one in shares} == {"material": 600, "labour": 210, "equipment": 120, "travel": 70}
    assert {one.category: one.earned for one in shares} == {"material": 240, "labour": 60 + 75, "equipment": 120, "travel": 20 + 25}
    for name, part in (("planned_value", "planned"), ("earned_value", "earned"), ("bac", "value")):
        assert sum(getattr(one, part) for one in shares) == found.value(name, "project:sea"), name


def test_categories_are_not_guessed():
    """Lines that name no work tell nothing by category, unless there is one category; a silent task makes all unknown."""
    nameless = SEA.replace(", task: inner}", "}")
    assert [one.earned for one in categories_of(nameless)[1]] == [540]
    two = nameless.replace("risks:", LINES.replace(', task: "phase:sea/design"', ""))
    assert str(categories_of(two)[1]) == "no budget line names the work that it pays for"
    assert str(categories_of(SEA.replace("percent_complete: 40, ", ""))[1]) == "a piece of work is under way and does not say how much of it is done"
