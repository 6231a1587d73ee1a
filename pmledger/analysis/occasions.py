"""When a communication plan asks for the next contact."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.standing import as_day, day, is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

DAYS = {"daily": 1, "weekly": 7, "biweekly": 14}
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
MOST = 20_000
"""Occurrences looked at in one plan: daily for fifty years."""


def rhythm(frequency: str) -> tuple[int, int]:
    """Days and months between two occurrences: one of the usual words, or FREQ and INTERVAL of a recurrence rule.

    (0, 0) where there is no rhythm, as in on_event. Other parts of a recurrence rule (RFC 5545) are not looked at.
    """
    if frequency in DAYS:
        return DAYS[frequency], 0
    if frequency in MONTHS:
        return 0, MONTHS[frequency]
    parts = dict(part.partition("=")[::2] for part in frequency.upper().removeprefix("RRULE:").split(";"))
    given = parts.get("INTERVAL", "1")
    every = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 1
    word = parts.get("FREQ", "").lower()
    return DAYS.get(word, 0) * max(every, 1), MONTHS.get(word, 0) * max(every, 1)


def month_on(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short for it."""
    whole = start.year * 12 + start.month - 1 + months
    year, month = divmod(whole, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), after - timedelta(days=1))


def occurrences(plan: Record, until: date) -> Iterator[date]:
    """The days of a plan up to a day, before pauses and holidays are looked at."""
    first = day(plan, "first_on")
    step, months = rhythm(plan.text("frequency"))
    last = min(day(plan, "until") or until, until)
    if first is None or (step == 0 and months == 0):
        return
    for at in range(MOST):
        on = month_on(first, at * months) if months else first + timedelta(days=at * step)
        if on > last:
            return
        yield on


def is_paused(plan: Record, on: date) -> bool:
    return any(
        (start := as_day(part.get("from"))) is not None
        and start <= on
        and ((end := as_day(part.get("to"))) is None or on <= end)
        for part in plan.items("pauses")
    )


def last_done(plan: Record, ledger: Ledger, as_of: date) -> date | None:
    """When the plan was last followed: by a communication that names it, else by one on its channel with its audience.

    For a plan to report, an issued status report of its project counts as well.
    """
    dates = [day(one, "date") for one in matching(plan, ledger) if is_counted(one, as_of)]
    if plan.text("purpose") == "report" and plan.project:
        reports = ledger.of_project(plan.project, "status_report")
        dates += [day(report, "issued_on") for report in reports if report.status == "issued"]
    return max((on for on in dates if on is not None and on <= as_of), default=None)


def matching(plan: Record, ledger: Ledger) -> tuple[Record, ...]:
    named = ledger.pointing_at(plan.key, "communication", "plan_item")
    audience = set(plan.targets.get("audience", ()))
    if named or not audience:
        return named
    home = plan.project or plan.client
    found = ledger.of_project(home, "communication") if plan.project else ledger.of_client(home, "communication")
    return tuple(
        one
        for one in found
        if one.text("channel") == plan.text("channel") and audience & set(one.targets.get("participants", ()))
    )


def next_due(plan: Record, ledger: Ledger, calendar: WorkCalendar, as_of: date) -> date | None:
    """The first occurrence after the last time the plan was followed, outside pauses, on a working day.

    None when nothing more comes within a year of the day, or the plan is not active.
    """
    if plan.status != "active":
        return None
    done = last_done(plan, ledger, as_of)
    horizon = as_of + timedelta(days=366)
    coming = (on for on in occurrences(plan, horizon) if (done is None or on > done) and not is_paused(plan, on))
    found = next(islice(coming, 1), None)
    return None if found is None else calendar.next_working(found)
