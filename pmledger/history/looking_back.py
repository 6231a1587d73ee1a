"""A workspace as it was at a revision of the repository it lies in."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from pmledger.history.git import HistoryRefused
from pmledger.history.repository import Commit, repository_of
from pmledger.history.revision_tree import RevisionTree, revision_tree
from pmledger.history.revisions import commit_named
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.settings_file import read_settings
from pmledger.source.message import say
from pmledger.workspace.load import SETTINGS_FILE, WorkspaceMissing, ignorer, read_configuration, take_snapshot
from pmledger.workspace.load import load as load_disk
from pmledger.workspace.reading import Memory
from pmledger.workspace.snapshot import Revision, Snapshot


def load(
    root: str | Path,
    as_of: date | None = None,
    at: str | None = None,
    *,
    memory: Memory | None = None,
    also: tuple[str, ...] = (),
) -> Snapshot:
    """The workspace in a folder as of a day, as it lies there or as it was at a revision.

    `at` is a branch, a tag, a commit, whatever git takes for one, or a day such as `2026-03-01`: the last commit
    before its end. Without `as_of` the day is the one that `pmledger.yml` fixes, else today, at a revision the day of
    its commit, in the workspace's time zone. Faults of the text never raise: they are the snapshot's `diagnostics`.
    Raises WorkspaceMissing when the folder holds no `pmledger.yml`, HistoryRefused with the reason when git cannot
    give the revision. A `memory` handed on from call to call reads each text once.
    """
    if at is None:
        return load_disk(root, as_of, memory=memory, also=also)
    return load_at(Path(root).absolute(), at, as_of, memory=memory, also=also)


def load_at(
    root: Path,
    at: str,
    as_of: date | None = None,
    *,
    day: date | None = None,
    memory: Memory | None = None,
    also: tuple[str, ...] = (),
) -> Snapshot:
    """The workspace at a revision; `day` is the day that the caller takes `at` for where git knows no such name."""
    if not (root / SETTINGS_FILE).is_file():
        raise WorkspaceMissing(root)
    repository = repository_of(root)
    zone = ZoneInfo(read_configuration(root)[0].timezone)
    commit = commit_named(repository, at, zone, day)
    return snapshot_at(root, revision_tree(repository, commit.id), commit, at, as_of, memory, also)


def snapshot_at(
    root: Path,
    tree: RevisionTree,
    commit: Commit,
    at: str,
    as_of: date | None = None,
    memory: Memory | None = None,
    also: tuple[str, ...] = (),
) -> Snapshot:
    """What a commit's tree comes to, on the day it fixes or was made unless another is asked for."""
    if SETTINGS_FILE not in tree.files:
        raise HistoryRefused(say("at {revision} there was no pmledger.yml here", revision=at))
    memory = memory if memory is not None else Memory()
    data = tree.read(SETTINGS_FILE, LARGEST_FILE)
    settings, faults, source = read_settings(SETTINGS_FILE, data)
    memory.keep_for(data)
    made = commit.day(ZoneInfo(settings.timezone))
    present = settings.as_of or made
    day = as_of or present
    whole = replace(tree.at_hand(memory), ignored=ignorer(settings))
    snapshot = take_snapshot(root, whole, settings, tuple(faults), source, day, max(day, present), memory, also)
    return replace(snapshot, revision=Revision(commit.id, at, made, commit.subject))
