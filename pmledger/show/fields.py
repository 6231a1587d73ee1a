"""The fields of a record that questions may name: those of its kind, and what its place says."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.schema import Schema
from pmledger.kinds.words import candidates
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term, kind_term, listed
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import Message, say

PLACE_FIELDS = (
    FieldSpec("id", "str"),
    FieldSpec("kind", "str"),
    FieldSpec("title", "str"),
    FieldSpec("path", "path"),
    FieldSpec("text", "text"),
)
"""What every record has without writing it; `text` is all its words, the body included."""


_NUMBERS = frozenset({"int", "number", "percent", "score", "money", "rate", "duration"})


class Column(Struct, frozen=True):
    """A field as a column: its declaration, by the name that the question used."""

    spec: FieldSpec

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def numeric(self) -> bool:
        return self.spec.type in _NUMBERS or any(part.type in _NUMBERS for part in self.spec.parts)


def column(schema: Schema, kind: KindSpec, written: str) -> Column:
    """The column that a name means; raises QuestionRefused with candidates."""
    name = schema.field_key(kind.name, written)
    own = kind.field(name) if name else None
    if name == kind.title_field:
        own = own or PLACE_FIELDS[2]
    place = next((one for one in PLACE_FIELDS if one.name == written.strip().casefold()), None)
    if own is None and place is None:
        known = [one.name for one in (*kind.fields, *PLACE_FIELDS)]
        raise QuestionRefused(unknown(written, kind, candidates(written, known)))
    return Column(own or place or PLACE_FIELDS[0])


def unknown(written: str, kind: KindSpec, close: tuple[str, ...]) -> Message:
    if close:
        return say("{field} is not a field of {kind}; did you mean {candidates}?", field=written, kind=kind_term(kind),
                   candidates=listed(close, partial(field_term, kind)))  # fmt: skip
    return say("{field} is not a field of {kind}; see pmledger schema {kind}", field=written, kind=kind_term(kind))


def values(record: Record, name: str, title_field: str = "title") -> tuple[object, ...]:
    """All single values of a field, lists and maps taken apart; of a reference the keys that it resolved to."""
    if name in {"title", title_field}:
        return (record.title,)
    if name in {"id", "kind", "status", "path", "project", "client"}:
        own = (record.target(name) if name in {"project", "client"} else "") or str(getattr(record, name))
        return (own,) if own else ()
    if name == "text":
        return tuple(words(record))
    if name in record.targets:
        return record.targets[name]
    return tuple(flat(record.values.get(name)))


def words(record: Record) -> Iterator[str]:
    """Every text of a record: id, title, fields and body."""
    yield record.id
    yield record.title
    for value in record.values.values():
        yield from (str(part) for part in flat(value))
    yield record.body.text


def flat(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from flat(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from flat(part)
    elif value is not None and value != "":
        yield value


def day_of(value: object) -> date | None:
    """The day of a date or of a date with a time."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
