"""What files said in any of their versions: each text is read once, and records are found in it by name."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from pmledger.history.repository import Repository
from pmledger.history.touched import Version
from pmledger.history.verbatim import stands_in
from pmledger.kinds.reference import parse_ref
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.kinds.values import Ref
from pmledger.ledger.join import NO_PROJECT_OF_ITS_OWN
from pmledger.ledger.names import GLOBAL_KINDS, Name, fold, key_of
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.entry import Entry, Form
from pmledger.reader.place import INDEX, Placement, Role, place_files
from pmledger.reader.records import read_file
from pmledger.source.diagnostic import Severity

Text = tuple[str, str]
"""A path and the id of the bytes that it had."""


class Shelf(Struct, frozen=True):
    """How the files of a workspace are read, by the configuration of today: all paths that there ever were, what was read."""

    repository: Repository
    schema: Schema
    settings: Settings
    ignored: Callable[[str], bool]
    paths: frozenset[str]
    placements: dict[str, Placement | None] = field(default_factory=dict)
    read: dict[Text, tuple[Entry, ...]] = field(default_factory=dict)
    held: dict[str, bytes] = field(default_factory=dict)
    broken: set[Text] = field(default_factory=set)
    """Versions that hold no record since they cannot be read."""

    def placement(self, path: str) -> Placement | None:
        """What a file is by its place; None where it holds no records. Twins of other times do not hide each other."""
        if path not in self.placements:
            around = {other for other in owners(path) if other in self.paths}
            left_out = any(self.ignored(part) for part in ways_to(path))
            self.placements[path] = None if left_out else place_files({path, *around}, self.schema)[0].get(path)
        return self.placements[path]

    def fetch(self, versions: Iterable[Version]) -> None:
        """Bring the bytes of many versions in one go; those that are too large for a record are left where they are."""
        names = {one.blob for one in versions if one.blob and self.placement(one.path)} - self.held.keys()
        if not names:
            return
        blobs = [blob for blob in self.repository.sized(sorted(names)) if blob.size <= LARGEST_FILE]
        self.held.update(self.repository.blobs(blobs))

    def text(self, version: Version) -> bytes:
        """The bytes of a version; none where it is too large or missing."""
        if version.blob and version.blob not in self.held:
            self.fetch([version])
        return self.held.get(version.blob, b"")

    def entries(self, version: Version) -> tuple[Entry, ...]:
        """The records that a version of a file writes."""
        if not version.blob:
            return ()
        key = version.path, version.blob
        if key not in self.read:
            self.read[key] = self.read_data(version.path, self.text(version))
            if not self.read[key] and self.is_unreadable(version.path, self.text(version)):
                self.broken.add(key)
        return self.read[key]

    def is_broken(self, version: Version) -> bool:
        """Whether a version of a file holds no record only since it cannot be read."""
        return not self.entries(version) and (version.path, version.blob) in self.broken

    def is_unreadable(self, path: str, data: bytes) -> bool:
        """Whether a file that is one record gives none, or one with records gives none and faults instead."""
        placement = self.placement(path)
        if placement is None:
            return False
        if placement.role is Role.RECORD or not data:
            return True
        return any(fault.severity is Severity.ERROR for fault in read_file(path, data, placement, self.schema, self.settings).faults)

    def read_data(self, path: str, data: bytes) -> tuple[Entry, ...]:
        """The records in some bytes at a path; none where reading fails, as for a file of today."""
        placement = self.placement(path)
        if placement is None or not data:
            return ()
        try:
            return read_file(path, data, placement, self.schema, self.settings).entries
        except Exception:  # noqa: BLE001 (one text must not take the others down; check reports it where it stands)
            return ()

    def record(self, version: Version, name: Name, near: Entry | None = None) -> Entry | None:
        """The record of a name in a version of a file.

        `near` is what it was in another version; where it stands in this one word for word, nothing is read again.
        """
        if not version.blob:
            return None
        if near is not None and (version.path, version.blob) not in self.read and stands_in(near, version.path, self.text(version)):
            return near
        return named(self.entries(version), name)

    def is_own(self, path: str, name: Name) -> bool:
        """Whether a file is the record of a name by its place alone."""
        found = self.placement(path)
        if found is None or found.role is not Role.RECORD or found.kind != name.kind or fold(found.id) != fold(name.id):
            return False
        return not name.scope or fold(name.scope) in {fold(found.project), fold(found.client)}

    def possible(self, name: Name, paths: Iterable[str]) -> Iterator[str]:
        """The paths that may hold a record of a name, by their places: its own files first, then those of its project."""
        own, others = [], []
        for path in paths:
            placement = self.placement(path)
            if placement is None:
                continue
            scopes = {fold(placement.project), fold(placement.client)}
            if self.is_own(path, name):
                own.append(path)
            elif placement.role is Role.ROWS and placement.kind != name.kind:
                continue
            elif not name.scope or fold(name.scope) in scopes or fold(placement.id) == fold(name.scope):
                others.append(path)
        yield from own
        yield from others


def owners(path: str) -> Iterator[str]:
    """The files that could make a record of a folder on the way to a path, but for a twin of the path itself."""
    parts = path.split("/")
    for end in range(1, len(parts)):
        folder = "/".join(parts[:end])
        if f"{folder}/{INDEX}.md" != path:
            yield f"{folder}/{INDEX}.md"
            yield f"{folder}.md"


def ways_to(path: str) -> Iterator[str]:
    """A path and the folders that it lies in."""
    parts = path.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def scope_of(entry: Entry) -> str:
    """The id of the project, else of the client, that an entry belongs to; what it says itself wins over its place."""
    if entry.kind in GLOBAL_KINDS:
        return ""
    project = "" if entry.kind in NO_PROJECT_OF_ITS_OWN else written(entry, "project") or entry.project
    return project or written(entry, "client") or written(entry, "organisation") or entry.client


def written(entry: Entry, field_name: str) -> str:
    value = entry.values.get(field_name)
    return parse_ref(value.text).id if isinstance(value, Ref) else ""


def key_of_entry(entry: Entry) -> str:
    """The key of a record as far as its own file tells it."""
    return key_of(entry.kind, scope_of(entry), entry.id)


def name_of(entry: Entry) -> Name:
    """The name of a record as far as its own file tells it."""
    scope = scope_of(entry)
    return Name(key_of(entry.kind, scope, entry.id), entry.kind, scope, entry.id)


def named(entries: Iterable[Entry], name: Name) -> Entry | None:
    """The record of a name among those that a file writes."""
    ident, scope = fold(name.id), fold(name.scope)
    return next(
        (one for one in entries if one.kind == name.kind and fold(one.id) == ident and fold(scope_of(one)) == scope), None
    )


def file_record(entries: Iterable[Entry], kind: str) -> Entry | None:
    """The record that a file is."""
    return next((one for one in entries if one.form is Form.FILE and one.kind == kind), None)
