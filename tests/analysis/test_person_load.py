from datetime import date
from fractions import Fraction

from ledgers import ACME, read

from pmledger.analysis.load import loads

AS_OF = date(2026, 7, 1)
HALF = "allocation: [{project: sea, percent: 50}]"


def weeks(mei, tasks="", status="executing", count=2, as_of=AS_OF):
    """The load of Mei from the week of a Wednesday on, with her fields and the tasks of project Sea as given."""
    text = ACME.replace("type: team\n", f"type: team\n{mei}\n", 1)
    text += f"""
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
status: {status}
{tasks}
---
"""
    read_ = read(text, as_of)
    found = loads(read_.ledger, read_.found.calendar, read_.found.timetable, as_of, count)
    assert [one.person for one in found] == ["person:mei"]
    return [(week.hours, week.capacity) for week in found[0].weeks]


def test_allocation_is_a_share_of_the_hours_there_are():
    """Half of a week of 40 hours; leave and short days take from both sides."""
    assert weeks(HALF) == [(20, 40), (20, 40)]
    assert weeks(HALF + "\nleave: [{from: 2026-06-29, to: 2026-07-01}, {from: 2026-07-02, hours: 4}]") == [
        (6, 12),
        (20, 40),
    ]
    assert weeks(HALF + "\ncapacity_hours_day: 6")[0] == (15, 30)


def test_an_allocation_holds_between_its_days():
    """Two days of the week at 50 percent."""
    assert weeks("allocation: [{project: sea, percent: 50, to: 2026-06-30}]") == [(8, 40), (0, 40)]


def test_projects_proposed_held_or_over_take_no_time():
    """Only live projects count."""
    assert [weeks(HALF, status=one)[0][0] for one in ("proposed", "on_hold", "closed", "planning")] == [0, 0, 0, 20]


TASK = "tasks: [{{id: t, title: T, assignees: [{{person: mei{percent}}}], {rest}}}]"


def test_effort_is_spread_over_the_days_left():
    """Of 40 hours a quarter is done; the rest falls on the eight working days to the baseline finish."""
    rest = "status: in_progress, actual_start: 2026-06-01, percent_complete: 25, effort: 40h, baseline_start: 2026-06-01, baseline_finish: 2026-07-10"
    assert weeks("", TASK.format(percent="", rest=rest)) == [(3 * Fraction(30, 8), 40), (5 * Fraction(30, 8), 40)]


def test_what_is_late_is_taken_up_now():
    """A task that should be done asks for its remaining days from today on."""
    rest = "status: in_progress, actual_start: 2026-06-01, effort: 40h, remaining: 2d, percent_complete: 50, baseline_start: 2026-06-01, baseline_finish: 2026-06-10"
    assert weeks("", TASK.format(percent="", rest=rest)) == [(20, 40), (0, 40)]


def test_the_larger_of_allocation_and_tasks_counts():
    """A full-time task outweighs half a week of allocation; a task with neither effort nor share says nothing."""
    dated = "baseline_start: 2026-06-29, baseline_finish: 2026-07-03"
    assert weeks(HALF, TASK.format(percent=", percent: 100", rest=dated))[0] == (24, 40)
    assert weeks(HALF, TASK.format(percent="", rest=dated))[0] == (20, 40)
