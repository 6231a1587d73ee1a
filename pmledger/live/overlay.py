"""What stays on the pages while a file cannot be read: the last sound text of it, over the disk."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from pmledger.edit.encoded import encoded
from pmledger.kinds.settings import Settings
from pmledger.reader.entry import FileReading
from pmledger.source.diagnostic import Diagnostic, Severity
from pmledger.workspace.tree import Listing, Tree


class Overlay(Struct, frozen=True):
    """A tree in which some files have other bytes."""

    tree: Tree
    held: Mapping[str, bytes]

    def list(self) -> Listing:
        found = self.tree.list()
        return replace(found, blobs={path: blob for path, blob in found.blobs.items() if path not in self.held})

    def read(self, path: str, limit: int) -> bytes:
        held = self.held.get(path)
        return self.tree.read(path, limit) if held is None else held[: limit + 1]


def faults_of(reading: FileReading) -> tuple[Diagnostic, ...]:
    return tuple(fault for fault in reading.faults if fault.severity is Severity.ERROR)


def is_broken(before: FileReading | None, now: FileReading) -> bool:
    """Whether a file has faults and says less than it did: records that it had are missing."""
    if not faults_of(now):
        return False
    had = {(entry.kind, entry.id) for entry in before.entries} if before else set()
    has = {(entry.kind, entry.id) for entry in now.entries}
    return bool(had - has) or not has


def held_bytes(sound: Mapping[str, FileReading], broken: frozenset[str], settings: Settings) -> dict[str, bytes]:
    """The last sound bytes of the files that cannot be read now."""
    readings = {path: sound[path] for path in broken if path in sound and sound[path].entries}
    return {path: encoded(reading.source, reading.source.text, settings) for path, reading in readings.items()}
