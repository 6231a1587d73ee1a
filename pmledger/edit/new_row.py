"""A new row of a CSV file: for costs and hours worked, which nobody writes a file each for."""

import posixpath

from pmledger.edit.csv_edit import with_row, written_cell
from pmledger.edit.draft import Created, Draft, values_of
from pmledger.edit.encoded import encoded
from pmledger.edit.folders import base_of, folder_for
from pmledger.edit.journal import Change, commit
from pmledger.edit.refusal import EditRefused
from pmledger.edit.reread import errors_of, read_again
from pmledger.edit.set_fields import change_of
from pmledger.edit.wanted import writing_order
from pmledger.reader.place import Role, place_files
from pmledger.source.message import say
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Snapshot

TITLE_COLUMNS = {"time_entry": "activity"}


def new_row(snapshot: Snapshot, draft: Draft) -> Created:
    """Append the row to the file of its project, and write the file."""
    kind = draft.kind
    values, missing = values_of(draft)
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

    known = snapshot.files.sources.get(path)
    source = known or SourceText(path, "")
    text = with_row(source, cells, name_of, keys)
    _prove(snapshot, source, text)
    change = (
        change_of(snapshot, source, text) if known else Change(path, None, encoded(source, text, snapshot.settings))
    )
    commit(snapshot.root, (change,))
    return Created(kind.name, "", path, len(text.splitlines()), missing)


def _prove(snapshot: Snapshot, source: SourceText, text: str) -> None:
    """Raise EditRefused unless the file reads as before, with one row more."""
    before = read_again(snapshot, source, source.text)
    after = read_again(snapshot, source, text)
    same = all(old.values == new.values for old, new in zip(before.entries, after.entries, strict=False))
    if len(after.entries) != len(before.entries) + 1 or not same or errors_of(after) > errors_of(before):
        raise EditRefused(say("{path} cannot take a row more; look at its columns", path=source.path))


def _rows_path(snapshot: Snapshot, draft: Draft) -> str:
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
