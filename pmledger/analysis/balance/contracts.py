"""The contract against changes, milestones and invoices."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pmledger.analysis.balance.books import MONTH_GRACE, Books
from pmledger.analysis.balance.reconciliation import Reconciliation, Relation, spot
from pmledger.analysis.balance.sums import Entry, Heading, Sum, compared, entries_of, placed
from pmledger.analysis.milestones import reached_on
from pmledger.analysis.standing import is_counted, titled
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say

AGREED = frozenset({"fixed", "capped"})
"""How work is paid for where the contract says at most how much."""
CANCELLED = "cancelled"


def contract_rows(books: Books) -> Iterator[Reconciliation]:
    """Rows 5, 12, 13, 14 and 34."""
    contract = books.stated(say("contract"), books.project, "contract_value", books.as_of)
    milestones = tuple(one for one in books.ledger.of_project(books.project.key, "milestone") if one.has("payment"))
    if contract is not None and books.billing in AGREED:
        yield from price_row(books, contract)
        if books.invoices:
            yield billed_row(books, contract)
    if contract is not None and books.billing == "fixed" and milestones:
        yield plan_row(books, contract, milestones)
    billed = any(is_counted(one, books.as_of) for one in books.ledger.of_client(books.project.client, "invoice"))
    for milestone in milestones:
        yield from milestone_rows(books, milestone, invoices_of(books, milestone), billed)


def price_row(books: Books, contract: Sum) -> Iterator[Reconciliation]:
    """Row 5: by how much the contract grew since it was signed, and the price of the changes."""
    signed, value = (books.project.money(name) for name in ("contract_signed", "contract_value"))
    priced = tuple(change for change in books.changes if change.has("impact_price"))
    if signed is None or value is None:
        return
    day, project = books.as_of, books.project
    grown = books.sum_entries(
        say("contract now − as signed"),
        (
            Entry(contract.side.label, value, day, project, ("contract_value",)),
            Entry(say("contract as signed"), signed, day, project, ("contract_signed",), sign=-1),
        ),
    )
    label = say("price of the changes")
    if priced:
        label = say("price of the changes {ids}", ids=", ".join(change.id for change in priced))
    asked = books.sum_entries(
        label, entries_of(priced, "impact_price", "decided_on", day), spot(project, "contract_signed")
    )
    yield compared(
        Heading(5, "unpriced-change", project.key, project.key), placed(grown, project, "contract_value"), asked,
        books.currency, Severity.WARNING, moves=True, kept=bool(priced),
    )  # fmt: skip


def billed_row(books: Books, contract: Sum) -> Reconciliation:
    """Row 13: the net of all invoices but for expenses, and what the contract allows."""
    entries = tuple(entry for invoice in books.invoices for entry in net_entries(books, invoice))
    found = books.sum_entries(say("invoiced without expenses"), entries)
    return compared(
        Heading(13, "over-invoiced", books.project.key, books.project.key), found, contract, books.currency,
        Severity.ERROR, relation=Relation.AT_MOST,
    )  # fmt: skip


def net_entries(books: Books, invoice: Record) -> Iterator[Entry]:
    """The net of an invoice, and its expense lines taken off."""
    net, day = invoice.money("net"), invoice.day("issued_on") or books.as_of
    if net is None:
        return
    yield Entry(titled(invoice), net, day, invoice, ("net",))
    for at, line in enumerate(invoice.items("lines")):
        amount = line_amount(line)
        if line.get("type") == "expense" and amount is not None:
            yield Entry(
                say("expenses on {id}", id=invoice.id), amount, day, invoice, ("lines", at, "unit_price"), sign=-1
            )


def line_amount(line: object) -> Money | None:
    """Quantity × unit price of a line of an invoice; None where it does not say both."""
    get = getattr(line, "get", None)
    price, quantity = (get("unit_price"), get("quantity")) if get else (None, None)
    if not isinstance(price, Money) or (quantity is not None and not isinstance(quantity, Decimal | int)):
        return None
    return Money(price.amount * (Decimal(1) if quantity is None else Decimal(quantity)), price.currency)


def plan_row(books: Books, contract: Sum, milestones: tuple[Record, ...]) -> Reconciliation:
    """Row 34: the payments of all milestones that are not cancelled, and the contract."""
    planned = tuple(one for one in milestones if one.status != CANCELLED)
    found = books.sum_entries(say("payments of the milestones"), entries_of(planned, "payment", "", books.as_of))
    return compared(
        Heading(34, "unbalanced-payment-plan", books.project.key, books.project.key), found, contract, books.currency,
        Severity.WARNING,
    )  # fmt: skip


def invoices_of(books: Books, milestone: Record) -> tuple[Record, ...]:
    """The counted invoices that bill a milestone, and the credit notes that correct them."""
    named = books.ledger.pointing_at(milestone.key, "invoice", "milestone")
    notes = (note for invoice in named for note in books.ledger.pointing_at(invoice.key, "invoice", "corrects"))
    every = {invoice.key: invoice for invoice in (*named, *notes)}
    return tuple(invoice for invoice in every.values() if is_counted(invoice, books.as_of))


def milestone_rows(
    books: Books, milestone: Record, invoices: tuple[Record, ...], kept: bool
) -> Iterator[Reconciliation]:
    """Row 12, what was billed before it was due, and row 14, what is due and not billed."""
    payment = books.stated(say("payment of “{title}”", title=milestone.title), milestone, "payment", books.as_of)
    reached = reached_on(milestone, books.as_of)
    if payment is None:
        return
    total = net_of(books, say("invoiced for “{title}”", title=milestone.title), invoices)
    if invoices:
        yield early_row(books, milestone, invoices, payment, total, reached)
    if reached is not None and books.calendar.slip(reached, books.as_of) > MONTH_GRACE:
        if not invoices:
            total = placed(total, milestone, "actual_date")
        yield compared(
            Heading(14, "unbilled-milestone", books.project.key, milestone.key), total, payment, books.currency,
            Severity.ATTENTION, relation=Relation.AT_LEAST, kept=kept,
        )  # fmt: skip


def early_row(
    books: Books,
    milestone: Record,
    invoices: tuple[Record, ...],
    payment: Sum,
    total: Sum,
    reached: date | None,
) -> Reconciliation:
    """Row 12: an invoice before the milestone was reached may bill nothing, later ones up to its payment."""
    heading = Heading(12, "invoice-before-acceptance", books.project.key, milestone.key)
    early = tuple(
        one
        for one in invoices
        if reached is None or ((issued := one.day("issued_on")) is not None and issued < reached)
    )
    before = net_of(books, say("invoiced for “{title}”", title=milestone.title), early)
    if early and before.number is not None and before.number > 0:
        label = say("payment due by then")
        nothing = placed(books.sum_entries(label, ()), milestone, "actual_date" if reached else "status")
        return compared(heading, before, nothing, books.currency, Severity.WARNING, relation=Relation.AT_MOST)
    return compared(heading, total, payment, books.currency, Severity.WARNING, relation=Relation.AT_MOST)


def net_of(books: Books, label: Message, invoices: Iterable[Record]) -> Sum:
    return books.sum_entries(label, entries_of(invoices, "net", "issued_on", books.as_of))
