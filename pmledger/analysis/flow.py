"""What came in and what went out over time: running sums at the ends of weeks, months or quarters."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from pmledger.analysis.months import month_end

MOST = 24
"""Points of time at most; with more of them the steps grow longer."""
WEEKS = 16
"""Weeks up to which points stand at the ends of weeks."""


class Flow(Struct, frozen=True):
    """A day, and how many had come and gone by its end, counted from the beginning."""

    day: date
    come: int
    gone: int

    @property
    def left(self) -> int:
        return self.come - self.gone


def flow(come: Sequence[date], gone: Sequence[date], as_of: date) -> tuple[Flow, ...]:
    """The running sums from the day before the first one came until the day; days after it do not count.

    Weeks end on Sundays. When there is too much to show, the last points stand and sum up what was before them.
    """
    came, went = sorted(one for one in come if one <= as_of), sorted(one for one in gone if one <= as_of)
    if not came:
        return ()
    return tuple(Flow(end, bisect_right(came, end), bisect_right(went, end)) for end in points(came[0], as_of))


def points(first: date, last: date) -> tuple[date, ...]:
    """The ends of the steps between two days, the last day itself among them, at most `MOST`."""
    weeks = (last - first).days <= 7 * WEEKS
    end = first - timedelta(days=1)
    found = [end]
    while end < last:
        end = min(last, end + timedelta(days=7 - end.isoweekday() % 7) if weeks else month_end(end + timedelta(days=1)))
        found.append(end)
    if len(found) > 2 * MOST:
        found = [found[0], *(each for each in found[1:-1] if each.month % 3 == 0), found[-1]]
    return tuple(found[-MOST:])
