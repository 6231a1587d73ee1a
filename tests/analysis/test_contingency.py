"""The contingency over time: where it went, day by day, and the exposure that was open then."""

from datetime import date
from decimal import Decimal

from ledgers import ACME, read

from pmledger.analysis.contingency import burndown
from pmledger.kinds.settings import DatedFactor, Settings

DOLLARS = Settings(currency="EUR", exchange_rates={"USD": (DatedFactor(since=date(2026, 1, 1), rate=Decimal("0.5")),)})
SEA = """
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
status: executing
budget_lines:
  - {id: l1, title: Reserve, status: approved, category: contingency, amount: 1000 EUR, approved_on: 2026-03-02, approved_by: mei}
  - {id: l2, title: Drawn, status: approved, category: contingency, amount: -300 EUR, approved_on: 2026-05-04, approved_by: mei, change: c}
  - {id: l3, title: Drawn later, status: approved, category: contingency, amount: -1 EUR, approved_on: 2026-07-04, approved_by: mei, change: c}
  - {id: l4, title: Only asked for, category: contingency, amount: 500 EUR}
  - {id: l5, title: Work, status: approved, category: other, amount: 5000 EUR, approved_on: 2026-03-02, approved_by: mei}
changes:
  - {id: c, title: More, status: approved, requested_on: 2026-04-20, decided_on: 2026-05-04, approver: mei, impact_cost: 300 EUR, funding: contingency}
costs:
  - {id: k1, title: Divers, status: approved, category: other, amount: 200 USD, date: 2026-04-10, risk: rust, approved_by: mei}
  - {id: k2, title: Ordered, type: commitment, status: approved, category: other, amount: 99 EUR, date: 2026-04-10, risk: rust, approved_by: mei}
risks:
  - {id: rust, title: Rust, category: technical, status: occurred, raised_on: 2026-03-10, occurred_on: 2026-04-08, probability_pct: 40%, cost_impact: 400 EUR}
  - {id: storm, title: Storm, category: technical, status: identified, raised_on: 2026-02-01, probability_pct: 10%, cost_impact: 2000 USD}
  - {id: gull, title: Gulls, category: technical, status: closed, raised_on: 2026-03-20, closed_on: 2026-04-20, closed_reason: expired, probability_pct: 50%, cost_impact: 20 EUR}
  - {id: sun, title: Sun, type: opportunity, category: technical, status: identified, raised_on: 2026-03-20, probability_pct: 50%, cost_impact: 20 EUR}
---
"""
KEY = "project:sea"


def down(text=SEA, settings=DOLLARS):
    found = read(ACME + text, settings=settings)
    own = [found.found.risks[one.key] for one in found.ledger.of("risk")]
    return found, burndown(found.ledger.by_key[KEY], found.ledger, found.found.premises, own, found.found.as_of)


def test_each_move_has_its_day_and_what_is_left():
    """Approved lines, draws of changes and costs of threats, in the project's currency; the end is the figure."""
    found, one = down()
    assert [(move.day.isoformat(), move.record.id, move.amount, move.left) for move in one.moves] == [
        ("2026-03-02", "l1", 1000, 1000), ("2026-04-10", "k1", -100, 900), ("2026-05-04", "l2", -300, 600),
    ]  # fmt: skip
    assert one.moves[-1].left == found.value("contingency_left", KEY)
    assert one.approved == 1000


def test_the_exposure_of_a_day_is_that_of_the_threats_open_then():
    """From raised, or the first day, until it occurred or was closed; today it is the figure."""
    found, one = down()
    days = {"2026-03-02": 100, "2026-03-09": 100, "2026-03-10": 260, "2026-03-20": 270, "2026-04-08": 110, "2026-04-20": 100, "2026-06-30": 100}
    assert {day: one.exposed(date.fromisoformat(day)) for day in days} == days
    assert one.exposed(found.found.as_of) == found.value("risk_exposure", KEY)
    assert one.exposed(date(2026, 3, 1)) == 0


def test_a_baseline_may_set_it_aside_and_nothing_is_nothing():
    """Without lines the current baseline's amount stands on its day; without either there is no picture; a lost rate is counted."""
    stated = SEA.replace("category: contingency", "category: management_reserve").replace(
        "costs:", "baselines: [{id: b, title: B, status: approved, version: B0, date: 2026-03-05, bac: 5000 EUR, contingency: 700 EUR, items: []}]\ncosts:"
    )
    assert [(move.record.kind, move.left) for move in down(stated)[1].moves] == [("baseline", 700), ("cost", 600)]
    assert down(SEA.replace("category: contingency", "category: management_reserve"))[1] is None
    assert down(settings=Settings(currency="EUR"))[1].silent == 1
