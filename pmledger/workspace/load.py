"""Find, read, join, conclude, check: from a folder to a snapshot of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.join import join_again
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.fillings import with_fillings
from pmledger.reader.settings_file import read_settings
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import say
from pmledger.source.span import whole_file
from pmledger.source.text import SourceText
from pmledger.workspace.allowances import permits_of, settle
from pmledger.workspace.faults import UNREADABLE_FILE
from pmledger.workspace.files import FileRefused, read_regular
from pmledger.workspace.findings import Findings
from pmledger.workspace.kept_kinds import built_in_kinds
from pmledger.workspace.reading import Memory, read_all, unreadable
from pmledger.workspace.snapshot import Files, Snapshot
from pmledger.workspace.tree import DiskTree, Listing, Tree
from pmledger.workspace.unread_tables import unread_tables

SETTINGS_FILE = "pmledger.yml"


class WorkspaceMissing(Exception):
    """There is no `pmledger.yml` where a workspace was expected."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no {SETTINGS_FILE} in {folder} or a folder above it")
        self.folder = folder


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds `pmledger.yml`; raises WorkspaceMissing."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise WorkspaceMissing(start)


def load(
    root: str | Path, as_of: date | None = None, *, memory: Memory | None = None, also: tuple[str, ...] = ()
) -> Snapshot:
    """The workspace in a folder, as of a day.

    `also` names modules that the caller will need: they are imported while another process reads.
    Without `as_of` the day is the one that `pmledger.yml` fixes, else today in the workspace's time zone. Faults of
    the text never raise: they are the snapshot's `diagnostics`. Raises WorkspaceMissing when the folder holds no
    `pmledger.yml`.
    """
    folder = Path(root).absolute()
    if not (folder / SETTINGS_FILE).is_file():
        raise WorkspaceMissing(folder)
    settings, settings_faults, settings_source, data = read_configuration(folder)
    present = settings.as_of or datetime.now(ZoneInfo(settings.timezone)).date()
    day = as_of or present
    memory = memory if memory is not None else Memory()
    memory.keep_for(data)
    tree = DiskTree(folder, ignorer(settings))
    return take_snapshot(folder, tree, settings, (*settings_faults,), settings_source, day, max(day, present), memory, also)


def read_configuration(folder: Path) -> tuple[Settings, tuple[Diagnostic, ...], SourceText, bytes]:
    """The settings with their faults; an unreadable file counts as an empty one and is reported."""
    try:
        data = read_regular(folder / SETTINGS_FILE, LARGEST_FILE)
    except FileRefused as refusal:
        settings, faults, source = read_settings(SETTINGS_FILE, b"")
        return settings, (*faults, unreadable(SETTINGS_FILE, refusal)), source, b""
    settings, faults, source = read_settings(SETTINGS_FILE, data)
    return settings, tuple(faults), source, data


def ignorer(settings: Settings) -> Callable[[str], bool]:
    """Which paths `ignore:` names."""
    patterns = settings.ignore
    return lambda path: any(fnmatchcase(path, pattern) or fnmatchcase(path + "/", pattern) for pattern in patterns)


def take_snapshot(
    root: Path,
    tree: Tree,
    settings: Settings,
    settings_faults: tuple[Diagnostic, ...],
    settings_source: SourceText,
    as_of: date,
    horizon: date,
    memory: Memory,
    also: tuple[str, ...] = (),
) -> Snapshot:
    """The pipeline, read aloud: find, read each file, join, conclude and check."""
    schema = build_schema(settings, built_in_kinds())
    listing = tree.list()
    placements, place_faults = memory.place(listing.paths, schema)
    found_readings, file_faults = read_all(tree, placements, schema, settings, memory, lambda: import_all(also), listing.blobs)
    readings = with_fillings(found_readings)
    texts = tuple(part for reading in readings for part in reading.parts)
    entries = tuple(entry for reading in readings for entry in reading.entries)
    ledger, join_faults, memory.joined = join_again(entries, schema, frozenset(listing.paths), texts, memory.joined)
    from pmledger.workspace.judgement import judge

    conclusions, objections = judge(ledger, schema, settings, as_of, horizon, tree, frozenset(listing.paths), memory.concluded)
    memory.concluded = conclusions
    written = (
        *settings_faults,
        *refused_faults(listing),
        *place_faults,
        *unread_tables(tree, listing.paths, placements, ledger, schema),
        *file_faults,
        *(fault for reading in readings for fault in reading.faults),
        *join_faults,
    )
    permits = permits_of(readings, settings, settings_source)
    sources = {reading.source.path: reading.source for reading in readings} | {SETTINGS_FILE: settings_source}
    others = frozenset(listing.paths) - sources.keys()
    return Snapshot(
        root,
        settings,
        schema,
        ledger,
        as_of,
        conclusions,
        Findings(lambda: settle((*written, *objections()), permits, settings)),
        Files(tree, sources, others),
    )


def import_all(also: tuple[str, ...]) -> None:
    """Load what figures and rules take, and what the caller needs."""
    for name in ("pmledger.workspace.judgement", *also):
        import_module(name)


def refused_faults(listing: Listing) -> Iterator[Diagnostic]:
    for path, reason in listing.refused:
        yield UNREADABLE_FILE.at(whole_file(path), say("{path} is left out: {reason}", path=path, reason=reason))
