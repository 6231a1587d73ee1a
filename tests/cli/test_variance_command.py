import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

NOBODY = {"PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mei"), ("EMAIL", "mei@example.org"), ("DATE", "2026-05-04T12:00:00Z"))
}
PLAN = """---
title: Plan
tasks:
  - {id: build, title: Build, duration: 5d, start_no_earlier: 2026-07-06, budget: 100 EUR}
  - {id: ship, title: Ship, duration: 2d, depends: [build], budget: 50 EUR}
---
"""
DOCS = Path(__file__).parent.parent.parent / "docs" / "json.md"


def keys(value: dict[str, object]) -> list[str]:
    """The names of a mapping and of the mappings in it."""
    inner = [f"{name}.{key}" for name, part in value.items() if isinstance(part, dict) for key in part]
    return [*value, *inner]


@pytest.fixture
def planned(ledger: Path) -> Path:
    """A plan committed and tagged as offered; since then one task grew and another came."""
    path = ledger / "projects/apollo/plan.md"
    path.write_text(PLAN, encoding="utf-8")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "The plan"), ("tag", "offered")):
        subprocess.run(["git", "-C", str(ledger), *words], check=True, env=NOBODY, capture_output=True)
    changed = PLAN.replace("duration: 5d", "duration: 8d").replace("100 EUR", "130 EUR")
    path.write_text(changed.replace("\n---\n", "\n  - {id: train, title: Train, duration: 1d, budget: 20 EUR}\n---\n", 1), encoding="utf-8")
    return ledger


def test_a_plan_is_held_against_what_it_was(call, planned: Path) -> None:
    """Against a tag: the finish and its days, what moved with it, what is new, and the cost; the same as data."""
    told = call("-C", planned, "variance", "apollo", "--against", "offered")
    assert "It ends on 2026-07-17 instead of 2026-07-14: 3 working days later." in told.stdout
    assert "Its tasks cost 200 EUR, 50 EUR more. 2 moved, 1 new, 0 gone, 0 unchanged." in told.stdout
    data = json.loads(call("-C", planned, "variance", "apollo", "--against", "2026-05-04", "--format", "json").stdout)
    build = next(part for part in data["parts"] if part["title"] == "Build")
    assert build["finish"] == {"before": "2026-07-10", "now": "2026-07-15", "change": 3}
    assert build["cost"]["change"] == {"amount": "30", "currency": "EUR"}
    assert data["total"]["finish"]["change"] == 3
    section = DOCS.read_text(encoding="utf-8").split("\n## variance\n", 1)[1].split("```json\n", 1)[1].split("```", 1)[0]
    assert [keys(json.loads(section)), keys(json.loads(section)["parts"][0])] == [keys(data), keys(build)]
    rows = list(csv.DictReader(io.StringIO(call("-C", planned, "variance", "apollo", "--against", "offered", "--format", "csv").stdout)))
    assert [(row["title"], row["state"], row["finish_change"]) for row in rows] == [("Build", "moved", "3"), ("Ship", "moved", "3"), ("Train", "new", "")]


def test_what_there_is_nothing_to_hold_against_is_refused(call, planned: Path) -> None:
    """Without a baseline one is asked for; a name that is neither baseline nor revision is answered with near ones.

    What a baseline names and nobody keeps any more is gone.
    """
    assert "has no approved baseline" in call("-C", planned, "variance", "apollo").stderr
    refused = call("-C", planned, "variance", "apollo", "--against", "offerd")
    assert (refused.exit_code, "did you mean offered?" in refused.stderr) == (2, True)
    path = planned / "projects/apollo/plan.md"
    items = "[{ref: build, finish: 2026-07-09}, {ref: vanished, finish: 2026-07-10}]"
    agreed = f"baselines:\n  - {{id: b0, title: B, status: draft, version: B0, date: 2026-05-01, bac: 1 EUR, items: {items}}}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("tasks:\n", f"{agreed}tasks:\n"), encoding="utf-8")
    rows = csv.DictReader(io.StringIO(call("-C", planned, "variance", "apollo", "--against", "b0", "--format", "csv").stdout))
    assert [(row["title"], row["state"]) for row in rows] == [("Build", "moved"), ("Ship", "new"), ("Train", "new"), ("vanished", "gone")]
    assert "(there are B0)" in call("-C", planned, "variance", "apollo", "--against", "B9").stderr
    assert "is not a project" in call("-C", planned, "variance", "mei", "--against", "main").stderr
