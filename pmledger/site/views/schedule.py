"""Time as bars: a project's tasks and milestones, and the projects of a portfolio."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.analysis.progress import (
    baseline_dates,
    baseline_span,
    current_baseline,
    done_percent,
    item_dates,
    leaf_tasks,
)
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.task_dates import expected_dates
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import Bar, Mark, axis, grid, row, scale_of, ticks
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Gantt, Lane
from pmledger.site.views.cells import day_cell, record_cell, short_name
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.sentence import capital, spelled
from pmledger.source.message import N_

MOST = 60
"""Bars in one picture."""

MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip

Dates = tuple[date, date]


class Line(Struct, frozen=True):
    """A row of a picture with what its table says."""

    record: Record
    sub: str
    bar: Bar
    name: str = ""


def task_tone(task: Record, span: Dates | None, baseline: Dates | None, today: date) -> str:
    """Done, late against its baseline, blocked, or under way."""
    if task.status == "done":
        return "good"
    if task.status == "blocked":
        return "bad"
    if span and baseline and span[1] > baseline[1]:
        return "bad" if (span[1] - baseline[1]).days > 5 else "warn"
    return "bad" if span and span[1] < today and not task.closed else ""


def task_lines(book: Book, project: Record, tasks: Sequence[Record]) -> tuple[Line, ...]:
    """Bars of the tasks that have dates, the earliest first, with the milestones that depend on them."""
    baseline = current_baseline(project, book.ledger, book.as_of)
    calendar = calendar_for(project, book.ledger, book.conclusions.calendar)
    items = item_dates(baseline) if baseline else {}
    marks = milestone_marks(book, project)
    lines = []
    for task in leaf_tasks(tuple(tasks)):
        agreed = baseline_dates(task, items)
        span = expected_dates(task, agreed, calendar, book.conclusions.timetable, book.as_of)
        if span is not None or agreed is not None:
            lines.append(Line(task, task_sub(book, task), task_bar(book, task, span, agreed, marks.get(task.key, ()))))
    loose = Bar(None, None, marks=marks.get("", ()))
    if loose.marks:
        lines.append(Line(project, "", loose, book.say("Milestones")))
    return tuple(
        sorted(lines, key=lambda line: (line.bar.start or line.bar.baseline_start or date.max, line.record.key))
    )


def task_bar(
    book: Book, task: Record, span: Dates | None, agreed: Dates | None, marks: tuple[Mark, ...]
) -> Bar:
    """The bar of one task, with its float and whether it is critical."""
    done = done_percent(task, book.conclusions.calendar, book.as_of)
    timing = book.conclusions.timetable.timing(task.key)
    late = timing.late_finish if timing is not None and (timing.total_float or 0) > 0 else None
    return Bar(
        span[0] if span else None,
        span[1] if span else None,
        float((done or Fraction(0)) / 100),
        task_tone(task, span, agreed, book.as_of),
        agreed[0] if agreed else None,
        agreed[1] if agreed else None,
        marks,
        critical=timing is not None and timing.critical,
        float_to=finish_day(late) if late is not None else None,
    )


def task_sub(book: Book, task: Record) -> str:
    """Who does it, and how far it is."""
    people = [link.target for link in task.links if link.field.startswith("assignees")] or (
        [task.owner] if task.owner else []
    )
    who = book.words.comma.join(dict.fromkeys(short_name(book, key) for key in people if key in book.hrefs))
    return " · ".join(part for part in (who, book.status(task).word.lower()) if part)


def milestone_marks(book: Book, project: Record) -> Mapping[str, tuple[Mark, ...]]:
    """Milestones by the last task that they depend on, "" for those that depend on none."""
    marks: dict[str, list[Mark]] = {}
    for milestone in book.ledger.of_project(project.key, "milestone"):
        if milestone.status == "cancelled" or milestone.key not in book.hrefs:
            continue
        reached = reached_on(milestone, book.as_of)
        day = reached or expected_on(milestone, book.conclusions.timetable.forecasts)
        if day is None:
            continue
        tasks = [
            link.target
            for link in milestone.links
            if link.field.startswith("depends") and link.target.startswith("task:")
        ]
        label = book.say("{milestone}, {day}", milestone=milestone.title, day=day)
        marks.setdefault(tasks[-1] if tasks else "", []).append(Mark(day, label, reached is not None))
    return {key: tuple(found) for key, found in marks.items()}


def span_text(book: Book, start: date | None, finish: date | None) -> str:
    if start is None or finish is None:
        return book.say("no dates")
    return book.say("{start} to {finish}", start=start, finish=finish)


def lane_label(book: Book, line: Line) -> str:
    """A row's picture in a sentence."""
    bar = line.bar
    parts = [book.say("{name}: {span}", name=line.record.title, span=span_text(book, bar.start, bar.finish))]
    if bar.start:
        parts.append(book.say("{percent}% done", percent=round(bar.done * 100)))
    if bar.critical:
        parts.append(book.say("critical"))
    if bar.float_to:
        parts.append(book.say("may end until {day}", day=bar.float_to))
    if bar.baseline_start:
        span = span_text(book, bar.baseline_start, bar.baseline_finish)
        parts.append(book.say("baseline {span}", span=span))
    return book.words.comma.join([*parts, *(mark.title for mark in bar.marks)])


def gantt(book: Book, lines: Sequence[Line], summary: str, table: Table) -> Block:
    """The picture of some lines with the same as a table."""
    bars = [line.bar for line in lines]
    scale = scale_of(bars, book.as_of)
    if scale is None:
        return Block("none", book.say("No dates are known."))
    lines_of_calendar = ticks(scale)
    names = [(tick, tick_name(book, tick.day)) for tick in lines_of_calendar]
    shared = grid(scale, lines_of_calendar, book.as_of)
    lanes = tuple(
        Lane(
            Anchor(line.name) if line.name else Anchor(lane_name(book, line.record), book.href(line.record.key)),
            line.sub,
            row(scale, line.bar, shared, lane_label(book, line)),
        )
        for line in lines[:MOST]
    )
    more = len(lines) - MOST
    key = book.say(
        "Full: done. Pale: still to come. Thin line below: baseline. Diamond: milestone, filled when achieved."
    )
    if any(bar.critical or bar.float_to for bar in bars):
        key = book.words.sentences([key, book.say("Dark line above: critical. Thin line behind: float.")])
    if more > 0:
        key = book.words.sentences(
            [book.say_count("{count} more in the table.", "{count} more in the table.", more), key]
        )
    head = axis(scale, names, book.as_of, book.say("today"), book.say("Calendar"))
    return Block("gantt", Gantt(summary, head, lanes, table, key))


def lane_name(book: Book, record: Record) -> str:
    """A project by its short name, a task by its title."""
    return short_name(book, record.key) if record.kind == "project" else record.title


def tick_name(book: Book, day: date) -> str:
    """A month in short; January as its year."""
    if day.month == 1:
        return str(day.year)
    return book.words.text(MONTHS[day.month - 1])


def schedule_table(book: Book, lines: Sequence[Line]) -> Table:
    """The same as the picture."""
    columns = (
        Column(book.say("Task"), wide=True),
        Column(book.say("Start")),
        Column(book.say("Finish")),
        Column(book.say("Done"), numeric=True),
        Column(book.say("Float"), numeric=True),
        Column(book.say("Baseline start")),
        Column(book.say("Baseline finish")),
        Column(book.say("Milestones")),
    )
    rows = tuple(
        Row(
            (
                Cell(line.name) if line.name else record_cell(book, line.record, line.sub),
                day_cell(book, line.bar.start),
                day_cell(book, line.bar.finish),
                Cell(f"{round(line.bar.done * 100)}%"),
                float_cell(book, line.record),
                day_cell(book, line.bar.baseline_start),
                day_cell(book, line.bar.baseline_finish),
                Cell(" · ".join(mark.title for mark in line.bar.marks)),
            )
        )
        for line in lines[:200]
    )
    return Table(columns, rows, book.say("Dates of the bars"))


def float_cell(book: Book, task: Record) -> Cell:
    """A task's total float, and that it is critical where it has none."""
    found = written(book, "total_float", task.key)
    if not found.href:
        return Cell("")
    sub = book.say("critical") if found.number is not None and found.number <= 0 else ""
    return figure_cell(book, "total_float", task.key, sub=sub)


def project_schedule(book: Book, project: Record, tasks: Sequence[Record]) -> tuple[Block, ...]:
    """A project's tasks as bars."""
    lines = task_lines(book, project, tasks)
    if not lines:
        return (Block("none", book.say("No task has dates.")),)
    open_ = [line for line in lines if not line.record.closed]
    late = [line for line in open_ if line.bar.tone in {"bad", "warn"}]
    summary = (
        capital(book.say_count(
            "{n} task runs later than its baseline: {tasks}.", "{n} tasks run later than their baseline: {tasks}.",
            len(late), n=spelled(book.words, len(late)), tasks=book.words.list_and(line.record.title for line in late[:4]),
        ))
        if late
        else book.say("No task runs later than its baseline.")
    )  # fmt: skip
    return (gantt(book, lines, summary, schedule_table(book, lines)),)


def project_line(book: Book, project: Record, tone: str) -> Line | None:
    """A project as one bar, with its open milestones."""
    baseline = current_baseline(project, book.ledger, book.as_of)
    span = baseline_span(baseline) if baseline else None
    start = project.day("actual_start") or project.day("planned_start") or (span[0] if span else None)
    forecast = written(book, "forecast_finish", project.key).value
    finish = project.day("actual_finish") or (forecast if isinstance(forecast, date) else project.day("planned_finish"))
    if start is None or finish is None:
        return None
    marks = tuple(
        sorted((mark for each in milestone_marks(book, project).values() for mark in each), key=lambda mark: mark.day)
    )
    share = written(book, "progress", project.key).share or 0.0
    client = short_name(book, project.client) if project.client else ""
    bar = Bar(start, finish, share, tone, span[0] if span else None, span[1] if span else None, marks)
    return Line(project, client, bar)
