"""The picture of a project's money by month: in, out, and what is left in hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.cash import Cash, CashMonth, cash_of, together
from pmledger.analysis.costs import currency_of
from pmledger.analysis.earned.agreed import Agreed
from pmledger.analysis.earned.rest import rest_of
from pmledger.analysis.months import month_of
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.money_columns import Month, Note, cash_columns
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart, words
from pmledger.site.views.money import amount_text, labour_of

CROWDED = 9
"""Months from which only every other name is kept on a phone."""


def project_cash(book: Book, project: Record) -> Cash:
    found = book.conclusions
    exchange = found.premises.exchange
    plan, work = found.plans[project.key], labour_of(book, project)
    rest = rest_of(plan, found.timetable, book.as_of) if isinstance(plan, Agreed) else ()
    return cash_of(project, book.ledger, exchange, found.figures, found.timetable.forecasts, work, book.as_of, rest)


def cash_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """A project's columns by month with the balance upon them, and how they were made."""
    return drawn_cash(book, project_cash(book, project), currency_of(project, book.conclusions.premises.exchange))


def all_cash(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    """The same of several projects together, by the exchange rates of the day."""
    premises = book.conclusions.premises

    def rate(project: Record) -> Fraction | None:
        one = Money(Decimal(1), currency_of(project, premises.exchange))
        return premises.exchange.convert(one, premises.currency, book.as_of)

    parts = [(project_cash(book, project), rate(project)) for project in projects]
    cash = together(parts, book.as_of)
    return drawn_cash(book, cash, premises.currency)


def drawn_cash(book: Book, cash: Cash, currency: str) -> tuple[Block, ...]:
    """Money by month as a picture, a sentence and a table; what is not in it is said."""
    if not cash.months:
        return (Block("none", book.say("No money has moved and none is expected.")),)
    summary = cash_sentence(book, cash.months, currency)
    drawn = picture(book, cash.months, currency)
    blocks = [Block("chart", Chart(summary, drawn, cash_table(book, cash.months, currency), key_of(book)))]
    if cash.silent:
        blocks.append(
            words(
                book.say_count(
                    "{count} amount is not in it: it has no date or no exchange rate.",
                    "{count} amounts are not in it: they have no date or no exchange rate.",
                    cash.silent,
                )
            )
        )
    if cash.alone:
        blocks.append(
            words(
                book.say_count(
                    "The hours of {count} month are not in it: they would tell one person’s rate.",
                    "The hours of {count} months are not in it: they would tell one person’s rate.",
                    cash.alone,
                )
            )
        )
    return tuple(blocks)


def key_of(book: Book) -> str:
    return book.say(
        "Left column in, right column out; pale is expected: unpaid invoices on their due dates, payments of milestones "
        "and billable hours after the client’s days to pay, and what the forecast leaves to spend on the days of the work that is left. "
        "The line is the running balance. All net of tax."
    )


def lowest(months: Sequence[CashMonth]) -> CashMonth:
    return min(months, key=lambda one: (one.balance, one.month))


def cash_sentence(book: Book, months: Sequence[CashMonth], currency: str) -> str:
    """How it stands now, when it is lowest, how it ends."""
    now = [one for one in months if one.month <= month_of(book.as_of)]
    low, last = lowest(months), months[-1]
    end = book.say(
        "It ends at {amount} in {month}.",
        amount=unbroken(amount_text(book, last.balance, currency)),
        month=book.words.date(last.month, "month"),
    )
    today = unbroken(amount_text(book, now[-1].balance, currency)) if now else "—"
    if low.balance >= 0:
        first = book.say("More has come in than gone out in every month.")
    elif low.month == month_of(book.as_of):
        first = book.say("The balance is {today} this month, lower than ever before or after.", today=today)
    elif low.month < month_of(book.as_of):
        first = book.say(
            "The balance is {today} this month; it was lowest in {month} with {amount}.",
            today=today,
            month=book.words.date(low.month, "month"),
            amount=unbroken(amount_text(book, low.balance, currency)),
        )
    else:
        first = book.say(
            "The balance is {today} this month and falls to {amount} in {month}.",
            today=today,
            month=book.words.date(low.month, "month"),
            amount=unbroken(amount_text(book, low.balance, currency)),
        )
    return book.words.sentences([first, end])


def unbroken(amount: str) -> str:
    """An amount whose sign stays with it at the end of a line."""
    return amount.replace("\u2212", "\u2212\u2060")


def picture(book: Book, months: Sequence[CashMonth], currency: str) -> str:
    today = next((at for at, one in enumerate(months) if one.month == month_of(book.as_of)), None)
    every = 1 if len(months) <= 14 else 3
    crowded = len(months) > CROWDED
    drawn = tuple(
        Month(
            month_name(book, one.month) if at % every == 0 else "",
            float(one.received),
            float(one.paid),
            float(one.to_come),
            float(one.to_go),
            float(one.balance),
            minor=crowded and at % 2 == 1,
        )
        for at, one in enumerate(months)
    )
    low = months.index(lowest(months))
    at = dict.fromkeys([*((low,) if months[low].balance < 0 else ()), len(months) - 1])
    notes = tuple(
        Note(index, amount_text(book, months[index].balance, currency, signed=True), "bad" if months[index].balance < 0 else "")
        for index in at
    )
    label = book.say("Money in and out by month, and the running balance")
    return cash_columns(drawn, label, notes, today, book.say("today"), peak(book, months, currency))


def peak(book: Book, months: Sequence[CashMonth], currency: str) -> Note | None:
    """The most that comes in within one month, unless that is this month, where the line of today stands."""
    found = max(range(len(months)), key=lambda at: months[at].received + months[at].to_come)
    amount = months[found].received + months[found].to_come
    if not amount or months[found].month == month_of(book.as_of):
        return None
    return Note(found, amount_text(book, amount, currency, signed=True))


def month_name(book: Book, month: date) -> str:
    """A month's short name, with the year where one begins."""
    day = book.words.date(month, "day")
    name = day.strip("0123456789 ") if book.words.language == "en" else f"{month.month}月"
    return f"{month.year}" if month.month == 1 else name


def cash_table(book: Book, months: Sequence[CashMonth], currency: str) -> Table:
    titles = (book.say("Received"), book.say("Paid"), book.say("Expected in"), book.say("Expected out"), book.say("Balance"))
    columns = (Column(book.say("Month")), *(Column(title, numeric=True) for title in titles))
    rows = tuple(
        Row(
            (
                Cell(book.words.date(one.month, "month"), sort=one.month.isoformat()),
                *(
                    Cell(amount_text(book, amount, currency), sort=str(float(amount))) if amount else Cell("—", tone="muted")
                    for amount in (one.received, one.paid, one.to_come, one.to_go)
                ),
                Cell(
                    amount_text(book, one.balance, currency, signed=True),
                    tone="bad" if one.balance < 0 else "",
                    sort=str(float(one.balance)),
                ),
            )
        )
        for one in months
    )
    return Table(columns, rows, book.say("Money in and out by month"))
