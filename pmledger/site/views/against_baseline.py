"""A project's plan against the baseline that holds: what starts, ends, lasts and costs otherwise, what is new and gone."""

from collections.abc import Callable, Sequence
from datetime import date

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.plan_tree import Twig
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.variance.compare import Line, Variance, compare
from pmledger.analysis.variance.plans import POINTS, Ground, plan_agreed, plan_now
from pmledger.analysis.variance.words import sentences_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, folded, table, text
from pmledger.site.views.cells import day_cell, record_cell
from pmledger.site.views.figures import figure_cell, figure_of, tile, value_text
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import runs, toned

LONG = 12
"""Rows from which the table is folded."""
MOST = 60
BAD = 5
OF_TASK = ("start_slip", "task_slip", "length_change", "cost_change")
"""What a task's own page says of it."""
MakeCell = Callable[[Line], Cell]


def against_section(book: Book, project: Record, twigs: Sequence[Twig], calendar: WorkCalendar) -> tuple[Section, ...]:
    """The section of a plan's page; nothing where no baseline is approved or it has no items that are shown."""
    baseline = current_baseline(project, book.ledger, book.as_of)
    if baseline is None or baseline.key not in book.hrefs:
        return ()
    found = book.conclusions
    ground = Ground(book.ledger, found.timetable, calendar, found.premises.exchange, book.as_of)
    agreed = plan_agreed(project, baseline, ground)
    if not agreed.parts:
        return ()
    held = compare(agreed, plan_now(project, ground, twigs), calendar)
    blocks = (text(runs(sentence(book, baseline, held))), *blocks_of(book, held))
    return (Section(head(book.say("Against the baseline"), "variance"), blocks),)


def sentence(book: Book, baseline: Record, held: Variance) -> str:
    """Which baseline, and what the comparison comes to."""
    version = baseline.text("version") or baseline.title
    link = toned(version, "", book.href(baseline.key))
    first = book.say("Held against {baseline} of {day}.", baseline=link, day=baseline.day("date") or "—")
    return book.words.sentences([first, *(book.words.render(one) for one in sentences_of(held))])


def blocks_of(book: Book, held: Variance) -> tuple[Block, ...]:
    """What differs, in the order of the plan; what does not is only counted."""
    lines = [line for line in held.lines if line.state != "same" and (line.part.key in book.hrefs or line.part.key.startswith("?"))]
    if not lines:
        return (Block("none", book.say("All of it is as it was agreed.")),)
    columns, makers = columns_of(book, lines)
    rows = tuple(Row(tuple(make(line) for make in makers)) for line in lines[:MOST])
    shown = (table(Table(columns, rows, book.say("What differs from the baseline"), "t-variance")), *and_more(book, len(lines) - MOST))
    if len(lines) <= LONG:
        return shown
    return (folded(book.say_count("{count} piece that differs", "{count} pieces that differ", len(lines)), *shown),)


def columns_of(book: Book, lines: Sequence[Line]) -> tuple[tuple[Column, ...], tuple[MakeCell, ...]]:
    """The columns that have something to say, each with what makes its cells."""
    every: list[tuple[Column, MakeCell, bool]] = [
        (Column(book.say("Piece"), wide=True), lambda line: name_cell(book, line), True),
        (Column(book.say("Start")), lambda line: end_cell(book, line, 0), True),
        (Column(book.say("Starts later"), numeric=True), lambda line: moved_cell(book, line, "start_slip", line.shift.start), True),
        (Column(book.say("Finish")), lambda line: end_cell(book, line, 1), True),
        (Column(book.say("Ends later"), numeric=True), lambda line: moved_cell(book, line, finish_name(line), line.shift.finish), True),
        (
            Column(book.say("Longer"), numeric=True),
            lambda line: moved_cell(book, line, "length_change", line.shift.length),
            any(line.shift.length for line in lines),
        ),
        (
            Column(book.say("Dearer"), numeric=True),
            lambda line: cost_cell(book, line),
            any(line.shift.cost for line in lines),
        ),
    ]
    kept = [(column, make) for column, make, told in every if told]
    return tuple(column for column, _ in kept), tuple(make for _, make in kept)


def name_cell(book: Book, line: Line) -> Cell:
    """The piece, with what is new or gone said below it."""
    record = book.ledger.get(line.part.key)
    sub = {"new": book.say("not in the baseline"), "gone": book.say("no longer in the plan")}.get(line.state, "")
    return record_cell(book, record, sub) if record is not None else Cell(line.part.title, sub=sub)


def end_cell(book: Book, line: Line, end: int) -> Cell:
    """A date as it is, with the agreed one below where it is another."""
    if line.part.kind in POINTS and end == 0:
        return Cell("")
    before, now = (part.dates[end] if part is not None and part.dates is not None else None for part in (line.before, line.now))
    agreed = book.say("agreed {day}", day=book.words.date(before)) if before is not None and before != now else ""
    return day_cell(book, now, sub=agreed) if line.state != "gone" else gone_cell(book, before)


def gone_cell(book: Book, agreed: date | None) -> Cell:
    return Cell("—", tone="muted", sub=book.say("agreed {day}", day=book.words.date(agreed)) if agreed else "")


def finish_name(line: Line) -> str:
    return "slip" if line.part.kind in POINTS else "task_slip"


def moved_cell(book: Book, line: Line, name: str, days: int | None) -> Cell:
    """By how many working days something moved: the figure where the piece has it."""
    if days is None:
        return Cell("")
    tone = tone_of(book, line, days) if name != "length_change" else ""
    key = line.part.key
    if figure_of(book, name, key) is not None:
        return figure_cell(book, name, key, signed=True, tone=tone)
    return Cell(value_text(book, days, "d", signed=True, brief=True), tone=tone, sort=str(days))


def tone_of(book: Book, line: Line, days: int) -> str:
    """Open work that is late is coloured, more than a week strongly."""
    record = book.ledger.get(line.part.key)
    if days <= 0 or record is None or record.closed:
        return ""
    return "bad" if days > BAD else "warn"


def cost_cell(book: Book, line: Line) -> Cell:
    key = line.part.key
    return figure_cell(book, "cost_change", key, signed=True) if line.shift.cost is not None and figure_of(book, "cost_change", key) else Cell("")


def extra(book: Book) -> MakeExtra:
    """What the page of a task says of it against the baseline; nothing where that does not date it."""

    def make(task: Record) -> Extra:
        names = [name for name in OF_TASK if (name, task.key) in book.conclusions.figures]
        if not names:
            return Extra()
        tiles = Block("figures", tuple(tile(book, name, task.key) for name in names))
        return Extra(sections=(Section(head(book.say("Against the baseline"), "variance"), (tiles,)),))

    return make
