"""A line small enough to stand in a sentence or a cell."""

from collections.abc import Sequence

from pmledger.site.charts import svg

WIDTH, HEIGHT, MARGIN = 130.0, 30.0, 4.0


def spark(values: Sequence[float], label: str, tone: str = "") -> str:
    """The run of a value, its last one as a dot; one value is a dot alone, none gives ""."""
    if not values:
        return ""
    low, high = min(values), max(values)
    gap = (WIDTH - 2 * MARGIN) / max(1, len(values) - 1)
    span = (high - low) or 1.0
    middle = HEIGHT / 2
    points = [
        (
            MARGIN + index * gap if len(values) > 1 else WIDTH - MARGIN,
            middle if high == low else HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN),
        )
        for index, value in enumerate(values)
    ]
    line = svg.element(
        "polyline",
        points=" ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in points),
        fill="none",
        stroke=svg.INK[tone],
        stroke_width=2,
        class_=f"s-{tone or 'accent'}",
    )
    x, y = points[-1]
    dot = svg.element("circle", cx=x, cy=y, r=3, fill=svg.INK[tone], class_=f"f-{tone or 'accent'}")
    title = svg.element("title", text=label)
    shapes = (line, dot) if len(values) > 1 else (dot,)
    return svg.element(
        "svg", title, *shapes, class_="spark", role="img", width="130", height="30", viewBox="0 0 130 30"
    )
