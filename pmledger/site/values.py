"""Values of fields as parts of views: sentences of anchors, table cells, and what they sort by."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.reference import parse_ref
from pmledger.kinds.values import Duration, Moment, Money, Rate, Ref
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Runs
from pmledger.site.paths import workspace_path

NUMERIC = ("int", "number", "percent", "score", "money", "rate", "duration")
SECONDS = {"min": 60, "h": 3600, "d": 8 * 3600, "w": 40 * 3600}


class Shown(Struct, frozen=True):
    """A record whose values are shown: `targets` leads from a field's path (`team[0].person`) to a record's key."""

    book: Book
    record: Record
    targets: Mapping[str, str]


def shown(book: Book, record: Record) -> Shown:
    return Shown(book, record, {link.field: link.target for link in record.links if link.field != "body"})


def runs_of(here: Shown, spec: FieldSpec, value: object, path: str) -> Runs:
    """A value as a sentence: references and addresses linked, lists with commas, maps as `label value`."""
    if isinstance(value, Ref):
        return (reference(here, value, path),)
    if isinstance(value, tuple | list):
        item = spec.item or spec
        return joined(here, [runs_of(here, item, part, f"{path}[{at}]") for at, part in enumerate(value)])
    if isinstance(value, Mapping):
        return map_runs(here, spec, value, path)
    if isinstance(value, str):
        return (text_anchor(here, spec, value),)
    return (Anchor(text_of(here.book, spec, value)),)


def reference(here: Shown, ref: Ref, path: str) -> Anchor:
    """A link to what a reference resolved to; the text as typed when it did not."""
    parts = parse_ref(ref.text)
    target = here.targets.get(path, "")
    if target:
        return here.book.anchor(target, parts.label or "")
    return Anchor(parts.label or parts.id, "", "bad", here.book.say("There is no record of this name."))


def joined(here: Shown, parts: list[Runs]) -> Runs:
    """Parts as one run, a comma between them."""
    out: list[Anchor] = []
    for part in parts:
        if out:
            out.append(Anchor(here.book.words.comma))
        out.extend(part)
    return tuple(out)


def map_runs(here: Shown, spec: FieldSpec, value: Mapping[str, object], path: str) -> Runs:
    """The parts of a map; the leading part without its label."""
    parts = map_parts(spec)
    written: list[Runs] = []
    for name, part in value.items():
        if part is None or part == ():
            continue
        part_spec = parts.get(name) or map_item(spec)
        label = here.book.words.field_label(part_spec) if name in parts else here.book.words.choice_label(str(name))
        runs = runs_of(here, part_spec, part, f"{path}.{name}")
        written.append(runs if name == lead_of(spec) or isinstance(part, Ref) else (Anchor(f"{label} "), *runs))
    return joined(here, written)


def map_alternative(spec: FieldSpec) -> FieldSpec:
    """The map among the alternatives of a union, or the map itself."""
    if spec.type == "union":
        return next((part for part in spec.parts if part.type == "map"), spec)
    return spec


def map_parts(spec: FieldSpec) -> dict[str, FieldSpec]:
    return {part.name: part for part in map_alternative(spec).parts if part.name}


def map_item(spec: FieldSpec) -> FieldSpec:
    return map_alternative(spec).item or spec


def lead_of(spec: FieldSpec) -> str:
    return map_alternative(spec).lead or "title"


def text_anchor(here: Shown, spec: FieldSpec, value: str) -> Anchor:
    """Text by its type: a choice in the reader's language, an address as a link."""
    kinds = {part.type for part in spec.parts} if spec.type == "union" else {spec.type}
    if spec.name == "status":
        return Anchor(here.book.words.state_label(here.book.spec(here.record), value))
    if "choice" in kinds:
        choices = spec.choices or tuple(choice for part in spec.parts for choice in part.choices)
        return Anchor(here.book.words.choice_label(value) if value in choices else value)
    if ("url" in kinds or "path" in kinds) and value.startswith(("https://", "http://")):
        return Anchor(value, value)
    if "email" in kinds:
        return Anchor(value, f"mailto:{value}")
    if "path" in kinds:
        return Anchor(value, here.book.files.get(workspace_path(here.record.path, value), ""))
    return Anchor(value)


def text_of(book: Book, spec: FieldSpec, value: object) -> str:
    """A value without links in it."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool) and is_percent(spec):
        return book.words.percent(value, 1)
    return book.words.value(value)


def is_percent(spec: FieldSpec) -> bool:
    return spec.type == "percent" or any(part.type == "percent" for part in spec.parts)


def cell_of(here: Shown, spec: FieldSpec) -> Cell:
    """A field of a record as a table cell: what was given, else the choice that holds by default, else empty."""
    if here.record.has(spec.name):
        return value_cell(here, spec, here.record.values[spec.name], spec.name)
    return value_cell(here, spec, spec.default, spec.name) if spec.type == "choice" and spec.default else Cell()


def value_cell(here: Shown, spec: FieldSpec, value: object, path: str) -> Cell:
    """Any value as a table cell."""
    runs = runs_of(here, spec, value, path)
    if len(runs) == 1 and not runs[0].kind:
        return Cell(runs[0].text, runs[0].href, sort=sort_key(value))
    return Cell(runs=runs, sort=sort_key(value))


def sort_key(value: object) -> str:
    """What a value sorts by when its text would sort otherwise: ISO dates, plain numbers, seconds; else ""."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Moment):
        return str(value)
    if isinstance(value, Money | Rate):
        return f"{value.amount:f}"
    if isinstance(value, Duration):
        return f"{value.amount * SECONDS[value.unit]:f}"
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return ""


def is_numeric(spec: FieldSpec) -> bool:
    """Whether a column of this field is set to the right."""
    alternatives = [part for part in spec.parts if part.type not in {"map", "ref"}] if spec.type == "union" else [spec]
    return bool(alternatives) and all(part.type in NUMERIC for part in alternatives)
