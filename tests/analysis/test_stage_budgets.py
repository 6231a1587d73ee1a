from decimal import Decimal

from ledgers import ACME, read

PROJECT = """
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
status: executing
phases:
  - {id: design, title: Design, order: 1, budget: 1000 EUR}
  - {id: build, title: Build, order: 2, budget: 2000 EUR}
  - {id: rest, title: Rest, order: 3}
tasks:
  - {id: whole, title: All of it, parent: build}
  - {id: inner, title: A part of it, parent: whole}
budget_lines:
  - {id: l1, title: Steel, status: approved, category: material, amount: 3000 EUR, approved_on: 2026-03-02, approved_by: mei, task: inner}
---
"""
COSTS = "-- projects/sea/costs.csv --\ntitle,status,category,amount,date,task,budget_line,risk,type,approved_by,person\n"


def stages(*rows, more="", acme=ACME):
    """Costs of project Sea with the fields after `approved,material`."""
    return read(acme + PROJECT + more + (COSTS + "".join(f"{row}\n" for row in rows) if rows else ""))


def test_a_cost_counts_in_the_stage_of_its_task_or_budget_line():
    """Of the stage itself, of a task however deep in it, or by the line; an order and a later day do not count."""
    found = stages(
        "A,approved,material,300 EUR,2026-05-04,phase:sea/design,,,,mei,",
        "B,approved,material,500 EUR,2026-05-04,task:sea/inner,,,,mei,",
        "C,approved,material,250 EUR,2026-05-04,,l1,,,mei,",
        "D,approved,material,700 EUR,2026-05-04,,,,,mei,",
        "E,approved,material,900 EUR,2026-05-04,task:sea/whole,,,commitment,mei,",
        "F,approved,material,900 EUR,2026-07-04,task:sea/whole,,,,mei,",
    )
    assert found.value("budget_used", "phase:sea/design") == 30
    assert found.value("stage_spent", "phase:sea/build") == 750
    assert found.value("budget_used", "phase:sea/build") == Decimal("37.5")
    assert ("budget_used", "phase:sea/rest") not in found.found.figures
    assert str(found.found.figure("stage_spent", "phase:sea/build").inputs[-1].label).startswith("Costs of the project that")
    assert found.value("unnamed_cost", "project:sea") == 700


def test_costs_that_name_no_stage_leave_it_unknown():
    """Nothing is spent in no stage only when others name one."""
    silent = stages("D,approved,material,700 EUR,2026-05-04,,,,,mei,")
    assert silent.unknown("budget_used", "phase:sea/build") == "no cost and no hours of the project name a stage or a task in one"
    named = stages("A,approved,material,300 EUR,2026-05-04,phase:sea/design,,,,mei,")
    assert named.value("budget_used", "phase:sea/build") == 0


def test_hours_on_its_tasks_cost_what_they_cost():
    """Approved hours by the rate of their day; labour booked for the same person and month is not counted twice."""
    sheet = (
        "-- projects/sea/time-entries.csv --\nperson,date,hours,task,status,approved_by\n"
        "mei,2026-05-05,5,inner,approved,mei\nmei,2026-05-05,3,inner,submitted,\n"
    )
    labour = "L,approved,labour,400 EUR,2026-05-29,phase:sea/build,,,,mei,mei"
    paid = ACME.replace("type: team\n", "type: team\ncost_rate: 80 EUR\n", 1)
    found = stages(labour, more=sheet, acme=paid)
    assert found.value("stage_spent", "phase:sea/build") == 400
    assert [one.value for one in found.found.figure("actual_cost", "task:sea/inner").inputs] == [5, None]
    assert stages(labour, more=sheet).value("stage_spent", "phase:sea/build") == 0
