"""Months by their first and last days."""

from calendar import monthrange
from datetime import date, timedelta


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def last_months(day: date, count: int) -> tuple[date, ...]:
    """The first days of the last months, the day's own first."""
    found = [month_of(day)]
    while len(found) < count:
        found.append(month_of(found[-1] - timedelta(days=1)))
    return tuple(found)
