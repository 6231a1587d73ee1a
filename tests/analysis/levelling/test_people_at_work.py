"""What holds of any levelled plan: nobody is asked for too much or at the wrong time, links are kept, a small edit stays small."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from analysis.levelling.test_level_plan import DAY, MONDAY, OFFICE, peak
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.levelling.jobs import Way
from pmledger.analysis.levelling.levelled import Levelled, level_plan
from pmledger.analysis.levelling.turns import Turn
from pmledger.analysis.schedule.clock import Clock, Team, hours_clock
from pmledger.analysis.schedule.forward import lagged
from pmledger.analysis.schedule.network import Activity, Link, Plan, Tie, Timing
from pmledger.analysis.working_hours import working_hours

PEOPLE = ("ada", "ben", "cyd")
FIRST = date(2026, 6, 1)
Ways = dict[str, list[Way]]


@st.composite
def staffed(draw: st.DrawFn, *, even: bool = False) -> tuple[Plan, Ways, dict[str, Turn]]:
    """Work of people with leave of their own, some of it with somebody who could do it instead, links of all kinds.

    With `even` nobody is away, nothing has begun and no link is a lead or holds an end: then the dates are those by which
    work is put in order, which are whole hours and never let a task begin before one that it waits for.
    """
    off = {one: [] if even else draw(st.lists(st.integers(0, 25), max_size=6, unique=True)) for one in PEOPLE}
    clocks = {
        one: hours_clock(working_hours(work_calendar(holidays=[FIRST + timedelta(days=day) for day in days])))
        for one, days in off.items()
    }
    count = draw(st.integers(1, 9))
    activities, ways, turns = [], {}, {}
    for number in range(count):
        key, minutes = f"a{number}", draw(st.integers(1, 8)) * DAY // 2
        crew = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
        share = draw(st.sampled_from([30, 50, 100]))
        other = draw(st.sampled_from([None, *PEOPLE]))
        crews = [crew] if other is None or other in crew else [crew, [other, *crew[1:]]]
        ways[key] = [
            Way(tuple((one, share) for one in some), minutes * len(some), Team(tuple((clocks[one], 1) for one in some))) for some in crews
        ]
        begun = MONDAY + 600 if not even and draw(st.integers(0, 7)) == 0 else None
        project = draw(st.sampled_from(["p", "q"]))
        activities.append(Activity(key, ways[key][0].duration, ways[key][0].clock, project, begun=begun, rest_from=begun))
        turns[key] = Turn(draw(st.integers(0, 2)), number)
    pairs = [(a, b) for b in range(count) for a in range(b)]
    chosen = draw(st.lists(st.sampled_from(pairs or [(0, 0)]), max_size=6, unique=True)) if pairs else []
    ties: list[Tie] = ["FS", "SS"] if even else ["FS", "FS", "SS", "FF", "SF"]
    links = tuple(
        Link(f"a{a}", f"a{b}", draw(st.sampled_from(ties)), draw(st.integers(0 if even else -1, 2)) * DAY, OFFICE) for a, b in chosen
    )
    return Plan(tuple(activities), links, {"p": MONDAY, "q": MONDAY + 1440}), ways, turns


def works(clock: Clock, timing: Timing) -> bool:
    """Whether work goes on in the first and the last minute; what ends with something else may end as a day begins."""
    tied = any(driver.link is not None for driver in timing.ends_by)
    goes_on = clock.at(timing.finish) > clock.at(timing.finish - 1)
    return clock.at(timing.start + 1) > clock.at(timing.start) and (goes_on or tied)


def holds(plan: Plan, ways: Ways, turns: dict[str, Turn]) -> Levelled:
    """Level a plan and hold everything against it that must be true."""
    found = level_plan(plan, ways, OFFICE, turns)
    timings = found.schedule.timings
    nodes = {one.key: one for one in found.plan.activities}
    for key, timing in timings.items():
        one, way = nodes[key], ways[key][found.ways[key]]
        assert (one.duration, one.clock) == (way.duration, way.clock)
        if one.begun is None:
            more = one.clock.at(timing.finish) - one.clock.at(timing.start) - one.duration
            assert 0 <= more < len(way.people)  # several people do several minutes of work in the last one
            assert works(one.clock, timing)
    for link in plan.links:
        before, after = timings[link.before], timings[link.after]
        if nodes[link.after].begun is None:
            least = lagged(before.finish if link.tie in {"FS", "FF"} else before.start, link)
            moment = after.start if link.tie in {"FS", "SS"} else after.finish
            clock = nodes[link.after].clock
            assert moment >= least or clock.at(moment) >= clock.at(least)
    assert all(peak(found, ways, person) <= 100 for person in PEOPLE)
    assert level_plan(plan, ways, OFFICE, turns).schedule == found.schedule
    turned = Plan(plan.activities[::-1], plan.links[::-1], plan.starts)
    assert level_plan(turned, ways, OFFICE, turns).schedule.timings == timings
    return found


@given(staffed())
@settings(max_examples=25, deadline=None)
def test_people_work_within_their_time_and_links_are_kept(made: tuple[Plan, Ways, dict[str, Turn]]) -> None:
    """Nobody works above capacity, on leave or on a day off; links hold; the same plan in any order has the same dates."""
    holds(*made)


@pytest.mark.sweep
@given(staffed())
@settings(max_examples=1500, deadline=None)
def test_people_work_within_their_time_in_many_plans(made: tuple[Plan, Ways, dict[str, Turn]]) -> None:
    """The same holds in many more plans."""
    holds(*made)


def alone(lengths: list[int], project: str = "p") -> tuple[list[Activity], Ways]:
    """Work of ada alone, one after the other, by days."""
    activities = [Activity(f"{project}{at}", days * DAY, OFFICE, project) for at, days in enumerate(lengths)]
    return activities, {one.key: [Way((("ada", 100),), one.duration, OFFICE)] for one in activities}


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), min_size=1, max_size=10))
@settings(max_examples=25, deadline=None)
def test_priority_is_respected(given_tasks: list[tuple[int, int]]) -> None:
    """Of work that could all begin at once, the one of the higher priority begins first; no time is lost between."""
    activities, ways = alone([days for days, _ in given_tasks])
    turns = {one.key: Turn(rank, at) for at, (one, (_, rank)) in enumerate(zip(activities, given_tasks, strict=True))}
    found = level_plan(Plan(tuple(activities), (), {"p": MONDAY}), ways, OFFICE, turns).schedule.timings
    order = sorted(found, key=lambda key: found[key].start)
    assert all(turns[one].rank <= turns[other].rank for one, other in pairwise(order))
    assert all(OFFICE.at(found[one].finish) == OFFICE.at(found[other].start) for one, other in pairwise(order))


@given(staffed(even=True), st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
@settings(max_examples=15, deadline=None)
def test_a_longer_task_of_low_priority_moves_nothing_that_goes_first(
    made: tuple[Plan, Ways, dict[str, Turn]], lengths: list[int], data: st.DataObject
) -> None:
    """One task of a project that comes last takes a day more: whatever is served before it keeps its dates."""
    plan, ways, turns = made
    longer = data.draw(st.integers(0, len(lengths) - 1))

    def levelled(days: list[int]) -> dict[str, tuple[int, int]]:
        last, more = alone(days, "z")
        whole = Plan((*plan.activities, *last), plan.links, {**plan.starts, "z": MONDAY})
        order = turns | {one.key: Turn(9, at) for at, one in enumerate(last)}
        found = level_plan(whole, ways | more, OFFICE, order).schedule.timings
        return {key: (timing.start, timing.finish) for key, timing in found.items()}

    before = levelled(lengths)
    after = levelled([days + (at == longer) for at, days in enumerate(lengths)])
    moved = {key for key, dates in after.items() if dates != before[key]}
    assert f"z{longer}" in moved
    assert all(key.startswith("z") and before[key][0] >= before[f"z{longer}"][0] for key in moved)
