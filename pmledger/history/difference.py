"""What changed between two states of a workspace and what it means."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from pmledger.analysis.comparison.changes import Change, changes_between
from pmledger.analysis.comparison.consequences import Consequence, consequences
from pmledger.analysis.comparison.reach import reach_of
from pmledger.analysis.comparison.side import Side
from pmledger.history.faults_between import FaultChange, faults_between
from pmledger.history.trials import Cause, Trials
from pmledger.history.two_sides import Sides
from pmledger.workspace.snapshot import Snapshot


class Told(Struct, frozen=True):
    """A consequence with what explains it, and the same with the tolerance that is crossed by it."""

    found: Consequence
    cause: Cause
    crossing: Consequence | None = None


class Difference(Struct, frozen=True, eq=False):
    """Two states held against each other as of a day: consequences, the gravest first, faults by code, records.

    `configured` are the keys of pmledger.yml that are others, `rewritten` tells that some file is.
    """

    before: Side
    after: Side
    earlier: Snapshot
    snapshot: Snapshot
    as_of: date
    told: tuple[Told, ...]
    faults: tuple[FaultChange, ...]
    records: tuple[Change, ...]
    configured: tuple[str, ...]
    rewritten: bool

    @property
    def consequential(self) -> bool:
        return bool(self.told or self.faults)

    @property
    def meant(self) -> bool:
        """Whether anything is said that was not said before."""
        return bool(self.configured) or any(one.means_something for one in self.records)


def difference(sides: Sides) -> Difference:
    """Hold both states against each other; nothing is reckoned where no record and no setting changed."""
    was, now = sides.before.snapshot, sides.after.snapshot
    before, after = (Side(one.ledger, one.conclusions, now.as_of) for one in (was, now))
    changes = changes_between(was.ledger, now.ledger, now.schema)
    trials = Trials(sides, changes.records, changes.renames)
    told: tuple[Told, ...] = ()
    if trials.configured or any(one.means_something for one in changes.records):
        reach = reach_of(changes.records, before, after, configured=bool(trials.configured))
        told = folded([Told(one, trials.cause(one)) for one in consequences(before, after, changes.renames, reach)])
    other = rewritten(was, now)
    faults = faults_between(was.diagnostics, now.diagnostics, changes.renames) if other else ()
    return Difference(before, after, was, now, now.as_of, told, faults, changes.records, trials.configured, other)


def rewritten(before: Snapshot, after: Snapshot) -> bool:
    """Whether some file is another or has come or gone; one that was read once for both is the same."""
    old, new = before.files.sources, after.files.sources
    return before.files.others != after.files.others or old.keys() != new.keys() or any(old[path] is not one and old[path].text != one.text for path, one in new.items())


MEASURED = {"finish": "time", "cost": "cost"}


def folded(told: Iterable[Told]) -> tuple[Told, ...]:
    """A tolerance of time or cost that is crossed is said with the forecast that crosses it."""
    told = tuple(told)
    crossings = {(one.found.subject, one.found.watch.part): one.found for one in told if one.found.watch.name == "tolerance"}
    found, taken = [], set()
    for one in told:
        at = one.found.subject, MEASURED.get(one.found.watch.name, "")
        crossing = crossings.get(at)
        if crossing is not None and crossing.worse and one.found.worse:
            taken.add(at)
            found.append(Told(one.found, one.cause, crossing))
        else:
            found.append(one)
    return tuple(
        one for one in found if not (one.found.watch.name == "tolerance" and (one.found.subject, one.found.watch.part) in taken)
    )
