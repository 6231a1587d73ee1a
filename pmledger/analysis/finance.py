"""A project's money by category: budget, spent, ordered, and what it will come to."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import RESERVES, cost_line, currency_of, spent_costs
from pmledger.analysis.figure import Input, Result, exact
from pmledger.analysis.labour import Labour, without_doubles
from pmledger.analysis.money import Exchange, Line, add_up
from pmledger.analysis.standing import day, is_counted, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

ZERO = Fraction(0)
CONTINGENCY = "contingency"


class CategoryMoney(Struct, frozen=True):
    """The money of one category, exact, in the currency of the project.

    `spent` has the cost of `hours` in it; `silent` counts the records that could not be exchanged and are not in it.
    `people` are those whose rates are in the amount. The category `contingency` is charged with what threats that
    occurred have cost; `management_reserve` is only a budget.
    """

    category: str
    budget: Fraction = ZERO
    spent: Fraction = ZERO
    committed: Fraction = ZERO
    hours: Fraction = ZERO
    people: tuple[str, ...] = ()
    silent: int = 0

    @property
    def reserve(self) -> bool:
        return self.category in RESERVES

    @property
    def forecast(self) -> Fraction:
        """What it comes to at least: the budget, or what is spent and ordered where that is more; a reserve what is used."""
        used = self.spent + self.committed
        return used if self.reserve else max(self.budget, used)

    @property
    def variance(self) -> Fraction:
        """Budget less what is spent and ordered; negative is an overrun."""
        return self.budget - self.spent - self.committed

    @property
    def over(self) -> bool:
        return self.variance < 0


class Order(Struct, frozen=True):
    """An open commitment and what is left of it after the counted costs that settle it."""

    record: Record
    left: Line


def orders(project: Record, ledger: Ledger, exchange: Exchange, as_of: date) -> tuple[Order, ...]:
    """The counted commitments that are not settled in full, each with what is left of it.

    A settlement in a currency that cannot be exchanged to that of the order leaves the order as it is.
    """
    costs = [cost for cost in ledger.of_project(project.key, "cost") if is_counted(cost, as_of)]
    settled: dict[str, Fraction] = {}
    by_key = {cost.key: cost for cost in costs if cost.values.get("type") == "commitment"}
    for cost in costs:
        order = by_key.get(cost.target("settles"))
        money, on = cost.money("amount"), day(cost, "date")
        wanted = order.money("amount") if order else None
        if order is None or cost.values.get("type") in {"commitment", "accrual"} or not (money and on and wanted):
            continue
        found = exchange.convert(money, wanted.currency, on)
        settled[order.key] = settled.get(order.key, ZERO) + (found or ZERO)
    rows = []
    for key, order in by_key.items():
        line = cost_line(order)
        if line is None or line.money.amount <= 0:
            continue
        left = max(Fraction(line.money.amount) - settled.get(key, ZERO), ZERO)
        if left:
            share = left / Fraction(line.money.amount)
            rows.append(Order(order, Line(line.label, line.money, line.day, line.record, line.field, line.rate, share)))
    return tuple(rows)


def committed(project: Record, ledger: Ledger, exchange: Exchange, as_of: date) -> Result:
    """The sum of the open commitments."""
    found = orders(project, ledger, exchange, as_of)
    return add_up((order.left for order in found), currency_of(project, exchange), exchange)


def by_category(
    project: Record, ledger: Ledger, exchange: Exchange, work: Labour, as_of: date
) -> tuple[CategoryMoney, ...]:
    """Every category with a budget or a cost, the largest budget first, the reserves last."""
    to = currency_of(project, exchange)
    sums = Sums(to, exchange)
    for line in ledger.of_project(project.key, "budget_line"):
        money = line.money("amount")
        if money is not None and is_counted(line, as_of):
            on = day(line, "approved_on") or as_of
            sums.add(line.text("category"), "budget", Line(titled(line), money, on, line.key, "amount"))
    for cost in without_doubles(spent_costs(ledger.of_project(project.key, "cost"), as_of), work):
        sums.add(CONTINGENCY if cost.has("risk") else cost.text("category"), "spent", cost_line(cost))
    for order in orders(project, ledger, exchange, as_of):
        sums.add(order.record.text("category"), "committed", order.left)
    if work.cost.amount:
        sums.rows.setdefault("labour", {})
    found = (category_of(name, row, work) for name, row in sums.rows.items())
    return tuple(sorted(found, key=lambda one: (one.reserve, one.category == "management_reserve", -one.budget, one.category)))


def category_of(name: str, row: Mapping[str, Fraction], work: Labour) -> CategoryMoney:
    hours = work.cost.amount if name == "labour" else ZERO
    return CategoryMoney(
        name,
        row.get("budget", ZERO),
        row.get("spent", ZERO) + hours,
        row.get("committed", ZERO),
        hours,
        work.cost.people if hours else (),
        int(row.get("silent", 0)),
    )


class Sums:
    """Running sums by category and column; made and used up within `by_category`."""

    def __init__(self, currency: str, exchange: Exchange) -> None:
        self.currency, self.exchange = currency, exchange
        self.rows: dict[str, dict[str, Fraction]] = {}

    def add(self, category: str, column: str, line: Line | None) -> None:
        if line is None:
            return
        row = self.rows.setdefault(category or "other", {})
        amount = line.amount(self.currency, self.exchange)
        if amount is None:
            row["silent"] = row.get("silent", ZERO) + 1
        else:
            row[column] = row.get(column, ZERO) + amount


def actual_cost(project: Record, ledger: Ledger, exchange: Exchange, work: Labour, as_of: date) -> Result:
    """What was spent: counted costs and accruals, and approved hours by the rates of their days.

    Unknown when an amount cannot be exchanged or a rate is missing; hours of people without any rate are not in it.
    """
    to = currency_of(project, exchange)
    costs = without_doubles(spent_costs(ledger.of_project(project.key, "cost"), as_of), work)
    lines = (line for cost in costs if (line := cost_line(cost)))
    more = (Input(say("Labour by hours"), None, figure=("hours_cost", project.key)),) if work.cost.people else ()
    found = add_up(lines, to, exchange, more)
    if found.number is None:
        return found
    if work.cost.unknown is not None:
        return Result(None, found.inputs, work.cost.unknown, to)
    if not work.cost.people:
        return found
    return Result(exact(found.number + work.cost.amount), found.inputs, None, to)


class Foreign(Struct, frozen=True):
    """An amount of a project in another currency, with the rate of its day; None where there is none."""

    record: Record
    line: Line
    rate: Fraction | None
    own: bool


def foreign_lines(project: Record, ledger: Ledger, exchange: Exchange, as_of: date) -> tuple[Foreign, ...]:
    """The counted costs and invoices of a project in other currencies, with the rate that was used for each."""
    to = currency_of(project, exchange)
    lines = [(cost, cost_line(cost)) for cost in ledger.of_project(project.key, "cost") if is_counted(cost, as_of)]
    for invoice in ledger.of_project(project.key, "invoice"):
        net, on = invoice.money("net"), day(invoice, "issued_on")
        if net is not None and on is not None and is_counted(invoice, as_of):
            lines.append((invoice, Line(titled(invoice), net, on, invoice.key, "net")))
    return tuple(
        Foreign(record, line, line.rate if line.rate is not None else cross(line, to, exchange), line.rate is not None)
        for record, line in lines
        if line is not None and line.money.currency != to
    )


def cross(line: Line, to: str, exchange: Exchange) -> Fraction | None:
    """Units of the one currency for 1 of the other on the line's day."""
    given, wanted = exchange.rate(line.money.currency, line.day), exchange.rate(to, line.day)
    return given / wanted if given is not None and wanted else None


def sum_of(lines: Iterable[Line], to: str, exchange: Exchange) -> tuple[Fraction, int]:
    """The exact sum of what can be exchanged, and how many lines cannot."""
    amounts = [line.amount(to, exchange) for line in lines]
    return sum((amount for amount in amounts if amount is not None), ZERO), sum(amount is None for amount in amounts)


