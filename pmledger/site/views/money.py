"""A project's budget by category beside what was spent."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.costs import currency_of, spent_costs
from pmledger.analysis.money import Exchange
from pmledger.analysis.standing import as_day, is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.bars import bullet
from pmledger.site.parts import Cell, Column
from pmledger.site.views.blocks import Block, Drawn, DrawnRow
from pmledger.site.views.cells import of_scope
from pmledger.site.views.figures import figure_cell, money_text, written
from pmledger.site.views.sentence import runs, toned

RESERVES = ("contingency", "management_reserve")
Sums = Mapping[str, Fraction]


def sums(records: Iterable[Record], field: str, currency: str, exchange: Exchange, book: Book) -> Sums:
    """Amounts by category in one currency; what cannot be exchanged is left out and seen in the figures."""
    found: dict[str, Fraction] = {}
    for record in records:
        money = record.money("amount")
        on = as_day(record.values.get(field)) or book.as_of
        amount = exchange.convert(money, currency, on) if money else None
        if amount is not None:
            category = record.text("category") or "other"
            found[category] = found.get(category, Fraction(0)) + amount
    return found


def budget_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """Budget and actual by category, reserves apart, with what is left."""
    exchange = book.conclusions.premises.exchange
    currency = currency_of(project, exchange)
    lines = [line for line in of_scope(book, project, "budget_line") if is_counted(line, book.as_of)]
    costs = spent_costs(of_scope(book, project, "cost"), book.as_of)
    if not lines and not costs:
        return (Block("none", book.say("No budget line is approved and nothing was spent.")),)
    allowed = sums(lines, "approved_on", currency, exchange, book)
    used = sums(costs, "date", currency, exchange, book)
    names = sorted(set(allowed) | set(used), key=lambda name: (name in RESERVES, -allowed.get(name, Fraction(0)), name))
    most = float(max([*allowed.values(), *used.values(), Fraction(1)]))
    rows = tuple(
        category_row(book, name, allowed.get(name, Fraction(0)), used.get(name, Fraction(0)), most, currency)
        for name in names
    )
    columns = (
        Column(book.say("Category")),
        Column(book.say("Spent of budget"), wide=True),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Remaining"), numeric=True),
    )
    left = whole(allowed) - whole(used)
    total = DrawnRow(
        (
            Cell(book.say("All")),
            Cell(),
            figure_cell(book, "budget", project.key),
            figure_cell(book, "spent", project.key),
            Cell(money_text(book, amount_of(left, currency)), tone="bad" if left < 0 else ""),
        ),
        ("",) * 5,
    )
    return (answer(book, project), Block("drawn", Drawn(columns, rows, book.say("Budget and cost by category"), total)))


def answer(book: Book, project: Record) -> Block:
    """How much is spent beside how much is done."""
    share, done = written(book, "spent_share", project.key), written(book, "progress", project.key)
    if share.number is None or done.number is None:
        reason = share.reason or done.reason or book.say("nothing to compare")
        return Block(
            "none", book.say("Spending cannot be compared with progress: {reason}.", reason=reason.rstrip(".。"))
        )
    sentence = book.say(
        "{spent} of the budget is spent, {done} of the work is done.",
        spent=toned(share.text, "b", share.href),
        done=toned(done.text, "b", done.href),
    )
    return Block("text", runs(sentence))


def category_row(book: Book, name: str, allowed: Fraction, used: Fraction, most: float, currency: str) -> DrawnRow:
    label = book.words.choice_label(name)
    budget, cost = amount_of(allowed, currency), amount_of(used, currency)
    over = used > allowed
    told = book.say("{category}: {spent} of {budget}", category=label, spent=cost, budget=budget)
    picture = bullet(float(used), float(allowed), most, told, "bad" if over else "")
    left = amount_of(allowed - used, currency)
    return DrawnRow(
        (
            Cell(label),
            Cell(),
            Cell(money_text(book, budget)),
            Cell(money_text(book, cost)),
            Cell(money_text(book, left), tone="bad" if over else "", sub=book.say("over budget") if over else ""),
        ),
        ("", picture, "", "", ""),
    )


def whole(amounts: Sums) -> Fraction:
    return sum(amounts.values(), Fraction(0))


def amount_of(value: Fraction, currency: str) -> Money:
    """To the cent."""
    return Money((Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01")), currency)
