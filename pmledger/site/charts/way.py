"""The way from where something stood to where it is to be, and how far it has come by today."""

from collections.abc import Sequence
from itertools import pairwise

from pmledger.site.charts import svg
from pmledger.site.charts.curves import BOTTOM, HEIGHT, LEFT, TOP, Scale, across, close_scale, dot, grid

Point = tuple[float, float]
"""A share of the time, and a value."""


def way(
    measured: Sequence[Point], start: float, target: float, today: float | None, names: tuple[str, str, str, str], label: str
) -> str:
    """The measured values over the straight way from start to target.

    Shares of time run from 0 (the first day) to 1 (the day it is due) and are cut there. `names` are those of the first
    day, of the last day, of the target and of the latest value.
    """
    first, last, wanted, latest = names
    scale = close_scale([start, target, *(value for _, value in measured)])
    shapes = [*grid(scale), svg.words(LEFT, HEIGHT - 6, first), svg.words(1.0, HEIGHT - 6, last, anchor="end")]
    if today is not None:
        shapes.append(svg.rule(at(today), TOP - 6, BOTTOM, "bad", 1.5))
    shapes.append(across(at(0), scale.level(start), at(1), scale.level(target), "strong", 2, dashed=True))
    shapes.append(svg.words(1.0, beside(scale, target), wanted, tone="muted", anchor="end", css="name"))
    shapes.extend(
        across(at(x), scale.level(y), at(x2), scale.level(y2), "accent", 2.5) for (x, y), (x2, y2) in pairwise(measured)
    )
    shapes.extend(dot(at(x), svg.number(scale.level(y)), "") for x, y in measured)
    if measured:
        x, y = measured[-1]
        end = "end" if x > 0.8 else ""
        height = scale.level(y) + (18 if scale.level(y) < TOP + 12 else -9)
        shapes.append(svg.words(at(x), height, latest, tone="accent", anchor=end, css="name"))
    return svg.picture(HEIGHT, label, *shapes, css="curves")


def beside(scale: Scale, target: float) -> float:
    """Where the name of the target stands: below its end at the upper edge, else above it."""
    height = scale.level(target)
    return height + 16 if height < TOP + 14 else height - 8


def at(share: float) -> float:
    return LEFT + (1.0 - LEFT) * min(1.0, max(0.0, share))
