"""Where an activity begins and ends in each run, by its links, its constraints and its clock."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from pmledger.analysis.schedule.clock import Clock, Team
from pmledger.analysis.schedule.network import Activity, Link, Plan
from pmledger.analysis.schedule.wiring import Graph, is_knot
from pmledger.analysis.simulation.axis import Axis, Tables

Column = Sequence[int]
"""A value for each run."""


class Event(Struct, frozen=True):
    """Something that may happen: with a chance in STEPS, delaying activities by working time, or a project at its end.

    `delay` is in minutes of working time by the clock of what is delayed.
    """

    name: str
    chance: int
    delay: int
    delays: tuple[str, ...] = ()
    project: str = ""


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


class Known(Struct, frozen=True):
    """The columns found so far by key: where activities start and end, and where they might have begun.

    `begins` are what links and constraints allow, at night too; nothing stands there for what has begun.
    """

    starts: dict[str, Column] = field(default_factory=dict)
    ends: dict[str, Column] = field(default_factory=dict)
    begins: dict[str, Column] = field(default_factory=dict)


class Place(NamedTuple):
    """Where an activity starts and is done in each run, and where it might have begun."""

    start: Column
    end: Column
    begin: Column | None = None


def is_open(activity: Activity) -> bool:
    """Whether how long it takes can still be otherwise: what has begun goes by what is left of it."""
    return activity.begun is None and activity.done is None


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
        found = [length + more if hit else length for length, hit in zip(found, occurred[event.name], strict=True)]
    return found


def placed(
    activity: Activity,
    plan: Plan,
    graph: Graph,
    lengths: Column | int,
    known: Known,
    bench: Bench,
) -> Place:
    """The slots in which an activity begins and is done, in each run."""
    axis, count = bench.axis, bench.count
    links = graph.into.get(activity.key, ())
    if activity.done is not None:
        begun = activity.done if activity.begun is None else activity.begun
        return Place([axis.at(begun)] * count, [axis.at(activity.done)] * count)
    held = [bound(link, known, bench) for link in links if link.tie in {"FF", "SF"}]
    if activity.begun is not None:
        goes_on = max(activity.begun, activity.rest_from or activity.begun)
        rest = activity.duration if activity.rest is None else activity.rest
        end = axis.at(activity.clock.first(activity.clock.at(goes_on) + rest) if rest else goes_on)
        return Place([axis.at(activity.begun)] * count, latest([[end] * count, *held]))
    begin = beginning(activity, plan, graph, known, bench)
    if lengths == 0:
        point = latest([begin, *held])
        return Place(point, point, begin)
    tables, start = bench.over(activity.clock), begin
    if any(link.tie in {"SS", "SF"} for link in graph.out.get(activity.key, ())):
        start = tables.opening(begin)
    done = tables.later(start, lengths) if isinstance(lengths, int) else tables.after(start, lengths)
    return Place(start, latest([done, *held]), begin)


def beginning(
    activity: Activity,
    plan: Plan,
    graph: Graph,
    known: Known,
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
    return [slot if slot > least else least for slot in begin]  # noqa: FURB136


def bound(link: Link, known: Known, bench: Bench) -> Column:
    """The slots that a link asks for."""
    column = (known.ends if link.tie in {"FS", "FF"} else known.starts)[link.before]
    return bench.over(link.clock).later(column, round(link.lag / bench.axis.unit)) if link.lag else column


def latest(columns: Sequence[Column]) -> Column:
    """The latest of several columns, run by run."""
    found = columns[0]
    for column in columns[1:]:
        found = later_of(found, column)
    return found


def later_of(one: Column, other: Column) -> Column:
    # A comparison takes a quarter of the time of max().
    return [a if a > b else b for a, b in zip(one, other, strict=True)]  # noqa: FURB136
