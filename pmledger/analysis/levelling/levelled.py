"""A plan in which nobody works on more than they have time for: who hands over to whom, and the dates that follow."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.levelling.again import Placement, placement_of
from pmledger.analysis.levelling.jobs import Jobs, Way, Ways, jobs_of, own_end
from pmledger.analysis.levelling.turns import USUAL, Turn, urgency
from pmledger.analysis.schedule.clock import Clock
from pmledger.analysis.schedule.network import Activity, Link, Plan, Schedule, Timing
from pmledger.analysis.schedule.plan_dates import dated
from pmledger.analysis.schedule.wiring import Graph, by_ends, graph_of, sorted_out, tied

Handed = Mapping[tuple[str, str], tuple[str, ...]]
"""Who is handed over, by (before, after)."""


class Levelled(Struct, frozen=True):
    """The plan with the chosen ways and the hand-overs as links, its early dates, and who is handed over by each link.

    `handed` has the people by (before, after): the second activity waits since they are still busy with the first.
    `ways` has the number of the way by which each activity is done. `kept` is what a later plan can go on from.
    """

    plan: Plan
    schedule: Schedule
    handed: Handed
    ways: Mapping[str, int]
    kept: "Kept"


class Kept(Struct, frozen=True):
    """How a plan was levelled: its jobs, where they were placed, the links that were added, and the graph with them."""

    jobs: Jobs
    placement: Placement
    more: Mapping[tuple[str, str], Link]
    graph: Graph


def level_plan(
    plan: Plan,
    ways: Mapping[str, Sequence[Way]],
    clock: Clock,
    turns: Mapping[str, Turn] = {},
    known: tuple[Graph, Schedule] | None = None,
    before: Levelled | None = None,
) -> Levelled:
    """The plan levelled over all its projects at once.

    `ways` are by activity, the usual one first; what is not in it needs nobody. `clock` is the working time in which
    activities are put in order. An activity waits until those who do it are free; the most urgent is served first: by
    rank, then by its latest finish, then as it is listed. Nobody stops in the middle of one for another, and what has
    begun goes on. The dates are the same for any order of activities and links. `known` is the graph of the plan and its
    schedule without levelling, where it is reckoned already. `before` is an earlier plan levelled: from it is taken what
    follows from the very same activities, links and ways, and the outcome is the same without it.
    """
    graph, found = known or reckoned(plan)
    kept = None if before is None else before.kept
    made = jobs_of(plan, graph, found.timings, ways, clock, None if kept is None else kept.jobs)
    timings, keys = found.timings, (*made.keys, *made.torn)
    ranks = [urgency(key, job, timings.get(key), turns.get(key, USUAL)) for key, job in zip(keys, made.jobs, strict=True)]
    placement = placement_of(made.jobs, ranks, made.capacities, kept.placement if kept is not None and made.places is kept.jobs.places else None)
    spots, places = placement.spots, made.places
    taken = {key: spots[places[key]].crew for key, some in ways.items() if some and key in places}
    if before is not None and not made.torn and placement.handovers is before.kept.placement.handovers:
        return finished(made, placement, changed(graph, ways, taken, {}), before.handed, taken, before)
    handed, held = who_waits(made, placement)
    return finished(made, placement, changed(graph, ways, taken, held), without_links(handed, plan.links), taken, before)


def reckoned(plan: Plan) -> tuple[Graph, Schedule]:
    graph = graph_of(plan)
    return graph, dated(plan, graph)


def who_waits(made: Jobs, placement: Placement) -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[str, int]]:
    """Who is handed over from what to what, and the moments before which what waits for a torn one does not start."""
    handed: dict[tuple[str, str], tuple[str, ...]] = {}
    held: dict[str, int] = {}
    keys, people = made.keys, made.people
    for one in placement.handovers:
        after = keys[one.after]
        if one.before >= len(keys):
            moment = own_end(made.graph.nodes[made.torn[one.before - len(keys)]])
            held[after] = max(held.get(after, 0), moment)
        else:
            pair = keys[one.before], after
            handed[pair] = (*handed[pair], people[one.resource]) if pair in handed else (people[one.resource],)
    return handed, held


def changed(graph: Graph, ways: Ways, taken: Mapping[str, int], held: Mapping[str, int]) -> dict[str, Activity]:
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


def without_links(handed: Handed, links: Iterable[Link]) -> Handed:
    """The hand-overs between which no link stands already that keeps them."""
    found = dict(handed)
    for link in links:
        if link.tie == "FS" and link.lag >= 0:
            found.pop((link.before, link.after), None)
    return found


def finished(
    made: Jobs, placement: Placement, others: Mapping[str, Activity], handed: Handed, taken: Mapping[str, int], before: Levelled | None
) -> Levelled:
    """The plan with its changed activities, and the hand-overs as links."""
    plan, known = made.plan, {} if before is None else before.kept.more
    more = known if before is not None and handed is before.handed else {pair: known.get(pair) or Link(*pair) for pair in handed}
    activities = tuple(others.get(one.key, one) for one in plan.activities) if others else plan.activities
    levelled = replace(plan, activities=activities, links=(*plan.links, *more.values()))
    again = before is not None and before.kept.jobs.graph.into is made.graph.into and before.kept.jobs.graph.order is made.graph.order
    if before is not None and again:
        graph = tied_again(made.graph, others, more, before.kept)
    else:
        graph = tied(made.graph, others, more.values())
    timings = {} if before is None else still_sound(levelled, graph, before)
    schedule = dated(levelled, graph, timings, late=False)
    return Levelled(levelled, schedule, handed, taken, Kept(made, placement, more, graph))


def tied_again(graph: Graph, others: Mapping[str, Activity], more: Mapping[tuple[str, str], Link], before: Kept) -> Graph:
    """As `tied`, from the graph that the same links and others of these made before."""
    nodes, known = {**graph.nodes, **others} if others else graph.nodes, before.graph
    if more is before.more:
        return Graph(known.order, nodes, known.into, known.out, graph.circles)
    different = more.keys() ^ before.more.keys()
    after, behind = {pair[1] for pair in different}, {pair[0] for pair in different}
    into: dict[str, Sequence[Link]] = {**known.into, **{key: [*graph.into.get(key, ())] for key in after}}
    out: dict[str, Sequence[Link]] = {**known.out, **{key: [*graph.out.get(key, ())] for key in behind}}
    for (first, second), link in more.items():
        if second in after:
            into[second] = [*into[second], link]
        if first in behind:
            out[first] = [*out[first], link]
    into.update({key: sorted(into[key], key=by_ends) for key in after})
    order, _ = sorted_out(nodes, into, out)
    return Graph(order, nodes, into, out, graph.circles)


def still_sound(plan: Plan, graph: Graph, before: Levelled) -> Mapping[str, Timing]:
    """The timings of an earlier plan that hold: those of activities that are the same, and wait for the same at any remove."""
    if (plan.status, plan.starts) != (before.plan.status, before.plan.starts) or graph.circles or before.kept.graph.circles:
        return {}
    nodes, into = before.kept.graph.nodes, before.kept.graph.into
    stale = {
        key
        for key, one in graph.nodes.items()
        if one is not (other := nodes.get(key)) and one != other
    }
    if graph.into is not into:
        stale.update(key for key in graph.nodes if not is_same_into(graph.into.get(key, ()), into.get(key, ())))
    stack = list(stale)
    while stack:
        for link in graph.out.get(stack.pop(), ()):
            if link.after not in stale:
                stale.add(link.after)
                stack.append(link.after)
    return {key: timing for key, timing in before.schedule.timings.items() if key not in stale and key in graph.nodes}


def is_same_into(some: Sequence[Link], others: Sequence[Link]) -> bool:
    return some is others or (len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True)))
