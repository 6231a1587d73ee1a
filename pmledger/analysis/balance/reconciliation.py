"""One fact that stands in two registers: both sides, and whether they agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pmledger.analysis.figure import exact
from pmledger.kinds.values import Duration, Money
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say
from pmledger.source.span import Span

Value = Money | Duration | Decimal | Fraction | int | date
"""An amount; a number is of working days, or of whatever the side's label counts."""


class Relation(StrEnum):
    """How the left side has to stand to the right one; the value is the sign of its contrary."""

    EQUAL = "≠"
    AT_MOST = ">"
    AT_LEAST = "<"


@dataclass(frozen=True, slots=True)
class Addend:
    """One record that goes into a side, with the field (or path to it) that holds the amount."""

    label: Message
    value: Value | None
    record: str
    field: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one register says: whose words they are, the amount, and where it was written.

    `value` is None when it is unknown, or when nothing was written that could be counted. A side that is a sum has its
    `addends`, and the place of the one that weighs most.
    """

    label: Message
    value: Value | None
    place: Span | None
    record: str = ""
    addends: tuple[Addend, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Two sides of one row of the balance.

    `row` and `name` are those of the table (the fault is PM3 and the row); `project` is a key or "", `subject` the key
    of the record that is objected to. `difference` is left − right in the unit of the sides, None where it has none or
    is unknown. `kept` tells whether both sides are written at all: what is not kept neither agrees nor disagrees.
    `unknown` says why the two cannot be compared, then they neither agree nor disagree either. `remark` says what else
    a reader should know: what is left out, what the rule asks for. `detail` tells
    apart what one subject has several of (a month, a category). `moves` tells that the amounts are movements, shown
    with their sign. `withheld` tells that the amounts would give away what one person costs: they are not to be shown.
    `tolerated` is how far off still agrees.
    """

    row: int
    name: str
    project: str
    subject: str
    left: Side
    right: Side
    relation: Relation
    difference: Value | None
    agrees: bool
    kept: bool
    severity: Severity
    unknown: Message | None = None
    remark: Message | None = None
    detail: Message | None = None
    moves: bool = False
    withheld: bool = False
    tolerated: Value | None = None

    @property
    def code(self) -> str:
        """The code of the fault that it is when it does not agree."""
        return f"PM{300 + self.row}"

    @property
    def disputed(self) -> bool:
        """Whether both sides are kept and known, and do not agree."""
        return self.kept and self.unknown is None and not self.agrees


def money(value: Fraction, currency: str) -> Money:
    """An exact amount; one without a finite decimal to 28 digits."""
    found = exact(value)
    amount = Decimal(found.numerator) / Decimal(found.denominator) if isinstance(found, Fraction) else Decimal(found)
    return Money(amount, currency)


def signed(value: Value | None) -> "Value | Message | None":
    """A movement with its sign, for sentences and pages: +15,000.00, -3."""
    number = value.amount if isinstance(value, Money | Duration) else value
    if isinstance(number, int | Decimal | Fraction) and number > 0:
        return say("+{amount}", amount=value)
    return value


def size(value: Value | None) -> Value | None:
    """A difference without its sign."""
    if isinstance(value, Money):
        return Money(abs(value.amount), value.currency)
    if isinstance(value, Duration):
        return Duration(abs(value.amount), value.unit, value.elapsed)
    return abs(value) if isinstance(value, int | Decimal | Fraction) else value


def of_project(found: Iterable[Reconciliation], project: str) -> tuple[Reconciliation, ...]:
    """The reconciliations of one project."""
    return tuple(one for one in found if one.project == project)
