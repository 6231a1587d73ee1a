"""A client's behaviour over a year as lines small enough for a cell, and the same month by month."""

from collections.abc import Sequence
from fractions import Fraction

from pmledger.analysis.behaviour import MONTHS, Behaviour, behaviour
from pmledger.analysis.figure import decimal
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.spark import spark
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, folded, table
from pmledger.site.views.figures import money_text

RECENT = 3
"""Months whose sum stands beside that of the year."""


def behaviour_blocks(book: Book, client: Record) -> tuple[Block, ...]:
    """How contacts, tickets, voices, purchases and payments ran over twelve months."""
    found = behaviour(client, book.ledger, book.conclusions.premises, book.as_of)
    if found.silent:
        return (Block("none", book.say("Nothing happened in the last {count} months.", count=MONTHS)),)
    columns = (
        Column(book.say("What")),
        Column(book.say("Last {count} months", count=MONTHS)),
        Column(book.say("Last {count} months", count=RECENT), numeric=True),
        Column(book.say("In all"), numeric=True),
    )
    rows = tuple(
        DrawnRow(
            (Cell(name), Cell(), Cell(told(book, values[-RECENT:], currency)), Cell(told(book, values, currency))),
            ("", spark([float(value or 0) for value in values], line_label(book, name, values, currency)), "", ""),
        )
        for name, values, currency in series(book, found)
        if any(values)
    )
    summary = book.say("Month by month")
    return (
        Block("drawn", Drawn(columns, rows, book.say("Behaviour over a year"))),
        folded(summary, table(month_table(book, found, summary))),
    )


Values = Sequence[int] | Sequence[Fraction | None]


def series(book: Book, found: Behaviour) -> tuple[tuple[str, Values, str], ...]:
    """What there is to show: name, values, and the currency of amounts."""
    return (
        (book.say("Talks"), found.contacts, ""),
        (book.say("Tickets"), found.tickets, ""),
        (book.say("Feedback"), found.feedback, ""),
        (book.say("Invoiced, net"), found.invoiced, found.currency),
        (book.say("Paid"), found.paid, found.currency),
    )


def told(book: Book, values: Values, currency: str) -> str:
    """The sum of a series; "—" where an amount could not be exchanged."""
    if not currency:
        return book.words.number(sum(value or 0 for value in values))
    if any(value is None for value in values):
        return "—"
    total = sum((Fraction(value or 0) for value in values), Fraction(0))
    return money_text(book, Money(decimal(total), currency), short=True)


def line_label(book: Book, name: str, values: Values, currency: str) -> str:
    """The line in words: its months from the earliest to the latest."""
    run = book.words.comma.join(told(book, (value,), currency) for value in values)  # type: ignore[arg-type]
    return book.say("{name}: {run}", name=name, run=run)


def month_table(book: Book, found: Behaviour, caption: str) -> Table:
    rows = [
        (name, values, currency) for name, values, currency in series(book, found) if any(values)
    ]
    columns = (Column(book.say("Month")), *(Column(name, numeric=True) for name, _, _ in rows))
    return Table(
        columns,
        tuple(
            Row(
                (
                    Cell(book.words.date(month, "month"), sort=month.isoformat()),
                    *(
                        Cell(told(book, (values[at],), currency) if values[at] else "·")  # type: ignore[arg-type]
                        for _, values, currency in rows
                    ),
                )
            )
            for at, month in reversed(tuple(enumerate(found.months)))
        ),
        caption,
    )
