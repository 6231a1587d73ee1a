"""A line of time with a mark for each occasion: held, late, missed, or still to come."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.gantt import Scale

HEIGHT = 34
MIDDLE = 17.0
PATHS = {
    "late": ("M0-6 6 5-6 5Z", "warn"),
    "missed": ("M0-6.5 6.5 0 0 6.5-6.5 0Z", "bad"),
}
"""Shapes that differ without colour: a triangle, a diamond."""


class Occasion(Struct, frozen=True):
    """A mark on a day; `state` is held, late, missed or due, `title` says it in words."""

    day: date
    state: str
    title: str


def strip(scale: Scale, occasions: Sequence[Occasion], shared: tuple[str, str], label: str) -> str:
    """One row's picture: calendar lines, a mark for each occasion, today."""
    marks = [mark(scale.at(one.day), one) for one in occasions if scale.first <= one.day <= scale.last]
    return svg.picture(HEIGHT, label, shared[0], *marks, shared[1], css="row")


def mark(x: float, one: Occasion) -> str:
    """A full circle for held, an open one for due, a triangle for late, a diamond for missed."""
    title = svg.element("title", text=one.title)
    if one.state in PATHS:
        path, tone = PATHS[one.state]
        shape = svg.element("path", title, d=path, fill=svg.INK[tone], class_=f"f-{tone}")
    elif one.state == "held":
        shape = svg.element("circle", title, r=5, fill=svg.INK["good"], class_="f-good")
    else:
        shape = svg.element(
            "circle", title, r=5, fill=svg.INK["paper"], stroke=svg.INK["ink"], stroke_width=1.5, class_="due"
        )
    return svg.element("svg", shape, x=svg.percent(x), y=MIDDLE, overflow="visible", class_="diamond")
