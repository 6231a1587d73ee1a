"""What is left of the work of a plan, on the days on which it is expected to be done."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.earned.agreed import Agreed
from pmledger.analysis.schedule.timetable import Timetable


class Rest(Struct, frozen=True):
    """What of a piece of work's value is still to be earned, and its first and last day from tomorrow on."""

    start: date
    finish: date
    value: Fraction


def rest_of(plan: Agreed, timetable: Timetable, as_of: date) -> tuple[Rest, ...]:
    """Every piece that is not done, by the plan as it is forecast now; where that does not date it, as it was agreed.

    Nothing where a piece does not say how much of it is done.
    """
    return () if plan.earned is None else tuple(pieces(plan, timetable, as_of))


def pieces(plan: Agreed, timetable: Timetable, as_of: date) -> Iterator[Rest]:
    tomorrow = as_of + timedelta(days=1)
    for piece in plan.pieces:
        value = piece.value * (100 - (piece.done or 0)) / 100
        if value:
            key = piece.record.key
            dates = timetable.dates(key) if key in timetable.activities else None
            start, finish = dates or (piece.start, piece.finish)
            yield Rest(max(start, tomorrow), max(finish, tomorrow), value)
