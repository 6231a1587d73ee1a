"""What `why` names of a date is why: through records, from the text of a plan to its dates and back."""

from datetime import date, timedelta

import pytest
from analysis.ledgers import read
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.schedule.causes import Causes
from pmledger.analysis.schedule.way import steps

AS_OF = date(2026, 6, 10)
TIES = ("FS", "SS", "FF", "SF")
LAGS = ("0d", "2d", "-1d", "3de", "-2de", "4h")
FEW = settings(max_examples=20)
MANY = settings(max_examples=1500)


@st.composite
def plans(draw):
    """A plan as it is said: some tasks by their lengths, what they wait for, their constraints, people and states."""
    tasks = {}
    for number in range(draw(st.integers(1, 6))):
        task = {"length": draw(st.sampled_from(("1d", "3d", "5d", "12h", "2w", "4de"))), "depends": {}}
        for other in draw(st.lists(st.sampled_from(sorted(tasks)), max_size=2, unique=True)) if tasks else ():
            task["depends"][other] = (draw(st.sampled_from(TIES)), draw(st.sampled_from(LAGS)))
        for field in ("start_no_earlier", "must_start_on"):
            if draw(st.integers(0, 3)) == 0:
                task[field] = date(2026, 6, 1) + timedelta(draw(st.integers(0, 25)))
        task["person"] = draw(st.sampled_from(("", "", "mei", "ann")))
        tasks[f"t{number}"] = task
    leave = date(2026, 6, 1) + timedelta(draw(st.integers(0, 25))) if draw(st.booleans()) else None
    starts = draw(st.sampled_from((None, date(2026, 6, 1), date(2026, 6, 15))))
    return {"tasks": tasks, "leave": leave, "starts": starts, "as_of": AS_OF, "holidays": draw(st.booleans())}


def text_of(plan, order=None) -> dict[str, str]:
    """The files of a plan, each task in its own."""
    files = {"people/mei.md": "name: Mei Keller\ntype: team\n", "people/ann.md": "name: Ann Acme\ntype: contact\norganisation: acme\n"}
    if plan["leave"]:
        files["people/mei.md"] += f"leave: [{{from: {plan['leave']}, to: {plan['leave'] + timedelta(5)}}}]\n"
    head = "name: Sea\nclient: acme\nmanager: mei\ncurrency: EUR\nstatus: planning\n"
    files["projects/sea/index.md"] = head + (f"planned_start: {plan['starts']}\n" if plan["starts"] else "") + "calendar: works\n"
    off = "exceptions: [{from: 2026-06-16, to: 2026-06-24, hours: 0}]\n" if plan["holidays"] else ""
    files["calendars/works.md"] = f"name: Works\n{off}"
    for key, task in plan["tasks"].items():
        said = f"title: Task {key}\nduration: {task['length']}\n"
        if task["depends"]:
            ties = (f"{{task: {other}, type: {tie}, lag: {lag}}}" for other, (tie, lag) in task["depends"].items())
            said += f"depends: [{', '.join(ties)}]\n"
        said += "".join(f"{field}: {task[field]}\n" for field in ("start_no_earlier", "must_start_on") if field in task)
        files[f"projects/sea/tasks/{key}.md"] = said + (f"assignees: [{task['person']}]\n" if task["person"] else "")
    names = sorted(files) if order is None else order(sorted(files))
    return {name: files[name] for name in names}


def read_plan(plan, order=None):
    files = text_of(plan, order)
    parts = {"clients/acme/index.md": "name: Acme\nstatus: active\nsegment: key\n", **files}
    return read("".join(f"\n-- {path} --\n---\n{text}---\n" for path, text in parts.items()), plan["as_of"])


def without(plan, key, causes):
    """The plan without any of the causes of a date of a task."""
    tasks = {name: {**task, "depends": dict(task["depends"])} for name, task in plan["tasks"].items()}
    less = {**plan, "tasks": tasks}
    for cause in causes:
        other = cause.leads_to.rpartition("/")[2]
        match cause.field:
            case "depends":
                tasks[key]["depends"].pop(other, None)
            case "start_no_earlier" | "must_start_on":
                tasks[key].pop(cause.field, None)
            case "planned_start":
                less["starts"] = None
            case "status":
                less["as_of"] = AS_OF - timedelta(90)
            case "leave":
                less["leave"] = None
            case "calendar":
                less["holidays"] = False
            case "duration":
                tasks[key]["length"] = "1he" if tasks[key]["length"].endswith("e") else "1h"
            case _:
                raise AssertionError(cause)
    return less


def check_reasons(plan):
    found = read_plan(plan).found.timetable
    ledger = read_plan(plan).ledger
    told = Causes(ledger, found)
    for key in plan["tasks"]:
        full = f"task:sea/{key}"
        for start in (True, False):
            causes = steps(told, full, start=start)[0].causes
            less = without(plan, key, causes)
            after = read_plan(less).found.timetable.timing(full)
            before = found.timing(full)
            name = "start" if start else "finish"
            assert getattr(after, name) < getattr(before, name), (key, name, [str(cause.message) for cause in causes])


@FEW
@given(plans())
def test_without_all_the_reasons_that_are_named_a_date_moves(plan):
    """Remove all that `why` names of a start or finish at once, and it is earlier: nothing else held it there."""
    check_reasons(plan)


@pytest.mark.sweep
@MANY
@given(plans())
def test_reasons_are_true_of_many_plans(plan):
    """The same of fifteen hundred plans."""
    check_reasons(plan)


@settings(max_examples=8)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(plan, chance):
    """Read in any order, files give the same figures with the same explanations."""

    def shuffled(names):
        chance.shuffle(names)
        return names

    one, other = read_plan(plan).found, read_plan(plan, shuffled).found
    assert {key: (part.value, set(part.inputs)) for key, part in dict(one.figures.items()).items()} == {
        key: (part.value, set(part.inputs)) for key, part in dict(other.figures.items()).items()
    }
    assert one.health == other.health
