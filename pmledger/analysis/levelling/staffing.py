"""Who may do the tasks of each project and whose turn it is, kept while its records are the same."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pmledger.analysis.levelling.crews import ways_of
from pmledger.analysis.levelling.jobs import Way
from pmledger.analysis.schedule.clock import Hours
from pmledger.analysis.schedule.lengths import Clocks
from pmledger.analysis.schedule.parts import Part
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

PRIORITIES: Mapping[str, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
STEP = 2000
"""More than priorities of tasks can differ: those of projects go first."""
USUAL_PRIORITY = 500


class Staff(Struct, frozen=True):
    """Of a project: what it has to the plan, and of each open task of it the ways in which it may be done, and its rank."""

    part: Part
    ways: Mapping[str, tuple[Way, ...]]
    ranks: Mapping[str, int]


class Staffing(Struct, frozen=True):
    """The staff of all projects, and the clocks of all who work in them."""

    clocks: Mapping[tuple[str, ...], Hours]
    staffs: Mapping[str, Staff]


def staffing_of(timetable: Timetable, ledger: Ledger, before: Staffing | None = None) -> Staffing:
    """The staff of all projects; that of before where neither a project's part of the plan nor any clock is another."""
    clocks = timetable.clocks
    known = before.staffs if before is not None and before.clocks is clocks.made else {}
    found = {}
    for project, part in timetable.parts.items():
        staff = known.get(project)
        found[project] = staff if staff is not None and staff.part is part else staff_of(ledger.by_key[project], part, ledger, clocks)
    return Staffing(clocks.made, found)


def staff_of(project: Record, part: Part, ledger: Ledger, clocks: Clocks) -> Staff:
    ways = {
        key: found
        for key, one in part.activities.items()
        if one.done is None and (found := ways_of(ledger.by_key[key], one, clocks))
    }
    return Staff(part, ways, {key: rank_of(ledger.by_key[key], project) for key in ways})


def rank_of(task: Record, project: Record) -> int:
    """What goes before the dates: the priority of the project, then that of the task, the highest first."""
    own = task.number("priority")
    return PRIORITIES.get(project.text("priority"), PRIORITIES["medium"]) * STEP - int(USUAL_PRIORITY if own is None else own)


def open_work(staffing: Staffing, timetable: Timetable) -> Iterator[tuple[str, tuple[Way, ...], int]]:
    """What is planned with its ways and its rank, without what waits for something that nobody can date."""
    for staff in staffing.staffs.values():
        for key, ways in staff.ways.items():
            if key not in timetable.waiting:
                yield key, ways, staff.ranks[key]
