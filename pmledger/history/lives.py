"""Whose life is told: a record found by what it is called today or was once, and its life up to the files on the disk."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmledger.history.changes import changes
from pmledger.history.life import Life, Step, steps
from pmledger.history.repository import Blob, Repository, repository_of
from pmledger.history.revision_tree import tree_of
from pmledger.history.revisions import head_of
from pmledger.history.shelf import Shelf, file_record, key_of_entry, name_of, named, scope_of
from pmledger.history.touched import Version, Visit, visits
from pmledger.history.trail import Past, has_words, is_told, last_home, meetings, most_like, past_of, words_of
from pmledger.kinds.reference import RefParts
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.names import GLOBAL_KINDS, Name, fold, key_of
from pmledger.reader.decode import LARGEST_FILE
from pmledger.reader.entry import Entry
from pmledger.reader.place import Placement, Role, place_files
from pmledger.workspace.files import FileRefused
from pmledger.workspace.load import ignorer
from pmledger.workspace.tree import DiskTree


class Ground(Struct, frozen=True):
    """A workspace with its past up to a commit; `disk` is None where the commit itself is looked at, not the disk."""

    past: Past
    schema: Schema
    start: str
    tree: Mapping[str, Blob]
    disk: DiskTree | None
    here: frozenset[str]
    """The files that are there: on the disk, else in the commit."""

    @property
    def shelf(self) -> Shelf:
        return self.past.shelf

    def entries(self, path: str) -> tuple[Entry, ...]:
        """The records that a file writes as it is looked at."""
        if self.disk is None:
            return self.shelf.entries(self.committed(path))
        return self.shelf.read_data(path, self.data(path))

    def data(self, path: str) -> bytes:
        """The bytes of a file as it is looked at; none where it cannot be read."""
        if self.disk is None:
            return self.shelf.text(self.committed(path))
        try:
            data = self.disk.read(path, LARGEST_FILE)
        except FileRefused:
            return b""
        return data if len(data) <= LARGEST_FILE else b""

    def committed(self, path: str) -> Version:
        blob = self.tree.get(path)
        return Version(path, blob.id if blob is not None and blob.regular else "")


def ground_of(root: Path, settings: Settings, schema: Schema, commit: str = "") -> Ground:
    """What the lives of a workspace's records are told from, up to a commit, or to the files on the disk.

    Raises HistoryRefused with the reason where git cannot give it.
    """
    repository: Repository = repository_of(root)
    start = commit or head_of(repository)
    seen: tuple[Visit, ...] = visits(repository, start)
    tree = repository.tree(start)
    disk = None if commit else DiskTree(root, ignorer(settings))
    here = frozenset((replace(tree_of(repository, tree), ignored=ignorer(settings)) if disk is None else disk).list().paths)
    paths = here | {one.path for visit in seen for touch in visit.touches for one in (touch.now, *touch.before)}
    placed: dict[str, Placement | None] = dict(place_files(here, schema)[0])
    shelf = Shelf(repository, schema, settings, ignorer(settings), paths, placed)
    return Ground(past_of(shelf, seen), schema, start, tree, disk, here)


def present(ground: Ground, parts: RefParts) -> tuple[Entry, ...]:
    """The records of today that a reference can mean, by its parts; only files that may hold one are read.

    A record whose id came from its content, or that is called by a person's full name, is not found so.
    """
    meant = ground.schema.kind_meant(parts.kind) if parts.kind else None
    kind = meant.name if meant is not None else parts.kind or ""
    ident, words = fold(parts.id), words_of(parts.id)
    name = Name("", kind, parts.scope or "", parts.id)
    own = [path for path in ground.here if kind and ground.shelf.is_own(path, name)]
    found: dict[str, Entry] = {}
    for path in own if len(own) == 1 else sorted(ground.here):
        place = ground.shelf.placement(path)
        if place is None or (fold(place.id) != ident and not has_words(ground.data(path), words)):
            continue
        for entry in ground.entries(path):
            if fold(entry.id) == ident and kind in {"", entry.kind} and fold(parts.scope or scope_of(entry)) == fold(scope_of(entry)):
                found.setdefault(key_of_entry(entry), entry)
    return tuple(found.values())


def once(ground: Ground, parts: RefParts) -> Name | None:
    """The name of a record that is gone, by its kind, project and id; None where git knows of none.

    By less than that only where files of that name were one record's.
    """
    kind = ground.schema.kind_meant(parts.kind) if parts.kind else None
    names = files_once(ground, parts, kind.name if kind is not None else "") if kind is not None or not parts.kind else []
    if kind is not None and not names:
        names = [Name(key_of(kind.name, parts.scope or "", parts.id), kind.name, parts.scope or "", parts.id)]
    return names[0] if len(names) == 1 and last_home(ground.past, names[0]) else None


def files_once(ground: Ground, parts: RefParts, kind: str) -> list[Name]:
    """The records that files were which are gone, by their id, of a kind or of any."""
    found: dict[str, Name] = {}
    for path in ground.past.touching.keys() - ground.here:
        place = ground.shelf.placement(path)
        if place is None or place.role is not Role.RECORD or fold(place.id) != fold(parts.id) or kind not in {"", place.kind}:
            continue
        scope = "" if place.kind in GLOBAL_KINDS else place.project or place.client
        if parts.scope is None or fold(parts.scope) == fold(scope):
            found[key_of(place.kind, scope, place.id)] = Name(key_of(place.kind, scope, place.id), place.kind, scope, place.id)
    return list(found.values())


def heir(ground: Ground, name: Name) -> Entry | None:
    """What a record that is gone is called today, where its file was only given another name."""
    path, shelf, entry = last_home(ground.past, name), ground.shelf, None
    seen: set[str] = set()
    while path not in seen:
        seen.add(path)
        touches = (touch.now for _, touch in ground.past.touching.get(path, ()))
        other = next((one for one in touches if one.blob and one.path != path), None)
        found = file_record(shelf.entries(other), name.kind) if other is not None else None
        if other is not None and found is not None:
            path, entry = other.path, found
    if entry is None or key_of_entry(entry) == name.key:
        return None
    now = present(ground, RefParts(entry.kind, scope_of(entry) or None, entry.id, None))
    return now[0] if len(now) == 1 else None


def life_of(ground: Ground, name: Name, now: Entry | None) -> Life:
    """The life of a record; `now` is what it is today, None where it is gone."""
    kind = ground.schema.kinds[name.kind]
    head = last_committed(ground, name, now)
    latest = () if ground.disk is None else tuple(uncommitted(head, now, ground, name))
    if head is not None:
        start, path = name_of(head), head.source.path
    else:
        start, path = name, now.source.path if now is not None else last_home(ground.past, name)
    older = steps(ground.past, meetings(ground.past, start, path), kind)
    if latest and latest[0].before is None and older:
        latest = (Step("", None, now, latest[0].changes, again=True),)
    commits = ground.shelf.repository.commits(dict.fromkeys(step.commit for step in older))
    return Life(name, kind, now, (*latest, *older), {one.id: one for one in commits})


def uncommitted(head: Entry | None, now: Entry | None, ground: Ground, name: Name) -> Iterator[Step]:
    """What the files on the disk say otherwise than the last commit."""
    path = head.source.path if head is not None and now is None else ""
    broken = path in ground.here and ground.shelf.is_unreadable(path, ground.data(path)) and not ground.entries(path)
    step = Step("", head, now, changes(head, now, ground.schema.kinds[name.kind]), broken=broken)
    if step.changes or step.moved or (head is None) != (now is None):
        yield step


def last_committed(ground: Ground, name: Name, now: Entry | None) -> Entry | None:
    """A record as the last commit holds it: in its file, else in another, else under another name in a file that went."""
    shelf = ground.shelf
    path = now.source.path if now is not None else ""
    found = shelf.record(ground.committed(path), name) if path else None
    if found is not None or ground.disk is None:
        return found
    versions = [ground.committed(one) for one in shelf.possible(name, sorted(ground.tree))]
    shelf.fetch(versions)
    words = words_of(name.id)
    for version in versions:
        if is_told(shelf, version, name, words) and (found := shelf.record(version, name)) is not None:
            return found
    if now is None:
        return None
    went = [one for one in sorted(ground.tree.keys() - ground.here) if (place := shelf.placement(one)) and place.kind == name.kind]
    return most_like(now, (entry for one in went for entry in shelf.entries(ground.committed(one))))


def record_now(ground: Ground, name: Name, path: str) -> Entry | None:
    """A record of today in a file, by the name that the ledger gives it."""
    return named(ground.entries(path), name)
