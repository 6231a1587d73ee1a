"""The trail of a record through the commits: under which names and in which files it was written, and where it came from."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pmledger.history.changes import said
from pmledger.history.shelf import Shelf, file_record, key_of_entry, name_of
from pmledger.history.touched import Touch, Version, Visit
from pmledger.ledger.names import Name
from pmledger.reader.entry import Entry, Form

MOST_FILES = 200
"""So many other files of one commit are looked into for where a record came from."""
MOST_TRACES = 100
"""So many names and files of one record are followed."""
LOT = 500
"""So many versions of files are looked through in one go for a record that is gone."""


class Past(Struct, frozen=True):
    """The commits, the newest first, and by path which of them touched it."""

    shelf: Shelf
    visits: Sequence[Visit]
    touching: Mapping[str, tuple[tuple[int, Touch], ...]]
    order: Mapping[str, int]

    def newer(self, index: int) -> frozenset[int]:
        """A commit and all that build on it, by position."""
        found = {index}
        for other in range(index - 1, -1, -1):
            if any(self.order.get(parent) in found for parent in self.visits[other].parents):
                found.add(other)
        return frozenset(found)

    def older(self, index: int) -> frozenset[int]:
        """All commits that a commit builds on, by position."""
        found = {index}
        for other in range(index, len(self.visits)):
            if other in found:
                found.update(at for parent in self.visits[other].parents if (at := self.order.get(parent)) is not None)
        return frozenset(found - {index})


class Trace(Struct, frozen=True):
    """A name under which a record was written in a file; `barred` are the commits in which it had another."""

    name: Name
    path: str
    barred: frozenset[int] = frozenset()


class Meeting(Struct, frozen=True):
    """A record where a commit touched it: as it was in each parent, and as it is then."""

    before: tuple[Entry | None, ...]
    now: Entry | None

    def joined(self, other: "Meeting | None") -> "Meeting":
        """The same with what another of its traces says of it."""
        if other is None:
            return self
        pairs = zip(self.before, other.before, strict=True)
        return Meeting(tuple(one or two for one, two in pairs), self.now or other.now)


def past_of(shelf: Shelf, visits: Sequence[Visit]) -> Past:
    touching: dict[str, list[tuple[int, Touch]]] = {}
    for index, visit in enumerate(visits):
        for touch in visit.touches:
            for path in dict.fromkeys((touch.now.path, *(one.path for one in touch.before))):
                touching.setdefault(path, []).append((index, touch))
    order = {visit.commit: index for index, visit in enumerate(visits)}
    return Past(shelf, visits, {path: tuple(found) for path, found in touching.items()}, order)


def meetings(past: Past, name: Name, path: str) -> dict[int, Meeting]:
    """Every commit, by position, that touched the record of a name that is or was written in a file.

    Read are the versions of the files in which it lived, and in the commits in which it came to one, those that it may
    have come from.
    """
    own = (one for one in past.shelf.possible(name, past.touching) if past.shelf.is_own(one, name))
    left = [Trace(name, one) for one in dict.fromkeys((path, *own))]
    known = {(one.name.key, one.path) for one in left}
    found: dict[int, Meeting] = {}
    while left:
        for other in follow(past, left.pop(0), found):
            key = other.name.key, other.path
            if key not in known and len(known) < MOST_TRACES:
                known.add(key)
                left.append(other)
    return found


def follow(past: Past, trace: Trace, found: dict[int, Meeting]) -> list[Trace]:
    """Put the meetings of a trace among those that were found, and give the traces that lead further back."""
    shelf, barred, further = past.shelf, trace.barred, []
    lines = [(index, touch) for index, touch in past.touching.get(trace.path, ()) if index not in barred]
    shelf.fetch(one for _, touch in lines for one in (touch.now, *touch.before) if one.path == trace.path)
    known: dict[str, Entry | None] = {}
    near: Entry | None = None

    def at(version: Version) -> Entry | None:
        nonlocal near
        if version.path != trace.path:
            return None
        if version.blob not in known:
            known[version.blob] = shelf.record(version, trace.name, near)
        near = known[version.blob] or near
        return known[version.blob]

    for index, touch in lines:
        if index in barred:
            continue
        now, before = at(touch.now), tuple(map(at, touch.before))
        if now is not None and len(before) == 1 and before[0] is None:
            source = came_from(past, trace.name, now, index, touch)
            before = (source,)
            if source is not None and key_of_entry(source) != trace.name.key:
                further.append(Trace(name_of(source), source.source.path, past.newer(index)))
                barred |= past.older(index)
            elif source is not None:
                further.append(Trace(trace.name, source.source.path))
        if now is not None or any(before):
            found[index] = Meeting(before, now).joined(found.get(index))
    return further


def came_from(past: Past, name: Name, now: Entry, index: int, touch: Touch) -> Entry | None:
    """Where a record was before the commit in which it appears in a file; None where it is new."""
    shelf, old = past.shelf, touch.before[0]
    if now.form is Form.FILE and old.path != touch.now.path:
        source = file_record(shelf.entries(old), now.kind)
        if source is not None:
            return source
    others = {one.before[0].path: one for one in past.visits[index].touches if one is not touch and one.before[0].blob}
    paths = sorted(shelf.possible(name, others), key=lambda path: others[path].now.blob != "")[:MOST_FILES]
    versions = [others[path].before[0] for path in paths]
    shelf.fetch(versions)
    found = next((one for version in versions if (one := shelf.record(version, name)) is not None), None)
    return found or renamed(shelf.entries(old), shelf.entries(touch.now), now) if old.path == touch.now.path else found


def renamed(before: Iterable[Entry], after: Iterable[Entry], now: Entry) -> Entry | None:
    """The record of the same file that is most like a new one, of those that went as it came; None where none is."""
    kept = {key_of_entry(one) for one in after}
    return most_like(now, (one for one in before if one.kind == now.kind and key_of_entry(one) not in kept))


def most_like(now: Entry, others: Iterable[Entry]) -> Entry | None:
    """The record of the same form that is most like one, of those that say half of it or more; None where none does."""
    best = max((one for one in others if one.form is now.form), key=lambda one: likeness(one, now), default=None)
    return best if best is not None and likeness(best, now) * 2 >= 1 else None


def likeness(one: Entry, other: Entry) -> float:
    """The share of the fields of two records that say the same."""
    mine, others = said(one), said(other)
    names = mine.keys() | others.keys()
    return sum(mine.get(name) == others.get(name) for name in names) / len(names) if names else 0.0


def last_home(past: Past, name: Name) -> str:
    """The file in which a record that is gone was written last, or ""."""
    shelf = past.shelf
    words = words_of(name.id)
    touched = sorted(
        ((index, touch, path) for path in shelf.possible(name, past.touching) for index, touch in past.touching[path]),
        key=lambda one: one[0],
    )
    versions = [(one, path) for _, touch, path in touched for one in (touch.now, *touch.before) if one.path == path and one.blob]
    for start in range(0, len(versions), LOT):
        lot = versions[start : start + LOT]
        shelf.fetch(one for one, _ in lot)
        for version, path in lot:
            if is_told(shelf, version, name, words) and shelf.record(version, name) is not None:
                return path
    return ""


def words_of(ident: str) -> tuple[str, ...]:
    """What a text that holds a record says somewhere: an id that was written has these words, and one made of a title."""
    return tuple(word for word in re.split(r"[-_.]+", ident.casefold()) if word)


def is_told(shelf: Shelf, version: Version, name: Name, words: Sequence[str]) -> bool:
    """Whether a text may hold a record: it is its own file, or has the words that its id is made of."""
    if shelf.is_own(version.path, name):
        return True
    return has_words(shelf.text(version), words)


def has_words(data: bytes, words: Iterable[str]) -> bool:
    text = data.decode("utf-8", "replace").casefold()
    return all(word in text for word in words)
