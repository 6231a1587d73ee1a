"""Promised dates: each milestone as a bar from its baseline to where it is expected now."""

from collections.abc import Sequence
from datetime import date

from pmledger.analysis.changes import is_pending
from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import Bar, Mark, scale_of
from pmledger.site.charts.slips import slip_bar
from pmledger.site.parts import Anchor, Cell, Column, Runs
from pmledger.site.views.blocks import Block, Drawn, DrawnRow
from pmledger.site.views.cells import choice_cell, day_cell, joined, record_cell, short_name, visible
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.registers import PAST, rest

MOST_BARS = 60
BAD = 5


def slip_blocks(book: Book, milestones: Sequence[Record], *, where: bool = False) -> tuple[Block, ...]:
    """Open ones by the days they slipped, then those reached; cancelled ones are left out."""
    every = sorted((one for one in milestones if one.status != "cancelled"), key=lambda one: order(book, one))
    most = PAST if where else MOST_BARS
    dated = [one for one in every[:most] if now_of(book, one)[0] is not None]
    scale = scale_of([Bar(None, None, marks=marks_of(book, one)) for one in dated], book.as_of)
    if scale is None:
        return (Block("none", book.say("No milestone is planned.")),)
    columns = (
        Column(book.say("Milestone")),
        Column(book.say("From baseline to now"), wide=True),
        Column(book.say("Baseline")),
        Column(book.say("Forecast or actual")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Moved by")),
    )
    rows = []
    for one in dated:
        now, reached = now_of(book, one)
        slip = written(book, "slip", one.key, signed=True)
        label = book.say("{name}: {slip}", name=one.title, slip=slip.text)
        picture = slip_bar(scale, one.day("baseline_date"), now, book.as_of, label, reached=reached)
        rows.append(DrawnRow(cells(book, one, where=where), ("", picture, "", "", "", "")))
    drawn = Block("drawn", Drawn(columns, tuple(rows), book.say("Milestones with their slip")))
    return (drawn, *rest(book, every[most:]))


def order(book: Book, milestone: Record) -> tuple[bool, object, str]:
    slip = written(book, "slip", milestone.key).number
    return (reached_on(milestone, book.as_of) is not None, -(slip or 0), milestone.key)


def now_of(book: Book, milestone: Record) -> tuple[date | None, bool]:
    reached = reached_on(milestone, book.as_of)
    return reached or expected_on(milestone, book.conclusions.timetable.forecasts), reached is not None


def marks_of(book: Book, milestone: Record) -> tuple[Mark, ...]:
    days = (now_of(book, milestone)[0], milestone.day("baseline_date"))
    return tuple(Mark(day, "") for day in days if day is not None)


def cells(book: Book, milestone: Record, *, where: bool) -> tuple[Cell, ...]:
    now, reached = now_of(book, milestone)
    late = not reached and now is not None and now < book.as_of
    slip = written(book, "slip", milestone.key).number
    tone = "" if not slip else "good" if slip < 0 else "bad" if slip > BAD else "warn"
    kind = choice_cell(book, milestone, "type").text if milestone.text("type") else ""
    place = short_name(book, milestone.project) if where else ""
    return (
        record_cell(book, milestone, " · ".join(part for part in (place, kind) if part)),
        Cell(),
        day_cell(book, milestone.day("baseline_date")),
        day_cell(book, now, late=late, sub=book.say("achieved") if reached else ""),
        figure_cell(book, "slip", milestone.key, signed=True, tone=tone),
        Cell(runs=found) if (found := moved_by(book, milestone)) else Cell("—", tone="muted"),
    )


def moved_by(book: Book, milestone: Record) -> Runs:
    """The changes that name a milestone among what they affect, those that only wait said so."""
    changes = visible(book, book.ledger.pointing_at(milestone.key, "change", "affects"))
    anchors = (
        Anchor(book.say("{change} (waits)", change=one.title) if is_pending(one, book.as_of) else one.title, book.href(one.key))
        for one in changes
    )
    return joined(anchors, " · ")
