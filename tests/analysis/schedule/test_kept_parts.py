from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmledger.analysis.schedule.timetable import timetable_of
from pmledger.workspace.load import load
from pmledger.workspace.reading import Memory
from tests.analysis.ledgers import ACME
from tests.workspaces import write_files

PROJECTS = ("a", "b", "c")
AS_OF = date(2026, 6, 30)
START = "\n".join(
    f"-- projects/{name}/index.md --\n---\nname: {name.upper()}\nclient: acme\nplanned_start: 2026-07-0{at}\n---"
    for at, name in enumerate(PROJECTS, 1)
)

NAMES = [f"{name}/t{at}" for name in PROJECTS for at in range(3)]
task = st.fixed_dictionaries(
    {
        "days": st.integers(0, 9),
        "after": st.lists(st.integers(1, 9), max_size=2, unique=True),
        "tie": st.sampled_from(["FS", "FS", "SS", "FF"]),
        "lag": st.sampled_from(["", ", lag: 1d"]),
        "state": st.sampled_from(["", "", ", actual_start: 2026-06-22, status: in_progress", ", part: 1"]),
        "mei": st.booleans(),
    }
)
plans = st.fixed_dictionaries({name: st.lists(task, min_size=3, max_size=3) for name in PROJECTS})
edit = st.tuples(st.sampled_from((*PROJECTS, "leave")), st.integers(0, 2), task)
PLAIN = {"days": 3, "after": [1], "tie": "FS", "lag": "", "state": "", "mei": True}
CHAIN = {name: [PLAIN] * 3 for name in PROJECTS}


def written(name, tasks):
    """A plan whose tasks wait for those before them, also in other projects and round to the last; what is part of a whole is in `t0`, which then has no length."""
    lines = ["---", "tasks:"]
    for at, one in enumerate(tasks):
        state = ", parent: t0" if one["state"] == ", part: 1" and at else one["state"].replace(", part: 1", "")
        ties = ", ".join(
            f"{{task: {key}, type: {one['tie']}{one['lag']}}}"
            for key in (NAMES[NAMES.index(f"{name}/t{at}") - back] for back in one["after"])
            if not (at and key == f"{name}/t0" and "parent" in state) and key != f"{name}/t{at}"
        )
        length = f", duration: {one['days']}d" if one["days"] else ""
        people = ", assignees: [{person: mei}]" if one["mei"] else ""
        lines.append(f"  - {{id: t{at}, title: T{at}{length}{state}{people}, depends: [{ties}]}}")
    return "\n".join((*lines, "---", ""))


def told(timetable):
    """All of a timetable, in its order, with clocks by how they count."""

    def link(one):
        return one and (one.before, one.after, one.tie, one.lag, one.clock.at(1_065_000_000))

    def drivers(some):
        return [(one.why, one.moment, link(one.link)) for one in some]

    def activity(one):
        return (*(getattr(one, name) for name in one.__struct_fields__ if name != "clock"), one.clock.at(1_065_000_000))

    found, graph, plan = timetable.schedule, timetable.graph, timetable.plan
    return (
        [(key, *drivers(one.starts_by), *drivers(one.ends_by), one.start, one.finish, one.late_start, one.late_finish,
          one.total_float, one.free_float) for key, one in found.timings.items()],
        [*found.finishes.items()], found.circles, [*map(activity, plan.activities)], [*map(link, plan.links)],
        graph.order, graph.circles, [(key, activity(one)) for key, one in graph.nodes.items()],
        {key: [*map(link, some)] for key, some in graph.into.items()}, {key: [*map(link, some)] for key, some in graph.out.items()},
        plan.summaries, plan.starts, timetable.unsized, timetable.waiting, timetable.missing, timetable.last,
        timetable.forecasts, [*timetable.by_project.items()],
    )  # fmt: skip


@settings(max_examples=12, deadline=None)
@example(CHAIN | {"a": [PLAIN | {"after": []}, PLAIN, PLAIN]}, [("b", 1, PLAIN | {"days": 9}), ("b", 0, PLAIN | {"after": []})])
@given(plans, st.lists(edit, min_size=1, max_size=4))
def test_after_edits_a_timetable_that_goes_on_from_the_last_one_is_the_one_that_is_made_anew(tmp_path_factory, given_plans, edits):
    """Plans that an edit does not reach keep their dates, and all dates are those of a timetable that knows no earlier one."""
    root = write_files(tmp_path_factory.mktemp("plans"), ACME + START)
    plans_now = {name: list(tasks) for name, tasks in given_plans.items()}
    memory = Memory()

    def same():
        for name, tasks in plans_now.items():
            (root / f"projects/{name}/plan.md").write_text(written(name, tasks))
        found = load(root, AS_OF, memory=memory)
        conclusions = found.conclusions
        anew = timetable_of(found.ledger, conclusions.calendar, conclusions.calendars, AS_OF)
        assert told(conclusions.timetable) == told(anew)

    same()
    for name, at, one in edits:
        if name == "leave":
            (root / "people/mei.md").write_text(f"---\nname: Mei Keller\ntype: team\nleave: [{{from: 2026-07-0{at + 1}}}]\n---\n")
        else:
            plans_now[name][at] = one
        same()
