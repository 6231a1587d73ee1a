"""Which one of many changes explains a consequence: each is undone for itself, and what was asked is reckoned again."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.comparison.changes import Change
from pmledger.analysis.comparison.consequences import Consequence, renamed
from pmledger.analysis.comparison.side import Side
from pmledger.analysis.conclude import conclude
from pmledger.history.two_sides import Sides
from pmledger.kinds.settings import FIELDS
from pmledger.ledger.join import join_again
from pmledger.reader.entry import Entry

MOST = 40
"""Trials at most for one answer."""
SINGLES = 8
"""Changes that are tried one by one for a consequence before the rest is halved."""
NAMED = 3
"""Changes that are named together at most."""


UNTRIED = object()
LIKELY: Mapping[str, tuple[str, ...]] = {
    "finish": ("task", "milestone", "phase", "baseline"),
    "milestone": ("task", "milestone"),
    "cost": ("cost", "time_entry", "budget_line", "baseline", "change", "task"),
    "spent": ("cost", "time_entry"),
    "exposure": ("risk",),
    "agreed_finish": ("baseline", "change"),
    "bac": ("baseline", "budget_line", "change"),
    "health": ("task", "milestone", "risk", "issue", "change", "cost", "baseline"),
    "late_promises": ("promise", "action"),
    "endangered_promises": ("promise", "milestone", "task"),
    "overbooked": ("person", "task"),
    "receivable": ("invoice",),
    "progress": ("task",),
}
"""By what is watched the kinds of records that move it most often."""


class Cause(Struct, frozen=True):
    """What explains a consequence: one change, several together, or keys of the configuration; nothing where nobody can say."""

    changes: tuple[Change, ...] = ()
    configuration: tuple[str, ...] = ()


class Trials:
    """Changes undone one at a time in the later state; what was tried is kept. Not for two threads at once."""

    def __init__(self, sides: Sides, changes: Sequence[Change], renames: Mapping[str, str]) -> None:
        self._sides = sides
        self._changes = tuple(one for one in changes if one.means_something)
        self._renames = renames
        self._tried: dict[frozenset[int], Side] = {}

    def cause(self, found: Consequence) -> Cause:
        """What explains a consequence: what brings back the earlier value when it is undone."""
        if not self._changes:
            return Cause(configuration=self.configured)
        if len(self._changes) == 1 and not self.configured:
            return Cause(self._changes)
        wanted = renamed(found.before, self._renames)
        if self.configured and found.watch.at(self.without_configuration, found.subject) == wanted:
            return Cause(configuration=self.configured)
        order, partly = self.order(found), []
        for at in order[:SINGLES]:
            now = self.tried(found, (at,))
            if now == wanted:
                return Cause((self._changes[at],))
            if now != found.after and now is not UNTRIED:
                partly.append(self._changes[at])
        if not partly and (alone := self.halved(found, order[SINGLES:], wanted)) is not None:
            return Cause((self._changes[alone],))
        return Cause(tuple(partly) if 1 < len(partly) <= NAMED else ())

    def halved(self, found: Consequence, among: Sequence[int], wanted: object) -> int | None:
        """The one of many changes that explains a consequence, by undoing one half and then the other."""
        if not among or self.tried(found, among) != wanted:
            return None
        while len(among) > 1:
            halves = among[: len(among) // 2], among[len(among) // 2 :]
            half = next((one for one in halves if self.tried(found, one) == wanted), None)
            if half is None:
                return None
            among = half
        return among[0]

    def tried(self, found: Consequence, changes: Sequence[int]) -> object:
        """What would stand if some changes had not been made; `UNTRIED` when enough was tried."""
        key = frozenset(changes)
        if key not in self._tried:
            if len(self._tried) >= MOST:
                return UNTRIED
            self._tried[key] = self.side_of(undone(self._sides, [self._changes[at] for at in changes]))
        return found.watch.at(self._tried[key], found.subject)

    @cached_property
    def configured(self) -> tuple[str, ...]:
        """The keys of the configuration that say something else."""
        before, after = (side.snapshot.settings for side in (self._sides.before, self._sides.after))
        known = {one.name for one in FIELDS}
        differing = (name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name))
        return tuple(dict.fromkeys(name if name in known else name.partition("_")[0] for name in differing))

    def order(self, found: Consequence) -> list[int]:
        """The changes by how likely they are the cause: of the record itself, of its project, of its client, of all."""
        ledger = self._sides.after.snapshot.ledger
        subject = ledger.by_key[found.subject]
        home = subject.project or (subject.key if subject.kind == "project" else "")

        likely = LIKELY.get(found.watch.name, ())

        def rank(at: int) -> tuple[int, int, int]:
            record = self._changes[at].record
            kind = likely.index(record.kind) if record.kind in likely else len(likely)
            if record.key in {found.subject, found.was}:
                return 0, kind, at
            if home and home in {record.project, record.key}:
                return 1, kind, at
            if subject.key in {record.client, record.owner} or record.kind in {"person", "calendar"}:
                return 2, kind, at
            return (3 if record.client and record.client == subject.client else 4), kind, at

        return sorted(range(len(self._changes)), key=rank)

    @cached_property
    def without_configuration(self) -> Side:
        """The later records under the earlier configuration."""
        after, before = self._sides.after.snapshot, self._sides.before.snapshot
        return Side(after.ledger, conclude(after.ledger, after.schema, before.settings, after.as_of), after.as_of)

    def side_of(self, entries: Iterable[Entry]) -> Side:
        """What follows from some entries in the place of the later ones."""
        later = self._sides.after
        snapshot = later.snapshot
        paths = frozenset(snapshot.files.sources) | snapshot.files.others
        ledger, _, _ = join_again(tuple(entries), snapshot.schema, paths, later.texts, later.joined)
        return Side(ledger, conclude(ledger, snapshot.schema, snapshot.settings, snapshot.as_of), snapshot.as_of)


def undone(sides: Sides, changes: Iterable[Change]) -> tuple[Entry, ...]:
    """The later entries with those of some records as they were: put back, taken out, or added again."""
    swapped: dict[int, Entry | None] = {}
    added: list[Entry] = []
    for change in changes:
        before = sides.before.entry(change.before.key) if change.before is not None else None
        after = sides.after.entry(change.after.key) if change.after is not None else None
        if after is None:
            added += [before] if before is not None else []
        elif before is None:
            swapped[id(after)] = None
        else:
            # Under its present name, or all that refers to it would be undone with it.
            swapped[id(after)] = replace(before, id=after.id, project=after.project, client=after.client, parent=after.parent)
    kept = [entry for one in sides.after.entries if (entry := swapped.get(id(one), one)) is not None]
    return (*kept, *added)
