"""Entries from nodes: a record, the records in its lists and those in its check boxes, with ids and places."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.reference import parse_ref
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.kinds.values import Ref
from pmledger.reader.boxes import Box
from pmledger.reader.entry import Body, Entry, Form
from pmledger.reader.faults_fields import ITEM_WITHOUT_KIND, UNKNOWN_KIND
from pmledger.reader.faults_files import MIXED_SCRIPTS
from pmledger.reader.faults_text import INVISIBLE_CHARACTER
from pmledger.reader.ids import Numbered, content_id, has_mixed_scripts, slug
from pmledger.reader.problems import Subject, diagnostics
from pmledger.reader.raw import raw_value, text_of, with_field_names
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import say
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.node import Node, Scalar, Sequence, walk
from pmledger.source.span import Span
from pmledger.source.term import Term
from pmledger.source.text import SourceText

WORKSPACE_WIDE = frozenset({"client", "project", "person"})
"""Kinds whose ids are unique in the whole workspace."""

MEETINGS = frozenset({"meetings", "会议"})
"""Folders and lists of contacts whose records are meetings."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_LONGEST_TITLE = 120


class Home(Struct, frozen=True):
    """Ids of the project and client that a place belongs to."""

    project: str = ""
    client: str = ""

    @property
    def scope(self) -> str:
        return self.project or self.client


class Draft(Struct, frozen=True):
    """What is known of a record before its values are typed."""

    kind: str
    id: str
    form: Form
    node: MappingNode
    home: Home
    start: int
    end: int
    body: Body
    parent: tuple[str, str] | None = None
    named: bool = True
    given: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(slots=True)
class Assembly:
    """Collects the entries and faults of one file while it is read."""

    source: SourceText
    schema: Schema
    settings: Settings
    entries: list[Entry] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    numbered: Numbered = field(default_factory=Numbered)

    def add(self, draft: Draft) -> None:
        """Type a record and add it, followed by the records in its lists."""
        index = len(self.entries)
        spec = self.schema.kinds[draft.kind]
        node = with_field_names(draft.node, draft.kind, self.schema, self.source, self.faults)
        draft = replace(draft, node=node)
        raw, extra = self.raw_fields(draft, spec)
        validated = self.schema.validate(draft.kind, {**raw, **draft.given})
        if validated.problems:
            names = tuple(one.name for one in spec.fields)
            subject = Subject(
                self.source, node, names, draft.places, in_table=draft.form is Form.ROW, kind=spec, lists=self.lists(),
                chinese=self.schema.dialect.chinese,
            )  # fmt: skip
            self.faults.extend(diagnostics(subject, validated.problems))
        self.check_names(draft, spec)
        values = {**validated.values, **extra} if extra else validated.values
        faulty = frozenset(self.field_named(draft.kind, problem.loc[0]) for problem in validated.problems)
        self.entries.insert(index, self.entry(draft, values, faulty))

    def lists(self) -> tuple[Term, ...]:
        """The names that lists of records may have."""
        kinds = self.schema.kinds.values()
        return tuple(Term(one.plural, next((word for word in one.folders if not word.isascii()), "")) for one in kinds)

    def field_named(self, kind: str, written: str | int) -> str:
        """The name of the field that a place begins with."""
        return self.schema.field_key(kind, str(written)) or str(written)

    def entry(self, draft: Draft, values: Mapping[str, object], faulty: frozenset[str]) -> Entry:
        return Entry(
            draft.kind, draft.id, draft.form, self.source, draft.start, draft.end, values, draft.node, draft.body,
            draft.home.project, draft.home.client, draft.parent, draft.named, faulty,
        )  # fmt: skip

    def raw_fields(self, draft: Draft, spec: KindSpec) -> tuple[dict[str, object], dict[str, object]]:
        """The fields as they are to be typed, and the references in lists that are named after a kind."""
        raw: dict[str, object] = {}
        extra: dict[str, object] = {}
        inner = inner_home(draft)
        for pair in draft.node.pairs:
            declared = spec.field(pair.name)
            targets = record_targets(declared) if declared is not None else None
            if declared is None and (listed := self.schema.by_folder(pair.key.text)) is not None:
                extra[listed.plural] = tuple(self.list_items(draft, pair.value, (listed.name,), inner, pair.key.text))
            elif targets is not None and holds_records(pair.value):
                raw[pair.name] = [
                    item.text if isinstance(item, Ref) else item
                    for item in self.list_items(draft, pair.value, targets, inner, pair.key.text)
                ]
            else:
                raw[pair.name if declared is not None else pair.key.text] = raw_value(pair.value)
        return raw, extra

    def list_items(
        self, draft: Draft, value: Node, kinds: tuple[str, ...], home: Home, folder: str
    ) -> Iterator[Ref | object]:
        """A reference for each item of a list of records; items that are records are added on the way."""
        items = value.items if isinstance(value, Sequence) else (value,)
        for item in items:
            if isinstance(item, MappingNode):
                if (kind := self.item_kind(item, kinds)) is not None:
                    yield self.add_item(draft, item, kind, home, folder)
            elif isinstance(item, Scalar):
                if (text := raw_value(item)) is not None:
                    yield Ref(str(text))
            else:
                yield raw_value(item)

    def item_kind(self, item: MappingNode, kinds: tuple[str, ...]) -> str | None:
        """The kind of an item: what it says itself, else the first that the list may hold."""
        if written := text_of(item, "kind"):
            kind = self.schema.kind_key(written)
            if kind is None:
                self.faults.append(unknown_kind(self.source, item))
            return kind
        if kinds:
            return kinds[0]
        span = self.source.span(item.start, item.pairs[0].key.end if item.pairs else item.end)
        self.faults.append(ITEM_WITHOUT_KIND.at(span, say("this item is a record, but does not say of which kind")))
        return None

    def add_item(self, draft: Draft, item: MappingNode, kind: str, home: Home, folder: str) -> Ref:
        """Add the record that a list item is, and refer to it."""
        if self.schema.dialect.chinese:
            item = with_field_names(item, kind, self.schema, self.source, self.faults)
        home = written_home(item, home)
        ident, named = self.item_id(item, kind, home)
        given = folder_defaults(kind, folder, item)
        body = item_body(item)
        self.add(
            Draft(kind, ident, Form.ITEM, item, home, item.start, item.end, body, (draft.kind, draft.id), named, given)
        )
        return Ref(full_reference(kind, ident, home))

    def item_id(self, item: MappingNode, kind: str, home: Home) -> tuple[str, bool]:
        """The written id, else the title as one, else one from the content; and whether it was written."""
        if written := text_of(item, "id"):
            return written, True
        made = slug(text_of(item, "title") or text_of(item, "name"))
        scope = "" if kind in WORKSPACE_WIDE else home.scope
        return self.numbered.take(kind, scope, made or content_id(contents(item))), False

    def add_box(self, draft: Draft, box: Box) -> None:
        """Add the action or promise that a check box is; it comes from the record in whose body it stands."""
        home = inner_home(draft)
        title = text_of(box.node, "title")
        ident = self.numbered.take(box.kind, home.scope, slug(title) or content_id(contents(box.node)))
        origin = full_reference(draft.kind, draft.id, draft.home)
        given: dict[str, object] = {"title": shortened(title)} if len(title) > _LONGEST_TITLE else {}
        given[origin_field(box.kind, draft.kind)] = origin
        empty = Body("", box.end)
        parent = draft.kind, draft.id
        self.add(
            Draft(
                box.kind, ident, Form.BOX, box.node, home, box.start, box.end, empty, parent, named=False, given=given
            )
        )

    def check_names(self, draft: Draft, spec: KindSpec) -> None:
        """Warn of letters in names that look like others or cannot be seen."""
        for text, span in self.names(draft, spec.title_field):
            if not text.isascii() and (hidden := sorted(_INVISIBLE.intersection(text))):
                codes = ", ".join(f"U+{ord(letter):04X}" for letter in hidden)
                message = say("this name holds characters that cannot be seen: {characters}", characters=codes)
                self.faults.append(INVISIBLE_CHARACTER.at(span, message, found=text, help=say("type the name anew")))
        pair = draft.node.pair("id")
        if draft.form is not Form.FILE and pair is not None and has_mixed_scripts(text := text_of(draft.node, "id")):
            span = self.source.span(pair.value.start, pair.value.end)
            message = say("the id {name} mixes Latin, Greek or Cyrillic letters that look alike", name=text)
            self.faults.append(MIXED_SCRIPTS.at(span, message, found=text))

    def names(self, draft: Draft, title_field: str) -> Iterator[tuple[str, Span]]:
        """The title as it was written, in the front matter or as a heading, and its place."""
        pair = draft.node.pair(title_field)
        if pair is not None and isinstance(pair.value, Scalar):
            yield pair.value.text, self.source.span(pair.value.start, pair.value.end)
        elif isinstance(told := draft.given.get(title_field), str) and title_field in draft.places:
            yield told, draft.places[title_field]


def inner_home(draft: Draft) -> Home:
    """The project and client of what is written within a record."""
    home = written_home(draft.node, draft.home)
    if draft.kind == "project":
        return Home(draft.id, home.client)
    return Home("", draft.id) if draft.kind == "client" else home


def written_home(node: MappingNode, home: Home) -> Home:
    """The home with what a record says of its own project and client."""
    project, client = text_of(node, "project"), text_of(node, "client")
    if not project and not client:
        return home
    return Home(parse_ref(project).id if project else home.project, parse_ref(client).id if client else home.client)


def full_reference(kind: str, ident: str, home: Home) -> str:
    scope = "" if kind in WORKSPACE_WIDE else home.scope
    return f"{kind}:{scope}/{ident}" if scope else f"{kind}:{ident}"


def origin_field(box_kind: str, container: str) -> str:
    """The field by which an action or promise names the record that it comes from."""
    if box_kind == "action":
        return "origin"
    return "said_in" if container == "communication" else "source"


def record_targets(spec: FieldSpec) -> tuple[str, ...] | None:
    """The kinds of the records that a list field refers to, empty for any; None when it is no such list."""
    if spec.type == "union":
        return next((found for part in spec.parts if (found := record_targets(part)) is not None), None)
    if spec.type == "list" and spec.item is not None and spec.item.type == "ref":
        return spec.item.targets
    return None


def holds_records(value: Node) -> bool:
    """Whether a list has an item that is written as a record."""
    items = value.items if isinstance(value, Sequence) else (value,)
    return any(isinstance(item, MappingNode) for item in items)


def folder_defaults(kind: str, folder: str, node: MappingNode) -> dict[str, object]:
    """What the name of a folder or list says: records in `meetings` are meetings."""
    if kind == "communication" and folder.casefold() in MEETINGS and not node.pair("type"):
        return {"type": "meeting"}
    return {}


def item_body(item: MappingNode) -> Body:
    """The body of a list item: its field `body`."""
    pair = item.pair("body")
    if pair is None or not isinstance(pair.value, Scalar):
        return Body("", item.end)
    return Body(pair.value.text, pair.value.start)


def contents(node: MappingNode) -> Iterator[tuple[str, str]]:
    """The names and texts of a mapping."""
    for pair in node.pairs:
        yield pair.name, "\x1d".join(one.text for one in walk(pair.value) if isinstance(one, Scalar))


def shortened(title: str) -> str:
    return title[: _LONGEST_TITLE - 1].rstrip() + "…"


def unknown_kind(source: SourceText, node: MappingNode) -> Diagnostic:
    pair = node.pair("kind")
    assert pair is not None
    written = pair.value.text if isinstance(pair.value, Scalar) else ""
    span = source.span(pair.value.start, pair.value.end)
    return UNKNOWN_KIND.at(span, say("{name} is no kind of record", name=written), found=written)


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
