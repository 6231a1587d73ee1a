"""What each project has to the plan of all, kept while its records are the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import is_

from msgspec import Struct

from pmledger.analysis.schedule.lengths import Clocks
from pmledger.analysis.schedule.network import Activity, Link
from pmledger.analysis.schedule.planner import Planner
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class Part(Struct, frozen=True):
    """What one project has to the plan: `made_of` are the records that say so, `others` the projects that it waits for.

    The rest is as in `Planner`, without the ledger that it was read from.
    """

    made_of: tuple[Record | None, ...]
    activities: Mapping[str, Activity]
    links: Mapping[str, list[Link]]
    unsized: frozenset[str]
    summaries: Mapping[str, str]
    starts: Mapping[str, int]
    others: frozenset[str]


def is_same_ground(one: Clocks, other: Clocks) -> bool:
    """Whether people, their leave and all calendars are the same, so that clocks can be taken over."""
    if one.usual != other.usual:
        return False
    return all(is_same(one.ledger.of(kind), other.ledger.of(kind)) for kind in ("person", "calendar"))


def is_same(some: tuple[Record | None, ...], others: tuple[Record | None, ...]) -> bool:
    """Whether two times the very same records are meant."""
    return len(some) == len(others) and all(map(is_, some, others))


def parts_of(clocks: Clocks, as_of: date, known: Mapping[str, Part]) -> dict[str, Part]:
    """The parts of all projects; the known one of a project whose records are the same."""
    found = {}
    for project in clocks.ledger.of("project"):
        made_of = records_of(project, clocks.ledger)
        before = known.get(project.key)
        if before is None or not is_same(made_of, before.made_of):
            before = part_of(project, made_of, clocks, as_of)
        found[project.key] = before
    return found


def records_of(project: Record, ledger: Ledger) -> tuple[Record | None, ...]:
    """All records that say what is planned of a project."""
    own = (record for kind in ("task", "milestone", "phase", "baseline") for record in ledger.of_project(project.key, kind))
    return project, ledger.get(project.target("baseline")), *own


def part_of(project: Record, made_of: tuple[Record | None, ...], clocks: Clocks, as_of: date) -> Part:
    planning = Planner(clocks, as_of, {}, {}, set(), {}, {})
    planning.add(project, clocks.calendars[project.key])
    waited = (clocks.ledger.get(link.before) for links in planning.links.values() for link in links)
    others = frozenset(one.project for one in waited if one is not None) - {project.key}
    return Part(
        made_of, planning.activities, planning.links, frozenset(planning.unsized), planning.summaries, planning.starts, others
    )


def together(parts: Iterable[Part], clocks: Clocks, as_of: date) -> Planner:
    """The plan of all projects."""
    whole = Planner(clocks, as_of, {}, {}, set(), {}, {})
    for own in parts:
        whole.activities.update(own.activities)
        whole.links.update(own.links)
        whole.unsized.update(own.unsized)
        whole.summaries.update(own.summaries)
        whole.starts.update(own.starts)
    return whole


def touched(parts: Mapping[str, Part], before: Mapping[str, Part]) -> set[str]:
    """The projects whose dates can be others than before: what is not the same, and all that is tied to it at any remove.

    A date depends on what comes before and a float on what comes after, so ties count both ways, and those that were cut
    as well as those that are new.
    """
    tied: dict[str, list[str]] = {}
    for known in (parts, before):
        for project, part in known.items():
            for other in part.others:
                tied.setdefault(project, []).append(other)
                tied.setdefault(other, []).append(project)
    found = {project for project in {**parts, **before} if parts.get(project) is not before.get(project)}
    stack = list(found)
    while stack:
        for other in tied.get(stack.pop(), ()):
            if other not in found:
                found.add(other)
                stack.append(other)
    return found
