"""Rows whose shares add up to the whole, on a line that runs through all of them."""

from collections.abc import Sequence

from pmledger.site.charts import svg
from pmledger.site.charts.curves import across, dot

HEIGHT = 40
FOOT = "100%"
"""The line runs to the end of a row, however high its name makes it."""
FEW = 0.8
"""The share that Pareto's few causes make up."""


def gathered(share: float, before: float, after: float, label: str, tone: str = "") -> str:
    """One row: the bar of its share, and the piece of the line from the sum before it to the sum after it."""
    return svg.picture(
        HEIGHT,
        label,
        svg.rule(FEW, 0, FOOT, "rule"),
        svg.rect(0, max(0.004, share), 11, 14, tone, faint=True),
        across(min(before, 0.995), 0.0, min(after, 0.995), FOOT, "muted", 2),
        dot(after, FOOT, "muted"),
        css="row",
    )


def share_axis(marks: Sequence[tuple[float, str]], label: str) -> str:
    """The line above the rows: which share stands where."""
    words = [svg.words(x, 12, text, anchor="end" if x > 0.9 else "middle" if x else "") for x, text in marks]
    return svg.picture(18, label, *words, css="axis")
