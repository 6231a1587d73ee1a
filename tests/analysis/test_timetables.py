from datetime import date

import pytest
from ledgers import ACME, read

from pmledger.analysis.promises import carried_until

AS_OF = date(2026, 6, 30)
PROJECT = """
-- projects/{id}/index.md --
---
name: {id}
client: acme
manager: mei
currency: EUR
status: executing
planned_start: 2026-06-01
{rest}
---
"""
PLAN = """planned_finish: 2026-07-31
tasks:
  - {id: draw, title: Draw, duration: 5d, status: done, actual_start: 2026-06-22, actual_finish: 2026-06-26}
  - {id: build, title: Build, duration: 10d, status: in_progress, actual_start: 2026-06-29, percent_complete: 20, depends: [draw]}
  - {id: test, title: Test, duration: 4d, depends: [{task: build, type: FS, lag: 1d}], deadline: 2026-07-15}
  - {id: teach, title: Teach, duration: 2d, depends: [{task: build, type: SS, lag: 5d}]}
milestones:
  - {id: live, title: Live, depends: [test], baseline_date: 2026-07-10, type: contractual}
"""


def one(rest, as_of=AS_OF, more=""):
    return read(ACME + PROJECT.format(id="sea", rest=rest.rstrip()) + more, as_of)


def dates(found, name):
    return tuple(str(day) for day in found.found.timetable.dates(f"task:sea/{name}"))


def test_open_tasks_are_planned_from_today():
    """What is left of work under way counts after today, lags are working days, what is behind moves all that follows."""
    found = one(PLAN)
    assert dates(found, "draw") == ("2026-06-22", "2026-06-26")
    assert dates(found, "build") == ("2026-06-29", "2026-07-10")
    assert dates(found, "test") == ("2026-07-14", "2026-07-17")
    assert dates(found, "teach") == ("2026-07-06", "2026-07-07")
    assert str(found.value("finish", "task:sea/test")) == "2026-07-17"
    assert found.value("total_float", "task:sea/test") == -2
    assert found.value("free_float", "task:sea/teach") == 8
    assert found.value("critical_tasks", "project:sea") == 2
    assert found.value("least_float", "project:sea") == -2


def test_what_is_tied_at_both_ends_lasts_from_the_one_to_the_other():
    """Without a length of its own a task starts and ends with others, moves with them, and holds nobody up by itself."""
    lasting = PLAN.replace("milestones:", "  - {id: watch, title: Watch, depends: [{task: build, type: FS}, {task: live, type: FF}]}\nmilestones:")
    found = one(lasting)
    assert dates(found, "watch") == ("2026-07-13", "2026-07-17")
    assert found.value("total_float", "task:sea/watch") == 0
    assert found.value("total_float", "task:sea/test") == -2
    later = one(lasting.replace("duration: 4d", "duration: 6d"))
    assert dates(later, "watch") == ("2026-07-13", "2026-07-21")
    begun = one(lasting.replace("title: Watch,", "title: Watch, status: in_progress, actual_start: 2026-06-29,"))
    assert dates(begun, "watch") == ("2026-06-29", "2026-07-17")
    assert one(lasting.replace(", {task: live, type: FF}", "")).found.timetable.unsized == {"task:sea/watch"}


def test_a_milestone_without_forecast_has_that_of_its_tasks():
    """It slips by them, the project's health hears of it and of the deadline that cannot be kept."""
    found = one(PLAN)
    assert str(found.value("forecast", "milestone:sea/live")) == "2026-07-17"
    assert found.value("slip", "milestone:sea/live") == 5
    assert str(found.value("next_milestone", "project:sea")) == "2026-07-17"
    told = [str(reason.message) for reason in found.found.health["project:sea"].reasons]
    assert any("float" in reason for reason in told)


@pytest.mark.parametrize(
    ("rest", "expected", "given"),
    [
        (PLAN, "2026-07-31", "Planned finish"),
        (PLAN.replace("planned_finish: 2026-07-31", "planned_finish: 2026-07-10"), "2026-07-17", "Live"),
        (PLAN.replace("planned_finish: 2026-07-31\n", ""), "2026-07-17", "Live"),
        (PLAN.replace("duration: 4d, ", ""), "2026-07-31", "Planned finish"),
        (PLAN + "baseline: b0\nbaselines:\n  - {id: b0, title: B0, version: B0, date: 2026-06-01, status: approved,"
         " approved_by: mei, bac: 1 EUR, items: [{ref: live, finish: 2026-07-10}]}\n", "2026-07-17", "Live"),
    ],
)  # fmt: skip
def test_the_forecast_finish_says_what_it_is_taken_from(rest, expected, given):
    """The plan counts where it is later than planned, or reaches what the baseline has last; else the planned finish."""
    figure = one(rest).found.figure("forecast_finish", "project:sea")
    assert str(figure.value) == expected
    assert str(figure.inputs[0].label) == given


def test_what_nobody_sized_is_not_guessed():
    """A task without a length has no dates, nor has what waits for it; the reason names it."""
    found = one("tasks:\n  - {id: a, title: Ask}\n  - {id: b, title: Build, duration: 2d, depends: [a]}\n")
    assert found.found.timetable.dates("task:sea/b") is None
    assert found.unknown("finish", "task:sea/a") == "nothing says how long it takes"
    assert "“Ask”" in found.unknown("start", "task:sea/b")


def test_stated_dates_hold():
    """Without a length the agreed dates hold; with one and nothing to wait for, the agreed start does."""
    agreed = "baseline_start: 2026-07-06, baseline_finish: 2026-07-15"
    found = one(f"tasks:\n  - {{id: a, title: A, {agreed}}}\n  - {{id: b, title: B, duration: 3d, {agreed}}}\n")
    assert dates(found, "a") == ("2026-07-06", "2026-07-15")
    assert dates(found, "b") == ("2026-07-06", "2026-07-08")


def test_people_and_their_leave():
    """Work waits for whoever does it alone; an effort is shared by those who do it."""
    leave = "leave: [{from: 2026-07-02, to: 2026-07-03}]"
    people = ACME.replace("type: team\n", f"type: team\n{leave}\n", 1)
    rest = (
        "tasks:\n  - {id: a, title: A, duration: 3d, assignees: [mei]}\n"
        "  - {id: b, title: B, effort: 2d, assignees: [{person: mei, percent: 50}]}\n"
    )
    found = read(people + PROJECT.format(id="sea", rest=rest.rstrip()), AS_OF)
    assert dates(found, "a") == ("2026-06-30", "2026-07-06")
    assert dates(found, "b") == ("2026-06-30", "2026-07-07")


def test_a_task_may_wait_for_another_project():
    """All projects are one plan."""
    other = PROJECT.format(id="sky", rest="tasks:\n  - {id: wing, title: Wing, duration: 6d}")
    found = one("tasks:\n  - {id: a, title: A, duration: 1d, depends: ['sky/wing']}\n", more=other)
    assert dates(found, "a") == ("2026-07-08", "2026-07-08")


def test_registers_hear_of_dates_that_the_plan_computes():
    """A milestone without a stated forecast is held against its baseline, and a promise against the task that carries it."""
    promise = "promises:\n  - {id: p, title: P, to: acme, owner: mei, due: 2026-07-10, carried_by: [test]}\n"
    found = one(PLAN + promise)
    (row,) = [row for row in found.found.balance if row.row == 6 and row.subject == "milestone:sea/live"]
    assert str(row.left.value) == "2026-07-17"
    carried = carried_until(found.ledger.by_key["promise:sea/p"], found.ledger, found.found.timetable)
    assert (str(carried[0]), carried[1]) == ("2026-07-17", "task:sea/test")


def test_dates_that_have_to_be_kept():
    """A start that has to be waits for it, but never before what comes first; a finish that has to be costs float."""
    rest = (
        "tasks:\n  - {id: a, title: A, duration: 2d, must_start_on: 2026-07-06}\n"
        "  - {id: b, title: B, duration: 3d, depends: [a], must_start_on: 2026-07-07, finish_no_later: 2026-07-20}\n"
    )
    found = one(rest)
    assert dates(found, "a") == ("2026-07-06", "2026-07-07")
    assert dates(found, "b") == ("2026-07-08", "2026-07-10")
    assert found.value("total_float", "task:sea/b") == -1
