"""The figures of one client."""

from collections.abc import Iterable, Iterator
from datetime import date

from pmledger.analysis.contacts import cadence, contacts_with, days_since
from pmledger.analysis.costs import outstanding
from pmledger.analysis.figure import Figure, Input, Result, unknown
from pmledger.analysis.money import Line, add_up
from pmledger.analysis.names import figure
from pmledger.analysis.opportunities import pipeline
from pmledger.analysis.premises import Premises
from pmledger.analysis.promises import is_late, kept_rate, owed, promised
from pmledger.analysis.satisfaction import Wave, pooled, waves
from pmledger.analysis.standing import as_day, is_counted, titled
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say


def client_figures(
    client: Record, ledger: Ledger, premises: Premises, promises: tuple[Record, ...], as_of: date
) -> Iterator[Figure]:
    """All figures of a client, in its own currency; `promises` are those between it and us."""
    currency = client.text("currency") or premises.currency
    invoices = ledger.of_client(client.key, "invoice")
    waiting = owed(promises, as_of)
    found = {
        "days_since_contact": days_since(contacts_with(client, ledger, as_of), as_of),
        "contact_cadence": cadence(client, premises),
        "open_promises": promised(waiting),
        "late_promises": promised(tuple(one for one in waiting if is_late(one, as_of))),
        "kept_rate": kept_rate(promises, as_of),
        "revenue": revenue(invoices, currency, premises, as_of),
        "receivable": receivable(invoices, currency, premises, as_of),
        "pipeline_weighted": pipeline(ledger.of_client(client.key, "opportunity"), currency, premises, as_of),
        "nps": pooled(latest_waves(ledger, client, as_of), "nps", as_of),
        "csat": pooled(latest_waves(ledger, client, as_of), "csat", as_of),
    }
    return (figure("client", name, client.key, result) for name, result in found.items())


def latest_waves(ledger: Ledger, client: Record, as_of: date) -> tuple[Wave, ...]:
    """The client's latest wave of each method."""
    latest: dict[str, Wave] = {}
    for wave in waves(ledger.of_client(client.key, "survey"), as_of):
        latest.setdefault(wave.method, wave)
    return tuple(latest.values())


def revenue(invoices: Iterable[Record], currency: str, premises: Premises, as_of: date) -> Result:
    """Payments in cash by the day; unknown where no invoice was ever recorded."""
    invoices = tuple(invoices)
    if not invoices:
        return unknown(say("no invoice is recorded"), (), currency)
    lines = [
        Line(titled(invoice), money, on, invoice.key, "payments")
        for invoice in invoices
        for on, money in cash(invoice, as_of)
    ]
    return add_up(lines, currency, premises.exchange)


def cash(invoice: Record, as_of: date) -> tuple[tuple[date, Money], ...]:
    """What came in, without fees, discounts, withholding and write-offs."""
    return tuple(
        (on, money)
        for part in invoice.items("payments")
        if part.get("type") in {None, "cash"}
        and (on := as_day(part.get("date"))) is not None
        and on <= as_of
        and isinstance(money := part.get("amount"), Money)
    )


def receivable(invoices: Iterable[Record], currency: str, premises: Premises, as_of: date) -> Result:
    """What is outstanding of counted invoices; unknown where it cannot be told of one."""
    lines = []
    for invoice in invoices:
        if not is_counted(invoice, as_of):
            continue
        left = outstanding(invoice, as_of)
        if left is None:
            reason = say("what is left to pay of “{title}” cannot be told", title=invoice.title)
            return unknown(reason, (Input(titled(invoice), None, invoice.key, "payments"),), currency)
        lines.append(Line(titled(invoice), left, as_of, invoice.key, "gross" if invoice.has("gross") else "net"))
    return add_up((line for line in lines if line.money.amount), currency, premises.exchange)


