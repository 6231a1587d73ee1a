import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmledger.cli import main

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE))  # for `workspaces`, which lies beside the folders of tests

SOUND = """
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Tanaka
email: mei@example.org
type: team
role: project_manager
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: proposed
---
-- projects/apollo/risks/vendor.md --
---
title: The vendor is late
raised_on: 2026-05-01
status: identified
owner: mei
---
"""

Call = Callable[..., Result]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A sound workspace of four records, as files."""
    from workspaces import write_files

    return write_files(tmp_path / "ledger", SOUND)


@pytest.fixture
def call() -> Call:
    """Run the program in this process, in English: for what it answers, not for how it ends."""

    def made(*args: object, **env: str) -> Result:
        environment = {"LANG": "C.UTF-8", "LC_ALL": None, "LC_MESSAGES": None} | env
        return CliRunner(env=environment).invoke(main, [str(one) for one in args], prog_name="pmledger")

    return made


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real program in its own process, in English, with nothing on its input."""

    def made(*args: object, **env: str) -> "subprocess.CompletedProcess[str]":
        quiet = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(HERE.parent)}
        return subprocess.run(
            [sys.executable, "-m", "pmledger", *map(str, args)],
            capture_output=True,
            encoding="utf-8",
            env=quiet | env,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )

    return made
