"""The records of a kind that pass some filters, as a table, CSV or JSON."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.kinds.values import Ref
from pmledger.kinds.words import candidates
from pmledger.language.translator import Translator
from pmledger.ledger.record import Record
from pmledger.reader.terms import kind_term
from pmledger.show import fields
from pmledger.show.fields import Column, column
from pmledger.show.filters import Filter, Question, parse_filters
from pmledger.show.matching import fold, number_of
from pmledger.show.plain import as_json, field_cell
from pmledger.show.refusal import QuestionRefused
from pmledger.show.tables import Heading, Table
from pmledger.source.message import say
from pmledger.source.term import Listed

VERSION = 1
MISSING = (1, 0, "")
"""The place in an order of a record that lacks the field: after all others."""


class Listing(Struct, frozen=True):
    """Records of one kind in their order, the columns to show, and how many closed ones were left out."""

    kind: KindSpec
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    hidden: int = 0


def kind_named(schema: Schema, written: str) -> KindSpec:
    """The kind by its name, its plural or its Chinese name; raises QuestionRefused with candidates."""
    kind = schema.kind_meant(written)
    if kind is not None:
        return kind
    names = {one: kind_term(spec) for spec in schema.kinds.values() for one in (spec.name, spec.plural, spec.zh) if one}
    close = candidates(written, names)
    if close:
        raise QuestionRefused(
            say(
                "{given} is not a kind of record; did you mean {candidates}?",
                given=written,
                candidates=Listed(tuple(dict.fromkeys(names[one] for one in close))),
            )
        )
    raise QuestionRefused(say("{given} is not a kind of record; see pmledger schema", given=written))


def list_records(
    question: Question, filters: Iterable[str], *, columns: str = "", sort: str = "", everything: bool = False
) -> Listing:
    """The listing that was asked for; closed records only when asked for by `everything` or a filter on the status.

    `columns` and `sort` are names with commas between them; `-` before a name in `sort` turns its order.
    """
    conditions = parse_filters(filters, question)
    chosen = chosen_columns(question, columns)
    found = [one for one in question.ledger.of(question.kind.name) if all(part.matches(one) for part in conditions)]
    shown = found if everything or asks_for_status(conditions) else [one for one in found if not one.closed]
    return Listing(question.kind, chosen, ordered(shown, question, sort), len(found) - len(shown))


def asks_for_status(filters: Iterable[Filter]) -> bool:
    return any(one.field == "status" for one in filters)


def chosen_columns(question: Question, written: str) -> tuple[Column, ...]:
    """The columns that were named; else the id, the title and what the kind shows in tables."""
    if written.strip():
        names = [name.strip() for name in written.split(",") if name.strip()]
        return tuple(column(question.schema, question.kind, name) for name in names)
    lead = ["id", question.kind.title_field]
    table = [spec.name for spec in question.kind.fields if spec.table and spec.name not in lead]
    named = [*lead, *([] if "project" in table or not is_scoped(question) else ["project"]), *table]
    return tuple(column(question.schema, question.kind, name) for name in named if is_known(question, name))


def is_scoped(question: Question) -> bool:
    """Whether any record of the kind belongs to a project, so that the reader wants to know which."""
    return any(record.project for record in question.ledger.of(question.kind.name))


def is_known(question: Question, name: str) -> bool:
    return name in {"id", "title"} or question.kind.field(name) is not None


def ordered(records: list[Record], question: Question, sort: str) -> tuple[Record, ...]:
    """By the named fields, the last one first so that each keeps the order of those after it."""
    names = [name.strip() for name in sort.split(",") if name.strip()]
    for name in reversed(names):
        spec = column(question.schema, question.kind, name.removeprefix("-"))
        hours = question.schema.settings.calendar.hours_per_day
        keys = {one.key: order_key(one, spec.name, question.kind, hours) for one in records}
        present = [one for one in records if keys[one.key] != MISSING]
        missing = [one for one in records if keys[one.key] == MISSING]
        present.sort(key=lambda one: keys[one.key], reverse=name.startswith("-"))
        records = [*present, *missing]
    return tuple(records)


def order_key(record: Record, name: str, kind: KindSpec, hours: Decimal) -> tuple[int, Decimal | int, str]:
    """Numbers and dates by size, states by their order in the life of the kind, texts by their letters."""
    if name == "status" and record.status in kind.states:
        return 0, kind.states.index(record.status), ""
    value = next(iter(fields.values(record, name, kind.title_field)), None)
    if value is None:
        return MISSING
    if (number := number_of(value, hours)) is not None:
        return 0, number, ""
    if isinstance(value, date):
        return 0, value.toordinal(), value.isoformat()
    return 0, 0, fold(str(value))


def as_table(listing: Listing, translator: Translator) -> Table:
    return Table(
        tuple(Heading(translator.field_label(one.spec), one.numeric) for one in listing.columns),
        tuple(
            tuple(field_cell(record, one.spec, listing.kind, translator) for one in listing.columns)
            for record in listing.records
        ),
    )


def as_csv_table(listing: Listing, translator: Translator) -> Table:
    """The same with the names of the fields, states and choices as files have them."""
    return Table(
        tuple(Heading(one.name) for one in listing.columns),
        tuple(
            tuple(raw_cell(record, one, listing.kind, translator) for one in listing.columns)
            for record in listing.records
        ),
    )


def raw_cell(record: Record, one: Column, kind: KindSpec, translator: Translator) -> str:
    if one.name == "status":
        return record.status
    if one.name == "kind":
        return record.kind
    value = record.values.get(one.name)
    return (
        value
        if one.spec.type == "choice" and isinstance(value, str)
        else field_cell(record, one.spec, kind, translator)
    )


def as_data(listing: Listing) -> dict[str, object]:
    """The listing as docs/json.md describes it."""
    return {
        "version": VERSION,
        "kind": listing.kind.name,
        "records": [
            record_data(record, [one.name for one in listing.columns], listing.kind) for record in listing.records
        ],
        "hidden": listing.hidden,
    }


def head_data(record: Record) -> dict[str, object]:
    """What says which record it is and where it stands."""
    return {
        "key": record.key,
        "kind": record.kind,
        "id": record.id,
        "title": record.title,
        "status": record.status,
        "closed": record.closed,
        "project": record.project,
        "client": record.client,
        "owner": record.owner,
        "path": record.path,
        "line": record.origin.line,
    }


def record_data(record: Record, names: Iterable[str], kind: KindSpec) -> dict[str, object]:
    head = head_data(record)
    known = [name for name in names if name not in head and name != kind.title_field]
    return head | {"fields": {name: field_data(record, name) for name in known if name == "text" or record.has(name)}}


def field_data(record: Record, name: str) -> object:
    """A field's value; references as the keys that they resolved to."""
    return record.body.text if name == "text" else resolved(record, record.values.get(name), name)


def resolved(record: Record, value: object, path: str) -> object:
    """A value as JSON; `path` leads to it, as `depends[0].task`, and finds what a reference resolved to."""
    if isinstance(value, Ref):
        return next(iter(record.targets.get(path, ())), value.text)
    if isinstance(value, Mapping):
        return {str(name): resolved(record, part, f"{path}.{name}") for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [resolved(record, part, f"{path}[{index}]") for index, part in enumerate(value)]
    return as_json(value)
