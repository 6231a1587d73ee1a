"""The life of a record, commit by commit: what each did to it, the newest first."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from pmledger.history.changes import Changes, changes
from pmledger.history.repository import Commit
from pmledger.history.shelf import key_of_entry
from pmledger.history.touched import Touch
from pmledger.history.trail import Meeting, Past
from pmledger.kinds.declare import KindSpec
from pmledger.ledger.names import Name
from pmledger.reader.entry import Entry, Form


class Step(Struct, frozen=True):
    """What a commit ("" for the files on the disk) did to a record: as it was before and is now, None where it is not.

    `again` where it had been there before, so that it is not new but back; `begins` where nothing older is known;
    `broken` where its file is there and cannot be read.
    """

    commit: str
    before: Entry | None
    now: Entry | None
    changes: Changes
    again: bool = False
    begins: bool = False
    broken: bool = False

    @property
    def renamed(self) -> bool:
        """Whether it is called otherwise than before, if anybody calls it: the id of a row that has none comes from its cells."""
        before, now = self.before, self.now
        if before is None or now is None or (now.form is Form.ROW and not now.named):
            return False
        return key_of_entry(before) != key_of_entry(now)

    @property
    def relocated(self) -> bool:
        """Whether it stands in another file, or in another form, than before."""
        before, now = self.before, self.now
        return before is not None and now is not None and (before.source.path, before.form) != (now.source.path, now.form)

    @property
    def moved(self) -> bool:
        return self.renamed or self.relocated

    @property
    def what(self) -> str:
        """`created`, `back`, `gone`, `unreadable`, `moved` (and perhaps changed) or `changed`."""
        if self.now is None:
            return "unreadable" if self.broken else "gone"
        if self.before is None:
            return "back" if self.again else "created"
        return "moved" if self.moved else "changed"


class Life(Struct, frozen=True):
    """A record's life: its name and kind, whether it is there now, what befell it, and the commits that did."""

    name: Name
    kind: KindSpec
    now: Entry | None
    steps: tuple[Step, ...]
    commits: Mapping[str, Commit]


def steps(past: Past, met: Mapping[int, Meeting], kind: KindSpec) -> tuple[Step, ...]:
    """What each commit did, the newest first; those that changed nothing in it are left out."""
    found: list[Step] = []
    lost: Entry | None = None
    for index in sorted(met, reverse=True):
        visit, meeting = past.visits[index], met[index]
        if lost is not None and not any(meeting.before):
            meeting = Meeting((lost,), meeting.now)
        step = step_of(visit.commit, meeting, kind)
        if step is None:
            continue
        if step.now is None:
            step = replace(step, broken=any(is_broken_in(past, touch, step.before) for touch in visit.touches))
        elif step.before is None:
            step = replace(step, again=bool(found), begins=past.shelf.repository.shallow and not visit.parents)
        lost = step.before if step.broken else None
        found.append(step)
    return tuple(reversed(found))


def is_broken_in(past: Past, touch: Touch, before: Entry | None) -> bool:
    return before is not None and touch.now.path == before.source.path and bool(touch.now.blob) and past.shelf.is_broken(touch.now)


def step_of(commit: str, meeting: Meeting, kind: KindSpec) -> Step | None:
    """The step of one commit; of a merge what is as in none of its parents."""
    before, now = meeting.before, meeting.now
    if now is None:
        return Step(commit, before[0], None, changes(before[0], None, kind)) if before and all(before) else None
    known = [one for one in before if one is not None]
    if any(one is now for one in known):
        return None
    if not known:
        return Step(commit, None, now, changes(None, now, kind))
    found = [Step(commit, one, now, changes(one, now, kind)) for one in known]
    if any(not one.changes and not one.moved for one in found):
        return None
    names = [{change.field for change in one.changes.fields} for one in found]
    headings = [{change.heading for change in one.changes.sections} for one in found]
    first = found[0]
    differing = Changes(
        tuple(change for change in first.changes.fields if all(change.field in one for one in names)),
        tuple(change for change in first.changes.sections if all(change.heading in one for one in headings)),
    )
    return Step(commit, first.before, now, differing) if differing or all(one.moved for one in found) else None
