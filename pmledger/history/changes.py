"""What differs between two versions of a record: its fields, and the sections of its body."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.values import Ref
from pmledger.reader.entry import Body
from pmledger.reader.raw import raw_value
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.node import Sequence

NAMES = frozenset({"id", "kind", "body"})
"""What is told of a record otherwise: by what it is called, and by the sections of its body."""


class Written(Protocol):
    """A record as a file says it, or as the ledger knows it."""

    @property
    def values(self) -> Mapping[str, object]: ...

    @property
    def faulty(self) -> frozenset[str]: ...

    @property
    def node(self) -> MappingNode: ...

    @property
    def body(self) -> Body: ...


class FieldChange(Struct, frozen=True):
    """A field and its value before and now; None where it was not written. What was faulty is given as it was typed."""

    field: str
    before: object
    now: object


class SectionChange(Struct, frozen=True):
    """A section of the body by its heading ("" above the first one), and how many lines came and went."""

    heading: str
    came: int
    went: int


class Changes(Struct, frozen=True):
    """All that differs, fields in the order of their kind; nothing where both mean the same."""

    fields: tuple[FieldChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.sections)


def changes(before: Written | None, now: Written | None, kind: KindSpec) -> Changes:
    """What differs between two versions of one record; of a record that was not there all that it said.

    Comments, the order of keys and the form of writing make no difference.
    """
    old, new = said(before), said(now)
    first = [one.name for one in kind.fields]
    names = dict.fromkeys((*(name for name in first if name in old or name in new), *old, *new))
    fields = tuple(
        FieldChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )
    told = {one.strip() for change in fields for one in (change.before, change.now) if isinstance(one, str)}
    return Changes(fields, tuple(section_changes(before, now, told)))


def said(record: Written | None) -> dict[str, object]:
    """What a record says by field: values, what is faulty as it was typed, and names that its kind does not know."""
    if record is None:
        return {}
    unclear = record.faulty
    found = {name: value for name, value in record.values.items() if name not in unclear and is_said(value)}
    for pair in record.node.pairs:
        if pair.name in unclear or pair.name not in record.values:
            found[pair.name] = raw_value(pair.value)
        elif isinstance(pair.value, Sequence):
            found[pair.name] = without_records(found[pair.name], pair.value)
    return {name: value for name, value in found.items() if name not in NAMES and is_said(value)}


def without_records(value: object, node: Sequence) -> object:
    """A list without the records that are written in it: they have lives of their own, and may move to another file."""
    if not isinstance(value, tuple) or len(value) != len(node.items):
        return value
    pairs = zip(value, node.items, strict=True)
    return tuple(one for one, item in pairs if not (isinstance(one, Ref) and isinstance(item, MappingNode)))


def is_said(value: object) -> bool:
    return value is not None and not (isinstance(value, str | tuple | list | Mapping) and not value)


def section_changes(before: Written | None, now: Written | None, told: set[str]) -> Iterator[SectionChange]:
    """The sections whose lines differ, but for texts that are told as fields."""
    old, new = sections(before), sections(now)
    for heading in dict.fromkeys((*new, *old)):
        text, other = old.get(heading, ""), new.get(heading, "")
        if text == other or (text or other) in told:
            continue
        gone, come = Counter(text.split("\n") if text else ()), Counter(other.split("\n") if other else ())
        yield SectionChange(heading, (come - gone).total(), (gone - come).total())


def sections(record: Written | None) -> dict[str, str]:
    """The text under each heading that stands for no field, without the sections below; alike headings go together."""
    if record is None:
        return {}
    parts: dict[str, list[str]] = {}
    for section, text in record.body.texts():
        if section is None or not section.field:
            parts.setdefault(section.heading if section is not None else "", []).append(text)
    return {heading: text for heading, found in parts.items() if (text := "\n".join(found).strip()) or heading}
