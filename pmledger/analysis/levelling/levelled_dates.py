"""When tasks run if nobody does two things at once: each date with who is waited for, and why another goes first."""

from collections.abc import Iterator

from msgspec.structs import replace

from pmledger.analysis.figure import Figure, Input, Result
from pmledger.analysis.levelling.crews import StandIn
from pmledger.analysis.levelling.people_plan import PeoplePlan
from pmledger.analysis.levelling.staffing import PRIORITIES, USUAL_PRIORITY
from pmledger.analysis.names import figure
from pmledger.analysis.schedule.causes import Cause, Causes
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.schedule.lengths import assigned
from pmledger.analysis.schedule.network import Timing
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.schedule.way import Step, steps
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

NAMES = frozenset({"levelled_start", "levelled_finish"})
"""The figures that are dates of a levelled plan."""


def levelled_causes(ledger: Ledger, timetable: Timetable, found: PeoplePlan) -> Causes:
    """What tells the reasons of the levelled dates."""
    levelled = found.levelled
    activities = {one.key: one for one in levelled.plan.activities} if found.instead else timetable.activities
    crews = {}
    for key, swaps in found.instead.items():
        now = {one.other: one.person for one in swaps}
        crews[key] = tuple(now.get(person, person) for person in assigned(ledger.by_key[key]))
    dated = replace(timetable, plan=levelled.plan, schedule=levelled.schedule, activities=activities)
    return Causes(ledger, dated, levelled.handed, crews)


def task_dates(
    ledger: Ledger, timetable: Timetable, found: PeoplePlan | None, causes: Causes | None, project: str
) -> Iterator[Figure]:
    """The levelled start and finish of the open tasks of a project that run at another time then, or are done by others.

    `causes` are those of the levelled plan.
    """
    if found is None or causes is None:
        return
    timings = found.levelled.schedule.timings
    for key in timetable.of_project(project):
        timing, before = timings[key], timetable.schedule.timings[key]
        same = (before.start, before.finish) == (timing.start, timing.finish)
        if (same and key not in found.instead) or before.total_float is None or not key.startswith("task:"):
            continue
        was, now = timetable.dates(key), causes.timetable.dates(key)
        if was is None or now is None or (was == now and key not in found.instead):
            continue
        others = tuple(stand_in(one, causes) for one in found.instead.get(key, ()))
        start = (*others, *causes.inputs(key, timing.starts_by), *firsts(timing, ledger, timetable, causes))
        finish = causes.inputs(key, timing.ends_by)
        yield figure("task", "levelled_start", key, Result(now[0], (Input(PLANNED_START, was[0], key, figure=("start", key)), *start)))
        yield figure("task", "levelled_finish", key, Result(now[1], (Input(PLANNED_FINISH, was[1], key, figure=("finish", key)), *finish)))


PLANNED_START, PLANNED_FINISH = say("Start as planned"), say("Finish as planned")


def stand_in(one: StandIn, causes: Causes) -> Input:
    """Who does a task in whose place, as what a date was computed from."""
    ledger = causes.ledger
    person, other = ledger.by_key[one.person].title, ledger.by_key[one.other].title
    if not one.task:
        return Input(say("{person} does it instead of {other}, and is done earlier", person=person, other=other), None, one.person)
    busy = ledger.by_key[one.task]
    label = say("{person} does it instead of {other}, who is busy with “{title}” until",
                person=person, other=other, title=busy.title)  # fmt: skip
    return Input(label, causes.timetable.finish(one.task), one.task, "assignees", figure=("levelled_finish", one.task))


def in_place(one: StandIn, causes: Causes, key: str) -> Cause:
    """Who does a task in whose place, as a reason."""
    given = stand_in(one, causes)
    if given.value is None:
        return Cause(given.label, key, "alternatives")
    return Cause(say("{reason} {day}", reason=given.label, day=given.value), key, "alternatives")


def firsts(timing: Timing, ledger: Ledger, timetable: Timetable, causes: Causes) -> Iterator[Input]:
    """Why those go first who are waited for."""
    for driver in timing.starts_by:
        link = driver.link
        if link is not None and causes.waited_for(link) is not None:
            told = goes_first(ledger.by_key[link.before], ledger.by_key[link.after], ledger, timetable)
            if told is not None:
                yield Input(told, None, link.before, "priority")


def goes_first(before: Record, after: Record, ledger: Ledger, timetable: Timetable) -> Message | None:
    """Why one task is served before another, by the order of `rank_of`; None where only the list says so."""
    title = before.title
    first, second = timetable.schedule.timings.get(before.key), timetable.schedule.timings.get(after.key)
    if first is None or second is None or first.late_finish is None or second.late_finish is None:
        return None
    if timetable.activities[before.key].begun is not None:
        return say("“{title}” has begun and goes on", title=title)
    homes = ledger.get(before.project), ledger.get(after.project)
    ranks = [PRIORITIES.get(one.text("priority") if one else "", PRIORITIES["medium"]) for one in homes]
    if ranks[0] != ranks[1]:
        higher = homes[0] is not None and ranks[0] < ranks[1]
        return say("“{title}” goes first: {project} has the higher priority",
                   title=title, project=homes[0].title) if higher and homes[0] else None  # fmt: skip
    own = [USUAL_PRIORITY if (given := one.number("priority")) is None else given for one in (before, after)]
    if own[0] != own[1]:
        return say("“{title}” goes first: its priority is {first}, that of this task {second}",
                   title=title, first=own[0], second=own[1]) if own[0] > own[1] else None  # fmt: skip
    if first.late_finish < second.late_finish:
        return say("“{title}” goes first: it may end by {first} at the latest, this task by {second}",
                   title=title, first=finish_day(first.late_finish), second=finish_day(second.late_finish))  # fmt: skip
    return None


def levelled_way(ledger: Ledger, timetable: Timetable, found: PeoplePlan | None, name: str, subject: str) -> tuple[Step, ...]:
    """The way that drives a levelled date, back to a fact or today; () for other figures and where nothing is levelled."""
    if found is None or name not in NAMES:
        return ()
    timings = found.levelled.schedule.timings
    if subject.startswith("project:"):
        of_project = [one.key for one in found.levelled.plan.activities if one.project == subject and one.key in timings]
        subject = max(of_project, key=lambda key: (timings[key].finish, key), default="")
    if subject not in timings:
        return ()
    causes = levelled_causes(ledger, timetable, found)
    return levelled_steps(causes, found, subject, start=name == "levelled_start")


def levelled_steps(causes: Causes, found: PeoplePlan, key: str, *, start: bool) -> tuple[Step, ...]:
    """The way of the levelled start or finish of an activity, with who does what in whose place."""
    return tuple(
        replace(step, causes=(*step.causes, *(in_place(one, causes, step.record) for one in found.instead.get(step.record, ()))))
        for step in steps(causes, key, start=start)
    )
