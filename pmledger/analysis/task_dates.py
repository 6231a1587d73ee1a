"""When a task is expected to be worked on and finished, by its stated dates."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates, baseline_dates, done_percent, task_days
from pmledger.analysis.standing import day
from pmledger.ledger.record import Record


def expected_finish(task: Record, items: Mapping[str, Dates], calendar: WorkCalendar, as_of: date) -> date | None:
    """When a task was finished, or is expected to be; None when it is cancelled or states no dates.

    `items` are the dates of the current baseline by the keys of tasks.
    """
    if task.status in {"done", "cancelled"}:
        return day(task, "actual_finish") if task.status == "done" else None
    span = days_left(task, items, calendar, as_of)
    return span[1] if span else None


def days_left(task: Record, items: Mapping[str, Dates], calendar: WorkCalendar, as_of: date) -> Dates | None:
    """From when to when an open task is worked on from a day on, by its stated dates; None where it has none.

    What should be finished already is taken up now, for as long as it still needs.
    """
    agreed = baseline_dates(task, items)
    whole = task_days(task, calendar)
    start = day(task, "actual_start") or (agreed[0] if agreed else day(task, "start_no_earlier"))
    if start is None:
        return None
    if agreed:
        finish = agreed[1]
    elif whole is not None:
        finish = calendar.finish(start, max(round(whole), 1))
    else:
        return None
    first = max(start, as_of)
    if finish >= first:
        return first, finish
    remaining = task.duration("remaining")
    left = (whole or Fraction(1)) * left_share(task, calendar, as_of)
    return first, calendar.finish(first, max(round(calendar.days_of(remaining) if remaining else left), 1))


def left_share(task: Record, calendar: WorkCalendar, as_of: date) -> Fraction:
    """The part of a task that is not done yet; all of it where it does not say."""
    return 1 - (done_percent(task, calendar, as_of) or Fraction(0)) / 100
