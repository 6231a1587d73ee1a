"""Time as bars: a project's tasks and milestones, and the projects of a portfolio."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

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
from pmledger.site.charts.gantt import Bar, Mark
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block
from pmledger.site.views.cells import day_cell, record_cell, short_name
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.plan_choice import rank, shown_of
from pmledger.site.views.sentence import capital, spelled
from pmledger.site.views.time_picture import Line, gantt

ON_PAGE = 30
"""Bars on the page of a project; its plan has more."""
NAMED = 4
Dates = tuple[date, date]


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
    calendar = book.conclusions.calendars[project.key]
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
        levelled=levelled_days(book, task.key),
    )


def levelled_days(book: Book, key: str) -> Dates | None:
    """When a task runs if nobody does two things at once; None where it has no such dates of its own."""
    first, last = (written(book, name, key).value for name in ("levelled_start", "levelled_finish"))
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


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
        for line in lines
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
    every = task_lines(book, project, tasks)
    if not every:
        return (Block("none", book.say("No task has dates.")),)
    late = [line for line in every if not line.record.closed and is_late(line)]
    told = [
        capital(book.say_count(
            "{n} task runs later than its baseline: {tasks}.", "{n} tasks run later than their baseline: {tasks}.",
            len(late), n=spelled(book.words, len(late)), tasks=book.words.list_and(line.record.title for line in late[:NAMED]),
        ))
        if late
        else book.say("No task runs later than its baseline.")
    ]  # fmt: skip
    lines = pressing(book, every)
    told += shown_of(book, len(lines), len(every))
    return (gantt(book, lines, book.words.sentences(told), schedule_table(book, lines)),)


def is_late(line: Line) -> bool:
    return line.bar.tone in {"bad", "warn"}


def pressing(book: Book, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines to show on the page of a project, in their order: of many those that press."""
    if len(lines) <= ON_PAGE:
        return lines
    order = sorted(
        (rank(book, line.record, span_of(line.bar), late=is_late(line)), at) for at, line in enumerate(lines)
    )
    return [lines[at] for at in sorted(at for _, at in order[:ON_PAGE])]


def span_of(bar: Bar) -> Dates | None:
    if bar.start is not None and bar.finish is not None:
        return bar.start, bar.finish
    return (bar.baseline_start, bar.baseline_finish) if bar.baseline_start and bar.baseline_finish else None


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
