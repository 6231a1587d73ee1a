import filecmp
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import pmledger
from pmledger.site.address import OWN_NAMES, kind_folder, plural_name, register_name
from pmledger.site.sheets import prepare
from pmledger.source.diagnostic import Severity

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "example-workspace"


@pytest.fixture(scope="module")
def example():
    return pmledger.load(EXAMPLE)


def build(out: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "pmledger", "build", str(EXAMPLE), "-o", str(out)],
        env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_example_is_clean(example):
    """The example has no error and no warning; its trouble shows as attentions only."""
    faults = [f for f in example.diagnostics if f.severity in {Severity.ERROR, Severity.WARNING}]
    assert faults == []
    assert example.counts[Severity.ATTENTION] > 0


def test_the_example_can_be_read_in_an_afternoon(example):
    """It tells its story in 250 to 400 records; whoever adds one more takes another away."""
    assert 250 <= sum(len(example.ledger.of(kind)) for kind in example.ledger.kinds) <= 400


def test_the_example_fixes_its_own_date(example):
    """Pictures of the example stay true, whatever day it is looked at."""
    assert example.as_of == date(2026, 11, 23)


def test_the_example_shows_every_kind_and_every_health(example):
    """All built-in kinds have a record, and projects stand in every colour."""
    used = set(example.ledger.kinds)
    assert {name for name, kind in example.schema.kinds.items() if not kind.own} <= used
    colours = {str(health.colour) for key, health in example.conclusions.health.items() if key.startswith("project:")}
    assert {"green", "amber", "red", "grey", "complete"} <= colours


def test_the_story_of_the_vendor_hangs_together(example):
    """The risk that occurred leads to the issue, the change and the decision that came of it, all by links."""
    ledger = example.ledger
    issue = ledger.get("issue:apollo/corvus-release-late")
    change = ledger.get("change:apollo/corvus-replan")
    decision = ledger.get("decision:apollo/replan-approved")
    assert issue is not None
    assert change is not None
    assert decision is not None
    linked = {link.target for record in (issue, change, decision) for link in record.links}
    assert "risk:apollo/vendor-delay" in linked
    assert issue.key in linked
    assert change.key in linked


def test_a_build_depends_on_nothing_but_its_input_and_writes_nothing_to_it(tmp_path):
    """Two builds in two folders with other zone, locale and hash seed are the same to the byte; no record is changed."""
    before = {p: p.read_bytes() for p in EXAMPLE.rglob("*") if p.is_file() and "site" not in p.parts}
    one = build(tmp_path / "one", TZ="Pacific/Kiritimati", LANG="C", PYTHONHASHSEED="1")
    two = build(tmp_path / "deeper" / "two", TZ="America/Los_Angeles", LANG="de_DE.UTF-8", PYTHONHASHSEED="77")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    names = sorted(p.relative_to(tmp_path / "one").as_posix() for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert len(names) > 200
    same, other, odd = filecmp.cmpfiles(tmp_path / "one", tmp_path / "deeper" / "two", names, shallow=False)
    assert (other, odd) == ([], [])
    assert len(same) == len(names)
    assert {p: p.read_bytes() for p in before} == before


def test_no_kind_of_a_workspace_can_take_the_place_of_a_page_of_ours(example):
    """What a page or folder of ours is called, and no register is, is kept from kinds that somebody names so."""
    kinds = example.schema.kinds.values()
    registers = {name for kind in kinds for name in (plural_name(kind), register_name(kind), kind_folder(kind.name))}
    tops = {page.path.partition("/")[0].partition(".")[0] for page in prepare(example).pages()}
    assert tops - registers - OWN_NAMES == set()
