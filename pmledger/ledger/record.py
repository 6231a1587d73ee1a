"""One record of the ledger, with typed access to its fields and the places they were written."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pmledger.kinds.values import Duration, Moment, Money
from pmledger.reader.entry import Body, Filled, Form, filled_node
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.node import find
from pmledger.source.span import Span
from pmledger.source.text import SourceText


class Link(Struct, frozen=True):
    """A reference that was resolved: from a record's field (or its "body") to another record, by keys."""

    source: str
    field: str
    target: str
    start: int
    end: int


class PartText(Struct, frozen=True, eq=False):
    """The text of a file beside a record's own, with the links in it by offsets in that file."""

    title: str
    source: SourceText
    body: Body
    links: tuple[Link, ...]


class Record(Struct, frozen=True, eq=False):
    """A record and its place.

    `key` is `kind:scope/id` (`kind:id` in the workspace's own scope) and unique in the ledger. `project` and `client`
    are keys or "". `parts` are texts of files beside the record's own. `values` holds typed values by field name; a
    field that was not written is not in it unless its kind states a default. `targets` holds, by field name, the keys
    that its references resolved to. `faulty` names the fields in which something was wrong, so that `values` lacks
    them or a part of them.
    """

    key: str
    kind: str
    id: str
    scope: str
    title: str
    status: str
    closed: bool
    project: str
    client: str
    owner: str
    values: Mapping[str, object]
    targets: Mapping[str, tuple[str, ...]]
    body: Body
    form: Form
    source: SourceText
    node: MappingNode
    start: int
    end: int
    parent: str
    links: tuple[Link, ...]
    visibility: str
    parts: tuple[PartText, ...] = ()
    faulty: frozenset[str] = frozenset()
    filled: tuple[Filled, ...] = ()

    def has(self, field: str) -> bool:
        """Whether the field was given, in the front matter or as a section of the body."""
        value = self.values.get(field)
        return value is not None and not (isinstance(value, str | tuple) and not value)

    def written(self, field: str) -> bool:
        """Whether something was written for the field, sound or not: what is faulty is not missing as well."""
        return field in self.faulty or self.has(field)

    def text(self, field: str) -> str:
        value = self.values.get(field)
        return value if isinstance(value, str) else ""

    def day(self, field: str) -> date | None:
        """A date; of a moment its day."""
        value = self.values.get(field)
        if isinstance(value, Moment):
            return value.day
        return value if isinstance(value, date) else None

    def number(self, field: str) -> Decimal | None:
        """A number, score or percentage (40 for 40 %)."""
        value = self.values.get(field)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        return Decimal(value)

    def money(self, field: str) -> Money | None:
        value = self.values.get(field)
        return value if isinstance(value, Money) else None

    def duration(self, field: str) -> Duration | None:
        value = self.values.get(field)
        return value if isinstance(value, Duration) else None

    def items(self, field: str) -> tuple[Mapping[str, object], ...]:
        """The mappings of a list of mappings."""
        value = self.values.get(field)
        return tuple(part for part in value if isinstance(part, Mapping)) if isinstance(value, tuple) else ()

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.values.get(field)
        return tuple(part for part in value if isinstance(part, str)) if isinstance(value, tuple) else ()

    def target(self, field: str) -> str:
        """The key of the record that a reference names, or "" when absent or broken."""
        keys = self.targets.get(field)
        return keys[0] if keys else ""

    def place(self, *path: str | int) -> Span:
        """Where a field's value was written; where it was not, the record's own place."""
        beside = filled_node(self.filled, path) if self.filled else None
        if beside is not None:
            return beside[0].span(beside[1].start, beside[1].end)
        node = find(self.node, path) if path else None
        if node is not None and node.end > node.start:
            return self.source.span(node.start, node.end)
        if path and isinstance(path[0], str):
            section = next((part for part in self.body.sections if part.field == path[0]), None)
            if section is not None:
                return self.source.span(section.start, section.text_start)
        return self.origin

    def key_place(self, field: str) -> Span:
        """Where a field's name was written."""
        pair = self.node.pair(field)
        return self.source.span(pair.key.start, pair.key.end) if pair else self.origin

    @property
    def origin(self) -> Span:
        """The narrowest text that names the record: its title, its id, else its first line."""
        for field in ("title", "name", "id"):
            pair = self.node.pair(field)
            if pair is not None and pair.value.end > pair.value.start:
                return self.source.span(pair.value.start, pair.value.end)
        line_end = self.source.text.find("\n", self.start, self.end)
        return self.source.span(self.start, self.end if line_end < 0 else max(line_end, self.start))

    @property
    def path(self) -> str:
        return self.source.path
