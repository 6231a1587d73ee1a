"""The plan of one project out of that of all: what it waits for elsewhere ends when it is planned to."""

from msgspec.structs import replace

from pmledger.analysis.schedule.network import Activity, Plan
from pmledger.analysis.schedule.timetable import Timetable


def piece_of(timetable: Timetable, project: str) -> Plan:
    """The activities, summaries and links into them of a project by its key, out of the plan of all."""
    plan, part = timetable.plan, timetable.parts[project]
    activities = tuple(one for key, one in part.activities.items() if key in timetable.activities)
    home = part.summaries.keys() | {one.key for one in activities}
    links = tuple(link for found in part.links.values() for link in found if link.after in home)
    return Plan(activities, links, plan.starts, plan.status, part.summaries)


def part_of(piece: Plan, timetable: Timetable) -> Plan:
    """A project's own piece with what it waits for in others, as it is planned there."""
    timings = timetable.schedule.timings
    keys = {one.key for one in piece.activities} | piece.summaries.keys()
    outside = sorted({link.before for link in piece.links} - keys)
    fixed = (elsewhere(timetable, key) for key in outside if key in timings and key in timetable.activities)
    return replace(piece, activities=(*piece.activities, *fixed))


def elsewhere(timetable: Timetable, key: str) -> Activity:
    timing = timetable.schedule.timings[key]
    return replace(timetable.activities[key], project="", part_of="", begun=timing.start, done=timing.finish)
