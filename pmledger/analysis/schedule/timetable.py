"""The plan of a ledger: its tasks, stages and milestones on a day as activities with links."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates
from pmledger.analysis.schedule.clock import ELAPSED, Clock, finish_day, morning, start_day
from pmledger.analysis.schedule.lengths import Clocks, day_of
from pmledger.analysis.schedule.network import Activity, Plan, Schedule, Timing
from pmledger.analysis.schedule.parts import Part, is_same_ground, parts_of, together, touched
from pmledger.analysis.schedule.plan_dates import dated
from pmledger.analysis.schedule.planner import blocked
from pmledger.analysis.schedule.wiring import Graph, graph_again, graph_of
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger


class Timetable(Struct, frozen=True):
    """When everything planned runs.

    `activities` are what is planned by key, `unsized` open tasks that do not say how long they take. What waits for one
    of them is not planned either, since nobody can tell when it runs: `waiting` has what it waits for by its key.
    `graph` is that of the plan. `missing` are both by their project, `last` what ends last in a project, `forecasts` the days of open
    milestones that state none, by what they wait for. `parts` are what each project has to it.
    """

    plan: Plan
    schedule: Schedule
    activities: Mapping[str, Activity]
    unsized: frozenset[str]
    waiting: Mapping[str, str]
    missing: Mapping[str, tuple[str, ...]]
    last: Mapping[str, tuple[str, ...]]
    forecasts: Mapping[str, date]
    clocks: Clocks
    as_of: date
    graph: Graph
    by_project: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, Part]

    def of_project(self, project: str) -> tuple[str, ...]:
        """What of a project has dates."""
        return self.by_project.get(project, ())

    def timing(self, key: str) -> Timing | None:
        return self.schedule.timings.get(key)

    def dates(self, key: str) -> Dates | None:
        """The first and last day of an activity by the plan; None where it is not planned."""
        timing = self.schedule.timings.get(key)
        if timing is None:
            return None
        last = finish_day(timing.finish)
        if not self.activities[key].duration and not self.activities[key].spans:
            last = start_day(timing.finish) if timing.finish in self.mornings(key) else last
            return last, last
        first = start_day(timing.start)
        return first, max(first, last)

    def mornings(self, key: str) -> tuple[int | None, ...]:
        """The moments at which a milestone that waits for nothing else stands, being on that day, not the one before."""
        return self.plan.status, self.plan.starts.get(self.activities[key].project)

    def finish(self, key: str) -> date | None:
        dates = self.dates(key)
        return dates[1] if dates else None

    def days(self, key: str, amount: int) -> Fraction:
        """An amount of an activity's own time in its working days."""
        return in_days(amount, day_of(self.activities[key].clock))

    def span(self, amount: int, clock: Clock) -> Duration:
        """An amount of a clock's time as a duration in days, to a tenth."""
        return Duration(in_tenths(amount, day_of(clock)), "d", elapsed=clock == ELAPSED)

    def opening(self, project: str, moment: int) -> date:
        """The day on which a project's own calendar lets work go on after a moment."""
        clock = self.clocks.of_project(project)
        return start_day(clock.last(clock.at(moment)))


@lru_cache(maxsize=1 << 12)
def in_days(amount: int, day: int) -> Fraction:
    return Fraction(amount, day)


@lru_cache(maxsize=1 << 12)
def in_tenths(amount: int, day: int) -> Decimal:
    """An amount of time in days, to a tenth; whole days without a decimal."""
    tenths = Decimal(round(Fraction(10 * amount, day))) / 10
    return tenths.quantize(Decimal(1)) if tenths == int(tenths) else tenths


def timetable_of(
    ledger: Ledger,
    usual: WorkCalendar,
    calendars: Mapping[str, WorkCalendar],
    as_of: date,
    before: "Timetable | None" = None,
) -> Timetable:
    """The plan of all projects on a day and its dates, in one pass over all tasks, milestones and stages.

    What `before`, a timetable of the same workspace, has of projects whose records are the same is taken from there: the
    outcome is the same without it.
    """
    clocks, known = Clocks(ledger, usual, calendars), before
    if before is not None and (as_of != before.as_of or not is_same_ground(clocks, before.clocks)):
        known = None
    if known is not None:
        clocks = Clocks(ledger, usual, calendars, known.clocks.made, known.clocks.leaves)
    parts = parts_of(clocks, as_of, {} if known is None else known.parts)
    planning = together(parts.values(), clocks, as_of)
    waiting = blocked(planning.links, planning.activities, planning.unsized, planning.summaries)
    activities = {key: one for key, one in planning.activities.items() if key not in waiting}
    links = tuple(link for found in planning.links.values() for link in found)
    plan = Plan(tuple(activities.values()), links, planning.starts, morning(as_of), planning.summaries)
    graph = graph_of(plan) if known is None else graph_again(plan, known.plan, known.graph)
    sound = {} if known is None else timings_of(known, parts.keys() - touched(parts, known.parts))
    found = dated(plan, graph, sound)
    missing: dict[str, list[str]] = {}
    circle = (key for key in activities if key not in found.timings) if found.circles else ()
    for key in (*sorted(planning.unsized), *waiting, *circle):
        missing.setdefault(ledger.by_key[key].project, []).append(key)
    last: dict[str, list[str]] = {}
    by_project: dict[str, list[str]] = {}
    for key, timing in found.timings.items():
        project = activities[key].project
        by_project.setdefault(project, []).append(key)
        if timing.finish == found.finishes[project]:
            last.setdefault(project, []).append(key)
    made = Timetable(
        plan, found, activities, frozenset(planning.unsized), waiting,
        {project: tuple(keys) for project, keys in missing.items()},
        {project: tuple(sorted(keys)) for project, keys in last.items()},
        {}, clocks, as_of, graph, {project: tuple(keys) for project, keys in by_project.items()}, parts,
    )  # fmt: skip
    return replace(made, forecasts=dict(forecasts(ledger, made)))


def timings_of(timetable: Timetable, projects: Iterable[str]) -> dict[str, Timing]:
    """What is found of all that belongs to some projects."""
    timings = timetable.schedule.timings
    return {key: timings[key] for project in projects for key in timetable.of_project(project)}


def forecasts(ledger: Ledger, timetable: Timetable) -> Iterator[tuple[str, date]]:
    """The days of open milestones that wait for something and state no forecast."""
    for milestone in ledger.of("milestone"):
        if milestone.has("depends") and not milestone.has("forecast_date"):
            on = timetable.finish(milestone.key)
            if on is not None and timetable.activities[milestone.key].done is None:
                yield milestone.key, on
