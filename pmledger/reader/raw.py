"""From nodes to what a kind is given to type: texts, lists and mappings, under the names of their fields."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import CsvSettings
from pmledger.reader.yaml_events import duplicate_key, is_absent
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.node import Mapping, Node, Pair, Scalar, Sequence
from pmledger.source.text import SourceText

_NUMBERS = frozenset({"int", "number", "percent", "score", "money", "rate", "duration"})
_DAYS = frozenset({"date", "datetime"})


def raw_value(node: Node) -> object:
    """A text, None for nothing, a list, or a mapping by keys as they were typed."""
    if isinstance(node, Scalar):
        return None if is_absent(node) else node.text
    if isinstance(node, Sequence):
        return [raw_value(item) for item in node.items]
    return {pair.key.text: raw_value(pair.value) for pair in node.pairs}


def with_field_names(node: Mapping, kind: str, schema: Schema, source: SourceText, faults: list[Diagnostic]) -> Mapping:
    """The same mapping with the fields' names at its keys; a field that is given again under another key is a fault."""
    changed = False
    pairs: dict[str, Pair] = {}
    for pair in node.pairs:
        name = schema.field_key(kind, pair.key.text) or pair.name
        if name in pairs:
            faults.append(duplicate_key(source, pair.key, pairs[name].key))
            changed = True
            continue
        value = pair.value
        if not isinstance(value, Scalar):
            spec = schema.kinds[kind].field(name)
            value = value if spec is None else with_part_names(value, spec, schema)
        if name != pair.name or value is not pair.value:
            pair, changed = Pair(pair.key, value, name), True  # noqa: PLW2901  (the pair under its field's name)
        pairs[name] = pair
    return Mapping(tuple(pairs.values()), node.start, node.end, node.flow) if changed else node


def with_part_names(node: Node, spec: FieldSpec, schema: Schema) -> Node:
    """The same for the named parts within a field; what needs no change is the same object."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        items = tuple(with_part_names(item, spec, schema) for item in node.items)
        same = all(new is old for new, old in zip(items, node.items, strict=True))
        return node if same else Sequence(items, node.start, node.end, node.flow)
    pairs = tuple(_named(pair, schema.part_key(spec, pair.key.text)) for pair in node.pairs)
    same = all(new is old for new, old in zip(pairs, node.pairs, strict=True))
    return node if same else Mapping(pairs, node.start, node.end, node.flow)


def _named(pair: Pair, name: str | None) -> Pair:
    return pair if name is None or name == pair.name else Pair(pair.key, pair.value, name)


def cell_value(node: Node, spec: FieldSpec | None, settings: CsvSettings) -> object:
    """A cell in the way that fields are written, by the decimal sign and form of date that are declared."""
    if isinstance(node, Sequence):
        return [cell_value(item, spec.item if spec else None, settings) for item in node.items]
    if not isinstance(node, Scalar):
        return raw_value(node)
    types = set(_types(spec)) if spec else set()
    if settings.decimal == "," and types & _NUMBERS:
        return _with_full_stop(node.text)
    if settings.date != "%Y-%m-%d" and types & _DAYS:
        return _iso_day(node.text, settings.date)
    return node.text or None


def _types(spec: FieldSpec) -> Iterable[str]:
    return (
        (spec.type, *(kind for part in spec.parts for kind in _types(part))) if spec.type == "union" else (spec.type,)
    )


def _with_full_stop(text: str) -> str:
    """`1.234,56` and `1 234,56` as `1234.56`; points that do not part thousands are left to the field's fault."""
    whole, comma, rest = text.partition(",")
    groups = whole.replace("\u00a0", ".").replace("\u202f", ".").split(".")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        whole = "".join(groups)
    elif len(groups) > 1:
        return text
    return f"{whole}.{rest}" if comma else whole


def _iso_day(text: str, form: str) -> str:
    try:
        return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        return text


def text_of(node: Mapping, name: str) -> str:
    """The text of a field that is one value, "" when it is absent."""
    pair = node.pair(name)
    if pair is None or not isinstance(pair.value, Scalar) or is_absent(pair.value):
        return ""
    return unicodedata.normalize("NFC", pair.value.text.strip())
