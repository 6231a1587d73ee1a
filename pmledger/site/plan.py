"""Which pages a kind's register is spread over, and where every record is found."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.site.address import anchor_id, has_page, page_of, register_name, register_path
from pmledger.site.paths import href, portable

MOST_ROWS = 200
"""Rows of an overview; more of them are split by project."""
MOST_ROWS_OF_A_PART = 500
"""Rows of a project's part; more of them are split by month."""


class Part(Struct, frozen=True):
    """One page of a register: the records of a scope ("" for the workspace's own) and period ("" for all)."""

    path: str
    scope: str
    period: str
    records: tuple[Record, ...]


class Plan(Struct, frozen=True):
    """A kind's register: its overview, whether that lists all records, and its parts."""

    spec: KindSpec
    path: str
    records: tuple[Record, ...]
    whole: bool
    parts: tuple[Part, ...]


def is_shown(record: Record) -> bool:
    """Whether the site shows a record at all; restricted ones are asked for by name elsewhere."""
    return record.visibility != "restricted"


def plans_of(ledger: Ledger, schema: Schema) -> dict[str, Plan]:
    """The registers of all kinds that have records to show."""
    found = {}
    for kind, records in ledger.kinds.items():
        shown = tuple(record for record in records if is_shown(record))
        if shown:
            found[kind] = plan(schema.kinds[kind], shown)
    return found


def plan(spec: KindSpec, records: tuple[Record, ...]) -> Plan:
    """Parts exist where rows have their only place on them, and where the overview would be too long."""
    whole = len(records) <= MOST_ROWS
    anchored = any(record.scope and not has_page(record, spec) for record in records)
    parts = tuple(parts_of(spec, records)) if anchored or not whole else ()
    return Plan(spec, register_path(spec), records, whole, parts)


def parts_of(spec: KindSpec, records: tuple[Record, ...]) -> Iterator[Part]:
    by_scope: dict[str, list[Record]] = {}
    for record in records:
        by_scope.setdefault(record.scope, []).append(record)
    for scope, own in sorted(by_scope.items()):
        if len(own) > MOST_ROWS_OF_A_PART:
            yield from months_of(spec, scope, own)
        if scope:
            yield Part(register_path(spec, scope), scope, "", tuple(own) if len(own) <= MOST_ROWS_OF_A_PART else ())


def months_of(spec: KindSpec, scope: str, records: list[Record]) -> Iterator[Part]:
    """Parts by month, for registers that grow every day."""
    by_month: dict[str, list[Record]] = {}
    for record in records:
        by_month.setdefault(month_of(record, spec), []).append(record)
    folder = f"{register_name(spec)}/{portable(scope)}" if scope else f"{register_name(spec)}/=all"
    for month, own in sorted(by_month.items()):
        yield Part(f"{folder}/{month}.html", scope, month, tuple(own))


def month_of(record: Record, spec: KindSpec) -> str:
    """`2026-03` by the record's first date, `undated` without one."""
    for field in spec.fields:
        value = record.values.get(field.name)
        if field.type in {"date", "datetime"} and isinstance(value, date):
            return f"{value:%Y-%m}"
    return "undated"


def hrefs_of(plans: Mapping[str, Plan], schema: Schema) -> dict[str, str]:
    """Where every shown record is found, by its key."""
    found: dict[str, str] = {}
    for each in plans.values():
        overview = href(each.path)
        for record in each.records:
            if has_page(record, each.spec):
                found[record.key] = href(page_of(record, schema))
            elif not record.scope:
                found[record.key] = f"{overview}#{href(anchor_id(record.id))}"
        for part in each.parts:
            path = href(part.path)
            for record in part.records:
                if not has_page(record, each.spec):
                    found[record.key] = f"{path}#{href(anchor_id(record.id))}"
    return found
