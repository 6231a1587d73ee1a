"""The plan of a ledger with the people of its tasks: who is waited for."""

from datetime import date
from pathlib import Path

from workspaces import snapshot_of

from pmledger.analysis.levelling.crews import StandIn
from pmledger.analysis.levelling.levelled_dates import levelled_way

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


def test_a_task_says_who_it_waits_for_and_why_they_go_first(tmp_path: Path) -> None:
    """A levelled date has what the plan says, who is busy with what until when, and why that goes first; others have none."""
    concluded = snapshot_of(tmp_path, LEDGER).conclusions
    start, finish = (concluded.figure(name, "task:harbour/design") for name in ("levelled_start", "levelled_finish"))
    assert (start.value, finish.value) == (date(2026, 6, 8), date(2026, 6, 10))
    assert [(str(one.label), one.value) for one in start.inputs] == [
        ("Start as planned", date(2026, 6, 1)),
        ("It waits for Mei Keller, busy with “Build” until", date(2026, 6, 5)),
        ("“Build” goes first: Apollo has the higher priority", None),
    ]
    assert ("levelled_start", "task:apollo/build") not in concluded.figures
    for change, reason in (
        ("priority: medium", "“Build” goes first: it may end by 2026-06-02 at the latest, this task by 2026-06-03"),
        ("priority: medium\n", "“Build” goes first: its priority is 600, that of this task 500"),
    ):
        changed = LEDGER.replace("priority: high", change.strip()).replace(
            "title: Build,", "title: Build, deadline: 2026-06-02," + (" priority: 600," if change.endswith("\n") else "")
        )
        inputs = snapshot_of(tmp_path, changed).conclusions.figure("levelled_start", "task:harbour/design").inputs
        assert str(inputs[-1].label) == reason


def test_the_way_of_a_levelled_date_goes_over_people(tmp_path: Path) -> None:
    """The way back names who is waited for, and who does a task in whose place."""
    snapshot = snapshot_of(tmp_path, LEDGER)
    found, ledger = snapshot.conclusions, snapshot.ledger
    steps = levelled_way(ledger, found.timetable, found.people_plan, "levelled_finish", "task:harbour/paint")
    assert [str(step.sentence) for step in steps] == [
        "it takes 2d from 2026-06-11 on; it waits for “Design”, which ends on 2026-06-10",
        "it takes 3d from 2026-06-08 on; it waits for Mei Keller, busy with “Build” until 2026-06-05",
        "it takes 5d from 2026-06-01 on; it has not begun, and nothing begins before 2026-06-01; the project starts on 2026-06-01",
    ]
    other = LEDGER.replace("percent: 50}]", "percent: 50}], alternatives: [tom]")
    snapshot = snapshot_of(tmp_path, other)
    found = snapshot.conclusions
    steps = levelled_way(snapshot.ledger, found.timetable, found.people_plan, "levelled_finish", "task:harbour/design")
    told = "Tom Novak does it instead of Mei Keller, who is busy with “Build” until 2026-06-05"
    assert str(steps[0].causes[-1].message) == told
    assert levelled_way(snapshot.ledger, found.timetable, None, "levelled_finish", "project:harbour") == ()


def test_another_person_does_it_where_that_is_sooner(tmp_path: Path) -> None:
    """Of alternatives the one that is done first is taken, of equals the first; nobody is named who need not stand in."""
    asked = LEDGER.replace("percent: 50}]", "percent: 50}], alternatives: [{person: tom, percent: 100}, mei]")
    found = snapshot_of(tmp_path, asked).conclusions.people_plan
    assert found.instead == {"task:harbour/design": (StandIn("person:tom", "person:mei", "task:apollo/build"),)}
    assert found.levelled.schedule.timings["task:harbour/design"].start // 1440 == date(2026, 6, 1).toordinal()
    free = snapshot_of(tmp_path, asked.replace("percent: 80}]", "percent: 30}]")).conclusions.people_plan
    assert free.instead == {}


def test_an_alternative_works_by_own_leave_and_share(tmp_path: Path) -> None:
    """An effort takes the alternative as long as their share and leave let it; whoever is away is not asked."""
    asked = LEDGER.replace(
        "assignees: [{person: mei}, {person: tom}]", "assignees: [{person: mei, percent: 40}], alternatives: [tom]"
    ).replace("depends: [design], ", "")
    found = snapshot_of(tmp_path, asked).conclusions.people_plan
    assert found.instead["task:harbour/paint"] == (StandIn("person:tom", "person:mei", "task:apollo/build"),)
    assert found.levelled.schedule.timings["task:harbour/paint"].finish // 1440 == date(2026, 6, 12).toordinal()
    away = asked.replace("name: Tom Novak\n", "name: Tom Novak\nleave: [{from: 2026-06-01, to: 2026-06-30}]\n")
    assert snapshot_of(tmp_path, away).conclusions.people_plan.instead == {}


def test_nobody_with_two_tasks_needs_no_levelling(tmp_path: Path) -> None:
    """Where each person has one open task nothing is levelled, and every project ends as forecast."""
    alone = LEDGER.split("-- projects/harbour", maxsplit=1)[0].replace("[{person: mei, percent: 20}]", "[{person: tom}]")
    concluded = snapshot_of(tmp_path, alone).conclusions
    assert concluded.people_plan is None
    assert concluded.figure("levelled_delay", "project:apollo").value == 0
