"""The parts of an invoice against each other."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from pmledger.analysis.balance.contracts import line_amount
from pmledger.analysis.balance.reconciliation import Reconciliation, Relation, size, spot, verbatim
from pmledger.analysis.balance.sums import Entry, Heading, Sum, compared, placed, stated, sum_of
from pmledger.analysis.money import Exchange
from pmledger.analysis.standing import as_day
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say

PARTS = frozenset({"net", "tax", "gross", "lines", "payments"})
"""Fields of an invoice that are held against each other."""
ISSUED = frozenset({"issued", "partly_paid"})
NAME = "unbalanced-invoice"


def invoice_rows(invoice: Record, exchange: Exchange, as_of: date) -> Iterator[Reconciliation]:
    """Row 15 of one invoice, in its own currency; nothing where one of its parts is faulty."""
    net = invoice.money("net")
    if net is None or invoice.faulty & PARTS:
        return
    day, currency = invoice.day("issued_on") or as_of, net.currency

    def heading(detail: Message) -> Heading:
        return Heading(15, NAME, invoice.project, invoice.key, detail)

    parts = [
        Entry(say("net"), net, day, invoice, ("net",)),
        *(Entry(say("tax"), tax, day, invoice, ("tax",)) for tax in (invoice.money("tax"),) if tax is not None),
    ]
    due = placed(sum_of(say("net + tax"), parts, currency, exchange, spot(invoice)), invoice, "net")
    due = Sum(due.side, due.number, 1, due.unknown)
    gross = invoice.money("gross")
    if gross is not None:
        given = stated(say("gross"), Entry(say("gross"), gross, day, invoice, ("gross",)), currency, exchange)
        yield compared(heading(say("gross")), given, due, currency, Severity.ERROR)
        due = given
    lines = line_entries(invoice, day)
    if lines:
        total = placed(sum_of(say("its lines"), lines, currency, exchange, spot(invoice)), invoice, "lines")
        yield compared(
            heading(say("its lines")), stated(say("net"), parts[0], currency, exchange), total, currency, Severity.ERROR
        )
    if "status" not in invoice.faulty and (invoice.items("payments") or invoice.status in {"paid", "partly_paid"}):
        yield paid_row(heading(say("payments")), invoice, due, currency, exchange)


def line_entries(invoice: Record, day: date) -> tuple[Entry, ...]:
    """The lines of an invoice; none where one of them does not say what it costs."""
    items = invoice.items("lines")
    amounts = [line_amount(item) for item in items]
    return tuple(
        Entry(verbatim(str(item.get("text", ""))), amount, day, invoice, ("lines", at))
        for at, (item, amount) in enumerate(zip(items, amounts, strict=True))
        if amount is not None and None not in amounts
    )


def paid_row(heading: Heading, invoice: Record, due: Sum, currency: str, exchange: Exchange) -> Reconciliation:
    """What was paid, deducted and written off, the gross amount, and what the state says of it."""
    entries = tuple(
        Entry(say("payment of {day}", day=on), amount, on, invoice, ("payments", at, "amount"))
        for at, item in enumerate(invoice.items("payments"))
        if isinstance(amount := item.get("amount"), Money) and (on := as_day(item.get("date")))
    )
    paid = sum_of(say("paid and deducted"), entries, currency, exchange, spot(invoice))
    state = placed(paid, invoice, "status")
    found = compared(heading, state, due, currency, Severity.ERROR, relation=Relation.AT_LEAST)
    if invoice.status == "paid" and not found.agrees:
        sentence = say("the invoice says it is paid, but {difference} of {amount} are not", amount=due.side.value,
                       difference=size(found.difference))  # fmt: skip
        return replace(found, sentence=sentence)
    if invoice.status == "partly_paid" and not entries:
        return replace(found, agrees=False, sentence=say("the invoice says it is partly paid, and no payment is written"))
    over = compared(
        heading, placed(paid, invoice, "payments"), due, currency, Severity.WARNING, relation=Relation.AT_MOST
    )
    if not over.agrees and due.number is not None and due.number > 0:
        return over
    if invoice.status in ISSUED and entries and found.agrees and over.agrees:
        sentence = say("all of {amount} is paid, but the invoice does not say so", amount=due.side.value)
        return replace(found, agrees=False, sentence=sentence)
    return replace(found, agrees=True)
