"""Actions: what is open and overdue, and how many were done by their day."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.standing import day, is_open, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say

WINDOW_DAYS = 180


def done_on(action: Record, as_of: date) -> date | None:
    """When an action was done, if it was by the day."""
    on = day(action, "done_on")
    return on if action.status == "done" and on is not None and on <= as_of else None


def judged(actions: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """Actions due in the last 180 days without those cancelled; open ones once their day has passed."""
    since = as_of - timedelta(days=WINDOW_DAYS)
    return tuple(
        one
        for one in actions
        if one.status != "cancelled"
        and (due := day(one, "due")) is not None
        and since <= due <= as_of
        and (due < as_of or done_on(one, as_of) is not None)
    )


def on_time(actions: Iterable[Record], as_of: date) -> Result:
    """Percent of the actions of the last 180 days that were done on or before their day."""
    due = judged(actions, as_of)
    if not due:
        return unknown(say("no action was due in the last {days} days", days=WINDOW_DAYS))
    kept = sum(was_on_time(one, as_of) for one in due)
    inputs = tuple(Input(titled(one), day(one, "done_on"), one.key, "due") for one in due)
    return Result(exact(Fraction(100 * kept, len(due))), (*inputs, Input(say("Actions judged"), len(due))))


def was_on_time(action: Record, as_of: date) -> bool:
    done, due = done_on(action, as_of), day(action, "due")
    return done is not None and due is not None and done <= due


def waiting(actions: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """Open actions, the earliest due first."""
    found = [one for one in actions if is_open(one, as_of)]
    return tuple(sorted(found, key=lambda one: (day(one, "due") or date.max, one.key)))


def opened(actions: Iterable[Record], as_of: date) -> Result:
    found = waiting(actions, as_of)
    return Result(len(found), tuple(Input(titled(one), day(one, "due"), one.key, "due") for one in found))
