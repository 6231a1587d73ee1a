"""Money of a project: its budget, what was spent, what is left for risks."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.money import Exchange, Line, add_up, stated
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.standing import as_day, as_number, day, is_counted, titled
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

RESERVES = frozenset({"contingency", "management_reserve"})


def currency_of(project: Record, exchange: Exchange) -> str:
    return project.text("currency") or exchange.currency


def cost_line(cost: Record) -> Line | None:
    money, on = cost.money("amount"), day(cost, "date")
    if money is None or on is None:
        return None
    rate = as_number(cost.values.get("exchange_rate"))
    given = Fraction(rate) if rate is not None else None
    return Line(titled(cost), money, on, cost.key, "amount", given)


def spent_costs(costs: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """Counted actual costs, and accruals that no counted actual settles; commitments are not spent yet."""
    counted = [cost for cost in costs if is_counted(cost, as_of)]
    actual = [cost for cost in counted if cost.values.get("type") not in {"commitment", "accrual"}]
    settled = {cost.target("settles") for cost in actual}
    accrued = [cost for cost in counted if cost.values.get("type") == "accrual" and cost.key not in settled]
    return (*actual, *accrued)


def spent(costs: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Result:
    """The sum of what was spent by the day, by the rates of each cost's day."""
    return add_up((line for cost in spent_costs(costs, as_of) if (line := cost_line(cost))), currency, exchange)


def budget(project: Record, ledger: Ledger, exchange: Exchange, as_of: date) -> Result:
    """The approved budget as the project states it, else the sum of its counted budget lines."""
    currency = currency_of(project, exchange)
    money = project.money("budget")
    if money is not None:
        found = stated(money, currency, exchange, as_of, say("no budget is given"))
        return Result(found.value, (Input(say("Budget"), money, project.key, "budget"), *found.inputs), found.unknown, currency)
    lines = ledger.of_project(project.key, "budget_line")
    return lines_total(lines, currency, exchange, as_of) or unknown(say("the project has no budget"), (), currency)


def lines_total(
    lines: Iterable[Record], currency: str, exchange: Exchange, as_of: date, only: frozenset[str] | None = None
) -> Result | None:
    """The sum of counted budget lines, all or those of some categories; None when none counts."""
    counted = [
        Line(titled(line), money, day(line, "approved_on") or as_of, line.key, "amount")
        for line in lines
        if is_counted(line, as_of)
        and (money := line.money("amount"))
        and (only is None or line.text("category") in only)
    ]
    return add_up(counted, currency, exchange) if counted else None


def bac(project: Record, ledger: Ledger, exchange: Exchange, as_of: date) -> Result:
    """Budget at completion: that of the current baseline, else the counted lines outside the reserves, else the budget.

    The budget itself stands in only where no lines tell its reserves apart.
    """
    currency = currency_of(project, exchange)
    baseline = current_baseline(project, ledger, as_of)
    money = baseline.money("bac") if baseline else None
    if baseline is not None and money is not None:
        found = stated(money, currency, exchange, day(baseline, "date") or as_of, say("no budget is given"))
        return Result(found.value, (Input(say("Baseline"), money, baseline.key, "bac"), *found.inputs), found.unknown, currency)
    lines = ledger.of_project(project.key, "budget_line")
    work = frozenset(line.text("category") for line in lines) - RESERVES
    return lines_total(lines, currency, exchange, as_of, work) or budget(project, ledger, exchange, as_of)


def share(part: Result, whole: Result, names: tuple[tuple[str, str], tuple[str, str]]) -> Result:
    """One amount as a percentage of another; `names` are the two figures."""
    inputs = tuple(
        Input(say("Part") if at == 0 else say("Whole"), result.value, figure=names[at])
        for at, result in enumerate((part, whole))
    )
    if part.number is None or whole.number is None:
        missing = part.unknown or whole.unknown
        return unknown(missing or say("one of the two amounts is unknown"), inputs)
    if whole.number == 0:
        return unknown(say("there is nothing to take a share of"), inputs)
    return Result(exact(100 * part.number / whole.number), inputs)


def manager_estimate(project: Record, exchange: Exchange, as_of: date) -> Fraction | None:
    """The manager's estimate at completion in the project's currency, if one was made by the day."""
    given = project.values.get("eac")
    if not hasattr(given, "get"):
        return None
    money, on = given.get("amount"), as_day(given.get("on"))
    if isinstance(money, Decimal | int):
        money = Money(Decimal(money), currency_of(project, exchange))
    if not isinstance(money, Money) or (on is not None and on > as_of):
        return None
    return exchange.convert(money, currency_of(project, exchange), as_of)


def invoice_gross(invoice: Record) -> Money | None:
    """What is to be paid: gross as written, else net + tax."""
    gross, net, tax = (invoice.money(name) for name in ("gross", "net", "tax"))
    if gross is not None or net is None:
        return gross
    if tax is not None and tax.currency == net.currency:
        return Money(net.amount + tax.amount, net.currency)
    return net if tax is None else None


def payments(invoice: Record, as_of: date) -> tuple[tuple[date, Money], ...]:
    """What was paid or written off of an invoice by the day."""
    found = [(as_day(part.get("date")), part.get("amount")) for part in invoice.items("payments")]
    return tuple((on, money) for on, money in found if on and on <= as_of and isinstance(money, Money))


def outstanding(invoice: Record, as_of: date) -> Money | None:
    """What is still to be paid of an invoice in its own currency; None when it cannot be told."""
    gross = invoice_gross(invoice)
    if gross is None:
        return None
    paid = payments(invoice, as_of)
    if invoice.status == "paid" and not paid:
        return Money(Decimal(0), gross.currency)
    if any(money.currency != gross.currency for _, money in paid):
        return None
    return Money(gross.amount - sum((money.amount for _, money in paid), Decimal(0)), gross.currency)


def overdue_invoice_days(invoice: Record, as_of: date) -> int:
    """Calendar days since a counted invoice with something to pay was due; 0 when it is not overdue."""
    due, left = day(invoice, "due_on"), outstanding(invoice, as_of)
    if due is None or not is_counted(invoice, as_of) or (left is not None and left.amount <= 0):
        return 0
    if left is None and invoice.status == "paid":
        return 0
    return max((as_of - due).days, 0)
