import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, AS_OF, EUROS, read

from pmledger.analysis.conclude import conclude
from pmledger.analysis.names import BY_NAME, DEFINITIONS
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings

WHOLE = (
    ACME
    + """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: executing
budget: 1000 EUR
contract_value: 1500 EUR
planned_start: 2026-06-01
planned_finish: 2026-07-31
tasks: [{id: t, title: T, duration: 5d}]
milestones: [{id: m, title: M, baseline_date: 2026-06-20, forecast_date: 2026-07-01}]
risks:
  - {id: r, title: R, status: assessed, probability: 5, impact: 5, cost_impact: 10 EUR, raised_on: 2026-06-01}
issues: [{id: i, title: I, priority: P2, raised_on: 2026-06-01}]
changes: [{id: c, title: C, requested_by: ann, requested_on: 2026-06-01, reason: x, impact_cost: 50 EUR}]
goals: [{id: g, title: G, statement: x}]
costs: [{id: k, title: K, category: labour, status: paid, amount: 100 EUR, date: 2026-06-01}]
actions: [{id: a, title: A, due: 2026-06-29}]
deliverables: [{id: d, title: D, due: 2026-06-29}]
quality_standards: [{id: q, title: Q, criterion: x}]
checklists: [{id: h, title: H, items: [{text: One}]}]
requirements: [{id: w, title: W, statement: x, requested_by: ann, requested_on: 2026-06-01}]
retrospectives: [{id: y, title: Y, date: 2026-06-01}]
lessons: [{id: j, title: J, type: negative, situation: x, recommendation: y}]
feedback: [{id: f, title: F, type: question, received_on: 2026-06-01}]
tickets: [{id: t, title: T, type: question, priority: P3, requester: ann, opened_at: 2026-06-29 09:00}]
trainings: [{id: n, title: N, audience: team}]
surveys: [{id: s, title: S, method: nps, status: open, sent_on: 2026-06-01, responses: [{date: 2026-06-02, score: 9}]}]
---
-- projects/birch/index.md --
---
name: Birch
client: acme
manager: mei
currency: CNY
status: closed
actual_finish: 2026-06-01
---
-- clients/acme/opportunities/o.md --
---
title: O
client: acme
amount: 200 EUR
status: proposal
---
-- kpis/k.md --
---
title: K
formula: f
direction: lower
frequency: weekly
---
-- processes/p.md --
---
title: P
process_group: planning
steps: [{text: One}]
---
-- clients/acme/invoices/v.md --
---
title: V
client: acme
net: 10 EUR
status: draft
---
"""
)


WHERE_KEPT = frozenset(
    {
        "appraisal_cost", "appraisal_hours", "cost_change", "length_change", "start_slip", "chance_of_plan",
        "chance_of_baseline", "chance_of_both", "chance_of_budget", "chance_of_date", "chance_of_deadline", "contingency_needed",
        "cost_p10", "criticality", "response_days", "response_gain", "response_reserve", "response_worth", "cost_p50", "cost_p80", "cost_p90", "date_p80", "cost_variance_end", "failure_cost", "failure_hours",
        "quality_cost", "team_utilisation", "training_coverage", "utilisation",
        "coverage", "critical_tasks", "decision_latency", "finish", "finish_p10",
        "finish_p50", "finish_p80", "finish_p90", "forecast", "free_float", "late_tasks", "least_float", "levelled_delay",
        "levelled_finish", "levelled_start", "manager_estimate", "open_ends", "risk_cost_p80", "start", "task_slip", "tolerance_benefit", "tolerance_cost",
        "tolerance_quality", "tolerance_risk", "tolerance_scope", "tolerance_time", "total_float", "unnamed_cost", "volatility",
    }
)  # fmt: skip
OF_WORK = frozenset({"planned_value", "earned_value", "actual_cost", "sv", "cv", "spi", "cpi"})
"""Figures that tasks and stages have where they are planned and booked on; projects always have them."""


@pytest.fixture(scope="module")
def whole():
    return read(WHOLE)


def test_every_definition_has_a_figure(whole):
    """Every figure of the list is reckoned for each of its subjects, and none beside the list.

    Figures of plans, estimates, needs and closing are only reckoned where those are kept.
    """
    subjects = {"": [""], **{kind: [record.key for record in found] for kind, found in whole.ledger.kinds.items()}}
    expected = {(one.name, subject) for one in DEFINITIONS for subject in subjects.get(one.of, ())}
    found = set(whole.found.figures)
    assert found <= expected
    missing = {(name, subject.partition(":")[0]) for name, subject in expected - found}
    assert {name for name, of in missing if not (name in OF_WORK and of in {"task", "phase"})} <= WHERE_KEPT


def test_each_figure_is_found_by_whoever_asks_for_it_alone(whole):
    """A figure of each definition is the same when it is the first thing that anybody asks for."""
    by_definition = {(key[1].partition(":")[0], key[0]): (key, figure) for key, figure in whole.found.figures.items()}
    schema = build_schema(EUROS)
    for key, figure in by_definition.values():
        assert conclude(whole.ledger, schema, EUROS, AS_OF).figures.get(key) == figure, key


def test_names_are_flat_and_unique():
    """Names are snake_case, and unique for a kind of subject."""
    assert len(BY_NAME) == len(DEFINITIONS)
    assert [one.name for one in DEFINITIONS if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", one.name)] == []


def test_unknown_is_said_and_never_zero(whole):
    """A figure has either a value or the reason why it has none."""
    both = [key for key, figure in whole.found.figures.items() if (figure.value is None) != (figure.unknown is not None)]
    assert both == []


def test_values_are_exact(whole):
    """No figure is a binary floating point number."""
    kinds = {type(figure.value) for figure in whole.found.figures.values()}
    assert kinds <= {int, Decimal, Fraction, date, str, type(None)}


def test_every_input_leads_somewhere(whole):
    """Inputs name records and figures that exist."""
    inputs = [one for figure in whole.found.figures.values() for one in figure.inputs]
    assert [one.record for one in inputs if one.record and one.record not in whole.ledger.by_key] == []
    assert [one.figure for one in inputs if one.figure and one.figure not in whole.found.figures] == []
    assert any(one.record for one in inputs)


def test_reasons_and_agenda_lead_somewhere(whole):
    """Health, agenda and events name records that exist."""
    named = {key for health in whole.found.health.values() for reason in health.reasons for key in reason.records}
    named |= {item.record for item in whole.found.agenda} | {event.record for event in whole.found.events}
    assert named <= set(whole.ledger.by_key)
    assert named


def test_workspace_sums(whole):
    """The workspace sums its open projects and counts what is open in them."""
    names = (
        "active_projects", "budget_total", "spent_total", "risk_exposure", "open_risks", "critical_risks",
        "changes_to_decide", "pending_cost", "open_issues", "overdue_actions", "pipeline_weighted", "satisfaction",
    )  # fmt: skip
    found = {name: whole.value(name) for name in names}
    assert found == {
        "active_projects": 1,
        "budget_total": 1000,
        "spent_total": 100,
        "risk_exposure": 9,
        "open_risks": 1,
        "critical_risks": 1,
        "changes_to_decide": 1,
        "pending_cost": 50,
        "open_issues": 1,
        "overdue_actions": 1,
        "pipeline_weighted": 100,
        "satisfaction": 100,
    }


def test_colours_add_up_to_the_open_projects(whole):
    """Each open project is counted under one colour, closed ones under none."""
    assert sum(whole.value(f"projects_{colour}") for colour in ("green", "amber", "red", "grey")) == 1
    assert whole.found.health["project:birch"].colour == "complete"


def test_same_arguments_same_conclusions():
    """Reckoning twice from the same text gives the same, in the same order."""
    first, second = read(WHOLE).found, read(WHOLE).found
    assert [(key, figure.value, figure.inputs) for key, figure in first.figures.items()] == [
        (key, figure.value, figure.inputs) for key, figure in second.figures.items()
    ]
    assert (first.agenda, first.events, first.health) == (second.agenda, second.events, second.health)


def test_without_a_currency_of_the_workspace():
    """Where the settings name no currency, the one that all projects share is summed up in."""
    plain = Settings()
    one = WHOLE.replace("currency: CNY", "currency: EUR")
    assert read(one, settings=plain).found.figure("budget_total").unit == "EUR"
    several = read(WHOLE, settings=plain)
    assert several.value("budget_total") is None
    assert several.value("budget", "project:apollo") == 1000


def test_empty_workspace():
    """Without any record counts are 0, sums of nothing are unknown, and nothing is on the agenda."""
    found = read("-- README.md --\n")
    assert (found.value("open_risks"), found.value("budget_total"), found.found.agenda) == (0, None, ())
