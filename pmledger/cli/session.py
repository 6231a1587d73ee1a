"""What every command knows: where it was called, in which language, and for what kind of terminal."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from pmledger.cli.ending import tell
from pmledger.language.translator import Translator
from pmledger.show.days import parse_day
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import say

if TYPE_CHECKING:
    from pmledger.workspace.reading import Memory
    from pmledger.workspace.snapshot import Snapshot

NARROWEST = 60


class Session(Struct, frozen=True):
    """`folder` is where the command works; answers go to stdout, everything else to stderr."""

    folder: Path
    words: Translator
    debug: bool = False

    @property
    def on_terminal(self) -> bool:
        return sys.stdout.isatty()

    @property
    def colour(self) -> bool:
        """Only on a terminal that can, and where nobody has set NO_COLOR."""
        return self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """The columns of the terminal; None when the answer goes to a file or another program."""
        import shutil

        return max(shutil.get_terminal_size().columns, NARROWEST) if self.on_terminal else None

    def root(self, workspace: Path | None = None) -> Path:
        """The workspace that was named, which must be one, or the nearest upwards."""
        from pmledger.workspace.load import find_root

        named = self.folder / workspace if workspace is not None else None
        if named is not None and not (named / "pmledger.yml").is_file():
            raise QuestionRefused(say("{folder} is not a workspace: it has no pmledger.yml", folder=str(workspace)))
        return named.absolute() if named is not None else find_root(self.folder)

    def load(
        self,
        workspace: Path | None = None,
        as_of: str | None = None,
        at: str | None = None,
        *,
        also: tuple[str, ...] = (),
        memory: "Memory | None" = None,
    ) -> "Snapshot":
        """The snapshot of the workspace, or of what it was at a revision, after an interrupted edit has been finished.

        `also` names modules that the command needs next; a `memory` is shared with what is read after it.
        """
        from pmledger.workspace.load import load

        root = self.root(workspace)
        finish_interrupted(root)
        day = None if as_of is None else day_named(root, as_of)
        return load(root, day, also=also, memory=memory) if at is None else look_back(root, at, day, also, memory)


def finish_interrupted(root: Path) -> None:
    """Finish what an earlier command began; where that cannot be done, say so and go on."""
    if not (root / ".pmledger" / "journal").exists():
        return
    from pmledger.edit.journal import recover
    from pmledger.edit.refusal import EditRefused

    try:
        for message in recover(root):
            tell(message)
    except EditRefused as refusal:
        tell(refusal.message)


def look_back(
    root: Path, at: str, day: date | None, also: tuple[str, ...] = (), memory: "Memory | None" = None
) -> "Snapshot":
    """The snapshot of a revision; what git cannot give is a question that cannot be answered."""
    from pmledger.history.git import HistoryRefused
    from pmledger.history.looking_back import load_at

    try:
        return load_at(root, at, day, day=parse_day(at, today(root)), memory=memory, also=also)
    except HistoryRefused as refusal:
        raise QuestionRefused(refusal.reason) from None


def today(root: Path) -> date:
    """The day on the calendar in the workspace's time zone."""
    from zoneinfo import ZoneInfo

    from pmledger.workspace.load import read_configuration

    return datetime.now(ZoneInfo(read_configuration(root)[0].timezone)).date()


def day_named(root: Path, written: str) -> date:
    """The day that `--as-of` means, seen from today in the workspace's time zone."""
    found = parse_day(written, today(root))
    if found is None:
        raise QuestionRefused(say("{given} is not a date; write 2026-03-01, today, +2w or friday", given=written))
    return found


def answer(text: str) -> None:
    """Write the answer to stdout, as it is; without a terminal in the way it is never coloured by us."""
    click.echo(text, nl=False)
