import json
from decimal import Decimal
from pathlib import Path

import pytest
from workspaces import snapshot_of

REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "risk.json").read_text(encoding="utf-8"))
CONVENTIONS = {one["id"]: one for one in REFERENCE["conventions"]}
EMV = {one["id"]: one for one in REFERENCE["emv"]}
SETTINGS = "-- pmledger.yml --\ngrammar: 1\nname: T\nlanguage: en\ncurrency: USD\nas_of: 2026-06-30\ntimezone: UTC\n"


def workspace(settings, risks):
    """A workspace with the settings and a list of risks, each as a flow of fields."""
    rows = "".join(f"  - {{title: R, raised_on: 2026-01-01, {fields}}}\n" for fields in risks)
    project = "---\nname: P\nclient: acme\nmanager: mei\nstatus: executing\nrisks:\n"
    client = "-- clients/acme/index.md --\n---\nname: Acme\n---\n"
    return f"{SETTINGS}{settings}{client}-- projects/p/index.md --\n{project}{rows}---\n"


@pytest.mark.parametrize("name", ["pmledger-default", "npsa-2008", "three-band-1-5-6-12-15-25"])
def test_published_matrices_are_settings(tmp_path, name):
    """With its bands written in pmledger.yml, each of the 25 fields of a published matrix has its published level."""
    known = CONVENTIONS[name]
    bands = ", ".join(f"{level}: {limits[0]}" for level, limits in known["bands"].items())
    fields = [f"id: r{p}{i}, probability: {p}, impact: {i}" for p in range(1, 6) for i in range(1, 6)]
    found = snapshot_of(tmp_path, workspace(f"risk: {{bands: {{{bands}}}}}\n", fields))
    levels = [[found.conclusions.figure("level", f"risk:p/r{p}{i}").value for i in range(1, 6)] for p in range(1, 6)]
    assert levels == known["levels"]


def test_pmbok_scores_are_expected_values(tmp_path):
    """The scores of the PMBOK's matrix are probability times impact, with its probabilities as the steps of the scale."""
    known = CONVENTIONS["pmbok-pi"]
    percent = ", ".join(f"{at}: {round(100 * one)}" for at, one in enumerate(known["probability"], 1))
    fields = [
        f"id: r{p}{i}, probability: {p}, impact: {i}, cost_impact: {amount} USD"
        for p in range(1, 6)
        for i, amount in enumerate(known["impact"], 1)
    ]
    found = snapshot_of(tmp_path, workspace(f"risk: {{percent: {{{percent}}}}}\n", fields)).conclusions
    scores = [[found.figure("expected_value", f"risk:p/r{p}{i}").value for i in range(1, 6)] for p in range(1, 6)]
    assert scores == [[Decimal(str(score)) for score in row] for row in known["scores"]]


@pytest.mark.parametrize("name", ["whizlabs-table", "pmi-seattle"])
def test_published_expected_values(tmp_path, name):
    """Threats and opportunities of a published table come out to the unit; threats alone are the exposure."""
    items = EMV[name]["items"]
    fields = [
        f"id: r{at}, type: {'threat' if one['impact'] < 0 else 'opportunity'}, "
        f"probability_pct: {100 * one['p']:.0f}%, cost_impact: {abs(one['impact'])} USD"
        for at, one in enumerate(items)
    ]
    found = snapshot_of(tmp_path, workspace("", fields)).conclusions
    values = [found.figure("expected_value", f"risk:p/r{at}").value for at in range(len(items))]
    signed = [value if one["impact"] > 0 else -value for value, one in zip(values, items, strict=True)]
    assert sum(signed) == EMV[name]["expected_total"]
    assert signed == EMV[name].get("published_items", signed)
    assert found.figure("risk_exposure", "project:p").value == -sum(one for one in signed if one < 0)


def test_the_tree_of_decisions(tmp_path):
    """Each option's outcomes as opportunities, less what it costs: the PMBOK's tree prefers the upgrade."""
    known = EMV["pmbok-decision-tree"]
    fields = [
        f"id: o{a}{b}, type: opportunity, probability_pct: {100 * one['p']:.0f}%, cost_impact: {one['reward']} USD"
        for a, option in enumerate(known["options"])
        for b, one in enumerate(option["outcomes"])
    ]
    found = snapshot_of(tmp_path, workspace("", fields)).conclusions
    values = {
        option["name"]: sum(found.figure("expected_value", f"risk:p/o{a}{b}").value for b in range(2)) - option["cost"]
        for a, option in enumerate(known["options"])
    }
    assert values == {option["name"]: option["expected_emv"] for option in known["options"]}
    assert max(values, key=values.__getitem__) == known["best"]


def test_a_single_band_changes_only_itself(tmp_path):
    """Bands from 1 on replace the usual ones, one alone only moves; extreme counts as critical."""
    fields = ["id: r1, probability: 4, impact: 4", "id: r2, probability: 5, impact: 4"]
    moved = snapshot_of(tmp_path / "a", workspace("risk: {bands: {critical: 20}}\n", fields)).conclusions
    assert [moved.figure("level", f"risk:p/r{at}").value for at in (1, 2)] == ["high", "critical"]
    other = snapshot_of(tmp_path / "b", workspace("risk: {bands: {low: 1, extreme: 16}}\n", fields)).conclusions
    assert other.figure("level", "risk:p/r1").value == "extreme"
    assert other.figure("critical_risks", "project:p").value == 2
