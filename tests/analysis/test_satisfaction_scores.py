import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from ledgers import ACME, read

from pmledger.analysis.figure import decimal
from pmledger.analysis.satisfaction import (
    Z95,
    adjusted_wald,
    ces,
    csat,
    nps,
    nps_of,
    score_of,
    significant_drop,
    standard_error,
    top_box,
)

REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "satisfaction.json").read_text(encoding="utf-8"))


def close(expected, found, places=2):
    return round(float(expected), places) == round(float(found), places)


@pytest.mark.parametrize("case", REFERENCE["nps"], ids=lambda case: case["id"])
def test_nps_reference(case):
    """NPS, variance, standard error and the adjusted Wald interval come out as published."""
    score, expected = nps(case["promoters"], case["passives"], case["detractors"]), case["expected"]
    center, half = adjusted_wald(case["promoters"], case["detractors"], score.n)
    assert score.n == expected["n"]
    assert close(expected["nps"], score.value, 4)
    assert close(expected["variance"], score.variance, 6)
    assert close(expected["se_points"], standard_error(score), 4)
    assert close(expected["moe95_points"], Z95 * standard_error(score), 4)
    margin = Fraction(Z95 * standard_error(score))
    assert [close(*pair) for pair in zip(expected["ci95_wald"], (score.value - margin, score.value + margin), strict=True)] == [True] * 2
    for name, value in case.get("published", {}).items():
        assert close(value, {"nps": score.value, "se_points": standard_error(score)}[name], 1)
    assert close(expected["adjusted_wald"]["center"], center, 4)
    assert close(expected["adjusted_wald"]["moe95"], half, 4)
    assert close(expected["adjusted_wald"]["ci95"][0], score.low)
    assert close(expected["adjusted_wald"]["ci95"][1], score.high)


@pytest.mark.parametrize("case", REFERENCE["nps_bucketing"], ids=["bucketing"])
def test_nps_buckets(case):
    """Promoters answer 9 or 10, detractors 0 to 6."""
    assert close(case["nps"], nps_of([Decimal(score) for score in case["scores"]]).value, 4)
    counts = [sum(test(score) for score in case["scores"]) for test in (lambda s: s >= 9, lambda s: 7 <= s <= 8, lambda s: s < 7)]
    assert counts == [case["promoters"], case["passives"], case["detractors"]]
    assert nps(*counts).value == nps_of([Decimal(score) for score in case["scores"]]).value


@pytest.mark.parametrize("case", REFERENCE["csat"], ids=lambda case: case["id"])
def test_csat_reference(case):
    """CSAT is the share of the top two boxes, not the mean, with Wilson's interval; of nobody it is unknown."""
    scores = [Decimal(score) for score in case.get("scores", [])]
    score = csat(case["satisfied"], case["n"]) if "satisfied" in case else score_of("csat", scores, 1, 5)
    if case["expected"]["csat"] is None:
        assert (score.value, score.n, score.low) == (None, 0, None)
        return
    if "mean" in case["expected"]:
        assert close(case["expected"]["mean"], ces(scores).value, 1)
    assert score.value == case["expected"]["csat"]
    assert [close(*pair) for pair in zip(case["expected"]["wilson95"], (score.low, score.high), strict=True)] == [True] * 2


@pytest.mark.parametrize("case", REFERENCE["ces"], ids=lambda case: case["id"])
def test_ces_reference(case):
    """CES is the mean answer; the share that agrees is that of the best three of seven."""
    scores = [Decimal(score) for score in case["scores"]]
    assert ces(scores).value == Fraction(str(case["expected"]["ces"]))
    assert Fraction(100 * top_box(scores, 1, 7, boxes=3), len(scores)) == case["expected"]["pct_agree"]


def answers_of(case):
    """A published case as the answers of a wave: its own, or some of each sort."""
    if "scores" in case:
        return case["scores"]
    if "promoters" in case:
        return [9] * case["promoters"] + [7] * case["passives"] + [0] * case["detractors"]
    return [5] * case["satisfied"] + [1] * (case["n"] - case["satisfied"])


def test_published_cases_as_waves_of_a_workspace():
    """Read from text, concluded and asked for by name, every published case has its published score."""
    cases = [
        (method, str(case.get("id", "buckets")), answers_of(case), expected)
        for group, method in (("nps", "nps"), ("nps_bucketing", "nps"), ("csat", "csat"), ("ces", "ces"))
        for case in REFERENCE[group]
        if (expected := case.get("expected", case)[method]) is not None
    ]
    assert len(cases) >= 8
    found = read(ACME + "".join(survey(f"c{at}", scores, fields=f"method: {method}") for at, (method, _, scores, _) in enumerate(cases)))
    for at, (_, name, _, expected) in enumerate(cases):
        assert close(expected, found.value("score", f"survey:acme/c{at}"), 4), name


def test_answers_outside_the_scale_are_none():
    """A 12 of 10 is a fault of the text, and no promoter."""
    found = read(ACME + survey("w", [9, 12, 0, -1]))
    assert (found.value("nps"), found.value("answers", "survey:acme/w")) == (0, 2)


def test_lower_is_better():
    """On a reversed scale the best two boxes are the lowest."""
    assert score_of("csat", [Decimal(1), Decimal(2), Decimal(5), Decimal(5)], 1, 5, higher=False).value == 50


def test_drop_must_be_more_than_chance():
    """A fall within chance is none; a large one is its size; a rise never is a fall."""
    before, after = nps(80, 10, 10), nps(20, 30, 50)
    assert significant_drop(after, before) == 100
    assert significant_drop(before, after) is None
    assert significant_drop(nps(3, 1, 1), nps(4, 0, 1)) is None


def survey(name, scores, closed="2026-06-01", fields="method: nps"):
    answers = "\n".join(f"  - {{date: {closed}, score: {score}}}" for score in scores)
    return f"-- clients/acme/surveys/{name}.md --\n---\ntitle: {name}\n{fields}\nstatus: closed\nsent_on: 2026-01-01\nclosed_on: {closed}\nresponses:\n{answers}\n---\n"


def test_latest_wave_counts():
    """The latest wave is the client's score, with its number of answers beside it."""
    found = read(ACME + survey("old", [0, 0], "2026-05-01") + survey("new", [10, 9, 8, 0]))
    assert found.value("nps", "client:acme") == Decimal(25)
    assert found.value("nps") == Decimal(25)
    assert found.value("satisfaction") == Decimal(25)
    assert found.found.figure("nps").inputs[-1].value == 4
    assert found.value("answers", "survey:acme/old") == 2


def test_old_waves_are_no_data():
    """A wave counts for 180 days and not for 181."""
    text = ACME + survey("w", [10], "2026-01-01")
    assert read(text, date(2026, 6, 30)).value("nps", "client:acme") == 100
    assert read(text, date(2026, 7, 1)).value("nps", "client:acme") is None


def test_satisfaction_falls_back_to_csat():
    """Where nobody was asked for NPS the workspace's satisfaction is CSAT, and its label says so."""
    found = read(ACME + survey("w", [5, 4, 1, 1], fields="method: csat"))
    shown = found.found.figure("satisfaction")
    assert (shown.value, shown.unit, str(shown.label)) == (50, "%", "Satisfaction (CSAT)")
    assert read(ACME).value("satisfaction") is None


def test_decimal_of_an_endless_fraction():
    """A third has 28 digits for sentences and views."""
    assert decimal(Fraction(1, 3)) == Decimal("0.3333333333333333333333333333")
