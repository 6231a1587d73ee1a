"""A plan in which nobody works on more than they have time for: who hands over to whom, and the dates that follow."""

import heapq
from collections.abc import Mapping, Sequence
from math import gcd

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.levelling.axis import Axis, axis_of
from pmledger.analysis.levelling.choice import Crew, Job, Wait, chosen
from pmledger.analysis.levelling.flow import handovers
from pmledger.analysis.schedule.clock import Clock
from pmledger.analysis.schedule.network import Activity, Link, Plan, Schedule, Timing
from pmledger.analysis.schedule.plan_dates import dated
from pmledger.analysis.schedule.wiring import Graph, graph_of, is_knot, tied

WHOLE = 100
"""All of a person's time, in percent."""


class Way(Struct, frozen=True):
    """One way to do an activity: who does it with which share of their time in percent, and how long it takes then."""

    people: tuple[tuple[str, int], ...]
    duration: int
    clock: Clock


class Levelled(Struct, frozen=True):
    """The plan with the chosen ways and the hand-overs as links, its early dates, and who is handed over by each link.

    `handed` has the people by (before, after): the second activity waits since they are still busy with the first.
    `ways` has the number of the way by which each activity is done.
    """

    plan: Plan
    schedule: Schedule
    handed: Mapping[tuple[str, str], tuple[str, ...]]
    ways: Mapping[str, int]


Shares = Mapping[str, tuple[int, int]]
"""The number of each person, and the part of their time, in percent, that what is needed of them is counted in."""


class Turn(Struct, frozen=True, order=True):
    """Whose turn it is before the dates say so: the lower rank; and after them, what is listed first."""

    rank: int = 0
    listed: int = 0


USUAL = Turn()

def level_plan(
    plan: Plan,
    ways: Mapping[str, Sequence[Way]],
    clock: Clock,
    turns: Mapping[str, Turn] = {},
    known: tuple[Graph, Schedule] | None = None,
) -> Levelled:
    """The plan levelled over all its projects at once.

    `ways` are by activity, the usual one first; what is not in it needs nobody. `clock` is the working time in which
    activities are put in order. An activity waits until those who do it are free; the most urgent is served first: by
    rank, then by its latest finish, then as it is listed. Nobody stops in the middle of one for another, and what has
    begun goes on. The dates are the same for any order of activities and links. `known` is the graph of the plan and its
    schedule without levelling, where it is reckoned already.
    """
    graph, found = known or reckoned(plan)
    axis = axis_of(clock, min((timing.start for timing in found.timings.values()), default=0), found.timings)
    parts = smallest_parts(ways)
    people = sorted(parts)
    shares = {person: (number, parts[person]) for number, person in enumerate(people)}
    keys = graph.order
    places = {key: number for number, key in enumerate(keys)}
    jobs = [job_of(plan, graph, key, ways.get(key, ()), axis, places, shares) for key in keys]
    torn = [key for key in keys if key in ways and is_torn(graph, key)]
    jobs += [rest_of(graph.nodes[key], needs_of(ways[key][0], shares), axis) for key in torn]
    ranks = [urgency(key, found.timings.get(key), turns.get(key, USUAL)) for key in (*keys, *torn)]
    capacities = [WHOLE // parts[person] for person in people]
    spots = chosen(jobs, served(jobs, ranks), capacities)
    handed: dict[tuple[str, str], tuple[str, ...]] = {}
    held: dict[str, int] = {}
    for one in sorted(handovers(jobs, spots, capacities)):
        after = keys[one.after]
        if one.before >= len(keys):
            moment = own_end(graph.nodes[torn[one.before - len(keys)]])
            held[after] = max(held.get(after, 0), moment)
        else:
            pair = keys[one.before], after
            handed[pair] = (*handed.get(pair, ()), people[one.resource])
    taken = {key: spots[places[key]].crew for key, some in ways.items() if some and key in places}
    return with_handovers(plan, graph, changed(graph, ways, taken, held), handed, taken)


def reckoned(plan: Plan) -> tuple[Graph, Schedule]:
    graph = graph_of(plan)
    return graph, dated(plan, graph)


def is_torn(graph: Graph, key: str) -> bool:
    """Whether an activity has begun and still cannot end before others: its people are free when its rest is done."""
    activity = graph.nodes[key]
    return activity.begun is not None and activity.done is None and bool(graph.into.get(key))


def own_end(activity: Activity) -> int:
    """When the rest of what has begun is done, whatever its end waits for."""
    goes_on = max(activity.begun or 0, activity.rest_from or 0)
    rest = activity.duration if activity.rest is None else activity.rest
    return activity.clock.first(activity.clock.at(goes_on) + rest) if rest else goes_on


def changed(
    graph: Graph, ways: Mapping[str, Sequence[Way]], taken: Mapping[str, int], held: Mapping[str, int]
) -> dict[str, Activity]:
    """The activities that are done in another way than they are planned, or do not start before a moment."""
    found: dict[str, Activity] = {}
    for key, number in taken.items():
        if number:
            way = ways[key][number]
            found[key] = replace(graph.nodes[key], duration=way.duration, clock=way.clock)
    for key, moment in held.items():
        one = found.get(key, graph.nodes[key])
        found[key] = replace(one, not_before=max(one.not_before or 0, moment))
    return found


def with_handovers(
    plan: Plan,
    graph: Graph,
    others: Mapping[str, Activity],
    handed: dict[tuple[str, str], tuple[str, ...]],
    taken: Mapping[str, int],
) -> Levelled:
    """The plan with its changed activities, and the hand-overs as links where no such link stands already."""
    for link in plan.links:
        if link.tie == "FS" and link.lag >= 0:
            handed.pop((link.before, link.after), None)
    more = [Link(before, after) for before, after in handed]
    activities = tuple(others.get(one.key, one) for one in plan.activities) if others else plan.activities
    levelled = replace(plan, activities=activities, links=(*plan.links, *more))
    return Levelled(levelled, dated(levelled, tied(graph, others, more), late=False), handed, taken)


def job_of(
    plan: Plan,
    graph: Graph,
    key: str,
    some: Sequence[Way],
    axis: Axis,
    places: Mapping[str, int],
    shares: Shares,
) -> Job:
    """An activity or knot as a job in units of time."""
    activity, timing = graph.nodes[key], axis.timings.get(key)
    if is_knot(key) or timing is None:
        return Job((Crew(0, ()),), waits_of(graph, key, axis, places))
    if activity.done is not None:
        return Job((Crew(axis.between(timing.start, timing.finish), ()),), (), axis.at(timing.start), fixed=True)
    if activity.begun is not None:
        if is_torn(graph, key):
            length = axis.between(activity.begun, own_end(activity))
            return Job((Crew(length, ()),), waits_of(graph, key, axis, places), axis.at(activity.begun))
        return rest_of(activity, needs_of(some[0], shares) if some else (), axis)
    begin = begins(plan, activity)
    start = max(timing.start, begin)
    if some:
        crews = tuple(
            Crew(axis.length(way.clock, way.duration, start), needs_of(way, shares), axis.pace(way.clock, way.duration))
            for way in some
        )
    else:
        crews = (Crew(axis.length(activity.clock, activity.duration, start), ()),)
    return Job(crews, waits_of(graph, key, axis, places), axis.at(begin))


def rest_of(activity: Activity, needs: tuple[tuple[int, int], ...], axis: Axis) -> Job:
    """The rest of what has begun, at its time."""
    goes_on = max(activity.begun or 0, activity.rest_from or 0)
    return Job((Crew(axis.between(goes_on, own_end(activity)), needs),), (), axis.at(goes_on), fixed=True)


def begins(plan: Plan, activity: Activity) -> int:
    """The moment before which an activity does not start, whatever it waits for."""
    return max(activity.must_start or 0, activity.not_before or 0, plan.status or 0, plan.starts.get(activity.project, 0))


def needs_of(way: Way, shares: Shares) -> tuple[tuple[int, int], ...]:
    """What a way needs of each person, in the person's parts; nobody can be needed for more than all of their time."""
    found = []
    for person, share in way.people:
        if share > 0:
            number, part = shares[person]
            found.append((number, min(share, WHOLE) // part))
    return tuple(found)


def smallest_parts(ways: Mapping[str, Sequence[Way]]) -> dict[str, int]:
    """The part of each person's time, in percent, of which all shares of it are made: few parts are counted faster."""
    found: dict[str, int] = {}
    for some in ways.values():
        for way in some:
            for person, share in way.people:
                found[person] = gcd(found.get(person, WHOLE), max(share, 0) if share < WHOLE else WHOLE)
    return found


def waits_of(graph: Graph, key: str, axis: Axis, places: Mapping[str, int]) -> tuple[Wait, ...]:
    """What a job waits for. With a lead it does not start before the other, so that no hand-over turns them round."""
    found: list[Wait] = []
    for link in graph.into.get(key, ()):
        other, tie = places[link.before], link.tie
        found.append(Wait(other, axis.lag(link) if link.lag else 0, tie in {"FS", "FF"}, tie in {"FF", "SF"}))
        if link.lag < 0 or tie == "SF":
            found.append(Wait(other, 0, from_finish=False))
    return tuple(found)


def urgency(key: str, timing: Timing | None, turn: Turn) -> tuple[object, ...]:
    """What is served first: what takes no time, then as `level_plan` says."""
    if timing is None or timing.late_finish is None:
        return 0, 0, 0, 0, key
    return 1, turn.rank, timing.late_finish, turn.listed, key


def served(jobs: Sequence[Job], ranks: Sequence[tuple[object, ...]]) -> list[int]:
    """The jobs by rank, each behind those that it waits for; what has begun goes before everything else."""
    waiting = [len(job.waits) for job in jobs]
    after: list[list[int]] = [[] for _ in jobs]
    for number, job in enumerate(jobs):
        for wait in job.waits:
            after[wait.job].append(number)
    by_rank = sorted(range(len(jobs)), key=lambda number: (not jobs[number].fixed, ranks[number]))
    turn = [0] * len(jobs)
    for at, number in enumerate(by_rank):
        turn[number] = at
    ready = [at for at, number in enumerate(by_rank) if not waiting[number]]
    order: list[int] = []
    while ready:
        number = by_rank[heapq.heappop(ready)]
        order.append(number)
        for other in after[number]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, turn[other])
    return order
