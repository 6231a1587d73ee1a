from fractions import Fraction

from ledgers import ACME, read

from pmledger.analysis.authority import whose

HEAD = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
sponsor: ann
currency: EUR
baselines:
  - {id: b0, title: First, version: B0, status: approved, date: 2026-03-02, approved_by: mei, bac: 1000 EUR, items: [{ref: apollo, cost: 1000 EUR}]}
"""
ASKED = "requested_by: ann, requested_on: 2026-06-01, reason: x"


def changes(*fields, more=""):
    rows = "".join(f"  - {{id: c{at}, title: Change {at}, {ASKED}, {text}}}\n" for at, text in enumerate(fields, 1))
    return read(f"{ACME}{HEAD}{more}changes:\n{rows}---\n")


def decider(fields, more=""):
    found = changes(fields, more=more)
    ledger, conclusions = found.ledger, found.found
    project = ledger.by_key["project:apollo"]
    bac = conclusions.figures["bac", project.key]
    return whose(ledger.by_key["change:apollo/c1"], project, bac, conclusions.premises, conclusions.calendar)


def test_small_changes_are_the_managers():
    """Up to 5 % of the budget and ten working days the manager decides, beyond either a committee does."""
    assert decider("impact_cost: 50 EUR, impact_schedule: 10d") == ("project_manager", "person:mei")
    assert decider("impact_cost: 51 EUR") == ("steering", "")
    assert decider("impact_cost: -60 EUR") == ("steering", "")
    assert decider("impact_schedule: 11d") == ("steering", "")
    assert decider("type: scope") == ("project_manager", "person:mei")


def test_the_project_may_give_its_manager_more_room():
    """A tolerance of the project holds instead of 5 %."""
    assert decider("impact_cost: 80 EUR", "tolerance: {cost_pct: 8}\n")[0] == "project_manager"


def test_what_a_change_says_of_its_authority_holds():
    """A stated authority is the one, with the person where it is one."""
    assert decider("authority: sponsor, impact_cost: 1 EUR") == ("sponsor", "person:ann")
    assert decider("authority: client, impact_cost: 1 EUR") == ("client", "")


def test_rate_and_time_of_decisions():
    """Two of three decided changes were approved; half of the decisions took seven working days or less; deferred ones have no verdict."""
    found = changes(
        "status: approved, approver: mei, decided_on: 2026-06-03, impact_cost: 0 EUR, impact_schedule: 0d",
        "status: approved, approver: mei, decided_on: 2026-06-10, impact_cost: 0 EUR, impact_schedule: 0d",
        "status: rejected, approver: mei, decided_on: 2026-06-30",
        "status: deferred, approver: mei, decided_on: 2026-06-10",
        "status: submitted",
    )
    assert found.value("approval_rate") == Fraction(200, 3)
    assert found.value("decision_time") == 7


def test_how_long_decisions_take_and_are_carried_out():
    """The median of five and three working days to implementation; nine calendar days to the one decision that says both."""
    decided = "approver: mei, impact_cost: 0 EUR, impact_schedule: 0d, implementation_plan: p, decided_on: 2026-06-03"
    found = changes(
        f"status: implemented, {decided}, implemented_on: 2026-06-10",
        f"status: implemented, {decided}, implemented_on: 2026-06-08",
        f"status: implemented, {decided}, implemented_on: 2026-07-08",
        more="decisions:\n"
        "  - {title: One, status: decided, created: 2026-06-01, decided_on: 2026-06-10, decided_by: mei, decision: d}\n"
        "  - {title: Two, status: decided, decided_on: 2026-06-10, decided_by: mei, decision: d}\n",
    )
    assert (found.value("carrying_out_time"), found.value("decision_latency")) == (4, 9)


def test_without_a_decision_nothing_is_known():
    """No decided change, no rate and no time, and both say so."""
    assert changes("status: submitted").unknown("approval_rate") == "no change was decided"
    assert changes("status: submitted").value("decision_time") is None
    assert changes("status: submitted").unknown("carrying_out_time") == "no change was carried out"
