"""Lines of time as one picture: a calendar, bars in their groups, what ties them, and the same in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import (
    ABOVE,
    Bar,
    Scale,
    Tick,
    axis,
    backdrop,
    close_scale,
    days_off,
    grid,
    is_short,
    row,
    ticks,
    weeks,
)
from pmledger.site.charts.ties import Ends, Loose, Tie, drawn_ties
from pmledger.site.parts import Anchor, Runs, Table
from pmledger.site.views.blocks import Block, Gantt, Lane
from pmledger.site.views.cells import short_name
from pmledger.site.views.waits import Wait, is_driving
from pmledger.source.message import N_

MOST = 60
"""Bars in one picture."""
MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
NO_LINES = ("", "")


class Line(Struct, frozen=True):
    """A row of a picture with what its table says.

    A line whose bar stands for its parts holds the deeper lines after it; they are folded away unless it is `open`.
    `followed` says that something waits for it that is not in the picture.
    """

    record: Record
    sub: str
    bar: Bar
    name: str = ""
    depth: int = 0
    open: bool = True
    waits: tuple[Wait, ...] = ()
    followed: bool = False


class Crossing(Struct, frozen=True):
    """What ties something within a line to something within that of another record: from when to when."""

    before: str
    finish: date
    start: date
    hot: bool


class Extent(Struct, frozen=True):
    """What a picture is drawn with besides its lines: the bars that span its days, which days are off, and crossings."""

    bars: tuple[Bar, ...]
    is_off: Callable[[date], bool] | None = None
    across: Mapping[str, tuple[Crossing, ...]] = {}


def gantt(
    book: Book, lines: Sequence[Line], summary: str, table: Table | None, *, extent: Extent | None = None, more: Runs = ()
) -> Block:
    """The picture of some lines with the same as a table, or `more`, a sentence that says where that is."""
    extent = extent or Extent(tuple(line.bar for line in lines))
    scale = close_scale(extent.bars, book.as_of)
    if scale is None:
        return Block("none", book.say("No dates are known."))
    days = weeks(scale) if is_short(scale) else ticks(scale)
    names = [(tick, tick_text(book, scale, tick)) for tick in days]
    off = days_off(scale, extent.is_off) if extent.is_off is not None else ()
    back, front = backdrop(scale, grid(scale, days, book.as_of), off)
    drawn = lines[:MOST]
    ties, loose = lines_between(book, scale, drawn, extent.across)
    tied = drawn_ties(dict(ends_of(scale, drawn)), ties, loose)
    lanes = grouped(drawn, lambda at, line, inside: lane(book, scale, line, tied.get(at, ""), inside))
    head = axis(scale, names, book.as_of, book.say("today"), book.say("Calendar"))
    return Block("gantt", Gantt(summary, head, lanes, table, key_of(book, lines, (bool(ties), bool(loose), bool(off))), back, front, more))


def lane(book: Book, scale: Scale, line: Line, ties: str, inside: tuple[Lane, ...]) -> Lane:
    name = Anchor(line.name) if line.name else Anchor(lane_name(book, line.record), book.href(line.record.key))
    return Lane(name, line.sub, row(scale, line.bar, NO_LINES, lane_label(book, line), ties), inside, line.open)


def grouped(lines: Sequence[Line], make: Callable[[int, Line, tuple[Lane, ...]], Lane]) -> tuple[Lane, ...]:
    """The lanes of some lines, those of parts inside that of their whole."""

    def level(at: int, depth: int) -> tuple[tuple[Lane, ...], int]:
        found: list[Lane] = []
        while at < len(lines) and lines[at].depth >= depth:
            line, own = lines[at], at
            at += 1
            inside: tuple[Lane, ...] = ()
            if line.bar.whole and at < len(lines) and lines[at].depth > line.depth:
                inside, at = level(at, line.depth + 1)
            found.append(make(own, line, inside))
        return tuple(found), at

    return level(0, 0)[0]


def lines_between(
    book: Book, scale: Scale, lines: Sequence[Line], across: Mapping[str, tuple[Crossing, ...]]
) -> tuple[list[Tie], list[Loose]]:
    """What ties the lines to one another, and which of them are tied to what is not in the picture."""
    rows = {line.record.key: at for at, line in enumerate(lines) if line.bar.start and line.bar.finish and not line.name}
    folds = tuple(folds_of(lines))
    ties, loose = [], []
    for after, line in enumerate(lines):
        missing = False
        ties += [
            Tie(rows[one.before], after, "FS", one.hot, (scale.end(one.finish), scale.at(one.start)))
            for one in across.get(line.record.key, ())
            if one.before in rows
        ]
        for wait in line.waits:
            before = rows.get(wait.before)
            if before is not None and folds[before] == folds[after]:
                hot = is_driving(book.conclusions.timetable, wait.before, line.record.key)
                ties.append(Tie(before, after, wait.tie, hot))
            elif before is None:
                missing |= not book.ledger.by_key[wait.before].closed
        if missing and line.bar.start and line.bar.start >= scale.first:
            loose.append(Loose(after, before=True))
        if line.followed and line.bar.finish and line.bar.finish <= scale.last:
            loose.append(Loose(after, before=False))
    return ties, loose


def folds_of(lines: Sequence[Line]) -> Iterator[int]:
    """For each line the place of the folded whole that hides it, −1 where none does: no line leads out of a fold."""
    fold, depth = -1, 0
    for at, line in enumerate(lines):
        if fold >= 0 and line.depth <= depth:
            fold = -1
        yield fold
        if fold < 0 and line.bar.whole and not line.open:
            fold, depth = at, line.depth


def ends_of(scale: Scale, lines: Sequence[Line]) -> Iterator[tuple[int, Ends]]:
    for at, line in enumerate(lines):
        if line.bar.start and line.bar.finish:
            left = scale.at(line.bar.start)
            right = max(left + 0.004, scale.end(line.bar.finish))
            yield at, Ends(left, right, ABOVE) if line.bar.critical else Ends(left, right)


def key_of(book: Book, lines: Sequence[Line], has: tuple[bool, bool, bool]) -> str:
    """How to read the picture: only of what is in it; whether it `has` ties, loose ones, days off."""
    tied, loose, off = has
    bars = [line.bar for line in lines]
    parts = [
        book.say("Full: done. Pale: still to come. Thin line below: baseline. Diamond: milestone, filled when achieved.")
    ]
    if any(bar.critical or bar.float_to for bar in bars):
        parts.append(book.say("Strong line above: critical. Thin line behind: float."))
    if tied:
        parts.append(book.say("Arrow: the one waits for the other; strong where that holds the finish."))
    if loose:
        parts.append(book.say("Two dots: it is tied to something that is not shown."))
    if any(bar.likely for bar in bars):
        parts.append(book.say("Line with two ends: half of the runs end by the first, eight in ten by the second."))
    if any(bar.levelled for bar in bars):
        parts.append(book.say("Dashed: when it runs if nobody does two things at once."))
    if off:
        parts.append(book.say("Shaded: nobody works."))
    if len(lines) > MOST:
        more = len(lines) - MOST
        parts.insert(0, book.say_count("{count} more in the table.", "{count} more in the table.", more))
    return book.words.sentences(parts)


def span_text(book: Book, start: date | None, finish: date | None) -> str:
    if start is None or finish is None:
        return book.say("no dates")
    return book.say("{start} to {finish}", start=start, finish=finish)


def lane_label(book: Book, line: Line) -> str:
    """A row's picture in a sentence."""
    bar = line.bar
    parts = [book.say("{name}: {span}", name=line.record.title, span=span_text(book, bar.start, bar.finish))]
    if bar.start and bar.done:
        parts.append(book.say("{percent}% done", percent=round(bar.done * 100)))
    if bar.critical:
        parts.append(book.say("critical"))
    if bar.float_to:
        parts.append(book.say("may end until {day}", day=bar.float_to))
    if bar.baseline_start:
        span = span_text(book, bar.baseline_start, bar.baseline_finish)
        parts.append(book.say("baseline {span}", span=span))
    if bar.levelled:
        parts.append(book.say("levelled {span}", span=span_text(book, *bar.levelled)))
    if bar.likely:
        parts.append(book.say("half of the runs end by {day}, eight in ten by {late}", day=bar.likely[0], late=bar.likely[1]))
    return book.words.comma.join([*parts, *(mark.title for mark in bar.marks)])


def lane_name(book: Book, record: Record) -> str:
    """A project by its short name, a task by its title."""
    return short_name(book, record.key) if record.kind == "project" else record.title


def tick_text(book: Book, scale: Scale, tick: Tick) -> str:
    return book.words.date(tick.day, "day") if is_short(scale) else tick_name(book, tick.day)


def tick_name(book: Book, day: date) -> str:
    """A month in short; January as its year."""
    if day.month == 1:
        return str(day.year)
    return book.words.text(MONTHS[day.month - 1])
