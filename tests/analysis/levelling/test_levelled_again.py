"""A plan levelled again after an edit: what is taken over from before changes nothing."""

from datetime import date

import pytest
from analysis.levelling.test_level_plan import DAY, MONDAY, OFFICE
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.levelling.jobs import Way
from pmledger.analysis.levelling.levelled import Levelled, level_plan
from pmledger.analysis.levelling.turns import Turn
from pmledger.analysis.schedule.clock import Clock, Team, hours_clock
from pmledger.analysis.schedule.network import Activity, Link, Plan, Tie
from pmledger.analysis.schedule.plan_dates import dated
from pmledger.analysis.schedule.wiring import graph_again, graph_of
from pmledger.analysis.working_hours import working_hours

PEOPLE = ("ada", "ben", "cyd")
AWAY = hours_clock(working_hours(work_calendar(holidays=[date(2026, 6, 2), date(2026, 6, 5), date(2026, 6, 11)])))
CLOCKS: dict[str, Clock] = {"ada": OFFICE, "ben": OFFICE, "cyd": AWAY}
TIES: list[Tie] = ["FS", "FS", "FS", "SS", "FF", "SF"]
State = tuple[Plan, dict[str, tuple[Way, ...]], dict[str, Turn]]


def activity(draw: st.DrawFn, key: str) -> tuple[Activity, tuple[Way, ...]]:
    """Some work of one or two people, sometimes with another who could do it, sometimes begun."""
    crew = draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))
    share = draw(st.sampled_from([40, 50, 100, 100]))
    other = draw(st.sampled_from([None, None, *PEOPLE]))
    crews = [crew] if not crew or other is None or other in crew else [crew, [other, *crew[1:]]]
    minutes = draw(st.integers(0, 10)) * DAY // 2
    ways = tuple(Way(tuple((one, share) for one in some), minutes, clock_of(some)) for some in crews) if crew else ()
    begun = MONDAY + 600 if draw(st.integers(0, 9)) == 0 else None
    project = draw(st.sampled_from(["p", "q"]))
    return Activity(key, minutes, clock_of(crew), project, begun=begun, rest_from=begun), ways


def clock_of(crew: list[str]) -> Clock:
    if len(crew) == 1:
        return CLOCKS[crew[0]]
    return Team(tuple((CLOCKS[one], 1) for one in crew)) if crew else OFFICE


def links_among(draw: st.DrawFn, keys: list[str]) -> tuple[Link, ...]:
    """Links that lead forwards in a list, with ties and lags of all kinds."""
    pairs = [(a, b) for at, b in enumerate(keys) for a in keys[:at]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=6, unique=True)) if pairs else []
    return tuple(Link(a, b, draw(st.sampled_from(TIES)), draw(st.sampled_from([0, 0, 0, -1, 1])) * DAY, OFFICE) for a, b in chosen)


@st.composite
def edited(draw: st.DrawFn) -> list[State]:
    """A plan, and the same after one edit after another: lengths, people, ranks, links, starts, tasks that come and go."""
    made = [activity(draw, f"a{at}") for at in range(draw(st.integers(2, 14)))]
    plan = Plan(tuple(one for one, _ in made), links_among(draw, [one.key for one, _ in made]), {"p": MONDAY, "q": MONDAY + 1440})
    ways = {one.key: some for one, some in made if some}
    turns = {one.key: Turn(draw(st.integers(0, 2)), at) for at, (one, _) in enumerate(made)}
    states = [(plan, ways, turns)]
    for number in range(draw(st.integers(1, 4))):
        states.append(edit(draw, *states[-1], f"b{number}"))
    return states


def edit(draw: st.DrawFn, plan: Plan, ways: dict[str, tuple[Way, ...]], turns: dict[str, Turn], new: str) -> State:
    """One edit; what it does not touch stays the very same object."""
    at = draw(st.integers(0, len(plan.activities) - 1))
    one, activities = plan.activities[at], list(plan.activities)
    match draw(st.sampled_from(["length", "length", "length", "people", "turn", "turn", "links", "start", "come", "go"])):
        case "length":
            minutes = draw(st.integers(1, 12)) * DAY // 2
            activities[at] = replace(one, duration=minutes)
            ways = {**ways, one.key: tuple(replace(way, duration=minutes) for way in ways[one.key])} if one.key in ways else ways
        case "people":
            activities[at], some = activity(draw, one.key)
            ways = {key: found for key, found in {**ways, one.key: some}.items() if found}
        case "turn":
            turns = {**turns, one.key: Turn(draw(st.integers(0, 2)), draw(st.integers(0, 20)))}
        case "links":
            plan = replace(plan, links=links_among(draw, [each.key for each in activities]))
        case "start":
            plan = replace(plan, starts={"p": MONDAY, "q": MONDAY + draw(st.integers(0, 5)) * 1440})
        case "come":
            came, some = activity(draw, new)
            activities.append(came)
            ways = {**ways, new: some} if some else ways
        case "go" if len(activities) > 1:
            del activities[at]
            ways = {key: found for key, found in ways.items() if key != one.key}
    return replace(plan, activities=tuple(activities)), ways, turns


def holds(states: list[State]) -> None:
    """After each edit the plan levelled with the one before is the plan levelled alone, in the same order."""
    before: Levelled | None = None
    last, graph, schedule = None, None, None
    for plan, ways, turns in states:
        graph = graph_of(plan) if last is None or graph is None else graph_again(plan, last, graph)
        fresh = dated(plan, graph_of(plan))
        known = {} if schedule is None else schedule.timings
        schedule = replace(fresh, timings={key: known[key] if known.get(key) == one else one for key, one in fresh.timings.items()})
        again = level_plan(plan, ways, OFFICE, turns, (graph, schedule), before)
        alone = level_plan(plan, ways, OFFICE, turns, (graph, schedule))
        assert (again.plan, again.schedule, again.handed, again.ways) == (alone.plan, alone.schedule, alone.handed, alone.ways)
        assert list(again.schedule.timings) == list(alone.schedule.timings)
        assert list(again.handed) == list(alone.handed)
        assert again.kept.placement.spots == alone.kept.placement.spots
        before, last = again, plan


@given(edited())
@settings(max_examples=25, deadline=None)
def test_a_plan_levelled_again_is_the_plan_levelled_alone(states: list[State]) -> None:
    """Dates, reasons, who hands over to whom and ways after edits do not depend on what was reckoned before."""
    holds(states)


@pytest.mark.sweep
@given(edited())
@settings(max_examples=3000, deadline=None)
def test_many_plans_levelled_again_are_the_plans_levelled_alone(states: list[State]) -> None:
    """The same holds in many more plans."""
    holds(states)
