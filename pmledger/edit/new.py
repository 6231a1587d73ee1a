"""A new record as a file of its own (a cost or an hour worked: as a row), filled with what is known already."""

import posixpath
import re
from collections.abc import Iterable

from pmledger.edit.draft import ROW_KINDS, Created, Draft, draft_of, kind_named, values_of
from pmledger.edit.folders import base_of, folder_for
from pmledger.edit.journal import Change, commit
from pmledger.edit.new_row import new_row
from pmledger.edit.process_lists import list_of, process_lists, processes_named
from pmledger.edit.refusal import EditRefused
from pmledger.edit.registers import register_files
from pmledger.edit.rename import fit_id, refuse_taken
from pmledger.edit.reread import read_again
from pmledger.edit.scaffold import front_matter, sections
from pmledger.edit.template import from_template, template_of
from pmledger.kinds.declare import KindSpec
from pmledger.ledger.names import fold
from pmledger.ledger.record import Record
from pmledger.reader.ids import slug
from pmledger.reader.terms import kind_term
from pmledger.source.message import say
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Snapshot

FOLDER_KINDS = frozenset(("project", "survey"))
"""Kinds that get a folder of their own: registers lie below a project, `responses.csv` beside a survey."""


def new_record(
    snapshot: Snapshot,
    kind_name: str,
    title: str,
    *,
    project: str = "",
    client: str = "",
    assignments: Iterable[str] = (),
    processes: Iterable[str] = (),
    me: str = "",
) -> Created:
    """Write a new record of a kind (its name, plural or folder) with a title.

    `project` or `client` say where it belongs, `assignments` set fields, `me` is the id of the person who writes. The
    steps of `processes` become the checklists of a new project, or those of one process a new checklist. A file
    `templates/KIND.md` of the workspace is followed when there is one. Raises EditRefused when a file or id is there
    already, and for what the kind does not allow; nothing is ever overwritten.
    """
    steps = processes_named(snapshot, processes)
    draft = draft_of(
        snapshot, kind_named(snapshot, kind_name), title, (project, client), tuple(assignments), me, kind_name
    )
    _refuse_processes(draft, steps)
    if draft.kind.name in ROW_KINDS:
        return new_row(snapshot, draft)
    return _new_file(snapshot, draft, steps)


def _refuse_processes(draft: Draft, steps: tuple[Record, ...]) -> None:
    """Raise EditRefused where processes have nothing to become."""
    if steps and draft.kind.name not in {"project", "checklist"}:
        raise EditRefused(
            say("only a project or a checklist is made from a process, not a {kind}", kind=kind_term(draft.kind))
        )
    if len(steps) > 1 and draft.kind.name == "checklist":
        raise EditRefused(say("a checklist is made from one process; name one"))


def _new_file(snapshot: Snapshot, draft: Draft, steps: tuple[Record, ...]) -> Created:
    base = base_of(draft.home)
    folder = folder_for(snapshot, draft.kind, base, draft.wished)
    ident = _ident(snapshot, draft)
    scope = draft.home.id if draft.home else ""
    refuse_taken(snapshot, draft.kind.name, scope, ident)
    inside = f"{ident}/index.md" if draft.kind.name in FOLDER_KINDS else f"{ident}.md"
    path = posixpath.join(folder, inside)
    _refuse_twin(snapshot, posixpath.join(folder, ident))
    listed = draft.kind.name == "checklist" and bool(steps)
    text, missing = list_of(snapshot, draft, path, steps[0]) if listed else _text(snapshot, draft, ident)
    _prove(snapshot, draft.kind, SourceText(path, text), ident)
    changes = [Change(path, None, text.encode())]
    if draft.kind.name == "project":
        changes += register_files(snapshot, posixpath.dirname(path), ident, chinese=draft.known.chinese)
        changes += process_lists(snapshot, steps, posixpath.dirname(path), ident, draft.known)
    commit(snapshot.root, changes)
    others = tuple(change.path for change in changes[1:])
    return Created(draft.kind.name, ident, path, 1, missing, others, draft.situation)


def _prove(snapshot: Snapshot, kind: KindSpec, source: SourceText, ident: str) -> None:
    """Raise EditRefused unless the new file reads as the record that was meant."""
    entries = read_again(snapshot, source, source.text).entries
    if not any(entry.kind == kind.name and entry.id == ident for entry in entries):
        raise EditRefused(
            say(
                "{path} would not be read as {kind} {id}; look at its template",
                path=source.path,
                kind=kind_term(kind),
                id=ident,
            )
        )


def _ident(snapshot: Snapshot, draft: Draft) -> str:
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


def _text(snapshot: Snapshot, draft: Draft, ident: str) -> tuple[str, tuple[str, ...]]:
    """The new file's text, and the fields that still want a value."""
    values, missing = values_of(draft)
    template = template_of(snapshot, draft.kind)
    if template is not None:
        return from_template(draft, template, values, ident), missing
    fields = tuple(field for name in missing if (field := draft.kind.field(name)) is not None)
    prose = tuple(field for field in fields if field.type == "text")
    rest = tuple(field for field in fields if field.type != "text")
    lists = "".join(f"{key}: []\n" for key in _lists(snapshot, draft))
    head = front_matter(draft.kind, values, rest, draft.known)
    return f"---\n{head}{lists}---\n{sections(prose, draft.known)}", missing


def _lists(snapshot: Snapshot, draft: Draft) -> tuple[str, ...]:
    """The lists of the plan that a new project begins with."""
    if draft.kind.name != "project":
        return ()
    kinds = (snapshot.schema.kinds["milestone"], snapshot.schema.kinds["task"])
    return tuple(kind.zh if draft.known.chinese else kind.plural for kind in kinds)
