"""A new record as a file of its own (a cost or an hour worked: as a row), filled with what is known already."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmledger.edit.csv_edit import with_row, written_cell
from pmledger.edit.folders import base_of, folder_for, home_of, speaks_chinese
from pmledger.edit.journal import Change, commit
from pmledger.edit.refusal import EditRefused
from pmledger.edit.registers import register_files
from pmledger.edit.rename import fit_id, refuse_taken
from pmledger.edit.reread import read_again
from pmledger.edit.scaffold import (
    Known,
    default_of,
    filled,
    front_matter,
    needed_fields,
    sections,
    state_word,
)
from pmledger.edit.set_fields import change_of
from pmledger.edit.span_edit import set_field
from pmledger.edit.wanted import Wanted, wanted_of, writing_order
from pmledger.edit.yaml_span import Value
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.words import candidates
from pmledger.ledger.names import Scope, fold
from pmledger.ledger.record import Record
from pmledger.reader.fence import read_front_matter
from pmledger.reader.ids import slug
from pmledger.reader.place import Role, place_files
from pmledger.source.message import say
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.node import Pair
from pmledger.source.text import SourceText
from pmledger.workspace.files import FileRefused
from pmledger.workspace.snapshot import Snapshot

ROW_KINDS = frozenset(("cost", "time_entry"))
TITLE_COLUMNS = {"time_entry": "activity"}


@dataclass(frozen=True, slots=True)
class Created:
    """A new record: its kind and id ("" for a row), its file and line, and the fields that still want a value."""

    kind: str
    id: str
    path: str
    line: int
    missing: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Further files that were written with it."""


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: KindSpec
    title: str
    home: Record | None
    known: Known
    wanted: Mapping[str, Wanted]
    state: str
    wished: str

    @property
    def implied(self) -> frozenset[str]:
        """Fields that the place of the file says."""
        names = {"type"} if self.is_meeting else set()
        if self.home is not None:
            names |= {"project", "client"} if self.home.kind == "project" else {"client"}
        return frozenset(names)

    @property
    def is_meeting(self) -> bool:
        return self.kind.name == "communication" and self.wished.casefold().startswith("meeting")


def new_record(
    snapshot: Snapshot,
    kind_name: str,
    title: str,
    *,
    project: str = "",
    client: str = "",
    assignments: Iterable[str] = (),
    me: str = "",
) -> Created:
    """Write a new record of a kind (its name, plural or folder) with a title.

    `project` or `client` say where it belongs, `assignments` set fields, `me` is the id of the person who writes. A
    file `templates/KIND.md` of the workspace is followed when there is one. Raises EditRefused when a file or id is
    there already, and for what the kind does not allow; nothing is ever overwritten.
    """
    draft = _draft(
        snapshot, kind_named(snapshot, kind_name), title, (project, client), tuple(assignments), me, kind_name
    )
    if draft.kind.name in ROW_KINDS:
        return _new_row(snapshot, draft)
    return _new_file(snapshot, draft)


def kind_named(snapshot: Snapshot, word: str) -> KindSpec:
    """The kind that a name, plural or folder stands for; raises EditRefused with names that look like it."""
    name = snapshot.schema.kind_key(word)
    kind = (
        snapshot.schema.kinds[name]
        if name
        else snapshot.schema.by_folder(word) or snapshot.schema.by_folder(word + "s")
    )
    if kind is not None:
        return kind
    close = candidates(word, snapshot.schema.kinds)
    if close:
        raise EditRefused(
            say("{kind} is not a kind of record; did you mean {candidates}?", kind=word, candidates=", ".join(close)),
            close,
        )
    raise EditRefused(say("{kind} is not a kind of record", kind=word))


def _draft(  # noqa: PLR0917 (what was typed)
    snapshot: Snapshot,
    kind: KindSpec,
    title: str,
    home: tuple[str, str],
    assignments: tuple[str, ...],
    me: str,
    wished: str,
) -> _Draft:
    if not title.strip() or "\n" in title:
        raise EditRefused(say("a new {kind} needs a title of one line", kind=kind.name))
    place = home_of(snapshot, kind, *home)
    scope = Scope(
        place.id if place and place.kind == "project" else "", place.id if place and place.kind == "client" else ""
    )
    wanted = {one.field.name: one for one in wanted_of(snapshot, kind, assignments, scope, me)}
    if (
        "project" in wanted
        and place is None
        and isinstance(wanted["project"].value, str)
        and kind.name != "opportunity"
    ):
        place = home_of(snapshot, kind, wanted["project"].value, "")
    if home[1] and kind.name == "project" and "client" not in wanted:
        wanted |= {one.field.name: one for one in wanted_of(snapshot, kind, (f"client={home[1]}",), scope, me)}
    status = wanted["status"].value if "status" in wanted else None
    known = Known(
        snapshot.as_of, me, "", _only(snapshot, "client"), snapshot.settings.currency or "", speaks_chinese(snapshot)
    )
    state = snapshot.schema.state_key(kind.name, status) if isinstance(status, str) else None
    first = state or (kind.states[0] if kind.states else "")
    return _Draft(kind, " ".join(title.split()), place, known, wanted, first, wished)


def _only(snapshot: Snapshot, kind: str) -> str:
    """The id of the one record of a kind, when there is just one."""
    records = snapshot.ledger.of(kind)
    return records[0].id if len(records) == 1 else ""


def _new_file(snapshot: Snapshot, draft: _Draft) -> Created:
    base = base_of(draft.home)
    folder = folder_for(snapshot, draft.kind, base, draft.wished)
    ident = _ident(snapshot, draft)
    scope = draft.home.id if draft.home else ""
    refuse_taken(snapshot, draft.kind.name, scope, ident)
    inside = f"{ident}/index.md" if draft.kind.name == "project" else f"{ident}.md"
    path = posixpath.join(folder, inside)
    _refuse_twin(snapshot, posixpath.join(folder, ident))
    text, missing = _text(snapshot, draft, ident)
    _prove(snapshot, draft.kind, SourceText(path, text), ident)
    changes = [Change(path, None, text.encode())]
    if draft.kind.name == "project":
        changes += register_files(snapshot, posixpath.dirname(path), ident, chinese=draft.known.chinese)
    commit(snapshot.root, changes)
    return Created(draft.kind.name, ident, path, 1, missing, tuple(change.path for change in changes[1:]))


def _prove(snapshot: Snapshot, kind: KindSpec, source: SourceText, ident: str) -> None:
    """Raise EditRefused unless the new file reads as the record that was meant."""
    entries = read_again(snapshot, source, source.text).entries
    if not any(entry.kind == kind.name and entry.id == ident for entry in entries):
        raise EditRefused(
            say(
                "{path} would not be read as {kind} {id}; look at its template",
                path=source.path,
                kind=kind.name,
                id=ident,
            )
        )


def _ident(snapshot: Snapshot, draft: _Draft) -> str:
    """The id: the next number where the workspace numbers this kind, else the title as a file's name."""
    prefix = snapshot.settings.numbering.get(draft.kind.name)
    if prefix:
        return fit_id(_next_number(snapshot, draft.kind.name, prefix))
    made = slug(draft.title)
    if not made:
        raise EditRefused(say("no id can be made from the title {title}; use letters or digits", title=draft.title))
    if draft.kind.name == "communication":
        day = draft.wanted["date"].value if "date" in draft.wanted else draft.known.as_of.isoformat()
        made = made if re.match(r"\d{4}-\d\d-\d\d", made) else f"{str(day)[:10]}-{made}"
    return fit_id(made)


def _next_number(snapshot: Snapshot, kind: str, prefix: str) -> str:
    form = re.compile(rf"{re.escape(prefix)}-(\d+)\Z", re.IGNORECASE)
    numbers = [int(found[1]) for record in snapshot.ledger.of(kind) if (found := form.match(record.id))]
    return f"{prefix}-{max(numbers, default=0) + 1:03}"


def _refuse_twin(snapshot: Snapshot, stem: str) -> None:
    """Raise EditRefused when a file is there that counts as the same record, in any spelling."""
    taken = {fold(path): path for path in (*snapshot.files.sources, *snapshot.files.others)}
    for same in (f"{stem}.md", f"{stem}/index.md"):
        if fold(same) in taken:
            raise EditRefused(say("{path} exists already; nothing was written", path=taken[fold(same)]))


def _values(draft: _Draft) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What the record says from the start, and the names of required fields that are still open."""
    kind = draft.kind
    values: dict[str, Value] = {kind.title_field: draft.title}
    if kind.states:
        values["status"] = state_word(kind, draft.state, draft.known)
    for name, one in draft.wanted.items():
        if one.value is not None:
            values[name] = one.value
    if draft.known.me and kind.field("owner") and kind.name not in {*ROW_KINDS, "client", "person", "project"}:
        values.setdefault("owner", draft.known.me)
    needed = needed_fields(kind, draft.state, implied=draft.implied - draft.wanted.keys())
    for field in needed:
        made = default_of(field, draft.known) if field.default is None else ""
        if made and field.name not in values:
            values[field.name] = made
    return values, tuple(field.name for field in needed if field.name not in values and field.default is None)


def _text(snapshot: Snapshot, draft: _Draft, ident: str) -> tuple[str, tuple[str, ...]]:
    """The new file's text, and the fields that still want a value."""
    values, missing = _values(draft)
    template = _template(snapshot, draft.kind)
    if template is not None:
        return _from_template(draft, template, values, ident), missing
    fields = tuple(field for name in missing if (field := draft.kind.field(name)) is not None)
    prose = tuple(field for field in fields if field.type == "text")
    rest = tuple(field for field in fields if field.type != "text")
    lists = "".join(f"{key}: []\n" for key in _lists(snapshot, draft))
    head = front_matter(draft.kind, values, rest, draft.known)
    return f"---\n{head}{lists}---\n{sections(prose, draft.known)}", missing


def _lists(snapshot: Snapshot, draft: _Draft) -> tuple[str, ...]:
    """The lists of the plan that a new project begins with."""
    if draft.kind.name != "project":
        return ()
    kinds = (snapshot.schema.kinds["milestone"], snapshot.schema.kinds["task"])
    return tuple(kind.zh if draft.known.chinese else kind.plural for kind in kinds)


def _template(snapshot: Snapshot, kind: KindSpec) -> str | None:
    path = f"templates/{kind.name}.md"
    if path in snapshot.files.sources:
        return snapshot.files.sources[path].text
    try:
        return snapshot.files.tree.read(path, 1 << 20).decode("utf-8-sig")
    except (FileRefused, UnicodeDecodeError):
        return None


def _from_template(draft: _Draft, template: str, values: Mapping[str, Value], ident: str) -> str:
    """The template with its words filled in, and what was asked for set in its front matter."""
    home = draft.home
    words = {
        "title": draft.title,
        "id": ident,
        "date": draft.known.as_of.isoformat(),
        "today": draft.known.as_of.isoformat(),
        "me": draft.known.me,
        "owner": str(values.get("owner", draft.known.me)),
        "status": str(values.get("status", draft.state)),
        "project": home.id if home and home.kind == "project" else "",
        "client": home.id if home and home.kind == "client" else "",
    }
    text = filled(template, words)
    asked = [draft.kind.title_field, *(name for name in draft.wanted if name in values)]
    for name in asked:
        source = SourceText("template.md", text)
        node = _named(read_front_matter(source, text).node or MappingNode((), 0, 0), draft.kind)
        if name != draft.kind.title_field or not _says_title(node, text, draft):
            text = set_field(source, node, name, values[name], order=writing_order(draft.kind))
    return text


def _named(node: MappingNode, kind: KindSpec) -> MappingNode:
    """The fields of a template by their names, whether written in English or Chinese."""
    by_label = {field.zh: field.name for field in kind.fields if field.zh}
    pairs = (Pair(pair.key, pair.value, by_label.get(pair.key.text, pair.name)) for pair in node.pairs)
    return MappingNode(tuple(pairs), node.start, node.end, node.flow)


def _says_title(node: MappingNode, text: str, draft: _Draft) -> bool:
    return node.pair(draft.kind.title_field) is None and f"\n# {draft.title}" in text


def _new_row(snapshot: Snapshot, draft: _Draft) -> Created:
    kind = draft.kind
    values, missing = _values(draft)
    values.pop(kind.title_field, None)
    if "status" not in draft.wanted:
        values.pop("status", None)
    column = TITLE_COLUMNS.get(kind.name, kind.title_field)
    values.setdefault(column, draft.title)
    dialect = snapshot.settings.csv
    fields = {field.name: field for field in kind.fields}
    order = [name for name in writing_order(kind) if name in values or name in missing]
    cells = {name: written_cell(fields[name], values.get(name), dialect) for name in order}
    keys = {name: (fields[name].zh if draft.known.chinese and fields[name].zh else name) for name in order}
    path = _rows_path(snapshot, draft)

    def name_of(head: str) -> str | None:
        return snapshot.schema.field_key(kind.name, head)

    source = snapshot.files.sources.get(path)
    text = with_row(source or SourceText(path, ""), cells, name_of, keys)
    change = change_of(snapshot, source, text) if source else Change(path, None, text.encode())
    commit(snapshot.root, (change,))
    return Created(kind.name, "", path, len(text.splitlines()), missing)


def _rows_path(snapshot: Snapshot, draft: _Draft) -> str:
    """The CSV file that holds rows of this kind for this home: the last by name, else a new one."""
    base = base_of(draft.home)
    placements = place_files(snapshot.files.sources, snapshot.schema)[0]
    there = [
        path
        for path, placement in placements.items()
        if placement.role is Role.ROWS and placement.kind == draft.kind.name and _within(path, base)
    ]
    if there:
        return max(there)
    name = posixpath.basename(folder_for(snapshot, draft.kind, base))
    return posixpath.join(base, f"{name}.csv")


def _within(path: str, base: str) -> bool:
    if base:
        return path.startswith(base + "/")
    return not path.startswith(("projects/", "clients/"))
