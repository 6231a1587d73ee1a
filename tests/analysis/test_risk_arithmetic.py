import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from ledgers import ACME, EUROS, read

from pmledger.analysis.figure import exact
from pmledger.analysis.premises import BANDS
from pmledger.analysis.risks import level_of, matrix
from pmledger.kinds.settings import DatedFactor, Settings

REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "risk.json").read_text(encoding="utf-8"))
CONVENTIONS = {one["id"]: one for one in REFERENCE["conventions"] if "levels" in one}
EMV = {one["id"]: one for one in REFERENCE["emv"]}
PROJECT = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: executing
---
"""


def risks(*fields, more=""):
    """A project with a risk for each text of fields, called r1, r2 …"""
    files = "".join(
        f"-- projects/apollo/risks/r{at}.md --\n---\ntitle: Risk {at}\nraised_on: 2026-05-01\nowner: mei\n{text}\n---\n"
        for at, text in enumerate(fields, start=1)
    )
    return read(ACME + PROJECT + files + more)


@pytest.mark.parametrize("name", ["pmledger-default", "npsa-2008", "three-band-1-5-6-12-15-25"])
def test_levels_of_published_matrices(name):
    """Each of the 25 cells of a published matrix has its level by the matrix's own bands."""
    known = CONVENTIONS[name]
    bands = tuple((level, limits[0]) for level, limits in known["bands"].items())
    found = [[level_of(row, column, bands) for column in range(1, 6)] for row in range(1, 6)]
    assert known["levels"] == found


def test_default_bands_are_the_reference():
    """The default bands begin where the reference says."""
    assert tuple((level, limits[0]) for level, limits in CONVENTIONS["pmledger-default"]["bands"].items()) == BANDS


def test_catastrophes_are_not_averaged_away():
    """An impact of 5 with a probability of 2 is high even where the bands alone say medium; with 1 it is not."""
    bands = (("low", 1), ("medium", 5), ("high", 12), ("critical", 20))
    assert level_of(2, 5, bands) == "high"
    assert level_of(1, 5, bands) == "medium"
    assert level_of(5, 2, bands) == "medium"


def test_residual_level_counts_while_the_response_is_active():
    """Responding without an overdue action: the residual level and probability count."""
    r1 = "status: responding\nprobability: 5\nimpact: 5\nresidual_probability: 2\nresidual_impact: 4\ncost_impact: 1000 EUR"
    found = risks(r1)
    assert found.value("level", "risk:apollo/r1") == "medium"
    assert found.value("score", "risk:apollo/r1") == 25
    assert found.value("residual_score", "risk:apollo/r1") == 8
    assert found.value("expected_value", "risk:apollo/r1") == Decimal(300)


@pytest.mark.parametrize(("left", "value", "field"), [
    ("residual_impact: 2", 250, "probability_pct"),
    ("residual_probability: 3\nresidual_impact: 2", 250, "probability_pct"),
    ("residual_probability: 2\nresidual_impact: 2", 300, "residual_probability"),
])  # fmt: skip
def test_a_response_that_leaves_the_probability_leaves_its_percentage(left, value, field):
    """25 % stay 25 % where only the impact becomes less, and are not those of the middle of the band."""
    r1 = f"status: responding\nprobability: 3\nprobability_pct: 25%\nimpact: 5\n{left}\ncost_impact: 1000 EUR"
    found = risks(r1)
    assert found.value("expected_value", "risk:apollo/r1") == Decimal(value)
    assert [one.field for one in found.found.figure("expected_value", "risk:apollo/r1").inputs if one.field] == [field, "cost_impact"]


@pytest.mark.parametrize(
    ("due", "level"), [("2026-06-30", "medium"), ("2026-06-29", "critical")], ids=["due-today", "overdue"]
)
def test_overdue_action_makes_a_response_inactive(due, level):
    """With an overdue action the inherent level counts again; due today is not overdue."""
    r1 = "status: responding\nprobability: 5\nimpact: 5\nresidual_probability: 2\nresidual_impact: 4"
    action = f"-- projects/apollo/actions/a1.md --\n---\ntitle: Sign\nowner: mei\ndue: {due}\norigin: risk:r1\n---\n"
    assert risks(r1, more=action).value("level", "risk:apollo/r1") == level


def test_residual_level_waits_for_the_response():
    """An assessed risk has no active response yet: the inherent level counts."""
    found = risks("status: assessed\nprobability: 3\nimpact: 5\nresidual_probability: 1\nresidual_impact: 1")
    assert found.value("level", "risk:apollo/r1") == "critical"


def test_impact_by_objective_counts_with_its_largest():
    """Of an impact per objective the largest makes the score."""
    found = risks("status: assessed\nprobability: 3\nimpact: {schedule: 4, cost: 2}")
    assert found.value("score", "risk:apollo/r1") == 12


def test_unknown_scales_are_unknown():
    """A risk that nobody assessed has no score, and says why."""
    found = risks("status: identified")
    assert found.value("score", "risk:apollo/r1") is None
    assert found.unknown("score", "risk:apollo/r1") == "probability or impact is not given"
    assert found.unknown("expected_value", "risk:apollo/r1") == "no probability is given"


def test_given_probability_wins_over_the_band():
    """A stated percentage is the probability of the expected value, else the middle of the band."""
    found = risks(
        "status: assessed\nprobability: 4\nimpact: 2\nprobability_pct: 62.5%\ncost_impact: 1000 EUR",
        "status: assessed\nprobability: 4\nimpact: 2\ncost_impact: 1000 EUR",
    )
    assert found.value("expected_value", "risk:apollo/r1") == Decimal(625)
    assert found.value("expected_value", "risk:apollo/r2") == Decimal(700)


def test_exposure_is_of_open_threats():
    """Opportunities, closed and occurred risks are not in the exposure."""
    found = risks(
        "status: assessed\nprobability: 3\nimpact: 2\ncost_impact: 100 EUR",
        "type: opportunity\nstatus: assessed\nprobability: 3\nimpact: 2\ncost_impact: 1000 EUR",
        "status: closed\nclosed_on: 2026-06-01\nprobability: 3\nimpact: 2\ncost_impact: 1000 EUR",
        "status: occurred\nprobability: 3\nimpact: 2\ncost_impact: 1000 EUR",
    )
    assert found.value("risk_exposure", "project:apollo") == Decimal(50)
    assert found.value("risk_exposure") == Decimal(50)
    assert found.value("open_risks") == 2


def test_exposure_says_how_many_threats_have_no_amount():
    """A threat without an amount is counted beside the sum, and nothing but such threats has no sum at all."""
    priced, silent = "status: assessed\nprobability: 3\nimpact: 2\ncost_impact: 100 EUR", "status: identified"
    mixed = risks(priced, silent).found.figure("risk_exposure", "project:apollo")
    assert mixed.value == Decimal(50)
    assert str(mixed.inputs[-1].label) == "1 open threat has no amount"
    assert risks(silent).value("risk_exposure", "project:apollo") is None
    assert risks().value("risk_exposure", "project:apollo") == 0


def test_exposure_in_a_currency_without_rate_is_unknown():
    """An amount that cannot be exchanged makes the sum unknown, and the reason names the rate that is missing."""
    found = risks("status: assessed\nprobability: 3\nimpact: 2\ncost_impact: 100 CNY")
    assert found.value("risk_exposure", "project:apollo") is None
    assert found.unknown("risk_exposure", "project:apollo") == "no exchange rate from CNY to EUR on 2026-06-30"
    assert found.unknown("risk_exposure") == "no exchange rate from CNY to EUR on 2026-06-30"


def test_exposure_by_the_rate_of_the_day():
    """Open amounts are exchanged by the rate of today."""
    rates = {"CNY": (DatedFactor(date(2026, 1, 1), Decimal("0.125")), DatedFactor(date(2026, 7, 1), Decimal(9)))}
    text = PROJECT + (
        "-- projects/apollo/risks/r1.md --\n---\ntitle: R\nraised_on: 2026-05-01\nowner: mei\n"
        "status: assessed\nprobability: 3\nimpact: 2\ncost_impact: 100 CNY\n---\n"
    )
    found = read(ACME + text, settings=Settings(currency="EUR", exchange_rates=rates))
    assert found.value("risk_exposure", "project:apollo") == Decimal("6.25")


def test_past_is_looked_at_as_it_was():
    """On a day before it was closed a risk is open, and before it was raised it is not there."""
    text = ACME + PROJECT + (
        "-- projects/apollo/risks/r1.md --\n---\ntitle: R\nraised_on: 2026-05-01\nowner: mei\n"
        "status: closed\nclosed_on: 2026-06-01\nclosed_reason: avoided\nprobability: 3\nimpact: 2\n---\n"
    )  # fmt: skip
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [read(text, day, EUROS).value("open_risks") for day in days] == [0, 1, 1, 0]


def test_matrix():
    """Keys stand at probability and impact, and in the residual matrix where the response leads."""
    found = risks("status: responding\nprobability: 4\nimpact: 5\nresidual_probability: 2\nresidual_impact: 3")
    standing = tuple(found.found.risks.values())
    assert matrix(standing)[3][4] == ("risk:apollo/r1",)
    assert matrix(standing, residual=True)[1][2] == ("risk:apollo/r1",)
    assert sum(len(cell) for row in matrix(standing) for cell in row) == 1


def test_exact_decimals():
    """A fraction becomes a decimal exactly where it has an end, and stays a fraction where it has none."""
    assert exact(Fraction(1, 8)) == Decimal("0.125")
    assert isinstance(exact(Fraction(1, 3)), Fraction)
    assert exact(Fraction(-7, 2500)) == Decimal("-0.0028")
