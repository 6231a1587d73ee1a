"""Real git repositories for tests: workspaces committed day by day."""

import os
import subprocess
from pathlib import Path

from workspaces import write_files

NOBODY = {
    "PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Mei", "GIT_AUTHOR_EMAIL": "mei@example.org",
    "GIT_COMMITTER_NAME": "Mei", "GIT_COMMITTER_EMAIL": "mei@example.org",
}  # fmt: skip


def git(folder: Path, *words: str, **env: str) -> str:
    """What the real git answers in a folder, without any configuration of this computer."""
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=NOBODY | env)
    return done.stdout.strip()


def write(folder: Path, text: str) -> None:
    """Write the sections of a text; the configuration that is there stays unless the text has another."""
    settings = folder / "pmledger.yml"
    kept = settings.read_bytes() if settings.exists() and "-- pmledger.yml --" not in text else b""
    write_files(folder, text)
    if kept:
        settings.write_bytes(kept)


def commit(folder: Path, moment: str, text: str = "", subject: str = "a day's work") -> str:
    """Write the sections of a text, commit all that is there at a moment, and give the commit's id."""
    write(folder, text)
    git(folder, "add", "-A")
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    git(folder, "commit", "-q", "--allow-empty", "-m", subject, **dates)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path) -> Path:
    """A new repository in a folder that may exist."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q")
    return folder
