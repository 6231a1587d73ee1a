import json
from pathlib import Path

import pytest
from workspaces import write_files

LEDGER = """-- pmledger.yml --
grammar: 1
currency: EUR
as_of: 2026-06-01
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
planned_start: 2026-06-01
planned_finish: 2026-06-12
budget: 12000 EUR
eac: {amount: 11000 EUR, by: mei, on: 2026-05-29}
tasks:
  - {id: build, title: Build, estimate: {o: 5d, m: 10d, p: 15d}}
milestones:
  - {id: opening, title: Opening, type: contractual, depends: [build], baseline_date: 2026-06-16}
---
-- projects/apollo/risks/storm.md --
---
title: Storm
owner: mei
status: assessed
raised_on: 2026-05-01
review_on: 2026-07-01
probability: 3
impact: 3
cost_impact: 1000 EUR
schedule_impact: 5d
residual_probability: 2
response_cost: 150 EUR
---
"""
DOCS = Path(__file__).parent.parent.parent / "docs" / "json.md"


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    return write_files(tmp_path, LEDGER)


def test_simulate_says_how_sure_a_project_is(call, doubtful: Path) -> None:
    """The terminal has percentiles, chances, what the doubt comes from and the responses; the same seed the same bytes."""
    told = call("-C", doubtful, "simulate", "apollo")
    assert told.exit_code == 0
    assert "Apollo in 2,000 runs from seed 1 (SHAKE-128)" in told.stdout
    for heading in ("Certainty", "What has to be kept", "Milestone", "What the doubt comes from", "Is the response worth it?"):
        assert f"\n{heading}" in told.stdout
    assert call("-C", doubtful, "simulate", "apollo").stdout == told.stdout
    other = call("-C", doubtful, "simulate", "apollo", "--seed", "2", "--runs", "500").stdout
    assert "Apollo in 500 runs from seed 2" in other
    assert other.splitlines()[2:] != told.stdout.splitlines()[2:]


def test_simulate_answers_as_documented(call, doubtful: Path) -> None:
    """docs/json.md names every key of the answer; what the site shows is the same."""
    data = json.loads(call("-C", doubtful, "simulate", "apollo", "--format", "json").stdout)
    section = DOCS.read_text(encoding="utf-8").split("\n## simulate\n", 1)[1].split("```json\n", 1)[1].split("```", 1)[0]
    example = json.loads(section)
    assert list(data) == list(example)
    for key, value in example.items():
        if isinstance(value, dict):
            assert list(data[key]) == list(value), key
        elif isinstance(value, list):
            assert list(data[key][0]) == list(value[0]), key
    shown = json.loads(call("-C", doubtful, "why", "finish_p80", "apollo", "--format", "json").stdout)
    assert shown["value"] == data["finish"]["p80"]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("mei",), 2, "mei is not a project"),
        (("nowhere",), 1, "nowhere"),
        (("apollo", "--runs", "5"), 2, "5 is not in the range"),
        (("apollo", "--seed", "x"), 2, "'x' is not a valid"),
    ],
)
def test_what_cannot_be_simulated_is_refused(call, doubtful: Path, words: tuple[str, ...], code: int, why: str) -> None:
    """No project, none of that name, too few runs, no number: one line, and no figures."""
    refused = call("-C", doubtful, "simulate", *words)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert why in refused.stderr


def test_a_project_without_doubt_says_so(call, tmp_path: Path) -> None:
    """Neither estimates nor threats with a price: what is missing is named."""
    text = LEDGER.split("-- projects/apollo/risks", maxsplit=1)[0].replace("estimate: {o: 5d, m: 10d, p: 15d}", "duration: 10d")
    refused = call("-C", write_files(tmp_path, text), "simulate", "apollo")
    assert "nothing of Apollo is in doubt" in refused.stderr
