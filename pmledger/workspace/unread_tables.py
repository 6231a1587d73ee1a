"""Tables that no record takes and none links to, held against the names that they may have been meant to have."""

from collections.abc import Iterator, Mapping

from pmledger.kinds.schema import Schema
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.ledger.references import relative_path
from pmledger.reader.misnamed import TableJudge
from pmledger.reader.place import Placement, Role
from pmledger.source.diagnostic import Diagnostic
from pmledger.workspace.files import FileRefused
from pmledger.workspace.tree import Tree

HEAD = 2000
"""Bytes of a table that are read to see its columns."""


def unread_tables(
    tree: Tree, paths: tuple[str, ...], placements: Mapping[str, Placement], ledger: Ledger, schema: Schema
) -> Iterator[Diagnostic]:
    """A fault for each table that was probably meant to hold records; a table that a record links to is its own."""
    unread = [path for path in paths if path[-4:].casefold() == ".csv" and path not in placements]
    unread = [path for path in unread if not path.startswith(("theme/", "templates/"))]
    if not unread:
        return
    linked = {path for record in ledger.records for path in linked_tables(record)}
    judge = TableJudge(schema)
    for path in unread:
        if path not in linked and (head := first_line(tree, path)) is not None:
            owner = owner_of(path, placements)
            fault = judge.fault(path, head, placements.get(owner), owner)
            if fault is not None:
                yield fault


def first_line(tree: Tree, path: str) -> str | None:
    """The heads of a table's columns; None when it cannot be read."""
    try:
        text = tree.read(path, HEAD).decode("utf-8-sig", "replace")
    except FileRefused:
        return None
    return next((line for line in text.splitlines() if line.strip() and not line.startswith("sep=")), "")


def owner_of(path: str, placements: Mapping[str, Placement]) -> str:
    """The file of the nearest record in whose folder a file lies, or ""."""
    folder = path.rpartition("/")[0]
    while folder:
        for file in (f"{folder}/index.md", f"{folder}.md"):
            if file in placements and placements[file].role is Role.RECORD:
                return file
        folder = folder.rpartition("/")[0]
    return ""


def linked_tables(record: Record) -> Iterator[str]:
    """The tables that a record's texts link to and its fields name, beside the record or from the top."""
    texts = ((record.path, record.body), *((part.source.path, part.body) for part in record.parts))
    for source, body in texts:
        for link in body.links:
            if not link.wiki and (path := relative_path(source, link.target)) is not None:
                yield path
    for value in record.values.values():
        if isinstance(value, str) and value[-4:].casefold() == ".csv":
            yield value
            if (path := relative_path(record.path, value)) is not None:
                yield path
