from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import ACME, read

from pmledger.analysis.progress import mean
from pmledger.kinds.settings import DatedFactor, Settings

HEAD = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nstatus: executing\n"
APOLLO = "project:apollo"


def project(fields, as_of=date(2026, 6, 30), more="", settings=None):
    return read(f"{ACME}{HEAD}{fields}\n---\n{more}", as_of, **({"settings": settings} if settings else {}))


def tasks(*fields):
    return "tasks:\n" + "\n".join(f"  - {{id: t{at}, title: Task {at}, {text}}}" for at, text in enumerate(fields, 1))


def test_progress_is_weighted_by_budget_before_effort_and_duration():
    """Where every task has a budget it weighs; effort and duration then do not."""
    found = project(
        tasks(
            "budget: 300 EUR, effort: 1d, duration: 1d, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-02",
            "budget: 100 EUR, effort: 9d, duration: 9d",
        )
    )
    assert found.value("progress", APOLLO) == Decimal(75)
    assert str(found.found.figure("progress", APOLLO).inputs[0].label) == "weighted by budget"


def test_progress_falls_back_to_what_all_tasks_have():
    """A weight that one task lacks is not used: here duration, by o, m and p of an estimate too."""
    found = project(
        tasks(
            "budget: 300 EUR, duration: 8d, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-10",
            "estimate: {o: 1d, m: 2d, p: 3d}",
        )
    )
    assert found.value("progress", APOLLO) == Decimal(80)


def test_progress_counts_leaves_only():
    """A task with parts counts through its parts, a cancelled one not at all."""
    found = project(
        tasks(
            "duration: 10d",
            "parent: t1, duration: 5d, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-05",
            "parent: t1, duration: 5d",
            "status: cancelled, duration: 90d",
        )
    )
    assert found.value("progress", APOLLO) == Decimal(50)


def test_progress_of_a_silent_task_is_unknown():
    """A task under way that does not say how far makes the whole unknown, and the reason names it."""
    found = project(tasks("duration: 5d", "duration: 5d, status: in_progress, actual_start: 2026-06-01"))
    assert found.value("progress", APOLLO) is None
    assert found.unknown("progress", APOLLO).startswith("the task “Task 2” is under way")
    assert project("").value("progress", APOLLO) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("status: in_progress, actual_start: 2026-06-01, percent_complete: 30%", Decimal(30)),
        ("status: in_progress, actual_start: 2026-06-01, ev_method: fifty_fifty", Decimal(50)),
        ("status: in_progress, actual_start: 2026-06-01, percent_complete: 90, ev_method: zero_hundred", Decimal(0)),
        ("status: in_progress, actual_start: 2026-06-01, duration: 10d, remaining: 4d", Decimal(60)),
        ("status: blocked, blocked_reason: x", Decimal(0)),
        ("status: done, actual_start: 2026-06-01, actual_finish: 2026-06-30", Decimal(100)),
    ],
)
def test_done_share_of_a_task(fields, expected):
    """By state, method and remaining duration."""
    assert project(tasks(fields)).value("progress", APOLLO) == expected


def test_planned_progress_by_baseline_dates():
    """Each task's share of its baseline days that have passed, both ends counted, weighted as progress is."""
    found = project(
        tasks(
            "duration: 10d, baseline_start: 2026-06-22, baseline_finish: 2026-07-03",
            "duration: 10d, baseline_start: 2026-07-06, baseline_finish: 2026-07-17",
        )
    )
    assert found.value("planned_progress", APOLLO) == Decimal(35)


def test_planned_progress_by_the_dates_of_the_project():
    """Without baseline dates it is the share of working days from planned start to planned finish."""
    dates = "planned_start: 2026-06-29\nplanned_finish: 2026-07-01\n"
    assert project(dates + tasks("duration: 5d")).value("planned_progress", APOLLO) == Fraction(200, 3)
    assert project(dates, date(2026, 6, 28)).value("planned_progress", APOLLO) == 0
    assert project(dates, date(2026, 7, 1)).value("planned_progress", APOLLO) == 100
    assert project("").value("planned_progress", APOLLO) is None


BASELINES = """planned_finish: 2026-07-10
baseline: b1
tasks: [{id: t1, title: Task, status: in_progress, duration: 30d, actual_start: 2026-06-01, remaining: 8d}]
baselines:
  - {id: b0, title: B0, version: B0, date: 2026-01-05, status: superseded, approved_by: mei, bac: 700 EUR,
     items: [{ref: t1, start: 2026-06-01, finish: 2026-06-19}]}
  - {id: b1, title: B1, version: B1, date: 2026-03-02, status: approved, approved_by: mei, bac: 900 EUR,
     items: [{ref: t1, start: 2026-06-01, finish: 2026-07-03}]}
"""


def test_slip_is_against_the_baseline_of_the_day():
    """The finish slips against the latest item of the current baseline; before it was approved the earlier one holds."""
    assert project(BASELINES).value("finish_slip", APOLLO) == 5
    assert project(BASELINES, date(2026, 2, 2)).value("finish_slip", APOLLO) == 15
    assert project(BASELINES, date(2026, 1, 1)).unknown("finish_slip", APOLLO) == "the project has no approved baseline"


def test_baseline_items_date_the_tasks():
    """Planned progress takes a task's dates from the baseline's item where the task has none."""
    assert project(BASELINES, date(2026, 6, 5)).value("planned_progress", APOLLO) == Decimal(20)


def test_forecast_is_not_in_the_past():
    """An open project that has passed its planned finish finishes today at the earliest; a closed one when it did."""
    assert project("planned_finish: 2026-06-01").value("forecast_finish", APOLLO) == date(2026, 6, 30)
    done = HEAD.replace("executing", "closed") + "planned_finish: 2026-06-01\nactual_finish: 2026-06-09\n---\n"
    assert read(ACME + done).value("forecast_finish", APOLLO) == date(2026, 6, 9)


COSTS = """budget: 1000 EUR
costs:
  - {title: Paid, category: labour, status: paid, amount: 100 EUR, date: 2026-06-01}
  - {title: Approved, category: labour, status: approved, amount: 0.10 EUR, date: 2026-06-01}
  - {title: Submitted, category: labour, amount: 5000 EUR, date: 2026-06-01}
  - {title: Tomorrow, category: labour, status: approved, amount: 5000 EUR, date: 2026-07-01}
  - {title: Ordered, category: labour, type: commitment, status: approved, amount: 5000 EUR, date: 2026-06-01}
  - {id: acc, title: Accrued, category: labour, type: accrual, status: approved, amount: 40 EUR, date: 2026-06-01}
"""


def test_spent_counts_what_is_counted():
    """Approved and paid costs to date and open accruals are spent; commitments, submitted and future costs are not."""
    found = project(COSTS)
    assert found.value("spent", APOLLO) == Decimal("140.10")
    assert found.value("spent_share", APOLLO) == Decimal("14.01")
    settled = COSTS + "  - {title: Real, category: labour, status: paid, amount: 41 EUR, date: 2026-06-02, settles: acc}"
    assert project(settled).value("spent", APOLLO) == Decimal("141.10")


def test_every_cost_is_an_input():
    """The inputs of what was spent name the records whose amounts it adds up."""
    found = project(COSTS)
    inputs = found.found.figure("spent", APOLLO).inputs
    assert sum(one.value.amount for one in inputs) == Decimal("140.10")
    assert all(found.ledger.by_key[one.record].money(one.field) == one.value for one in inputs)


def test_nothing_recorded_is_unknown():
    """A project without costs has not spent 0: it is unknown, and so is the share."""
    found = project("budget: 1000 EUR")
    assert (found.value("spent", APOLLO), found.value("spent_share", APOLLO)) == (None, None)
    assert found.unknown("spent", APOLLO) == "no cost is recorded"


def test_share_of_nothing_is_unknown():
    """A budget of 0 has no share."""
    assert project(COSTS.replace("budget: 1000 EUR", "budget: 0 EUR")).value("spent_share", APOLLO) is None


def test_foreign_costs_by_their_day():
    """A cost in another currency counts by the rate of its day; its own rate wins; before the first it is unknown."""
    rates = {"CNY": (DatedFactor(date(2026, 6, 1), Decimal("0.1")), DatedFactor(date(2026, 6, 10), Decimal("0.2")))}
    settings = Settings(currency="EUR", exchange_rates=rates)

    def spent(*rows):
        text = "costs:\n" + "\n".join(f"  - {{title: C, category: labour, status: paid, {row}}}" for row in rows)
        return project(text, settings=settings).value("spent", APOLLO)

    assert spent("amount: 100 CNY, date: 2026-06-09", "amount: 100 CNY, date: 2026-06-10") == Decimal(30)
    assert spent("amount: 100 CNY, date: 2026-06-09, exchange_rate: 0.5") == Decimal(50)
    assert spent("amount: 100 CNY, date: 2026-05-31", "amount: 1 EUR, date: 2026-05-31") is None


def test_budget_from_lines():
    """Without a budget of its own the approved lines are it, and those outside the reserves the budget at completion."""
    lines = """budget_lines:
  - {title: Work, category: labour, amount: 800 EUR, status: approved, approved_by: mei, approved_on: 2026-01-01}
  - {title: Reserve, category: contingency, amount: 80 EUR, status: approved, approved_by: mei, approved_on: 2026-01-01}
  - {title: Wish, category: labour, amount: 9000 EUR}
"""
    found = project(lines)
    assert found.value("budget", APOLLO) == Decimal(880)
    assert found.value("bac", APOLLO) == Decimal(800)
    assert project("budget: 5 EUR").value("bac", APOLLO) == Decimal(5)
    assert project("").unknown("budget", APOLLO) == "the project has no budget"


@given(st.lists(st.tuples(st.fractions(1, 50), st.fractions(0, 100)), min_size=1, max_size=12))
def test_mean_is_exact(pairs):
    """The mean over common denominators is the weighted mean as it is defined."""
    weights, values = zip(*pairs, strict=True)
    assert mean(weights, values) == sum(weight * value for weight, value in pairs) / sum(weights)
