"""What waits for what, as lines from bar to bar: level, then upright, with round corners and an arrow at their end.

Rows grow with their names, so each row has its own part of every line that goes through it.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.gantt import FOOT, MIDDLE

ASIDE = 8
"""How far beside a bar a line runs up or down, in pixels."""
ABOVE = -200
"""Where a line begins that comes from above: on a phone the name stands over its bar, and what is too long is cut."""
INTO = 5
"""How far within a bar a line comes from above or below."""
CURVE = 4
TOP = 12
FOOT_OF_BAR = 25
CLOSE = 0.003
"""The share of the width up to which two days stand at one place."""

class Ends(Struct, frozen=True):
    """The left and right end of a bar as shares of the width, and where it begins from above, in pixels."""

    left: float
    right: float
    top: float = TOP


class Tie(Struct, frozen=True):
    """From one row to another: which ends are tied (`FS`, `SS`, `FF`, `SF`), and whether it holds the finish.

    `places` are where it leaves and comes in, where that is within the bars.
    """

    before: int
    after: int
    kind: str = "FS"
    critical: bool = False
    places: tuple[float, float] | None = None


class Loose(Struct, frozen=True):
    """A row that waits for something, or for which something waits, that is not in the picture."""

    row: int
    before: bool


Parts = dict[tuple[int, bool], dict[str, None]]
"""Shapes by row and by whether they are critical, each once."""


def drawn_ties(ends: Mapping[int, Ends], ties: Sequence[Tie], loose: Sequence[Loose] = ()) -> Mapping[int, str]:
    """The parts of all lines by row."""
    parts: Parts = {}
    for tie in ties:
        if tie.before in ends and tie.after in ends and tie.before != tie.after:
            add_tie(parts, ends[tie.before], ends[tie.after], tie)
    for one in loose:
        if one.row in ends:
            end = ends[one.row]
            add(parts, one.row, stub(end.left if one.before else end.right, before=one.before), critical=False)
    rows: dict[int, str] = {}
    for (at, critical), found in sorted(parts.items()):
        shapes = [shape for shape in found if critical or shape not in parts.get((at, True), {})]
        tone = "ink" if critical else "edge"
        group = svg.element("g", *shapes, fill="none", stroke=svg.INK[tone], class_="tie hot" if critical else "tie")
        rows[at] = rows.get(at, "") + group
    return rows


def add(parts: Parts, at: int, *shapes: str, critical: bool) -> None:
    for shape in shapes:
        if shape:
            parts.setdefault((at, critical), {})[shape] = None


def add_tie(parts: Parts, before: Ends, after: Ends, tie: Tie) -> None:
    """One line: out of the end that is tied, along to where it turns, up or down, and into the other."""
    out = before.right if tie.kind[0] == "F" else before.left
    into = after.right if tie.kind[1] == "F" else after.left
    if tie.places is not None:
        out, into = tie.places
    down = tie.after > tie.before
    if tie.kind == "FS" and into >= out - CLOSE:
        column, offset = into, INTO
        add(parts, tie.before, turn(out, into, INTO, down=down), critical=tie.critical)
        add(parts, tie.after, tip(into, after.top, down=down), critical=tie.critical)
    elif tie.kind in {"SS", "FF"}:
        side = 1 if tie.kind == "FF" else -1
        column, offset = (max(out, into) if side > 0 else min(out, into)), side * ASIDE
        add(parts, tie.before, turn(out, column, offset, down=down), critical=tie.critical)
        add(parts, tie.after, *landing(column, offset, into, side, down=down), critical=tie.critical)
    else:
        side = 1 if tie.kind[0] == "F" else -1
        column, offset = into, -side * ASIDE
        add(parts, tie.before, *back(out, side, into, down=down), critical=tie.critical)
        add(parts, tie.after, *landing(into, offset, into, -side, down=down), critical=tie.critical)
    for at in range(min(tie.before, tie.after) + 1, max(tie.before, tie.after)):
        add(parts, at, upright(column, offset, ABOVE, FOOT), critical=tie.critical)


def level(first: float, second: float, y: float | str) -> str:
    """A line along; nothing where it has no length."""
    left, right = sorted((first, second))
    if right - left < CLOSE / 3:
        return ""
    return svg.element("line", x1=svg.percent(left), x2=svg.percent(right), y1=y, y2=y)


def upright(column: float, offset: int, top: float | str, foot: float | str) -> str:
    at = svg.percent(column)
    shift = f"translate({offset})" if offset else None
    return svg.element("line", x1=at, x2=at, y1=top, y2=foot, transform=shift)


def here(column: float, path: str, *others: str) -> str:
    """A path in pixels around a place in per cent."""
    return svg.element("svg", svg.element("path", d=path), *others, x=svg.percent(column))


def turn(out: float, column: float, offset: int, *, down: bool) -> str:
    """Along from the end of a bar, round the corner, and to the edge of the row."""
    curve, way = (CURVE if offset > 0 else -CURVE), (CURVE if down else -CURVE)
    path = f"M0 {MIDDLE}H{offset - curve}q{curve} 0 {curve} {way}"
    rest = svg.element("line", x1=offset, x2=offset, y1=MIDDLE + way, y2=FOOT if down else ABOVE)
    return level(out, column, MIDDLE) + here(column, path, rest)


def tip(column: float, top: float, *, down: bool) -> str:
    """Into a bar from above or below."""
    if down:
        return here(column, f"M{INTO} {ABOVE}V{svg.number(top)}m-3-4 3 4 3-4")
    return here(column, f"M{INTO} {FOOT_OF_BAR}m-3 4 3-4 3 4", upright(0, INTO, FOOT_OF_BAR, FOOT))


def landing(column: float, offset: int, into: float, side: int, *, down: bool) -> tuple[str, ...]:
    """From the edge of the row, round the corner and along into an end of a bar; `side` is where it comes from."""
    curve, way = (CURVE if offset > 0 else -CURVE), (CURVE if down else -CURVE)
    path = f"M{offset} {MIDDLE - way}q0 {way} {-curve} {way}H0"
    rest = svg.element("line", x1=offset, x2=offset, y1=ABOVE if down else FOOT, y2=MIDDLE - way)
    arrow = f"M{side * 5} {MIDDLE - 3}L{side} {MIDDLE}l{side * 4} 3"
    return here(column, path, rest), level(column, into, MIDDLE), here(into, arrow)


def back(out: float, side: int, into: float, *, down: bool) -> tuple[str, ...]:
    """Out of a bar, to the edge of its row, and along that edge back to where the next row goes on."""
    edge, way = (FOOT if down else 0), (CURVE if down else -CURVE)
    path = f"M0 {MIDDLE}h{side * (ASIDE - CURVE)}q{side * CURVE} 0 {side * CURVE} {way}"
    rest = svg.element("line", x1=side * ASIDE, x2=side * ASIDE, y1=MIDDLE + way, y2=edge)
    return (
        here(out, path, rest, flat(side * ASIDE, edge)), level(out, into, edge),
        svg.element("svg", flat(-side * ASIDE, edge), x=svg.percent(into)),
    )  # fmt: skip


def flat(end: int, y: float | str) -> str:
    """Along from a place in per cent by some pixels."""
    return svg.element("line", x1=0, x2=end, y1=y, y2=y)


def stub(column: float, *, before: bool) -> str:
    """Two dots beside a bar: what it is tied to is not in the picture."""
    first, second = (-6, -11) if before else (6, 11)
    return svg.element(
        "svg",
        svg.element("circle", cx=first, cy=MIDDLE, r=1),
        svg.element("circle", cx=second, cy=MIDDLE, r=1),
        x=svg.percent(column),
    )
