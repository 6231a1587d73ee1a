"""A project's money by category: what was allowed, spent and ordered, drawn and in numbers."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import decimal
from pmledger.analysis.finance import CategoryMoney, by_category
from pmledger.analysis.labour import NO_LABOUR, Labour
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.bars import bullet
from pmledger.site.parts import Anchor, Cell, Column
from pmledger.site.paths import href, portable
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, text
from pmledger.site.views.figures import figure_cell, money_text, written
from pmledger.site.views.sentence import runs, toned

CENT = Decimal("0.01")


def finance_path(project: Record) -> str:
    """The page of a project's money."""
    return f"finance/{portable(project.id)}.html"


def balance_path(project: Record) -> str:
    """The page of a project's balance."""
    return f"balance/{portable(project.id)}.html"


def money_ways(book: Book, project: Record) -> tuple[Anchor, ...]:
    """Links to the pages of a project's money and of its balance, as far as they exist."""
    money = (Anchor(book.say("all about its money"), href(finance_path(project))),) if has_money(book, project) else ()
    balance = (Anchor(book.say("balance"), href(balance_path(project))),) if has_balance(book, project) else ()
    return (*money, *balance)


MONEY_KINDS = ("budget_line", "cost", "time_entry", "invoice")


BALANCED_KINDS = ("budget_line", "baseline", "invoice")
"""What is nearly always written in another register too; with any of them there is a page of the balance."""


def has_balance(book: Book, project: Record) -> bool:
    """Whether a project keeps something that could be held against something else."""
    kept = book.ledger.within.get(project.key, {})
    return any(kept.get(kind) for kind in BALANCED_KINDS)


def has_money(book: Book, project: Record) -> bool:
    """Whether a project keeps a budget, costs, hours, invoices or a contract."""
    kept = book.ledger.within.get(project.key, {})
    return any(kept.get(kind) for kind in MONEY_KINDS) or project.has("budget") or project.has("contract_value")


def contracts_of(book: Book) -> tuple[Record, ...]:
    """The documents that are contracts."""
    return tuple(one for one in book.shown("document") if one.text("type") == "contract")


def valued_projects(book: Book) -> tuple[Record, ...]:
    """The projects that state what their contract is worth."""
    return tuple(one for one in book.shown("project") if one.has("contract_value") or one.has("contract_signed"))


def labour_of(book: Book, project: Record) -> Labour:
    return book.conclusions.labour.get(project.key, NO_LABOUR)


def categories(book: Book, project: Record) -> tuple[CategoryMoney, ...]:
    """The money of a project by category."""
    exchange = book.conclusions.premises.exchange
    return by_category(project, book.ledger, exchange, labour_of(book, project), book.as_of)


def budget_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """Budget, actual and orders by category, reserves apart, with what is left."""
    found = categories(book, project)
    if not found:
        return (Block("none", book.say("No budget line is approved and nothing was spent.")),)
    currency = currency_of(project, book.conclusions.premises.exchange)
    most = float(max([Fraction(1), *(max(one.budget, one.spent + one.committed) for one in found)]))
    budgeted = is_budgeted(found)
    rows = tuple(category_row(book, one, most, currency, budgeted=budgeted) for one in found)
    columns = (
        Column(book.say("Category")),
        Column(book.say("Spent of budget"), wide=True),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Ordered"), numeric=True),
        Column(book.say("Forecast"), numeric=True),
        Column(book.say("Remaining"), numeric=True),
    )
    caption = book.say("Budget and cost by category")
    drawn = Drawn(columns, rows, caption, total_row(book, project, found, currency))
    note = book.say(
        "The forecast of a category is its budget, or what is spent and ordered where that is more; that of the whole is the "
        "manager’s estimate, or reckoned from progress. Reserves count as far as they are used."
    )
    return (answer(book, project), Block("drawn", drawn), Block("none", note))


def total_row(book: Book, project: Record, found: Sequence[CategoryMoney], currency: str) -> DrawnRow:
    left = sum((one.variance for one in found), Fraction(0))
    alone = any(len(one.people) == 1 for one in found)
    budgeted = is_budgeted(found)
    over = left < 0 and budgeted
    remaining = Cell(amount_text(book, left, currency), tone="bad" if over else "") if budgeted else Cell("—", tone="muted")
    cells = (
        Cell(book.say("All")),
        Cell(),
        figure_cell(book, "budget", project.key),
        figure_cell(book, "spent", project.key),
        figure_cell(book, "committed", project.key),
        figure_cell(book, "cost_forecast", project.key),
        withheld(book) if alone else remaining,
    )
    return DrawnRow(cells, ("",) * 7)


def withheld(book: Book) -> Cell:
    """In the place of an amount that would tell what one person costs."""
    return Cell("—", tone="muted", sub=book.say("would tell one person’s rate"))


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
    return text(runs(sentence))


def is_budgeted(found: Sequence[CategoryMoney]) -> bool:
    """Whether any budget line is approved; without one nothing is over its budget."""
    return any(one.budget for one in found)


def category_row(book: Book, one: CategoryMoney, most: float, currency: str, *, budgeted: bool) -> DrawnRow:
    """One category as a bar and in numbers; `budgeted` tells whether the project has a budget to compare with."""
    over = one.over and budgeted
    label = book.words.choice_label(one.category)
    if len(one.people) == 1:
        cells = (Cell(label), Cell(), Cell(amount_text(book, one.budget, currency)), *(withheld(book) for _ in range(4)))
        return DrawnRow(cells, ("",) * 7)
    told = book.say(
        "{category}: {spent} of {budget}, {ordered} ordered",
        category=label,
        spent=amount_of(one.spent, currency),
        budget=amount_of(one.budget, currency),
        ordered=amount_of(one.committed, currency),
    )
    picture = bullet(
        float(one.spent), float(one.budget), most, told, "bad" if over else "", float(one.committed)
    )
    note = book.say_count("{count} amount cannot be exchanged", "{count} amounts cannot be exchanged", one.silent)
    cells = (
        Cell(label),
        Cell(),
        Cell(amount_text(book, one.budget, currency) if budgeted else "—", tone="" if budgeted else "muted"),
        Cell(amount_text(book, one.spent, currency), sub=note if one.silent else ""),
        Cell(amount_text(book, one.committed, currency) if one.committed else "—", tone="" if one.committed else "muted"),
        Cell(amount_text(book, one.forecast, currency)),
        Cell(
            amount_text(book, one.variance, currency) if budgeted else "—",
            tone="bad" if over else "" if budgeted else "muted",
            sub=book.say("over budget") if over else "",
        ),
    )
    return DrawnRow(cells, ("", picture, "", "", "", "", ""))


def amount_of(value: Fraction, currency: str) -> Money:
    """To the cent."""
    return Money(decimal(value).quantize(CENT), currency)


def amount_text(book: Book, value: Fraction, currency: str, *, signed: bool = False) -> str:
    """A sum for a table: short, as people read sums."""
    return money_text(book, amount_of(value, currency), signed=signed, short=True)
