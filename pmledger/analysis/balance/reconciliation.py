"""One fact that stands in two registers: both sides, and whether they agree."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import exact, spoken
from pmledger.kinds.values import Duration, Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say, say_count
from pmledger.source.span import Span

Value = Money | Duration | Decimal | Fraction | int | date
"""An amount; a number is of working days, or of whatever the side's label counts."""


class Relation(StrEnum):
    """How the left side has to stand to the right one; the value is the sign that says it does not."""

    EQUAL = "≠"
    AT_MOST = ">"
    AT_LEAST = "<"


class Addend(Struct, frozen=True):
    """One record that goes into a side, with the path to the field that holds the amount.

    `taken_off` tells that the record says the opposite amount, which the side subtracts.
    """

    label: Message
    value: Value | None
    record: str
    path: tuple[str | int, ...]
    taken_off: bool = False


class Spot(Struct, frozen=True, eq=False):
    """Where something was written: a record and the path to it there; its place is only looked up when asked for."""

    record: Record
    path: tuple[str | int, ...]


def spot(record: Record, *path: str | int) -> Spot:
    return Spot(record, path)


class Side(Struct, frozen=True, eq=False):
    """What one register says: whose words they are, the amount, and where it was written.

    `value` is None when it is unknown, or when nothing was written that could be counted. A side that is a sum has its
    `addends`, and the spot of the one that weighs most; one without any has the spot where it belongs.
    """

    label: Message
    value: Value | None
    spot: Spot
    addends: tuple[Addend, ...] = ()

    @property
    def place(self) -> Span:
        return self.spot.record.place(*self.spot.path)

    @property
    def record(self) -> str:
        """The key of the record it was written in."""
        return self.spot.record.key


class Reconciliation(Struct, frozen=True, eq=False):
    """Two sides of one row of the balance.

    `row` and `name` are those of the table (the fault is PM3 and the row); `project` is a key or "", `subject` the key
    of the record that is objected to. `detail` tells apart what one subject has several of (a month, a category).

    `difference` is left − right in the unit of the sides, None where it has none or is unknown. `kept` tells whether
    both sides are written at all: what is not kept neither agrees nor disagrees. `unknown` says why the two cannot be
    compared; then they neither agree nor disagree either. `sentence` says what is wrong where that is not a difference
    of amounts, `remark` what else a reader should know.

    `moves` tells that the amounts are movements, shown with their sign. `withheld` tells that the amounts would give
    away what an hour of one person costs: they are not to be shown.
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
    sentence: Message | None = None

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


def verbatim(text: str) -> Message:
    """A text of the ledger as a sentence that nobody translates."""
    return Message("{text}", (("text", text),))


def shown(value: Value | None, *, moves: bool = False) -> object:
    """A value for sentences and pages: a count of working days says so, a movement has its sign."""
    number = value.amount if isinstance(value, Money | Duration) else value
    said: object = value
    if isinstance(value, int | Fraction | Decimal):
        days = value if isinstance(value, int) else spoken(value)
        said = say_count("{count} working day", "{count} working days", days)  # type: ignore[arg-type]
    if moves and isinstance(number, int | Decimal | Fraction) and number > 0:
        return say("+{amount}", amount=said)
    return said


def size(value: Value | None) -> Value | None:
    """A difference without its sign."""
    if isinstance(value, Money):
        return Money(abs(value.amount), value.currency)
    if isinstance(value, Fraction):
        return value if value > 0 else -value
    if isinstance(value, Decimal):
        return abs(value)
    return abs(value) if isinstance(value, int) else value


def of_project(found: Iterable[Reconciliation], project: str) -> tuple[Reconciliation, ...]:
    """The reconciliations of one project."""
    return tuple(one for one in found if one.project == project)
