"""An edit tried in memory: the whole workspace is read as it would be, before a byte of it is written."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.workspace.load import SETTINGS_FILE, take_snapshot
from pmledger.workspace.reading import Memory
from pmledger.workspace.snapshot import Snapshot
from pmledger.workspace.tree import Listing, Tree


def rehearse(snapshot: Snapshot, changed: Mapping[str, bytes], moved: Mapping[str, str] | None = None) -> Snapshot:
    """The snapshot that the workspace would give with these bytes (by old path) and these files moved."""
    back = {new: old for old, new in (moved or {}).items()}
    tree = _Changed(snapshot.files.tree, changed, moved or {}, back)
    settings_source = snapshot.files.sources[SETTINGS_FILE]
    day = snapshot.as_of
    return take_snapshot(snapshot.root, tree, snapshot.settings, (), settings_source, day, day, Memory())


class _Changed(Struct, frozen=True):
    """A tree with other bytes, by old path, and some files under new names."""

    tree: Tree
    changed: Mapping[str, bytes]
    names: Mapping[str, str]
    back: Mapping[str, str]

    def list(self) -> Listing:
        listing = self.tree.list()
        paths = {self.names.get(path, path) for path in (*listing.paths, *self.changed)}
        return Listing(tuple(sorted(paths)), listing.refused)

    def read(self, path: str, limit: int) -> bytes:
        old = self.back.get(path, path)
        return self.changed[old][: limit + 1] if old in self.changed else self.tree.read(old, limit)


def errors(snapshot: Snapshot) -> int:
    """How many errors a snapshot has outside its settings file."""
    return sum(fault.severity is Severity.ERROR and fault.span.path != SETTINGS_FILE for fault in snapshot.diagnostics)


def links_of(record: Record, renamed: Callable[[str], str] = str) -> list[tuple[str, str]]:
    """The links of a record by field and target, with targets under their new keys."""
    return sorted((link.field, renamed(link.target)) for link in record.links)
