"""The runs of a plan with all that was found on the way, so that one event can be made likelier without the others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from pmledger.analysis.schedule.clock import Hours
from pmledger.analysis.schedule.network import Activity, Plan
from pmledger.analysis.schedule.plan_dates import dated
from pmledger.analysis.schedule.wiring import Graph, graph_of, is_knot
from pmledger.analysis.simulation.axis import axis_of
from pmledger.analysis.simulation.draws import STEPS, draws, happens
from pmledger.analysis.simulation.placing import Bench, Column, Event, Known, is_open, later_of, lengths_of, placed
from pmledger.analysis.simulation.spread import BINS

SHIFT = (STEPS // BINS).bit_length() - 1
"""Draws are so many binary digits finer than the bins of a spread."""


class Chances(NamedTuple):
    """What was drawn by name: how long estimated activities take, in slots, and whether an event happens."""

    durations: Mapping[str, Column]
    occurred: Mapping[str, Column]


class Trial(Struct, frozen=True):
    """A plan in many runs: by key where activities are, and by project its finish in slots.

    `order` are the keys that have dates; `ends` are the finishes of projects without what delays them as a whole.
    """

    plan: Plan
    graph: Graph
    bench: Bench
    order: tuple[str, ...]
    events: tuple[Event, ...]
    late: Mapping[str, Sequence[Event]]
    chances: Chances
    known: Known
    ends: Mapping[str, Column]
    finishes: Mapping[str, Column]


def try_out(plan: Plan, spreads: Mapping[str, Sequence[float]], events: Sequence[Event], count: int, seed: int) -> Trial:
    """The plan reckoned `count` times; see `simulate`."""
    graph = graph_of(plan)
    timings = dated(plan, graph, late=False).timings
    doubted = {key: spread for key, spread in spreads.items() if key in timings and is_open(graph.nodes[key])}
    bench = Bench(axis_of(plan, timings, [event.delay for event in events], frozenset(doubted)), count)
    chances = Chances(
        {key: drawn(spread, bench.axis.unit, draws(seed, key, count)) for key, spread in doubted.items()},
        {event.name: happens(seed, event.name, count, event.chance) for event in events},
    )
    order = tuple(key for key in graph.order if is_knot(key) or key in timings)
    known, late = Known(), delayed(events)
    for key in order:
        place(key, plan, graph, late, chances, known, bench)
    ends = dict(project_ends(order, graph, known))
    whole = {project: at_the_end(project, column, events, chances.occurred, plan, bench) for project, column in ends.items()}
    return Trial(plan, graph, bench, order, tuple(events), late, chances, known, ends, whole)


def drawn(spread: Sequence[float], unit: int, chances: Column) -> Column:
    """Durations by chance, in slots."""
    whole = [max(round(part / unit), 0) for part in spread]
    return [whole[draw >> SHIFT] for draw in chances]


def delayed(events: Sequence[Event]) -> dict[str, list[Event]]:
    """What may delay an activity, by its key."""
    found: dict[str, list[Event]] = {}
    for event in events:
        for key in event.delays:
            found.setdefault(key, []).append(event)
    return found


def place(
    key: str, plan: Plan, graph: Graph, late: Mapping[str, Sequence[Event]], chances: Chances, known: Known, bench: Bench
) -> None:
    """Put an activity among the known ones; all that it waits for is there."""
    activity = graph.nodes[key]
    lengths = lengths_of(activity, chances.durations.get(key), late.get(key, ()), chances.occurred, bench)
    found = placed(activity, plan, graph, lengths, known, bench)
    known.starts[key], known.ends[key] = found.start, found.end
    if found.begin is not None:
        known.begins[key] = found.begin


def project_ends(order: Sequence[str], graph: Graph, known: Known) -> Iterator[tuple[str, Column]]:
    """The latest end of each project's activities."""
    found: dict[str, Column] = {}
    for key in order:
        activity = graph.nodes[key]
        if not is_knot(key) and not is_outlasted(activity, graph):
            before = found.get(activity.project)
            found[activity.project] = known.ends[key] if before is None else later_of(before, known.ends[key])
    return iter(found.items())


def is_outlasted(activity: Activity, graph: Graph) -> bool:
    """Whether something of the same project always ends no earlier."""
    return any(
        link.tie in {"FS", "FF"} and link.lag >= 0 and graph.nodes[link.after].project == activity.project
        for link in graph.out.get(activity.key, ())
        if not is_knot(link.after)
    )


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
        lengths = [length + delay if hit else length for length, hit in zip(lengths, occurred[event.name], strict=True)]
    after = bench.over(clock).after(column, lengths)
    return [end if length else slot for slot, end, length in zip(column, after, lengths, strict=True)]


def tried_again(trial: Trial, name: str, occurred: Column) -> Column:
    """The finish, in slots, of the project of an event if that one event happens in other runs.

    Only these runs are reckoned again, and in them only what comes after what the event delays.
    """
    event = next(one for one in trial.events if one.name == name)
    finish = trial.finishes.get(event.project, ())
    other = [run for run, (one, now) in enumerate(zip(trial.chances.occurred[name], occurred, strict=True)) if one != now]
    if not other or not finish or not event.delay:
        return finish
    bench = Bench(trial.bench.axis, len(other), trial.bench.tables)

    def some(column: Column) -> Column:
        return [column[run] for run in other]

    chances = Chances(
        {key: some(column) for key, column in trial.chances.durations.items()},
        {key: some(occurred if key == name else column) for key, column in trial.chances.occurred.items()},
    )
    known = Known()
    touched = set(event.delays)
    for key in trial.order:
        links = trial.graph.into.get(key, ())
        if key not in touched and not any(link.before in touched for link in links):
            continue
        touched.add(key)
        for link in links:
            if link.before not in touched:
                known.starts[link.before] = some(trial.known.starts[link.before])
                known.ends[link.before] = some(trial.known.ends[link.before])
        place(key, trial.plan, trial.graph, trial.late, chances, known, bench)
    for key in trial.order:
        if key not in touched and trial.graph.nodes[key].project == event.project:
            known.ends[key] = some(trial.known.ends[key])
    mine = [key for key in trial.order if trial.graph.nodes[key].project == event.project]
    ends = dict(project_ends(mine, trial.graph, known))
    moved = at_the_end(event.project, ends[event.project], trial.events, chances.occurred, trial.plan, bench)
    found = list(finish)
    for run, slot in zip(other, moved, strict=True):
        found[run] = slot
    return found
