"""How far changes reach: the projects and clients of which figures may stand otherwise."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pmledger.analysis.comparison.changes import Change
from pmledger.analysis.comparison.side import Side
from pmledger.ledger.record import Record


class Reach(Struct, frozen=True):
    """The keys of projects and clients that changes may move, by what they are called now; or everything."""

    homes: frozenset[str]
    everything: bool = False

    def has(self, record: Record) -> bool:
        """Whether figures of a record may stand otherwise."""
        if self.everything or record.kind not in HOMES:
            return True
        home = record.key if record.kind != "phase" else record.project
        return home in self.homes


HOMES = frozenset({"project", "phase", "client"})
"""Kinds whose figures follow from the records of a project or client, from its dates, and from what holds for all."""


def reach_of(changes: Iterable[Change], before: Side, after: Side, *, configured: bool) -> Reach:
    """The projects whose records changed, that are linked with one that did, or that run at other times; and their clients.

    What belongs to no project and no client, such as people and calendars, holds for all.
    """
    if configured:
        return Reach(frozenset(), everything=True)
    homes: set[str] = set()
    for change in changes:
        for record, side in ((change.before, before), (change.after, after)):
            if record is not None:
                own = tuple(homes_of(record))
                if not own:
                    return Reach(frozenset(), everything=True)
                homes.update(own, *(homes_of(one) for one in around(record, side)))
    projects = after.ledger.of("project")
    homes.update(rescheduled(before, after))
    homes.update([one.key for one in projects if one.client in homes])
    homes.update([one.client for one in projects if one.key in homes and one.client])
    return Reach(frozenset(homes))


def homes_of(record: Record) -> Iterator[str]:
    """The project that a record belongs to or is, else its client."""
    if record.kind in {"project", "client"}:
        yield record.key
    elif record.project or record.client:
        yield record.project or record.client


def around(record: Record, side: Side) -> Iterator[Record]:
    """What a record refers to and what refers to it."""
    keys = (*(link.target for link in record.links), *(link.source for link in side.ledger.backlinks.get(record.key, ())))
    yield from (side.ledger.by_key[key] for key in keys if key in side.ledger.by_key)


def rescheduled(before: Side, after: Side) -> Iterator[str]:
    """The projects of which something runs at another time."""
    old, new = before.conclusions.timetable.schedule, after.conclusions.timetable.schedule
    activities = after.conclusions.timetable.activities
    for key, timing in new.timings.items():
        if old.timings.get(key) != timing:
            yield activities[key].project
