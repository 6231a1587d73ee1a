"""The money of one project: budget by category, cash by month, invoices, payments to come, hours, orders."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pmledger.analysis.costs import currency_of
from pmledger.analysis.finance import Order, orders
from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.analysis.receivables import unpaid
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Tile
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, listed
from pmledger.site.views.cashflow import cash_blocks
from pmledger.site.views.cells import day_cell, of_scope, record_cell, short_name, status_cell, told, visible
from pmledger.site.views.contingency import contingency_sections
from pmledger.site.views.currencies import foreign_blocks
from pmledger.site.views.earned import earned_sections
from pmledger.site.views.figures import money_text, tile, written
from pmledger.site.views.finance import PATH as FINANCE
from pmledger.site.views.finance import overrun, with_money
from pmledger.site.views.hours import hours_blocks
from pmledger.site.views.money import amount_of, balance_path, budget_blocks, finance_path, has_balance
from pmledger.site.views.overruns import limits_of, needs_of, overrun_tone
from pmledger.site.views.receivables import ageing_blocks, invoice_tables, late_tone
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import runs, toned


def lede(book: Book, project: Record) -> str:
    """What is spent, what it will come to, what the client owes."""
    return book.words.sentences(
        [spent_sentence(book, project), forecast_sentence(book, project), owed_sentence(book, project)]
    )


def spent_sentence(book: Book, project: Record) -> str:
    spent, whole = written(book, "spent", project.key), written(book, "budget", project.key)
    if spent.number is None:
        return book.say("What was spent is unknown: {reason}.", reason=spent.reason.rstrip(".。"))
    cost = toned(spent.text, "b", spent.href)
    if whole.number is None:
        return book.say("{spent} is spent, without a budget.", spent=cost)
    return book.say("{spent} of {budget} is spent.", spent=cost, budget=toned(whole.text, "", whole.href))


def forecast_sentence(book: Book, project: Record) -> str:
    """What the work will cost, against its budget."""
    cost, left = written(book, "cost_forecast", project.key), written(book, "cost_variance", project.key)
    if cost.number is None or left.number is None:
        return ""
    amount, whole = left.text.lstrip("\u2212-"), written(book, "bac", project.key)
    forecast, budget = toned(cost.text, "", cost.href), toned(whole.text, "", whole.href)
    if project.closed:
        return ""
    if left.number < 0:
        tone = overrun_tone(Fraction(overrun(book, project)), limits_of(book, project))
        over = toned(book.say("{amount} more", amount=amount), "" if tone == "info" else tone, left.href)
        return book.say("The work will cost {forecast}, {over} than its budget of {budget}.", forecast=forecast, over=over, budget=budget)
    less = {"forecast": forecast, "amount": amount, "budget": budget}
    return book.say("The work will cost {forecast}, {amount} less than its budget of {budget}.", **less)


def owed_sentence(book: Book, project: Record) -> str:
    late, open_, earned = (written(book, name, project.key) for name in ("overdue_receivable", "receivable", "unbilled"))
    parts = []
    tone = late_tone(book, of_scope(book, project, "invoice"))
    if late.number:
        parts.append(book.say("{amount} is overdue.", amount=toned(late.text, tone, late.href)))
    elif open_.number:
        parts.append(book.say("{amount} is invoiced and not paid yet.", amount=toned(open_.text, "", open_.href)))
    if earned.number:
        parts.append(book.say("{amount} is earned and not invoiced.", amount=toned(earned.text, "b", earned.href)))
    return book.words.sentences(parts)


def tiles(book: Book, project: Record) -> tuple[Tile, ...]:
    """The figures that are known; those of registers that are not kept are left out."""
    key = project.key
    found = (
        tile(book, "bac", key),
        tile(book, "spent", key, sub=note(book, "spent_share", key, book.say("{share} of the budget", share="{share}"))),
        tile(book, "committed", key),
        forecast_tile(book, project),
        tile(book, "contingency", key, sub=contingency_note(book, key)),
        invoiced_tile(book, project),
        tile(book, "unbilled", key, sub=book.say("net")),
        tile(book, "expected_profit", key, sub=note(book, "margin", key, "{share}")),
    )
    names = ("bac", "spent", "committed", "cost_forecast", "contingency", "invoiced", "unbilled", "expected_profit")
    known = tuple(one for one, name in zip(found, names, strict=True) if is_worth(book, name, key))
    return known or found[:2]


def is_worth(book: Book, name: str, key: str) -> bool:
    """Whether a figure is known; nothing ordered and nothing to bill need no room of their own."""
    number = written(book, name, key).number
    return number is not None and (bool(number) or name not in {"committed", "unbilled"})


def note(book: Book, name: str, key: str, form: str) -> str:
    """A share as a quiet line; "" when it is unknown."""
    share = written(book, name, key)
    return form.replace("{share}", share.text) if share.number is not None else ""


def forecast_tile(book: Book, project: Record) -> Tile:
    """The forecast with what it leaves of the budget, in the tone of the overrun."""
    left = written(book, "cost_variance", project.key, signed=True)
    over = left.number is not None and left.number < 0
    tone = overrun_tone(Fraction(overrun(book, project)), limits_of(book, project)) if over else ""
    return tile(
        book, "cost_forecast", project.key, sub=left.text if left.number else "", tone="" if tone == "info" else tone
    )


def contingency_note(book: Book, key: str) -> str:
    used = written(book, "contingency_used", key)
    return book.say("{amount} of it used", amount=used.text) if used.number else book.say("none of it used")


def invoiced_tile(book: Book, project: Record) -> Tile:
    tone = late_tone(book, of_scope(book, project, "invoice"))
    return tile(book, "invoiced", project.key, sub=invoiced_note(book, project.key), tone=tone)


def invoiced_note(book: Book, key: str) -> str:
    """How much of what was invoiced is overdue, else how much of the contract it is."""
    billed, late = written(book, "billed_share", key), written(book, "overdue_receivable", key)
    if late.number:
        return book.say("{amount} overdue", amount=late.text)
    return book.say("{share} of the contract", share=billed.text) if billed.number is not None else book.say("net")


def payment_blocks(book: Book, milestones: Sequence[Record]) -> tuple[Block, ...]:
    """The plan of payments: each milestone with a payment, what is invoiced of it, those to be billed first."""
    planned = [one for one in milestones if one.has("payment")]
    columns = (
        Column(book.say("Milestone"), wide=True),
        Column(book.say("State")),
        Column(book.say("Expected or achieved")),
        Column(book.say("Payment, net"), numeric=True),
        Column(book.say("Invoice")),
    )
    ordered = sorted(planned, key=lambda one: (str(reached_on(one, book.as_of) or expected_on(one, book.conclusions.timetable.forecasts) or "9"), one.key))
    return bounded(
        book,
        ordered,
        columns,
        lambda one: payment_row(book, one),
        book.say("Payments by milestone"),
        anchor="t-payments",
        empty=book.say("No payment hangs on a milestone."),
    )


def payment_row(book: Book, milestone: Record) -> Row:
    reached = reached_on(milestone, book.as_of)
    invoices = visible(book, book.ledger.pointing_at(milestone.key, "invoice", "milestone"))
    missing = book.say("not invoiced") if reached else "—"
    names = tuple(
        part for at, one in enumerate(invoices) for part in ((Anchor(", "),) if at else ()) + (invoice_anchor(book, one),)
    )
    invoice = Cell(runs=names) if names else Cell(missing, tone="warn" if reached else "muted")
    return Row(
        (
            record_cell(book, milestone),
            status_cell(book, milestone),
            day_cell(book, reached or expected_on(milestone, book.conclusions.timetable.forecasts)),
            Cell(money_text(book, milestone.money("payment"))),
            invoice,
        )
    )


def invoice_anchor(book: Book, invoice: Record) -> Anchor:
    return book.anchor(invoice.key, invoice.text("number") or invoice.title)


def order_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """What is ordered and not settled yet, the largest first."""
    exchange = book.conclusions.premises.exchange
    found = {one.record.key: one for one in orders(project, book.ledger, exchange, book.as_of)}
    records = sorted(visible(book, (one.record for one in found.values())), key=lambda one: (str(one.day("date")), one.key))
    columns = (
        Column(book.say("Order"), wide=True),
        Column(book.say("Category")),
        Column(book.say("Supplier")),
        Column(book.say("Ordered on")),
        Column(book.say("Amount"), numeric=True),
        Column(book.say("Still open"), numeric=True),
    )
    return bounded(
        book,
        records,
        columns,
        lambda record: order_row(book, found[record.key]),
        book.say("Open orders"),
        anchor="t-orders",
        empty=book.say("Nothing is ordered that is not settled."),
    )


def order_row(book: Book, one: Order) -> Row:
    left = one.left.amount(one.left.money.currency, book.conclusions.premises.exchange)
    record = one.record
    return Row(
        (
            record_cell(book, record),
            Cell(book.words.choice_label(record.text("category")) if record.text("category") else "—"),
            Cell(record.text("supplier") or "—"),
            day_cell(book, record.day("date")),
            Cell(money_text(book, one.left.money)),
            Cell(money_text(book, amount_of(left, one.left.money.currency)) if left is not None else "—"),
        )
    )


def sections(book: Book, project: Record) -> tuple[Section, ...]:
    currency = currency_of(project, book.conclusions.premises.exchange)
    invoices, milestones = of_scope(book, project, "invoice"), of_scope(book, project, "milestone")
    registers = tuple(
        book.register(kind, project.id)
        for kind in ("budget_line", "cost")
        if of_scope(book, project, kind)
    )
    hours = (book.register("time_entry", project.id),) if of_scope(book, project, "time_entry") else ()
    balance = (Anchor(book.say("balance"), href(balance_path(project))),) if has_balance(book, project) else ()
    found = [
        Section(
            head(book.say("Needs you"), "needs", *balance),
            (listed(needs_of(book, (project,), where=False), book.say("Nothing runs over and nobody is late.")),),
        ),
        Section(head(book.say("Budget by category"), "budget", *registers), budget_blocks(book, project)),
        *earned_sections(book, project),
        *contingency_sections(book, project),
        Section(head(book.say("Orders"), "orders"), order_blocks(book, project)),
        Section(head(book.say("Money by month"), "cash"), cash_blocks(book, project)),
        Section(head(book.say("Payments"), "payments"), payment_blocks(book, milestones)),
        Section(
            head(book.say("Invoices"), "invoices"),
            (
                *(ageing_blocks(book, invoices, currency, "t-ageing") if unpaid(invoices, book.as_of) else ()),
                *invoice_tables(book, invoices, "t-invoices", where=False, named=False),
            ),
        ),
        Section(head(book.say("Hours"), "hours", *hours), hours_blocks(book, project)),
    ]
    foreign = foreign_blocks(book, project, currency)
    if foreign:
        found.append(Section(head(book.say("Other currencies"), "currencies"), foreign))
    return tuple(found)


def stamp(book: Book, project: Record) -> tuple[Runs, ...]:
    currency = currency_of(project, book.conclusions.premises.exchange)
    billing = project.text("billing")
    parts: list[Runs] = [(Anchor(book.say("as of {day}", day=book.as_of)),), (Anchor(book.say("in {currency}", currency=currency)),)]
    if billing:
        parts.append((Anchor(book.say("billed: {billing}", billing=book.words.choice_label(billing))),))
    baseline = project.target("baseline")
    if baseline:
        parts.append(runs(book.say("baseline {baseline}", baseline=told(book, baseline))))
    return tuple(parts)


def page(book: Book, project: Record) -> Page:
    name = short_name(book, project.key)
    path = finance_path(project)
    crumbs = (Anchor(book.say("Finance"), FINANCE), book.anchor(project.key, name))
    frame = book.frame(
        path,
        book.say("Money of {project}", project=name),
        current=FINANCE,
        crumbs=crumbs,
        stamp=stamp(book, project),
        lede=runs(lede(book, project)),
    )
    found = sections(book, project)
    return Page(path, "finance.html", Sheet(frame, tiles(book, project), found, contents_of(found)))


def pages(book: Book) -> Iterator[Page]:
    """The page of the money of every project that keeps some."""
    for project in book.mine(with_money(book)):
        yield page(book, project)
