"""Tasks against the milestones that wait for them, and parts against the whole."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.balance.reconciliation import money
from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates, current_baseline, item_dates
from pmledger.analysis.remaining_work import expected_finish
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import OPEN, day
from pmledger.kinds.values import Duration
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer, project_calendar
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

ENDS = ("FS", "FF")
PLANNED: Mapping[str, tuple[str, str]] = {
    "task": ("baseline_start", "baseline_finish"),
    "phase": ("planned_start", "planned_finish"),
    "project": ("planned_start", "planned_finish"),
}
"""By kind, the fields of the planned start and finish."""


class Plan(Struct, frozen=True):
    """The tasks of a project with their parts, and what dates its current baseline gives them."""

    project: Record
    calendar: WorkCalendar
    baseline: Record | None
    items: Mapping[str, Dates]
    parts: Mapping[str, tuple[Record, ...]]
    timetable: Timetable

    def finish(self, task: Record, as_of: date) -> tuple[date, Record] | None:
        """When a task or stage is expected to finish, and which one of its parts says so; it may be the task itself."""
        found: list[tuple[date, str, Record]] = []
        waiting, seen = [task], set[str]()
        while waiting:
            one = waiting.pop()
            if one.key in seen:
                continue
            seen.add(one.key)
            below = self.parts.get(one.key, ())
            waiting.extend(below)
            finish = None if below else self.own_finish(one, as_of)
            if finish is not None:
                found.append((finish, one.key, one))
        best = max(found, default=None)
        return (best[0], best[2]) if best else None

    def own_finish(self, part: Record, as_of: date) -> date | None:
        """The expected finish of a task, the planned one of a stage that is not over."""
        if part.kind == "task":
            return expected_finish(part, self.items, self.calendar, self.timetable, as_of)
        return day(part, "planned_finish") if part.status not in {"completed", "skipped"} else None

    def says(self, task: Record, finish: date) -> Related:
        """Where the finish of a task is written: in the task, else in the baseline."""
        message = say("“{title}” is expected to finish on {day}", title=task.title, day=finish)
        for field in ("actual_finish", "planned_finish", "baseline_finish", "remaining", "duration"):
            if task.has(field):
                return pointer(task, message, field)
        items = self.baseline.items("items") if self.baseline else ()
        for at, _ in enumerate(items):
            if self.baseline is not None and self.baseline.target(f"items[{at}].ref") == task.key:
                return pointer(self.baseline, message, "items", at, "finish")
        return pointer(task, message)


def plans(facts: Facts) -> Iterator[Plan]:
    for project in facts.ledger.of("project"):
        tasks = facts.ledger.of_project(project.key, "task")
        parts: dict[str, list[Record]] = {}
        for task in tasks:
            parts.setdefault(task.target("parent") or task.parent, []).append(task)
        baseline = current_baseline(project, facts.ledger, facts.as_of)
        yield Plan(
            project,
            project_calendar(facts, project.key),
            baseline,
            item_dates(baseline) if baseline else {},
            {key: tuple(below) for key, below in parts.items() if key},
            facts.conclusions.timetable,
        )


def task_after_milestone(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A milestone is forecast for a day before a task or stage that it waits for is expected to finish.

    The task's finish is its actual one, or the one that the plan gives it by its length and all that it waits for;
    what has parts finishes with the last of them. Either the milestone will be later than it says, or the task is faster
    than planned and its plan does not say so.

    ```yaml
    milestones:
      - {id: beta, title: Beta, forecast_date: 2026-04-17, depends: [build]}   # build: baseline_finish: 2026-04-24
    ```

    Write the milestone's new `forecast_date`, or the task's dates as they are expected now.
    """
    for plan in plans(facts):
        for milestone in facts.ledger.of_project(plan.project.key, "milestone"):
            forecast = day(milestone, "forecast_date")
            # A forecast that has passed is reported by itself.
            if milestone.status != "planned" or forecast is None or forecast < facts.as_of:
                continue
            for at, item in enumerate(milestone.items("depends")):
                task = facts.ledger.get(milestone.target(f"depends[{at}].task"))
                if task is None or task.kind not in {"task", "phase"} or item.get("type", "FS") not in ENDS:
                    continue
                found = plan.finish(task, facts.as_of)
                ready = lagged(found[0], item.get("lag"), plan.calendar) if found else None
                if found and ready is not None and ready > forecast:
                    yield fault.at(
                        milestone.place("forecast_date"),
                        say_count(
                            "{milestone} is forecast for {forecast}, but “{task}”, which it waits for, lets it come on"
                            " {ready} at the earliest: {count} working day too early",
                            "{milestone} is forecast for {forecast}, but “{task}”, which it waits for, lets it come on"
                            " {ready} at the earliest: {count} working days too early",
                            plan.calendar.slip(forecast, ready),
                            milestone=milestone.title, forecast=forecast, task=found[1].title, ready=ready,
                        ),
                        found=str(forecast),
                        help=say("a forecast_date from {day} on", day=ready),
                        related=(plan.says(found[1], found[0]),),
                        record=milestone.key,
                    )  # fmt: skip


def lagged(finish: date, lag: object, calendar: WorkCalendar) -> date:
    """The day a lag after a finish: working days of the project, or days on the wall when it is elapsed."""
    if not isinstance(lag, Duration):
        return finish
    if lag.elapsed and lag.unit in {"d", "w"}:
        return finish + timedelta(days=round(lag.amount * (7 if lag.unit == "w" else 1)))
    return calendar.add_working_days(finish, round(calendar.days_of(lag)))


def child_after_parent(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A part is planned outside the whole, or the parts' budgets are not the whole's.

    Tasks are parts of tasks and stages, stages of projects; a goal of a stage is due before the goal that it serves.
    Planned dates that contradict each other are an error; budgets that do not add up a warning; a task that is only
    expected to finish after its stage is business that needs somebody.

    ```yaml
    phases: [{id: build, title: Build, order: 1, planned_finish: 2026-04-24}]
    tasks:  [{id: export, title: Export, parent: build, baseline_finish: 2026-05-08}]
    ```

    Correct the one that is out of date.
    """
    for goal in facts.ledger.of("goal"):
        parent = facts.ledger.get(goal.target("relevant_to"))
        if parent is not None and parent.kind == "goal":
            yield from outside(fault, goal, parent, ("start", "due"), ("start", "due"))
    for plan in plans(facts):
        for phase in facts.ledger.of_project(plan.project.key, "phase"):
            yield from outside(fault, phase, plan.project, PLANNED["phase"], PLANNED["project"])
        for parent_key, below in plan.parts.items():
            parent = facts.ledger.get(parent_key)
            if parent is None or parent.kind not in {"task", "phase"}:
                continue
            for task in below:
                yield from task_outside(facts, fault, plan, task, parent)
            yield from other_budget(facts, fault, parent, below)
        phases = facts.ledger.of_project(plan.project.key, "phase")
        yield from other_budget(facts, fault, plan.project, phases)


def outside(
    fault: Fault, child: Record, parent: Record, own: tuple[str, str], whole: tuple[str, str]
) -> Iterator[Diagnostic]:
    """A start before the parent's start, a finish after its finish; by the fields that hold them."""
    for at, (field, limit) in enumerate(zip(own, whole, strict=True)):
        mine, theirs = day(child, field), day(parent, limit)
        if mine is None or theirs is None or not (mine < theirs if at == 0 else mine > theirs):
            continue
        early = say("{child} is planned to start on {mine}, before {parent} does on {theirs}", child=child.title,
                    mine=mine, parent=parent.title, theirs=theirs)  # fmt: skip
        late = say("{child} is planned to end on {mine}, after {parent} does on {theirs}", child=child.title,
                   mine=mine, parent=parent.title, theirs=theirs)  # fmt: skip
        yield fault.at(
            child.place(field),
            late if at else early,
            found=str(mine),
            related=(pointer(parent, say("{field} is here", field=field_term(parent.kind, limit)), limit),),
            record=child.key,
        )


def task_outside(facts: Facts, fault: Fault, plan: Plan, task: Record, parent: Record) -> Iterator[Diagnostic]:
    """A task against its parent: their own planned dates, those of the baseline, and what is expected now."""
    found = tuple(outside(fault, task, parent, PLANNED["task"], PLANNED[parent.kind]))
    yield from found
    mine, theirs = plan.items.get(task.key), plan.items.get(parent.key)
    if mine and theirs and (mine[0] < theirs[0] or mine[1] > theirs[1]) and plan.baseline is not None:
        places = {plan.baseline.target(f"items[{at}].ref"): at for at, _ in enumerate(plan.baseline.items("items"))}
        yield fault.at(
            plan.baseline.place("items", places[task.key], "finish"),
            say("{baseline}: {child} runs from {start} to {finish}, outside {parent}, from {first} to {last}",
                baseline=plan.baseline.title, child=task.title, start=mine[0], finish=mine[1], parent=parent.title,
                first=theirs[0], last=theirs[1]),
            found=task.id,
            related=(
                pointer(plan.baseline, say("{title} is here", title=parent.title), "items", places[parent.key],
                        "finish"),
            ),
            record=plan.baseline.key,
        )  # fmt: skip
    limit = day(parent, PLANNED[parent.kind][1])
    expected = plan.finish(task, facts.as_of) if task.status in OPEN["task"] else None
    if not found and limit is not None and expected is not None and expected[0] > limit:
        yield fault.at(
            parent.place(PLANNED[parent.kind][1]),
            say("{parent} ends on {limit}, but “{child}”, a part of it, is expected to finish on {finish}",
                parent=parent.title, limit=limit, child=task.title, finish=expected[0]),
            found=str(limit),
            related=(plan.says(expected[1], expected[0]),),
            record=parent.key,
            severity=Severity.ATTENTION,
        )  # fmt: skip


def other_budget(facts: Facts, fault: Fault, parent: Record, parts: tuple[Record, ...]) -> Iterator[Diagnostic]:
    """Budgets of parts that exceed the whole's; of tasks also those that fall short when all of them have one."""
    whole = parent.money("budget")
    priced = [part for part in parts if part.money("budget") is not None and part.status != "cancelled"]
    if whole is None or not priced:
        return
    total = Fraction(0)
    for part in priced:
        amount = part.money("budget")
        value = facts.conclusions.premises.exchange.convert(amount, whole.currency, facts.as_of) if amount else None
        if value is None:
            return
        total += value
    cents = Fraction(len(priced), 200)
    complete = parent.kind != "project" and len(priced) == len(parts)
    if not (total > Fraction(whole.amount) + cents or (complete and total < Fraction(whole.amount) - cents)):
        return
    yield fault.at(
        parent.place("budget"),
        say("the budget of {parent} is {whole}, those of its parts are {total} together", parent=parent.title,
            whole=whole, total=money(total, whole.currency)),
        found=str(whole),
        related=tuple(pointer(part, say("{title} is one part", title=part.title), "budget") for part in priced[:5]),
        record=parent.key,
        severity=Severity.WARNING,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM323", "task-after-milestone", Severity.WARNING, task_after_milestone, by_state=True),
    rule("PM324", "child-after-parent", Severity.ERROR, child_after_parent),
)
