"""A plan reckoned many times, with the durations of estimates and the delays of risks by chance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd

from msgspec import Struct, field

from pmledger.analysis.schedule.clock import Clock, Hours, Team
from pmledger.analysis.schedule.network import Activity, Link, Plan, Timing
from pmledger.analysis.schedule.plan_dates import reckon
from pmledger.analysis.schedule.wiring import Graph, graph_of, is_knot
from pmledger.analysis.simulation.axis import SMALLEST, Axis, Tables, unit_of
from pmledger.analysis.simulation.draws import STEPS, draws
from pmledger.analysis.simulation.spread import BINS
from pmledger.analysis.working_hours import DAY

Column = Sequence[int]
"""A value for each run."""
SHIFT = (STEPS // BINS).bit_length() - 1
"""Draws are so many binary digits finer than the bins of a spread."""
ROOM = 4
"""How many times longer than planned a run may take before it is cut off."""
MOST_SLOTS = 400_000
"""No more slots than these, decades of hours: plans over centuries are reckoned more coarsely."""


class Event(Struct, frozen=True):
    """Something that may happen: with a chance in STEPS, delaying activities by working time, or a project at its end.

    `delay` is in minutes of working time by the clock of what is delayed.
    """

    name: str
    chance: int
    delay: int
    delays: tuple[str, ...] = ()
    project: str = ""


class Runs(Struct, frozen=True):
    """What happened in each run: the finish of each project as a moment, how long what is uncertain took, what occurred.

    `durations` are in slots of `unit` minutes, as are those `planned`; `occurred` is 1 where an event happened and 0
    where not. `watched` are the moments at which the activities asked for ended.
    """

    count: int
    seed: int
    finishes: Mapping[str, Column]
    durations: Mapping[str, Column]
    occurred: Mapping[str, Column]
    unit: int = 1
    planned: Mapping[str, Fraction] = field(default_factory=dict)
    watched: Mapping[str, Column] = field(default_factory=dict)


class Bench(Struct, frozen=True):
    """What the runs share: the axis, the clocks over it as they are asked for, and the columns found so far."""

    axis: Axis
    count: int
    tables: dict[int, tuple[Clock, Tables]] = field(default_factory=dict)

    def over(self, clock: Clock) -> Tables:
        """The tables of a clock, made once; the clock is kept with them so that its identity stays its own."""
        if id(clock) not in self.tables:
            self.tables[id(clock)] = clock, self.axis.tables(clock)
        return self.tables[id(clock)][1]


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
    bench = Bench(axis_of(plan, timings, events, frozenset(doubted)), count)
    unit = bench.axis.unit
    occurred = {event.name: [int(draw < event.chance) for draw in draws(seed, event.name, count)] for event in events}
    durations = {key: drawn(spread, unit, draws(seed, key, count)) for key, spread in doubted.items()}
    late: dict[str, list[Event]] = {}
    for event in events:
        for key in event.delays:
            late.setdefault(key, []).append(event)
    starts: dict[str, Column] = {}
    ends: dict[str, Column] = {}
    finishes: dict[str, Column] = {}
    for key in graph.order:
        if not is_knot(key) and key not in timings:
            continue
        activity = graph.nodes[key]
        lengths = lengths_of(activity, durations.get(key), late.get(key, ()), occurred, bench)
        starts[key], ends[key] = placed(activity, plan, graph, lengths, (starts, ends), bench)
        if not is_knot(key) and not is_outlasted(activity, graph):
            known = finishes.get(activity.project)
            finishes[activity.project] = ends[key] if known is None else later_of(known, ends[key])
    whole = {project: at_the_end(project, ends, events, occurred, plan, bench) for project, ends in finishes.items()}
    watched = {key: ends[key] for key in watch if key in ends}
    planned = {key: Fraction(graph.nodes[key].duration, unit) for key in durations}
    return Runs(count, seed, moments_of(whole, bench), durations, occurred, unit, planned, moments_of(watched, bench))


def moments_of(columns: Mapping[str, Column], bench: Bench) -> dict[str, Column]:
    return {key: [bench.axis.moment(slot) for slot in column] for key, column in columns.items()}


def is_open(activity: Activity) -> bool:
    """Whether how long it takes can still be otherwise: what has begun goes by what is left of it."""
    return activity.begun is None and activity.done is None


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


def axis_of(plan: Plan, timings: Mapping[str, Timing], events: Sequence[Event], doubted: frozenset[str]) -> Axis:
    """Slots fine enough for the plan, and enough of them for its longest run."""
    clocks = {id(one.clock): one.clock for one in plan.activities}
    members = [
        member
        for clock in clocks.values()
        for member in ([part for part, _ in clock.members] if isinstance(clock, Team) else [clock])
    ]
    edges = {
        minute
        for clock in members
        if isinstance(clock, Hours)
        for windows in (*clock.hours.week, *clock.hours.exceptions.values())
        for window in windows
        for minute in window
    }
    planned = {minutes for one in plan.activities if one.key not in doubted for minutes in ends_after(one)}
    unit = unit_of((*edges, *planned, *(abs(link.lag) for link in plan.links), *(event.delay for event in events)))
    origin = min((timing.start for timing in timings.values()), default=0) // DAY * DAY
    end = max((timing.finish for timing in timings.values()), default=0)
    span = (end - origin + sum(event.delay for event in events)) * ROOM + 60 * DAY
    unit = max(finest(unit, clocks.values()), -(-span // MOST_SLOTS))
    return Axis(origin, unit, span // unit)


def finest(unit: int, clocks: Iterable[Clock]) -> int:
    """A slot in which teams end too: what one begins alone, several finish in a part of the time."""
    for clock in clocks:
        if isinstance(clock, Team):
            shares = [share for _, share in clock.members]
            parts = sum(shares) // gcd(*shares)
            unit = max(unit // parts, SMALLEST) if unit % parts == 0 else SMALLEST
    return unit


def ends_after(activity: Activity) -> Iterator[int]:
    """After how many minutes it may be done: of a team by all of it, and by each who is there alone."""
    if not isinstance(activity.clock, Team):
        yield activity.duration
        return
    shares = [share for _, share in activity.clock.members]
    for share in (sum(shares), *shares):
        yield activity.duration // share


def lengths_of(
    activity: Activity, column: Column | None, late: Sequence[Event], occurred: Mapping[str, Column], bench: Bench
) -> Column | int:
    """How long an activity takes in each run, in slots of its clock; one number where it always is the same."""
    unit = bench.axis.unit
    share = sum(share for _, share in activity.clock.members) if isinstance(activity.clock, Team) else 1
    planned = -(-activity.duration // unit)
    if not late:
        return planned if column is None else column
    found = [planned] * bench.count if column is None else column
    for event in late:
        more = round(event.delay * share / unit)
        found = [length + more * hit for length, hit in zip(found, occurred[event.name], strict=True)]
    return found


def placed(
    activity: Activity,
    plan: Plan,
    graph: Graph,
    lengths: Column | int,
    known: tuple[Mapping[str, Column], Mapping[str, Column]],
    bench: Bench,
) -> tuple[Column, Column]:
    """The slots in which an activity may begin and is done, in each run."""
    axis, count = bench.axis, bench.count
    links = graph.into.get(activity.key, ())
    if activity.done is not None:
        begun = activity.done if activity.begun is None else activity.begun
        return [axis.at(begun)] * count, [axis.at(activity.done)] * count
    held = [bound(link, known, bench) for link in links if link.tie in {"FF", "SF"}]
    if activity.begun is not None:
        goes_on = max(activity.begun, activity.rest_from or activity.begun)
        rest = activity.duration if activity.rest is None else activity.rest
        end = axis.at(activity.clock.first(activity.clock.at(goes_on) + rest) if rest else goes_on)
        return [axis.at(activity.begun)] * count, latest([[end] * count, *held])
    begin = beginning(activity, plan, graph, known, bench)
    if lengths == 0:
        point = latest([begin, *held])
        return point, point
    tables = bench.over(activity.clock)
    if any(link.tie in {"SS", "SF"} for link in graph.out.get(activity.key, ())):
        begin = tables.opening(begin)
    done = tables.later(begin, lengths) if isinstance(lengths, int) else tables.after(begin, lengths)
    return begin, latest([done, *held])


def beginning(
    activity: Activity,
    plan: Plan,
    graph: Graph,
    known: tuple[Mapping[str, Column], Mapping[str, Column]],
    bench: Bench,
) -> Column:
    """The slots in which an activity may begin, by its links, constraints, the day and its project."""
    links = [link for link in graph.into.get(activity.key, ()) if link.tie in {"FS", "SS"}]
    bounds = [bound(link, known, bench) for link in links]
    own = [activity.must_start, activity.not_before]
    # What waits for something of its own project that has not begun keeps the project's start and the day by that.
    follows = any(
        link.lag >= 0 and (other := graph.nodes[link.before]).project == activity.project and is_open(other)
        for link in links
    )
    if not is_knot(activity.key) and not follows:
        own += [plan.status, plan.starts.get(activity.project)]
    moments = [moment for moment in own if moment is not None]
    if not bounds:
        return [bench.axis.at(max(moments, default=bench.axis.origin))] * bench.count
    begin = latest(bounds)
    if not moments:
        return begin
    least = bench.axis.at(max(moments))
    return [max(least, slot) for slot in begin]


def bound(link: Link, known: tuple[Mapping[str, Column], Mapping[str, Column]], bench: Bench) -> Column:
    """The slots that a link asks for."""
    starts, ends = known
    column = (ends if link.tie in {"FS", "FF"} else starts)[link.before]
    return bench.over(link.clock).later(column, round(link.lag / bench.axis.unit)) if link.lag else column


def latest(columns: Sequence[Column]) -> Column:
    """The latest of several columns, run by run."""
    found = columns[0]
    for column in columns[1:]:
        found = later_of(found, column)
    return found


def later_of(one: Column, other: Column) -> Column:
    return [max(b, a) for a, b in zip(one, other, strict=True)]


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
