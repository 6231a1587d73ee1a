"""The plan of a ledger: its tasks, stages and milestones on a day as activities with links."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates, baseline_dates, current_baseline, item_dates, task_days
from pmledger.analysis.schedule.clock import ELAPSED, Clock, finish_day, morning, night, start_day
from pmledger.analysis.schedule.lengths import SHARE, Clocks, assigned, day_of, lag_of, minutes_of, team_of
from pmledger.analysis.schedule.network import Activity, Link, Plan, Schedule, Tie, Timing
from pmledger.analysis.schedule.plan_dates import dated
from pmledger.analysis.schedule.wiring import Graph, graph_of
from pmledger.analysis.standing import day
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

OVER = frozenset({"cancelled"})


class Timetable(Struct, frozen=True):
    """When everything planned runs.

    `activities` are what is planned by key, `unsized` open tasks that do not say how long they take. What waits for one
    of them is not planned either, since nobody can tell when it runs: `waiting` has what it waits for by its key.
    `graph` is that of the plan. `missing` are both by their project, `last` what ends last in a project, `forecasts` the days of open
    milestones that state none, by what they wait for.
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


def timetable_of(ledger: Ledger, usual: WorkCalendar, calendars: Mapping[str, WorkCalendar], as_of: date) -> Timetable:
    """The plan of all projects on a day and its dates, in one pass over all tasks, milestones and stages."""
    return reckoned(planner(ledger, usual, calendars, as_of), as_of)


def planner(ledger: Ledger, usual: WorkCalendar, calendars: Mapping[str, WorkCalendar], as_of: date) -> "Planner":
    planning = Planner(Clocks(ledger, usual, calendars), as_of, {}, {}, set(), {}, {})
    for project in ledger.of("project"):
        planning.add(project, calendars[project.key])
    return planning


def reckoned(planning: "Planner", as_of: date) -> Timetable:
    waiting = blocked(planning.links, planning.activities, planning.unsized, planning.summaries)
    activities = {key: one for key, one in planning.activities.items() if key not in waiting}
    links = tuple(link for found in planning.links.values() for link in found)
    plan = Plan(tuple(activities.values()), links, planning.starts, morning(as_of), planning.summaries)
    graph = graph_of(plan)
    found = dated(plan, graph)
    missing: dict[str, list[str]] = {}
    ledger = planning.clocks.ledger
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
        {}, planning.clocks, as_of, graph, {project: tuple(keys) for project, keys in by_project.items()},
    )  # fmt: skip
    return replace(made, forecasts=dict(forecasts(ledger, made)))


def forecasts(ledger: Ledger, timetable: Timetable) -> Iterator[tuple[str, date]]:
    """The days of open milestones that wait for something and state no forecast."""
    for milestone in ledger.of("milestone"):
        if milestone.has("depends") and not milestone.has("forecast_date"):
            on = timetable.finish(milestone.key)
            if on is not None and timetable.activities[milestone.key].done is None:
                yield milestone.key, on


class Planner(Struct, frozen=True):
    """Gathers activities by key, links by what waits, unsized tasks, summaries and the starts of projects."""

    clocks: Clocks
    as_of: date
    activities: dict[str, Activity]
    links: dict[str, list[Link]]
    unsized: set[str]
    summaries: dict[str, str]
    starts: dict[str, int]

    def add(self, project: Record, calendar: WorkCalendar) -> None:
        ledger = self.clocks.ledger
        tasks = [task for task in ledger.of_project(project.key, "task") if task.status not in OVER]
        milestones = ledger.of_project(project.key, "milestone")
        if project.status in OVER or not (tasks or milestones):
            return
        begins = day(project, "actual_start") or day(project, "planned_start")
        if begins is not None:
            self.starts[project.key] = morning(begins)
        baseline = current_baseline(project, ledger, self.as_of)
        items = item_dates(baseline) if baseline else {}
        wholes = {task.key: task.target("parent") or task.parent for task in tasks}
        parents = set(wholes.values())
        for phase in ledger.of_project(project.key, "phase"):
            self.summaries[phase.key] = ""
        for task in tasks:
            whole = wholes[task.key] if wholes[task.key] in ledger.by_key else ""
            if task.key in parents:
                self.summaries[task.key] = whole
            else:
                self.task(task, whole, baseline_dates(task, items), calendar)
            self.ties(task, calendar)
        for milestone in milestones:
            if milestone.status not in OVER:
                self.milestone(milestone, calendar)

    def ties(self, record: Record, calendar: WorkCalendar) -> None:
        """The links into a record."""
        if not record.has("depends"):
            return
        for at, part in enumerate(record.items("depends")):
            before = record.target(f"depends[{at}].task")
            if before:
                lag, clock = lag_of(part.get("lag"), calendar, self.clocks.of_project(record.project))
                tie = cast("Tie", part.get("type") or "FS")
                self.links.setdefault(record.key, []).append(Link(before, record.key, tie, lag, clock))

    def task(self, task: Record, whole: str, agreed: Dates | None, calendar: WorkCalendar) -> None:
        begun, done = day(task, "actual_start"), day(task, "actual_finish")
        project = task.project
        clock: Clock = self.clocks.of_project(project)
        if done is None and task.status == "done":
            done = agreed[1] if agreed else self.as_of
        if done is not None:
            first = morning(begun) if begun is not None and begun <= done else morning(done)
            self.activities[task.key] = Activity(task.key, 1, clock, project, whole, begun=first, done=night(done))
            return
        length, clock, rest = sized(task, self.clocks, calendar, agreed)
        if begun is not None and begun <= self.as_of:
            self.under_way(task, whole, begun, (length, clock, rest), calendar)
        elif length is None and not tied_at_both_ends(task):
            self.unsized.add(task.key)
        else:
            self.activities[task.key] = Activity(
                task.key, length or 0, clock, project, whole, spans=length is None,
                not_before=held(task, agreed, stated=rest), by=deadline(task),
                must_start=morning(must) if (must := day(task, "must_start_on")) is not None else None,
            )  # fmt: skip

    def under_way(
        self, task: Record, whole: str, begun: date, size: tuple[int | None, Clock, bool], calendar: WorkCalendar
    ) -> None:
        """What has begun: its rest as it says, else by what is done of it, else what its duration leaves."""
        length, clock, stated = size
        now, left, percent = night(self.as_of), task.duration("remaining"), task.number("percent_complete")
        if left is not None:
            rest, elapsed = minutes_of(left, calendar)
            clock = ELAPSED if elapsed else self.clocks.of_people(task.project, assigned(task))
        elif length is None:
            if not tied_at_both_ends(task):
                self.unsized.add(task.key)
                return
            rest = 0
        elif percent is not None and not stated:
            rest = round(length * max(Decimal(0), 100 - percent) / 100)
        else:
            rest = max(0, clock.at(morning(begun)) + length - clock.at(now))
        self.activities[task.key] = Activity(
            task.key, max(length or 1, 1), clock, task.project, whole, begun=morning(begun), rest=rest, rest_from=now, by=deadline(task)
        )

    def milestone(self, milestone: Record, calendar: WorkCalendar) -> None:
        """A milestone stands where what it waits for puts it, and not before the date that is forecast."""
        actual = day(milestone, "actual_date")
        reached = actual is not None and actual <= self.as_of and milestone.status == "achieved"
        forecast = day(milestone, "forecast_date")
        if forecast is None and not milestone.has("depends"):
            forecast = day(milestone, "baseline_date")
        if actual is not None and reached:
            one = Activity(milestone.key, 0, ELAPSED, milestone.project, done=night(actual), begun=night(actual))
        elif forecast is None and not milestone.has("depends"):
            self.unsized.add(milestone.key)
            return
        else:
            on = night(forecast) if forecast is not None else None
            clock = self.clocks.of_project(milestone.project)
            one = Activity(milestone.key, 0, clock, milestone.project, not_before=on)
        self.activities[milestone.key] = one
        self.ties(milestone, calendar)


def sized(
    task: Record, clocks: Clocks, calendar: WorkCalendar, agreed: Dates | None
) -> tuple[int | None, Clock, bool]:
    """How long a task takes, by which clock, and whether only its stated dates say so.

    Its duration, else its estimate, else its effort by the shares of the people who do it, else from the agreed start
    to the agreed finish. Where somebody states no share the agreed dates come before the effort. None where nothing
    says it.
    """
    given = task.duration("duration")
    clock: Clock = clocks.of_people(task.project, assigned(task)) if task.has("assignees") else clocks.of_project(task.project)
    if given is not None:
        length, elapsed = minutes_of(given, calendar)
        return length, ELAPSED if elapsed else clock, False
    days = task_days(task, calendar) if task.has("estimate") else None
    if days is not None:
        return round(days * int(calendar.hours_per_day * 60)), clock, False
    effort, team = task.duration("effort"), team_of(task, clocks, calendar) if task.has("effort") else None
    if effort is not None and team is not None and (agreed is None or shares_stated(task)):
        return minutes_of(effort, calendar)[0] * SHARE, team, False
    if agreed is not None:
        return max(clock.at(night(agreed[1])) - clock.at(morning(agreed[0])), 1), clock, True
    return None, clock, False


def tied_at_both_ends(task: Record) -> bool:
    """Whether a task starts with or after something and ends with something, which is its length where it states none."""
    ties = {str(part.get("type") or "FS") for part in task.items("depends")} if task.has("depends") else set[str]()
    return not ties.isdisjoint(("FS", "SS")) and not ties.isdisjoint(("FF", "SF"))


def shares_stated(task: Record) -> bool:
    return all(part.get("percent") is not None for part in task.items("assignees"))


def held(task: Record, agreed: Dates | None, *, stated: bool) -> int | None:
    """Before when a task may not begin: its constraint, and the agreed start where nothing else dates it."""
    own = day(task, "start_no_earlier")
    free = stated or not task.has("depends")
    known = [on for on in (own, agreed[0] if agreed and free else None) if on is not None]
    return morning(max(known)) if known else None


def deadline(task: Record) -> int | None:
    """Until when a task has to be finished: the earlier of its deadline and its constraint."""
    known = [by for by in (day(task, "deadline"), day(task, "finish_no_later")) if by is not None]
    return night(min(known)) if known else None


def blocked(
    links: Mapping[str, list[Link]], activities: Mapping[str, Activity], unsized: set[str], summaries: Mapping[str, str]
) -> dict[str, str]:
    """What waits for something unsized, over any number of steps, by key: what it waits for at last."""
    if not unsized:
        return {}
    after: dict[str, list[str]] = {}
    for found in links.values():
        for link in found:
            after.setdefault(link.before, []).append(link.after)
    inside: dict[str, list[str]] = {}
    for key, one in activities.items():
        inside.setdefault(one.part_of, []).append(key)
    for key, whole in summaries.items():
        inside.setdefault(whole, []).append(key)
    waiting: dict[str, str] = {}
    stack = [(key, key) for key in sorted(unsized)]
    while stack:
        key, cause = stack.pop()
        for follower in (*after.get(key, ()), *(inside.get(key, ()) if key in summaries and key not in unsized else ())):
            known = activities.get(follower)
            free = follower in summaries or (known is not None and known.begun is None and known.done is None)
            if free and follower not in waiting:
                waiting[follower] = cause
                stack.append((follower, cause))
    return waiting
