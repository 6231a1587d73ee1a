"""The values that a field may hold once it has been read: exact, comparable, frozen.

By type of field: str, text, url, email, path, currency, lang, tz and choice hold `str`; int and score `int`; number
and percent `Decimal` (40 for 40 %); money `Money`; rate `Rate`; duration `Duration`; bool `bool`; ref `Ref`;
date `date`; datetime `Moment`; list `tuple`; map `dict` by name of the part.
"""

from datetime import date, time
from decimal import Decimal
from typing import Literal

from msgspec import Struct

TYPES = (
    "str", "text", "int", "number", "percent", "score", "money", "rate", "duration", "date", "datetime", "bool",
    "choice", "ref", "url", "email", "path", "currency", "lang", "tz", "list", "map", "union",
)  # fmt: skip

Unit = Literal["min", "h", "d", "w"]


class Money(Struct, frozen=True):
    """An exact amount in one currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"


class Rate(Struct, frozen=True):
    """An exact amount for one hour of work."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}/h"


class Duration(Struct, frozen=True):
    """A span of working time, or of elapsed time on the wall; negative only as a lead."""

    amount: Decimal
    unit: Unit
    elapsed: bool = False

    def __str__(self) -> str:
        return f"{self.amount:f}{self.unit}{'e' if self.elapsed else ''}"


class Moment(Struct, frozen=True):
    """A day, and the time of day where one was written; `at` has an offset only if one was written."""

    day: date
    at: time | None = None

    def __str__(self) -> str:
        return self.day.isoformat() if self.at is None else f"{self.day.isoformat()}T{self.at.isoformat('auto')}"


class Ref(Struct, frozen=True):
    """A reference as it was typed, brackets included; `reference.parse_ref` takes it apart."""

    text: str

    def __str__(self) -> str:
        return self.text
