"""All files of a workspace read: only those that changed, and by two processes when there are many."""

import gc
import hashlib
import multiprocessing
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.join import Joined
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.entry import FileReading
from pmledger.reader.place import Placement, place_files
from pmledger.reader.records import read_file
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import say
from pmledger.source.span import whole_file
from pmledger.workspace.faults import INTERNAL_FAULT, UNREADABLE_FILE
from pmledger.workspace.files import FileRefused
from pmledger.workspace.tree import Tree

if TYPE_CHECKING:  # what figures take is loaded while another process reads
    from pmledger.analysis.conclude import Conclusions

MANY = 400
"""From so many files on, a second process reads its share of them."""
LOT = 40
"""So many files are read in one go, so that both processes end at about the same time."""

Known = tuple[bytes, Placement, FileReading]
"""What was read of a file: git's hash of its bytes, what it was taken for, and what it says."""
Outcome = tuple[str, Known | Diagnostic]
Placed = tuple[dict[str, Placement], tuple[Diagnostic, ...]]


@dataclass(slots=True)
class Memory:
    """What was read before, so that only files whose bytes changed are read again. Not for two threads at once."""

    grammar: bytes = b""
    readings: dict[str, Known] = field(default_factory=dict)
    joined: Joined = field(default_factory=Joined)
    placed: tuple[tuple[str, ...], Placed] | None = None
    concluded: "Conclusions | None" = None

    def keep_for(self, settings: bytes) -> None:
        """Forget what was read under another configuration than the one in these bytes."""
        if self.grammar != (grammar := hashlib.blake2b(settings).digest()):
            self.grammar, self.readings, self.joined, self.placed, self.concluded = grammar, {}, Joined(), None, None

    def place(self, paths: tuple[str, ...], schema: Schema) -> Placed:
        """What each file is; asked again only when one came or went."""
        if self.placed is None or self.placed[0] != paths:
            self.placed = paths, place_files(paths, schema)
        return self.placed[1]


class Desk(Struct, frozen=True):
    """Everything that reading a file takes."""

    tree: Tree
    placements: dict[str, Placement]
    schema: Schema
    settings: Settings
    known: dict[str, Known]
    blobs: Mapping[str, bytes]

    def read(self, path: str) -> Outcome:
        """What one file says, or why it cannot be said; never raises."""
        placement = self.placements[path]
        known = self.known.get(path)
        digest = self.blobs.get(path)
        if digest is not None and known is not None and known[0] == digest and known[1] == placement:
            return path, known
        try:
            data = self.tree.read(path, LARGEST_FILE)
        except FileRefused as refusal:
            return path, unreadable(path, refusal)
        if digest is None:
            digest = blob_hash(data)
            if known is not None and known[0] == digest and known[1] == placement:
                return path, known
        try:
            return path, (digest, placement, read_file(path, data, placement, self.schema, self.settings))
        except Exception as error:  # noqa: BLE001 (one file must not take the others down)
            return path, internal(path, error)


def blob_hash(data: bytes) -> bytes:
    """What git calls these bytes, so that the disk and a revision share what was read."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()


_inherited: list[Desk] = []
"""The desk of a forked process: set once as it starts, inherited and not sent."""


def inherit(desk: Desk) -> None:
    _inherited[:] = [desk]


def read_inherited(paths: list[str]) -> list[Outcome]:
    return [_inherited[0].read(path) for path in paths]


def read_all(
    tree: Tree,
    placements: dict[str, Placement],
    schema: Schema,
    settings: Settings,
    memory: Memory,
    meanwhile: Callable[[], None] = lambda: None,
    blobs: Mapping[str, bytes] | None = None,
) -> tuple[list[FileReading], list[Diagnostic]]:
    """All files that hold records, in the order of their paths; what cannot be read is reported.

    `meanwhile` is what else there is to do; where another process reads too, it is done while that one works. `blobs`
    are the hashes of the files' bytes that are known already.
    """
    outcomes = read_together(Desk(tree, placements, schema, settings, memory.readings, blobs or {}), meanwhile)
    memory.readings = {path: found for path, found in outcomes if isinstance(found, tuple)}
    faults = [found for _, found in outcomes if isinstance(found, Diagnostic)]
    return [found[2] for found in memory.readings.values()], faults


def read_together(desk: Desk, meanwhile: Callable[[], None]) -> list[Outcome]:
    """What all files say, in order.

    A process is forked only where that is sound: the system can, no other thread runs, and there is much to read.
    """
    paths = list(desk.placements)
    alone = len(paths) - len(desk.known) < MANY or threading.active_count() > 1
    if alone or "fork" not in multiprocessing.get_all_start_methods():
        meanwhile()
        return [desk.read(path) for path in paths]
    lots = [paths[at : at + LOT] for at in range(0, len(paths), LOT)]
    collecting = gc.isenabled()
    gc.disable()  # what is read is kept; to look through it again and again takes as long as reading it
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(1, mp_context=context, initializer=inherit, initargs=(desk,)) as executor:
            given = [executor.submit(read_inherited, lot) for lot in reversed(lots)][::-1]
            meanwhile()
            return [outcome for lot, other in zip(lots, given, strict=True) for outcome in read_lot(desk, lot, other)]
    finally:
        if collecting:
            gc.enable()


def read_lot(desk: Desk, lot: list[str], other: "Future[list[Outcome]]") -> list[Outcome]:
    """What the files of a lot say: read here, unless the other process, which begins at the end, has it already."""
    return [desk.read(path) for path in lot] if other.cancel() else other.result()


def unreadable(path: str, refusal: FileRefused) -> Diagnostic:
    return UNREADABLE_FILE.at(
        whole_file(path), say("{path} cannot be read: {reason}", path=path, reason=refusal.reason)
    )


def internal(path: str, error: BaseException) -> Diagnostic:
    return INTERNAL_FAULT.at(
        whole_file(path), say("pmledger failed on this file: {error}", error=f"{type(error).__name__}: {error}")
    )
