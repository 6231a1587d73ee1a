"""A plan as a graph of single activities: summaries replaced by knots, in an order in which all can be reckoned."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.schedule.network import Activity, Link, Plan, Tie

GATHERED, SPREAD = "\0in ", "\0out "
"""Begin the keys of knots: what a summary's parts add up to, and what its parts wait for."""


class Graph(Struct, frozen=True):
    """Activities in an order in which each comes after all that it waits for, and the links into and out of each.

    `knots` stand for the parts of a summary: they take no time, and no more than one link for each part and side.
    """

    order: tuple[str, ...]
    nodes: Mapping[str, Activity]
    into: Mapping[str, Sequence[Link]]
    out: Mapping[str, Sequence[Link]]
    circles: tuple[tuple[str, ...], ...]


def is_knot(key: str) -> bool:
    return key.startswith("\0")


def is_gathering(key: str) -> bool:
    """Whether this is a knot that stands for what the parts of a summary add up to."""
    return key.startswith(GATHERED)


def graph_of(plan: Plan) -> Graph:
    """The graph of a plan; links to what is not planned are left out."""
    nodes = {activity.key: activity for activity in sorted(plan.activities, key=lambda one: one.key)}
    links = sorted(knotted(plan, nodes), key=by_ends)
    into: dict[str, list[Link]] = {}
    out: dict[str, list[Link]] = {}
    for link in {(link.before, link.after, link.tie, link.lag, id(link.clock)): link for link in links}.values():
        if binds(link, nodes):
            into.setdefault(link.after, []).append(link)
            out.setdefault(link.before, []).append(link)
    order, rest = sorted_out(nodes, into, out)
    return Graph(order, nodes, into, out, tuple(circles(rest, out)) if rest else ())


def graph_again(plan: Plan, before: Plan, graph: Graph) -> Graph:
    """As `graph_of`, from the graph of an earlier plan where only the lengths and constraints of activities differ."""
    same = plan.links == before.links and plan.summaries == before.summaries and len(plan.activities) == len(before.activities)
    if not same:
        return graph_of(plan)
    changed = {}
    for one, other in zip(plan.activities, before.activities, strict=True):
        if one is not other:
            if wired_by(one) != wired_by(other):
                return graph_of(plan)
            changed[one.key] = one
    return replace(graph, nodes={**graph.nodes, **changed})


def wired_by(activity: Activity) -> tuple[str, str, bool, bool]:
    """All of an activity that its place in the graph depends on."""
    return activity.key, activity.part_of, activity.begun is None, activity.done is None


def tied(graph: Graph, changed: Mapping[str, Activity], links: Iterable[Link]) -> Graph:
    """A graph with some of its activities as they are now, and with more links, which close no circle."""
    into, out = dict(graph.into), dict(graph.out)
    more: dict[str, list[Link]] = {}
    after: dict[str, list[Link]] = {}
    for link in links:
        more.setdefault(link.after, []).append(link)
        after.setdefault(link.before, []).append(link)
    for key, found in more.items():
        into[key] = sorted((*into.get(key, ()), *found), key=by_ends)
    for key, found in after.items():
        out[key] = (*out.get(key, ()), *found)
    nodes = {**graph.nodes, **changed} if changed else graph.nodes
    order, _ = sorted_out(nodes, into, out)
    return Graph(order, nodes, into, out, graph.circles)


def by_ends(link: Link) -> tuple[str, str, str, int]:
    return link.before, link.after, link.tie, link.lag


def binds(link: Link, nodes: Mapping[str, Activity]) -> bool:
    """Whether a link can still move something: what is done waits for nothing, what has begun does not start again."""
    after = nodes.get(link.after)
    if after is None or link.before not in nodes or after.done is not None:
        return False
    return after.begun is None or link.tie in {"FF", "SF"}


def knotted(plan: Plan, nodes: dict[str, Activity]) -> list[Link]:
    """The links between activities and knots; adds the knots that are needed to the nodes."""
    if not plan.summaries:
        return list(plan.links)
    inside = leaves(plan, nodes)
    links: list[Link] = []
    made: set[str] = set()
    for link in plan.links:
        before, after = link.before, link.after
        if before in plan.summaries:
            side: Tie = "FS" if link.tie in {"FS", "FF"} else "SS"
            before = knot(GATHERED, side, before)
            if before not in made:
                links += [Link(part, before, side) for part in inside.get(link.before, ())]
        if after in plan.summaries:
            side = "SS" if link.tie in {"FS", "SS"} else "FF"
            after = knot(SPREAD, side, after)
            if after not in made:
                links += [Link(after, part, side) for part in inside.get(link.after, ())]
        for key in (before, after):
            if is_knot(key) and key not in made:
                made.add(key)
                nodes[key] = Activity(key, 0)
        links.append(Link(before, after, link.tie, link.lag, link.clock))
    return links


def knot(way: str, side: Tie, summary: str) -> str:
    return f"{way}{side} {summary}"


def leaves(plan: Plan, nodes: Iterable[str]) -> dict[str, list[str]]:
    """All activities that are in a summary, however deep."""
    wholes = {activity.key: activity.part_of for activity in plan.activities}
    found: dict[str, list[str]] = {}
    for key in nodes:
        whole, seen = wholes[key], set[str]()
        while whole and whole not in seen:
            seen.add(whole)
            found.setdefault(whole, []).append(key)
            whole = plan.summaries.get(whole, "")
    return found


def sorted_out(
    nodes: Mapping[str, Activity], into: Mapping[str, Sequence[Link]], out: Mapping[str, Sequence[Link]]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The order, and what is left over: what stands in a circle or waits for one."""
    waits = {key: len(into.get(key, ())) for key in nodes}
    ready = [key for key in nodes if not waits[key]]
    order: list[str] = []
    while ready:
        key = ready.pop()
        order.append(key)
        for link in out.get(key, ()):
            waits[link.after] -= 1
            if not waits[link.after]:
                ready.append(link.after)
    return tuple(order), frozenset(nodes.keys() - set(order)) if len(order) < len(nodes) else frozenset()


def circles(rest: frozenset[str], out: Mapping[str, list[Link]]) -> list[tuple[str, ...]]:
    """The circles among what cannot be sorted, without knots, each from its smallest key on."""
    found: dict[tuple[str, ...], None] = {}
    done: set[str] = set()
    for start in sorted(rest):
        path: list[str] = []
        places: dict[str, int] = {}
        stack = [(start, iter(out.get(start, ())))] if start not in done else []
        if stack:
            places[start] = 0
            path.append(start)
        while stack:
            key, following = stack[-1]
            link = next(following, None)
            if link is None:
                stack.pop()
                path.pop()
                del places[key]
                done.add(key)
            elif link.after in places:
                found[turned(path[places[link.after] :])] = None
            elif link.after in rest and link.after not in done:
                places[link.after] = len(path)
                path.append(link.after)
                stack.append((link.after, iter(out.get(link.after, ()))))
    return list(found)


def turned(circle: list[str]) -> tuple[str, ...]:
    real = [key for key in circle if not is_knot(key)]
    at = real.index(min(real)) if real else 0
    return (*real[at:], *real[:at])
