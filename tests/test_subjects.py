import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import pmledger
from pmledger.cli import main
from pmledger.site.sheets import prepare

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "example-workspace"
TEXT = (ROOT / "docs" / "subjects.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| [^|]+ \| `([^`]+)` \| `pmledger ([^`]+)` \|$", TEXT, re.MULTILINE)
REGISTERS = {"comm-plans.html"}
"""Plain registers, which are made by a kind's declaration and open with their table."""


@pytest.fixture(scope="module")
def snapshot():
    return pmledger.load(EXAMPLE)


@pytest.fixture(scope="module")
def pages(snapshot):
    return {page.path: page for page in prepare(snapshot).pages()}


def test_every_subject_has_a_page_that_begins_with_its_answer(pages):
    """Each page that the table names is in the example's site, and opens with a sentence."""
    assert len(ROWS) == TEXT.count("\n| ") - 1
    assert len(ROWS) >= 22
    assert [path for _, path, _ in ROWS if path not in pages] == []
    assert [path for _, path, _ in ROWS if path not in REGISTERS and not pages[path].view.frame.lede] == []


@pytest.mark.parametrize("command", sorted({command for _, _, command in ROWS}))
def test_every_subject_has_a_command_that_answers(command, snapshot, monkeypatch):
    """Each command that the table names ends well on the example, which is read once, and says something."""

    def read(root, as_of=None, **_named):
        assert (root, as_of) == (EXAMPLE, None)
        return snapshot

    monkeypatch.setattr("pmledger.workspace.load.load", read)
    done = CliRunner(env={"LANG": "C", "LC_ALL": "C"}).invoke(main, ["-C", str(EXAMPLE), *shlex.split(command)])
    assert done.exit_code == 0, done.stderr
    assert len(done.stdout.splitlines()) > 1
