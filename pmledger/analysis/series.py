"""Series of meetings: which held one follows which, and what of the earlier ones the next has to take up again."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from pmledger.analysis.communication import PlanStanding
from pmledger.analysis.standing import day, is_counted, is_open
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

MEETINGS = frozenset({"meeting", "workshop", "visit", "review"})
"""Types of communication that sit down together; calls and mails have no agenda."""


class Carried(Struct, frozen=True):
    """What a meeting takes up again: the one before it, its decisions, and what is still open of all before.

    `actions` and `promises` are open, the earliest due first; `waiting` are decisions of the project that are needed.
    """

    previous: Record | None
    decisions: tuple[Record, ...]
    actions: tuple[Record, ...]
    promises: tuple[Record, ...]
    waiting: tuple[Record, ...]

    @property
    def count(self) -> int:
        return len(self.actions) + len(self.promises) + len(self.waiting)


class Series(Struct, frozen=True):
    """The meetings of one plan item: those held, the latest first, and the next that is planned."""

    standing: PlanStanding
    held: tuple[Record, ...]
    planned: Record | None


class Minutes(Struct, frozen=True):
    """Looked through once: what came of each meeting by its key, and the meetings by plan item, project and client."""

    actions: Mapping[str, tuple[Record, ...]]
    promises: Mapping[str, tuple[Record, ...]]
    decisions: Mapping[str, tuple[Record, ...]]
    held: Mapping[str, tuple[Record, ...]]


@lru_cache(maxsize=2)
def minutes_of(ledger: Ledger, as_of: date) -> Minutes:
    """What came of the meetings, read once for all pages; `held` has the counted ones by home, the latest first."""
    held: dict[str, list[Record]] = {}
    meetings = [one for one in ledger.of("communication") if one.text("type") in MEETINGS and is_counted(one, as_of)]
    for one in sorted(meetings, key=lambda one: (day(one, "date") or date.min, one.key), reverse=True):
        for home in {one.target("plan_item"), one.project, one.client if not one.project else ""} - {""}:
            held.setdefault(home, []).append(one)
    return Minutes(
        by_meeting(ledger, "action", ("origin", "source"), "actions"),
        by_meeting(ledger, "promise", ("said_in", "source"), ""),
        by_meeting(ledger, "decision", ("meeting", "source"), "decisions"),
        {home: tuple(found) for home, found in held.items()},
    )


def by_meeting(ledger: Ledger, kind: str, fields: tuple[str, ...], listed: str) -> Mapping[str, tuple[Record, ...]]:
    """Records of a kind by the meeting in which they were written, which they name, or which names them."""
    found: dict[str, dict[str, Record]] = {}
    for one in ledger.of(kind):
        for key in (one.parent, *(one.target(field) for field in fields)):
            if key.startswith("communication:"):
                found.setdefault(key, {})[one.key] = one
    for meeting in ledger.of("communication") if listed else ():
        for key in meeting.targets.get(listed, ()):
            if (one := ledger.get(key)) is not None:  # type: ignore[assignment]
                found.setdefault(meeting.key, {})[key] = one
    return {key: tuple(records.values()) for key, records in found.items()}


def series_of(plans: Iterable[PlanStanding], minutes: Minutes) -> tuple[Series, ...]:
    """The plan items that are kept by meetings: those of which one was held or is planned."""
    found = []
    for one in plans:
        held = minutes.held.get(one.plan.key, ())
        planned = one.planned if one.planned and one.planned.text("type") in MEETINGS else None
        if held or planned:
            found.append(Series(one, held, planned))
    return tuple(found)


def before(meeting: Record, minutes: Minutes) -> tuple[Record, ...]:
    """The meetings held before one, the latest first: of its series, else of its project, else of its client."""
    on = day(meeting, "date") or date.max
    home = next((key for key in (meeting.target("plan_item"), meeting.project, meeting.client) if key), "")
    return tuple(
        one for one in minutes.held.get(home, ()) if one.key != meeting.key and (day(one, "date") or date.min) <= on
    )


def carried(held: Iterable[Record], project: str, ledger: Ledger, minutes: Minutes, as_of: date) -> Carried:
    """What meetings, the latest first, leave to the next one."""
    earlier = tuple(held)
    previous = earlier[0] if earlier else None
    actions = open_of(earlier, minutes.actions, as_of)
    promises = open_of(earlier, minutes.promises, as_of)
    decisions = minutes.decisions.get(previous.key, ()) if previous else ()
    waiting = tuple(one for one in ledger.of_project(project, "decision") if one.status == "proposed") if project else ()
    taken = tuple(one for one in decisions if one.status in {"decided", "superseded", "rejected"})
    return Carried(previous, taken, actions, promises, by_due(waiting, "needed_by"))


def open_of(meetings: Iterable[Record], found: Mapping[str, tuple[Record, ...]], as_of: date) -> tuple[Record, ...]:
    records = {one.key: one for meeting in meetings for one in found.get(meeting.key, ()) if is_open(one, as_of)}
    return by_due(records.values(), "due")


def by_due(records: Iterable[Record], field: str) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda one: (day(one, field) or date.max, one.key)))
