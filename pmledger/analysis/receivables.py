"""What clients owe by age, and what was earned and not billed yet."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import currency_of, outstanding, overdue_invoice_days
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.labour import Labour
from pmledger.analysis.milestones import reached_on
from pmledger.analysis.money import Exchange, Line, add_up
from pmledger.analysis.standing import day, is_counted, titled
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

BUCKETS = ((0, 30), (31, 60), (61, 90), (91, None))
"""Days past the due date; not due is 0 days and stands apart."""


def invoiced(invoices: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Result:
    """The net amounts of counted invoices, by the rates of the days of issue; unknown where there is no invoice."""
    invoices = tuple(invoices)
    if not invoices:
        return unknown(say("no invoice is recorded"), (), currency)
    lines = (
        Line(titled(invoice), net, day(invoice, "issued_on") or as_of, invoice.key, "net")
        for invoice in invoices
        if is_counted(invoice, as_of) and (net := invoice.money("net")) is not None
    )
    return add_up(lines, currency, exchange)


def unpaid(invoices: Iterable[Record], as_of: date) -> tuple[tuple[Record, Money], ...]:
    """The counted invoices of which something is still to be paid, and how much in their own currency."""
    found = ((invoice, outstanding(invoice, as_of)) for invoice in invoices if is_counted(invoice, as_of))
    return tuple((invoice, left) for invoice, left in found if left is not None and left.amount > 0)


def overdue(invoices: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Result:
    """What is still to be paid of invoices past their due date, by the rates of the day."""
    invoices = tuple(invoices)
    if not invoices:
        return unknown(say("no invoice is recorded"), (), currency)
    lines = [
        Line(titled(invoice), left, as_of, invoice.key, "due_on")
        for invoice, left in unpaid(invoices, as_of)
        if overdue_invoice_days(invoice, as_of)
    ]
    return add_up(lines, currency, exchange)


class Bucket(Struct, frozen=True):
    """Unpaid invoices of one age in days past their due date; `low` is -1 for what is not due yet, `high` None for no end."""

    low: int
    high: int | None
    invoices: tuple[tuple[Record, Money], ...]
    amount: Fraction
    silent: int


def bucket_of(days: int) -> int:
    """Which of BUCKETS an age falls in."""
    return next(at for at, (_, high) in enumerate(BUCKETS) if high is None or days <= high)


def ageing(invoices: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> tuple[Bucket, ...]:
    """What is unpaid: not due yet, then by days overdue; all five buckets, empty ones too."""
    rows: list[list[tuple[Record, Money]]] = [[] for _ in range(len(BUCKETS) + 1)]
    for invoice, left in unpaid(invoices, as_of):
        late = overdue_invoice_days(invoice, as_of)
        rows[bucket_of(late) + 1 if late else 0].append((invoice, left))
    bounds = ((-1, -1), *BUCKETS)
    return tuple(
        Bucket(low, high, tuple(row), *worth(row, currency, exchange, as_of))
        for (low, high), row in zip(bounds, rows, strict=True)
    )


def worth(rows: Iterable[tuple[Record, Money]], currency: str, exchange: Exchange, as_of: date) -> tuple[Fraction, int]:
    """The sum in one currency by the rates of the day, and how many could not be exchanged."""
    amounts = [exchange.convert(left, currency, as_of) for _, left in rows]
    return sum((amount for amount in amounts if amount is not None), Fraction(0)), sum(one is None for one in amounts)


class Unbilled(Struct, frozen=True):
    """An achieved milestone whose payment is not fully invoiced: how much is left, and since when."""

    milestone: Record
    left: Money
    since: date


def unbilled_milestones(milestones: Iterable[Record], ledger: Ledger, exchange: Exchange, as_of: date) -> tuple[Unbilled, ...]:
    """Milestones achieved by the day whose counted invoices do not reach the payment, the oldest first."""
    found = []
    for milestone in milestones:
        payment, since = milestone.money("payment"), reached_on(milestone, as_of)
        if payment is None or since is None:
            continue
        left = Fraction(payment.amount) - billed_for(milestone, payment.currency, ledger, exchange, as_of)
        if left > 0:
            amount = exact(left)
            decimal = Decimal(amount.numerator) / amount.denominator if isinstance(amount, Fraction) else Decimal(amount)
            found.append(Unbilled(milestone, Money(decimal, payment.currency), since))
    return tuple(sorted(found, key=lambda one: (one.since, one.milestone.key)))


def billed_for(milestone: Record, currency: str, ledger: Ledger, exchange: Exchange, as_of: date) -> Fraction:
    """The net of the counted invoices that name a milestone."""
    total = Fraction(0)
    for invoice in ledger.pointing_at(milestone.key, "invoice", "milestone"):
        net, on = invoice.money("net"), day(invoice, "issued_on")
        if net is not None and on is not None and is_counted(invoice, as_of):
            total += exchange.convert(net, currency, on) or Fraction(0)
    return total


def time_lines(invoices: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Fraction:
    """What lines of type time have billed, net."""
    total = Fraction(0)
    for invoice in invoices:
        on = day(invoice, "issued_on")
        if on is None or not is_counted(invoice, as_of):
            continue
        for line in invoice.items("lines"):
            price, quantity = line.get("unit_price"), line.get("quantity", Decimal(1))
            if line.get("type") == "time" and isinstance(price, Money) and isinstance(quantity, int | Decimal):
                total += exchange.convert(Money(price.amount * quantity, price.currency), currency, on) or Fraction(0)
    return total


def unbilled(project: Record, ledger: Ledger, exchange: Exchange, work: Labour, as_of: date) -> Result:
    """What was earned and is not invoiced: achieved payments, and billable hours; unknown where neither is kept."""
    to = currency_of(project, exchange)
    milestones = [one for one in ledger.of_project(project.key, "milestone") if one.has("payment")]
    if not milestones and not work.worth.people:
        return unknown(say("no payment is planned and no billable hour has a rate"), (), to)
    lines = (
        Line(titled(one.milestone), one.left, as_of, one.milestone.key, "payment")
        for one in unbilled_milestones(milestones, ledger, exchange, as_of)
    )
    found = add_up(lines, to, exchange)
    if found.number is None or not work.worth.people:
        return found
    if work.worth.unknown is not None:
        return Result(None, found.inputs, work.worth.unknown, to)
    billed = time_lines(ledger.of_project(project.key, "invoice"), to, exchange, as_of)
    inputs = (
        *found.inputs,
        Input(say("Billable hours"), None, figure=("billable_value", project.key)),
        Input(say("Billed by lines of type time"), exact(billed)),
    )
    return Result(exact(found.number + max(work.worth.amount - billed, Fraction(0))), inputs, None, to)
