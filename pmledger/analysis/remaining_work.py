"""When the rest of an open task is done, and how much of it there is."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates, baseline_dates, done_percent, task_days
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day
from pmledger.analysis.task_dates import expected_dates
from pmledger.ledger.record import Record


def expected_finish(
    task: Record, items: Mapping[str, Dates], calendar: WorkCalendar, timetable: Timetable, as_of: date
) -> date | None:
    """When a task was finished, or is expected to be; None when it is cancelled or states no dates.

    `items` are the dates of the current baseline by the keys of tasks.
    """
    if task.status in {"done", "cancelled"}:
        return day(task, "actual_finish") if task.status == "done" else None
    span = days_left(task, items, calendar, timetable, as_of)
    return span[1] if span else None


def days_left(
    task: Record, items: Mapping[str, Dates], calendar: WorkCalendar, timetable: Timetable, as_of: date
) -> Dates | None:
    """From when to when an open task is worked on from a day on, by its dates; None where it has none.

    What should be finished already is taken up now, for as long as it still needs.
    """
    dates = expected_dates(task, baseline_dates(task, items), calendar, timetable, as_of)
    if dates is None:
        return None
    first = max(dates[0], as_of)
    if dates[1] >= first:
        return first, dates[1]
    left = (task_days(task, calendar) or Fraction(1)) * left_share(task, calendar, as_of)
    return first, calendar.finish(first, max(round(left), 1))


def left_share(task: Record, calendar: WorkCalendar, as_of: date) -> Fraction:
    """The part of a task that is not done yet; all of it where it does not say."""
    return 1 - (done_percent(task, calendar, as_of) or Fraction(0)) / 100
