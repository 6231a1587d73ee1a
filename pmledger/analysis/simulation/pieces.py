"""The plan of one project out of that of all: what it waits for elsewhere ends when it is planned to."""

from collections.abc import Collection

from msgspec.structs import replace

from pmledger.analysis.schedule.network import Activity, Link, Plan
from pmledger.analysis.schedule.timetable import Timetable


def pieces_of(timetable: Timetable, projects: Collection[str]) -> dict[str, Plan]:
    """The activities, summaries and links into them of some projects by their keys, in one pass over the plan of all."""
    plan, ledger = timetable.plan, timetable.clocks.ledger
    activities: dict[str, list[Activity]] = {project: [] for project in projects}
    links: dict[str, list[Link]] = {project: [] for project in projects}
    summaries: dict[str, dict[str, str]] = {project: {} for project in projects}
    home: dict[str, str] = {}
    for one in plan.activities:
        if one.project in activities:
            activities[one.project].append(one)
            home[one.key] = one.project
    for key, whole in plan.summaries.items():
        record = ledger.get(key)
        if record is not None and record.project in summaries:
            summaries[record.project][key] = whole
            home[key] = record.project
    for link in plan.links:
        if link.after in home:
            links[home[link.after]].append(link)
    return {
        project: Plan(tuple(activities[project]), tuple(links[project]), plan.starts, plan.status, summaries[project])
        for project in projects
    }


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
