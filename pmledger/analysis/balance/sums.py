"""Sums of amounts with their places, and how close two of them are."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from msgspec import Struct

from pmledger.analysis.balance.reconciliation import Addend, Reconciliation, Relation, Side, Spot, Value, money
from pmledger.analysis.money import EXACT, Exchange, no_rate
from pmledger.analysis.standing import titled
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message

WHOLE_UNITS = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()  # noqa: SIM905 (reads as a list)
)
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies whose smallest unit is not a hundredth (ISO 4217)."""


class Entry(Struct, frozen=True):
    """One addend: an amount as it was written, its day, its record and the path to it there.

    `rate`, if the record gives one, is units of the sum's currency for 1 of its own; `sign` is -1 for what is taken
    off.
    """

    label: Message
    amount: Money
    day: date
    record: Record
    path: tuple[str | int, ...]
    rate: Fraction | None = None
    sign: int = 1

    def worth(self, currency: str, exchange: Exchange) -> Fraction | None:
        """The amount in a currency, or None when no rate is known on its day."""
        if self.rate is not None and self.amount.currency != currency:
            return self.sign * Fraction(self.amount.amount) * self.rate
        found = exchange.convert(self.amount, currency, self.day)
        return None if found is None else self.sign * found


class Sum(Struct, frozen=True):
    """One side of a comparison: how it is shown, its exact number, of how many addends, or why it is unknown."""

    side: Side
    number: Fraction | None
    count: int
    unknown: Message | None = None


def minor_unit(currency: str) -> Fraction:
    """The smallest amount of a currency that is paid."""
    return Fraction(1, 1 if currency in WHOLE_UNITS else 1000 if currency in THOUSANDTHS else 100)


def slack(one: Sum, other: Sum, currency: str) -> Fraction:
    """How far two sums may differ and agree: half a minor unit for each addend, at least for one."""
    addends = sum(part.count for part in (one, other) if part.count > 1)
    return minor_unit(currency) / 2 * max(addends, 1)


def sum_of(label: Message, entries: Sequence[Entry], currency: str, exchange: Exchange, home: Spot) -> Sum:
    """The sum of entries in a currency; `home` is where it would be written if there were any."""
    worths = plain(entries, currency) or [entry.worth(currency, exchange) for entry in entries]
    lost = next((entry for entry, worth in zip(entries, worths, strict=False) if worth is None), None)
    heaviest = max(entries, key=lambda entry: abs(entry.amount.amount), default=None)
    where = home if heaviest is None else Spot(heaviest.record, heaviest.path)
    addends = tuple(addend_of(entry) for entry in entries)
    if lost is not None:
        reason = no_rate(lost.amount.currency, currency, lost.day)
        return Sum(Side(label, None, where, addends), None, len(entries), reason)
    found = sum((worth for worth in worths if worth is not None), Fraction(0))
    return Sum(Side(label, money(found, currency), where, addends), found, len(entries))


def plain(entries: Sequence[Entry], currency: str) -> list[Fraction | None]:
    """The one sum of entries that are all in the currency, quickly; nothing where they are not."""
    if not entries or any(entry.amount.currency != currency for entry in entries):
        return []
    return [Fraction(reduce(EXACT.add, map(signed, entries)))]


def signed(entry: Entry) -> Decimal:
    """What an entry adds, to the last digit."""
    return entry.amount.amount if entry.sign > 0 else entry.amount.amount.copy_negate()


def placed(found: Sum, record: Record, *path: str | int) -> Sum:
    """The same sum, shown as written in a record."""
    side = Side(found.side.label, found.side.value, Spot(record, path), found.side.addends)
    return Sum(side, found.number, found.count, found.unknown)


def addend_of(entry: Entry) -> Addend:
    return Addend(
        entry.label, Money(signed(entry), entry.amount.currency), entry.record.key, entry.path, taken_off=entry.sign < 0
    )


def stated(label: Message, entry: Entry, currency: str, exchange: Exchange) -> Sum:
    """One written amount as a side; it is no sum, so it adds nothing to what may differ."""
    found = sum_of(label, (entry,), currency, exchange, Spot(entry.record, entry.path))
    side = Side(label, found.side.value, found.side.spot)
    return Sum(side, found.number, 1, found.unknown)


def holds(difference: Fraction, relation: Relation, allowed: Fraction) -> bool:
    """Whether a difference of left − right is what the relation allows."""
    if relation is Relation.AT_MOST:
        return difference <= allowed
    if relation is Relation.AT_LEAST:
        return difference >= -allowed
    return abs(difference) <= allowed


class Heading(Struct, frozen=True):
    """What a comparison is about: row, name, project, subject, and what tells it apart from others of the subject."""

    row: int
    name: str
    project: str
    subject: str
    detail: Message | None = None


def compared(
    heading: Heading,
    one: Sum,
    other: Sum,
    currency: str,
    severity: Severity,
    *,
    relation: Relation = Relation.EQUAL,
    allowed: Fraction = Fraction(0),
    kept: bool = True,
    remark: Message | None = None,
    moves: bool = False,
    withheld: bool = False,
) -> Reconciliation:
    """Two sums of money held against each other; `allowed` is how far beyond the rounding they may differ."""
    unknown = one.unknown or other.unknown
    difference, agrees = None, False
    if one.number is not None and other.number is not None:
        gap = one.number - other.number
        difference = money(gap, currency)
        agrees = holds(gap, relation, allowed + slack(one, other, currency))
    return Reconciliation(
        heading.row, heading.name, heading.project, heading.subject, one.side, other.side, relation, difference,
        agrees and kept, kept, severity, unknown, remark, heading.detail, moves, withheld,
    )  # fmt: skip


def paired(
    heading: Heading,
    left: Side,
    right: Side,
    severity: Severity,
    *,
    agrees: bool,
    difference: Value | None = None,
    relation: Relation = Relation.EQUAL,
    remark: Message | None = None,
    moves: bool = False,
    sentence: Message | None = None,
    kept: bool = True,
    withheld: bool = False,
) -> Reconciliation:
    """Two sides that are not both money, with what was found about them."""
    return Reconciliation(
        heading.row, heading.name, heading.project, heading.subject, left, right, relation, difference,
        agrees and kept, kept, severity, None, remark, heading.detail, moves, withheld, None if agrees else sentence,
    )  # fmt: skip


def entries_of(records: Iterable[Record], field: str, dated: str, as_of: date) -> tuple[Entry, ...]:
    """One entry for each record that states an amount in a field, on the day of another field."""
    return tuple(
        Entry(titled(record), amount, record.day(dated) or as_of,
              record, (field,))
        for record in records
        if (amount := record.money(field)) is not None
    )  # fmt: skip
