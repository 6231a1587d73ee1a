"""The late dates of activities, and how far each can move."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.schedule.clock import Clock
from pmledger.analysis.schedule.network import Activity, Link, Timing
from pmledger.analysis.schedule.wiring import Graph, is_knot
from pmledger.analysis.working_hours import DAY

NEVER = 1 << 62


class Late(Struct, frozen=True):
    """What those before an activity must keep: its latest and its early start and finish, as moments."""

    start: int
    finish: int
    early_start: int
    early_finish: int


def backward(
    graph: Graph, early: Mapping[str, Timing], finishes: Mapping[str, int], known: Mapping[str, Timing]
) -> dict[str, Timing]:
    """The timings with late dates and floats; knots are left out. What is known has them already."""
    late: dict[str, Late] = {}
    found: dict[str, Timing] = {}
    for key in reversed(graph.order):
        timing = early.get(key)
        if timing is None:
            continue
        if key in known:
            found[key] = timing
            continue
        activity = graph.nodes[key]
        links = graph.out.get(key, ())
        if links:
            links = [link for link in links if link.after in late]
        if is_knot(key):
            late[key] = of_knot(links, late)
        elif activity.done is not None:
            found[key] = timing
            late[key] = Late(NEVER, NEVER, NEVER, NEVER)
        else:
            found[key], late[key] = of_activity(activity, timing, links, late, finishes[activity.project])
    return found


def of_knot(links: Sequence[Link], late: Mapping[str, Late]) -> Late:
    """A knot passes on what those after it allow."""
    latest = min((latest_of(link, late[link.after]) for link in links), default=NEVER)
    free = min((soonest_of(link, late[link.after]) for link in links), default=NEVER)
    return Late(latest, latest, free, free)


def latest_of(link: Link, after: Late) -> int:
    return taken_back(after.start if link.tie in {"FS", "SS"} else after.finish, link)


def soonest_of(link: Link, after: Late) -> int:
    return taken_back(after.early_start if link.tie in {"FS", "SS"} else after.early_finish, link)


def taken_back(moment: int, link: Link) -> int:
    """The last moment that a link allows, so that with its lag it is not after a moment."""
    if moment == NEVER or not link.lag:
        return moment
    return link.clock.last(link.clock.at(moment) - link.lag)


def of_activity(
    activity: Activity, timing: Timing, links: Sequence[Link], late: Mapping[str, Late], end: int
) -> tuple[Timing, Late]:
    """How late an activity may be, and by how much it can move without moving its project, or what comes after it."""
    clock, waiting = activity.clock, activity.begun is None
    done = clock.at(timing.finish)
    length = activity.duration if waiting else 0
    last = end if activity.by is None else min(end, activity.by)
    soonest, held, free = end, NEVER, NEVER
    for link in links:
        after = late[link.after]
        if link.tie in {"FS", "FF"}:
            last = min(last, latest_of(link, after))
            soonest = min(soonest, soonest_of(link, after))
        elif waiting:
            held = min(held, latest_of(link, after))
            free = min(free, soonest_of(link, after))
    if activity.must_start is not None and waiting:
        held = min(held, activity.must_start)
    gap = clock.at(soonest) - done
    if free != NEVER:
        gap = min(gap, clock.at(free) - clock.at(timing.start))
    if activity.spans and waiting:
        return of_span(clock, timing, last, held, gap)
    count = clock.at(last)
    if held != NEVER:
        count = min(count, clock.at(held) + length)
    first = clock.first(count)
    if waiting and not length:
        latest = min(last, held)
        bounds = Late(latest, latest, timing.start, timing.finish)
    else:
        bounds = Late(
            clock.last(count - length) if waiting else timing.start,
            max(until(clock, count, first), timing.finish if count >= done else 0),
            timing.start,
            max(until(clock, done, clock.first(done)), timing.finish),
        )
    finished = replace(
        timing,
        late_start=bounds.start,
        late_finish=max(first, timing.finish) if count >= done else first,
        total_float=count - done,
        free_float=gap,
    )
    return finished, bounds


def of_span(clock: Clock, timing: Timing, last: int, held: int, gap: int) -> tuple[Timing, Late]:
    """As `of_activity`, of what lasts from one date to another: what its start waits for may be late until its end is."""
    begun, done, count = clock.at(timing.start), clock.at(timing.finish), clock.at(last)
    most = count - done
    if held != NEVER:
        most = min(most, clock.at(held) - begun)
    moved = replace(
        timing,
        late_start=clock.last(begun + most),
        late_finish=clock.first(done + most) if most else timing.finish,
        total_float=most,
        free_float=gap,
    )
    latest = max(until(clock, count, clock.first(count)), timing.finish if count >= done else 0)
    return moved, Late(min(latest, held), latest, timing.start, timing.finish)


def until(clock: Clock, count: int, first: int) -> int:
    """Until when those before may end so that this one ends by a count: the day counts as a whole, the night with it.

    `first` is the first moment with the count.
    """
    return min(clock.last(count), ((first - 1) // DAY + 1) * DAY)
