from fractions import Fraction

from ledgers import ACME, AS_OF, read

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.plan_tree import tree
from pmledger.analysis.task_dates import late_tasks, task_dates

APOLLO = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: executing
{plan}---
"""
PLAN = """phases:
  - {id: two, title: Build, order: 2}
  - {id: one, title: Design, order: 1, status: completed}
tasks:
  - {id: draw, title: Draw, parent: one, duration: 5d, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-05, baseline_start: 2026-06-01, baseline_finish: 2026-06-05}
  - {id: core, title: Core, parent: two}
  - {id: pour, title: Pour, parent: core, duration: 5d, status: in_progress, actual_start: 2026-06-08, percent_complete: 40, remaining: 3d, baseline_start: 2026-06-08, baseline_finish: 2026-06-12}
  - {id: wire, title: Wire, parent: core, duration: 15d, baseline_start: 2026-06-15, baseline_finish: 2026-07-10}
  - {id: loose, title: Loose, duration: 2d}
"""


def of(plan):
    found = read(ACME + APOLLO.format(plan=plan))
    return found, found.ledger.by_key["project:apollo"]


def test_the_tree_goes_by_stages_and_what_is_in_them():
    """Stages stand in their order with their tasks below, numbered; what is in no stage comes last."""
    found, project = of(PLAN)
    twigs = tree(project, found.ledger, work_calendar(), found.found.timetable, AS_OF)
    assert [(twig.code, twig.record.id, twig.depth, twig.leaf) for twig in twigs] == [
        ("1", "one", 0, False), ("1.1", "draw", 1, True), ("2", "two", 0, False), ("2.1", "core", 1, False),
        ("2.1.1", "pour", 2, True), ("2.1.2", "wire", 2, True), ("3", "loose", 0, True),
    ]  # fmt: skip


def test_a_summary_is_made_of_its_parts():
    """It starts with its first task, ends with its last, and is done as far as their durations weigh."""
    found, project = of(PLAN)
    twigs = {twig.record.id: twig for twig in tree(project, found.ledger, work_calendar(), found.found.timetable, AS_OF)}
    core = twigs["core"]
    assert [str(day) for day in core.agreed] == ["2026-06-08", "2026-07-10"]
    assert [str(day) for day in core.expected] == ["2026-06-08", "2026-07-20"]
    assert core.done == Fraction(40 * 5, 20)
    assert twigs["two"].done == core.done
    assert twigs["one"].done == 100


def test_late_is_what_ends_after_the_baseline():
    """With three days left on 30 June it is 15 working days late; what begins only today is too; what is done is not."""
    found, project = of(PLAN)
    late = late_tasks(task_dates(project, found.ledger, work_calendar(), found.found.timetable, AS_OF), AS_OF)
    assert [(one.task.id, one.late) for one in late] == [("pour", 15), ("wire", 6)]
    assert found.value("late_tasks", "project:apollo") == 2
    assert found.value("task_slip", "task:apollo/draw") == 0
    assert found.value("late_tasks") == 2


def test_a_task_that_should_be_done_is_late_up_to_today():
    """An open task whose dates all lie in the past counts its days to the day of the ledger."""
    found, project = of("tasks:\n  - {id: t, title: T, duration: 1d, baseline_start: 2026-06-22, baseline_finish: 2026-06-23}\n")
    (one,) = task_dates(project, found.ledger, work_calendar(), found.found.timetable, AS_OF)
    assert one.late == 5


def test_tasks_that_contain_each_other_end_somewhere():
    """A circle of parents is no endless tree."""
    found, project = of("tasks:\n  - {id: a, title: A, parent: b}\n  - {id: b, title: B, parent: a}\n")
    assert len(tree(project, found.ledger, work_calendar(), found.found.timetable, AS_OF)) <= 2
