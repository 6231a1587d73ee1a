"""Money in and out as columns by month, with the running balance as a line through their middles."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.curves import across, dot

HEIGHT = 244
TOP, BOTTOM = 26.0, 204.0
LEFT, RIGHT = 0.0, 0.9
"""Columns end before the right edge, so that the last balance can be named beside its point."""
WIDEST = 0.034


class Month(Struct, frozen=True):
    """A month: its name below (may be ""), what came in and went out, what is expected to, and the balance at its end."""

    name: str
    came: float
    went: float
    to_come: float
    to_go: float
    balance: float
    minor: bool = False


class Note(Struct, frozen=True):
    """What is written at the balance of one month."""

    index: int
    text: str
    tone: str = ""


def cash_columns(
    months: Sequence[Month], label: str, notes: Sequence[Note], today: int | None, words: str, peak: Note | None = None
) -> str:
    """The picture; `today` is the month that it is, marked by `words`, `peak` the amount above the tallest column; "" without months."""
    if not months:
        return ""
    low = min(0.0, *(month.balance for month in months))
    high = max(1.0, *(max(m.came + m.to_come, m.went + m.to_go, m.balance) for m in months))

    def level(value: float) -> float:
        return BOTTOM - (value - low) / ((high - low) or 1.0) * (BOTTOM - TOP)

    step = (RIGHT - LEFT) / len(months)
    wide = min(WIDEST, step * 0.36)
    middles = [LEFT + step * (index + 0.5) for index in range(len(months))]
    shapes = []
    if today is not None and 0 <= today < len(months):
        shapes.append(svg.rule(middles[today], 14, BOTTOM + 4, "bad", 1.5))
        shapes.append(svg.words(middles[today], 11, words, tone="bad", anchor=edge(middles[today])))
    for month, middle in zip(months, middles, strict=True):
        shapes.extend(pair(month, middle, wide, level))
        if month.name:
            css = "minor" if month.minor else ""
            shapes.append(svg.words(middle, HEIGHT - 8, month.name, anchor="middle", css=css))
    if peak is not None:
        tall = months[peak.index].came + months[peak.index].to_come
        x = middles[peak.index] - wide / 2
        shapes.append(svg.words(x, level(tall) - 5, peak.text, tone="muted", anchor=edge(x)))
    shapes.append(across(LEFT, level(0.0), 1.0, level(0.0), "strong"))
    shapes.extend(
        across(x, level(one.balance), x2, level(two.balance), "ink", 1.75, dashed=today is not None and index >= today)
        for index, ((x, one), (x2, two)) in enumerate(pairwise(zip(middles, months, strict=True)))
    )
    for note in notes:
        x, y = middles[note.index], level(months[note.index].balance)
        shapes.append(dot(x, svg.number(y), note.tone or "ink"))
        last = note.index == len(months) - 1
        below = not last and months[note.index].balance <= low
        shapes.append(
            svg.words(
                x + 0.012 if last else x,
                y + 4 if last else y + 16 if below else y - 9,
                note.text,
                tone=note.tone or "ink",
                anchor="" if last else edge(x),
                css="name",
            )
        )
    return svg.picture(HEIGHT, label, *shapes, css="curves cash")


def edge(x: float) -> str:
    """How a text stands at a place, so that it stays inside the picture."""
    return "end" if x > 0.85 else "middle" if x > 0.1 else ""


def pair(month: Month, middle: float, wide: float, level: Callable[[float], float]) -> list[str]:
    """In on the left, out on the right; what is only expected stands pale upon what was."""
    found = []
    for left, real, expected, tone in (
        (middle - wide, month.came, month.to_come, "accent"),
        (middle + 0.002, month.went, month.to_go, "none"),
    ):
        base = level(0.0)
        if real > 0:
            found.append(svg.rect(left, wide, level(real), base - level(real), tone, round_=1))
            base = level(real)
        if expected > 0:
            top = level(real + expected)
            found.append(svg.rect(left, wide, top, base - top, tone, faint=True, round_=1))
    return found
