"""One field set, added or removed in a text, proved by reading the text again before anybody sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgspec import Struct

from pmledger.edit.places import is_empty
from pmledger.edit.quoting import inline
from pmledger.edit.refusal import EditRefused
from pmledger.edit.yaml_span import Manner, Splice, Value, add_items, assign, drop_item, flow_list, remove, spliced
from pmledger.reader.fence import FrontMatter, read_front_matter
from pmledger.reader.yaml_events import compose
from pmledger.source.message import say
from pmledger.source.node import Mapping, Node, Scalar, Sequence, walk
from pmledger.source.text import SourceText

Plain = str | list["Plain"] | dict[str, "Plain"]


class _Document(Struct, frozen=True):
    """A text's fields as plain data, and what else must not change."""

    node: Mapping
    fields: dict[str, Plain]
    rest: str
    faults: int


def set_field(
    source: SourceText,
    node: Mapping,
    name: str,
    value: Value | None,
    *,
    key: str = "",
    order: tuple[str, ...] = (),
) -> str:
    """The text with a field of `node` set to a value, or taken away for None; every other byte as it was.

    `node` belongs to the front matter of `source` (or to the whole text, in a YAML file). A new field is written
    under `key` (default: its name) behind the last one that precedes it in `order`. A list of one may be written as a
    single value where one stood before. Raises EditRefused when no edit reads back as exactly that.
    """
    pair = node.pair(name)
    if value is None or value == ():
        if pair is None:
            return source.text
        return _first_sound(source, node, pair.key.text, None, remove(source.text, node, pair))
    written = pair.key.text if pair else key or name
    if not node.pairs and not node.flow:
        return _first_sound(source, node, written, value, _first_field(source, node, written, value))
    ways = assign(source.text, node, name, value, Manner(written, order, source.newline))
    return _first_sound(source, node, written, value, ways)


def add_to_list(source: SourceText, node: Mapping, name: str, items: tuple[str, ...], **how: object) -> str:
    """The text with items appended to a list field; those that are in it already are not added again."""
    pair = node.pair(name)
    here = list_texts(pair.value) if pair else ()
    fresh = tuple(item for item in items if item not in here)
    if not fresh:
        return source.text
    whole = (*here, *fresh)
    if pair is not None and isinstance(pair.value, Sequence) and pair.value.items:
        ways = add_items(source.text, pair.value, fresh, source.newline)
        return _first_sound(source, node, pair.key.text, [*plain_items(pair.value), *fresh], ways)
    return set_field(source, node, name, whole, **how)  # type: ignore[arg-type]


def drop_from_list(source: SourceText, node: Mapping, name: str, items: tuple[str, ...]) -> str:
    """The text without these items of a list field, and without the field when none is left."""
    for item in items:
        pair = node.pair(name)
        here = list_texts(pair.value) if pair else ()
        if pair is None or item not in here:
            raise EditRefused(say("{item} is not in {field}", item=item, field=name))
        if len(here) == 1 or not isinstance(pair.value, Sequence):
            text = set_field(source, node, name, None)
        else:
            index = here.index(item)
            rest = [left for at, left in enumerate(plain_items(pair.value)) if at != index]
            ways = drop_item(source.text, pair.value, index)
            text = _first_sound(source, node, pair.key.text, rest, ways)
        source = replace(source, text=text, _starts=())
        node = renewed(source, node)
    return source.text


def renewed(source: SourceText, node: Mapping, key: str = "", name: str = "") -> Mapping:
    """The mapping that stands where `node` stood, after an edit within it or behind it.

    Keys keep the names of fields that they had; `key` is one that the edit may have added, `name` its field.
    """
    raw = _mapping_at(_read(source).node, node.start)
    names = {key: name} | {pair.key.text: pair.name for pair in node.pairs}
    pairs = tuple(pair._replace(name=names.get(pair.key.text, pair.name)) for pair in raw.pairs)
    return raw._replace(pairs=pairs)


def list_texts(node: Node) -> tuple[str, ...]:
    """The items of a list as texts ("" for what is no text); a single value is a list of one."""
    if isinstance(node, Scalar):
        return () if is_empty(node) else (node.text,)
    return tuple(_item_text(item) for item in node.items) if isinstance(node, Sequence) else ()


def _item_text(item: Node) -> str:
    if isinstance(item, Scalar):
        return item.text
    while isinstance(item, Sequence) and len(item.items) == 1:
        item = item.items[0]
    return f"[[{item.text}]]" if isinstance(item, Scalar) else ""


def plain_items(node: Sequence) -> list[Plain]:
    return [plain(item) for item in node.items]


def plain(node: Node) -> Plain:
    """A node as plain data, keys as they are written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return plain_items(node)
    return {pair.key.text: plain(pair.value) for pair in node.pairs}


def _first_field(source: SourceText, node: Mapping, key: str, value: Value) -> Iterator[Splice]:
    """The ways to write a first field: into an empty front matter, or with a front matter of its own."""
    newline = source.newline
    line = f"{key}: {_one_line(value)}{newline}"
    document = read_front_matter(source, source.text)
    if document.present:
        yield Splice(node.start, node.start, line)
    else:
        yield Splice(0, 0, f"---{newline}{line}---{newline}{newline if source.text.strip() else ''}")


def _one_line(value: Value) -> str:
    return flow_list(value) if isinstance(value, tuple) else inline(value)


def _first_sound(
    source: SourceText, node: Mapping, key: str, value: Value | list[Plain] | None, ways: Iterable[Splice]
) -> str:
    """The text of the first way that reads back as meant."""
    before = _read(source)
    wanted = _wanted(before, node, key, value)
    for way in ways:
        text = spliced(source.text, (way,))
        if _encodable(text):
            after = _read(replace(source, text=text, _starts=()))
            if _same(before, after, wanted):
                return text
    raise EditRefused(
        say(
            "{field} in {path} cannot be changed here without touching something else; edit the file by hand",
            field=key,
            path=source.path,
        )
    )


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _same(before: _Document, after: _Document, wanted: list[dict[str, Plain]]) -> bool:
    rest = after.rest == before.rest or (not before.fields and after.rest.lstrip("\r\n") == before.rest.lstrip("\r\n"))
    return after.fields in wanted and after.faults <= before.faults and rest


def _wanted(before: _Document, node: Mapping, key: str, value: Value | list[Plain] | None) -> list[dict[str, Plain]]:
    """The readings that count as the edit: where a value is taken away, an empty one is as good as none."""
    forms: list[Plain | None] = [list(value) if isinstance(value, tuple) else value]
    if isinstance(value, tuple) and len(value) == 1:
        forms.append(value[0])
    if value is None:
        forms.append("")
    return [_changed(before.node, node.start, key, form) for form in forms]  # type: ignore[misc]


def _changed(here: Node, start: int, key: str, value: Plain | None) -> Plain:
    """Plain data of a node with one field of the mapping at `start` changed."""
    if isinstance(here, Sequence):
        return [_changed(item, start, key, value) for item in here.items]
    if isinstance(here, Scalar):
        return here.text
    fields = {pair.key.text: _changed(pair.value, start, key, value) for pair in here.pairs}
    if here.start == start:
        fields.pop(key, None) if value is None else fields.update({key: value})
    return fields


def _read(source: SourceText) -> _Document:
    """The fields of a Markdown file's front matter, or of a YAML file."""
    if source.path.casefold().endswith((".yml", ".yaml")):
        root, faults = compose(source, 0, len(source.text))
        node = root if isinstance(root, Mapping) else Mapping((), 0, 0)
        return _document(node, "", len(faults))
    front: FrontMatter = read_front_matter(source, source.text)
    node = front.node if front.node is not None else Mapping((), 0, 0)
    return _document(node, source.text[front.body_start :], len(front.faults))


def _document(node: Mapping, rest: str, faults: int) -> _Document:
    fields = plain(node)
    assert isinstance(fields, dict)
    return _Document(node, fields, rest, faults)


def _mapping_at(root: Mapping, start: int) -> Mapping:
    found = next((node for node in walk(root) if isinstance(node, Mapping) and node.start == start), None)
    return found if found is not None else root
