"""Lines of cumulated value over days, the band in which they may end, and today."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pmledger.site.charts import svg
from pmledger.site.charts.curves import Scale, across, dot, scale_of

TALL = 250
TOP, BOTTOM = 34.0, 222.0
LEFT, RIGHT = 0.06, 1.0
NAME, GAP = 15.0, 0.014
"""Pixels between the names of two lines, and the room between a line's end and a name behind it."""
ROOM, CLOSE = 0.7, 0.85
"""Up to where a name has room behind the end of its line, and from where on a line ends at the edge."""
Spot = tuple[float, float]
"""How far a day is from the first to the last (0 to 1), and a value."""


class Track(Struct, frozen=True):
    """A line through days: its name, written at its last point."""

    name: str
    spots: tuple[Spot, ...]
    tone: str
    dashed: bool = False


class Band(Struct, frozen=True):
    """Between what the lowest and the highest estimate say, from one point on to a later day."""

    start: Spot
    end: float
    low: float
    high: float
    names: tuple[str, ...] = ()


class Tall(Scale, frozen=True):
    """The scale of this picture, which is taller than others."""

    def level(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return BOTTOM - min(1.0, max(0.0, share)) * (BOTTOM - TOP)


class Frame(Struct, frozen=True):
    """What stands around the lines: the months, today with its word, and how a value of the scale is written.

    A month is a place, a name ("" for none), and whether a phone leaves it out.
    """

    months: tuple[tuple[float, str, bool], ...]
    today: tuple[float, str] | None
    write: Callable[[float], str]


def s_curve(tracks: Sequence[Track], band: Band | None, frame: Frame, label: str) -> str:
    """The picture; a line that ends today has its name behind its end, others before."""
    values = [value for track in tracks for _, value in track.spots] + ([band.low, band.high] if band else [])
    ends = scale_of(values)
    scale = Tall(ends.low, ends.high)
    shapes = [*area(band, scale)] if band else []
    for mark in (ends.low, (ends.low + ends.high) / 2, ends.high):
        y = scale.level(mark)
        shapes += [across(0.0, y, 1.0, y, "rule"), svg.words(0.0, y - 3, frame.write(mark), tone="muted")]
    for place, name, minor in frame.months:
        if name:
            shapes.append(svg.words(x_of(place), TALL - 8, name, anchor=edge(x_of(place)), css="minor" if minor else ""))
    if frame.today is not None:
        x = x_of(frame.today[0])
        shapes.append(svg.rule(x, 18, BOTTOM, "bad", 1.5))
        shapes.append(svg.words(x, 13, frame.today[1], tone="bad", anchor=edge(x)))
    for track in tracks:
        shapes.extend(stretches(track, scale))
    shapes.extend(names(tracks, band, scale))
    return svg.picture(TALL, label, *shapes, css="curves s-curve")


def x_of(place: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, place))


def edge(x: float) -> str:
    """How a text stands at a place, so that it stays inside the picture."""
    return "end" if x > 0.9 else "middle" if x > 0.1 else ""


def stretches(track: Track, scale: Scale) -> list[str]:
    pieces = [
        across(x_of(x), scale.level(y), x_of(x2), scale.level(y2), track.tone, 2, dashed=track.dashed)
        for (x, y), (x2, y2) in pairwise(track.spots)
    ]
    x, y = track.spots[-1]
    return [*pieces, dot(x_of(x), svg.number(scale.level(y)), track.tone)]


def area(band: Band, scale: Scale) -> list[str]:
    """The band as a pale wedge; a nested picture stretches it to places in per cent."""
    x, x2 = x_of(band.start[0]), x_of(band.end)
    if x2 <= x:
        return []
    top, bottom = scale.level(band.high), scale.level(min(band.low, band.start[1]))
    tall = max(bottom - top, 1.0)

    def height(value: float) -> str:
        return svg.number(100 * (scale.level(value) - top) / tall)

    path = f"M0 {height(band.start[1])} L100 {height(band.high)} L100 {height(band.low)} Z"
    wedge = svg.element("path", d=path, fill=svg.INK["none"], opacity=0.18, class_="f-none")
    return [
        svg.element(
            "svg", wedge, x=svg.percent(x), y=top, width=svg.percent(x2 - x), height=tall, viewBox="0 0 100 100",
            preserveAspectRatio="none",
        )
    ]  # fmt: skip


class Label(NamedTuple):
    """A name at the end of a line: where the line ends, what is written and in which tone."""

    x: float
    y: float
    text: str
    tone: str


def names(tracks: Sequence[Track], band: Band | None, scale: Scale) -> list[str]:
    """Each line's name at its end and the band's at its two corners, none upon another.

    Behind the end where there is room; else two stand above and below their ends, and more below all of them, where a
    growing sum leaves the picture empty.
    """
    wanted = [Label(x_of(x), scale.level(y), track.name, track.tone) for track in tracks for x, y in track.spots[-1:]]
    last = max((one.x for one in wanted), default=0.0)
    if band is not None:
        last = x_of(band.end)
        corners = zip((band.high, band.low), band.names, strict=False)
        wanted += [Label(last, scale.level(value), name, "none") for value, name in corners]
    wanted.sort(key=lambda one: (one.y, one.x))
    behind = [one for one in wanted if one.x < min(last, ROOM)]
    single = [one for one in wanted if one not in behind and one.tone == "muted" and one.x <= CLOSE]
    rest = [one for one in wanted if one not in behind and one not in single]
    beside = stacked(behind, 4)
    found = [written(one, height, end=False) for one, height in beside]
    found += [written(one, one.y - 8, end=True) for one in single]
    if len(rest) <= 2:
        return [*found, *(written(one, one.y + (17 if at else -8), end=True) for at, one in enumerate(rest))]
    floor = max([max(one.y for one in rest) + 18, *(height + NAME for _, height in beside)])
    return [*found, *(written(one, floor + NAME * at, end=True) for at, one in enumerate(rest))]


def stacked(labels: Sequence[Label], down: float) -> list[tuple[Label, float]]:
    """Heights for names beside their ends, from above, each at least a line below the one before."""
    found: list[tuple[Label, float]] = []
    for one in labels:
        above = found[-1][1] + NAME if found else 0.0
        found.append((one, max(one.y + down, above)))
    return found


def written(one: Label, height: float, *, end: bool) -> str:
    x, anchor = (one.x, "end" if one.x > 1 / 3 else "") if end else (one.x + GAP, "")
    return svg.words(x, height, one.text, tone=one.tone or "accent", anchor=anchor, css="name")
