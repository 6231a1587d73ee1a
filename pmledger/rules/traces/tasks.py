"""Tasks that are late by the plan that was agreed, and tasks that are too large to be followed."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import baseline_dates, current_baseline, item_dates, leaf_tasks
from pmledger.analysis.standing import day
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import is_still_open, pointer, project_calendar, status_place
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import Message, say, say_count

RUNNING = frozenset({"initiating", "planning", "executing", "closing"})
"""States of a project in which its plan asks something of somebody."""
UNDER_WAY = frozenset({"in_progress", "in_review"})
MOST_DAYS, MOST_HOURS = 20, 80
"""Working days and hours beyond which a piece of work is hard to follow."""


def running(facts: Facts) -> Iterator[tuple[Record, tuple[Record, ...]]]:
    """The projects that run, each with its open tasks that have no parts."""
    for project in facts.ledger.of("project"):
        if project.status in RUNNING:
            tasks = leaf_tasks(facts.ledger.of_project(project.key, "task"))
            yield project, tuple(task for task in tasks if is_still_open(facts, task))


def late_task(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A task was to be begun or finished by now, as it was agreed, and is not.

    What was agreed is `baseline_start` and `baseline_finish` of the task, else its dates in the current baseline. A
    task whose `deadline` has passed is told of by that. This is business, not a fault of the ledger.

    Do it, say what is in the way (`status: blocked` with `blocked_reason`), or move the plan by a change.
    """
    for project, tasks in running(facts):
        baseline = current_baseline(project, facts.ledger, facts.as_of)
        items, calendar = item_dates(baseline) if baseline else {}, project_calendar(facts, project.key)
        for task in tasks:
            dates, deadline = baseline_dates(task, items), day(task, "deadline")
            if dates is None or (deadline is not None and deadline < facts.as_of):
                continue
            started = day(task, "actual_start")
            begun = task.status in UNDER_WAY or (started is not None and started <= facts.as_of)
            due = dates[1] if begun else dates[0]
            late = calendar.slip(due, facts.as_of)
            if late > 0:
                yield fault.at(
                    task.place(*status_place(task)),
                    lateness(task, due, late, begun=begun),
                    found=task.status,
                    related=(agreed_place(task, baseline, begun=begun),),
                    record=task.key,
                )


def lateness(task: Record, due: date, late: int, *, begun: bool) -> Message:
    if begun:
        return say_count(
            "“{title}” was to be finished on {day}, {count} working day ago",
            "“{title}” was to be finished on {day}, {count} working days ago", late, title=task.title, day=due,
        )  # fmt: skip
    return say_count(
        "“{title}” was to begin on {day}, {count} working day ago",
        "“{title}” was to begin on {day}, {count} working days ago", late, title=task.title, day=due,
    )  # fmt: skip


def agreed_place(task: Record, baseline: Record | None, *, begun: bool) -> Related:
    """Where the agreed date is written: in the task, else in the baseline's item."""
    message, field = say("it was agreed here"), "finish" if begun else "start"
    if task.has(f"baseline_{field}"):
        return pointer(task, message, f"baseline_{field}")
    if baseline is None:
        return pointer(task, message)
    for at, item in enumerate(baseline.items("items")):
        if baseline.target(f"items[{at}].ref") == task.key:
            return pointer(baseline, message, "items", at, field if item.get(field) is not None else "finish")
    return pointer(baseline, message)


def oversized_task(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An open task without parts takes more than 20 working days, or more than 80 hours of work.

    So large a piece is begun, and then half done for weeks, before anybody sees that it is late. A rule of thumb, hence
    a hint.

    Split it into tasks with `parent:` this one.
    """
    for project, tasks in running(facts):
        calendar = project_calendar(facts, project.key)
        for task in tasks:
            field = too_large(task, calendar)
            if field:
                yield fault.at(
                    task.place(field),
                    say("“{title}” takes {length}, more than {days} working days or {hours} hours of work",
                        title=task.title, length=task.duration(field), days=MOST_DAYS, hours=MOST_HOURS),
                    found=str(task.duration(field)),
                    help=say("split it into smaller tasks that are parts of it"),
                    record=task.key,
                )  # fmt: skip


def too_large(task: Record, calendar: WorkCalendar) -> str:
    """The field by which a task is too large to be followed, or ""."""
    length, work = task.duration("duration"), task.duration("effort")
    if length is not None and calendar.days_of(length) > MOST_DAYS:
        return "duration"
    if work is not None and calendar.days_of(work) * Fraction(calendar.hours_per_day) > MOST_HOURS:
        return "effort"
    return ""


RULES: tuple[Rule, ...] = (
    rule("PM208", "late-task", Severity.ATTENTION, late_task, by_state=True),
    rule("PM238", "oversized-task", Severity.HINT, oversized_task, by_state=True),
)
