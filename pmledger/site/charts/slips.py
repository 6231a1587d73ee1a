"""A date that moved, as a bar from where it was promised to where it is now."""

from datetime import date

from pmledger.site.charts import svg
from pmledger.site.charts.gantt import Scale

HEIGHT = 18
MARGIN = 0.025
"""The share of the width on both sides in which nothing stands, so that no diamond is cut."""


def place(scale: Scale, day: date) -> float:
    return MARGIN + (1 - 2 * MARGIN) * scale.at(day)


def slip_bar(scale: Scale, promised: date | None, now: date | None, today: date, label: str, *, reached: bool) -> str:
    """The promise as a line, the way from it as a bar, the date of now as a diamond, filled when it was reached."""
    shapes = [svg.rule(place(scale, today), 0, "100%", "bad", 1)] if scale.first <= today <= scale.last else []
    if promised is not None:
        at = place(scale, promised)
        if now is not None and now != promised:
            left, right = sorted((at, place(scale, now)))
            shapes.append(svg.rect(left, right - left, 6, 6, "bad" if now > promised else "good", faint=reached, round_=1))
        shapes.append(svg.rule(at, 2, 16, "ink", 2))
    if now is not None:
        shapes.append(svg.diamond(place(scale, now), 9, label, filled=reached))
    return svg.picture(HEIGHT, label, *shapes, css="draw")
