"""A network of activities as in the precedence diagram: boxes with their dates and float, tied from left to right."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.layers import Places, Spot, places

WIDTH, HEIGHT = 168, 88
COLUMN, GAP, BEND = 64, 22, 8
ROW = 20
"""The height of the line of early dates above, and of that of late dates below."""
LETTER, WIDE = 6.6, 12.0
"""How wide letters are at 12 pixels: of Latin script on average, and of Chinese."""
LINES = 3


class Box(Struct, frozen=True):
    """An activity in words: its name, its early and late dates with what stands between them, duration and float."""

    title: str
    early: tuple[str, str]
    late: tuple[str, str]
    duration: str
    float_: str
    critical: bool = False
    done: bool = False


class Tied(Struct, frozen=True):
    """From one box to another by their places in a list; `label` says how, where not simply end to start."""

    before: int
    after: int
    label: str = ""
    critical: bool = False


def network(boxes: Sequence[Box], ties: Sequence[Tied], label: str) -> str:
    """The picture in a box of its own that scrolls where it is wider than the page."""
    found = places(len(boxes), [(one.before, one.after) for one in ties], HEIGHT, GAP, BEND)
    width, height = found.columns * (WIDTH + COLUMN) - COLUMN + 4, round(found.height) + 4
    calm = [way(found, one) for one in ties if not one.critical]
    hot = [way(found, one) for one in ties if one.critical]
    shapes = (
        svg.element("g", *calm, fill="none", stroke=svg.INK["edge"], class_="tie"),
        svg.element("g", *hot, fill="none", stroke=svg.INK["ink"], stroke_width=1.5, class_="tie hot"),
        *(drawn(box, spot) for box, spot in zip(boxes, found.boxes, strict=True)),
        *(told(found.boxes[one.after], one.label) for one in ties if one.label),
    )
    picture = svg.element(
        "svg", svg.element("title", text=label), *shapes, class_="network", role="img", width=width, height=height,
        viewBox=f"-2 -2 {width} {height}", xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip
    return svg.element("div", picture, class_="scroll", role="group", tabindex=0, aria_label=label)


def left(spot: Spot) -> float:
    return spot.column * (WIDTH + COLUMN)


def way(found: Places, tie: Tied) -> str:
    """One line from the right side of a box, past what stands between, to the left side of the other."""
    first, last = found.boxes[tie.before], found.boxes[tie.after]
    x, y = left(first) + WIDTH, first.middle
    path = [f"M{svg.number(x)} {svg.number(y)}"]
    for spot in (*found.ways[tie.before, tie.after], last):
        to = left(spot)
        path.append(curve(x, y, to, spot.middle))
        if spot is not last:
            path.append(f"H{svg.number(to + WIDTH)}")
        x, y = to + WIDTH, spot.middle
    path.append("m-6-3.5 6 3.5-6 3.5")
    return svg.element("path", d="".join(path))


def told(spot: Spot, label: str) -> str:
    """How two are tied, at the arrow."""
    return svg.element(
        "text", text=label, x=left(spot) - 8, y=spot.middle - 7, fill=svg.INK["muted"], text_anchor="end",
        font_family="system-ui, sans-serif", font_size=11, class_="f-muted small name",
    )  # fmt: skip


def curve(x: float, y: float, to: float, middle: float) -> str:
    if abs(y - middle) < 0.5:
        return f"H{svg.number(to)}"
    half = (x + to) / 2
    return f"C{svg.number(half)} {svg.number(y)} {svg.number(half)} {svg.number(middle)} {svg.number(to)} {svg.number(middle)}"


def drawn(box: Box, spot: Spot) -> str:
    """A box: early start, duration, early finish above; its name; late start, float, late finish below."""
    frame = svg.element(
        "rect", width=WIDTH, height=HEIGHT, rx=4, fill=svg.INK["paper"], stroke=svg.INK["ink" if box.critical else "edge"],
        stroke_width=2 if box.critical else 1, class_="box critical" if box.critical else "box",
    )  # fmt: skip
    rules = "".join(
        svg.element("line", x1=0, x2=WIDTH, y1=y, y2=y, stroke=svg.INK["rule"], class_="s-rule") for y in (ROW, HEIGHT - ROW)
    )
    upper = dates(box.early[0], box.duration, box.early[1], 14)
    lower = dates(box.late[0], box.float_, box.late[1], HEIGHT - 6)
    lines = fitted(box.title)
    first = HEIGHT / 2 + 4 - 7.5 * (len(lines) - 1)
    tone = "muted" if box.done else "ink"
    name = "".join(said(WIDTH / 2, first + 15 * at, line, tone, "middle", 12) for at, line in enumerate(lines))
    whole = svg.element("title", text=box.title)
    at = f"translate({svg.number(left(spot))} {svg.number(spot.middle - HEIGHT / 2)})"
    return svg.element("g", whole, frame, rules, upper, name, lower, transform=at)


def dates(first: str, middle: str, last: str, y: float) -> str:
    return "".join(
        said(x, y, text, "muted", anchor, 11)
        for x, text, anchor in ((6, first, ""), (WIDTH / 2, middle, "middle"), (WIDTH - 6, last, "end"))
        if text
    )


def said(x: float, y: float, text: str, tone: str, anchor: str, size: int) -> str:
    return svg.element(
        "text", text=text, x=x, y=y, fill=svg.INK[tone], text_anchor=anchor, font_family="system-ui, sans-serif",
        font_size=size, class_=f"f-{tone}" if size > 11 else f"f-{tone} small",
    )  # fmt: skip


def wide(text: str) -> float:
    return sum(WIDE if east_asian_width(sign) in "WF" else LETTER for sign in text)


def fitted(title: str) -> list[str]:
    """A name in at most three lines, broken at words or between Chinese signs; what is left ends in dots."""
    room, lines, line = WIDTH - 14.0, [], ""
    for piece in pieces(title):
        if wide(line + piece.rstrip()) <= room or not line:
            line += piece
        else:
            lines.append(line.rstrip())
            line = piece
    lines.append(line.rstrip())
    cut = len(lines) > LINES
    shown = [shortened(one, room, dots=cut and at == LINES - 1) for at, one in enumerate(lines[:LINES])]
    return [one for one in shown if one] or [title[:1]]


def pieces(title: str) -> Iterator[str]:
    word = ""
    for sign in title:
        if east_asian_width(sign) in "WF":
            if word:
                yield word
            word = ""
            yield sign
        else:
            word += sign
            if sign == " ":
                yield word
                word = ""
    if word:
        yield word


def shortened(line: str, room: float, *, dots: bool) -> str:
    while line and wide(line + ("…" if dots else "")) > room:
        line, dots = line[:-1], True
    return line + ("…" if dots else "")
