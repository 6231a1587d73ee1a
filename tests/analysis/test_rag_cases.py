"""The published health cases, one by one."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from pmledger.analysis.assess import assess
from pmledger.analysis.health import (
    ChangeState,
    ComplaintState,
    Health,
    HealthInputs,
    IssueState,
    MilestoneState,
    RiskState,
    Thing,
)
from pmledger.analysis.thresholds import DEFAULTS

REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "rag_cases.json").read_text(encoding="utf-8"))
CASES = {case["id"]: case for case in REFERENCE["cases"]}
PLAIN = ("baseline_duration", "slip_days", "min_float", "nps_n", "sat_age_days", "days_since_update", "report_period_days")
EXACT = ("spi_t", "pct_complete", "bac", "ac", "ev", "nps", "exposure", "contingency_left")


def thing(part):
    return Thing(part["id"], part["id"])


def inputs_of(given):
    """A case's inputs as ours; a decimal such as 0.85 is meant exactly."""
    known = {name: given[name] for name in PLAIN if name in given}
    known |= {name: Fraction(str(given[name])) for name in EXACT if given.get(name) is not None}
    return HealthInputs(
        subject=Thing("project:p", "P"),
        state=given.get("state", "executing"),
        milestones=tuple(
            MilestoneState(thing(part), part.get("overdue_days", 0), part.get("slip_days", 0))
            for part in given["milestones"]
        ),
        risks=tuple(RiskState(thing(part), part["level"], part.get("response_active", False)) for part in given["risks"]),
        issues=tuple(
            IssueState(thing(part), part["priority"], part["age"], part.get("overdue", False)) for part in given["issues"]
        ),
        complaints=tuple(ComplaintState(thing(part), part["age"]) for part in given["complaints"]),
        changes=tuple(
            ChangeState(thing(part), part.get("undecided_days", 0), part.get("implementing_unapproved", False))
            for part in given["changes"]
        ),
        **known,
    )


def colours(health: Health):
    found = {dimension.name: dimension.colour.value for dimension in health.dimensions if dimension.name != "overall"}
    return found | {"overall": health.colour.value}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case):
    """Each reference case has the colours it states, overall and by dimension."""
    expected = {name: colour for name, colour in case["expected"].items() if name != "why"}
    health = assess(inputs_of(case["inputs"]))
    assert {name: colours(health)[name] for name in expected} == expected


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_reasons(case):
    """Each dimension gives exactly as many reasons as the reference case lists, and none when it is green."""
    health = assess(inputs_of(case["inputs"]))
    if "why" not in case["expected"]:
        assert health.dimensions == ()
        return
    expected = {name: len(why) for name, why in case["expected"]["why"].items()}
    if health.colour == "grey" and "overall" in expected:
        assert [str(reason.message) for reason in health.dimensions[0].reasons] == ["The project is on hold."]
        return
    assert {part.name: len(part.reasons) for part in health.dimensions if part.reasons} == expected


def test_thresholds_are_those_of_the_reference():
    """The default limits are the published ones, name by name."""
    published = REFERENCE["thresholds"]
    ours = {name: [Fraction(part) for part in given] for name, given in DEFAULTS.items()}
    assert ours == {
        name: [Fraction(str(part)) for part in (given if isinstance(given, list) else [given])]
        for name, given in published.items()
    }
