"""What a field said and says, as a value that a sentence may hold."""

from collections.abc import Mapping
from decimal import Decimal

from pmledger.analysis.comparison.changes import Change
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.values import Ref
from pmledger.reader.terms import choice_term, state_term
from pmledger.source.message import say

LONGEST = 80
"""Signs of a text that are shown of it."""
MOST_PARTS = 6
RESTRICTED = "restricted"


def is_withheld(change: Change, kind: KindSpec, name: str) -> bool:
    """Whether a field is one that is shown only to those who ask for it by name: rates, reviews, personal data."""
    record = change.record
    field = kind.field(name)
    private = record.texts("private")
    return is_restricted(change) or name in private or (field is not None and field.audience == RESTRICTED)


def is_restricted(change: Change) -> bool:
    return any(one is not None and one.visibility == RESTRICTED for one in (change.before, change.after))


def field_said(kind: KindSpec, name: str, value: object) -> object:
    """A field's value: states and choices by their words, lists and maps part by part."""
    if name == "status" and isinstance(value, str):
        return state_term(kind.name, value)
    return said(value, kind.field(name))


def said(value: object, field: FieldSpec | None = None) -> object:
    sort = field.type if field is not None else ""
    inner = field.item if field is not None and field.item is not None else field
    match value:
        case None:
            return say("nothing")
        case str() if sort == "choice":
            return choice_term(value)
        case Ref():
            return value.text.removeprefix("[[").removesuffix("]]")
        case str():
            return shortened(" ".join(value.split()))
        case Decimal() if sort == "percent":
            return say("{percent} %", percent=value)
        case Mapping():
            return shortened(", ".join(f"{key}: {plainly(one)}" for key, one in value.items() if one is not None))
        case tuple() | list():
            parts: tuple[object, ...] = tuple(said(one, inner) for one in value[:MOST_PARTS])
            return (*parts, "…") if len(value) > MOST_PARTS else parts or say("nothing")
    return value


def plainly(value: object) -> str:
    """A part of a map as it would be typed."""
    if isinstance(value, Ref):
        return value.text
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {plainly(one)}" for key, one in value.items() if one is not None) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(plainly, value)) + "]"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
