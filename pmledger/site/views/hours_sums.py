"""A project's hours by task, beside the effort that was planned, and by week."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.booked import Booked, by_task, by_week
from pmledger.analysis.figure import decimal
from pmledger.analysis.progress import effort_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, folded, label, table, words
from pmledger.site.views.cells import lang_of

MOST_TASKS = 20
WEEKS_SHOWN = 8
MOST_WEEKS = 60


def hours_cell(book: Book, hours: Decimal, *, tone: str = "") -> Cell:
    return Cell(book.words.number(hours), tone=tone, sort=f"{hours:f}") if hours else Cell("—", tone="muted")


def sum_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """By task, then by week."""
    entries = book.ledger.of_project(project.key, "time_entry")
    return (*task_blocks(book, by_task(entries, book.as_of)), *week_blocks(book, by_week(entries, book.as_of)))


def task_blocks(book: Book, found: Mapping[str, Booked]) -> tuple[Block, ...]:
    """The tasks that took most, with how much of their planned effort that is; what names no task comes last."""
    title = label(book.say("By task"))
    if not any(found):
        return (title, Block("none", book.say("No hours name a task.")))
    columns = (
        Column(book.say("Task"), wide=True),
        Column(book.say("People"), numeric=True),
        Column(book.say("Planned effort"), numeric=True),
        Column(book.say("Approved"), numeric=True),
        Column(book.say("To approve"), numeric=True),
    )
    shown = list(found.items())[:MOST_TASKS]
    rows = tuple(task_row(book, key, one) for key, one in shown)
    more = len(found) - len(shown)
    rest = (words(book.say_count("And {count} more task.", "And {count} more tasks.", more)),) if more > 0 else ()
    return (title, table(Table(columns, rows, book.say("Hours by task"), "t-hours-task")), *rest)


def task_row(book: Book, key: str, one: Booked) -> Row:
    task = book.ledger.get(key)
    if task is None:
        name = Cell(book.say("Without a task"), tone="muted")
    elif key not in book.hrefs:
        name = Cell(book.say("(restricted)"), tone="muted")
    else:
        name = Cell(task.title, book.href(key), lang=lang_of(book, task.title))
    planned = planned_hours(book, task) if task is not None else None
    share = book.words.percent(100 * Fraction(one.hours) / planned) if planned and one.hours else ""
    return Row(
        (
            name,
            Cell(book.words.number(len(one.people))),
            Cell("—", tone="muted") if planned is None else hours_cell(book, decimal(planned)),
            Cell(
                book.words.number(one.hours) if one.hours else "—",
                tone="" if one.hours else "muted",
                sort=f"{one.hours:f}",
                sub=book.say("{share} of the effort", share=share) if share else "",
            ),
            hours_cell(book, one.waiting, tone="warn" if one.waiting else ""),
        )
    )


def planned_hours(book: Book, task: Record) -> Fraction | None:
    """The effort of a task in hours, by the workspace's working day."""
    calendar = book.conclusions.calendar
    days = effort_of(task, calendar)
    return None if days is None else days * Fraction(calendar.hours_per_day)


def week_blocks(book: Book, found: Mapping[date, Booked]) -> tuple[Block, ...]:
    """The latest weeks in which anybody booked hours, earlier ones folded."""
    weeks = list(found.items())
    recent, older = weeks[:WEEKS_SHOWN], weeks[WEEKS_SHOWN:]
    blocks = [label(book.say("By week")), week_table(book, recent, "t-hours-week")]
    if older:
        summary = book.say_count("{count} earlier week", "{count} earlier weeks", len(older))
        more = len(older) - MOST_WEEKS
        rest = (words(book.say_count("And {count} more week.", "And {count} more weeks.", more)),) if more > 0 else ()
        blocks.append(folded(summary, week_table(book, older[:MOST_WEEKS], "t-hours-week-older"), *rest))
    return tuple(blocks)


def week_table(book: Book, weeks: list[tuple[date, Booked]], anchor: str) -> Block:
    columns = (
        Column(book.say("Week of"), wide=True),
        Column(book.say("People"), numeric=True),
        Column(book.say("Approved"), numeric=True),
        Column(book.say("To approve"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(book.words.date(monday), sort=monday.isoformat()),
                Cell(book.words.number(len(one.people))),
                hours_cell(book, one.hours),
                hours_cell(book, one.waiting, tone="warn" if one.waiting else ""),
            )
        )
        for monday, one in weeks
    )
    return table(Table(columns, rows, book.say("Hours by week"), anchor))
