"""Lines over time with their names at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pmledger.site.charts import svg

HEIGHT = 190
TOP, BOTTOM = 26.0, 168.0
LEFT = 0.05
"""Where the first point stands, so that the numbers of the scale have room before it."""
ROUND = (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10)
APART = 15.0
"""Pixels between the names of two lines."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: its name with the last value, its values from the earliest to the latest, and its tone."""

    name: str
    values: tuple[float, ...]
    tone: str = ""
    dashed: bool = False


def curves(lines: Sequence[Curve], days: Sequence[str], label: str, most: float = 0.0) -> str:
    """Lines over the same points in time; `days` names those points, "" where nothing is written.

    The scale runs from 0 to the largest value, or to `most` where that is larger; "" without a point.
    """
    if not days or not lines:
        return ""
    top = scale_end(max((value for line in lines for value in line.values), default=0.0), most)
    shapes = [*grid(top), *time_axis(days)]
    heights = name_heights(lines, top)
    for line, height in zip(lines, heights, strict=True):
        shapes.extend(stretches(line, top, len(days)))
        shapes.append(svg.words(1.0, height, line.name, tone=line.tone or "accent", anchor="end", css="name"))
    return svg.picture(HEIGHT, label, *shapes, css="curves")


def scale_end(largest: float, most: float) -> float:
    """A round end of the scale whose half is round too."""
    need = max(largest, most, 1.0)
    size = 1.0
    while need > 10 * size:
        size *= 10
    rounds = (step * size for step in ROUND)
    return next(end for end in rounds if end >= need and (end <= 2 or end % 2 == 0))


def level(value: float, top: float) -> float:
    return BOTTOM - min(1.0, max(0.0, value / top)) * (BOTTOM - TOP)


def grid(top: float) -> list[str]:
    """Nothing, half and all of the scale as quiet lines with their numbers."""
    marks = (0.0, top / 2, top) if top % 2 == 0 or top > 2 else (0.0, top)
    found = []
    for mark in marks:
        y = level(mark, top)
        found.append(across(0.0, y, 1.0, y, "rule"))
        found.append(svg.words(0.0, y - 3, svg.number(mark), tone="muted"))
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


def stretches(line: Curve, top: float, count: int) -> list[str]:
    """A line piece by piece, since its places are in per cent of a width that nobody knows here."""
    first = count - len(line.values)
    points = [(at(first + index, count), level(value, top)) for index, value in enumerate(line.values)]
    pieces = [
        across(x, y, x2, y2, line.tone or "accent", 2, dashed=line.dashed)
        for (x, y), (x2, y2) in pairwise(points)
    ]
    if points:
        x, y = points[-1]
        pieces.append(dot(x, svg.number(y), line.tone))
    return pieces


def name_heights(lines: Sequence[Curve], top: float) -> list[float]:
    """Where the names stand: above their line's end; a lower one that would touch it below its own line."""
    ends = [(level(line.values[-1], top) if line.values else BOTTOM) for line in lines]
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
