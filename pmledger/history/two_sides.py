"""The two states that a question names: commits, what is staged, or the files on the disk; each read once."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from pmledger.history.git import HistoryRefused
from pmledger.history.index_tree import index_tree
from pmledger.history.looking_back import snapshot_at
from pmledger.history.repository import Repository, repository_of
from pmledger.history.revision_tree import RevisionTree, revision_tree
from pmledger.history.revisions import commit_named
from pmledger.ledger.join import Joined
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.entry import Entry, Part
from pmledger.reader.settings_file import read_settings
from pmledger.source.message import say
from pmledger.workspace.load import SETTINGS_FILE, WorkspaceMissing, ignorer, load, read_configuration, take_snapshot
from pmledger.workspace.reading import Memory
from pmledger.workspace.snapshot import Snapshot

DISK, STAGED = "disk", "staged"
Days = Mapping[str, date]


class Span(Struct, frozen=True):
    """What a question names: two revisions as written, or `DISK` or `STAGED` for the later one.

    `since_parting` tells that the earlier one is where the two parted.
    """

    earlier: str
    later: str
    later_is: str = ""
    since_parting: bool = False


def span_of(written: str, *, staged: bool) -> Span:
    """`A..B`, `A...B`, `A` or nothing; a side that is left out is HEAD. Raises HistoryRefused where it makes no sense."""
    for dots in ("...", ".."):
        if dots in written:
            if staged:
                raise HistoryRefused(say("what is staged is held against one revision, not against {span}", span=written))
            earlier, _, later = written.partition(dots)
            return Span(earlier or "HEAD", later or "HEAD", "", dots == "...")
    return Span(written or "HEAD", "", STAGED if staged else DISK)


class Read(Struct, frozen=True):
    """A state as it was read: its snapshot, what its files say, and what was joined of it."""

    snapshot: Snapshot
    entries: tuple[Entry, ...]
    texts: tuple[Part, ...]
    joined: Joined

    def entry(self, key: str) -> Entry | None:
        """What a file says of a record."""
        made = self.joined.by_key.get(key)
        found = made.made_of[0] if made is not None else None
        return found if isinstance(found, Entry) else None


class Sides(Struct, frozen=True):
    """Two states as of the same day, and what they are called."""

    before: Read
    after: Read
    earlier: str
    later: str


def two_sides(root: Path, span: Span, as_of: date | None = None, days: Days | None = None) -> Sides:
    """Read both states as of the later one's day unless another is asked for.

    `days` are the days that the caller takes a name for where git knows none. Raises WorkspaceMissing, HistoryRefused.
    """
    if not (root / SETTINGS_FILE).is_file():
        raise WorkspaceMissing(root)
    repository, memory = repository_of(root), Memory()
    zone, known = ZoneInfo(read_configuration(root)[0].timezone), days or {}
    first = commit_named(repository, span.earlier, zone, known.get(span.earlier))
    if span.later_is:
        after = load(root, as_of, memory=memory) if span.later_is == DISK else staged(root, repository, as_of, memory)
    else:
        second = commit_named(repository, span.later, zone, known.get(span.later))
        if span.since_parting:
            first = repository.commit(parting(repository, first.id, second.id, span))
        after = snapshot_at(root, revision_tree(repository, second.id), second, span.later, as_of, memory)
    later = read_of(after, memory)
    before = snapshot_at(root, revision_tree(repository, first.id), first, span.earlier, after.as_of, memory)
    return Sides(read_of(before, memory), later, span.earlier, span.later)


def read_of(snapshot: Snapshot, memory: Memory) -> Read:
    """What a memory holds of the snapshot that was just taken with it."""
    entries = tuple(entry for made in memory.joined.by_key.values() if isinstance(entry := made.made_of[0], Entry))
    texts = tuple(part for known in memory.readings.values() for part in known[2].parts)
    return Read(snapshot, entries, texts, memory.joined)


def parting(repository: Repository, first: str, second: str, span: Span) -> str:
    """The commit at which two lines of work parted."""
    answer = repository.git.run("merge-base", first, second)
    found = answer.stdout.decode("ascii", "replace").strip()
    if answer.returncode or not found:
        raise HistoryRefused(say("{first} and {second} have no commit in common", first=span.earlier, second=span.later))
    return found


def staged(root: Path, repository: Repository, as_of: date | None, memory: Memory) -> Snapshot:
    """The workspace as the next commit would hold it, as of the day it fixes, else today."""
    tree: RevisionTree = index_tree(repository)
    if SETTINGS_FILE not in tree.files:
        raise HistoryRefused(say("pmledger.yml is not staged here"))
    data = tree.read(SETTINGS_FILE, LARGEST_FILE)
    settings, faults, source = read_settings(SETTINGS_FILE, data)
    memory.keep_for(data)
    present = settings.as_of or datetime.now(ZoneInfo(settings.timezone)).date()
    day = as_of or present
    whole = replace(tree.at_hand(memory), ignored=ignorer(settings))
    return take_snapshot(root, whole, settings, tuple(faults), source, day, max(day, present), memory)
