"""Costs and hours against the budget lines that they are charged to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.balance.books import Books
from pmledger.analysis.balance.reconciliation import Addend, Reconciliation, Relation, Side, money, spot, verbatim
from pmledger.analysis.balance.sums import Entry, Heading, Sum, compared, paired
from pmledger.analysis.costs import cost_line
from pmledger.analysis.money import no_rate
from pmledger.analysis.spending import (
    Commitment,
    Worked,
    is_covered,
    months_with_hours,
    open_commitments,
    settled_by,
    standing_costs,
)
from pmledger.analysis.standing import titled
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say

LABOUR = "labour"
CATEGORIES: Mapping[str, Message] = {
    LABOUR: say("labour"),
    "material": say("material"),
    "equipment": say("equipment"),
    "subcontract": say("subcontract"),
    "software": say("software"),
    "travel": say("travel"),
    "training": say("training"),
    "other": say("other costs"),
}
"""What each category of costs is called in a sentence."""


class Spent(Struct, frozen=True):
    """What one line or category has to bear: costs as they stand, orders with what is open, and hours."""

    costs: tuple[Record, ...] = ()
    orders: tuple[Commitment, ...] = ()
    hours: tuple[Worked, ...] = ()


def spending_rows(books: Books, hours: tuple[Worked, ...]) -> Iterator[Reconciliation]:
    """Rows 7 and 9; `hours` are the counted ones of the project at their cost."""
    if not books.lines:
        return
    ordinary = tuple(cost for cost in books.costs if not cost.written("risk"))
    lines: defaultdict[str, list[Record]] = defaultdict(list)
    for line in books.work_lines:
        lines[line.text("category")].append(line)
    borne = borne_by_category(books, ordinary, hours)
    for category, spent in borne.items():
        own = tuple(lines.get(category, ()))
        if not own:
            yield outside_row(books, category, spent)
        else:
            yield drawn_row(books, books.project, called(category), own, spent, Severity.ATTENTION)
    yield from line_rows(books, ordinary)


def called(category: str) -> Message:
    return CATEGORIES.get(category) or verbatim(category)


def borne_by_category(books: Books, costs: tuple[Record, ...], hours: tuple[Worked, ...]) -> Mapping[str, Spent]:
    """By category what its lines have to bear; hours are labour, and no cost that repeats them is added."""
    settled, months = settled_by(costs), months_with_hours(hours)
    by_cost: defaultdict[str, list[Record]] = defaultdict(list)
    by_order: defaultdict[str, list[Commitment]] = defaultdict(list)
    for cost in standing_costs(costs):
        if not is_covered(cost, months):
            by_cost[cost.text("category")].append(cost)
    for order in open_commitments(costs, settled, books.currency, books.exchange):
        by_order[order.cost.text("category")].append(order)
    names = dict.fromkeys((*by_cost, *by_order, *((LABOUR,) if hours else ())))
    return {name: Spent(tuple(by_cost[name]), tuple(by_order[name]), hours if name == LABOUR else ()) for name in names}


def outside_row(books: Books, category: str, spent: Spent) -> Reconciliation:
    """Row 7: costs or hours of a category for which the budget has no line."""
    name, first = called(category), books.lines[-1]
    found = total_of(books, name, spent)
    if spent.hours:
        hours = sum((one.hours for one in spent.hours), Decimal(0))
        sentence = say("{hours} h of work, and no budget line for {category}", hours=hours, category=name)
    else:
        sentence = say("{amount} for {category}, and no budget line for it", amount=found.side.value, category=name)
    return paired(
        Heading(7, "cost-outside-budget", books.project.key, found.side.record, name),
        found.side,
        Side(say("no budget line for {category}", category=name), None, spot(first, "category")),
        Severity.WARNING,
        agrees=False,
        sentence=sentence,
        withheld=gives_away(spent),
    )


def gives_away(spent: Spent) -> bool:
    """Whether an amount would tell what an hour of one person costs."""
    return bool(spent.hours) and not spent.costs and len({one.person for one in spent.hours}) == 1


def total_of(books: Books, label: Message, spent: Spent) -> Sum:
    """The sum of costs, open orders and hours in the project's currency.

    Hours at rates that nobody wrote are not counted; an unknown rate makes the sum unknown.
    """
    entries = tuple(
        Entry(line.label, line.money, line.day, cost, ("amount",), line.rate)
        for cost in spent.costs
        if (line := cost_line(cost)) is not None
    )
    found = books.sum_entries(label, entries)
    hours = [one for one in spent.hours if one.keeps]
    orders = [order.open for order in spent.orders]
    lost = next((one for one in hours if one.worth is None), None)
    unknown = found.unknown
    if unknown is None and lost is not None:
        unknown = say("the rate of an hour on {day} is unknown", day=lost.day)
    if unknown is None and None in orders:
        order = spent.orders[orders.index(None)].cost
        amount = order.money("amount")
        unknown = no_rate(amount.currency if amount else "", books.currency, order.day("date") or books.as_of)
    records = (*(order.cost for order in spent.orders), *(one.entry for one in spent.hours))
    where = found.side.spot if entries or not records else spot(records[0])
    addends = (
        *found.side.addends,
        *(Addend(titled(one.cost), left_of(one, books.currency), one.cost.key, ("amount",)) for one in spent.orders),
    )
    count = len(addends) + len(hours)
    if unknown is not None or found.number is None:
        return Sum(Side(label, None, where, addends), None, count, unknown)
    number = found.number + sum((one for one in orders if one), Fraction(0))
    number += sum((one.worth for one in hours if one.worth is not None), Fraction(0))
    return Sum(Side(label, money(number, books.currency), where, addends), number, count)


def left_of(order: Commitment, currency: str) -> Money | None:
    return None if order.open is None else money(order.open, currency)


def drawn_row(
    books: Books, subject: Record, label: Message, lines: tuple[Record, ...], spent: Spent, severity: Severity
) -> Reconciliation:
    """Row 9: what was spent and ordered, and what the lines and the tolerance allow."""
    used = total_of(books, say("spent and ordered: {name}", name=label), spent)
    given = books.sum_lines(say("budget lines"), lines)
    tolerance = books.tolerance("eac_over_pct")
    allowed = abs(given.number) * tolerance / 100 if given.number is not None else Fraction(0)
    return compared(
        Heading(9, "overdrawn-line", books.project.key, subject.key, label), used, given, books.currency, severity,
        relation=Relation.AT_MOST, allowed=allowed,
        remark=say("{percent}% more is tolerated", percent=tolerance), withheld=gives_away(spent),
    )  # fmt: skip


def line_rows(books: Books, costs: tuple[Record, ...]) -> Iterator[Reconciliation]:
    """Row 9 for each single line that costs name."""
    settled = settled_by(costs)
    by_cost: defaultdict[str, list[Record]] = defaultdict(list)
    by_order: defaultdict[str, list[Commitment]] = defaultdict(list)
    for cost in standing_costs(costs):
        by_cost[cost.target("budget_line")].append(cost)
    for order in open_commitments(costs, settled, books.currency, books.exchange):
        by_order[order.cost.target("budget_line")].append(order)
    for line in books.work_lines:
        if line.key in by_cost or line.key in by_order:
            spent = Spent(tuple(by_cost[line.key]), tuple(by_order[line.key]))
            yield drawn_row(books, line, titled(line), (line,), spent, Severity.HINT)
