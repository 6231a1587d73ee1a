"""Money in and out of a project by month, as it was and as it is to be expected, with the running balance."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.client_figures import cash
from pmledger.analysis.costs import cost_line, currency_of, invoice_gross
from pmledger.analysis.earned.rest import Rest
from pmledger.analysis.figure import Figures
from pmledger.analysis.labour import Labour, without_doubles
from pmledger.analysis.milestones import Forecasts, expected_on, reached_on
from pmledger.analysis.money import Exchange
from pmledger.analysis.months import month_of
from pmledger.analysis.receivables import billed_for, time_lines, unpaid
from pmledger.analysis.standing import as_day, day, is_counted, is_open
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

ZERO = Fraction(0)
PAST, AHEAD = timedelta(days=3 * 365), timedelta(days=5 * 365)
"""How far back and ahead months are told apart; what is expected later than that has no date to speak of."""
SIGNS = {"received": 1, "to_come": 1, "paid": -1, "to_go": -1}


class CashMonth(Struct, frozen=True):
    """One month, its first day: received and paid to date, expected still to come and to go, the balance at its end.

    All amounts are net of tax, in the currency of the project.
    """

    month: date
    received: Fraction = ZERO
    paid: Fraction = ZERO
    to_come: Fraction = ZERO
    to_go: Fraction = ZERO
    balance: Fraction = ZERO


class Cash(Struct, frozen=True):
    """The months of a project.

    `silent` amounts are not in them for want of a rate or a date, the hours of `alone` months since they are those of
    one person only.
    """

    months: tuple[CashMonth, ...]
    silent: int
    alone: int = 0


Move = tuple[date | None, str, Fraction | None]
"""A day, a column of CashMonth, an amount; None where it is unknown."""


def cash_of(
    project: Record, ledger: Ledger, exchange: Exchange, figures: Figures, forecasts: Forecasts, work: Labour, as_of: date,
    rest: tuple[Rest, ...] = (),
) -> Cash:
    """All months from the first move of money to the last one known or expected; `rest` is the work that is left."""
    to = currency_of(project, exchange)
    moves = [
        *money_in(project, ledger, exchange, to, forecasts, as_of),
        *hours_to_bill(project, ledger, exchange, to, work, as_of),
        *money_out(project, ledger, exchange, to, work, as_of),
        *(still_to_spend(project, figures, rest, as_of) if len(work.cost.people) != 1 else ()),
    ]
    sums: dict[date, dict[str, Fraction]] = {}
    silent = 0
    for on, column, amount in moves:
        if on is None or amount is None or on > as_of + AHEAD:
            silent += 1
            continue
        row = sums.setdefault(month_of(on), {})
        row[column] = row.get(column, ZERO) + amount
    for month, people, cost in hours_by_month(work):
        if people > 1:
            row = sums.setdefault(month, {})
            row["paid"] = row.get("paid", ZERO) + cost
    alone = sum(people == 1 for _, people, _ in hours_by_month(work))
    return Cash(running(sums, as_of), silent, alone)


def together(parts: Iterable[tuple[Cash, Fraction | None]], as_of: date) -> Cash:
    """The money of several projects in one currency; each comes with what 1 of its currency is worth, None if unknown.

    Amounts that cannot be exchanged count as silent.
    """
    every = tuple(parts)
    sums: dict[date, dict[str, Fraction]] = {}
    for part, rate in every:
        for month in part.months if rate is not None else ():
            row = sums.setdefault(month.month, {})
            moves = {"received": month.received, "paid": month.paid, "to_come": month.to_come, "to_go": month.to_go}
            for name, amount in moves.items():
                row[name] = row.get(name, ZERO) + amount * (rate or ZERO)
    silent = sum(part.silent + (len(part.months) if rate is None else 0) for part, rate in every)
    return Cash(running(sums, as_of), silent, sum(part.alone for part, _ in every))


def hours_by_month(work: Labour) -> tuple[tuple[date, int, Fraction], ...]:
    """What the hours of each month cost, and of how many people they are."""
    found: dict[date, tuple[int, Fraction]] = {}
    for row in work.rows:
        if row.cost:
            people, cost = found.get(row.month, (0, ZERO))
            found[row.month] = people + 1, cost + row.cost
    return tuple((month, people, cost) for month, (people, cost) in found.items())


def running(sums: Mapping[date, Mapping[str, Fraction]], as_of: date) -> tuple[CashMonth, ...]:
    """Every month between the first and the last, those without a move too, with the balance carried on.

    What moved more than three years ago is in the first balance.
    """
    if not sums:
        return ()
    first = max(min(sums), month_of(as_of - PAST))
    last = max(*sums, first)
    balance = sum((net_of(row) for month, row in sums.items() if month < first), ZERO)
    found: list[CashMonth] = []
    month = first
    while month <= last:
        row = sums.get(month, {})
        received, paid, come, go = (row.get(name, ZERO) for name in ("received", "paid", "to_come", "to_go"))
        balance += received + come - paid - go
        found.append(CashMonth(month, received, paid, come, go, balance))
        month = next_month(month)
    return tuple(found)


def net_of(row: Mapping[str, Fraction]) -> Fraction:
    return sum((row.get(name, ZERO) * sign for name, sign in SIGNS.items()), ZERO)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def net_share(invoice: Record) -> Fraction:
    """The part of a payment that is not tax."""
    net, gross = invoice.money("net"), invoice_gross(invoice)
    if net is None or gross is None or not gross.amount or net.currency != gross.currency:
        return Fraction(1)
    return Fraction(net.amount) / Fraction(gross.amount)


def money_in(
    project: Record, ledger: Ledger, exchange: Exchange, to: str, forecasts: Forecasts, as_of: date
) -> Iterator[Move]:
    """Payments as they came; what is unpaid on its due date, what is not invoiced when its milestone is to be paid."""
    invoices = ledger.of_project(project.key, "invoice")
    for invoice in invoices:
        for came, money in cash(invoice, as_of):
            yield came, "received", part_of(exchange.convert(money, to, came), net_share(invoice))
    for invoice, left in unpaid(invoices, as_of):
        due = day(invoice, "due_on") or as_of
        yield max(due, as_of), "to_come", part_of(exchange.convert(left, to, as_of), net_share(invoice))
    terms = payment_terms(project, ledger)
    for milestone in ledger.of_project(project.key, "milestone"):
        payment = milestone.money("payment")
        if payment is None or not (is_open(milestone, as_of) or reached_on(milestone, as_of)):
            continue
        rest = Fraction(payment.amount) - billed_for(milestone, payment.currency, ledger, exchange, as_of)
        on = reached_on(milestone, as_of) or expected_on(milestone, forecasts)
        if rest > 0:
            whole = exchange.convert(payment, to, as_of)
            known = on is not None and on <= as_of + AHEAD
            yield max(on, as_of) + terms if on and known else None, "to_come", part_of(whole, rest / Fraction(payment.amount))


def hours_to_bill(
    project: Record, ledger: Ledger, exchange: Exchange, to: str, work: Labour, as_of: date
) -> Iterator[Move]:
    """Billable hours beyond what was billed, as if billed today; those of one person alone are left out."""
    if len(work.worth.people) > 1:
        left = work.worth.amount - time_lines(ledger.of_project(project.key, "invoice"), to, exchange, as_of)
        if left > 0:
            yield as_of + payment_terms(project, ledger), "to_come", left


def payment_terms(project: Record, ledger: Ledger) -> timedelta:
    client = ledger.get(project.client)
    days = client.number("payment_terms_days") if client else None
    return timedelta(days=int(days)) if days is not None and 0 <= days <= 366 else timedelta(0)


def part_of(amount: Fraction | None, share: Fraction) -> Fraction | None:
    return None if amount is None else amount * share


def money_out(
    project: Record, ledger: Ledger, exchange: Exchange, to: str, work: Labour, as_of: date
) -> Iterator[Move]:
    """Costs on the day they were paid; labour that has no such day in the month it arose; other unpaid bills now."""
    costs = [cost for cost in ledger.of_project(project.key, "cost") if is_counted(cost, as_of)]
    for cost in without_doubles(costs, work):
        line = cost_line(cost)
        if line is None or cost.values.get("type") in {"commitment", "accrual"}:
            continue
        paid = as_day(cost.values.get("paid_on"))
        amount = line.amount(to, exchange)
        if paid is not None and paid <= as_of:
            yield paid, "paid", amount
        elif cost.text("category") == "labour":
            yield line.day, "paid", amount
        else:
            yield as_of, "to_go", amount


def still_to_spend(project: Record, figures: Figures, rest: tuple[Rest, ...], as_of: date) -> Iterator[Move]:
    """What the forecast leaves to spend: shared out over the work that is left, each part evenly over its days.

    Where nothing tells what is left, in equal parts a day until the forecast finish.
    """
    forecast, spent = (figures[name, project.key].number for name in ("cost_forecast", "spent"))
    finish = figures["forecast_finish", project.key].value
    if forecast is None or spent is None or not isinstance(finish, date) or project.closed:
        return
    used = figures["contingency_used", project.key].number or ZERO
    left = forecast + used - spent
    if left <= 0:
        return
    whole = sum((part.value for part in rest), ZERO)
    for part in rest or (Rest(as_of + timedelta(days=1), finish, left),):
        yield from evenly(part.start, part.finish, left * part.value / (whole or left), as_of)


def evenly(start: date, finish: date, amount: Fraction, as_of: date) -> Iterator[Move]:
    """An amount that goes out over days, month by month; today where they are past."""
    if finish > as_of + AHEAD:
        yield None, "to_go", amount
        return
    if finish < start:
        yield as_of, "to_go", amount
        return
    days, begin = (finish - start).days + 1, start
    while begin <= finish:
        end = min(finish, next_month(month_of(begin)) - timedelta(days=1))
        yield begin, "to_go", amount * ((end - begin).days + 1) / days
        begin = end + timedelta(days=1)
