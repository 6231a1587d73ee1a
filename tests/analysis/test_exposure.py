from decimal import Decimal

import pytest
from ledgers import ACME, read

from pmledger.analysis.exposure import share_colour
from pmledger.analysis.health import Rag

PROJECT = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: executing
budget_lines:
  - {id: rest, title: Reserve, category: contingency, amount: 1000 EUR, status: approved, approved_by: mei, approved_on: 2026-01-04}
costs:
  - {id: c1, title: Van, category: travel, amount: 200 EUR, date: 2026-05-29, status: approved, approved_by: mei, risk: gone}
  - {id: c2, title: Bus, category: travel, amount: 90 EUR, date: 2026-05-29, status: submitted, risk: gone}
risks:
  - {id: gone, title: Storm, raised_on: 2026-01-05, status: occurred, probability: 3, impact: 3, owner: mei, issue: wet}
  - {id: next, title: Flood, raised_on: 2026-01-05, status: assessed, probability: 3, impact: 3, owner: mei, cost_impact: AMOUNT EUR, review_on: 2026-08-01}
issues:
  - {id: wet, title: All is wet, priority: P3, raised_on: 2026-05-20, owner: mei}
---
"""


@pytest.mark.parametrize(
    ("amount", "share", "colour"),
    [("800", 50, Rag.GREEN), ("801", Decimal("50.0625"), Rag.AMBER), ("1601", Decimal("100.0625"), Rag.RED)],
)
def test_exposure_against_what_is_left(amount, share, colour):
    """Half the amount is the expected value; 200 of the 1,000 set aside are used. Limits keep the better colour."""
    found = read(ACME + PROJECT.replace("AMOUNT", amount))
    assert found.value("contingency_left", "project:apollo") == 800
    assert found.value("exposure_share", "project:apollo") == share
    figure = found.found.figure("exposure_share", "project:apollo")
    assert share_colour(found.ledger.by_key["project:apollo"], figure, found.found.premises) is colour


def test_what_came_true_has_a_cost():
    """Only counted costs that name the risk; a risk that has not occurred has cost nothing that is known."""
    found = read(ACME + PROJECT.replace("AMOUNT", "1"))
    assert found.value("realised_cost", "risk:apollo/gone") == 200
    assert found.unknown("realised_cost", "risk:apollo/next") == "it has not occurred"


def test_without_contingency_the_share_is_unknown():
    """A project that sets nothing aside has no share, and says so."""
    found = read(ACME + PROJECT.replace("AMOUNT", "1").replace("category: contingency", "category: labour"))
    assert found.value("exposure_share", "project:apollo") is None
    assert "contingency" in found.unknown("exposure_share", "project:apollo")
