"""Who is at the keyboard, as git knows it."""

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import say
from pmledger.workspace.snapshot import Snapshot

GIT_SECONDS = 5


def git_setting(folder: Path, name: str) -> str:
    """What git knows by this name in a folder, or ""; git is asked for nothing else."""
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "-C", str(folder), "config", "--get", name]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=GIT_SECONDS, check=False)  # noqa: S603 (no text of a record in it)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode("utf-8", "replace").strip()


def me(snapshot: Snapshot) -> str:
    """The key of the person whose mail address git knows; raises QuestionRefused when there is none."""
    address = git_setting(snapshot.root, "user.email")
    if not address:
        raise QuestionRefused(say("@me is the person with git's mail address, and git has no user.email"))
    for person in snapshot.ledger.of("person"):
        if person.text("email").casefold() == address.casefold():
            return person.key
    raise QuestionRefused(
        say("@me is the person with git's mail address, and nobody here has {address}", address=address)
    )


def my_id(snapshot: Snapshot, assignments: Iterable[str]) -> str:
    """The id that `@me` stands for, when any assignment says it; else ""."""
    return me(snapshot).rpartition(":")[2] if any("@me" in text for text in assignments) else ""


def me_if_known(snapshot: Snapshot) -> str:
    """The id of the person at the keyboard, or "" when git or the ledger does not know them."""
    try:
        return me(snapshot).rpartition(":")[2]
    except QuestionRefused:
        return ""


def me_of(snapshot: Snapshot) -> Callable[[], str]:
    """Asks git only when somebody says @me."""
    return lambda: me(snapshot)
