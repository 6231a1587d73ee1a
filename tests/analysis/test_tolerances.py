from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, EUROS, read
from msgspec.structs import replace

from pmledger.analysis.tolerance.words import limit_said, off_said

SEA = """
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
status: executing
planned_start: 2026-06-01
planned_finish: 2026-07-10
budget: 1000 EUR
eac: {amount: 1060 EUR, on: 2026-06-20}
TOLERANCE
baselines:
  - id: b0
    title: B0
    status: approved
    version: B0
    date: 2026-05-29
    bac: 1000 EUR
    items: [{ref: design, start: 2026-06-01, finish: 2026-06-12, cost: 400 EUR}, {ref: build, start: 2026-06-15, finish: 2026-07-10, cost: 600 EUR}]
phases:
  - {id: whole, title: Whole, order: 1, budget: 1000 EUR, deliverables: [d1]STAGE}
tasks:
  - {id: design, title: Design, parent: whole, status: done, budget: 400 EUR, duration: 10d, percent_complete: 100, actual_start: 2026-06-01, actual_finish: 2026-06-12}
  - {id: build, title: Build, parent: whole, status: in_progress, budget: 600 EUR, duration: 20d, percent_complete: 50, remaining: 12d, actual_start: 2026-06-15, depends: [design]}
deliverables:
  - {id: d1, title: D1, due: 2026-07-10}
  - {id: d2, title: D2, due: 2026-07-10, status: cancelled}
requirements:
  - {id: r1, title: R1, statement: x, requested_by: ann, requested_on: 2026-05-04, status: agreed, priority: must, acceptance_criteria: [a]}
  - {id: r2, title: R2, statement: x, requested_by: ann, requested_on: 2026-05-04, status: rejected}
MORE
---
-- projects/sea/costs.csv --
title,status,category,amount,date,task,approved_by
A,approved,material,800 EUR,2026-06-15,phase:sea/whole,mei
"""
"""A project whose plan ends on 16 July: four working days late, six percent over, one of three things dropped."""


def sea(tolerance="", stage="", more="", **given):
    """The project with a tolerance, one of its stage, and further lists."""
    written = f"tolerance: {{{tolerance}}}" if tolerance else ""
    within = f", tolerance: {{{stage}}}" if stage else ""
    return read(ACME + SEA.replace("TOLERANCE", written).replace("STAGE", within).replace("MORE", more), **given)


def used(found, measure, subject="project:sea"):
    return found.value(f"tolerance_{measure}", subject)


def one_of(found, measure, subject="project:sea"):
    return next(one for one in found.found.tolerances[subject] if one.measure == measure)


@pytest.mark.parametrize(
    ("tolerance", "measure", "share"),
    [
        ("days: 8", "time", 50),
        ("days: 4", "time", 100),
        ("days: 3", "time", Decimal("133.33")),
        ("schedule_pct: 10", "time", Decimal("133.33")),
        ("days: 8, schedule_pct: 10", "time", Decimal("133.33")),
        ("sched_slip_pct: [10, 20]", "time", Decimal("133.33")),
        ("cost_pct: 6", "cost", 100),
        ("cost_pct: 4", "cost", 150),
        ("scope_pct: 50", "scope", Decimal("66.67")),
        ("defects: 2", "quality", 50),
    ],
)
def test_how_much_is_used(tolerance, measure, share):
    """What is off in percent of what is tolerated: the tightest of two ways, of a pair the first; at the limit is within."""
    defect = "defects: [{id: x, title: X, severity: major, found_on: 2026-06-15, deliverable: d1}]"
    found = sea(tolerance, more=defect)
    assert round(Fraction(used(found, measure)), 2) == Fraction(share)
    assert one_of(found, measure).beyond == (share > 100)


def test_only_what_was_granted_is_held():
    """Without a tolerance there is none, with one there is that one; the workspace's holds for projects that state none."""
    assert sea().found.tolerances == {}
    assert [one.measure for one in sea("cost_pct: 5").found.tolerances["project:sea"]] == ["cost"]
    usual = replace(EUROS, tolerance={"days": Decimal(2), "cost_pct": Decimal(10)})
    found = sea("cost_pct: 5", settings=usual)
    assert {one.limit.way: (one.limit.amount, one.limit.record) for one in found.found.tolerances["project:sea"]} == {
        "days": (2, ""), "cost_pct": (5, "project:sea"),
    }  # fmt: skip


def test_stages_have_the_workspaces_own_default():
    """It holds for each open stage that states none for the same thing; a project has its own."""
    usual = replace(EUROS, stage_tolerance={"days": Decimal(2), "cost_pct": Decimal(10)})
    found = sea(stage="cost_pct: 5", settings=usual).found.tolerances
    assert {one.limit.way: (one.limit.amount, one.limit.record) for one in found["phase:sea/whole"]} == {
        "days": (2, ""), "cost_pct": (5, "phase:sea/whole"),
    }  # fmt: skip
    assert "project:sea" not in found


def test_a_closed_or_held_project_has_none():
    """Nobody is asked about what does not go on."""
    for state in ("closed", "on_hold", "cancelled", "proposed"):
        text = ACME + SEA.replace("TOLERANCE", "tolerance: {days: 1}").replace("STAGE", "").replace("MORE", "")
        assert read(text.replace("status: executing", f"status: {state}", 1)).found.tolerances == {}


def test_what_an_approved_change_takes_out_is_not_dropped():
    """It was agreed to be out; so was what nobody ever agreed to."""
    change = (
        "changes: [{id: c, title: C, status: STATE, requested_by: ann, requested_on: 2026-06-01, reason: x, "
        "impact_schedule: 0d, impact_cost: 0 EUR, approver: mei, decided_on: 2026-06-08, affects: [d2]}]"
    )
    assert used(sea("scope_pct: 50", more=change.replace("STATE", "approved")), "scope") == 0
    assert used(sea("scope_pct: 50", more=change.replace("STATE", "rejected")), "scope") > 0


def test_nothing_tolerated_is_beyond_as_soon_as_it_is_off():
    """No share can be taken of nothing, which is said; what is not off is within it."""
    late = sea("days: 0, defects: 0")
    assert late.unknown("tolerance_time", "project:sea") == "nothing is tolerated, and it is off"
    assert one_of(late, "time").beyond
    assert not one_of(late, "quality").beyond


def test_few_checks_say_nothing():
    """Of four checks no share is told, of five it is; a repeated check counts by its repetition."""
    row = "{{id: k{n}, title: K, type: test, status: done, done_on: 2026-06-10, checker: mei, result: {result}, findings: x{more}}}"
    rows = [row.format(n=n, result="fail" if n == 0 else "pass", more="") for n in range(5)]
    few = sea("quality_pct: 10", more=f"quality_checks: [{', '.join(rows[:4])}]")
    assert few.unknown("tolerance_quality", "project:sea") == "fewer than 5 checks were held"
    assert used(sea("quality_pct: 10", more=f"quality_checks: [{', '.join(rows)}]"), "quality") == 200
    again = row.format(n=9, result="pass", more=", recheck_of: k0")
    assert used(sea("quality_pct: 10", more=f"quality_checks: [{', '.join([*rows, again])}]"), "quality") == 0


def test_benefit_is_what_the_goals_fall_short_at_their_pace():
    """Half as fast as they should be they come to half; each counts by its weight, one that serves another not at all."""
    rest = "status: active, owner: mei, measure: m, unit: u, baseline_value: 0, target_value: 100, start: 2026-06-01, due: 2026-07-30"
    goals = (
        f"goals: [{{id: g1, title: G1, statement: x, {rest}, measurements: [{{date: 2026-06-30, value: 24}}], weight: 3}}, "
        "{id: g2, title: G2, statement: x, status: achieved}, "
        f"{{id: g3, title: G3, statement: x, {rest}, relevant_to: g1, measurements: [{{date: 2026-06-30, value: 1}}]}}]"
    )
    found = sea("benefit_pct: 25", more=goals)
    pace = found.value("pace", "goal:sea/g1")
    assert one_of(found, "benefit").off.found.number == 3 * (100 - 100 * Fraction(pace)) / 4
    assert sea("benefit_pct: 25").unknown("tolerance_benefit", "project:sea") == "nothing tells how far a goal will come"


def test_threats_without_contingency_are_beyond_everything():
    """A share of nothing is not told, but somebody is asked."""
    threat = "risks: [{id: t, title: T, status: assessed, probability: 5, impact: 5, cost_impact: 100 EUR, raised_on: 2026-06-01}]"
    lines = "budget_lines: [{id: l, title: L, status: approved, category: contingency, amount: 0 EUR, approved_by: mei, approved_on: 2026-05-29}]"
    found = sea("risk_pct: 50", more=f"{threat}\n{lines}")
    assert found.value("tolerance_risk", "project:sea") is None
    assert one_of(found, "risk").beyond
    kept = sea("risk_pct: 50", more=f"{threat}\n{lines.replace('0 EUR', '90 EUR')}")
    assert used(kept, "risk") == 200


def test_a_stage_is_held_by_its_own_work_and_money():
    """The slip of its tasks, AC + BAC − EV against its budget, its own deliverables."""
    found = sea(stage="days: 2, cost_pct: 5, scope_pct: 10")
    stage = "phase:sea/whole"
    assert used(found, "time", stage) == 200
    assert used(found, "cost", stage) == 200
    assert used(found, "scope", stage) == 0
    assert [key for key, _ in one_of(found, "time", stage).off.drivers] == ["task:sea/build"]
    assert "project:sea" not in found.found.tolerances


REPORT = "{{id: e, title: E, exception: [schedule], context: c, options: [{{option: a}}, {{option: b}}], recommendation: r, {more}}}"


@pytest.mark.parametrize(
    ("more", "answered"),
    [
        ("created: 2026-06-20", True),
        ("created: 2026-07-20", False),
        ("status: decided, decided_on: 2026-06-22", True),
        ("status: decided, decided_on: 2026-06-22, review_on: 2026-06-29", False),
        ("status: decided, decided_on: 2026-06-22, review_on: 2026-06-30", True),
        ("status: decided, decided_on: 2026-06-22, tolerance: {days: 3}", False),
        ("status: rejected", False),
        ("about: [phase:sea/whole]", False),
    ],
)
def test_what_answers_an_exception(more, answered):
    """A report that is proposed or decided and holds; one that accepted what is exceeded again does not."""
    found = sea("days: 2", more=f"decisions: [{REPORT.format(more=more)}]")
    assert one_of(found, "time").unanswered != answered


def test_a_decision_widens_the_tolerance_from_its_day_on():
    """Until then what was written holds; a report about the project answers for its stages too."""
    wider = f"decisions: [{REPORT.format(more='status: decided, decided_on: 2026-06-22, tolerance: {days: 5}')}]"
    found = sea("days: 2", more=wider, stage="days: 2")
    assert (used(found, "time"), one_of(found, "time").limit.record) == (80, "decision:sea/e")
    assert not one_of(found, "time", "phase:sea/whole").unanswered
    early = sea("days: 2", more=wider, as_of=date(2026, 6, 21))
    assert one_of(early, "time").limit.record == "project:sea"


def test_it_is_said_in_words():
    """How far off it is, and how much is tolerated."""
    found = sea("days: 2, cost_pct: 5")
    assert [(str(off_said(one)), str(limit_said(one.limit))) for one in found.found.tolerances["project:sea"]] == [
        ("the finish is 4 working days late", "2 working days"), ("the cost forecast is 6 % over the budget", "5 %"),
    ]  # fmt: skip


def test_health_counts_no_exception_twice():
    """A tolerance that is written as health has it changes no colour and adds no reason."""
    plain, limited = sea(), sea("days: 5, cost_pct: 5, scope_pct: 1, risk_pct: 50")
    assert [one.measure for one in limited.found.tolerances["project:sea"] if one.beyond] == ["cost", "scope"]
    assert plain.found.health["project:sea"] == limited.found.health["project:sea"]
