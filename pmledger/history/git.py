"""The door to git: one program, asked in plumbing words, with nothing of a repository's configuration able to run."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from pmledger.source.message import Message, say

SECONDS = 120
"""How long git may take over one answer."""
SECONDS_OF_SETTING = 20
NOWHERE = os.devnull
KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR")
"""What git is given of our environment: nothing that names a repository, a configuration or a program."""
SILENCED = (
    ("core.hooksPath", NOWHERE),
    ("core.fsmonitor", "false"),
    ("core.untrackedCache", "false"),
    ("core.attributesFile", NOWHERE),
    ("core.excludesFile", NOWHERE),
    ("core.pager", "cat"),
    ("core.editor", "true"),
    ("core.askPass", "true"),
    ("core.sshCommand", "false"),
    ("core.gitProxy", "false"),
    ("core.alternateRefsCommand", "true"),
    ("core.useReplaceRefs", "false"),
    ("core.commitGraph", "false"),
    ("credential.helper", ""),
    ("diff.external", ""),
    ("gpg.program", "false"),
    ("log.showSignature", "false"),
    ("protocol.allow", "never"),
    ("safe.bareRepository", "explicit"),
    ("submodule.recurse", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
)
"""Every setting by which a repository can have a program run, or objects replaced, overridden for each call."""
ENVIRONMENT = {
    "LC_ALL": "C",
    "HOME": NOWHERE,
    "XDG_CONFIG_HOME": NOWHERE,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": NOWHERE,
    "GIT_CONFIG_GLOBAL": NOWHERE,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_PAGER": "cat",
    "GIT_ASKPASS": "true",
    "GIT_FLUSH": "0",
}
OWNED_BY_OTHERS = "dubious ownership"
SAID = re.compile(r"^(?:fatal|error): (.*)", re.MULTILINE)


class HistoryRefused(Exception):
    """What cannot be known of earlier days, as a sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Git(Struct, frozen=True):
    """The program, a folder to work in, and whether the user has said that they trust who owns it."""

    program: str
    folder: Path
    trusted: bool = False

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """What git answers; raises HistoryRefused with its own words where it refuses."""
        answer = self.run(*words, given=given)
        if answer.returncode:
            raise HistoryRefused(say("git cannot tell: {reason}", reason=said(answer.stderr)))
        return answer.stdout

    def run(self, *words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        """Run git with these words and bytes on its input, whatever it ends with."""
        settings = [*SILENCED, *([("safe.directory", "*")] if self.trusted else [])]
        overrides = [word for name, value in settings for word in ("-c", f"{name}={value}")]
        command = [self.program, "-C", str(self.folder), "--no-pager", "--literal-pathspecs", *overrides, *words]
        try:
            return subprocess.run(  # noqa: S603 (plumbing words of ours; what people name is an object id by then)
                command, input=given, capture_output=True, timeout=SECONDS, check=False, env=environment()
            )
        except OSError as error:
            raise HistoryRefused(say("git cannot be run: {reason}", reason=(error.strerror or str(error)).lower())) from None
        except subprocess.TimeoutExpired:
            raise HistoryRefused(say("git did not answer within {seconds} seconds", seconds=SECONDS)) from None


def git_in(folder: Path) -> Git:
    """The git of this computer, to work in a folder; raises HistoryRefused where there is none."""
    absolute = [place for place in os.environ.get("PATH", "").split(os.pathsep) if Path(place).is_absolute()]
    program = shutil.which("git", path=os.pathsep.join(absolute))
    if program is None or Path(program).is_relative_to(folder):
        raise HistoryRefused(say("earlier days are read from git, and there is no program git on this computer"))
    return Git(program, folder)


def environment() -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | ENVIRONMENT


def said(stderr: bytes) -> str:
    """The first sentence of what git complained of."""
    text = stderr.decode("utf-8", "replace")
    found = SAID.search(text)
    return (found[1] if found else text.strip().partition("\n")[0]) or "it gave no reason"


def is_trusted(git: Git, folder: Path) -> bool:
    """Whether the user's or the computer's own configuration lists a folder, or all, as `safe.directory`.

    Only that one setting is asked for, from a folder that no repository owns.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    listed: list[str] = []
    for one in configured(git.program, Path(git.folder.anchor), own, "--get-all", "safe.directory"):
        listed = [*listed, one] if one else []
    return any(one == "*" or Path(one) == folder for one in listed)


def own_setting(folder: Path, name: Literal["user.name", "user.email"]) -> str:
    """Who the user is to git in a folder, by their own configuration or the repository's; "" where git does not know.

    Nothing else is read of it, and reading a setting runs no program.
    """
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith("GIT_CONFIG")}
    try:
        git = git_in(folder.absolute())
    except HistoryRefused:
        return ""
    return next(iter(configured(git.program, git.folder, own, "--get", name)), "").strip()


def configured(program: str, folder: Path, env: Mapping[str, str], *words: str) -> list[str]:
    """The values that `git config` answers with; none where it cannot."""
    command = [program, "-C", str(folder), "--no-pager", "config", "--null", *words]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=SECONDS_OF_SETTING, check=False, env=env)  # noqa: S603 (words of ours)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return answer.stdout.decode("utf-8", "replace").split("\0")[:-1]
