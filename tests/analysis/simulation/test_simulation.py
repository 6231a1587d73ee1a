"""Plans reckoned many times: by published figures, and as themselves where nothing is in doubt."""

import json
from datetime import date
from pathlib import Path
from statistics import NormalDist, fmean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.schedule.clock import ELAPSED, Clock, Team, hours_clock, morning
from pmledger.analysis.schedule.network import Activity, Link, Plan
from pmledger.analysis.schedule.plan_dates import reckon
from pmledger.analysis.simulation.draws import STEPS, draws
from pmledger.analysis.simulation.outcome import chance, drivers, percentiles
from pmledger.analysis.simulation.placing import Event
from pmledger.analysis.simulation.simulate import Runs, simulate
from pmledger.analysis.simulation.spread import beta_pert, triangular
from pmledger.analysis.simulation.trial import Trial, tried_again, try_out
from pmledger.analysis.working_hours import working_hours

PERT = json.loads((Path(__file__).parents[2] / "reference" / "pert.json").read_text(encoding="utf-8"))
MILWAUKEE = {
    "A": ((1, 2, 3), ""), "B": ((2, 3, 4), ""), "C": ((1, 2, 3), "A"), "D": ((2, 4, 6), "AB"), "E": ((1, 4, 7), "C"),
    "F": ((1, 2, 9), "C"), "G": ((3, 4, 11), "DE"), "H": ((1, 2, 3), "FG"),
}  # fmt: skip
"""The paper works of Heizer and Render (Operations Management, chapter on projects), in weeks; the cases only name it."""
NETWORKS = {one["id"]: one for one in PERT["networks"]} | {
    "heizer-milwaukee-paper": {
        "activities": [
            {"id": key, "pred": list(before), **dict(zip("omp", points, strict=True))} for key, (points, before) in MILWAUKEE.items()
        ]
    }
}
SHAPES = {"beta_pert": beta_pert, "beta-PERT": beta_pert, "triangular": triangular}
FINE = 6000
"""Units of a day or week of the published cases, so that rounding is far below what they print."""
OFFICE = hours_clock(working_hours(work_calendar()))
HOLIDAY = hours_clock(working_hours(work_calendar(holidays=[date(2026, 6, 3), date(2026, 6, 12)])))
MONDAY = morning(date(2026, 6, 1))
DAY = 480


@pytest.mark.parametrize("case", PERT["distributions"], ids=lambda case: f"{case['dist']}-{case['a']}-{case['m']}-{case['b']}")
def test_distributions_have_their_mean_deviation_and_percentiles(case: dict) -> None:
    """The equally likely durations of an estimate have the distribution's mean exactly, the rest to a hundredth."""
    found = SHAPES[case["dist"]](case["a"], case["m"], case["b"])
    assert fmean(found) == pytest.approx(case["mean"], abs=1e-5)
    assert pstdev(found) == pytest.approx(case["sd"], abs=1e-3)
    for name in ("p10", "p50", "p80", "p90"):
        assert found[len(found) * int(name[1:]) // 100] == pytest.approx(case[name], abs=0.01)


@pytest.mark.parametrize(
    ("case", "shape"),
    [(case, shape) for case in PERT["monte_carlo_networks"] for shape in ("beta_pert", "triangular")],
)  # fmt: skip
def test_published_networks(case: dict, shape: str) -> None:
    """Mean and percentiles are those of a million runs, within what the case allows for fewer; so is merge bias."""
    rows = NETWORKS[case["network"]]["activities"]
    activities = tuple(Activity(row["id"], round(row["m"] * FINE)) for row in rows)
    links = tuple(Link(before, row["id"]) for row in rows for before in row["pred"])
    spreads = {row["id"]: [part * FINE for part in SHAPES[shape](row["o"], row["m"], row["p"])] for row in rows}
    found = simulate(Plan(activities, links, {"": 0}), spreads, (), 30_000, 1).finishes[""]
    expected = case[shape]
    assert fmean(found) / FINE == pytest.approx(expected["mean"], abs=0.05)
    for percent, value in percentiles(found).items():
        assert value / FINE == pytest.approx(expected[f"p{percent}"], abs=0.1)
    for limit in (16, 47):
        if expected[f"p_le_{limit}"] is not None:
            assert float(chance(sorted(found), limit * FINE)) == pytest.approx(expected[f"p_le_{limit}"], abs=0.01)


def test_a_published_range_estimate() -> None:
    """Three triangular costs one after the other: 12 in a hundred stay within the sum of the most likely, as published."""
    case = next(one for one in PERT["monte_carlo"] if one["id"] == "pmbok-range-estimate")
    parts = case["components"]
    activities = tuple(Activity(f"c{at}", round(part["m"] * FINE)) for at, part in enumerate(parts))
    links = (Link("c0", "c1"), Link("c1", "c2"))
    spreads = {f"c{at}": [value * FINE for value in triangular(part["o"], part["m"], part["p"])] for at, part in enumerate(parts)}
    found = simulate(Plan(activities, links, {"": 0}), spreads, (), 40_000, 3).finishes[""]
    exact = case["expected_exact"]
    assert fmean(found) / FINE == pytest.approx(exact["mean"], abs=0.06)
    assert float(chance(sorted(found), 41 * FINE)) == pytest.approx(exact["p_le_41"], abs=0.006)
    assert percentiles(found)[80] / FINE == pytest.approx(exact["p80"], abs=0.1)


def test_the_later_of_two_alike_is_later_than_either() -> None:
    """Where two chains meet the mean and the chances are those of the closed form for two normal lengths (Clark 1961)."""
    case = next(one for one in PERT["monte_carlo"] if one["id"] == "merge-bias-two-normals")
    normal = NormalDist(case["inputs"]["mu"] * FINE, case["inputs"]["sd"] * FINE)
    spread = [normal.inv_cdf((at + 0.5) / 1024) for at in range(1024)]
    activities = tuple(Activity(key, round(normal.mean)) for key in "ab")
    found = simulate(Plan(activities, (), {"": 0}), dict.fromkeys("ab", spread), (), 40_000, 2).finishes[""]
    exact = case["expected_exact"]
    assert fmean(found) / FINE == pytest.approx(exact["mean"], abs=0.02)
    for limit in (10, 12):
        assert float(chance(sorted(found), limit * FINE)) == pytest.approx(exact[f"p_le_{limit}"], abs=0.006)


@st.composite
def plans(draw: st.DrawFn, *clocks: Clock) -> Plan:
    """Activities by one of several clocks with finish-to-start and start-to-start links, some with constraints, some begun."""
    count = draw(st.integers(1, 7))
    activities = []
    for number in range(count):
        begun = MONDAY + 600 if draw(st.integers(0, 6)) == 0 else None
        activities.append(
            Activity(
                f"a{number}",
                draw(st.integers(0, 20)) * 240,
                draw(st.sampled_from(clocks)),
                draw(st.sampled_from(["p", "q"])),
                not_before=MONDAY + draw(st.integers(0, 5)) * 1440 if draw(st.booleans()) else None,
                begun=begun,
                rest_from=begun,
            )
        )
    pairs = draw(st.lists(st.sampled_from([(a, b) for b in range(count) for a in range(b)] or [(0, 0)]), max_size=6, unique=True))
    links = tuple(
        Link(f"a{one}", f"a{other}", draw(st.sampled_from(["FS", "SS"])), draw(st.integers(0, 3)) * 240, OFFICE)
        for one, other in pairs
        if one != other
    )
    return Plan(tuple(activities), links, {"p": MONDAY, "q": MONDAY + 3 * 1440}, MONDAY + draw(st.integers(0, 2)) * 1440)


@given(plans(OFFICE, HOLIDAY, ELAPSED))
@settings(max_examples=60, deadline=None)
def test_without_doubt_each_run_is_the_plan(plan: Plan) -> None:
    """Nothing by chance: the finish of each project is the reckoned one, by any clock, in each run."""
    assert simulate(plan, {}, (), 2, 1).finishes == {key: [moment] * 2 for key, moment in reckon(plan).finishes.items()}


@given(plans(OFFICE, Team(((OFFICE, 1), (HOLIDAY, 1)))))
@settings(max_examples=40, deadline=None)
def test_teams_end_within_a_slot_of_the_plan(plan: Plan) -> None:
    """What one of a team begins alone ends within the slot in which the plan ends, and never before it.

    Each team that follows another may end in a half of the minutes before; slots are not cut finer for ever.
    """
    for key, moment in reckon(plan).finishes.items():
        late = {OFFICE.at(run) - OFFICE.at(moment) for run in simulate(plan, {}, (), 2, 1).finishes[key]}
        assert late <= set(range(60))


def build(events: tuple[Event, ...] = (), count: int = 4000, seed: int = 1, extra: tuple[Activity, ...] = ()) -> Runs:
    """Design, then build, in one project; both take two to nine days."""
    activities = (Activity("design", 4 * DAY, OFFICE, "p"), Activity("build", 4 * DAY, OFFICE, "p"), *extra)
    spreads = {key: [part * DAY for part in beta_pert(2, 4, 9)] for key in ("design", "build")}
    return simulate(Plan(activities, (Link("design", "build"),), {"p": MONDAY, "q": MONDAY}), spreads, events, count, seed)


@given(plans(OFFICE, HOLIDAY), st.integers(0, STEPS), st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_an_event_made_likelier_is_the_plan_run_again(plan: Plan, likely: int, at: int) -> None:
    """Only the runs in which the event differs are reckoned again, and give what a simulation from the start gives."""
    delays = (f"a{at}",) if at < len(plan.activities) else ()
    others = (Event("rain", STEPS // 3, DAY, ("a0",)), Event("strike", STEPS // 4, DAY, (), "p"))

    def runs(chance: int) -> Trial:
        return try_out(plan, {"a0": [part * DAY for part in beta_pert(1, 2, 5)]}, (*others, Event("storm", chance, 2 * DAY, delays, "p")), 40, 1)

    other = [int(draw < likely) for draw in draws(1, "storm", 40)]
    assert list(tried_again(runs(STEPS // 2), "storm", other)) == list(runs(likely).finishes.get("p", ()))


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=30))
@settings(max_examples=25)
def test_percentiles_never_fall(column: list[int]) -> None:
    """P10 ≤ P50 ≤ P80 ≤ P90 of any runs, each of them a value that occurred and that as many percent do not exceed."""
    found = percentiles(column)
    assert list(found.values()) == sorted(found.values())
    for percent, value in found.items():
        assert value in column
        assert 100 * sum(one <= value for one in column) >= percent * len(column)


def test_percentiles_rise_and_more_runs_begin_with_the_same_ones() -> None:
    """P10 ≤ P50 ≤ P80 ≤ P90, and the first runs of a longer simulation are the shorter one."""
    found = build()
    values = list(percentiles(found.finishes["p"]).values())
    assert values == sorted(values)
    assert values[0] < values[-1]
    assert found.finishes["p"][:500] == build(count=500).finishes["p"]
    assert found.finishes["p"] != build(seed=2).finishes["p"]


def test_what_else_is_planned_changes_nothing_by_chance() -> None:
    """A task more in another project leaves all runs of this one as they were."""
    other = Activity("elsewhere", DAY, OFFICE, "q")
    assert build(extra=(other,)).finishes["p"] == build().finishes["p"]


def test_a_risk_delays_as_often_as_it_is_likely() -> None:
    """A risk of 30 % that costs ten days on a task moves the finish in 30 of 100 runs, and explains the most of it."""
    risk = Event("storm", STEPS * 30 // 100, 10 * DAY, ("build",))
    free, hit = build().finishes["p"], build((risk,))
    moved = [one < other for one, other in zip(free, hit.finishes["p"], strict=True)]
    assert sum(moved) / len(moved) == pytest.approx(0.3, abs=0.02)
    assert moved == [bool(one) for one in hit.occurred["storm"]]
    ranked = drivers(hit, hit.finishes["p"])
    assert ranked[0].name == "storm"
    assert {one.name for one in ranked} == {"storm", "design", "build"}
    assert sum(one.share for one in ranked) == pytest.approx(1)


def test_a_risk_of_no_task_delays_the_end() -> None:
    """A certain risk of the whole project adds its working days to the finish of every run."""
    found = build((Event("approval", STEPS, 2 * DAY, (), "p"),)).finishes["p"]
    late = [OFFICE.at(one) - OFFICE.at(other) for one, other in zip(found, build().finishes["p"], strict=True)]
    assert set(late) == {2 * DAY}


def test_the_longest_path_of_most_runs_is_found() -> None:
    """Of two branches before a milestone one is longer in each run, as what all runs share: all critical; the other never.

    Where both are alike each is critical in half of the runs, and in those in which they end together both are.
    """
    spread = [part * DAY for part in beta_pert(2, 4, 9)]
    links = (Link("start", "left"), Link("start", "right"), Link("left", "end"), Link("right", "end"))
    steps = [Activity(key, days * DAY, OFFICE, "p") for key, days in (("start", 1), ("left", 4), ("right", 4), ("end", 0))]
    alike = simulate(Plan(tuple(steps), links, {"p": MONDAY}), {"left": spread, "right": spread}, (), 2000, 1)
    left, right = (alike.critical[key] / 2000 for key in ("left", "right"))
    assert (alike.critical["start"], alike.critical["end"]) == (2000, 2000)
    assert (left, right) == (pytest.approx(0.5, abs=0.06), pytest.approx(0.5, abs=0.06))
    assert left + right >= 1
    longer = [Activity(one.key, 20 * DAY, OFFICE, "p") if one.key == "left" else one for one in steps]
    clear = simulate(Plan(tuple(longer), links, {"p": MONDAY}), {"right": spread}, (), 50, 1)
    assert clear.critical == {"start": 50, "left": 50, "right": 0, "end": 50}


def test_draws_are_the_same_everywhere() -> None:
    """The generator is defined to the bit: these are its first numbers."""
    assert list(draws(1, "task:apollo/build", 4)) == [31482, 42645, 13184, 59053]
