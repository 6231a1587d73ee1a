"""A figure over time: reckoned anew from the files of each look, as of its day."""

import multiprocessing
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.conclude import conclude
from pmledger.analysis.figure import Figures
from pmledger.history.kept_figures import NOTHING, Value, as_value, keep, program_mark, recall
from pmledger.history.looks import Look
from pmledger.history.repository import Repository
from pmledger.history.revision_tree import revision_tree
from pmledger.kinds.schema import build_schema
from pmledger.ledger.join import join_again
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.fillings import with_fillings
from pmledger.reader.place import place_files
from pmledger.reader.settings_file import read_settings
from pmledger.workspace.kept_kinds import built_in_kinds
from pmledger.workspace.load import SETTINGS_FILE, ignorer
from pmledger.workspace.reading import Memory, read_all

MANY = 8
"""Looks from which a second process takes its share."""
Key = tuple[str, str]


class Point(Struct, frozen=True):
    """A figure on a day; `commit` is the one that held, "" for the files on the disk."""

    day: date
    commit: str
    value: object
    unit: str = ""


class Replay(Struct, frozen=True):
    """What reckoning a look takes: the workspace, its repository, the figures that are asked for, what made them."""

    root: Path
    repository: Repository
    keys: tuple[Key, ...]
    mark: bytes

    def known(self, look: Look) -> list[Value] | None:
        """The figures of a look as they were kept; None where one of them must be reckoned."""
        figures = recall(self.root, look, self.mark)
        if figures is None:
            return None
        found = [figures.get(subject, {}).get(name) for name, subject in self.keys]
        values = [value for value in found if value is not None]
        return values if len(values) == len(found) else None

    def reckon(self, look: Look, memory: Memory) -> list[Value]:
        """The figures of a look from its files, kept for the next time."""
        figures = figures_at(self.repository, look, memory)
        values = {key: as_value(figures.get(key)) for key in self.keys}
        keep(self.root, look, self.mark, values)
        return list(values.values())

    def share(self, part: Sequence[Look]) -> list[list[Value]]:
        """Some looks one after the other, so that each reads only the texts that the one before had not."""
        memory = Memory()
        return [self.reckon(look, memory) for look in part]


def figures_at(repository: Repository, look: Look, memory: Memory) -> Figures:
    """The figures of a workspace at a commit, as of a day; none where there was no workspace yet.

    Each is reckoned when it is asked for, and no rule is asked: a figure does not depend on any.
    """
    tree = revision_tree(repository, look.commit)
    if SETTINGS_FILE not in tree.files:
        return {}
    data = tree.read(SETTINGS_FILE, LARGEST_FILE)
    settings = read_settings(SETTINGS_FILE, data)[0]
    memory.keep_for(data)
    whole = replace(tree.at_hand(memory), ignored=ignorer(settings))
    schema, listing = build_schema(settings, built_in_kinds()), whole.list()
    placements = place_files(listing.paths, schema)[0]
    readings = with_fillings(read_all(whole, placements, schema, settings, memory, blobs=listing.blobs)[0])
    entries = tuple(entry for reading in readings for entry in reading.entries)
    texts = tuple(part for reading in readings for part in reading.parts)
    ledger, _, memory.joined = join_again(entries, schema, frozenset(listing.paths), texts, memory.joined)
    return conclude(ledger, schema, settings, look.day).figures


def trends(root: Path, repository: Repository, keys: Sequence[Key], found: Sequence[Look]) -> dict[Key, tuple[Point, ...]]:
    """The points of each figure (name and subject) at some looks; a look at which there was none of it has no point."""
    keys = tuple(dict.fromkeys(keys))
    replay = Replay(root, repository, keys, program_mark())
    values = {look: known for look in found if (known := replay.known(look)) is not None}
    missing = [look for look in found if look not in values]
    values.update(zip(missing, reckoned(replay, missing), strict=True))
    points: dict[Key, list[Point]] = {key: [] for key in keys}
    for look in found:
        for key, value in zip(keys, values[look], strict=True):
            if value != NOTHING and (point := point_of(look, value)) is not None:
                points[key].append(point)
    return {key: tuple(line) for key, line in points.items()}


def point_of(look: Look, value: Value) -> Point | None:
    """A point; none where what was kept is no value."""
    try:
        return Point(look.day, look.commit, value.value, value.unit)
    except (ValueError, ZeroDivisionError):
        return None


def reckoned(replay: Replay, missing: Sequence[Look]) -> list[list[Value]]:
    """The figures of all looks, by two processes where there are many and that is sound."""
    alone = len(missing) < MANY or threading.active_count() > 1 or (os.cpu_count() or 1) < 2
    if alone or "fork" not in multiprocessing.get_all_start_methods():
        return replay.share(missing)
    half = len(missing) // 2
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        parts = [executor.submit(replay.share, part) for part in (missing[:half], missing[half:])]
        return [values for part in parts for values in part.result()]
