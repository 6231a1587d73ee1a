from pathlib import Path

import pytest
from balance.money.books import rows, verdicts
from workspaces import snapshot_of

from pmledger.analysis.balance.reconciliation import Relation
from pmledger.rules.balance_objections import addend_said

APPROVED = "status: approved, approved_by: sam"
LINE = f"{{id: work, title: Work, category: labour, amount: 1000 EUR, {APPROVED}, approved_on: 2026-01-05}}"
DECIDED = "requested_by: mei, requested_on: 2026-01-20, reason: r, approver: sam, decided_on: 2026-02-02"


@pytest.mark.parametrize(
    ("row", "lists"),
    [
        (1, "status: executing\nbudget: 500 EUR"),
        (2, f"baselines: [{{title: B, date: 2026-01-09, version: B0, {APPROVED}, bac: 9 EUR, items: [{{ref: p}}]}}]"),
        (4, f"changes: [{{title: C, status: implemented, {DECIDED}, impact_cost: 9 EUR}}]\nbudget_lines: []"),
        (5, "contract_value: 100 EUR"),
        (7, f"costs: [{{title: C, category: travel, amount: 9 EUR, date: 2026-03-05, {APPROVED}}}]"),
        (8, f"time_entries: [{{title: T, person: sam, date: 2026-03-05, hours: 2, {APPROVED}}}]"),
        (11, f"budget_lines: [{LINE.replace('labour', 'contingency')}]"),
        (13, "contract_value: 100 EUR"),
        (16, f"billing: time\ntime_entries: [{{title: T, person: sam, date: 2026-03-05, hours: 2, {APPROVED}}}]"),
        (33, f"baselines: [{{title: B, date: 2026-01-09, version: B0, {APPROVED}, bac: 9 EUR, items: [{{ref: p}}]}}]"),
        (34, "contract_value: 100 EUR\nmilestones: [{title: M, baseline_date: 2026-07-01}]"),
        (35, f"tasks: [{{id: t, title: T, budget: 9 EUR}}]\nbudget_lines: [{LINE}]"),
    ],
)
def test_one_side_alone_is_silent(row: int, lists: str) -> None:
    """Where only one of two registers is kept, nothing is said."""
    assert set(verdicts(rows(lists).get(row))) <= {"not kept"}


def test_what_is_taken_off_says_so_in_a_word() -> None:
    """The contract as it was signed is subtracted; no sign stands before its amount."""
    change = f"changes: [{{title: C, status: approved, {DECIDED}, impact_cost: 0 EUR, impact_price: 9 EUR}}]"
    (row,) = rows(f"billing: fixed\ncontract_signed: 90 EUR\ncontract_value: 100 EUR\n{change}")[5]
    assert [str(addend_said(one)) for one in row.left.addends] == ["contract: 100 EUR", "less contract as signed: 90 EUR"]


@pytest.mark.parametrize(
    ("budget", "task", "expected"),
    [
        (1000, "", "agrees"),
        (900, "", "disputed"),
        (1500, "", "unknown"),
        (1501, "", "disputed"),
        (1500, "task: stage, ", "unknown"),
        (1500, "task: other, ", "disputed"),
    ],
)
def test_a_budget_of_work_may_be_partly_assigned(budget: int, task: str, expected: str) -> None:
    """Beside a line that names the work, 500 EUR that name none, or only the stage around it, may be what is missing."""
    wide = LINE.replace("amount: 1000 EUR", f"{task}amount: 500 EUR").replace("id: work", "id: wide")
    named = LINE.replace("amount", "task: t, amount")
    work = f"phases: [{{id: stage, title: S, order: 1}}]\ntasks: [{{id: t, title: T, parent: stage, budget: {budget} EUR}}, {{id: other, title: O}}]"
    assert verdicts(rows(f"{work}\nbudget_lines: [{named}, {wide}]")[35]) == [expected]


@pytest.mark.parametrize(
    ("status", "more", "expected"),
    [("approved", "", []), ("implementing", "", ["disputed"]), ("implementing", "funding: absorbed, ", [])],
)
def test_a_change_needs_its_money_once_it_is_carried_out(status: str, more: str, expected: list[str]) -> None:
    """What is only approved, or absorbed by the budget there is, needs no line of its own."""
    other = LINE.replace("id: work", "id: other").replace("amount", "change: first, amount")
    first = f"{{id: first, title: First, status: approved, {DECIDED}, impact_cost: 1000 EUR}}"
    change = f"{{title: C, status: {status}, {more}{DECIDED}, impact_cost: 9 EUR}}"
    assert verdicts(rows(f"changes: [{first}, {change}]\nbudget_lines: [{other}]").get(4)) == expected


@pytest.mark.parametrize(
    ("effects", "finish", "expected"),
    [
        (("5d", "3d"), "2026-07-14", "disputed"),
        (("5d", "3d"), "2026-07-15", "agrees"),
        (("5d", "3d"), "2026-07-20", "agrees"),
        (("5d", "3d"), "2026-07-21", "disputed"),
        (("5d", "-2d"), "2026-07-13", "agrees"),
        (("5d", "-2d"), "2026-07-10", "disputed"),
        (("5d",), "2026-07-15", "agrees"),
        (("5d",), "2026-07-16", "disputed"),
        (("1w",), "2026-07-15", "agrees"),
        (("4.5d",), "2026-07-15", "agrees"),
        (("4.5d",), "2026-07-16", "disputed"),
    ],
)
def test_changes_together_move_the_finish_between_the_largest_and_the_sum(
    effects: tuple[str, ...], finish: str, expected: str
) -> None:
    """The finish counts in working days after 8 July; one change moves it by just its own effect."""
    changes = ", ".join(
        f"{{id: c{at}, title: C, status: approved, {DECIDED}, impact_cost: 0 EUR, impact_schedule: {effect}, baseline_after: b1}}"
        for at, effect in enumerate(effects)
    )
    baselines = ", ".join(
        f"{{id: b{at}, title: B, date: 2026-0{at + 1}-09, version: B{at}, {APPROVED}, bac: 9 EUR, items: [{{ref: p, finish: {day}}}]}}"
        for at, day in enumerate(("2026-07-08", finish))
    )
    assert verdicts(rows(f"changes: [{changes}]\nbaselines: [{baselines}]")[3]) == [expected]


def test_dates_count_by_the_calendar_of_the_project() -> None:
    """A week off in the project's own calendar is no work between two finishes."""
    calendar = "-- calendars/quiet.md --\n---\ntitle: Quiet\nweek: {mon-fri: 8}\nexceptions: [{from: 2026-07-13, to: 2026-07-17}]\n---\n"
    change = f"{{id: c, title: C, status: approved, {DECIDED}, impact_cost: 0 EUR, impact_schedule: 5d, baseline_after: b1}}"
    baselines = ", ".join(
        f"{{id: b{at}, title: B, date: 2026-0{at + 1}-09, version: B{at}, {APPROVED}, bac: 9 EUR, items: [{{ref: p, finish: {day}}}]}}"
        for at, day in enumerate(("2026-07-08", "2026-07-22"))
    )
    lists = f"changes: [{change}]\nbaselines: [{baselines}]"
    assert verdicts(rows(lists)[3]) == ["disputed"]
    assert verdicts(rows(f"calendar: quiet\n{lists}", calendar)[3]) == ["agrees"]


def test_a_movement_is_explained_by_a_change_that_no_baseline_has_taken_in() -> None:
    """A counted change explains the milestone that it affects, until a baseline answers it."""
    milestone = "{id: m, title: M, type: contractual, baseline_date: 2026-07-06, forecast_date: 2026-08-06}"
    change = f"{{id: c, title: C, status: approved, {DECIDED}, impact_cost: 0 EUR, affects: [m]}}"
    baseline = f"{{title: B, date: 2026-03-09, version: B0, change: c, {APPROVED}, bac: 9 EUR, items: [{{ref: m, finish: 2026-07-06}}]}}"
    alone = rows(f"milestones: [{milestone}]")
    assert verdicts(alone[6]) == ["disputed"]
    assert alone[6][0].relation is Relation.AT_MOST
    assert verdicts(rows(f"milestones: [{milestone}]\nchanges: [{change}]")[6]) == ["agrees"]
    answered = rows(f"milestones: [{milestone}]\nchanges: [{change}]\nbaselines: [{baseline}]")
    assert verdicts(answered[6]) == ["agrees", "disputed"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [((1, 3), ["agrees"]), ((3, 1), ["agrees"]), ((3, 2), ["disputed"]), ((4, 0), ["agrees"])],
)
def test_a_line_over_two_months_is_held_against_both_together(hours: tuple[int, int], expected: list[str]) -> None:
    """Four billed hours cover what was worked in March and April, however it is spread."""
    ben = "-- people/ben.md --\n---\nname: Ben\ntype: team\nbill_rate: 100 EUR\n---\n"
    line = "{text: Spring, type: time, quantity: 4, unit_price: 100 EUR, from: 2026-03-01, to: 2026-04-30}"
    invoice = f"{{title: I, client: acme, number: '1', status: issued, issued_on: 2026-05-05, net: 400 EUR, lines: [{line}]}}"
    entries = ", ".join(
        f"{{title: T, person: ben, date: 2026-0{month}-10, hours: {count}, {APPROVED}}}"
        for month, count in zip((3, 4), hours, strict=True)
        if count
    )
    assert verdicts(rows(f"billing: time\ninvoices: [{invoice}]\ntime_entries: [{entries}]", ben)[16]) == expected


def test_a_fault_of_a_record_is_not_told_twice(tmp_path: Path) -> None:
    """A line whose amount cannot be read is a fault of its own; the budget is not held against what is left."""
    lines = f"[{LINE}, {LINE.replace('1000 EUR', 'much').replace('id: work', 'id: more')}]"
    text = f"""
-- clients/acme/index.md --
---
name: Acme
---
-- people/sam.md --
---
name: Sam Roth
type: team
---
-- projects/p/index.md --
---
name: P
client: acme
manager: sam
currency: EUR
sponsor: sam
objective: o
status: executing
planned_start: 2026-01-05
planned_finish: 2026-12-18
actual_start: 2026-01-05
baseline: b
budget: 2000 EUR
budget_lines: {lines}
baselines: [{{id: b, title: B, date: 2026-01-09, version: B0, {APPROVED}, bac: 2000 EUR, items: [{{ref: p}}]}}]
---
"""
    snapshot = snapshot_of(tmp_path, text)
    assert [fault.code for fault in snapshot.diagnostics if fault.severity == "error"] == ["PM108"]
    assert "PM301" not in {fault.code for fault in snapshot.diagnostics}
