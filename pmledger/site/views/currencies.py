"""Currencies: the dated rates in force, and the amounts of a project that were exchanged by them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import decimal
from pmledger.analysis.finance import Foreign, foreign_lines
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, table, words
from pmledger.site.views.cells import day_cell, visible
from pmledger.site.views.figures import money_text
from pmledger.site.views.money import amount_text

PLACES = 4
MOST_LINES = 50


def rate_text(book: Book, rate: Fraction) -> str:
    return book.words.number(decimal(rate), PLACES)


def rates_blocks(book: Book) -> tuple[Block, ...]:
    """The rate of each currency that holds today, and since when."""
    exchange = book.conclusions.premises.exchange
    columns = (
        Column(book.say("Currency")),
        Column(book.say("1 of it in {currency}", currency=exchange.currency), numeric=True),
        Column(book.say("Since")),
        Column(book.say("Projects kept in it"), numeric=True),
    )
    kept: dict[str, int] = {}
    for project in book.shown("project"):
        currency = project.text("currency") or exchange.currency
        kept[currency] = kept.get(currency, 0) + 1
    rows = []
    for currency in sorted(set(exchange.rates) | set(kept)):
        rate = exchange.rate(currency, book.as_of)
        since = since_of(book, currency)
        count = kept.get(currency, 0)
        rows.append(
            Row(
                (
                    Cell(currency),
                    Cell(rate_text(book, rate) if rate is not None else "—", tone="" if rate is not None else "warn"),
                    day_cell(book, since) if since else Cell("—", tone="muted"),
                    Cell(book.words.number(count) if count else "—", tone="" if count else "muted"),
                )
            )
        )
    if len(rows) < 2:
        return (words(book.say("Everything is kept in one currency.")),)
    return (table(Table(columns, tuple(rows), book.say("Exchange rates in force"), "t-rates")),)


def since_of(book: Book, currency: str) -> date | None:
    """Since when the rate in force holds."""
    dated = book.conclusions.premises.exchange.rates.get(currency, ())
    return next((since for since, _ in reversed(dated) if since <= book.as_of), None)


def foreign_blocks(book: Book, project: Record, currency: str) -> tuple[Block, ...]:
    """The costs and invoices in other currencies with the rate of their day; nothing where there are none."""
    found = foreign_lines(project, book.ledger, book.conclusions.premises.exchange, book.as_of)
    shown = {record.key for record in visible(book, (one.record for one in found))}
    lines = [one for one in found if one.record.key in shown]
    if not lines:
        return ()
    columns = (
        Column(book.say("Cost or invoice"), wide=True),
        Column(book.say("Day")),
        Column(book.say("Amount"), numeric=True),
        Column(book.say("Rate"), numeric=True),
        Column(book.say("In {currency}", currency=currency), numeric=True),
    )
    rows = tuple(foreign_row(book, one, currency) for one in recent(lines))
    more = len(lines) - len(rows)
    part = table(Table(columns, rows, book.say("Amounts in other currencies"), "t-foreign"))
    if not more:
        return (part,)
    return (part, words(book.say_count("And {count} earlier one.", "And {count} earlier ones.", more)))


def recent(lines: Sequence[Foreign]) -> tuple[Foreign, ...]:
    ordered = sorted(lines, key=lambda one: (-one.line.day.toordinal(), one.record.key))
    return tuple(ordered[:MOST_LINES])


def foreign_row(book: Book, one: Foreign, currency: str) -> Row:
    amount = one.line.amount(currency, book.conclusions.premises.exchange)
    note = book.say("its own rate") if one.own else book.say("rate of the day")
    rate = Cell(rate_text(book, one.rate), sub=note) if one.rate is not None else Cell("—", tone="warn", sub=book.say("no rate"))
    return Row(
        (
            Cell(one.record.title, book.href(one.record.key)),
            day_cell(book, one.line.day),
            Cell(money_text(book, one.line.money)),
            rate,
            Cell(amount_text(book, amount, currency) if amount is not None else "—"),
        )
    )
