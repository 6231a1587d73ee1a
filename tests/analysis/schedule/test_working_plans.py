import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmledger.analysis.calendar import WEEKDAYS, work_calendar
from pmledger.analysis.schedule.clock import ELAPSED, Team, finish_day, hours_clock, morning, start_day, wall
from pmledger.analysis.schedule.limits import at_most, shared
from pmledger.analysis.schedule.network import Activity, Link, Plan
from pmledger.analysis.schedule.plan_dates import reckon
from pmledger.analysis.working_hours import DAY, made, minutes, working_hours

FOLDER = Path(__file__).parent.parent.parent / "reference"
REFERENCE = json.loads((FOLDER / "schedule_cases.json").read_text(encoding="utf-8"))
IN_SHORT_SUPPLY = frozenset({"TJ15-optimize-2-alternative-chain", "TJ17-optimize-5-criticalness", "TJ29-shared-allocations"})
"""The cases with people in two places at once, which levelling has to solve."""
CASES = [case for case in REFERENCE["suite_cases"] if case["id"] not in IN_SHORT_SUPPLY] + REFERENCE["random_oracle_cases"]
MONTH = Fraction("30.4167") * DAY
"""A month of the other tool's durations."""
CHINA = json.loads((FOLDER / "calendars.json").read_text(encoding="utf-8"))


def moment(text):
    at = datetime.fromisoformat(text)
    return at.toordinal() * DAY + at.hour * 60 + at.minute


def span(text):
    """Working minutes as the other tool counts them: eight hours a day, five days a week."""
    return int(text[:-1]) * {"h": 60, "d": 480, "w": 2400}[text[-1]]


def elapsed(text):
    return round(int(text[:-1]) * {"h": 60, "d": DAY, "w": 7 * DAY, "m": MONTH}[text[-1]])


def hours(project, resource):
    """The hours of the project or of one of its people, without days off."""
    given = {**project, **resource}["working_hours"]["mon-fri"]
    windows = tuple(tuple(map(minutes, part.split("-"))) for part in given)
    off = resource.get("off_weekdays", ())
    week = tuple(windows if at < 5 and name not in off else () for at, name in enumerate(WEEKDAYS))
    free = {
        date.fromisoformat(part["start"]).toordinal() + step: ()
        for part in (*project.get("holidays", ()), *resource.get("leaves", ()))
        for step in range(part["days"])
    }
    return made(week, free, 480, None)


def limited(given, limits, project):
    """Hours of which no more than so many are worked a day, or in thirty days from the first of a month on."""
    first, last = (moment(project[name]) // DAY for name in ("start", "end"))
    month = date.fromordinal(first).replace(day=1).toordinal()
    if "dailymax" in limits:
        given = at_most(given, span(limits["dailymax"]), 1, first, first, last)
    if "monthlymax" in limits:
        given = at_most(given, span(limits["monthlymax"]), 30, month, first, last)
    return given


def workers(task, people, project):
    """The clock of those who do a task, of whom some only work while others do."""
    needed = [people[one] for one in task.get("mandatory", ())]
    given = [limited(shared(people[one], *needed), task.get("limits", {}), project) for (one,) in task["allocate"]]
    clocks = [hours_clock(each) for each in given]
    return clocks[0] if len(clocks) == 1 else Team(tuple((clock, 1) for clock in clocks))


def plan_of(case):
    """A case in the neutral form as a plan."""
    project = case["project"]
    people = {one["id"]: hours(project, one) for one in case["resources"]}
    common = hours_clock(hours(project, {}))
    wholes = {task["id"]: task["id"].rpartition(".")[0] for task in case["tasks"]}
    starts = {task["id"]: task.get("start") for task in case["tasks"]}
    activities = []
    links = []
    for task in case["tasks"]:
        ends_with = {"start": "SF", "end": "FF"}
        links += [Link(one["on"], task["id"], ends_with[one["anchor"]]) for one in task.get("precedes", ())]
        for one in task.get("depends", ()):
            lag = span(one["lag_working"]) if "lag_working" in one else elapsed(one.get("lag_calendar", "0d"))
            tie = "FS" if one["anchor"] == "end" else "SS"
            links.append(Link(one["on"], task["id"], tie, lag, common if "lag_working" in one else ELAPSED))
        if task.get("container"):
            continue
        begin = starts[task["id"]] or starts.get(wholes[task["id"]])
        length, clock = 0, common
        if "effort" in task:
            length, clock = span(task["effort"]), workers(task, people, project)
        elif "calendar_duration" in task or "hammock" in task:
            length, clock = elapsed(task.get("calendar_duration", "0d")), ELAPSED
        held, by = (moment(day) if day else None for day in (begin, task.get("end")))
        spans = task.get("hammock", False)
        activities.append(Activity(task["id"], length, clock, part_of=wholes[task["id"]], not_before=held, by=by, spans=spans))
    summaries = {task["id"]: wholes[task["id"]] for task in case["tasks"] if task.get("container")}
    now = moment(project["now"]) if "now" in project else None
    starts, ends = ({"": moment(project[name])} for name in ("start", "end"))
    return Plan(tuple(activities), tuple(links), starts, now, summaries, ends)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reference_schedules(case):
    """Starts and ends with calendars, leave, lags, limits and efforts are those of the cases, to the minute.

    What is to be done as late as possible has its late dates, up to the end of the project.
    """
    plan = plan_of(case)
    found = reckon(plan).timings
    late = {task["id"] for task in case["tasks"] if task.get("mode") == "alap"}
    for activity in plan.activities:
        expected, timing = case["expected"].get(activity.key), found[activity.key]
        if expected is None:
            continue
        reckoned = (timing.late_start, timing.late_finish) if activity.key in late else (timing.start, timing.finish)
        assert reckoned == (moment(expected["start"]), moment(expected["end"])), activity.key
        known = case["expected_days"][activity.key] if case["day_granularity_ok"] and activity.duration else None
        if known:
            assert start_day(reckoned[0]).isoformat() == known["start"]
            assert finish_day(reckoned[1]).isoformat() == known["finish_inclusive"]


@pytest.mark.parametrize("case", CHINA["half_days"]["examples"][:2], ids=lambda case: case["id"])
def test_reference_half_days(case):
    """Work over half days and days off ends when the hours of the days say so."""
    year = CHINA["china"]["2026"]
    calendar = work_calendar(
        holidays=[date.fromisoformat(row["date"]) for row in year["off_days"]],
        working_days=[date.fromisoformat(row["date"]) for row in year["makeup_workdays"]],
        hours={date.fromisoformat(row["date"]): Decimal(row["hours"]) for row in case["calendar_exceptions"]},
    )
    clock = hours_clock(working_hours(calendar))
    start = date.fromisoformat(case["task"]["start"])
    end = clock.first(clock.at(morning(start)) + case["task"]["effort_hours"] * 60)
    worked = {}
    for step in range((finish_day(end) - start).days + 1):
        day = start + timedelta(days=step)
        done = clock.at(min(end, morning(day) + DAY)) - clock.at(morning(day))
        if done:
            worked[day.isoformat()] = done // 60
    assert worked == case["expected_hours"]


def test_elapsed_and_working_clocks_meet():
    """What ends on a Saturday is followed on Monday, and what must not end before it ends on Monday, not on Friday."""
    clock = hours_clock(working_hours(work_calendar()))
    friday = morning(date(2026, 6, 5))
    activities = (Activity("wait", DAY + 600, ELAPSED), Activity("next", 480, clock), Activity("along", 480, clock))
    found = reckon(Plan(activities, (Link("wait", "next"), Link("wait", "along", "FF")), {"": friday})).timings
    assert str(wall(found["next"].start)) == "2026-06-08 09:00:00"
    assert finish_day(found["along"].finish) == date(2026, 6, 8)
    assert found["along"].total_float >= 0 <= found["wait"].total_float


def test_a_team_works_together():
    """An effort ends sooner with two, waits for whoever is away, and a half share counts half."""
    whole = hours_clock(working_hours(work_calendar()))
    away = hours_clock(working_hours(work_calendar(holidays=[date(2026, 6, 2)])))
    start = morning(date(2026, 6, 1))

    def end(*members, effort=3 * 480):
        team = Team(members)
        return str(wall(team.first(team.at(start) + effort * 100)))

    assert end((whole, 100)) == "2026-06-03 17:00:00"
    assert end((whole, 100), (away, 100)) == "2026-06-02 17:00:00"
    assert end((whole, 50), (away, 100)) == "2026-06-03 14:20:00"
    assert end((whole, 50)) == "2026-06-08 17:00:00"


CLOCKS = (
    ELAPSED,
    hours_clock(working_hours(work_calendar())),
    hours_clock(working_hours(work_calendar(["fri"], holidays=[date(2026, 6, day) for day in range(3, 20)]))),
    hours_clock(working_hours(work_calendar(hours={date(2026, 6, 6): Decimal(4), date(2026, 6, 8): Decimal(2)}), "07:30")),
    Team(((hours_clock(working_hours(work_calendar())), 60), (hours_clock(working_hours(work_calendar(["mon"]))), 40))),
)


@settings(max_examples=40)
@given(st.sampled_from(CLOCKS), st.integers(morning(date(2026, 5, 20)), morning(date(2026, 7, 20))))
def test_clocks_run_both_ways(clock, at):
    """The first and last moment of a count enclose every moment that has it, and no other."""
    count = clock.at(at)
    first, last = clock.first(count), clock.last(count)
    assert first <= at <= last
    assert clock.at(first) == count == clock.at(last)
    assert clock.at(first - 1) < count < clock.at(last + 1)


@st.composite
def mixed(draw):
    """Plans of up to seven activities on different calendars, partly begun or done, with links forwards."""
    first = morning(date(2026, 6, 1))
    activities = []
    for at in range(draw(st.integers(1, 7))):
        clock = draw(st.sampled_from(CLOCKS))
        whole = 100 if isinstance(clock, Team) else 1
        length = draw(st.sampled_from((0, 60, 480, 1500))) * whole
        state = draw(st.sampled_from(("", "", "", "begun", "done")))
        begun = first + draw(st.integers(0, 3)) * DAY if state else None
        done = begun + DAY if state == "done" else None
        held = draw(st.sampled_from((None, first + 4 * DAY)))
        activities.append(
            Activity(f"a{at}", length, clock, begun=begun, done=done, rest_from=first + 3 * DAY, not_before=held)
        )
    pairs = draw(st.lists(st.tuples(st.integers(0, len(activities) - 1), st.integers(0, len(activities) - 1)), max_size=9))
    links = tuple(
        Link(f"a{min(pair)}", f"a{max(pair)}", draw(st.sampled_from(("FS", "SS", "FF", "SF"))),
             draw(st.sampled_from((-480, 0, 0, 480, 960))), draw(st.sampled_from(CLOCKS[:4])))
        for pair in pairs
        if pair[0] != pair[1]
    )  # fmt: skip
    return Plan(tuple(activities), links, {"": first}, first + 2 * DAY)


@settings(max_examples=25)
@given(mixed(), st.integers(0, 6), st.sampled_from((60, 480, 2400)))
def test_longer_work_is_never_earlier_on_any_calendar(plan, at, more):
    """With links from finish to start, a longer task makes nothing end earlier, whatever the calendars."""
    links = tuple(replace(link, tie="FS") for link in plan.links)
    ones = list(plan.activities)
    at %= len(ones)
    ones[at] = replace(ones[at], duration=ones[at].duration + more * (100 if isinstance(ones[at].clock, Team) else 1))
    before, after = reckon(replace(plan, links=links)), reckon(replace(plan, links=links, activities=tuple(ones)))
    assert all(after.timings[key].finish >= timing.finish for key, timing in before.timings.items())


@settings(max_examples=60)
@given(mixed())
def test_dates_hold_on_any_calendar(plan):
    """Nothing begins before its predecessors and the day allow or works when it is off; no float is negative."""
    found = reckon(plan).timings
    known = {activity.key: activity for activity in plan.activities}
    for key, timing in found.items():
        activity = known[key]
        clock = activity.clock
        if activity.done is None:
            assert 0 <= timing.free_float <= timing.total_float
            assert timing.late_finish >= timing.finish
        if activity.begun is None:
            assert timing.start >= plan.status
            assert clock.at(timing.finish) - clock.at(timing.start) == activity.duration
            assert not activity.duration or clock.at(timing.start + 1) > clock.at(timing.start)
    for link in plan.links:
        before, after = found[link.before], found[link.after]
        open_ = known[link.after]
        if open_.done is not None or (open_.begun is not None and link.tie[1] == "S"):
            continue
        early = before.finish if link.tie[0] == "F" else before.start
        asked = link.clock.first(link.clock.at(early) + link.lag) if link.lag else early
        if link.tie[1] == "S":
            assert after.start >= asked
        else:
            assert finish_day(after.finish) >= finish_day(asked)
