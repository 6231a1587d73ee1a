import json
from fractions import Fraction
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmledger.analysis.schedule.network import Activity, Link, Plan
from pmledger.analysis.schedule.paths import critical_paths
from pmledger.analysis.schedule.pert import Estimate, Path, moving_together, path_of
from pmledger.analysis.schedule.plan_dates import reckon

FOLDER = File(__file__).parent.parent.parent / "reference"
CASES = json.loads((FOLDER / "cpm.json").read_text(encoding="utf-8"))["cases"]
PERT_CASES = json.loads((FOLDER / "pert.json").read_text(encoding="utf-8"))
PERT = PERT_CASES["networks"]
MILLION = 10**6


def whole(number):
    """A number of the reference, which has six decimals, as a whole number of millionths."""
    return round(Fraction(str(number)) * MILLION)


def plan_of(case, **given):
    activities = tuple(Activity(one["id"], whole(one["duration"])) for one in case["activities"])
    links = tuple(Link(one["pred"], one["succ"], one["type"], whole(one["lag"])) for one in case["relations"])
    return Plan(activities, links, {"": 0}, **given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reference_networks(case):
    """Early and late dates, both floats and what is critical come out as published, to the digit."""
    found, expected = reckon(plan_of(case)), case["expected"]
    assert abs(found.finishes[""] - whole(expected["duration"])) <= 5
    for key, known in expected["activities"].items():
        timing = found.timings[key]
        names = ("start", "finish", "late_start", "late_finish", "total_float", "free_float")
        told = ("es", "ef", "ls", "lf", "total_float", "free_float")
        for name, other in zip(names, told, strict=True):
            # Durations with a third of a day are printed with six decimals, so sums may differ in the last ones.
            assert abs(getattr(timing, name) - whole(known[other])) <= 5, (key, name)
    critical = {key for key, timing in found.timings.items() if timing.total_float <= 5}
    assert critical == set(expected["critical"])


def test_every_critical_path():
    """Two chains of the same length are both told."""
    case = next(case for case in CASES if case["id"] == "two-critical-paths")
    assert tuple(sorted(critical_paths(reckon(plan_of(case))))) == (("A", "B", "D", "E", "F"), ("A", "C", "E", "F"))


@pytest.mark.parametrize("case", PERT[:2], ids=lambda case: case["id"])
def test_reference_estimates(case):
    """Means and variances of three points, the critical path through them and its percentiles are those published."""
    points = {one["id"]: Estimate(*(Fraction(str(one[name])) for name in "omp")) for one in case["activities"]}
    for one in case["activities"]:
        assert float(points[one["id"]].mean) == pytest.approx(one["mean"], abs=1e-6)
        assert float(points[one["id"]].variance) == pytest.approx(one["variance"], abs=1e-6)
    activities = tuple(Activity(key, int(12 * point.mean)) for key, point in points.items())
    links = tuple(Link(before, one["id"]) for one in case["activities"] for before in one["pred"])
    (path,) = critical_paths(reckon(Plan(activities, links, {"": 0})))
    expected = case["expected"]
    assert list(path) == expected["critical"]
    found = path_of(points[key] for key in path)
    assert float(found.mean) == pytest.approx(expected["mean"], abs=1e-6)
    assert float(found.variance) == pytest.approx(expected["variance"], abs=1e-6)
    for name, value in expected["percentiles_normal"].items():
        assert found.within(int(name[1:])) == pytest.approx(value, abs=1e-6)
    for row in expected["deadlines"]:
        assert found.chance(row["deadline"]) == pytest.approx(row["p"], abs=1e-6)


def test_reference_chances():
    """Chances and the 95 % length from a mean and a variance are those of the normal table."""
    case = PERT[2]
    found = Path(Fraction(case["inputs"]["mean"]), Fraction(case["inputs"]["variance"]))
    for row in case["expected"]["deadlines"]:
        assert found.chance(row["deadline"]) == pytest.approx(row["p"], abs=1e-6)
    assert found.within(95) == pytest.approx(case["expected"]["p95"], abs=1e-5)


def test_reference_sums_of_what_moves_together():
    """Means, deviations and percentiles of correlated lengths are those of the cases, to the digit."""
    cases = {one["id"]: one for one in PERT_CASES["monte_carlo"]}
    case = cases["second-moment-corr"]
    given_, exact = case["inputs"], case["expected_exact"]
    parts = [Path(Fraction(mean), Fraction(variance)) for mean, variance in zip(given_["mean"], given_["var"], strict=True)]
    alike = [[Fraction(str(one)) for one in row] for row in given_["corr"]]
    alone = [[Fraction(at == other) for other in range(3)] for at in range(3)]
    for correlations, name in ((alike, "sd_correlated"), (alone, "sd_independent")):
        found = moving_together(parts, correlations)
        assert found.mean == exact["mean"]
        assert found.distribution.stdev == pytest.approx(exact[name], abs=1e-6)
    exact, tied = cases["correlated-normal-sum"]["expected_exact"], Fraction("0.8")
    found = moving_together([Path(Fraction(10), Fraction(4)), Path(Fraction(20), Fraction(9))], [[1, tied], [tied, 1]])
    assert (found.mean, found.distribution.stdev) == (exact["mean"], pytest.approx(exact["sd"], abs=1e-6))
    assert found.within(80) == pytest.approx(exact["p80"], abs=1e-6)


TIES = ("FS", "SS", "FF", "SF")


@st.composite
def networks(draw, ties=TIES):
    """Plans of up to nine activities with links forwards, lags and leads."""
    count = draw(st.integers(1, 9))
    activities = tuple(Activity(f"a{at}", draw(st.integers(0, 9))) for at in range(count))
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=14))
    links = tuple(
        Link(f"a{min(pair)}", f"a{max(pair)}", draw(st.sampled_from(ties)), draw(st.integers(-3, 4)))
        for pair in pairs
        if pair[0] != pair[1]
    )
    return Plan(activities, links, {"": 10})


@given(networks())
def test_dates_hold_what_they_must(plan):
    """All links hold, nothing is before the project or stretched, floats are not negative, something is critical."""
    found = reckon(plan)
    times = found.timings
    for activity in plan.activities:
        timing = times[activity.key]
        assert timing.start >= 10
        assert timing.finish - timing.start == activity.duration == timing.late_finish - timing.late_start
        assert 0 <= timing.free_float <= timing.total_float
        assert timing.late_finish <= found.finishes[""]
    for link in plan.links:
        before, after = times[link.before], times[link.after]
        early = before.finish if link.tie[0] == "F" else before.start
        late = before.late_finish if link.tie[0] == "F" else before.late_start
        assert (after.start if link.tie[1] == "S" else after.finish) >= early + link.lag
        assert (after.late_start if link.tie[1] == "S" else after.late_finish) >= late + link.lag
    assert any(timing.critical for timing in times.values())
    assert critical_paths(found)


@given(networks())
def test_reasons_are_true(plan):
    """Without all the reasons for its start an activity starts earlier."""
    found = reckon(plan)
    for activity in plan.activities:
        timing = found.timings[activity.key]
        links = {driver.link for driver in timing.starts_by}
        if None not in links:
            fewer = Plan(plan.activities, tuple(link for link in plan.links if link not in links), plan.starts)
            assert reckon(fewer).timings[activity.key].start < timing.start


@given(networks(ties=("FS",)), st.integers(0, 8), st.integers(1, 5))
def test_longer_work_is_never_earlier(plan, at, more):
    """With links from finish to start, a longer task never makes anything end earlier."""
    at %= len(plan.activities)
    longer = tuple(
        Activity(one.key, one.duration + more * (at == place)) for place, one in enumerate(plan.activities)
    )
    before, after = reckon(plan), reckon(Plan(longer, plan.links, plan.starts))
    assert all(after.timings[key].finish >= timing.finish for key, timing in before.timings.items())


@settings(max_examples=50)
@given(networks(), st.data())
def test_negative_float_leads_to_a_constraint(plan, data):
    """Where float is negative something on the way on has a date that it cannot keep; without such dates none is."""
    found = reckon(plan)
    asked = {one.key: data.draw(st.sampled_from((None, None, 10, 14, 20))) for one in plan.activities}
    bound = tuple(replace(one, by=asked[one.key]) for one in plan.activities)
    held = reckon(replace(plan, activities=bound)).timings
    late = {key for key, by in asked.items() if by is not None and found.timings[key].finish > by}
    after = {key: {link.after for link in plan.links if link.before == key} for key in asked}
    for key, timing in held.items():
        assert (timing.start, timing.finish) == (found.timings[key].start, found.timings[key].finish)
        if timing.total_float < 0:
            seen, waiting = {key}, [key]
            while waiting:
                more = after[waiting.pop()] - seen
                seen |= more
                waiting += more
            assert seen & late


@settings(max_examples=50)
@given(networks(), st.integers(0, 20), st.sampled_from(TIES), st.sampled_from(TIES), st.data())
def test_what_is_tied_at_both_ends_is_as_long_as_they_let_it_be(plan, least, tie, back, data):
    """A hammock moves nothing before it, starts and ends as milestones in its place would, and no float is negative."""
    first, last = (data.draw(st.sampled_from(plan.activities)).key for _ in range(2))
    tie, back = tie[0] + "S", back[0] + "F"
    links = (Link(first, "span", tie, 1), Link(last, "span", back, -1))
    held = Activity("span", 0, spans=True, not_before=least)
    found = reckon(replace(plan, activities=(*plan.activities, held), links=(*plan.links, *links)))
    points = (Activity("in", 0, not_before=least), Activity("out", 0))
    said = (Link(first, "in", tie, 1), Link(last, "out", back, -1), Link("in", "out"))
    other = reckon(replace(plan, activities=(*plan.activities, *points), links=(*plan.links, *said)))
    span = found.timings["span"]
    assert span.finish == other.timings["out"].finish
    assert span.start in {other.timings["in"].start, span.finish}
    for key, timing in found.timings.items():
        assert 0 <= timing.free_float <= timing.total_float
        assert key == "span" or timing.total_float == other.timings[key].total_float


@given(networks(), st.randoms(use_true_random=False))
def test_order_does_not_matter(plan, random):
    """The order in which activities and links are written changes nothing."""
    activities, links = list(plan.activities), list(plan.links)
    random.shuffle(activities)
    random.shuffle(links)
    assert reckon(Plan(tuple(activities), tuple(links), plan.starts)) == reckon(plan)


@given(networks(), st.data())
def test_a_summary_is_all_that_is_in_it(plan, data):
    """A link to or from a summary dates everything as links to or from each of its parts would."""
    parts = [one for one in plan.activities if data.draw(st.booleans())]
    ones = tuple(
        Activity(one.key, one.duration, part_of="whole" if one in parts else "") for one in plan.activities
    )
    tie, back = data.draw(st.sampled_from(TIES)), data.draw(st.sampled_from(TIES))
    first, last = Activity("first", 4), Activity("last", 2)
    said = (*plan.links, Link("first", "whole", tie, 1), Link("whole", "last", back, -1))
    meant = (
        *plan.links,
        *(Link("first", part.key, tie, 1) for part in parts),
        *(Link(part.key, "last", back, -1) for part in parts),
    )
    given_, expanded = (
        reckon(Plan((*ones, first, last), links, plan.starts, summaries={"whole": ""})) for links in (said, meant)
    )
    for key, timing in expanded.timings.items():
        other = given_.timings[key]
        assert (timing.start, timing.finish, timing.total_float, timing.free_float) == (
            other.start, other.finish, other.total_float, other.free_float,
        )  # fmt: skip
        assert {driver.link for driver in timing.starts_by} == {driver.link for driver in other.starts_by}


def test_circles():
    """A circle is told with its path; what stands in it or waits for it has no dates, all else has."""
    activities = tuple(Activity(key, 1) for key in "abcdx")
    links = (Link("a", "b"), Link("b", "c"), Link("c", "a"), Link("c", "d"))
    found = reckon(Plan(activities, links, {"": 0}))
    assert found.circles == (("a", "b", "c"),)
    assert set(found.timings) == {"x"}


def test_deadlines_and_must_dates():
    """A deadline moves nothing and makes the float negative; a start that must be is not before its predecessor."""
    activities = (Activity("a", 5), Activity("b", 3, by=6), Activity("c", 1, must_start=4))
    found = reckon(Plan(activities, (Link("a", "b"), Link("a", "c")), {"": 0})).timings
    assert (found["b"].finish, found["b"].total_float, found["a"].total_float) == (8, -2, -2)
    assert (found["c"].start, found["c"].total_float, found["c"].late_start) == (5, -1, 4)
