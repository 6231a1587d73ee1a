"""A score with its interval on its scale, and how its answers were spread."""

from collections.abc import Sequence

from pmledger.site.charts import svg
from pmledger.site.charts.curves import dot

HEIGHT = 18
MIDDLE = 9


def interval(
    value: float, low: float | None, high: float | None, ends: tuple[float, float], label: str, tone: str = "",
    marks: Sequence[float] = (),
) -> str:  # fmt: skip
    """A dot on its scale with its interval as a bar; `marks` are lines such as zero or a target."""
    width = (ends[1] - ends[0]) or 1.0

    def at(number: float) -> float:
        return min(1.0, max(0.0, (number - ends[0]) / width))

    shapes = [svg.rect(0, 1, MIDDLE - 0.5, 1, "strong", round_=0)]
    shapes += [svg.rule(min(0.997, at(mark)), 2, HEIGHT - 2, "strong") for mark in marks]
    if low is not None and high is not None:
        shapes.append(svg.rect(at(low), max(0.01, at(high) - at(low)), MIDDLE - 4, 8, tone, faint=True, round_=4))
    shapes.append(dot(min(0.985, max(0.015, at(value))), svg.number(MIDDLE), tone))
    return svg.picture(HEIGHT, label, *shapes, css="draw")


def spread(parts: Sequence[tuple[int, str]], label: str) -> str:
    """Counts with their tones as one bar of shares, from the worst to the best; "" for no answers."""
    whole = sum(count for count, _ in parts)
    if not whole:
        return ""
    shapes, before = [], 0
    for count, tone in parts:
        if count:
            # A hair of paper between the parts tells them apart without their colours.
            width = max(0.004, count / whole - (0.006 if before + count < whole else 0))
            shapes.append(svg.rect(before / whole, width, 3, 8, tone, faint=tone == "none", round_=1))
            before += count
    return svg.picture(14, label, *shapes, css="draw")
