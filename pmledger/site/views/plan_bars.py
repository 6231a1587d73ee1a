"""The plan of a project as bars in the order of its stages, and the way that leads to its finish."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.plan_tree import Twig
from pmledger.analysis.schedule.way import Step, way
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import Bar
from pmledger.site.parts import Item
from pmledger.site.views.blocks import Block, Section
from pmledger.site.views.figures import figure_anchor
from pmledger.site.views.plan_choice import chosen, closed_wholes, shown_of
from pmledger.site.views.ragwords import is_hidden
from pmledger.site.views.registers import head
from pmledger.site.views.schedule import milestone_marks, task_bar, task_sub
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.time_picture import MOST, Extent, Line, gantt
from pmledger.site.views.waits import waits_of

NAMED = 4


def bars_section(book: Book, project: Record, twigs: Sequence[Twig], calendar: WorkCalendar) -> tuple[Section, ...]:
    """Stages and tasks over time with what ties them; of a large plan what is under way, critical, late or next."""
    choice = chosen(book, twigs, MOST - 1)
    closed = closed_wholes(book, twigs)
    lines = [line for twig in choice.shown if (line := line_of(book, twig, closed, left=bool(choice.left))) is not None]
    if not lines:
        return ()
    lines = [*marked(book, project, lines, twigs)]
    bars = tuple(line.bar for line in lines if not (choice.left and line.bar.whole))
    extent = Extent(bars, lambda day: not calendar.is_working(day))
    told = book.words.sentences([summary(book, twigs), *shown_of(book, *choice.tasks)])
    note = runs(book.say("The same as a table, with what each waits for: {table}.", table=toned(book.say("Stages and tasks"), "", "#tree")))
    picture = gantt(book, lines, told, None, extent=extent, more=note)
    return (Section(head(book.say("Over time"), "bars"), (picture,)),)


def line_of(book: Book, twig: Twig, closed: frozenset[str], *, left: bool) -> Line | None:
    """A twig as a line without its milestones; None where no day of it is known."""
    record = twig.record
    if twig.expected is None and (twig.agreed is None or not twig.leaf):
        return None
    if not twig.leaf:
        start, finish = twig.expected or (None, None)
        agreed: tuple[date | None, date | None] = twig.agreed or (None, None)
        bar = Bar(start, finish, float((twig.done or 0) / 100), "muted", *agreed, whole=True)
        word = book.status(record).word.lower()
        return Line(record, word, bar, depth=twig.depth, open=record.key not in closed, waits=waits_of(book, record))
    bar = task_bar(book, record, twig.expected, twig.agreed, ())
    return Line(record, task_sub(book, record), bar, depth=twig.depth, waits=waits_of(book, record), followed=left)


def marked(book: Book, project: Record, lines: Sequence[Line], twigs: Sequence[Twig]) -> Iterator[Line]:
    """The lines with the milestones upon them that wait for them, and a last one for the others."""
    marks = milestone_marks(book, project)
    drawn = {line.record.key for line in lines}
    for line in lines:
        found = marks.get(line.record.key, ())
        more = replace(line, followed=line.followed and is_followed(book, line.record, drawn))
        yield replace(more, bar=replace(line.bar, marks=found)) if found else more
    known = {twig.record.key for twig in twigs} - drawn
    loose = tuple(mark for key, found in marks.items() if key not in drawn and key not in known for mark in found)
    if loose:
        bar = Bar(None, None, marks=tuple(sorted(loose, key=lambda mark: mark.day)))
        yield Line(project, "", bar, book.say("Milestones"))


def is_followed(book: Book, record: Record, drawn: set[str]) -> bool:
    """Whether an open task waits for this one that is not in the picture."""
    followers = book.ledger.pointing_at(record.key, "task", "depends")
    return any(one.key not in drawn and not one.closed and one.key in book.hrefs for one in followers)


def summary(book: Book, twigs: Sequence[Twig]) -> str:
    """Which open tasks hold the finish."""
    timetable = book.conclusions.timetable
    critical = [
        twig.record
        for twig in twigs
        if twig.leaf and (timing := timetable.timing(twig.record.key)) is not None and timing.critical
    ]
    if not critical:
        return book.say("No open task is critical: each may end later without moving the finish.")
    return capital(book.say_count(
        "{n} open task is critical: {tasks}.", "{n} open tasks are critical: {tasks}.", len(critical),
        n=spelled(book.words, len(critical)), tasks=book.words.list_and(one.title for one in critical[:NAMED]),
    ))  # fmt: skip


def way_section(book: Book, project: Record) -> tuple[Section, ...]:
    """What drives the forecast finish, step by step back to today; nothing where the plan does not say."""
    steps = way(book.ledger, book.conclusions.timetable, "forecast_finish", project.key)
    forecast = figure_anchor(book, "forecast_finish", project.key)
    ends = {str(book.conclusions.timetable.finish(step.record)) for step in steps[:1]}
    figure = book.conclusions.figures.get(("forecast_finish", project.key))
    if not steps or project.closed or figure is None or str(figure.value) not in ends:
        return ()
    told = book.say("The finish on {day} follows from these, the last first.", day=toned(forecast.text, "", forecast.href))
    items = Block("todo", tuple(step_item(book, step) for step in steps))
    return (Section(head(book.say("What drives the finish"), "way"), (Block("text", runs(told)), items)),)


def step_item(book: Book, step: Step) -> Item:
    """A record on the way: why it ends when it does."""
    record = book.ledger.by_key[step.record]
    on = book.conclusions.timetable.finish(step.record)
    when = book.words.date(on, "day") if on is not None else ""
    if is_hidden(book, (step.record, *(cause.leads_to or cause.record for cause in step.causes))):
        return Item(book.say("A restricted record counts here."), when=when)
    return Item(record.title, book.href(record.key), sub=capital(book.words.render(step.sentence)), when=when)
