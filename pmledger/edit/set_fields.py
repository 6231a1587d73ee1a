"""Set fields of a record wherever it is written: a file, a list item, a CSV row or a check box."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from msgspec import Struct

from pmledger.edit.box_edit import box_splice
from pmledger.edit.csv_edit import read_table, set_cell, written_cell
from pmledger.edit.encoded import encoded, encoding_of
from pmledger.edit.journal import Change, commit, current_bytes
from pmledger.edit.lacking import still_missing
from pmledger.edit.lookup import find_record, scope_of
from pmledger.edit.refusal import EditRefused
from pmledger.edit.reread import prove
from pmledger.edit.span_edit import add_to_list, drop_from_list, list_texts, renewed, set_field
from pmledger.edit.wanted import Wanted, wanted_of, writing_order
from pmledger.edit.yaml_span import Splice, Value, spliced
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.labels import choice_label, state_label
from pmledger.ledger.record import Record
from pmledger.reader.decode import decode
from pmledger.reader.entry import Form, Section
from pmledger.reader.terms import term_of
from pmledger.rules.required import ELSEWHERE, asked_by
from pmledger.source.message import say
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Snapshot

STAND_INS = ("decision:", "project:")
"""Kinds whose records may say what a state asks for: who decided on a change, and what became of an opportunity."""


class Edited(Struct, frozen=True):
    """What was written: the record's key, its file and line, and the fields whose text changed."""

    key: str
    path: str
    line: int
    fields: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """What the state that was set still asks for."""


def set_fields(snapshot: Snapshot, ref: str, assignments: Iterable[str], *, me: str = "") -> Edited:
    """Make the assignments (`status=open`, `tags+=web`, `due=`) in the record that `ref` means, and write its file.

    Values are checked against the kind and references must lead somewhere; `me` is the id that `@me` stands for.
    Raises EditRefused, with nothing written, when that fails or the file changed since the snapshot.
    """
    record = find_record(snapshot, ref)
    wanted = wanted_of(snapshot, snapshot.schema.kinds[record.kind], assignments, scope_of(record), me)
    return write_fields(snapshot, record, wanted)


def write_fields(snapshot: Snapshot, record: Record, wanted: tuple[Wanted, ...]) -> Edited:
    """Write fields that have been checked."""
    text = edited_text(snapshot, record, wanted)
    changed = frozenset(one.field.name for one in wanted)
    prove(snapshot, record, text, changed, _expected(snapshot, record, wanted))
    write_text(snapshot, record.source, text)
    line = record.source.position(record.start)[0]
    fields = tuple(one.field.name for one in wanted) if text != record.source.text else ()
    return Edited(record.key, record.path, line, fields, _still_missing(snapshot, record, wanted))


def _still_missing(snapshot: Snapshot, record: Record, wanted: tuple[Wanted, ...]) -> tuple[str, ...]:
    """The fields that a state set just now asks for, and that neither the record nor the assignments give."""
    status = next((one.value for one in wanted if one.field.name == "status"), None)
    state = snapshot.schema.state_key(record.kind, status) if isinstance(status, str) else None
    if state is None:
        return ()
    kind = snapshot.schema.kinds[record.kind]
    told = any(link.source.startswith(STAND_INS) for link in snapshot.ledger.backlinks.get(record.key, ()))
    asked = {*asked_by(kind, state), *(name for owner, name in ELSEWHERE if owner == kind.name and not told)}
    return tuple(field.name for field in still_missing(kind, record, state, wanted) if field.name in asked)


def _expected(snapshot: Snapshot, record: Record, wanted: tuple[Wanted, ...]) -> Mapping[str, object]:
    """The typed values of fields that are set as a whole."""
    raw = {
        one.field.name: list(one.value) if isinstance(one.value, tuple) else one.value
        for one in wanted
        if one.act == "=" and one.value is not None
    }
    return snapshot.schema.validate(record.kind, raw).values if raw else {}


def write_text(snapshot: Snapshot, source: SourceText, text: str) -> None:
    """Write a file anew, unless it is no longer what the snapshot read."""
    commit(snapshot.root, (change_of(snapshot, source, text),))


def change_of(snapshot: Snapshot, source: SourceText, text: str) -> Change:
    """The change of a file from the snapshot's text to another; raises EditRefused when the file has changed."""
    before = current_bytes(snapshot.root, source.path)
    if decode(source.path, before, encoding_of(source.path, snapshot.settings)).source.text != source.text:
        raise EditRefused(
            say("{path} was changed by another program in the meantime; nothing was written", path=source.path)
        )
    after = before if text == source.text else encoded(source, text, snapshot.settings)
    return Change(source.path, before, after)


def edited_text(snapshot: Snapshot, record: Record, wanted: tuple[Wanted, ...]) -> str:
    """The text of the record's file with all fields as wanted."""
    if record.form is Form.ROW:
        return _edited_row(snapshot, record, wanted)
    if record.form is Form.BOX:
        splices = (box_splice(record, one) for one in wanted)
        return _edited_box(record, [splice for splice in splices if splice is not None])
    in_body = [(one, section) for one in wanted if (section := _section(record, one.field)) is not None]
    source = replace(record.source, _starts=())
    kind = snapshot.schema.kinds[record.kind]
    for one, section in sorted(in_body, key=lambda pair: -pair[1].start):
        edit = _edited_heading if one.field.name == kind.title_field else _edited_section
        source = replace(source, text=edit(source, section, one))
    node = record.node
    for one in wanted:
        if all(one is not other for other, _ in in_body):
            key = key_of_field(snapshot, kind, one.field, node)
            source = replace(source, text=_edited_field(snapshot, source, node, kind, one), _starts=())
            node = renewed(source, node, key, one.field.name)
    return source.text


def _edited_field(snapshot: Snapshot, source: SourceText, node: MappingNode, kind: KindSpec, one: Wanted) -> str:
    order, name = writing_order(kind), one.field.name
    key = key_of_field(snapshot, kind, one.field, node)
    if one.act == "+=" and isinstance(one.value, tuple):
        return add_to_list(source, node, name, one.value, key=key, order=order)
    if one.act == "-=" and isinstance(one.value, tuple):
        return drop_from_list(source, node, name, one.value)
    value = in_its_language(snapshot, kind, one, node)
    return set_field(source, node, name, value, key=key, order=order)


def in_its_language(snapshot: Snapshot, kind: KindSpec, one: Wanted, node: MappingNode) -> Value | None:
    """The value to write: of a state or choice the Chinese word, where the record is written in Chinese."""
    if one.field.type != "choice" or not isinstance(one.value, str) or not is_written_in_chinese(node):
        return one.value
    schema = snapshot.schema
    if one.field.name == "status":
        word = state_label(kind, one.value, "zh-CN")
        return word if schema.state_key(kind.name, word) == one.value else one.value
    word = choice_label(one.value, "zh-CN")
    return word if schema.choice_key(one.field, word) == one.value else one.value


def is_written_in_chinese(node: MappingNode) -> bool:
    return any(not pair.key.text.isascii() for pair in node.pairs)


def key_of_field(snapshot: Snapshot, kind: KindSpec, field: FieldSpec, node: MappingNode) -> str:
    """The key under which a new field is written: the Chinese label where the record's other keys are Chinese."""
    if is_written_in_chinese(node) and field.zh and snapshot.schema.field_key(kind.name, field.zh) == field.name:
        return field.zh
    return field.name


def _section(record: Record, field: FieldSpec) -> Section | None:
    """The section of the body that holds a field, when its front matter does not."""
    if record.node.pair(field.name) is not None:
        return None
    return next((section for section in record.body.sections if section.field == field.name), None)


def _edited_heading(source: SourceText, section: Section, one: Wanted) -> str:
    """The text with another title in the heading that is the record's title."""
    if not isinstance(one.value, str) or "\n" in one.value:
        raise EditRefused(say("the title stands in the heading of {path}; a record needs one", path=source.path))
    at = source.text.index(section.heading, section.start)
    return source.text[:at] + one.value.strip() + source.text[at + len(section.heading) :]


def _edited_section(source: SourceText, section: Section, one: Wanted) -> str:
    old = source.text[section.text_start : section.end]
    if not isinstance(one.value, str):
        return source.text[: section.start] + source.text[section.end :]
    lead = old[: len(old) - len(old.lstrip("\r\n"))] or source.newline
    tail = old[len(old.rstrip()) :] or source.newline
    written = one.value.strip("\n").replace("\n", source.newline)
    return source.text[: section.text_start] + lead + written + tail + source.text[section.end :]


def _edited_box(record: Record, splices: list[Splice]) -> str:
    """Marks that stand at the same place, the line's end, are put there in the order asked for."""
    text = record.source.text
    for _, splice in sorted(enumerate(splices), key=lambda pair: (-pair[1].start, -pair[0])):
        text = spliced(text, (splice,))
    return text


def _edited_row(snapshot: Snapshot, record: Record, wanted: tuple[Wanted, ...]) -> str:
    source = record.source

    def name_of(head: str) -> str | None:
        return snapshot.schema.field_key(record.kind, head)

    for one in wanted:
        value = _listed(record, one)
        text = written_cell(one.field, value, snapshot.settings.csv)
        kind = snapshot.schema.kinds[record.kind]
        key = key_of_field(snapshot, kind, one.field, record.node)
        start = record.node.start
        splices = set_cell(source, _moved(record.source, source, start), one.field.name, text, name_of, key)
        source = replace(source, text=spliced(source.text, splices), _starts=())
    return source.text


def _moved(before: SourceText, after: SourceText, start: int) -> int:
    """Where the row at `start` begins after edits: rows keep their number, and the head may have grown."""
    if before.text == after.text:
        return start
    rows = read_table(before.text).rows
    index = next(at for at, row in enumerate(rows) if row[0].start <= start <= row[-1].end)
    return read_table(after.text).rows[index][0].start


def _listed(record: Record, one: Wanted) -> Value | None:
    """The whole new value of a cell, of which items were added or dropped."""
    pair = record.node.pair(one.field.name)
    here = list_texts(pair.value) if pair else ()
    items = one.value if isinstance(one.value, tuple) else ()
    if one.act == "+=":
        return (*here, *(item for item in items if item not in here))
    if one.act == "-=":
        gone = next((item for item in items if item not in here), None)
        if gone is not None:
            raise EditRefused(say("{item} is not in {field}", item=gone, field=term_of(one.field)))
        return tuple(item for item in here if item not in items) or None
    return one.value
