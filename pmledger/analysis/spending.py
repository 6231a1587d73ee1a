"""What was spent and what is bound to be: hours at the rate of their day, accruals and orders that are still open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import cost_line
from pmledger.analysis.money import Exchange
from pmledger.analysis.months import month_of
from pmledger.analysis.rates import HourRate, RateCard
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record

BILLED_BY_TIME = frozenset({"time", "capped"})


class Worked(Struct, frozen=True):
    """One entry of hours at the rate that holds on its day.

    `rate` is None where none holds; `keeps` tells that rates are written for this person all the same, so that it is
    unknown rather than not kept. `worth` is hours × rate in the currency asked for, None where the rate or its
    exchange is unknown.
    """

    entry: Record
    person: str
    day: date
    hours: Decimal
    rate: HourRate | None
    keeps: bool
    worth: Fraction | None


def worked(entries: Iterable[Record], card: RateCard, currency: str, exchange: Exchange) -> tuple[Worked, ...]:
    """Entries of hours with what they are worth; those without person, day or hours are left out."""
    found = []
    for entry in entries:
        person, on, hours = entry.target("person"), entry.day("date"), entry.number("hours")
        if not person or on is None or hours is None:
            continue
        rate = card.find(person, on)
        worth = None
        if rate is not None:
            amount = Money(rate.rate.amount * hours, rate.rate.currency)
            worth = exchange.convert(amount, currency, on)
        found.append(Worked(entry, person, on, hours, rate, card.keeps(person), worth))
    return tuple(found)


def is_billable(entry: Record, billing: str) -> bool:
    """Whether the client pays for hours: as they say, else where the project is billed by time."""
    given = entry.values.get("billable")
    return given if isinstance(given, bool) else billing in BILLED_BY_TIME


def months_with_hours(found: Iterable[Worked]) -> frozenset[tuple[str, date]]:
    """Person and month of every entry of hours."""
    return frozenset((one.person, month_of(one.day)) for one in found)


def is_covered(cost: Record, months: frozenset[tuple[str, date]]) -> bool:
    """Whether a labour cost repeats what a person's hours of that month already say."""
    on = cost.day("date")
    return cost.text("category") == "labour" and on is not None and (cost.target("person"), month_of(on)) in months


class Commitment(Struct, frozen=True):
    """An order with what is still open of it, in the currency asked for; None where that is unknown."""

    cost: Record
    open: Fraction | None


def settled_by(costs: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The actual costs by the key of the order or accrual that they make real."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for cost in costs:
        if is_actual(cost) and cost.target("settles"):
            found[cost.target("settles")].append(cost)
    return {key: tuple(rows) for key, rows in found.items()}


def is_actual(cost: Record) -> bool:
    return cost.values.get("type") not in {"commitment", "accrual"}


def open_commitments(
    counted: Iterable[Record], settled: Mapping[str, tuple[Record, ...]], currency: str, exchange: Exchange
) -> tuple[Commitment, ...]:
    """Counted orders and what counted actuals have left of them, never below 0."""
    found = []
    for cost in counted:
        if cost.values.get("type") != "commitment":
            continue
        whole = worth_of(cost, currency, exchange)
        parts = [worth_of(part, currency, exchange) for part in settled.get(cost.key, ())]
        known = [part for part in parts if part is not None]
        left = max(whole - sum(known, Fraction(0)), Fraction(0)) if whole is not None else None
        found.append(Commitment(cost, left if len(known) == len(parts) else None))
    return tuple(found)


def open_accruals(counted: Iterable[Record], settled: Mapping[str, tuple[Record, ...]]) -> tuple[Record, ...]:
    """Counted accruals that no counted actual settles."""
    return tuple(cost for cost in counted if cost.values.get("type") == "accrual" and cost.key not in settled)


def standing_costs(counted: Iterable[Record]) -> tuple[Record, ...]:
    """Counted actual costs, and the accruals that none of them settles."""
    counted = tuple(counted)
    return (*filter(is_actual, counted), *open_accruals(counted, settled_by(counted)))


def worth_of(cost: Record, currency: str, exchange: Exchange) -> Fraction | None:
    """A cost in a currency, by its own rate or that of its day."""
    line = cost_line(cost)
    return line.amount(currency, exchange) if line is not None else None
