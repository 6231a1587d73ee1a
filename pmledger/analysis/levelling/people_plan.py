"""The plan of a ledger levelled: when projects would finish if nobody worked on more than they have time for."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure, Figures, Input, Result
from pmledger.analysis.levelling.crews import StandIn, stand_ins, ways_of
from pmledger.analysis.levelling.levelled import Levelled, Turn, level_plan
from pmledger.analysis.names import figure
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.schedule.network import Link
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

PRIORITIES: Mapping[str, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
STEP = 2000
"""More than priorities of tasks can differ: those of projects go first."""
USUAL_PRIORITY = 500
LONGEST_PATH = 40
"""How many activities of the path that decides about a finish are named."""


class Handed(Struct, frozen=True):
    """`after` waits for its person, who is busy with `before` until a day."""

    person: str
    before: str
    after: str
    until: date


class PeoplePlan(Struct, frozen=True):
    """The levelled plan, and of each project that it moves: its last day, and who is waited for.

    Waits are those on the way back from the finish, the latest first. `instead` has by task who does it in whose place.
    """

    levelled: Levelled
    finishes: Mapping[str, date]
    waits: Mapping[str, tuple[Handed, ...]]
    instead: Mapping[str, tuple[StandIn, ...]]


def people_plan(timetable: Timetable, ledger: Ledger) -> PeoplePlan | None:
    """The plan of all projects with the people of its tasks, levelled; None where nobody has two things to do."""
    ways = {
        key: found
        for key, one in timetable.activities.items()
        if one.done is None and (found := ways_of(ledger.by_key[key], one, timetable.clocks))
    }
    busy: dict[str, int] = {}
    for found in ways.values():
        for person, _ in found[0].people:
            busy[person] = busy.get(person, 0) + 1
    if max(busy.values(), default=0) < 2:
        return None
    listed = {record.key: at for at, record in enumerate(ledger.of("task"))}
    ranks = {project.key: project_rank(project) for project in ledger.of("project")}
    turns = {key: Turn(rank_of(ledger.by_key[key], ranks), listed.get(key, 0)) for key in ways}
    known = timetable.graph, timetable.schedule
    levelled = level_plan(timetable.plan, ways, timetable.clocks.of_project(""), turns, known)
    planned, ends = timetable.schedule.finishes, levelled.schedule.finishes
    moved = [project for project in ends if project in ledger.by_key and ends[project] > planned[project]]
    latest = last_of(levelled)
    return PeoplePlan(
        levelled,
        {project: finish_day(ends[project]) for project in moved},
        {project: tuple(waits_on_path(latest[project], levelled)) for project in moved},
        stand_ins(levelled, ways),
    )


def last_of(levelled: Levelled) -> dict[str, str]:
    """What ends last in each project; of several the one with the greatest key."""
    timings, found = levelled.schedule.timings, dict[str, tuple[int, str]]()
    for one in levelled.plan.activities:
        timing = timings.get(one.key)
        if timing is not None:
            found[one.project] = max(found.get(one.project, (0, "")), (timing.finish, one.key))
    return {project: key for project, (_, key) in found.items()}


def project_rank(project: Record) -> int:
    return PRIORITIES.get(project.text("priority"), PRIORITIES["medium"])


def rank_of(task: Record, ranks: Mapping[str, int]) -> int:
    """What goes before the dates: the priority of the project, then that of the task, the highest first."""
    own = task.number("priority")
    return ranks.get(task.project, PRIORITIES["medium"]) * STEP - int(USUAL_PRIORITY if own is None else own)


def waits_on_path(key: str, levelled: Levelled) -> Iterator[Handed]:
    """What waits for a person on the way back from the finish of an activity, the latest first."""
    timings = levelled.schedule.timings
    for _ in range(LONGEST_PATH):
        timing = timings[key]
        drivers = (*timing.starts_by, *timing.ends_by)
        link = next((driver.link for driver in drivers if driver.link is not None), None)
        if link is None:
            return
        if (link.before, link.after) in levelled.handed and is_plain(link):
            for person in levelled.handed[link.before, link.after]:
                yield Handed(person, link.before, link.after, finish_day(timings[link.before].finish))
        key = link.before


def is_plain(link: Link) -> bool:
    """Whether a link could be a hand-over: the one is over before the other starts."""
    return link.tie == "FS" and not link.lag


def levelled_figures(
    ledger: Ledger, timetable: Timetable, found: PeoplePlan | None, figures: Figures, calendars: Mapping[str, WorkCalendar]
) -> Iterator[Figure]:
    """The finish of each planned project if nobody did two things at once, and by how much that is later."""
    for project in timetable.schedule.finishes:
        forecast = figures.get(("forecast_finish", project))
        if forecast is None or not isinstance(forecast.value, date):
            continue
        given = Input(say("Forecast finish"), forecast.value, project, figure=("forecast_finish", project))
        moved = found.finishes.get(project, forecast.value) if found is not None else forecast.value
        finish = max(moved, forecast.value)
        waits = found.waits.get(project, ()) if found is not None and finish > forecast.value else ()
        inputs = (given, *(wait_input(wait, ledger) for wait in waits))
        if not waits:
            inputs = (given, Input(say("What decides about it waits for nobody who is busy elsewhere"), None, project))
        yield figure("project", "levelled_finish", project, Result(finish, inputs))
        levelled = Input(say("Finish with one thing at a time"), finish, project, figure=("levelled_finish", project))
        delay = max(calendars[project].slip(forecast.value, finish), 0)
        yield figure("project", "levelled_delay", project, Result(delay, (levelled, given)))


def wait_input(wait: Handed, ledger: Ledger) -> Input:
    """Who is waited for, as what a date was computed from."""
    label = say(
        "“{after}” waits for {person}, who is busy with “{before}” until",
        after=ledger.by_key[wait.after].title,
        person=ledger.by_key[wait.person].title,
        before=ledger.by_key[wait.before].title,
    )
    return Input(label, wait.until, wait.before, "assignees")
