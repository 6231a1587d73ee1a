"""What a project's tasks, stages and milestones say of its plan: activities, links, summaries."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates, baseline_dates, current_baseline, item_dates, task_days
from pmledger.analysis.schedule.clock import ELAPSED, Clock, morning, night
from pmledger.analysis.schedule.lengths import SHARE, Clocks, assigned, lag_of, minutes_of, team_of
from pmledger.analysis.schedule.network import Activity, Link, Tie
from pmledger.analysis.standing import day
from pmledger.ledger.record import Record

OVER = frozenset({"cancelled"})


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
