import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmledger.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SET_UP = re.findall(r"^    (python3 -m venv .+)$", README, re.MULTILINE)
CONSOLE = re.findall(r"^\$ (.+)$", README, re.MULTILINE)
PROGRAM = [sys.executable, "-m", "pmledger"]


def test_two_lines_do_all_the_set_up():
    """The README has one line that builds and serves the example and one that passes the tests, and no third."""
    assert len(SET_UP) == 2
    assert "pmledger build example-workspace" in SET_UP[0]
    assert "-m pytest" in SET_UP[1]


def test_the_first_minute_runs_as_written(tmp_path):
    """Every command of the README's first minute succeeds in its order, and what it makes checks clean."""
    here = tmp_path
    for line in CONSOLE:
        words = shlex.split(line)
        if words[0] == "cd":
            here = here / words[1]
            continue
        assert words[0] == "pmledger"
        done = subprocess.run([*PROGRAM, *words[1:]], cwd=here, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert (here / "site" / "index.html").exists()


def test_serve_of_the_first_line():
    """What the first line calls after the installation serves the example and ends on an interrupt.

    That the example is built by its command is proven where the example is.
    """
    server = subprocess.Popen(
        [*PROGRAM, "serve", "example-workspace", "--port", "0"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert server.stdout is not None
    try:
        line = server.stdout.readline()
        assert "127.0.0.1" in line
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)


def test_the_python_example_runs(capsys, monkeypatch):
    """The README's Python prints a line for every risk of the example, with its place."""
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(ROOT)
    exec(compile(code[1], "README.md", "exec"), {})
    assert "projects/apollo/" in capsys.readouterr().out


@pytest.mark.parametrize("command", sorted({row.split()[1] for row in re.findall(r"`(pmledger [a-z]+[^`]*)`", README)}))
def test_every_command_named_exists(command):
    """A command that the README names answers to --help."""
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0, done.stderr
