"""The plan of a ledger levelled: when projects would finish if nobody worked on more than they have time for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pmledger.analysis.by_need import ByNeed
from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure, Figures, Input, Result
from pmledger.analysis.levelling.crews import StandIn, stand_ins
from pmledger.analysis.levelling.jobs import Way
from pmledger.analysis.levelling.levelled import Levelled, level_plan
from pmledger.analysis.levelling.staffing import Staffing, open_work, staffing_of
from pmledger.analysis.levelling.turns import Turn
from pmledger.analysis.names import figure
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.schedule.network import Link
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.ledger.ledger import Ledger
from pmledger.source.message import say

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

    Waits are those on the way back from the finish, the latest first. `instead` has by task who does it in whose place,
    `staffing` who may do what.
    """

    levelled: Levelled
    finishes: Mapping[str, date]
    waits: Mapping[str, tuple[Handed, ...]]
    instead: Mapping[str, tuple[StandIn, ...]]
    staffing: Staffing


def people_plan(timetable: Timetable, ledger: Ledger, before: PeoplePlan | None = None) -> PeoplePlan | None:
    """The plan of all projects with the people of its tasks, levelled; None where nobody has two things to do.

    What follows from the very same records as `before`, a plan of the same workspace, is taken from there: the outcome is
    the same without it.
    """
    staffing = staffing_of(timetable, ledger, None if before is None else before.staffing)
    work = tuple(open_work(staffing, timetable))
    ways = {key: found for key, found, _ in work}
    if not is_anybody_asked_twice(ways.values()):
        return None
    listed = {record.key: at for at, record in enumerate(ledger.of("task"))}
    turns = {key: Turn(rank, listed.get(key, 0)) for key, _, rank in work}
    known = timetable.graph, timetable.schedule
    earlier = None if before is None else before.levelled
    levelled = level_plan(timetable.plan, ways, timetable.clocks.of_project(""), turns, known, earlier)
    planned, ends = timetable.schedule.finishes, levelled.schedule.finishes
    moved = [project for project in ends if project in ledger.by_key and ends[project] > planned[project]]

    def waits_of(project: str) -> tuple[Handed, ...]:
        return tuple(waits_on_path(last_of(timetable.of_project(project), levelled), levelled))

    finishes = {project: finish_day(ends[project]) for project in moved}
    return PeoplePlan(levelled, finishes, ByNeed(moved, waits_of), stand_ins(levelled, ways), staffing)


def is_anybody_asked_twice(ways: Iterable[Sequence[Way]]) -> bool:
    """Whether anybody has two things to do."""
    asked: set[str] = set()
    for some in ways:
        for person, _ in some[0].people:
            if person in asked:
                return True
            asked.add(person)
    return False


def last_of(keys: Iterable[str], levelled: Levelled) -> str:
    """What ends last of some activities; of several the one with the greatest key."""
    timings = levelled.schedule.timings
    return max((timings[key].finish, key) for key in keys if key in timings)[1]


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
