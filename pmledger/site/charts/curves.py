"""Lines over time with their names at their ends."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

from msgspec import Struct

from pmledger.site.charts import svg

HEIGHT = 190
TOP, BOTTOM = 26.0, 168.0
LEFT = 0.05
"""Where the first point stands, so that the numbers of the scale have room before it."""
ROUND = (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10)
APART = 15.0
"""Pixels between the names of two lines."""


class Curve(Struct, frozen=True):
    """A line: its name with the last value, its values from the earliest to the latest, and its tone."""

    name: str
    values: tuple[float, ...]
    tone: str = ""
    dashed: bool = False


class Scale(Struct, frozen=True):
    """The values at the lower and the upper edge."""

    low: float
    high: float

    def level(self, value: float) -> float:
        """The height at which a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return BOTTOM - min(1.0, max(0.0, share)) * (BOTTOM - TOP)


def curves(lines: Sequence[Curve], days: Sequence[str], label: str, *, nought: bool = True) -> str:
    """Lines over the same points in time; `days` names those points, "" where nothing is written.

    The scale holds every value, and 0 unless `nought` is false; "" without a point.
    """
    if not days or not lines:
        return ""
    values = [value for line in lines for value in line.values]
    scale = scale_of(values) if nought else close_scale(values)
    shapes = [*grid(scale), *time_axis(days)]
    heights = name_heights(lines, scale)
    for line, height in zip(lines, heights, strict=True):
        shapes.extend(stretches(line, scale, len(days)))
        shapes.append(svg.words(1.0, height, line.name, tone=line.tone or "accent", anchor="end", css="name"))
    return svg.picture(HEIGHT, label, *shapes, css="curves")


def scale_of(values: Sequence[float]) -> Scale:
    """From 0, or a round number below it, to a round number above all values."""
    least = min(values, default=0.0)
    return Scale(-scale_end(-least) if least < 0 else 0.0, scale_end(max(values, default=0.0)))


def close_scale(values: Sequence[float]) -> Scale:
    """Round numbers close below and above all values, for lines whose distance from 0 says nothing."""
    least, most = min(values, default=0.0), max(values, default=0.0)
    step, wanted = 1.0, (most - least) / 4 or 1.0
    while step > wanted:
        step /= 10
    while step * 10 <= wanted:
        step *= 10
    step = next((size * step for size in (1, 2, 5) if size * step >= wanted), 10 * step)
    return Scale(step * floor(least / step), step * (ceil(most / step) + (most == least)))


def scale_end(largest: float) -> float:
    """A round end of the scale whose half is round too."""
    need = max(largest, 1.0)
    size = 1.0
    while need > 10 * size:
        size *= 10
    rounds = (step * size for step in ROUND)
    return next(end for end in rounds if end >= need and (end <= 2 or end % 2 == 0))


def grid(scale: Scale) -> list[str]:
    """The lower edge, the middle or nothing, and the upper edge as quiet lines with their numbers."""
    middle = 0.0 if scale.low < 0 < scale.high else (scale.low + scale.high) / 2
    marks = (scale.low, scale.high) if (scale.low, scale.high) == (0.0, 1.0) else (scale.low, middle, scale.high)
    found = []
    for mark in marks:
        y = scale.level(mark)
        found.append(across(0.0, y, 1.0, y, "rule"))
        found.append(svg.words(0.0, y - 3, svg.number(mark).replace("-", "\u2212"), tone="muted"))
    return found


def time_axis(days: Sequence[str]) -> list[str]:
    """The names below their points; the last ones end at theirs."""
    found = []
    for index, text in enumerate(days):
        if text:
            x = at(index, len(days))
            anchor = "end" if x > 0.9 else "middle" if x > 0.1 else ""
            found.append(svg.words(x, HEIGHT - 6, text, tone="muted", anchor=anchor))
    return found


def at(index: int, count: int) -> float:
    return 1.0 if count == 1 else LEFT + (1.0 - LEFT) * index / (count - 1)


def stretches(line: Curve, scale: Scale, count: int) -> list[str]:
    """A line piece by piece, since its places are in per cent of a width that nobody knows here."""
    first = count - len(line.values)
    points = [(at(first + index, count), scale.level(value)) for index, value in enumerate(line.values)]
    if len(set(line.values)) == 1 and len(points) > 1:
        points = [points[0], points[-1]]
    pieces = [
        across(x, y, x2, y2, line.tone or "accent", 2, dashed=line.dashed)
        for (x, y), (x2, y2) in pairwise(points)
    ]
    if points:
        x, y = points[-1]
        pieces.append(dot(x, svg.number(y), line.tone))
    return pieces


def name_heights(lines: Sequence[Curve], scale: Scale) -> list[float]:
    """Where the names stand: above their line's end; a lower one that would touch it below its own line."""
    ends = [(scale.level(line.values[-1]) if line.values else BOTTOM) for line in lines]
    heights = [0.0] * len(lines)
    above = 0.0
    for index in sorted(range(len(lines)), key=lambda place: (ends[place], place)):
        wish = ends[index] - 7
        heights[index] = wish if wish - above >= APART else max(ends[index] + APART, above + APART)
        above = heights[index]
    return heights


def across(x: float, y: float | str, x2: float, y2: float | str, tone: str, width: float = 1, *, dashed: bool = False) -> str:
    """A straight line between two places, each as a share of the width and a height."""
    return svg.element(
        "line",
        x1=svg.percent(x),
        y1=svg.number(y),
        x2=svg.percent(x2),
        y2=svg.number(y2),
        stroke=svg.INK[tone],
        stroke_width=width,
        stroke_linecap="round",
        stroke_dasharray="2 5" if dashed else "",
        class_=f"s-{tone}",
    )


def dot(x: float, y: str, tone: str) -> str:
    """The end of a line."""
    css = f"f-{tone or 'accent'}"
    return svg.element("circle", cx=svg.percent(min(0.995, x)), cy=y, r=3.5, fill=svg.INK[tone], class_=css)
