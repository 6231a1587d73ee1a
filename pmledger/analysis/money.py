"""Amounts in several currencies: exchanged by dated rates, and unknown when a part is."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce

from msgspec import Struct

from pmledger.analysis.figure import Figure, Input, Result, decimal, exact, spoken
from pmledger.kinds.values import Money
from pmledger.source.message import Message, say


class Exchange(Struct, frozen=True):
    """The workspace's currency and, by currency, its dated rates: from a day on, 1 of it = rate of the workspace's."""

    currency: str
    rates: Mapping[str, tuple[tuple[date, Fraction], ...]]

    def rate(self, currency: str, day: date) -> Fraction | None:
        """What 1 of a currency is worth in the workspace's; None before its first rate."""
        if currency == self.currency:
            return Fraction(1)
        found = self.dated(currency, day)
        return found[1] if found else None

    def dated(self, currency: str, day: date) -> tuple[date, Fraction] | None:
        """The rate of another currency that holds on a day, and since when; None before its first."""
        rows = self.rates.get(currency, ())
        at = bisect_right(rows, day, key=lambda row: row[0])
        return rows[at - 1] if at else None

    def convert(self, money: Money, to: str, day: date) -> Fraction | None:
        """An amount in another currency by the rates of a day, across the workspace's; None when a rate is unknown."""
        if money.currency == to:
            return Fraction(money.amount)
        given, wanted = self.rate(money.currency, day), self.rate(to, day)
        return Fraction(money.amount) * given / wanted if given is not None and wanted else None


WHOLE = Fraction(1)


class Line(Struct, frozen=True):
    """One addend: an amount as it was written, its day, and where it stands.

    `rate`, if the record gives one, is units of the sum's currency for 1 of its own and wins over the dated rates;
    `share` what part of it counts.
    """

    label: Message
    money: Money
    day: date
    record: str
    field: str
    rate: Fraction | None = None
    share: Fraction = WHOLE

    @property
    def told(self) -> Input:
        """The line as what a sum was computed from: the amount that counts, and of how much it is a part."""
        if self.share == WHOLE:
            return Input(self.label, self.money, self.record, self.field)
        counted = Money(decimal(Fraction(self.money.amount) * self.share), self.money.currency)
        label = say("{percent} % of “{label}”", percent=spoken(100 * self.share), label=self.label)
        return Input(label, counted, self.record, self.field)

    def is_plain(self, to: str) -> bool:
        """Whether the amount counts as it is written."""
        return self.money.currency == to and self.share == WHOLE

    def amount(self, to: str, exchange: Exchange) -> Fraction | None:
        """The line's amount in the currency of the sum, or None when it cannot be exchanged."""
        if self.rate is not None and self.money.currency != to:
            return Fraction(self.money.amount) * self.rate * self.share
        found = exchange.convert(self.money, to, self.day)
        return None if found is None else found * self.share


EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN, traps=[Inexact])
"""Sums of as many amounts as fit in memory are exact in it; it raises rather than round."""


def total(parts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, or None as soon as one part is unknown."""
    found = Fraction(0)
    for part in parts:
        if part is None:
            return None
        found += part
    return found


def add_up(lines: Iterable[Line], to: str, exchange: Exchange, more: tuple[Input, ...] = ()) -> Result:
    """The sum of lines in one currency with each line as an input; unknown when a line cannot be exchanged."""
    lines = tuple(lines)
    inputs = (*(line.told for line in lines), *more)
    same = reduce(EXACT.add, (line.money.amount for line in lines if line.is_plain(to)), Decimal(0))
    others = [line for line in lines if not line.is_plain(to)]
    if not others:
        return Result(same, inputs, None, to)
    amounts = [line.amount(to, exchange) for line in others]
    found = total(amounts)
    if found is not None:
        return Result(exact(found + Fraction(same)), (*inputs, *line_rates(others, to, exchange)), None, to)
    first = next(line for line, amount in zip(others, amounts, strict=True) if amount is None)
    return Result(None, inputs, no_rate(first.money.currency, to, first.day), to)


def line_rates(lines: Iterable[Line], to: str, exchange: Exchange) -> tuple[Input, ...]:
    """The rates of the days by which lines in other currencies were exchanged; not those that a record states itself."""
    used = {(line.money.currency, line.day) for line in lines if line.rate is None and line.money.currency != to}
    needed = {(one, on) for given, on in used for one in (given, to)}
    return tuple(rate for given, on in sorted(needed) for rate in rate_inputs(given, exchange, on))


def day_rates(parts: Iterable[Figure], to: str, exchange: Exchange, day: date) -> tuple[Input, ...]:
    """The rates of a day by which figures in other currencies are exchanged."""
    others = {part.unit for part in parts} - {to}
    return tuple(rate for given in sorted({*others, to}) for rate in rate_inputs(given, exchange, day)) if others else ()


def rate_inputs(given: str, exchange: Exchange, day: date) -> Iterator[Input]:
    """What 1 of a currency was worth in the workspace's, as what a sum was computed from."""
    found = None if given == exchange.currency else exchange.dated(given, day)
    if found is not None:
        since, rate = found
        label, place = say("1 {currency} on {day}", currency=given, day=day), ("exchange_rates", given, since.isoformat())
        yield Input(label, Money(decimal(rate), exchange.currency), setting=place)


def used_rates(money: Money, to: str, exchange: Exchange, day: date) -> tuple[Input, ...]:
    """The rates of a day by which one amount was exchanged; none where it is in that currency."""
    if money.currency == to:
        return ()
    return tuple(rate for given in sorted({money.currency, to}) for rate in rate_inputs(given, exchange, day))


def no_rate(given: str, wanted: str, day: date) -> Message:
    return say("no exchange rate from {given} to {wanted} on {day}", given=given, wanted=wanted, day=day)


def stated(money: Money | None, to: str, exchange: Exchange, day: date, missing: Message) -> Result:
    """One written amount in a currency, with the rates as inputs; `missing` says what is not written."""
    if money is None:
        return Result(None, (), missing, to)
    found = exchange.convert(money, to, day)
    if found is None:
        return Result(None, (), no_rate(money.currency, to, day), to)
    return Result(exact(found), used_rates(money, to, exchange, day), None, to)
