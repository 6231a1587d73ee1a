"""A figure that explains itself: its value, its formula, and what it was computed from."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmledger.source.message import Message


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a figure was computed from: another figure, or a field of a record.

    `record` is a key and `field` a field's name when the value was written there; `figure` is the name and subject of
    another figure. All may be empty for a constant, such as a threshold of the configuration.
    """

    label: Message
    value: object
    record: str = ""
    field: str = ""
    figure: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number about a subject (a record's key, or "" for the workspace).

    `value` is exact; None means unknown and `unknown` says why. `unit` is "", "%", "d", "count", or a currency.
    `formula` is in words, `symbols` the same as an equation, `reference` the standard or book it is taken from.
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


Figures = Mapping[tuple[str, str], Figure]
