"""The dates of a plan: early and late, with floats and reasons."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from pmledger.analysis.schedule.backward import backward
from pmledger.analysis.schedule.forward import forward
from pmledger.analysis.schedule.network import Driver, Link, Plan, Schedule, Timing
from pmledger.analysis.schedule.wiring import Graph, graph_of, is_gathering, is_knot


def reckon(plan: Plan) -> Schedule:
    """All dates of a plan by the critical path method, in time linear in its activities and links.

    Early dates are the earliest that links, constraints, projects and the status allow, late dates the latest that move
    no project's finish, or keep its end where one is given, and keep every deadline. Work is never stretched. (Kelley and Walker 1959; precedence diagrams
    with lags as in the PMBOK Guide.)
    """
    return dated(plan, graph_of(plan))


def dated(plan: Plan, graph: Graph, known: Mapping[str, Timing] | None = None, *, late: bool = True) -> Schedule:
    """As `reckon`, by the graph of the plan; without late dates and floats where nobody asks for them.

    `known` are timings found before of projects in which, and in whatever they are tied to, nothing is different.
    """
    sound = known or {}
    early = forward(plan, graph, sound)
    finishes: dict[str, int] = {}
    for key, timing in early.items():
        if not is_knot(key):
            project = graph.nodes[key].project
            finishes[project] = max(finishes.get(project, 0), timing.finish)
    ends = {**finishes, **plan.ends} if plan.ends else finishes
    timings = backward(graph, early, ends, sound) if late else {key: one for key, one in early.items() if not is_knot(key)}
    if len(early) > len(timings):
        timings = {key: timing if key in sound else untied(timing, early) for key, timing in timings.items()}
    return Schedule(timings, finishes, graph.circles)


def untied(timing: Timing, early: Mapping[str, Timing]) -> Timing:
    """With reasons that name activities where a summary stood."""
    starts, ends = (tuple(named(drivers, early)) for drivers in (timing.starts_by, timing.ends_by))
    return replace(timing, starts_by=starts, ends_by=ends)


def named(drivers: tuple[Driver, ...], early: Mapping[str, Timing]) -> Iterator[Driver]:
    """Reasons with the knots between followed back to what holds them."""
    for driver in drivers:
        link = driver.link
        if link is None or not is_knot(link.before):
            yield driver
            continue
        for behind in named(early[link.before].starts_by, early):
            if behind.link is not None:
                yield Driver("link", driver.moment, through(behind.link, link))


def through(first: Link, second: Link) -> Link:
    """One link for two with a knot between them, of which one only leads into or out of a summary."""
    said = second if is_gathering(first.after) else first
    return Link(first.before, second.after, said.tie, said.lag, said.clock)
