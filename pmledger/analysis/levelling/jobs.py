"""The activities of a plan as jobs in units of time, each with what it needs of whom."""

from collections.abc import Mapping, Sequence
from math import gcd

from msgspec import Struct

from pmledger.analysis.levelling.axis import Axis, axis_of
from pmledger.analysis.levelling.choice import Crew, Job, Wait
from pmledger.analysis.schedule.clock import Clock
from pmledger.analysis.schedule.network import Activity, Plan, Timing
from pmledger.analysis.schedule.wiring import Graph, is_knot

WHOLE = 100
"""All of a person's time, in percent."""

Shares = Mapping[str, tuple[int, int]]
"""The number of each person, and the part of their time, in percent, that what is needed of them is counted in."""


class Way(Struct, frozen=True):
    """One way to do an activity: who does it with which share of their time in percent, and how long it takes then."""

    people: tuple[tuple[str, int], ...]
    duration: int
    clock: Clock


Ways = Mapping[str, Sequence[Way]]


class Jobs(Struct, frozen=True):
    """The jobs of a plan by number: activities and knots in the order of its graph, then the rests of those that are torn.

    Beside them what they were made of: all before `plan` numbers or measures every job alike.
    """

    jobs: Sequence[Job]
    keys: Sequence[str]
    places: Mapping[str, int]
    torn: Sequence[str]
    people: Sequence[str]
    parts: Mapping[str, int]
    axis: Axis
    plan: Plan
    graph: Graph
    timings: Mapping[str, Timing]
    ways: Ways

    @property
    def capacities(self) -> list[int]:
        """How much there is of each person."""
        return [WHOLE // self.parts[person] for person in self.people]


def jobs_of(
    plan: Plan, graph: Graph, timings: Mapping[str, Timing], ways: Ways, clock: Clock, before: Jobs | None = None
) -> Jobs:
    """The jobs of a plan. Of those made `before` the ones are taken over that are the same."""
    axis = axis_of(clock, min([timing.start for timing in timings.values()], default=0))
    parts = smallest_parts(ways)
    people = sorted(parts)
    shares = {person: (number, parts[person]) for number, person in enumerate(people)}
    keys, nodes = graph.order, graph.nodes
    torn = [key for key in keys if nodes[key].begun is not None and key in ways and is_torn(graph, key)]
    known: dict[str, Job] = {}
    places: Mapping[str, int]
    if before is not None and is_same_ground(before, plan, graph, axis, parts, torn):
        known, places = taken_over(before, graph, timings, ways), before.places
    else:
        places = {key: number for number, key in enumerate(keys)}
    jobs = [known.get(key) or job_of(plan, graph, key, ways.get(key, ()), axis, timings, places, shares) for key in keys]
    jobs += [rest_of(nodes[key], needs_of(ways[key][0], shares), axis) for key in torn]
    if before is not None and places is before.places:
        jobs = [one if one is other or one != other else other for one, other in zip(jobs, before.jobs, strict=True)]
    return Jobs(jobs, keys, places, torn, people, parts, axis, plan, graph, timings, ways)


def is_same_ground(
    before: Jobs, plan: Plan, graph: Graph, axis: Axis, parts: Mapping[str, int], torn: Sequence[str]
) -> bool:
    """Whether jobs have the same numbers and waits, and are measured alike."""
    return (
        graph.order is before.graph.order
        and graph.into is before.graph.into
        and torn == before.torn
        and parts == before.parts
        and axis.clock is before.axis.clock
        and axis.origin == before.axis.origin
        and (plan.status, plan.starts) == (before.plan.status, before.plan.starts)
    )


def taken_over(before: Jobs, graph: Graph, timings: Mapping[str, Timing], ways: Ways) -> dict[str, Job]:
    """The jobs that are made of the same activity, dates and ways, by key."""
    nodes, dates, crews = before.graph.nodes, before.timings, before.ways
    into = graph.into
    found: dict[str, Job] = {}
    for key, job in zip(before.keys, before.jobs, strict=False):
        if graph.nodes[key] is nodes[key] and timings.get(key) is dates.get(key) and ways.get(key) is crews.get(key):
            lagged = [link.before for link in into.get(key, ()) if link.lag]
            if all(timings.get(other) is dates.get(other) for other in lagged):
                found[key] = job
    return found


def is_torn(graph: Graph, key: str) -> bool:
    """Whether an activity has begun and still cannot end before others: its people are free when its rest is done."""
    activity = graph.nodes[key]
    return activity.begun is not None and activity.done is None and bool(graph.into.get(key))


def own_end(activity: Activity) -> int:
    """When the rest of what has begun is done, whatever its end waits for."""
    goes_on = max(activity.begun or 0, activity.rest_from or 0)
    rest = activity.duration if activity.rest is None else activity.rest
    return activity.clock.first(activity.clock.at(goes_on) + rest) if rest else goes_on


def job_of(
    plan: Plan,
    graph: Graph,
    key: str,
    some: Sequence[Way],
    axis: Axis,
    timings: Mapping[str, Timing],
    places: Mapping[str, int],
    shares: Shares,
) -> Job:
    """An activity or knot as a job in units of time."""
    activity, timing = graph.nodes[key], timings.get(key)
    if is_knot(key) or timing is None:
        return Job((Crew(0, ()),), waits_of(graph, key, axis, timings, places))
    if activity.done is not None:
        return Job((Crew(axis.between(timing.start, timing.finish), ()),), (), axis.at(timing.start), fixed=True)
    if activity.begun is not None:
        if is_torn(graph, key):
            length = axis.between(activity.begun, own_end(activity))
            return Job((Crew(length, ()),), waits_of(graph, key, axis, timings, places), axis.at(activity.begun))
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
    return Job(crews, waits_of(graph, key, axis, timings, places), axis.at(begin))


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


def waits_of(
    graph: Graph, key: str, axis: Axis, timings: Mapping[str, Timing], places: Mapping[str, int]
) -> tuple[Wait, ...]:
    """What a job waits for. With a lead it does not start before the other, so that no hand-over turns them round."""
    found: list[Wait] = []
    for link in graph.into.get(key, ()):
        other, tie = places[link.before], link.tie
        found.append(Wait(other, axis.lag(link, timings) if link.lag else 0, tie in {"FS", "FF"}, tie in {"FF", "SF"}))
        if link.lag < 0 or tie == "SF":
            found.append(Wait(other, 0, from_finish=False))
    return tuple(found)
