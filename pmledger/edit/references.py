"""How references and relative links are written anew when what they lead to gets another id or place."""

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

from msgspec import Struct

from pmledger.edit.quoting import csv_cell, inline
from pmledger.edit.yaml_span import Splice
from pmledger.ledger.names import fold
from pmledger.ledger.record import Link, Record
from pmledger.ledger.references import relative_path
from pmledger.reader.entry import Body, Form
from pmledger.source.node import Node, Scalar, Sequence, find

_REFERENCE = re.compile(
    r"(?P<open>\s*(?:\[\[)?\s*(?:[^\W\d][\w-]*:(?=[^\s/]))?)"
    r"(?:(?P<scope>[^/|\]\[]+)/)?(?P<id>[^/|\]\[]+?)(?P<close>\s*(?:\|.*)?(?:\]\])?\s*)\Z",
    re.DOTALL,
)
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class NewName(Struct, frozen=True):
    """What one record is called from now on; `scopes` when its id is also the scope of others (project, client)."""

    key: str
    old: str
    new: str
    scopes: bool


def reworded(text: str, target: str, name: NewName) -> str:
    """A reference to the record `target`, with the new id in place of the old one, as id or as scope."""
    found = _REFERENCE.match(text)
    if found is None:
        return text
    scope, ident = found["scope"], found["id"]
    if target == name.key and fold(ident) == fold(name.old):
        ident = name.new
    if name.scopes and scope is not None and fold(scope) == fold(name.old) and target != name.key:
        scope = name.new
    return found["open"] + (f"{scope}/" if scope is not None else "") + ident + found["close"]


def reference_splices(record: Record, name: NewName) -> Iterator[Splice]:
    """The edits of a record's references, in fields and as `[[…]]` in its body."""
    for link in record.links:
        splice = _body_splice(record.body, link, name) if link.field == "body" else _field_splice(record, link, name)
        if splice is not None:
            yield splice


def part_splices(record: Record, name: NewName) -> Iterator[tuple[str, Splice]]:
    """The edits of the references in files beside the record's own, each with the file's path."""
    for part in record.parts:
        for link in part.links:
            splice = _body_splice(part.body, link, name)
            if splice is not None:
                yield part.source.path, splice


def _body_splice(body: Body, link: Link, name: NewName) -> Splice | None:
    written = next((one for one in body.links if one.start == link.start), None)
    if written is None or not written.wiki:
        return None
    ident, mark, anchor = written.target.partition("#")
    new = reworded(ident, link.target, name) + mark + anchor
    return Splice(link.start, link.end, new) if new != written.target else None


def _field_splice(record: Record, link: Link, name: NewName) -> Splice | None:
    scalar = _scalar(record, link.field)
    if scalar is None:
        return None
    new = reworded(scalar.text, link.target, name)
    if new == scalar.text:
        return None
    if record.form is Form.BOX:
        return Splice(scalar.start, scalar.end, new)
    if record.form is Form.ROW:
        return _cell_splice(record, scalar, new)
    return Splice(scalar.start, scalar.end, inline(new, scalar.style))


def _cell_splice(record: Record, scalar: Scalar, new: str) -> Splice:
    text = record.source.text
    quoted = text.startswith('"', scalar.start)
    written = csv_cell(new, "\t", quoted) if quoted else new
    return Splice(scalar.start, scalar.end, written)


def _scalar(record: Record, field: str) -> Scalar | None:
    """The text in which a reference stands, which may stand for a whole map or list."""
    path = tuple(int(step[1]) if step[1] else step[2] for step in _STEP.finditer(field))
    for length in range(len(path), 0, -1):
        node: Node | None = find(record.node, path[:length])
        while isinstance(node, Sequence) and len(node.items) == 1:
            node = node.items[0]
        if isinstance(node, Scalar):
            return node
    return None


def relinked(source: str, target: str, moved: Callable[[str], str]) -> str:
    """A relative link as it must read once files have moved; `moved` gives the new path of any path."""
    path = relative_path(source, target)
    if path is None or path.startswith(".."):
        return target
    home = posixpath.dirname(moved(source))
    if posixpath.normpath(posixpath.join(home, unquote(_path_of(target)))) == moved(path):
        return target
    new = posixpath.relpath(moved(path), home or ".")
    written = new if not re.search(r"[\s()<>%?#]", new) else quote(new, safe="/-._~")
    return written + target[len(_path_of(target)) :]


def _path_of(target: str) -> str:
    return re.split(r"[?#]", target, maxsplit=1)[0]
