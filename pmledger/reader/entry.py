"""A record as one file says it, before it is joined with the others."""

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from pmledger.source.diagnostic import Diagnostic
from pmledger.source.node import Mapping, Node, Sequence, find
from pmledger.source.text import SourceText


class Form(StrEnum):
    """How a record is written."""

    FILE = "file"
    ITEM = "item"
    ROW = "row"
    BOX = "box"


class Section(NamedTuple):
    """A heading in a body and the text under it, up to the next heading of its level or a higher one.

    `field` is the name of the text field that the heading stands for, or "".
    """

    heading: str
    level: int
    field: str
    start: int
    text_start: int
    end: int


class BodyLink(NamedTuple):
    """A reference in a body: `[[target|label]]` (wiki) or `[label](path.md)` (path).

    `start` and `end` are the offsets in the file that enclose the target alone.
    """

    target: str
    label: str
    start: int
    end: int
    wiki: bool
    image: bool = False


class Body(NamedTuple):
    """The Markdown below the front matter; `start` is its offset in the file, offsets inside are the file's."""

    text: str
    start: int
    sections: tuple[Section, ...] = ()
    links: tuple[BodyLink, ...] = ()

    def texts(self) -> Iterator[tuple[Section | None, str]]:
        """The text under each heading without the sections below it, in order; that above the first has none."""
        starts = [*(section.start - self.start for section in self.sections), len(self.text)]
        yield None, self.text[: starts[0]].strip()
        for section, stop in zip(self.sections, starts[1:], strict=True):
            yield section, self.text[section.text_start - self.start : stop].strip()


class Filled(Struct, frozen=True):
    """Where the items of a list field were written that come from a file beside the record, from index `start` on."""

    field: str
    start: int
    source: SourceText
    node: Sequence


def filled_node(filled: tuple[Filled, ...], path: tuple[str | int, ...]) -> tuple[SourceText, Node] | None:
    """The text and node of a path into a field that another file fills; None where the record's own file has it."""
    if len(path) < 2 or not isinstance(path[1], int):
        return None
    for one in filled:
        index = path[1] - one.start
        if one.field == path[0] and 0 <= index < len(one.node.items):
            node = find(one.node.items[index], path[2:]) or one.node.items[index]
            return one.source, node
    return None


class Entry(Struct, frozen=True):
    """What one file says of one record.

    `project` and `client` are the ids that the place implies ("" when none), `parent` is kind and id of the record in
    whose file this one is written, `path` the field path of a list item in it. `values` are typed by the kind;
    `node` has the same by offsets, `start` and `end` enclose the record's own text.
    """

    kind: str
    id: str
    form: Form
    source: SourceText
    start: int
    end: int
    values: MappingType[str, object]
    node: Mapping
    body: Body
    project: str = ""
    client: str = ""
    parent: tuple[str, str] | None = None
    named: bool = True
    """Whether the id was written (as file name or `id`), not made from title or content."""
    faulty: frozenset[str] = frozenset()
    """Names of fields in which something was wrong, so that `values` lacks them or a part of them."""
    filled: tuple[Filled, ...] = ()


class Allowance(Struct, frozen=True):
    """A comment that silences codes on its own and the next line, with its reason."""

    codes: tuple[str, ...]
    reason: str
    start: int
    end: int
    line: int


class Filling(Struct, frozen=True):
    """Rows of a file beside a record that are the value of one of its list fields, by the record's own file."""

    owner_path: str
    field: str
    value: tuple[object, ...]
    node: Sequence


class Part(Struct, frozen=True):
    """The text of a file beside a record's own, such as a project's `plan.md`; it belongs to that record.

    `kind`, `id`, `project` and `client` name the record as its place does.
    """

    kind: str
    id: str
    project: str
    client: str
    title: str
    source: SourceText
    body: Body


class FileReading(Struct, frozen=True):
    """All that one file says: records, faults, allowances, and what belongs to a record in another file."""

    source: SourceText
    entries: tuple[Entry, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    allowances: tuple[Allowance, ...] = field(default=())
    fillings: tuple[Filling, ...] = ()
    parts: tuple[Part, ...] = ()
