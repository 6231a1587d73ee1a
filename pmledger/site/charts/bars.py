"""Bars that stand in a table's cell: how far, how much, from where to where."""

from pmledger.site.charts import svg


def bullet(actual: float, budget: float, most: float, label: str, tone: str = "", ordered: float = 0.0) -> str:
    """A bar of what was used over the quiet bar of what was allowed, both as shares of the longest.

    What is ordered and not used yet goes on from it, paler.
    """
    scale = most or 1.0
    used = max(0.0, actual)
    return svg.picture(
        14,
        label,
        svg.rect(0, max(0.0, budget) / scale, 1, 12, "rule", round_=2),
        svg.rect(used / scale, ordered / scale, 4, 6, tone, faint=True, round_=2) if ordered > 0 else "",
        svg.rect(0, used / scale, 4, 6, tone, round_=2),
        svg.rule(min(0.997, budget / scale), 0, 14, "ink", 2) if budget else "",
        css="draw",
    )


def step(start: float, end: float, low: float, high: float, label: str, tone: str = "", *, faint: bool = False) -> str:
    """One step of a waterfall: a bar from the running sum before to the one after."""
    width = (high - low) or 1.0
    left, right = sorted(((start - low) / width, (end - low) / width))
    return svg.picture(
        14,
        label,
        svg.rule(min(0.998, max(0.002, -low / width)), 0, 14, "strong"),
        svg.rect(left, max(0.006, right - left), 2, 10, tone, faint=faint),
        css="draw",
    )
