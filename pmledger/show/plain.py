"""Values as JSON and as the cells of a table."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.values import Duration, Money, Rate, Ref
from pmledger.language.translator import Translator
from pmledger.ledger.record import Record
from pmledger.source.message import Message


def as_json(value: object) -> object:
    """Amounts as `{"amount": "12500.00", "currency": "EUR"}`, dates and durations as text, numbers as numbers."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal() | Fraction():
            return int(value) if value == int(value) else float(value)
        case Money() | Rate():
            return {"amount": f"{value.amount:f}", "currency": value.currency}
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): as_json(part) for key, part in value.items()}
        case tuple() | list() | set() | frozenset():
            return [as_json(part) for part in value]
    return str(value)


def as_cell(value: object, translator: Translator) -> str:
    """A value on one line, as it would be typed in a ledger; lists by comma, maps as `{name: value}`."""
    match value:
        case None:
            return ""
        case Ref():
            return value.text.removeprefix("[[").removesuffix("]]")
        case Message():
            return translator.render(value)
        case Mapping():
            parts = (f"{key}: {as_cell(part, translator)}" for key, part in value.items() if part is not None)
            return "{" + ", ".join(parts) + "}"
        case tuple() | list():
            return ", ".join(as_cell(part, translator) for part in value)
        case Decimal() | int() if not isinstance(value, bool):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case Duration() | Money() | Rate():
            return str(value)
    return " ".join(translator.value(value).split())


def field_cell(record: Record, spec: FieldSpec, kind: KindSpec, translator: Translator) -> str:
    """A field of a record: states and choices by their labels, references as short as they were typed."""
    name = spec.name
    if name in {"title", kind.title_field}:
        return record.title
    if name in {"id", "path"}:
        return str(getattr(record, name))
    if name == "kind":
        return translator.kind_label(kind)
    if name == "status":
        return translator.state_label(kind, record.status) if record.status else ""
    if name in {"project", "client"} and name not in record.values:
        return str(getattr(record, name)).partition(":")[2]
    if name == "text":
        return as_cell(record.body.text, translator)
    return value_cell(record.values.get(name), spec, translator)


def value_cell(value: object, spec: FieldSpec, translator: Translator) -> str:
    """A value of a field: choices by their labels, references as short as they were typed."""
    if spec.type == "choice" and isinstance(value, str):
        return translator.choice_label(value)
    if spec.type == "percent" and isinstance(value, Decimal):
        return f"{value:f}%"
    return as_cell(as_typed(value, spec, translator), translator)


def as_typed(value: object, spec: FieldSpec, translator: Translator) -> object:
    """Maps as people type them: one that gives only its leading part is that part, and parts go by their labels."""
    inner = spec.item if spec.type == "list" and spec.item is not None else spec
    if isinstance(value, tuple | list):
        return tuple(as_typed(one, inner, translator) for one in value)
    if not isinstance(value, Mapping) or not inner.parts:
        return value
    given = {name: one for name, one in value.items() if one is not None}
    if inner.lead and given.keys() == {inner.lead}:
        return given[inner.lead]
    labels = {part.name: part.zh for part in inner.parts if part.zh} if translator.language == "zh-CN" else {}
    return {labels.get(str(name), name): one for name, one in given.items()}
