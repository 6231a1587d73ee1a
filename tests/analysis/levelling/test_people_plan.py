"""The plan of a ledger with the people of its tasks: who is waited for."""

from datetime import date
from pathlib import Path

from workspaces import snapshot_of

LEDGER = """-- pmledger.yml --
grammar: 1
currency: EUR
as_of: 2026-06-01
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
-- people/tom.md --
---
name: Tom Novak
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
priority: high
planned_start: 2026-06-01
planned_finish: 2026-06-12
tasks:
  - {id: build, title: Build, duration: 5d, assignees: [{person: mei, percent: 80}]}
  - {id: review, title: Review, duration: 2d, assignees: [{person: mei, percent: 20}]}
---
-- projects/harbour/index.md --
---
name: Harbour
client: acme
manager: mei
currency: EUR
planned_start: 2026-06-01
planned_finish: 2026-06-12
tasks:
  - {id: design, title: Design, duration: 3d, assignees: [{person: mei, percent: 50}]}
  - {id: paint, title: Paint, effort: 4d, depends: [design], assignees: [{person: mei}, {person: tom}]}
---
"""


def test_a_project_waits_for_who_is_busy_in_another(tmp_path: Path) -> None:
    """The project of higher priority goes first; the other one ends later by what it waits, and names who and what for."""
    concluded = snapshot_of(tmp_path, LEDGER).conclusions
    finish = concluded.figure("levelled_finish", "project:harbour")
    assert concluded.figure("forecast_finish", "project:harbour").value == date(2026, 6, 12)
    assert concluded.figure("levelled_finish", "project:apollo").value == date(2026, 6, 12)
    assert finish.value == date(2026, 6, 12)
    dates = concluded.people_plan.levelled.schedule.timings
    assert (dates["task:harbour/design"].start // 1440) == date(2026, 6, 8).toordinal()
    late = snapshot_of(tmp_path, LEDGER.replace("planned_finish: 2026-06-12", "planned_finish: 2026-06-05")).conclusions
    assert late.figure("forecast_finish", "project:harbour").value == date(2026, 6, 5)
    moved = late.figure("levelled_finish", "project:harbour")
    assert moved.value == date(2026, 6, 12)
    assert late.figure("levelled_delay", "project:harbour").value == 5
    assert [str(one.label) for one in moved.inputs] == [
        "Forecast finish",
        "“Design” waits for Mei Keller, who is busy with “Build” until",
    ]
    assert (moved.inputs[1].value, moved.inputs[1].record) == (date(2026, 6, 5), "task:apollo/build")


def test_an_effort_is_done_by_who_is_free(tmp_path: Path) -> None:
    """A task that two may do is done by the one who is free when the other would come too late."""
    busy = LEDGER.replace("duration: 5d, assignees: [{person: mei, percent: 80}]", "duration: 40d, assignees: [{person: mei}]")
    plan = snapshot_of(tmp_path, busy.replace("duration: 3d, assignees: [{person: mei, percent: 50}]", "duration: 3d")).conclusions
    found = plan.people_plan.levelled
    assert found.ways["task:harbour/paint"] == 2
    assert found.schedule.timings["task:harbour/paint"].finish // 1440 == date(2026, 6, 9).toordinal()


def test_nobody_with_two_tasks_needs_no_levelling(tmp_path: Path) -> None:
    """Where each person has one open task nothing is levelled, and every project ends as forecast."""
    alone = LEDGER.split("-- projects/harbour", maxsplit=1)[0].replace("[{person: mei, percent: 20}]", "[{person: tom}]")
    concluded = snapshot_of(tmp_path, alone).conclusions
    assert concluded.people_plan is None
    assert concluded.figure("levelled_delay", "project:apollo").value == 0
