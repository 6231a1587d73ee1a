from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, AS_OF, read

from pmledger.analysis.quality import by_severity, pareto, real_defects

HEAD = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nstatus: executing\n"
DONE = "type: test, status: done, checker: mei, done_on: 2026-06-01"
FOUND = "severity: major, found_on: 2026-06-01"


def quality(more="", **lists):
    """A project with the lists of its registers, each record as a flow of fields."""
    rows = "".join(
        f"{name}:\n" + "".join(f"  - {{id: {name[0]}{at}, title: T{at}, {text}}}\n" for at, text in enumerate(texts, 1))
        for name, texts in lists.items()
    )
    return read(f"{ACME}{HEAD}{rows}---\n{more}")


def test_nobody_looked_is_not_no_defect():
    """With neither a check nor a defect, the number of defects is unknown and says why; a passed check makes it 0."""
    silent = quality(deliverables=["due: 2026-07-31"])
    assert silent.value("open_defects", "project:apollo") is None
    assert silent.unknown("open_defects") == "nothing has been checked yet, so that no defect is known"
    assert silent.unknown("first_pass_yield") == "nothing has been checked yet"
    assert quality(quality_checks=[f"{DONE}, result: pass"]).value("open_defects", "project:apollo") == 0


def test_a_planned_check_is_no_look():
    """A check that is only planned, or held after the day, leaves the quality unknown."""
    planned = "type: test, status: planned, planned_on: 2026-06-01"
    later = "type: test, status: done, checker: mei, done_on: 2026-07-01, result: pass"
    found = quality(quality_checks=[planned, later])
    assert found.value("open_defects") is None
    assert found.value("checks_done") == 0
    assert found.value("checks_overdue") == 1


def test_first_pass_yield():
    """Of first checks those that passed: a pass with conditions is none, a repeated check does not count."""
    found = quality(
        quality_checks=[
            f"{DONE}, result: pass", f"{DONE}, result: conditional, findings: f", f"{DONE}, result: fail, findings: f",
            f"{DONE}, result: pass, recheck_of: q3",
        ]
    )  # fmt: skip
    assert found.value("first_pass_yield") == Fraction(100, 3)
    assert len(found.found.figure("first_pass_yield").inputs) == 3


def test_defects_that_were_none_do_not_count():
    """Rejected ones, duplicates and those found after the day are not open; fixed ones are until somebody verified."""
    found = quality(
        defects=[
            f"{FOUND}, status: fixed, fixed_on: 2026-06-02", f"{FOUND}, status: rejected", f"{FOUND}, status: duplicate",
            "severity: critical, found_on: 2026-07-01", "severity: minor, found_on: 2026-06-01",
        ]
    )  # fmt: skip
    assert found.value("open_defects") == 2
    assert found.value("grave_defects") == 1
    assert len(real_defects(found.ledger.of("defect"), AS_OF)) == 2


def test_time_to_mend_and_who_found():
    """The median from found to fixed, and the share found before the client did; without a stage it is said beside."""
    found = quality(
        defects=[
            f"{FOUND}, status: closed, fixed_on: 2026-06-03, closed_on: 2026-06-20, found_in: test",
            f"{FOUND}, status: closed, closed_on: 2026-06-11, found_in: operation",
            f"{FOUND}, status: new",
        ]
    )
    assert found.value("mended_median") == 6
    assert found.value("removal_efficiency") == 50
    assert str(found.found.figure("removal_efficiency").inputs[-1].label) == "1 defect names no stage"


def test_delivered_on_time_and_accepted_at_once():
    """On time is submitted by its date; what was once sent back is not accepted at once."""
    accepted = "status: accepted, accepted_by: ann, accepted_on: 2026-06-20, acceptance_criteria: [c]"
    found = quality(
        deliverables=[
            f"due: 2026-06-10, submitted_on: 2026-06-10, {accepted}",
            f"due: 2026-06-10, submitted_on: 2026-06-12, {accepted}, rejected_reason: It was blue.",
            "due: 2026-06-29, status: in_progress",
            "due: 2026-06-01, status: cancelled",
            "due: 2026-07-31",
        ]
    )
    assert found.value("deliveries_on_time") == Fraction(100, 3)
    assert found.value("first_acceptance") == Decimal(50)


def test_what_waits_for_the_client():
    """A submitted deliverable waits since its day; one that is not submitted waits for nobody."""
    found = quality(deliverables=["due: 2026-06-20, status: submitted, submitted_on: 2026-06-20, acceptance_criteria: [c]", "due: 2026-07-20"])
    assert found.value("waiting_days", "deliverable:apollo/d1") == 10
    assert found.unknown("waiting_days", "deliverable:apollo/d2") == "it does not wait for the client"


def test_pass_rate_of_a_standard():
    """Every check against it counts; without one the rate is unknown."""
    active = "status: active, criterion: c, target: 2"
    found = quality(
        quality_standards=[active, active],
        quality_checks=[f"{DONE}, result: fail, findings: f, standards: [q1]", f"{DONE}, result: pass, standards: [q1]"],
    )
    assert found.value("pass_rate", "quality_standard:apollo/q1") == 50
    assert found.unknown("pass_rate", "quality_standard:apollo/q2") == "nothing was checked against it yet"


def test_severity_by_age():
    """Open defects stand by severity in the bucket of their age."""
    found = quality(defects=["severity: critical, found_on: 2026-06-29", "severity: minor, found_on: 2026-03-01"])
    table = by_severity(found.ledger.of("defect"), date(2026, 6, 30))
    assert table["critical"]["0-7"] == ("defect:apollo/d1",)
    assert table["minor"][">60"] == ("defect:apollo/d2",)
    assert sum(len(keys) for row in table.values() for keys in row.values()) == 2


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["a", "", "b", "b", ""], [("b", 2, 2), ("a", 1, 3), ("", 2, 5)]),
        (["b", "a"], [("a", 1, 1), ("b", 1, 2)]),
    ],
)
def test_pareto(names, expected):
    """The most frequent first, the unnamed last whatever their number, each with the running sum."""
    assert [(cause.name, cause.count, cause.after) for cause in pareto(names)] == expected


PAID = """-- projects/apollo/costs.csv --
title,status,type,category,amount,date,task,source,approved_by
Tester,approved,,subcontract,600 EUR,2026-06-02,,quality_check:apollo/q1,mei
Rework,approved,,subcontract,90 EUR,2026-06-03,t1,,mei
Ordered,approved,commitment,subcontract,70 EUR,2026-06-03,,defect:apollo/d1,mei
Refused,rejected,,subcontract,50 EUR,2026-06-03,,defect:apollo/d1,mei
Paper,approved,,material,40 EUR,2026-06-03,,,mei
-- projects/apollo/time-entries.csv --
person,date,hours,task,source,status,approved_by
mei,2026-06-02,3,t1,quality_check:apollo/q1,approved,mei
mei,2026-06-03,5,t1,,approved,mei
mei,2026-06-04,7,t1,,submitted,
"""


def test_costs_are_of_quality_by_what_they_name():
    """Themselves, else by their task: a check or a defect; orders, refused costs and hours that wait do not count."""
    registers = {"quality_checks": [f"{DONE}, result: pass"], "defects": [FOUND], "tasks": ["source: defect:apollo/d1"]}
    found = quality(PAID, **registers)
    for subject in ("", "project:apollo"):
        parts = ("appraisal_cost", "failure_cost", "quality_cost", "appraisal_hours", "failure_hours")
        assert [found.value(name, subject) for name in parts] == [600, 90, 690, 3, 5]
    silent = quality(PAID.replace("quality_check:apollo/q1", "").replace("defect:apollo/d1", ""), tasks=["wbs: 1"])
    assert ("quality_cost", "") not in silent.found.figures


def test_how_many_defects_a_product_has_and_how_many_escaped():
    """Over the products that anybody looked at; what was found in operation escaped, what says no stage is left out."""
    found = quality(
        deliverables=["due: 2026-07-31", "due: 2026-07-31, status: submitted, submitted_on: 2026-06-01", "due: 2026-07-31"],
        defects=[f"{FOUND}, deliverable: d1, found_in: {stage}" for stage in ("operation", "test", "acceptance")] + [FOUND],
    )
    assert found.value("defect_density") == Fraction(3, 2)
    assert [str(one.label) for one in found.found.figure("defect_density").inputs] == ["T1", "T2", "1 defect names no deliverable"]
    assert found.value("escape_rate") == Fraction(100, 3)
    assert found.value("removal_efficiency") == Fraction(100, 3)
    assert quality(deliverables=["due: 2026-07-31"]).unknown("defect_density") == "no deliverable was checked or handed over yet"
