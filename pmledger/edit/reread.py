"""The proof of an edit: the file is read again as a whole, and says what it said but for what was meant."""

from collections.abc import Mapping

from pmledger.edit.encoded import encoded
from pmledger.edit.refusal import EditRefused
from pmledger.ledger.record import Record
from pmledger.reader.entry import Entry, FileReading
from pmledger.reader.place import Placement, place_files
from pmledger.reader.records import read_file
from pmledger.source.diagnostic import Severity
from pmledger.source.message import say
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Snapshot


def placement_of(snapshot: Snapshot, path: str) -> Placement:
    """What a file of the workspace is by its place."""
    paths = {*snapshot.files.sources, *snapshot.files.others, path}
    return place_files(paths, snapshot.schema)[0][path]


def read_again(snapshot: Snapshot, source: SourceText, text: str) -> FileReading:
    """The reading of a file whose text is `text`."""
    data = encoded(source, text, snapshot.settings)
    placement = placement_of(snapshot, source.path)
    return read_file(source.path, data, placement, snapshot.schema, snapshot.settings)


def prove(
    snapshot: Snapshot, record: Record, text: str, changed: frozenset[str], expected: Mapping[str, object]
) -> None:
    """Raise EditRefused unless `text` reads as the record's file does now, but for these fields of the record.

    `expected` holds the typed values that some of them must have.
    """
    before = read_again(snapshot, record.source, record.source.text)
    after = read_again(snapshot, record.source, text)
    if not (
        len(before.entries) == len(after.entries)
        and errors_of(after) <= errors_of(before)
        and all(
            _same(old, new, changed, expected) if _is(old, record) else _same(old, new, frozenset(), {})
            for old, new in zip(before.entries, after.entries, strict=True)
        )
    ):
        raise EditRefused(
            say("{path} would no longer read as before in other places; edit the file by hand", path=record.path)
        )


def errors_of(reading: FileReading) -> int:
    """How many errors a file's reading reports."""
    return sum(fault.severity is Severity.ERROR for fault in reading.faults)


def _is(entry: Entry, record: Record) -> bool:
    return entry.kind == record.kind and entry.start == record.start


def _same(old: Entry, new: Entry, changed: frozenset[str], expected: Mapping[str, object]) -> bool:
    if old.kind != new.kind or (not changed and old.id != new.id and old.named):
        return False
    names = {*old.values, *new.values} - changed
    if any(new.values.get(name) != value for name, value in expected.items()):
        return False
    return all(old.values.get(name) == new.values.get(name) for name in names)
