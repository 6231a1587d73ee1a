"""When a task runs by what is known now, and by how much it is later than agreed."""

from datetime import date

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, unknown
from pmledger.analysis.progress import Dates, baseline_dates, current_baseline, item_dates, leaf_tasks, task_days
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, is_open
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say


class TaskDates(Struct, frozen=True):
    """A task's agreed and expected dates, and how many working days its finish is late by them.

    An open task whose expected finish has passed counts up to the day. None where one of the two is not known.
    """

    task: Record
    agreed: Dates | None
    expected: Dates | None
    late: int | None


def expected_dates(
    task: Record, agreed: Dates | None, calendar: WorkCalendar, timetable: Timetable, as_of: date
) -> Dates | None:
    """When a task runs by the plan; where that cannot be told, from the dates known of it alone.

    These are the actual ones, else forecast from its rest or duration, else as agreed.
    """
    planned = timetable.dates(task.key)
    return planned or own_dates(task, agreed, calendar, as_of)


def own_dates(task: Record, agreed: Dates | None, calendar: WorkCalendar, as_of: date) -> Dates | None:
    begun = day(task, "actual_start")
    start = begun or max((on for on in (day(task, "start_no_earlier"), agreed[0] if agreed else None) if on), default=None)
    if start is None:
        return None
    finish = day(task, "actual_finish")
    if finish is not None:
        return start, finish
    if begun and (left := task.duration("remaining")) is not None:
        return start, calendar.add_working_days(as_of, max(0, round(calendar.days_of(left))))
    length = task_days(task, calendar)
    if length is not None:
        return start, calendar.add_working_days(start, max(0, -(-length.numerator // length.denominator) - 1))
    return (start, max(start, agreed[1])) if agreed else None


def task_dates(
    project: Record, ledger: Ledger, calendar: WorkCalendar, timetable: Timetable, as_of: date
) -> tuple[TaskDates, ...]:
    """The dates of all leaf tasks of a project against its current baseline."""
    baseline = current_baseline(project, ledger, as_of)
    items = item_dates(baseline) if baseline else {}
    return tuple(
        dates_of(task, baseline_dates(task, items), calendar, timetable, as_of)
        for task in leaf_tasks(ledger.of_project(project.key, "task"))
    )


def dates_of(
    task: Record, agreed: Dates | None, calendar: WorkCalendar, timetable: Timetable, as_of: date
) -> TaskDates:
    expected = expected_dates(task, agreed, calendar, timetable, as_of)
    if agreed is None or expected is None:
        return TaskDates(task, agreed, expected, None)
    end = max(expected[1], as_of) if is_open(task, as_of) else expected[1]
    return TaskDates(task, agreed, expected, calendar.slip(agreed[1], end))


def slip_of(found: TaskDates) -> Result:
    """The working days by which a task ends later than agreed; negative is earlier."""
    key = found.task.key
    inputs = (
        Input(say("Finish in the baseline"), found.agreed[1] if found.agreed else None, key),
        Input(say("Expected finish"), found.expected[1] if found.expected else None, key),
    )
    if found.agreed is None:
        return unknown(say("no baseline says when it was to end"), inputs)
    if found.late is None:
        return unknown(say("nothing says when it will run"), inputs)
    return Result(found.late, inputs)


def late_tasks(found: tuple[TaskDates, ...], as_of: date) -> tuple[TaskDates, ...]:
    """The open tasks that end later than agreed, the latest first."""
    late = [one for one in found if one.late is not None and one.late > 0 and is_open(one.task, as_of)]
    return tuple(sorted(late, key=lambda one: (-(one.late or 0), one.task.key)))
