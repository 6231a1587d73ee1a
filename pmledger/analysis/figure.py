"""A figure that explains itself: its value, its formula, and what it was computed from."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.source.message import Message

Number = int | Decimal | Fraction


class Input(Struct, frozen=True):
    """One thing a figure was computed from: another figure, a field of a record, or a setting of the workspace.

    `record` is a key and `field` a field's name when the value was written there, `at` the item of a list; `figure` is the name and subject of
    another figure. `setting` is the way to it in pmledger.yml (`("odds", "proposal")`, of a list the `from` of its item),
    where it may be written; what is written nowhere is a default. All may be empty for a constant.
    """

    label: Message
    value: object
    record: str = ""
    field: str = ""
    figure: tuple[str, str] | None = None
    at: int | None = None
    setting: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where in the record it was written: the field, and the item of a list."""
        if not self.field:
            return ()
        return (self.field,) if self.at is None else (self.field, self.at)


class Figure(Struct, frozen=True):
    """A named number about a subject (a record's key, or "" for the workspace).

    `value` is exact; None means unknown and `unknown` says why. A number is an int or a Decimal, or a Fraction where
    no finite decimal is exact; shares with the unit "%" are 40 for 40 %. `unit` is "", "%", "d" (calendar days), "wd"
    (working days), "h" (working hours), "count", "date", "points" (of an NPS), or a currency. `formula` is in words, `symbols` the same as an equation,
    `reference` the standard or book it is taken from. `apart` keeps it from the site though it tells of nobody alone:
    with the figures beside it, it would.
    """

    name: str
    subject: str
    label: Message
    value: object
    unit: str
    formula: Message
    symbols: str = ""
    inputs: tuple[Input, ...] = ()
    unknown: Message | None = None
    reference: str = ""
    apart: bool = False

    @property
    def number(self) -> Fraction | None:
        """The value to go on reckoning with; None when unknown or not a number."""
        return number_of(self.value)


Figures = Mapping[tuple[str, str], Figure]


class Result(Struct, frozen=True):
    """What a computation found, before it is given a name: a value, or why it is unknown, and what went in."""

    value: object
    inputs: tuple[Input, ...] = ()
    unknown: Message | None = None
    unit: str = ""

    @property
    def number(self) -> Fraction | None:
        """The value to go on reckoning with; None when unknown or not a number."""
        return number_of(self.value)


def number_of(value: object) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | Decimal | Fraction) else None


def unknown(reason: Message, inputs: tuple[Input, ...] = (), unit: str = "") -> Result:
    """A result that says why there is none."""
    return Result(None, inputs, reason, unit)


def exact(value: Number) -> Number:
    """A fraction as a decimal where that is exact; anything else as it is."""
    if not isinstance(value, Fraction):
        return value
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return value
    places = max(twos, fives)
    return Decimal(f"{value.numerator * 10**places // value.denominator}E-{places}")


def decimal(value: Number) -> Decimal:
    """A number as a decimal, to 28 digits where it has no end; for views and sentences."""
    found = exact(value)
    return Decimal(found.numerator) / Decimal(found.denominator) if isinstance(found, Fraction) else Decimal(found)


def spoken(value: Number, places: int = 2) -> Decimal:
    """A number for a sentence: at most so many decimals, no zeros behind them."""
    rounded = decimal(value).quantize(Decimal(1).scaleb(-places))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
