"""The plan of a project as bars in the order of its stages, and the way that leads to its finish."""

from collections.abc import Sequence
from datetime import date, timedelta

from pmledger.analysis.plan_tree import Twig
from pmledger.analysis.schedule.way import Step, way
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import Bar, Mark
from pmledger.site.parts import Item
from pmledger.site.views.blocks import Block, Section
from pmledger.site.views.figures import figure_anchor
from pmledger.site.views.ragwords import is_hidden
from pmledger.site.views.registers import head
from pmledger.site.views.schedule import MOST, Line, gantt, milestone_marks, schedule_table, task_bar, task_sub
from pmledger.site.views.sentence import capital, runs, spelled, toned

AHEAD = timedelta(weeks=6)
NAMED = 4


def bars_section(book: Book, project: Record, twigs: Sequence[Twig]) -> tuple[Section, ...]:
    """Stages and tasks over time: stages that are over as one bar, of many tasks first what is critical or soon."""
    lines = bar_lines(book, project, twigs)
    if not lines:
        return ()
    picture = gantt(book, lines, summary(book, twigs), schedule_table(book, lines))
    return (Section(head(book.say("Over time"), "bars"), (picture,)),)


def bar_lines(book: Book, project: Record, twigs: Sequence[Twig]) -> tuple[Line, ...]:
    marks = milestone_marks(book, project)
    lines: list[Line] = []
    for twig in shown_twigs(book, twigs):
        line = leaf_line(book, twig, marks.get(twig.record.key, ())) if twig.leaf else whole_line(book, twig, ())
        if line is not None:
            lines.append(line)
    drawn = {line.record.key for line in lines}
    loose = tuple(mark for key, found in marks.items() if key not in drawn for mark in found)
    if loose:
        bar = Bar(None, None, marks=tuple(sorted(loose, key=lambda mark: mark.day)))
        lines.append(Line(project, "", bar, book.say("Milestones")))
    return tuple(lines)


def shown_twigs(book: Book, twigs: Sequence[Twig]) -> tuple[Twig, ...]:
    """The twigs to draw: without the parts of what is over, and no more than there is room for."""
    kept: list[Twig] = []
    closed: int | None = None
    for at, twig in enumerate(twigs):
        if closed is not None and twig.depth > closed:
            continue
        closed = twig.depth if not twig.leaf and over(book, twigs, at) else None
        kept.append(twig)
    if len(kept) <= MOST:
        return tuple(kept)
    first = sorted(range(len(kept)), key=lambda at: (urgency(book, kept[at]), at))[:MOST]
    rest = sorted(set(range(len(kept))) - set(first))
    return tuple(kept[at] for at in (*sorted(first), *rest))


def over(book: Book, twigs: Sequence[Twig], at: int) -> bool:
    """Whether nothing in a stage or summary is open."""
    depth = twigs[at].depth
    for below in twigs[at + 1 :]:
        if below.depth <= depth:
            break
        if below.leaf and is_open(below.record, book.as_of):
            return False
    return True


def urgency(book: Book, twig: Twig) -> int:
    """What is under way, critical or soon stands before what comes later, and that before what is done."""
    if not twig.leaf:
        return 0
    if not is_open(twig.record, book.as_of):
        return 3
    timing = book.conclusions.timetable.timing(twig.record.key)
    soon = twig.expected is not None and twig.expected[0] <= book.as_of + AHEAD
    return 1 if soon or (timing is not None and timing.critical) else 2


def leaf_line(book: Book, twig: Twig, marks: tuple[Mark, ...]) -> Line | None:
    if twig.expected is None and twig.agreed is None:
        return None
    return Line(twig.record, task_sub(book, twig.record), task_bar(book, twig.record, twig.expected, twig.agreed, marks))


def whole_line(book: Book, twig: Twig, marks: tuple[Mark, ...]) -> Line | None:
    """A stage or summary as a slim bar over all that is in it."""
    if twig.expected is None:
        return None
    start, finish = twig.expected
    agreed: tuple[date | None, date | None] = twig.agreed or (None, None)
    bar = Bar(start, finish, float((twig.done or 0) / 100), "muted", *agreed, marks, whole=True)
    return Line(twig.record, book.status(twig.record).word.lower(), bar)


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
