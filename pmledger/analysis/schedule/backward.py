"""The late dates of activities, and how far each can move."""

from collections.abc import Mapping

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


def backward(graph: Graph, early: Mapping[str, Timing], finishes: Mapping[str, int]) -> dict[str, Timing]:
    """The timings with late dates and floats; knots are left out."""
    late: dict[str, Late] = {}
    found: dict[str, Timing] = {}
    for key in reversed(graph.order):
        timing = early.get(key)
        if timing is None:
            continue
        activity = graph.nodes[key]
        links = [link for link in graph.out.get(key, ()) if link.after in late]
        if is_knot(key):
            late[key] = of_knot(links, late)
        elif activity.done is not None:
            found[key] = timing
            late[key] = Late(NEVER, NEVER, NEVER, NEVER)
        else:
            found[key], late[key] = of_activity(activity, timing, links, late, finishes[activity.project])
    return found


def of_knot(links: list[Link], late: Mapping[str, Late]) -> Late:
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
    activity: Activity, timing: Timing, links: list[Link], late: Mapping[str, Late], end: int
) -> tuple[Timing, Late]:
    """How late an activity may be, and by how much it can move without moving its project, or what comes after it."""
    clock, waiting = activity.clock, activity.begun is None
    ends = [link for link in links if link.tie in {"FS", "FF"}]
    starts = [link for link in links if link.tie in {"SS", "SF"}] if waiting else []
    done, begins = clock.at(timing.finish), clock.at(timing.start)
    length = activity.duration if waiting else 0
    last = min([end, *([activity.by] if activity.by is not None else []), *(latest_of(link, late[link.after]) for link in ends)])
    count = clock.at(last)
    held = [latest_of(link, late[link.after]) for link in starts]
    held += [activity.must_start] if activity.must_start is not None and waiting else []
    known = [moment for moment in held if moment != NEVER]
    if known:
        count = min(count, clock.at(min(known)) + length)
    free = [clock.at(end) - done]
    free += [clock.at(moment) - done for link in ends if (moment := soonest_of(link, late[link.after])) != NEVER]
    free += [clock.at(moment) - begins for link in starts if (moment := soonest_of(link, late[link.after])) != NEVER]
    if waiting and not length:
        latest = min([last, *known])
        bounds = Late(latest, latest, timing.start, timing.finish)
    else:
        bounds = Late(
            clock.last(count - length) if waiting else timing.start,
            holding(clock, count, timing.finish, done),
            timing.start,
            holding(clock, done, timing.finish, done),
        )
    finished = replace(
        timing,
        late_start=bounds.start,
        late_finish=max(clock.first(count), timing.finish) if count >= done else clock.first(count),
        total_float=count - done,
        free_float=min(free),
    )
    return finished, bounds


def holding(clock: Clock, count: int, finish: int, done: int) -> int:
    """Until when those before may end so that this one ends by a count: the day counts as a whole, the night with it."""
    first = clock.first(count)
    moment = min(clock.last(count), ((first - 1) // DAY + 1) * DAY)
    return max(moment, finish) if count >= done else moment
