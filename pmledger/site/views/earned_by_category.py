"""Earned value by category: what each kind of money was to bring by now, has brought, and has cost."""

from collections.abc import Mapping
from fractions import Fraction

from pmledger.analysis.costs import currency_of
from pmledger.analysis.earned.by_category import UNNAMED, Share, by_category
from pmledger.analysis.finance import CategoryMoney
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, label, table
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.money import amount_text, categories, withheld
from pmledger.source.message import Message

ZERO = Fraction(0)


def category_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """The table by category with the project's sums; where lines do not tell, that is said, and without lines nothing."""
    premises = book.conclusions.local(project.key)
    found = by_category(project, book.conclusions.plans[project.key], book.ledger, premises, book.as_of)
    if isinstance(found, Message):
        if found != UNNAMED:
            return ()
        note = book.say("What is earned cannot be told by category: {reason}.", reason=book.words.render(found))
        return label(book.say("By category")), Block("none", note)
    currency = currency_of(project, premises.exchange)
    spent = {one.category: one for one in categories(book, project)}
    shares = (*found, *(Share(name, ZERO, ZERO, ZERO) for name in only_spent(found, spent)))
    rows = tuple(row_of(book, one, spent.get(one.category), currency) for one in shares)
    columns = (
        Column(book.say("Category"), wide=True),
        Column(book.say("Worth"), numeric=True),
        Column(book.say("Planned by now"), numeric=True),
        Column(book.say("Earned"), numeric=True),
        Column(book.say("Earned less planned"), numeric=True),
        Column("SPI", numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Earned less spent"), numeric=True),
        Column("CPI", numeric=True),
    )
    note = book.say(
        "A piece of work is paid by the budget lines that name it, then by those of its stage; what these leave of its value is "
        "shared out by the lines that name no work."
    )
    part = Table(columns, rows, book.say("Earned value by category"), "t-earned-categories", total=total_row(book, project))
    return label(book.say("By category")), table(part), Block("none", note)


def only_spent(found: tuple[Share, ...], spent: Mapping[str, CategoryMoney]) -> list[str]:
    """Categories that cost something though no work is worth anything of them."""
    known = {one.category for one in found}
    return [name for name, one in spent.items() if name not in known and not one.reserve and one.spent]


def row_of(book: Book, one: Share, money: CategoryMoney | None, currency: str) -> Row:
    cost = money.spent if money is not None else ZERO
    alone = money is not None and len(money.people) == 1
    costs = (
        (withheld(book), withheld(book), withheld(book))
        if alone
        else (amount(book, cost, currency), amount(book, one.earned - cost, currency, signed=True), ratio(book, one.earned, cost))
    )
    return Row(
        (
            Cell(book.words.choice_label(one.category)),
            amount(book, one.value, currency),
            amount(book, one.planned, currency),
            amount(book, one.earned, currency),
            amount(book, one.earned - one.planned, currency, signed=True),
            ratio(book, one.earned, one.planned),
            *costs,
        )
    )


def amount(book: Book, value: Fraction, currency: str, *, signed: bool = False) -> Cell:
    return Cell(amount_text(book, value, currency, signed=signed), tone="" if value else "muted", sort=str(float(value)))


def ratio(book: Book, part: Fraction, whole: Fraction) -> Cell:
    if not whole:
        return Cell("—", tone="muted")
    return Cell(book.words.number(part / whole, 2), sort=str(float(part / whole)))


def total_row(book: Book, project: Record) -> Row:
    """The project; threats beyond its contingency are in what it has spent, and in no category."""
    key = project.key
    over = written(book, "contingency_used", key).number, written(book, "contingency", key).number
    beyond = max((over[0] or 0) - max(over[1] or 0, 0), 0)
    note = book.say("with threats beyond the contingency") if beyond else ""
    return Row(
        (
            Cell(book.say("All"), sub=note),
            figure_cell(book, "bac", key),
            figure_cell(book, "planned_value", key),
            figure_cell(book, "earned_value", key),
            figure_cell(book, "sv", key, signed=True),
            figure_cell(book, "spi", key),
            figure_cell(book, "actual_cost", key),
            figure_cell(book, "cv", key, signed=True),
            figure_cell(book, "cpi", key),
        )
    )
