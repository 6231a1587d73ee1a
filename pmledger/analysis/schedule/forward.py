"""The early dates of activities, each with what holds it there."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pmledger.analysis.schedule.clock import Clock
from pmledger.analysis.schedule.network import Activity, Driver, Link, Plan, Timing, Why
from pmledger.analysis.schedule.wiring import Graph, is_knot
from pmledger.analysis.working_hours import DAY

FIRST: tuple[Why, ...] = ("link", "must_start", "not_before", "status", "project")
"""Which of several reasons for the same moment is told first."""


class Bounds(Struct, frozen=True):
    """The moments that an activity may not start or end before, each with its reason."""

    start: tuple[Driver, ...]
    end: tuple[Driver, ...]


def forward(plan: Plan, graph: Graph) -> dict[str, Timing]:
    """Early start and finish of all activities and knots, by key; knots that nothing holds are left out."""
    found: dict[str, Timing] = {}
    for key in graph.order:
        activity = graph.nodes[key]
        if activity.done is not None:
            found[key] = happened(activity, activity.done)
            continue
        links = tuple(link_bounds(graph.into.get(key, ()), found))
        ends = tuple(driver for driver in links if driver.link and driver.link.tie in {"FF", "SF"})
        if is_knot(key):
            if links:
                found[key] = gathered(links)
            continue
        if activity.begun is not None:
            found[key] = under_way(activity, activity.begun, ends)
            continue
        starts = tuple(driver for driver in links if driver.link and driver.link.tie in {"FS", "SS"})
        found[key] = to_come(activity, Bounds((*starts, *own_bounds(plan, activity)), ends))
    return found


def own_bounds(plan: Plan, activity: Activity) -> Iterator[Driver]:
    """What an activity may not start before by itself: its constraints, the day, its project."""
    if activity.must_start is not None:
        yield Driver("must_start", activity.must_start)
    if activity.not_before is not None:
        yield Driver("not_before", activity.not_before)
    if plan.status is not None:
        yield Driver("status", plan.status)
    start = plan.starts.get(activity.project)
    if start is not None:
        yield Driver("project", start)


def link_bounds(links: tuple[Link, ...], found: Mapping[str, Timing]) -> Iterator[Driver]:
    for link in links:
        before = found.get(link.before)
        if before is not None:
            moment = before.finish if link.tie in {"FS", "FF"} else before.start
            yield Driver("link", lagged(moment, link), link)


def lagged(moment: int, link: Link) -> int:
    """The moment that a link asks for, from the moment of the one before."""
    return link.clock.first(link.clock.at(moment) + link.lag) if link.lag else moment


def happened(activity: Activity, done: int) -> Timing:
    begun = done if activity.begun is None else min(activity.begun, done)
    return Timing(begun, done, (Driver("actual", begun),), (Driver("actual", done),))


def gathered(links: tuple[Driver, ...]) -> Timing:
    moment = max(driver.moment for driver in links)
    held = tuple(driver for driver in links if driver.moment == moment)
    return Timing(moment, moment, held, held)


def under_way(activity: Activity, begun: int, ends: tuple[Driver, ...]) -> Timing:
    """What has begun ends when its rest is done, from the moment on that the rest is counted from."""
    clock = activity.clock
    goes_on = max(begun, begun if activity.rest_from is None else activity.rest_from)
    rest = activity.duration if activity.rest is None else activity.rest
    finish = clock.first(clock.at(goes_on) + rest) if rest else goes_on
    pushed = pushing(ends, finish, clock)
    if pushed and later(pushed, finish, clock):
        finish = reached(clock, max(driver.moment for driver in pushed))
    elif not pushed:
        pushed = (Driver("rest", goes_on),)
    return Timing(begun, finish, (Driver("actual", begun),), pushed)


def to_come(activity: Activity, bounds: Bounds) -> Timing:
    """The earliest dates of what has not begun. Work is never stretched: what must end later also starts later."""
    clock, duration = activity.clock, activity.duration
    moment = max((driver.moment for driver in bounds.start), default=0)
    if not duration:
        return point(bounds, moment, clock)
    count = clock.at(moment)
    start, finish = clock.last(count), clock.first(count + duration)
    held = ranked(driver for driver in bounds.start if driver.moment >= clock.first(count))
    pushed = pushing(bounds.end, finish, clock)
    if not pushed or not later(pushed, finish, clock):
        return Timing(start, finish, (*held, *pushed), (Driver("start", start), *pushed))
    end = max(driver.moment for driver in pushed)
    finish = reached(clock, end)
    start = clock.last(clock.at(finish) - duration)
    return Timing(start, finish, pushed, pushed)


def point(bounds: Bounds, moment: int, clock: Clock) -> Timing:
    """A milestone stands at the latest moment that anything asks for; the evening and the night of a day are the same."""
    moment = max(moment, max((driver.moment for driver in bounds.end), default=0))
    low = min(moment, max(clock.first(clock.at(moment)), (moment - 1) // DAY * DAY))
    held = ranked(driver for driver in (*bounds.start, *bounds.end) if driver.moment >= low)
    return Timing(moment, moment, held, held)


def ranked(drivers: Iterator[Driver]) -> tuple[Driver, ...]:
    return tuple(sorted(drivers, key=lambda driver: FIRST.index(driver.why)))


def pushing(ends: tuple[Driver, ...], finish: int, clock: Clock) -> tuple[Driver, ...]:
    """The latest of the bounds on a finish, if it is as late as the finish by the clock, or on a later day."""
    if not ends:
        return ()
    moment = max(driver.moment for driver in ends)
    if clock.at(moment) < clock.at(finish) and (moment - 1) // DAY <= (finish - 1) // DAY:
        return ()
    low = clock.first(clock.at(moment))
    return tuple(driver for driver in ends if driver.moment >= min(low, moment))


def later(pushed: tuple[Driver, ...], finish: int, clock: Clock) -> bool:
    moment = max(driver.moment for driver in pushed)
    return reached(clock, moment) > finish


def reached(clock: Clock, moment: int) -> int:
    """The moment at which something is over that may not be over before a moment.

    Over by the clock when the last work before it is done; where that was on an earlier day, when work goes on, so that
    nothing ends on a day before the one that it waits for.
    """
    count = clock.at(moment)
    done = clock.first(count)
    return done if (done - 1) // DAY >= (moment - 1) // DAY else clock.last(count)
