"""The early dates of activities, each with what holds it there."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.analysis.schedule.clock import Clock
from pmledger.analysis.schedule.network import Activity, Driver, Link, Plan, Timing, Why
from pmledger.analysis.schedule.wiring import Graph, is_knot
from pmledger.analysis.working_hours import DAY

FIRST: Mapping[Why, int] = {"link": 0, "must_start": 1, "not_before": 2, "status": 3, "project": 4}
"""Which of several reasons for the same moment is told first."""


def forward(plan: Plan, graph: Graph, known: Mapping[str, Timing]) -> dict[str, Timing]:
    """Early start and finish of all activities and knots, by key; knots that nothing holds are left out.

    What is known already is taken as it is.
    """
    found: dict[str, Timing] = {}
    outer: dict[str, tuple[Driver, ...]] = {}
    for key in graph.order:
        if key in known:
            found[key] = known[key]
            continue
        activity = graph.nodes[key]
        if activity.done is not None:
            found[key] = happened(activity, activity.done)
            continue
        starts, ends = link_bounds(graph.into.get(key, ()), found)
        if is_knot(key):
            if starts or ends:
                found[key] = gathered((*starts, *ends))
            continue
        if activity.begun is not None:
            found[key] = under_way(activity, activity.begun, ends)
            continue
        if activity.project not in outer:
            outer[activity.project] = tuple(outer_bounds(plan, activity.project))
        starts += own_bounds(activity)
        starts += outer[activity.project]
        found[key] = to_come(activity, starts, ends)
    return found


def own_bounds(activity: Activity) -> Iterator[Driver]:
    """What an activity may not start before by itself: its constraints."""
    if activity.must_start is not None:
        yield Driver("must_start", activity.must_start)
    if activity.not_before is not None:
        yield Driver("not_before", activity.not_before)


def outer_bounds(plan: Plan, project: str) -> Iterator[Driver]:
    """What nothing of a project starts before: the day, and its own start."""
    if plan.status is not None:
        yield Driver("status", plan.status)
    start = plan.starts.get(project)
    if start is not None:
        yield Driver("project", start)


def link_bounds(links: Sequence[Link], found: Mapping[str, Timing]) -> tuple[list[Driver], list[Driver]]:
    """What links ask of the start, and what of the finish."""
    starts: list[Driver] = []
    ends: list[Driver] = []
    for link in links:
        before = found.get(link.before)
        if before is not None:
            tie = link.tie
            moment = before.finish if tie in {"FS", "FF"} else before.start
            driver = Driver("link", lagged(moment, link) if link.lag else moment, link)
            (starts if tie in {"FS", "SS"} else ends).append(driver)
    return starts, ends


def lagged(moment: int, link: Link) -> int:
    """The moment that a link asks for, from the moment of the one before."""
    return link.clock.first(link.clock.at(moment) + link.lag) if link.lag else moment


def happened(activity: Activity, done: int) -> Timing:
    begun = done if activity.begun is None else min(activity.begun, done)
    return Timing(begun, done, (Driver("actual", begun),), (Driver("actual", done),))


def gathered(links: Sequence[Driver]) -> Timing:
    moment = latest(links)
    held = tuple(driver for driver in links if driver.moment == moment)
    return Timing(moment, moment, held, held)


def under_way(activity: Activity, begun: int, ends: Sequence[Driver]) -> Timing:
    """What has begun ends when its rest is done, from the moment on that the rest is counted from."""
    clock = activity.clock
    goes_on = max(begun, begun if activity.rest_from is None else activity.rest_from)
    rest = activity.duration if activity.rest is None else activity.rest
    finish = clock.first(clock.at(goes_on) + rest) if rest else goes_on
    pushed = pushing(ends, finish, clock)
    if pushed and later(pushed, finish, clock):
        finish = reached(clock, latest(pushed))
    elif not pushed:
        pushed = (Driver("rest", goes_on),)
    return Timing(begun, finish, (Driver("actual", begun),), pushed)


def to_come(activity: Activity, starts: Sequence[Driver], ends: Sequence[Driver]) -> Timing:
    """The earliest dates of what has not begun, by what holds its start and its finish.

    Work is never stretched: what must end later also starts later.
    """
    clock, duration = activity.clock, activity.duration
    moment = latest(starts)
    if not duration:
        return spanned(starts, ends, moment, clock) if activity.spans else point(starts, ends, moment, clock)
    count = clock.at(moment)
    start, finish, low = clock.last(count), clock.first(count + duration), clock.first(count)
    held = ranked([driver for driver in starts if driver.moment >= low])
    if not ends:
        return Timing(start, finish, held, (Driver("start", start),))
    pushed = pushing(ends, finish, clock)
    if not pushed or not later(pushed, finish, clock):
        return Timing(start, finish, (*held, *pushed), (Driver("start", start), *pushed))
    finish = reached(clock, latest(pushed))
    moved = clock.last(clock.at(finish) - duration)
    # Pushed over the night it ends on a later day, and still starts when it would: then both hold its start.
    return Timing(moved, finish, pushed if moved > start else (*held, *pushed), pushed)


def point(starts: Sequence[Driver], ends: Sequence[Driver], moment: int, clock: Clock) -> Timing:
    """A milestone stands at the latest moment that anything asks for; the evening and the night of a day are the same."""
    moment = max(moment, latest(ends))
    low = min(moment, max(clock.first(clock.at(moment)), (moment - 1) // DAY * DAY))
    held = ranked([driver for driver in (*starts, *ends) if driver.moment >= low])
    return Timing(moment, moment, held, held)


def spanned(starts: Sequence[Driver], ends: Sequence[Driver], moment: int, clock: Clock) -> Timing:
    """What lasts from one date to another begins when its start may, and ends when what its end waits for is over."""
    count = clock.at(moment)
    start = clock.last(count)
    finish = reached(clock, latest(ends)) if ends else moment
    if finish <= start:
        return point(starts, ends, moment, clock)
    low = clock.first(count)
    return Timing(start, finish, ranked([driver for driver in starts if driver.moment >= low]), pushing(ends, finish, clock))


def latest(drivers: Sequence[Driver]) -> int:
    """The latest moment that any of some reasons asks for; 0 where there is none."""
    moment = 0
    for driver in drivers:
        moment = max(moment, driver.moment)
    return moment


def ranked(drivers: list[Driver]) -> tuple[Driver, ...]:
    if len(drivers) > 1:
        drivers.sort(key=lambda driver: FIRST[driver.why])
    return tuple(drivers)


def pushing(ends: Sequence[Driver], finish: int, clock: Clock) -> tuple[Driver, ...]:
    """The latest of the bounds on a finish, if it is as late as the finish by the clock, or on a later day."""
    if not ends:
        return ()
    moment = latest(ends)
    if clock.at(moment) < clock.at(finish) and (moment - 1) // DAY <= (finish - 1) // DAY:
        return ()
    low = clock.first(clock.at(moment))
    return tuple(driver for driver in ends if driver.moment >= min(low, moment))


def later(pushed: tuple[Driver, ...], finish: int, clock: Clock) -> bool:
    return reached(clock, latest(pushed)) > finish


def reached(clock: Clock, moment: int) -> int:
    """The moment at which something is over that may not be over before a moment.

    Over by the clock when the last work before it is done; where that was on an earlier day, when work goes on, so that
    nothing ends on a day before the one that it waits for.
    """
    count = clock.at(moment)
    done = clock.first(count)
    return done if (done - 1) // DAY >= (moment - 1) // DAY else clock.last(count)
