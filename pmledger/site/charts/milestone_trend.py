"""Promised dates over the days on which they were said: level lines hold, rising ones slip, all end on the diagonal."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.curves import across, dot

TALL = 330
TOP, BOTTOM = 30.0, 296.0
LEFT, RIGHT, GAP = 0.1, 0.7, 0.012
"""Where the first and the last look stand, and the room between a line's end and its name."""
APART = 14.0
MARKS = 6
"""Most names of months on either axis."""


class Thread(Struct, frozen=True):
    """A line: its name, its spots (the day of the look, the day that was said), its tone, and its name on a phone."""

    name: str
    spots: tuple[tuple[date, date], ...]
    tone: str = ""
    dashed: bool = False
    short: str = ""


class Field(Struct, frozen=True):
    """The days at the edges: looks from left to right, said dates from below upwards."""

    first: date
    last: date
    low: date
    high: date

    def x(self, day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / max((self.last - self.first).days, 1)

    def y(self, day: date) -> float:
        return BOTTOM - (BOTTOM - TOP) * (day - self.low).days / max((self.high - self.low).days, 1)


def milestone_trend(threads: Sequence[Thread], name: Callable[[date], str], reached: str, label: str) -> str:
    """The picture; `name` names a month by its first day, `reached` the diagonal on which a date is its own look."""
    looks = [look for thread in threads for look, _ in thread.spots]
    said = [on for thread in threads for _, on in thread.spots]
    field = Field(min(looks), max(looks), min(said), max(said))
    shapes = [*levels(field, name), *months_below(field, name), *diagonal(field)]
    for thread in threads:
        for (x, y), (x2, y2) in pairwise(thread.spots):
            shapes.append(across(field.x(x), field.y(y), field.x(x2), field.y(y2), thread.tone or "accent", 2, dashed=thread.dashed))
        shapes.extend(dot(field.x(look), svg.number(field.y(on)), thread.tone) for look, on in thread.spots)
    shapes.extend(names(threads, field, reached))
    return svg.picture(TALL, label, *shapes, css="curves trend")


def firsts(low: date, high: date) -> list[date]:
    """First days of months between two days, so many that they can be read."""
    every = []
    at = date(low.year, low.month, 1)
    while at <= high:
        if at >= low:
            every.append(at)
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    step = next((size for size in (1, 2, 3, 4, 6, 12) if len(every) <= MARKS * size), 24)
    return [one for one in every if (one.year * 12 + one.month - 1) % step == 0] or every[:1]


def levels(field: Field, name: Callable[[date], str]) -> list[str]:
    found = []
    for month in firsts(field.low, field.high):
        y = field.y(month)
        found += [across(0.0, y, RIGHT, y, "rule"), svg.words(0.0, y - 3, name(month), tone="muted")]
    return found


def months_below(field: Field, name: Callable[[date], str]) -> list[str]:
    found = []
    for month in firsts(field.first, field.last):
        x = field.x(month)
        found.append(svg.words(x, TALL - 8, name(month), tone="muted", anchor="middle"))
    return found


def diagonal_end(field: Field) -> date | None:
    """The last day on which a date may be its own look; None where all that is said lies ahead."""
    end = min(field.last, field.high)
    return end if max(field.first, field.low) < end else None


def diagonal(field: Field) -> list[str]:
    """Where the day of the look is the day that is said: below it nothing can be."""
    end = diagonal_end(field)
    if end is None:
        return []
    start = max(field.first, field.low)
    return [across(field.x(start), field.y(start), field.x(end), field.y(end), "edge", 1, dashed=True)]


def names(threads: Sequence[Thread], field: Field, reached: str) -> list[str]:
    """Each name behind the end of its line, the upper ones first and none upon another; a phone has the short ones."""
    ends = [(field.y(thread.spots[-1][1]), field.x(thread.spots[-1][0]), thread) for thread in threads]
    last = diagonal_end(field)
    if last is not None:
        ends.append((field.y(last), field.x(last), Thread(reached, (), "muted", short=reached)))
    found, above = [], 0.0
    for y, x, thread in sorted(ends, key=lambda one: (one[0], one[1], one[2].name)):
        above = max(y + 4, above + APART)
        tone = thread.tone or "accent"
        found.append(svg.words(x + GAP, above, thread.name, tone=tone, css="name wide"))
        found.append(svg.words(x + GAP, above, thread.short, tone=tone, css="name narrow"))
    return found
