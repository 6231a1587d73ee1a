"""The next twelve weeks of all projects: their milestones, and the critical work that has to start or end."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.closure import first_assignee
from pmledger.analysis.milestones import expected_on
from pmledger.analysis.progress import baseline_dates, current_baseline, item_dates
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import Bar, Mark
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Section
from pmledger.site.views.cells import day_cell, key_cell, place_cell, record_cell
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.portfolio import bar_tone
from pmledger.site.views.registers import head
from pmledger.site.views.schedule import project_line, task_bar, task_sub
from pmledger.site.views.sentence import capital, spelled
from pmledger.site.views.time_picture import Extent, Line, gantt
from pmledger.site.views.waits import waits_of

WEEKS = 12
BEHIND = timedelta(days=7)
LINES, ROWS = 40, 50
"""Lines of the picture and rows of the table."""


class Event(Struct, frozen=True):
    """What falls on a day: a milestone is reached, a critical task starts or ends."""

    day: date
    record: Record
    what: str


def ahead_section(book: Book, projects: Sequence[Record]) -> tuple[Section, ...]:
    """The picture by project, and day by day as its table; projects without anything in these weeks are left out."""
    until = book.as_of + timedelta(weeks=WEEKS)
    keys = frozenset(project.key for project in projects)
    events = tuple(sorted(events_of(book, keys, until), key=lambda one: (one.day, one.record.kind, one.record.key)))
    title = head(book.say("The next twelve weeks"), "ahead")
    if not events:
        return (Section(title, (Block("none", book.say("No milestone and no critical task falls into the next twelve weeks.")),)),)
    lines = ahead_lines(book, projects, events)
    window = Bar(book.as_of - BEHIND, until)
    calendar = book.conclusions.calendar
    picture = gantt(
        book, lines, told(book, events, sum(not line.depth for line in lines)), events_table(book, events),
        extent=Extent((window,), lambda day: not calendar.is_working(day)),
    )  # fmt: skip
    return (Section(title, (picture,)),)


def events_of(book: Book, projects: frozenset[str], until: date) -> Iterator[Event]:
    """Milestones that are still to be reached by a day, and what critical tasks ask for by then, in any order."""
    forecasts, timetable = book.conclusions.timetable.forecasts, book.conclusions.timetable
    for milestone in book.shown("milestone"):
        if milestone.project in projects and is_open(milestone, book.as_of):
            on = expected_on(milestone, forecasts)
            if on is not None and on <= until:
                yield Event(on, milestone, "milestone")
    for key, timing in timetable.schedule.timings.items():
        if not timing.critical or not key.startswith("task:") or key not in book.hrefs:
            continue
        task = book.ledger.by_key[key]
        dates = timetable.dates(key)
        if task.project not in projects or dates is None:
            continue
        if timetable.activities[key].begun is None and dates[0] <= until:
            yield Event(dates[0], task, "start")
        if dates[1] <= until:
            yield Event(dates[1], task, "end")


def ahead_lines(book: Book, projects: Sequence[Record], events: Sequence[Event]) -> tuple[Line, ...]:
    """The projects in their order with their critical tasks, as far as there is room."""
    tasks: dict[str, dict[str, Record]] = {}
    marks: dict[str, list[Mark]] = {}
    for one in events:
        if one.record.kind == "milestone":
            label = book.say("{milestone}, {day}", milestone=one.record.title, day=one.day)
            marks.setdefault(one.record.project, []).append(Mark(one.day, label))
        else:
            tasks.setdefault(one.record.project, {})[one.record.key] = one.record
    lines: list[Line] = []
    for project in projects:
        own = tasks.get(project.key, {})
        if (not own and project.key not in marks) or len(lines) + 1 + len(own) > LINES:
            continue
        whole = project_line(book, project, bar_tone(book, project))
        if whole is None:
            continue
        bar = replace(whole.bar, marks=tuple(marks.get(project.key, ())), whole=True)
        lines.append(replace(whole, bar=bar))
        baseline = current_baseline(project, book.ledger, book.as_of) if own else None
        items = item_dates(baseline) if baseline else {}
        for task in own.values():
            span = book.conclusions.timetable.dates(task.key)
            shown = task_bar(book, task, span, baseline_dates(task, items), ())
            lines.append(Line(task, task_sub(book, task), shown, depth=1, waits=waits_of(book, task)))
    return tuple(lines)


def told(book: Book, events: Sequence[Event], drawn: int) -> str:
    """How many milestones and critical tasks there are, and what is left out."""
    milestones = sum(one.what == "milestone" for one in events)
    tasks = len({one.record.key for one in events if one.what != "milestone"})
    first = capital(book.say_count("{n} milestone is to be reached", "{n} milestones are to be reached", milestones,
                                   n=spelled(book.words, milestones)))  # fmt: skip
    second = book.say_count("{n} critical task is to start or end", "{n} critical tasks are to start or end", tasks,
                            n=spelled(book.words, tasks))  # fmt: skip
    parts = [book.say("{milestones}, {tasks}.", milestones=first, tasks=second)]
    projects = {one.record.project for one in events}
    if drawn < len(projects):
        parts.append(book.say_count("The picture has not room for all of {count} project.",
                                    "The picture has not room for all of {count} projects.", len(projects)))  # fmt: skip
    if len(events) > ROWS:
        parts.append(book.say("The table has the first {count} of {every}.", count=ROWS, every=book.words.number(len(events))))
    return book.words.sentences(parts)


def events_table(book: Book, events: Sequence[Event]) -> Table:
    """Day by day what is to happen."""
    columns = (
        Column(book.say("Day")),
        Column(book.say("What"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Who")),
        Column(book.say("Agreed")),
        Column(book.say("Slip"), numeric=True),
    )
    rows = tuple(event_row(book, one) for one in events[:ROWS])
    return Table(columns, rows, book.say("What is to happen in the next twelve weeks"))


def event_row(book: Book, one: Event) -> Row:
    record = one.record
    words = {"milestone": book.say("milestone"), "start": book.say("starts"), "end": book.say("ends")}
    figure = "slip" if one.what == "milestone" else "task_slip"
    slip = written(book, figure, record.key).number
    tone = "warn" if slip and slip > 0 else ""
    return Row(
        (
            day_cell(book, one.day, late=one.day < book.as_of),
            record_cell(book, record, words[one.what]),
            place_cell(book, record),
            key_cell(book, first_assignee(record) or record.owner),
            day_cell(book, record.day("baseline_date")) if one.what == "milestone" else Cell("—", tone="muted"),
            figure_cell(book, figure, record.key, signed=True, tone=tone) if one.what != "start" else Cell(),
        )
    )
