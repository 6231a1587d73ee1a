from datetime import date
from fractions import Fraction

import pytest
from ledgers import read

from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.variance.compare import Variance, compare
from pmledger.analysis.variance.plans import Ground, plan_agreed, plan_now

PLAN = """
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
currency: EUR
status: executing
phases:
  - {id: p1, title: First, order: 1}
  - {id: p2, title: Second, order: 2}
tasks:
  - {id: done, title: Done, parent: p1, status: done, budget: 100 EUR, duration: 5d, actual_start: 2026-06-01, actual_finish: 2026-06-05}
  - {id: late, title: Late, parent: p1, status: in_progress, budget: 250 EUR, effort: 6d, duration: 5d, remaining: 2d, percent_complete: 50, actual_start: 2026-06-09}
  - {id: dropped, title: Dropped, status: cancelled, parent: p1}
  - {id: fresh, title: Fresh, parent: p1, duration: 1d, depends: [late]}
  - {id: a, title: A, parent: p2, duration: 2d, depends: [late]}
  - {id: b, title: B, parent: p2, duration: 2d, depends: [a]}
milestones:
  - {id: end, title: End, depends: [b], forecast_date: 2026-07-20}
  - {id: own, title: Own, baseline_date: 2026-06-30, forecast_date: 2026-06-30}
baselines:
  - id: b0
    title: B0
    status: approved
    version: B0
    date: 2026-05-20
    bac: 300 EUR
    items:
      - {ref: done, start: 2026-06-01, finish: 2026-06-05, cost: 100 EUR}
      - {ref: late, start: 2026-06-08, finish: 2026-06-12, cost: 200 EUR, effort: 5d}
      - {ref: dropped, start: 2026-06-15, finish: 2026-06-16}
      - {ref: p2, start: 2026-06-15, finish: 2026-06-18}
      - {ref: end, finish: 2026-06-19}
---
"""


@pytest.fixture(scope="module")
def apollo():
    return read(PLAN)


def against_baseline(apollo) -> Variance:
    project = apollo.ledger.by_key["project:apollo"]
    found = apollo.found
    ground = Ground(apollo.ledger, found.timetable, calendar_for(project, apollo.ledger, found.calendar), found.premises.exchange, date(2026, 6, 30))
    baseline = current_baseline(project, apollo.ledger, ground.as_of)
    return compare(plan_agreed(project, baseline, ground), plan_now(project, ground), ground.calendar)


def test_each_piece_says_by_how_much_it_moved(apollo):
    """Working days of start, finish and length, money and work, as they were agreed and as they are; open work ends today at least."""
    by_title = {line.part.title: line for line in against_baseline(apollo).lines}
    late, done, end = by_title["Late"], by_title["Done"], by_title["End"]
    assert done.state == "same"
    assert (late.state, late.shift.start, late.shift.cost, late.shift.effort) == ("moved", 1, 50, 1)
    assert late.shift.finish == late.shift.length + 1 > 10
    assert (end.shift.start, end.shift.finish, end.shift.length) == (None, 21, None)


def test_what_is_new_and_what_is_gone_is_named(apollo):
    """New is what no item nor any item's whole covers; cancelled work is gone."""
    found = against_baseline(apollo)
    assert [line.part.title for line in found.of("new")] == ["Fresh"]
    assert [line.part.title for line in found.of("gone")] == ["Dropped"]
    assert [line.part.title for line in found.lines][:4] == ["Done", "Late", "Fresh", "Second"]


def test_the_whole_is_told_by_its_ends_and_its_budget(apollo):
    """From the first start to the last finish; the cost is unknown where a task states none, and never 0."""
    found = against_baseline(apollo)
    assert (found.whole.start, found.whole.finish) == (0, 14)
    assert (found.before.cost, found.now.cost, found.whole.cost) == (Fraction(300), None, None)


def test_a_plan_differs_from_itself_in_nothing(apollo):
    """The same on both sides is the same, piece by piece; turned round, what was new is gone."""
    found = against_baseline(apollo)
    calendar = apollo.found.calendar
    assert {line.state for line in compare(found.now, found.now, calendar).lines} == {"same"}
    back = compare(found.now, found.before, calendar)
    assert "Fresh" in {line.part.title for line in back.of("gone")}
    assert back.whole.finish == -found.whole.finish


def test_figures_of_tasks_are_those_of_the_comparison(apollo):
    """What a task's page says of start, finish, length and cost is what the comparison says."""
    shift = next(line.shift for line in against_baseline(apollo).lines if line.part.title == "Late")
    names = ("start_slip", "task_slip", "length_change", "cost_change")
    assert [apollo.value(name, "task:apollo/late") for name in names] == [shift.start, shift.finish, shift.length, shift.cost]
