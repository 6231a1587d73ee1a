"""Give a record another id: its file or folder, its `id:`, and every reference to it, as one edit."""

import posixpath
import unicodedata
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from pmledger.edit.journal import Move, commit
from pmledger.edit.lookup import find_record
from pmledger.edit.quoting import inline
from pmledger.edit.references import NewName, part_splices, reference_splices, relinked
from pmledger.edit.refusal import EditRefused
from pmledger.edit.rehearsal import errors, links_of, rehearse
from pmledger.edit.set_fields import change_of, edited_text
from pmledger.edit.wanted import Wanted
from pmledger.edit.yaml_span import Splice, spliced
from pmledger.kinds.values import Ref
from pmledger.ledger.names import GLOBAL_KINDS, fold, key_of
from pmledger.ledger.record import Record
from pmledger.reader.body import links as links_in
from pmledger.reader.code import code_in
from pmledger.reader.entry import Form
from pmledger.reader.fence import front_matter_end
from pmledger.reader.file_names import name_faults
from pmledger.reader.ids import has_mixed_scripts, is_id
from pmledger.reader.place import Placement, Role
from pmledger.source.message import Message, say
from pmledger.source.node import Scalar
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Snapshot

SCOPE_KINDS = frozenset(("project", "client"))
UNFIT = frozenset(("index", "readme"))


class Renamed(Struct, frozen=True):
    """What a rename did: keys before and after, the record's path now, the files changed and references rewritten."""

    old: str
    new: str
    path: str
    files: tuple[str, ...]
    references: int


class Plan(Struct, frozen=True):
    """All of a rename before it is done: moves, and the new texts of files by their old paths."""

    name: NewName
    new_key: str
    moves: tuple[Move, ...]
    texts: dict[str, str]
    references: int

    def moved(self, path: str) -> str:
        """Where a file is after the rename."""
        for move in self.moves:
            if path == move.source:
                return move.target
            if path.startswith(move.source + "/"):
                return move.target + path[len(move.source) :]
        return path

    def renamed(self, key: str) -> str:
        """The key of a record after the rename."""
        if key == self.name.key:
            return self.new_key
        kind, _, rest = key.partition(":")
        scope, slash, ident = rest.rpartition("/")
        inside = self.name.scopes and slash and fold(scope) == fold(self.name.old)
        return key_of(kind, self.name.new, ident) if inside else key


def rename(snapshot: Snapshot, ref: str, new_id: str) -> Renamed:
    """Rename the record that `ref` means, and mend every reference to it.

    The whole workspace is read as it would be before anything is written: unless every record keeps its values and
    every reference its target, the rename is refused. Raises EditRefused with the reason; then nothing is written.
    """
    record = find_record(snapshot, ref)
    ident = fit_id(new_id)
    plan = plan_rename(snapshot, record, ident)
    changes = tuple(change_of(snapshot, _source(snapshot, path), text) for path, text in sorted(plan.texts.items()))
    _prove(snapshot, plan, {change.path: change.after for change in changes})
    commit(snapshot.root, changes, plan.moves)
    return Renamed(
        record.key, plan.new_key, plan.moved(record.path), tuple(plan.moved(change.path) for change in changes),
        plan.references,
    )  # fmt: skip


def fit_id(written: str) -> str:
    """An id as it is written, in NFC; raises EditRefused when it can be no id or no portable file name."""
    ident = unicodedata.normalize("NFC", written.strip())
    if not is_id(ident) or ident.startswith(".") or fold(ident) in UNFIT:
        raise EditRefused(
            say("{id} cannot be an id: letters, digits, hyphen, underscore and full stop are allowed", id=written)
        )
    if has_mixed_scripts(ident):
        raise EditRefused(say("{id} mixes Latin, Greek or Cyrillic letters that look alike", id=written))
    refuse_name(f"{ident}.md", ident)
    return ident


def refuse_name(path: str, ident: str) -> None:
    """Raise EditRefused when some system could not hold a file of this name."""
    fault = next(iter(name_faults({path: Placement(Role.RECORD, id=ident)})), None)
    if fault is not None:
        raise EditRefused(fault.message)


def plan_rename(snapshot: Snapshot, record: Record, ident: str) -> Plan:
    """What a rename would do."""
    if record.id == ident:
        raise EditRefused(say("{record} has this id already", record=record.id))
    if record.form is Form.BOX:
        raise EditRefused(say("a check box has no id of its own; its id is made from its text"))
    refuse_taken(snapshot, record.kind, record.scope, ident, record)
    name = NewName(record.key, record.id, ident, record.kind in SCOPE_KINDS)
    plan = Plan(name, key_of(record.kind, record.scope, ident), _moves(snapshot, record, ident), {}, 0)
    splices, count = _all_splices(snapshot, plan)
    own = _id_splice(snapshot, record, ident)
    if own is not None:
        splices.setdefault(record.path, set()).add(own)
    texts = {path: spliced(_source(snapshot, path).text, tuple(found)) for path, found in splices.items()}
    return replace(plan, texts=texts, references=count)


def refuse_taken(snapshot: Snapshot, kind: str, scope: str, ident: str, but: Record | None = None) -> None:
    """Raise EditRefused when another record of this kind and scope has the id; clients and projects share one space."""
    kinds = SCOPE_KINDS if kind in SCOPE_KINDS else (kind,)
    for other in (record for each in kinds for record in snapshot.ledger.of(each)):
        same_scope = kind in GLOBAL_KINDS or fold(other.scope) == fold(scope)
        if other is not but and same_scope and fold(other.id) == fold(ident):
            raise EditRefused(say("{id} is taken by {path}", id=ident, path=str(other.origin)))


def _moves(snapshot: Snapshot, record: Record, ident: str) -> tuple[Move, ...]:
    """The file, and the folder of its parts, under the new name; none for list items and rows."""
    if record.form is not Form.FILE:
        return ()
    folder, name = posixpath.split(record.path)
    if name.casefold() == "index.md":
        target = posixpath.join(posixpath.dirname(folder), ident)
        return _free(snapshot, (Move(folder, target),))
    target = posixpath.join(folder, ident)
    moves = [Move(record.path, target + record.path[-3:])]
    inner = record.path[:-3]
    if any(path.startswith(inner + "/") for path in _paths(snapshot)):
        moves.append(Move(inner, target))
    return _free(snapshot, tuple(moves))


def _free(snapshot: Snapshot, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves; raises EditRefused when their targets are there in any spelling that counts as the same."""
    sources = {fold(move.source) for move in moves}
    taken = {fold(path): path for path in _paths(snapshot)}
    for move in moves:
        stem = fold(move.target).removesuffix(".md")
        for same in (stem, f"{stem}.md", f"{stem}/index.md"):
            inside = any(same == source or same.startswith(source + "/") for source in sources)
            if same in taken and not inside:
                raise EditRefused(say("{path} exists already", path=taken[same]))
        if len(posixpath.basename(move.target).encode()) > 240:
            raise EditRefused(say("{path} is too long for a file name", path=move.target))
    return moves


def _paths(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(snapshot.files.sources) | snapshot.files.others


def _source(snapshot: Snapshot, path: str) -> SourceText:
    """A file's text; of one that holds no records, such as README.md, as it is now."""
    known = snapshot.files.sources.get(path)
    if known is not None:
        return known
    data = snapshot.files.read(path)
    text = data.decode("utf-8-sig")
    return SourceText(path, text, bom=data.startswith(b"\xef\xbb\xbf"))


def _all_splices(snapshot: Snapshot, plan: Plan) -> tuple[dict[str, set[Splice]], int]:
    """The edits of all references and links, by file; and their number."""
    found: dict[str, set[Splice]] = {}
    for record in snapshot.ledger.records:
        for splice in reference_splices(record, plan.name):
            found.setdefault(record.path, set()).add(splice)
        for path, splice in part_splices(record, plan.name):
            found.setdefault(path, set()).add(splice)
    for path, splice in _link_splices(snapshot, plan.moved) if plan.moves else ():
        found.setdefault(path, set()).add(splice)
    return found, sum(map(len, found.values()))


def _link_splices(snapshot: Snapshot, moved: Callable[[str], str]) -> Iterator[tuple[str, Splice]]:
    """Relative links in the bodies of all Markdown files, and path fields, that must be written anew."""
    for path in sorted(_paths(snapshot)):
        if path.casefold().endswith(".md"):
            try:
                source = _source(snapshot, path)
            except UnicodeDecodeError:
                continue
            start = front_matter_end(source.text)
            for link in links_in(source.text, start, code_in(source.text, start)):
                new = link.target if link.wiki else relinked(path, link.target, moved)
                if new != link.target:
                    yield path, Splice(link.start, link.end, new)


def _id_splice(snapshot: Snapshot, record: Record, ident: str) -> Splice | None:
    """The edit of the record's own `id`, where it is written or must be from now on."""
    pair = record.node.pair("id")
    if pair is not None and isinstance(pair.value, Scalar):
        style = "" if pair.value.style == "csv" else pair.value.style
        return Splice(pair.value.start, pair.value.end, inline(ident, style))
    if record.form is Form.FILE:
        return None
    if record.form is Form.ROW:
        raise EditRefused(say("{path} has no column for ids; add one to give this row an id", path=record.path))
    field = snapshot.schema.kinds[record.kind].field("id")
    assert field is not None
    return difference(record.source.text, edited_text(snapshot, record, (Wanted(field, "=", ident),)))


def difference(before: str, after: str) -> Splice:
    """The one edit that leads from a text to another."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    return Splice(head, len(before) - tail, after[head : len(after) - tail])


def _prove(snapshot: Snapshot, plan: Plan, changed: dict[str, bytes]) -> None:
    """Raise EditRefused unless the workspace would say the same, under the new name."""
    paths = {path: plan.moved(path) for path in _paths(snapshot) if plan.moved(path) != path}
    after = rehearse(snapshot, changed, paths)
    reason: Message | None = None
    if len(after.ledger.by_key) != len(snapshot.ledger.by_key) or errors(after) > errors(snapshot):
        reason = say("the workspace would have new errors")
    for record in snapshot.ledger.records:
        other = after.ledger.by_key.get(plan.renamed(record.key))
        if other is None or not _alike(record, other, plan):
            reason = reason or say("{path} would no longer say the same", path=str(record.origin))
    if reason is not None:
        raise EditRefused(say("{old} cannot be renamed to {new} safely: {reason}; nothing was written",
                              old=plan.name.old, new=plan.name.new, reason=reason))  # fmt: skip


def _alike(before: Record, after: Record, plan: Plan) -> bool:
    """Whether links lead where they led, and fields hold what they held; prose is held by its links."""
    if links_of(before, plan.renamed) != links_of(after):
        return False
    names = {pair.name for pair in (*before.node.pairs, *after.node.pairs)} - {"id"}
    return all(_plain(before.values.get(name)) == _plain(after.values.get(name)) for name in names)


def _plain(value: object) -> object:
    """A value with references left out, which are compared by where they lead."""
    if isinstance(value, Ref):
        return Ref
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value
