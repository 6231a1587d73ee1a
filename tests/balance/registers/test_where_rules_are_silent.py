from datetime import date

import pytest
from workspaces import said, snapshot_of

HEAD = """
-- clients/acme/index.md --
---
name: Acme
---
-- people/all.csv --
id,name,type,status,organisation
mei,Mei Keller,team,active,
carla,Carla Stein,contact,active,acme
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
{fields}
---
-- projects/sea/all.md --
---
{records}
---
"""


@pytest.fixture
def codes(tmp_path):
    """The codes of the balance of registers that a project with these fields and records is given."""

    def check(records, fields=""):
        snapshot = snapshot_of(tmp_path, HEAD.format(fields=fields, records=records))
        assert [line for line in said(snapshot) if " PM1" in line or " PM0" in line] == []
        return sorted(fault.code for fault in snapshot.diagnostics if fault.code >= "PM317")

    return check


NEED = "title: N, statement: s, requested_by: carla, acceptance_criteria: [a], priority: must"
B0 = "baselines: [{id: b0, title: B0, status: approved, approved_by: mei, date: 2026-05-04, version: '0', bac: 1 EUR, items: [{ref: sea}]}]"


def test_requests_within_ten_working_days_or_in_agile_projects_need_no_change(codes):
    """The eleventh working day is the first one that is too late, by the calendar of the project; agile is left alone."""
    late = f"requirements: [{{{NEED}, status: agreed, requested_on: 2026-06-15}}]"
    assert codes(f"{late}\n{B0}") == ["PM318"]
    assert codes(f"{late.replace('06-15', '06-16')}\n{B0}") == []
    assert codes(f"{late}\n{B0}", "method: agile") == []
    assert codes(late) == []
    holiday = "calendars: [{id: off, title: Off, week: {mon-fri: 8}, exceptions: [{date: 2026-06-19}]}]"
    assert codes(f"{late}\n{B0}\n{holiday}", "calendar: off") == []


def test_needs_are_held_against_registers_that_are_kept(codes):
    """Without any task, deliverable or check in the project nothing is missed; a broken link is reported elsewhere."""
    agreed = f"requirements: [{{{NEED}, status: agreed, requested_on: 2026-05-04}}]"
    product = "deliverables: [{id: door, title: Door, due: 2026-09-01}]"
    assert codes(agreed) == []
    assert codes(f"{agreed}\n{product}") == ["PM326"]
    assert codes(f"{agreed.replace('must', 'wont')}\n{product}") == []
    assert codes(f"{agreed.replace('status: agreed', 'status: agreed, type: constraint')}\n{product}") == []
    given = agreed.replace("agreed", "delivered, deliverables: [door]")
    assert codes(f"{given}\n{product}") == []
    check = "quality_checks: [{title: Q, type: test, planned_on: 2026-09-01DOOR}]"
    assert codes(f"{given}\n{product}\n{check.replace('DOOR', '')}") == ["PM326"]
    assert codes(f"{given}\n{product}\n{check.replace('DOOR', ', deliverable: door')}") == []


SURVEY = "surveys: [{{id: w, title: W, method: {method}, {scale}status: closed, sent_on: 2026-06-01, closed_on: {closed}, responses: [{{score: {score}}}]}}]"


@pytest.mark.parametrize(
    ("method", "score", "scale", "found"),
    [
        ("nps", 6, "", True),
        ("nps", 7, "", False),
        ("csat", 2, "", True),
        ("csat", 3, "", False),
        ("csat", 4, "scale_min: 0, scale_max: 10, ", False),
        ("csat", 2, "scale_min: 0, scale_max: 10, ", True),
        ("ces", 3, "", True),
        ("ces", 4, "", False),
        ("ces", 5, "higher_is_better: false, ", True),
        ("ces", 3, "higher_is_better: false, ", False),
        ("custom", 0, "scale_min: 0, scale_max: 10, ", False),
    ],
)
def test_who_is_not_content(codes, method, score, scale, found):
    """Detractors up to 6, the bottom two of CSAT, the bottom three of CES; on other scales the same share of them."""
    text = SURVEY.format(method=method, score=score, scale=scale, closed="2026-06-12")
    assert codes(text) == (["PM328"] if found else [])


def test_an_answer_has_five_working_days(codes):
    """The sixth working day after the wave is too late."""
    text = SURVEY.format(method="nps", score=3, scale="", closed="2026-06-22")
    assert codes(text) == ["PM328"]
    assert codes(text.replace("2026-06-22", "2026-06-23")) == []


def test_a_named_answer_is_taken_up_at_either_end(codes):
    """`answered_by`, or feedback of the person that names the survey; feedback of somebody else takes up nothing."""
    wave = SURVEY.format(method="nps", score=3, scale="", closed="2026-06-01").replace("score: 3", "person: carla, score: 3")
    feedback = "feedback: [{title: F, type: question, received_on: 2026-06-25, source: w, from: WHO}]"
    assert codes(wave) == ["PM328"]
    assert codes(f"{wave}\n{feedback.replace('WHO', 'carla')}") == []
    assert codes(f"{wave}\n{feedback.replace('WHO', 'mei')}") == ["PM328"]


WON = "{{id: {id}, title: {id}, client: acme, status: won, amount: {amount}, expected_close: 2026-01-05, closed_on: 2026-01-05, project: sea}}"


def test_later_opportunities_extend_the_contract(codes):
    """One is held against the contract as signed, several against the one of today; what is not written is not held."""
    one, two = WON.format(id="a", amount="100 EUR"), WON.format(id="b", amount="50 EUR")
    contract = "contract_signed: 100 EUR\ncontract_value: 150 EUR"
    assert codes(f"opportunities: [{one}, {two}]", contract) == []
    assert codes(f"opportunities: [{one}]", contract) == []
    assert codes(f"opportunities: [{two}]", contract) == ["PM329"]
    assert codes(f"opportunities: [{one}, {two}]", contract.replace("150", "151")) == ["PM329"]
    assert codes(f"opportunities: [{two}]", "contract_value: 150 EUR") == []


def test_a_milestone_waits_for_the_last_part_of_a_task(codes):
    """A summary finishes with its last part; elapsed lags count days on the wall; SS and a passed forecast say nothing."""
    tasks = (
        "tasks: [{id: whole, title: W}, {id: a, title: A, parent: whole, baseline_start: 2026-07-06, baseline_finish: 2026-07-10},"
        " {id: b, title: B, parent: whole, baseline_start: 2026-07-06, baseline_finish: 2026-07-17}]\n"
    )
    milestone = "milestones: [{title: M, forecast_date: 2026-07-15, depends: [{task: whole, type: FS}]}]"
    assert codes(tasks + milestone) == ["PM323"]
    assert codes(tasks + milestone.replace("07-15", "07-17")) == []
    assert codes(tasks + milestone.replace("07-15", "07-19").replace("FS", "FS, lag: 2de")) == []
    assert codes(tasks + milestone.replace("07-15", "07-19").replace("FS", "FS, lag: 2d")) == ["PM323"]
    assert codes(tasks + milestone.replace("FS", "SS")) == []
    stage = "phases: [{id: whole, title: W, order: 1, planned_finish: 2026-07-17}]\n"
    assert codes(stage + milestone) == ["PM323"]
    assert codes(stage.replace("order: 1", "order: 1, status: completed") + milestone) == []
    assert codes(tasks + milestone.replace("07-15", "06-29")) == []


def test_a_task_may_finish_with_its_stage(codes):
    """Expected on the stage's last day is in time, a day later needs somebody."""
    text = (
        "phases: [{id: p, title: P, order: 1, planned_finish: 2026-07-DAY}]\n"
        "tasks: [{title: T, parent: p, status: in_progress, actual_start: 2026-06-29, percent_complete: 5, remaining: 3d}]"
    )
    assert codes(text.replace("DAY", "03")) == []
    assert codes(text.replace("DAY", "02")) == ["PM324"]


def test_people_nobody_knows_are_reported_where_they_are_named(tmp_path):
    """An assignee without a record has not left, as far as anybody knows."""
    records = "tasks: [{title: T, assignees: [nobody-of-ours]}]"
    snapshot = snapshot_of(tmp_path, HEAD.format(fields="", records=records))
    assert [fault.name for fault in snapshot.diagnostics] == ["unknown-reference"]


def test_budgets_of_parts_are_held_against_the_whole_in_its_currency(codes):
    """Other currencies count by the rates of the day; without a rate, or while a part has no budget, nothing is short."""
    tasks = "tasks: [{id: whole, title: W, budget: 100 EUR}, {id: a, title: A, parent: whole, budget: 60 EUR}, {id: b, title: B, parent: whole, budget: LEFT}]"
    assert codes(tasks.replace("LEFT", "40.01 EUR")) == []
    assert codes(tasks.replace("LEFT", "40.02 EUR")) == ["PM324"]
    assert codes(tasks.replace("LEFT", "30 EUR")) == ["PM324"]
    assert codes(tasks.replace("LEFT", "30 USD")) == []
    assert codes(tasks.replace(", budget: LEFT", "")) == []
    assert codes(tasks.replace("LEFT", "60 EUR, status: cancelled")) == []


def test_projects_that_are_held_ask_for_no_communication(codes):
    """The plan of a project on hold misses nothing, nor does an item that is paused."""
    plan = "comm_plans: [{title: P, audience: [carla], content: c, channel: phone, frequency: weekly, first_on: 2026-06-01, status: active}]"
    decision = "\ndecisions: [{title: D, status: decided, decision: d, decided_by: mei, decided_on: 2026-05-04, about: [sea]}]"
    assert codes(plan, "status: planning") == ["PM325"]
    assert codes(plan.replace("status: active", "status: paused"), "status: planning") == []
    assert codes(plan + decision, "status: on_hold") == []


def test_a_gate_is_passed_by_somebody(codes):
    """A completed stage with criteria or a gate decision says who decided when; one without a gate need not."""
    stage = "phases: [{id: p, title: P, order: 1, status: completedGATE}]"
    assert codes(stage.replace("GATE", "")) == []
    assert codes(stage.replace("GATE", ", gate_decision: go")) == ["PM319"]
    assert codes(stage.replace("GATE", ", exit_criteria: [a], gate_decision: go, gate_by: mei")) == ["PM319"]
    assert codes(stage.replace("GATE", ", gate_decision: go, gate_by: mei, gate_date: 2026-05-04")) == []


def test_a_need_is_agreed_on_when_its_change_is_decided(codes):
    """Ten working days run from the decision that brought it in, not from the day it was asked for."""
    change = "changes: [{id: c, title: C, requested_by: carla, requested_on: 2026-05-04, reason: r, impact_schedule: 0d, impact_cost: 0 EUR, status: approved, approver: mei, decided_on: DAY}]\n"
    need = f"requirements: [{{{NEED}, status: agreed, requested_on: 2026-05-04, change: c}}]\ndeliverables: [{{title: Door, due: 2026-09-01}}]"
    assert codes(change.replace("DAY", "2026-06-15") + need) == ["PM326"]
    assert codes(change.replace("DAY", "2026-06-16") + need) == []


def test_what_was_closed_since_is_no_fault_on_an_earlier_day(tmp_path):
    """Seen from a day before, a project that is held, and the decision about it, and actions done later are at peace."""
    records = (
        "issues: [{id: i, title: I, priority: P3, owner: mei, raised_on: 2026-03-02, status: closed, resolved_on: 2026-04-01, closed_on: 2026-04-01, resolution: r}]\n"
        "actions: [{title: A, owner: mei, due: 2026-07-31, origin: i, status: done, done_on: 2026-06-01}]\n"
        "decisions: [{title: D, status: decided, decision: d, decided_by: mei, decided_on: 2026-06-08, about: [sea]}]"
    )
    snapshot = snapshot_of(tmp_path, HEAD.format(fields="status: on_hold", records=records), date(2026, 5, 4))
    assert [fault.code for fault in snapshot.diagnostics if fault.code >= "PM317"] == []


def test_only_accepted_deliverables_are_held_against_defects_known_then(codes):
    """A defect found on the day of acceptance was known; one found later was not, and what is only handed over waits."""
    text = (
        "deliverables: [{id: door, title: Door, due: 2026-05-29, status: accepted, submitted_on: 2026-05-29,"
        " accepted_by: carla, accepted_on: 2026-06-05, acceptance_criteria: [a]}]\n"
        "defects: [{title: D, severity: major, found_on: 2026-06-05, deliverable: door, status: confirmed}]"
    )
    assert codes(text) == ["PM327"]
    assert codes(text.replace("found_on: 2026-06-05", "found_on: 2026-06-08")) == []
    assert codes(text.replace("status: accepted", "status: submitted")) == []
    assert codes(text.replace("major", "minor")) == []


def test_promises_that_are_over_or_carried_in_time_are_quiet(codes):
    """A kept promise is not late, and work that is expected on the day itself is in time."""
    promise = "promises: [{title: P, to: acme, owner: mei, due: 2026-06-26, STATE, carried_by: [work]}]\n"
    work = "tasks: [{id: work, title: W, deadline: 2026-07-06}]"
    assert codes(promise.replace("STATE", "status: open") + work) == ["PM331"]
    assert codes(promise.replace("STATE", "status: kept, kept_on: 2026-06-29") + work) == []
    assert codes(promise.replace("STATE", "status: open").replace("06-26", "07-06") + work) == []
    assert codes(promise.replace("STATE", "status: open").replace("06-26", "07-05") + work) == ["PM331"]


def test_open_opportunities_are_held_against_no_contract(codes):
    """Only what was won counts."""
    won = WON.format(id="a", amount="50 EUR")
    assert codes(f"opportunities: [{won}]", "contract_signed: 100 EUR") == ["PM329"]
    assert codes(f"opportunities: [{won.replace('won', 'negotiation')}]", "contract_signed: 100 EUR") == []


def test_the_owner_of_an_urgent_issue_or_ticket_is_missed_most(tmp_path):
    """An owner who has left is an error for P1 and P2 of issues and tickets, else a warning; who is inactive a hint."""
    staff = "-- people/more.csv --\nid,name,type,status\nlee,Lee Park,team,left\nkim,Kim Oda,team,inactive\n"
    ticket = "type: question, requester: carla, opened_at: 2026-06-29"
    records = (
        f"tickets: [{{id: a, title: A, {ticket}, priority: P1, owner: lee}}, {{id: b, title: B, {ticket}, priority: P3, owner: lee}},"
        f" {{id: c, title: C, {ticket}, priority: P1, owner: kim}}]\n"
        "defects: [{id: d, title: D, severity: minor, priority: P1, found_on: 2026-06-01, owner: lee}]"
    )
    snapshot = snapshot_of(tmp_path, HEAD.format(fields="", records=records) + staff)
    found = {(fault.record, str(fault.severity)) for fault in snapshot.diagnostics if fault.code == "PM332"}
    levels = {"a": "error", "b": "warning", "c": "hint"}
    assert found == {(f"ticket:sea/{key}", level) for key, level in levels.items()} | {("defect:sea/d", "warning")}


def test_an_item_without_a_rhythm_misses_nothing(codes):
    """What happens on an event is due on no day, and a cancelled meeting of it is no fault."""
    plan = "comm_plans: [{id: p, title: P, audience: [carla], content: c, channel: phone, frequency: on_event}]\n"
    call = "communications: [{title: C, type: call, channel: phone, date: 2026-06-01, status: cancelled, plan_item: p}]"
    assert codes(plan + call, "status: planning") == []


def test_what_remains_is_handed_on_once_with_an_owner(codes):
    """Of two mentions in the closure report one with an owner is enough, in either order; an invoice in draft is none."""
    closed = "status: closed\nactual_finish: 2026-05-29"
    text = (
        "issues: [{id: left, title: L, priority: P3, owner: mei, raised_on: 2026-03-02}]\n"
        "invoices: [{title: I, client: acme, net: 1 EUR}]\n"
        "closure_reports: [{id: end, title: E, date: 2026-05-29, objectives_review: [All], lessons: [l], status: approved,"
        " archive_location: 'https://example.com/a', approved_by: carla, approved_on: 2026-05-29, follow_on: [ITEMS]}]\n"
        "lessons: [{id: l, title: L, type: positive, situation: s, recommendation: r}]"
    )
    bare, owned = "{item: 'issue:left'}", "{item: 'issue:left', owner: mei}"
    assert codes(text.replace("ITEMS", f"{bare}, {owned}"), closed) == []
    assert codes(text.replace("ITEMS", f"{owned}, {bare}"), closed) == []
    assert codes(text.replace("ITEMS", bare), closed) == ["PM321"]
    assert codes(text.replace("ITEMS", ""), closed) == ["PM321"]
    assert codes(text.replace("ITEMS", "").replace("2026-03-02", "2026-06-01"), closed) == []
    issued = text.replace("ITEMS", owned).replace("net: 1 EUR", "number: '1', net: 1 EUR, status: issued, issued_on: DAY")
    assert codes(issued.replace("DAY", "2026-05-29"), closed) == ["PM321"]
    assert codes(issued.replace("DAY", "2026-06-01"), closed) == []


def test_only_what_claims_it_is_held_against_it(codes):
    """A need that is only agreed on needs no passed check; a small risk may be accepted; a planned look back is none."""
    need = f"requirements: [{{{NEED}, status: STATE, requested_on: 2026-06-29, checks: [q]}}]\n"
    check = "quality_checks: [{id: q, title: Q, type: test, status: done, done_on: 2026-06-29, checker: mei, result: fail, findings: f}]"
    assert codes(need.replace("STATE", "agreed") + check) == []
    accepted = "risks: [{title: R, raised_on: 2026-03-02, status: monitoring, owner: mei, probability: P, impact: 2, strategy: accept}]"
    assert codes(accepted.replace("P", "2")) == []
    assert codes(accepted.replace("P", "5")) == ["PM319"]
    looks = (
        "retrospectives: [{title: A, date: 2026-05-04, status: held, participants: [mei], went_well: [a], to_improve: [b], actions: [x]},"
        " {title: B, date: 2026-06-01, status: planned}]\n"
        "actions: [{id: x, title: X, owner: mei, due: 2026-07-31}]"
    )
    assert codes(looks) == []
    listed = "checklists: [{title: C, for: p, items: [{text: One}]}]\nphases: [{id: p, title: P, order: 1, status: active}]"
    assert codes(listed) == []


def test_a_finish_in_the_baseline_is_pointed_at(tmp_path):
    """Where only the baseline dates a task, the objection leads to the baseline's item."""
    records = (
        "tasks: [{id: a, title: A}]\n"
        "milestones: [{title: M, forecast_date: 2026-07-15, depends: [a]}]\n"
        "baselines: [{id: b0, title: B0, status: approved, approved_by: mei, date: 2026-05-04, version: '0', bac: 1 EUR,\n"
        "  items: [{ref: a, start: 2026-07-06, finish: 2026-07-17}]}]"
    )
    snapshot = snapshot_of(tmp_path, HEAD.format(fields="", records=records))
    fault = next(one for one in snapshot.diagnostics if one.code == "PM323")
    assert [(one.span.path, one.span.line, one.span.column) for one in fault.related] == [("projects/sea/all.md", 5, 47)]


def test_business_won_later_is_held_against_nothing_yet(tmp_path):
    """Seen from a day before it was won, an opportunity asks for no project."""
    won = WON.format(id="a", amount="50 EUR").replace(", project: sea", "")
    text = HEAD.format(fields="", records=f"opportunities: [{won}]")
    assert "PM329" in {fault.code for fault in snapshot_of(tmp_path, text).diagnostics}
    assert "PM329" not in {fault.code for fault in snapshot_of(tmp_path, text, date(2026, 1, 2)).diagnostics}
