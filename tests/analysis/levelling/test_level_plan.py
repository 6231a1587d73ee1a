"""A plan in which nobody works on more than they have time for, with its calendars."""

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from analysis.schedule.test_working_plans import hours, moment, span
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.levelling.jobs import Way, own_end
from pmledger.analysis.levelling.levelled import Levelled, level_plan
from pmledger.analysis.levelling.turns import Turn
from pmledger.analysis.schedule.clock import Team, finish_day, hours_clock, morning
from pmledger.analysis.schedule.network import Activity, Link, Plan, Tie
from pmledger.analysis.schedule.plan_dates import reckon
from pmledger.analysis.working_hours import working_hours

REFERENCE = json.loads((Path(__file__).parents[2] / "reference" / "schedule_cases.json").read_text(encoding="utf-8"))
LEVELLED = ("TJ15-optimize-2-alternative-chain", "TJ17-optimize-5-criticalness", "TJ29-shared-allocations")
OFFICE = hours_clock(working_hours(work_calendar()))
AWAY = hours_clock(working_hours(work_calendar(holidays=[date(2026, 6, 3)])))
CLOCKS = {"ada": OFFICE, "ben": AWAY}
MONDAY = morning(date(2026, 6, 1))
DAY = 480


def teams(allocation: list[list[str]]) -> list[tuple[str, ...]]:
    """Who may do it together: all that are asked for, or some of them; of alternatives one."""
    if len(allocation) == 1:
        return [(one,) for one in allocation[0]]
    people = [one[0] for one in allocation]
    return [team for size in range(len(people), 0, -1) for team in combinations(people, size)]


@pytest.mark.parametrize("case", [one for one in REFERENCE["suite_cases"] if one["id"] in LEVELLED], ids=lambda case: case["id"])
def test_reference_schedules_with_people_in_short_supply(case: dict) -> None:
    """Who is asked for twice is given to the most urgent, and of alternatives the one that is done first is taken."""
    project = case["project"]
    clocks = {one["id"]: hours_clock(hours(project, one)) for one in case["resources"]}
    wholes = {task["id"]: task["id"].rpartition(".")[0] for task in case["tasks"]}
    activities, ways = [], {}
    for task in case["tasks"]:
        if task.get("container"):
            continue
        ways[task["id"]] = [
            Way(tuple((one, 100) for one in team), span(task["effort"]), Team(tuple((clocks[one], 1) for one in team)))
            for team in teams(task["allocate"])
        ]
        usual = ways[task["id"]][0]
        activities.append(Activity(task["id"], usual.duration, usual.clock, part_of=wholes[task["id"]]))
    links = tuple(Link(one["on"], task["id"]) for task in case["tasks"] for one in task.get("depends", ()))
    summaries = {task["id"]: wholes[task["id"]] for task in case["tasks"] if task.get("container")}
    plan = Plan(tuple(activities), links, {"": moment(project["start"])}, None, summaries)
    found = level_plan(plan, ways, hours_clock(hours(project, {}))).schedule.timings
    for key, timing in found.items():
        assert (timing.start, timing.finish) == (moment(case["expected"][key]["start"]), moment(case["expected"][key]["end"])), key


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, dict[str, list[Way]]]:
    """Some activities of one or two people with whole or half shares, links of all kinds, some begun."""
    count = draw(st.integers(1, 7))
    activities, ways = [], {}
    for number in range(count):
        key = f"a{number}"
        people = draw(st.sampled_from([(), ("ada",), ("ben",), ("ada", "ben")]))
        share = draw(st.sampled_from([50, 100]))
        days = draw(st.integers(0, 4))
        clock = Team(tuple((CLOCKS[one], 1) for one in people)) if people else OFFICE
        duration = days * DAY * max(len(people), 1)
        begun = MONDAY + 600 if draw(st.integers(0, 5)) == 0 else None
        activities.append(Activity(key, duration, clock, begun=begun, rest_from=begun and MONDAY + 600))
        if people:
            ways[key] = [Way(tuple((one, share) for one in people), duration, clock)]
    pairs = draw(st.lists(st.sampled_from([(a, b) for b in range(count) for a in range(b)] or [(0, 0)]), max_size=5, unique=True))
    ties: list[Tie] = ["FS", "SS", "FF", "SF"]
    links = tuple(
        Link(f"a{one}", f"a{other}", draw(st.sampled_from(ties)), draw(st.integers(-2, 2)) * DAY, OFFICE)
        for one, other in pairs
        if one != other
    )
    return Plan(tuple(activities), links, {"": MONDAY}), ways


def peak(found: Levelled, ways: dict[str, list[Way]], person: str) -> int:
    """The most of a person's time, in percent, that is asked for when work begins which had not begun before.

    What has begun counts until its rest is done, not while it waits for others to finish.
    """
    spans = []
    for one in found.plan.activities:
        timing = found.schedule.timings[one.key]
        share = dict(ways[one.key][found.ways[one.key]].people).get(person, 0) if one.key in ways else 0
        finish = timing.finish if one.begun is None else own_end(one)
        if share and finish > timing.start:
            spans.append((timing.start, finish, share, one.begun is None))
    moments = {start for start, _, _, is_new in spans if is_new}
    return max((sum(share for start, finish, share, _ in spans if start <= at < finish) for at in moments), default=0)


@given(plans())
@settings(max_examples=80, deadline=None)
def test_nobody_works_above_capacity_and_every_link_is_kept(made: tuple[Plan, dict[str, list[Way]]]) -> None:
    """At no moment is more asked of a person than all of their time, and no date is earlier than without levelling."""
    plan, ways = made
    found = level_plan(plan, ways, OFFICE)
    free = reckon(plan).timings
    assert not found.schedule.circles
    assert found.schedule.timings.keys() == free.keys()
    assert all(peak(found, ways, person) <= 100 for person in CLOCKS)
    assert all(timing.start >= free[key].start for key, timing in found.schedule.timings.items())


@given(plans(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_files_does_not_matter(made: tuple[Plan, dict[str, list[Way]]], chance) -> None:
    """The same activities and links in any order give the same dates."""
    plan, ways = made
    activities, links = list(plan.activities), list(plan.links)
    chance.shuffle(activities)
    chance.shuffle(links)
    shuffled = Plan(tuple(activities), tuple(links), plan.starts)
    assert level_plan(shuffled, ways, OFFICE).schedule.timings == level_plan(plan, ways, OFFICE).schedule.timings


def alone(*days: int, share: int = 100) -> tuple[Plan, dict[str, list[Way]]]:
    """Activities of ada, one for each number of days."""
    activities = tuple(Activity(f"a{number}", length * DAY, OFFICE) for number, length in enumerate(days))
    return Plan(activities, (), {"": MONDAY}), {
        one.key: [Way((("ada", share),), one.duration, OFFICE)] for one in activities
    }


def test_the_reason_is_who_is_still_busy_with_what() -> None:
    """A task that waits for its person says so: the link to what they do before names them."""
    plan, ways = alone(3, 1)
    found = level_plan(plan, ways, OFFICE, {"a0": Turn(1)})
    timing = found.schedule.timings["a0"]
    driver = timing.starts_by[0]
    assert driver.link is not None
    assert found.handed[driver.link.before, "a0"] == ("ada",)
    assert finish_day(timing.finish) == date(2026, 6, 4)


def test_half_shares_run_side_by_side() -> None:
    """Two activities that take half of a person each run at once, a third one waits for the first that is over."""
    plan, ways = alone(4, 2, 2, share=50)
    found = level_plan(plan, ways, OFFICE).schedule.timings
    assert sorted(str(finish_day(one.finish)) for one in found.values()) == ["2026-06-02", "2026-06-04", "2026-06-04"]


def test_what_has_begun_goes_on_and_the_rest_waits() -> None:
    """Two activities that a person has begun at once both go on; what comes next waits for the last of them."""
    plan, ways = alone(2, 3, 1)
    begun = tuple(
        Activity(one.key, one.duration, OFFICE, begun=MONDAY if one.key != "a2" else None, rest_from=MONDAY if one.key != "a2" else None)
        for one in plan.activities
    )
    found = level_plan(Plan(begun, (), plan.starts), ways, OFFICE).schedule.timings
    assert [str(finish_day(found[key].finish)) for key in ("a0", "a1", "a2")] == ["2026-06-02", "2026-06-03", "2026-06-04"]


def test_a_small_edit_does_not_reshuffle_the_plan() -> None:
    """A task made a day longer moves what comes after it by a day; the order in which things are done stays."""
    lengths = [2, 5, 1, 4, 3, 2, 9, 1]
    turns = {f"a{number}": Turn(0, number) for number in range(len(lengths))}
    before = level_plan(*alone(*lengths), OFFICE, turns).schedule.timings
    after = level_plan(*alone(2, 5, 1, 5, 3, 2, 9, 1), OFFICE, turns).schedule.timings
    moved = {key: OFFICE.at(one.start) - OFFICE.at(before[key].start) for key, one in after.items()}
    assert moved == dict.fromkeys(("a0", "a1", "a2", "a3"), 0) | dict.fromkeys(("a4", "a5", "a6", "a7"), DAY)
