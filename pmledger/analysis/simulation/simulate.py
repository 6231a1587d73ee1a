"""A plan reckoned many times, with the durations of estimates and the delays of risks by chance."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field

from pmledger.analysis.schedule.clock import Hours
from pmledger.analysis.schedule.network import Activity, Plan
from pmledger.analysis.schedule.plan_dates import reckon
from pmledger.analysis.schedule.wiring import Graph, graph_of, is_knot
from pmledger.analysis.simulation.axis import axis_of
from pmledger.analysis.simulation.critical import critical_runs
from pmledger.analysis.simulation.draws import STEPS, draws
from pmledger.analysis.simulation.placing import Bench, Column, Event, Known, is_open, later_of, lengths_of, placed
from pmledger.analysis.simulation.spread import BINS

SHIFT = (STEPS // BINS).bit_length() - 1
"""Draws are so many binary digits finer than the bins of a spread."""


class Runs(Struct, frozen=True):
    """What happened in each run: the finish of each project as a moment, how long what is uncertain took, what occurred.

    `durations` are in slots of `unit` minutes, as are those `planned`; `occurred` is 1 where an event happened and 0
    where not. `watched` are the moments at which the activities asked for ended, `critical` in how many runs each
    activity that is not done held the end of its project.
    """

    count: int
    seed: int
    finishes: Mapping[str, Column]
    durations: Mapping[str, Column]
    occurred: Mapping[str, Column]
    unit: int = 1
    planned: Mapping[str, Fraction] = field(default_factory=dict)
    watched: Mapping[str, Column] = field(default_factory=dict)
    critical: Mapping[str, int] = field(default_factory=dict)


def simulate(
    plan: Plan,
    spreads: Mapping[str, Sequence[float]],
    events: Sequence[Event],
    count: int,
    seed: int,
    watch: Iterable[str] = (),
) -> Runs:
    """The plan reckoned `count` times.

    `spreads` are the equally likely durations of activities in the units of their clocks (see `spread`); all others take
    as long as planned. What depends on one name depends on the seed and that name alone, so a task more or less changes
    nothing else by chance. Without any doubt each run is the plan itself. Time grows with count × (activities + links).
    """
    graph, timings = graph_of(plan), reckon(plan).timings
    doubted = {
        key: spread for key, spread in spreads.items() if key in timings and is_open(graph.nodes[key])
    }
    bench = Bench(axis_of(plan, timings, [event.delay for event in events], frozenset(doubted)), count)
    unit = bench.axis.unit
    occurred = {event.name: [int(draw < event.chance) for draw in draws(seed, event.name, count)] for event in events}
    durations = {key: drawn(spread, unit, draws(seed, key, count)) for key, spread in doubted.items()}
    late: dict[str, list[Event]] = {}
    for event in events:
        for key in event.delays:
            late.setdefault(key, []).append(event)
    known = Known()
    finishes: dict[str, Column] = {}
    for key in graph.order:
        if not is_knot(key) and key not in timings:
            continue
        activity = graph.nodes[key]
        lengths = lengths_of(activity, durations.get(key), late.get(key, ()), occurred, bench)
        place = placed(activity, plan, graph, lengths, known, bench)
        known.starts[key], known.ends[key] = place.start, place.end
        if place.begin is not None:
            known.begins[key] = place.begin
        if not is_knot(key) and not is_outlasted(activity, graph):
            before = finishes.get(activity.project)
            finishes[activity.project] = place.end if before is None else later_of(before, place.end)
    whole = {project: at_the_end(project, ends, events, occurred, plan, bench) for project, ends in finishes.items()}
    watched = {key: known.ends[key] for key in watch if key in known.ends}
    planned = {key: Fraction(graph.nodes[key].duration, unit) for key in durations}
    return Runs(
        count, seed, moments_of(whole, bench), durations, occurred, unit, planned, moments_of(watched, bench),
        critical_runs(graph, known, finishes, bench),
    )  # fmt: skip


def moments_of(columns: Mapping[str, Column], bench: Bench) -> dict[str, Column]:
    return {key: [bench.axis.moment(slot) for slot in column] for key, column in columns.items()}


def is_outlasted(activity: Activity, graph: Graph) -> bool:
    """Whether something of the same project always ends no earlier."""
    return any(
        link.tie in {"FS", "FF"} and link.lag >= 0 and graph.nodes[link.after].project == activity.project
        for link in graph.out.get(activity.key, ())
        if not is_knot(link.after)
    )


def drawn(spread: Sequence[float], unit: int, chances: Column) -> Column:
    """Durations by chance, in slots."""
    whole = [max(round(part / unit), 0) for part in spread]
    return [whole[draw >> SHIFT] for draw in chances]


def at_the_end(
    project: str, column: Column, events: Sequence[Event], occurred: Mapping[str, Column], plan: Plan, bench: Bench
) -> Column:
    """A project's finish with what delays it as a whole."""
    own = [event for event in events if event.project == project and not event.delays and event.delay]
    clock = next((one.clock for one in plan.activities if one.project == project and isinstance(one.clock, Hours)), None)
    if not own or clock is None:
        return column
    lengths = [0] * bench.count
    for event in own:
        delay = round(event.delay / bench.axis.unit)
        lengths = [length + delay * hit for length, hit in zip(lengths, occurred[event.name], strict=True)]
    after = bench.over(clock).after(column, lengths)
    return [end if length else slot for slot, end, length in zip(column, after, lengths, strict=True)]
