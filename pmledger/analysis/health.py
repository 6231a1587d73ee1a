"""The health of a project: a colour with its reasons, from stated thresholds."""

from dataclasses import dataclass
from enum import StrEnum

from pmledger.source.message import Message


class Rag(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    COMPLETE = "complete"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with its number and limit, and the records it is about."""

    message: Message
    colour: Rag
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    name: str
    colour: Rag
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """`computed` is the colour by the rules, `colour` the one that holds (an override may differ, with its reason)."""

    subject: str
    colour: Rag
    computed: Rag
    dimensions: tuple[Dimension, ...]
    override: Message | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(reason for dimension in self.dimensions for reason in dimension.reasons)
