"""The share of the runs of a simulation that are done by a day, or within a cost, with its percentiles named."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.curves import across, dot

TALL, TOP, BOTTOM = 236.0, 54.0, 208.0
LEFT, RIGHT = 0.07, 0.76
"""The curve lies between these shares of the width; the names of the percentiles stand behind it."""
BEHIND = 0.78
FIRST, LINE = 28.0, 15.0
"""The height of the first limit's name, and of a line."""
WHOLE = 100.0
MARKS = (0.0, 50.0, 100.0)
EDGE = 0.3
"""Nearer to a side than this, a limit's name ends or begins at its line."""


class Percentile(Struct, frozen=True):
    """A place on the curve: how far from the first to the last value (0 to 1), the percentage, and its name."""

    place: float
    share: float
    name: str


class Limit(Struct, frozen=True):
    """A value that has to be kept: its place, its name, and its tone."""

    place: float
    name: str
    tone: str = "bad"


class Certainty(Struct, frozen=True):
    """A curve of places and percentages with its title, percentiles, limits, and ends of the scale."""

    title: str
    spots: tuple[tuple[float, float], ...]
    percentiles: tuple[Percentile, ...]
    limits: tuple[Limit, ...]
    ends: tuple[str, str]


def certainty(one: Certainty, marks: Sequence[str], label: str) -> str:
    """The picture; `marks` are the words for none, half and all of the runs."""
    shapes = [svg.words(0.0, 12, one.title, tone="ink", css="name")]
    for share, mark in zip(MARKS, marks, strict=True):
        y = level(share)
        shapes += [across(LEFT, y, RIGHT, y, "rule"), svg.words(0.0, y + 4, mark)]
    shapes += [svg.words(LEFT, TALL - 8, one.ends[0]), svg.words(RIGHT, TALL - 8, one.ends[1], anchor="end")]
    for at, limit in enumerate(one.limits):
        shapes += limit_shapes(limit, FIRST + LINE * at)
    points = [(x_of(place), level(share)) for place, share in one.spots]
    points = [(points[0][0], BOTTOM), *points]
    shapes += [across(x, y, x2, y2, "accent", 2) for (x, y), (x2, y2) in pairwise(points)]
    for named in one.percentiles:
        shapes += percentile_shapes(named)
    return svg.picture(TALL, label, *shapes, css="curves certainty")


def x_of(place: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, place))


def level(share: float) -> float:
    return BOTTOM - share / WHOLE * (BOTTOM - TOP)


def limit_shapes(limit: Limit, height: float) -> list[str]:
    """A vertical line with its name above the curve."""
    x = x_of(limit.place)
    anchor = "end" if limit.place > 1 - EDGE else "middle" if limit.place > EDGE else ""
    return [svg.rule(x, height + 5, BOTTOM, limit.tone, 1.5), svg.words(x, height, limit.name, tone=limit.tone, anchor=anchor)]


def percentile_shapes(named: Percentile) -> list[str]:
    """A dot on the curve, and a line to its name behind it."""
    x, y = x_of(named.place), level(named.share)
    return [
        across(x, y, BEHIND - 0.01, y, "muted", dashed=True),
        dot(x, svg.number(y), "accent"),
        svg.words(BEHIND, y + 4, named.name, tone="ink", css="name"),
    ]
