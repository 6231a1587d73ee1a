"""Time sheets in sums: hours by month and person, by task and by week, without what they cost."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pmledger.analysis.labour import Labour, Work, billing_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, folded, table, text
from pmledger.site.views.cells import key_cell
from pmledger.site.views.figures import figure_anchor, written
from pmledger.site.views.hours_sums import hours_cell, sum_blocks
from pmledger.site.views.money import labour_of
from pmledger.site.views.sentence import runs, toned

MONTHS_SHOWN = 6
MOST_ROWS = 200


def hours_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """What the approved hours come to, then the sums by month and person, the latest month first, by task and by week."""
    work = labour_of(book, project)
    if not work.rows:
        return (Block("none", book.say("No hours are recorded.")),)
    months = sorted({row.month for row in work.rows}, reverse=True)
    billable = any(row.billable for row in work.rows) or billing_of(project) in {"time", "capped"}
    recent = [row for row in work.rows if row.month in months[:MONTHS_SHOWN]]
    older = [row for row in work.rows if row.month in months[MONTHS_SHOWN:]]
    blocks = [hours_answer(book, project, work), hours_table(book, recent, billable=billable, anchor="t-hours")]
    if older:
        count = len(months) - MONTHS_SHOWN
        summary = book.say_count("{count} earlier month", "{count} earlier months", count)
        blocks.append(folded(summary, hours_table(book, older, billable=billable, anchor="t-hours-older")))
    return (*blocks, *sum_blocks(book, project))


def hours_answer(book: Book, project: Record, work: Labour) -> Block:
    hours = sum((row.hours for row in work.rows), Decimal(0))
    waiting = sum((row.waiting for row in work.rows), Decimal(0))
    cost, worth = figure_anchor(book, "hours_cost", project.key), figure_anchor(book, "billable_value", project.key)
    parts = [book.say("{hours} hours are approved.", hours=toned(book.words.number(hours), "b"))]
    if waiting:
        parts.append(book.say("{hours} wait to be approved.", hours=toned(book.words.number(waiting), "warn")))
    if written(book, "hours_cost", project.key).number is not None:
        parts.append(book.say("They cost {cost}.", cost=toned(cost.text, "b", cost.href)))
    else:
        reason = written(book, "hours_cost", project.key).reason.rstrip(".。")
        parts.append(book.say("What they cost is not shown: {reason}.", reason=reason))
    if written(book, "billable_value", project.key).number is not None:
        parts.append(book.say("The billable ones are worth {worth}.", worth=toned(worth.text, "b", worth.href)))
    return text(runs(book.words.sentences(parts)))


def hours_table(book: Book, rows: Sequence[Work], *, billable: bool, anchor: str) -> Block:
    """Hours of each person in each month with the month's sum on its first row."""
    columns = [
        Column(book.say("Month")),
        Column(book.say("Person"), wide=True),
        Column(book.say("Approved"), numeric=True),
        Column(book.say("To approve"), numeric=True),
    ]
    if billable:
        columns.insert(3, Column(book.say("Billable"), numeric=True))
    ordered = sorted(rows, key=lambda row: (-row.month.toordinal(), -row.hours, row.person))[:MOST_ROWS]
    made = tuple(hours_row(book, row, billable=billable) for row in ordered)
    total = (
        Cell(book.say("All")),
        Cell(),
        hours_cell(book, sum((row.hours for row in rows), Decimal(0))),
        *((hours_cell(book, sum((row.billable for row in rows), Decimal(0))),) if billable else ()),
        hours_cell(book, sum((row.waiting for row in rows), Decimal(0))),
    )
    return table(Table(tuple(columns), made, book.say("Hours by month and person"), anchor, total=Row(total)))


def hours_row(book: Book, row: Work, *, billable: bool) -> Row:
    cells = [
        month_cell(book, row.month),
        key_cell(book, row.person),
        hours_cell(book, row.hours),
        hours_cell(book, row.waiting, tone="warn" if row.waiting else ""),
    ]
    if billable:
        cells.insert(3, hours_cell(book, row.billable))
    return Row(tuple(cells))


def month_cell(book: Book, month: date) -> Cell:
    return Cell(book.words.date(month, "month"), sort=month.isoformat())
