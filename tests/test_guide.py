import contextlib
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmledger.cli import main

DOCS = Path(__file__).parent.parent / "docs"
FILE = r"^`(?P<path>[^`\n]+)`(?:（(?P<code>GBK)）)?\n\n"
STEP = re.compile(rf"(?:{FILE})?^```(?P<form>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Hour:
    """What the guide's hour left: its folder, and the commands with what they answered."""

    root: Path
    answers: tuple[tuple[str, Result], ...]


def run(folder: Path, words: list[str]) -> Result | None:
    """One line of the guide in a folder; None for what the shell does itself."""
    if words[0] == "pmledger":
        with contextlib.chdir(folder):
            return CliRunner(env={"LANG": "C", "LC_ALL": "C"}).invoke(main, words[1:])
    named = [folder / word for word in words[1:] if not word.startswith("-")]
    if words[:2] == ["rm", "-r"]:
        shutil.rmtree(named[0])
    elif words[0] == "rm":
        named[0].unlink()
    else:
        raise AssertionError(words)
    return None


@pytest.fixture(scope="module", params=["guide.md", "guide.zh-CN.md"])
def hour(request, tmp_path_factory):
    """The whole guide, done from an empty folder: every command called, every file written, in their order."""
    here = tmp_path_factory.mktemp("hour")
    answers = []
    for step in STEP.finditer((DOCS / request.param).read_text(encoding="utf-8")):
        if step["path"]:
            (here / step["path"]).parent.mkdir(parents=True, exist_ok=True)
            (here / step["path"]).write_bytes(step["text"].encode(step["code"] or "utf-8"))
            continue
        assert step["form"] == "console", step[0]
        for line in step["text"].splitlines():
            words = shlex.split(line.removeprefix("$ "))
            if words[0] == "cd":
                here = here / words[1]
            elif (done := run(here, words)) is not None:
                answers.append((line, done))
    return Hour(here, tuple(answers))


def test_every_command_of_the_guide_succeeds(hour):
    """The hour runs as written, from the first line to the last, in English and in Chinese."""
    failed = [f"{line}\n{done.stdout}{done.stderr}" for line, done in hour.answers if done.exit_code]
    assert failed == []


def test_the_ledger_of_the_guide_holds_together(hour):
    """Whoever follows the guide to its end has no error and no warning."""
    last = [done.stdout + done.stderr for line, done in hour.answers if line.endswith("pmledger check")][-1]
    assert "error[" not in last
    assert "warning[" not in last
