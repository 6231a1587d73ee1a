"""Pairs of columns by week, each with its number on top."""

from collections.abc import Sequence

from pmledger.site.charts import svg
from pmledger.site.charts.curves import across

HEIGHT = 150
TOP, BOTTOM = 22.0, 124.0
GAP = 0.22
"""The share of a slot that stays empty between two pairs."""


def pairs(values: Sequence[tuple[int, int]], names: Sequence[str], label: str) -> str:
    """Two columns a slot, the first full and the second pale; `names` stand below, every other one where there are many.

    "" where there is nothing to show.
    """
    most = max((max(pair) for pair in values), default=0)
    if not most:
        return ""
    slot = 1.0 / len(values)
    shapes = [across(0.0, BOTTOM, 1.0, BOTTOM, "strong")]
    for index, (pair, name) in enumerate(zip(values, names, strict=True)):
        left = slot * (index + GAP / 2)
        width = slot * (1 - GAP) / 2
        for at, value in enumerate(pair):
            x = left + at * width
            height = (BOTTOM - TOP) * value / most
            if value:
                shapes.append(svg.rect(x, width * 0.92, BOTTOM - height, height, "", faint=at == 1, round_=1))
                shapes.append(svg.words(x + width / 2, BOTTOM - height - 5, str(value), anchor="middle"))
        css = "minor" if len(values) > 6 and (len(values) - 1 - index) % 3 else ""
        end = "end" if index == len(values) - 1 else "middle" if index else ""
        place = {"end": slot * (index + 1), "middle": slot * (index + 0.5), "": 0.0}[end]
        shapes.append(svg.words(place, HEIGHT - 6, name, anchor=end, css=css))
    return svg.picture(HEIGHT, label, *shapes, css="weeks")
