from pathlib import Path

import pytest
from workspaces import said, snapshot_of

GROUND = (
    "-- people/mei.md --\n---\nname: Mei Keller\ntype: team\n---\n-- clients/acme.md --\n---\nname: Acme\n---\n"
    "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\n---\n"
)

FAULTY = {
    "required day": ("risks", "{title: x, raised_on: soon}", "PM131"),
    "required choice": ("issues", "{title: x, raised_on: 2026-06-25, owner: mei, priority: high}", "PM102"),
    "owner that is nobody": ("issues", "{title: x, raised_on: 2026-06-25, owner: nobody, priority: P4}", "PM104"),
    "date of a grave issue": ("issues", "{title: x, raised_on: 2026-06-25, owner: mei, priority: P1, due: soon}", "PM131"),
    "day of a review": ("risks", "{title: x, raised_on: 2026-03-05, probability: 5, impact: 5, review_on: soon}", "PM131"),
    "type of a risk": ("risks", "{title: x, raised_on: 2026-03-05, type: oportunity, strategy: exploit}", "PM102"),
    "issue of a risk": ("risks", "{title: x, raised_on: 2026-03-05, status: occurred, issue: nothing}", "PM104"),
    "state that calls for nothing": ("actions", "{title: x, owner: mei, due: 2026-03-05, status: dne}", "PM103"),
    "state of a milestone": ("milestones", "{title: x, baseline_date: 2026-03-05, status: acheived}", "PM103"),
    "state of a risk": ("risks", "{title: x, raised_on: 2026-03-05, probability: 5, impact: 5, status: shut}", "PM103"),
    "tax of an invoice": ("invoices", "{title: x, client: acme, net: 100 EUR, tax: some, gross: 119 EUR}", "PM108"),
    "category of a cost": ("costs", "{title: x, category: fun, amount: 1 EUR, date: 2026-03-05}", "PM102"),
    "forecast": ("milestones", "{title: x, baseline_date: 2026-03-05, forecast_date: soon}", "PM131"),
    "direction of a goal": (
        "goals", "{title: x, statement: s, baseline_value: 3, target_value: 3, direction: maintan}", "PM102",
    ),
    "items of a checklist": (
        "checklists", "{title: x, status: completed, completed_on: 2026-03-05, items: [{text: a, done: maybe}]}", "PM114",
    ),
    "change of a baseline": (
        "baselines",
        ("{title: b, date: 2026-03-06, version: '2', bac: 1 EUR, status: approved, approved_by: mei, items: [{ref: apollo}], "
        "change: nothing}\n  - {title: a, date: 2026-03-05, version: '1', bac: 1 EUR, status: superseded, approved_by: mei, "
        "items: [{ref: apollo}]}"),
        "PM104",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_one_slip_is_one_fault(tmp_path: Path, name: str) -> None:
    """What is written wrongly is told where it stands; no rule calls it missing, late or uneven as well."""
    folder, item, code = FAULTY[name]
    text = f"{GROUND}-- projects/apollo/part.md --\n---\n{folder}:\n  - {item}\n---\n"
    assert [place.split()[1] for place in said(snapshot_of(tmp_path, text))] == [code]


def test_other_rules_look_at_a_record_whose_state_is_unknown(tmp_path: Path) -> None:
    """A misspelt state hides neither a missing field nor dates in a wrong order."""
    item = "{title: x, status: shut, occurred_on: 2026-03-05, closed_on: 2026-03-04, raised_on: 2026-03-05}"
    text = f"{GROUND}-- projects/apollo/part.md --\n---\nrisks:\n  - {item}\n  - {{title: y, status: shut}}\n---\n"
    assert [place.split()[1] for place in said(snapshot_of(tmp_path, text))] == ["PM103", "PM203", "PM201", "PM103"]


def test_a_required_field_with_a_default_is_not_missing(tmp_path: Path) -> None:
    """A document without classification is internal."""
    item = "{title: x, type: plan, location: 'https://example.com/x'}"
    text = f"{GROUND}-- projects/apollo/part.md --\n---\ndocuments:\n  - {item}\n---\n"
    assert said(snapshot_of(tmp_path, text)) == []


@pytest.mark.parametrize(
    ("invoice", "message"),
    [
        ("status: paid, payments: [{date: 2026-04-05, amount: 90 EUR}]", "the invoice says it is paid, but 10 EUR of 100 EUR are not (P)"),
        ("status: paid", "the invoice says it is paid, but 100 EUR of 100 EUR are not (P)"),
        ("status: partly_paid", "the invoice says it is partly paid, and no payment is written (P)"),
        ("status: issued, payments: [{date: 2026-04-05, amount: 100 EUR}]", "all of 100 EUR is paid, but the invoice does not say so (P)"),
        ("status: paid, payments: [{date: 2026-04-05, amount: 110 EUR}]", "paid and deducted 110 EUR (P) > net + tax 100 EUR (P): 10 EUR too much"),
    ],
)  # fmt: skip
def test_payments_and_status_agree(tmp_path: Path, invoice: str, message: str) -> None:
    """The message names both sides and the difference."""
    item = f"{{title: x, client: acme, number: '1', issued_on: 2026-03-05, due_on: 2026-07-05, net: 100 EUR, {invoice}}}"
    text = f"{GROUND}-- projects/apollo/part.md --\n---\ninvoices:\n  - {item}\n---\n"
    said = [str(fault.message) for fault in snapshot_of(tmp_path, text).diagnostics]
    assert said == [message.replace("P)", "projects/apollo/part.md:3)")]


def test_one_day_late_is_said_in_the_singular(tmp_path: Path) -> None:
    """The message counts days as people do."""
    items = "".join(f"  - {{title: x{n}, owner: mei, due: 2026-06-{n}}}\n" for n in (28, 29))
    snapshot = snapshot_of(tmp_path, f"{GROUND}-- projects/apollo/part.md --\n---\nactions:\n{items}---\n")
    assert [str(fault.message) for fault in snapshot.diagnostics] == [
        "x28 was due on 2026-06-28, 2 days ago",
        "x29 was due on 2026-06-29, 1 day ago",
    ]
