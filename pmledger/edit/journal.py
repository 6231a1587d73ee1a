"""Several files changed as one: wholly as before, or wholly as meant, also when the power fails in between.

What is meant is written down first (`.pmledger/journal`), then done, then struck out. A journal that is found later
belongs to an edit that was interrupted: `recover` finishes it. Without a journal nothing had begun.
"""

import base64
import binascii
import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from pmledger.edit.refusal import EditRefused
from pmledger.reader.limits import FILE_BYTES
from pmledger.source.message import Message, say
from pmledger.workspace.files import (
    STATE_FOLDER,
    FileRefused,
    flush_folder,
    lock,
    read_regular,
    resolve_inside,
    write_atomically,
)

JOURNAL = "journal"
LIMIT = 1 << 30
TEMPORARY = ".pmledger-*.tmp"


class Change(Struct, frozen=True):
    """A file's new bytes, and those it was read with (None: it must not exist yet)."""

    path: str
    before: bytes | None
    after: bytes


class Move(Struct, frozen=True):
    """A file or folder that gets another name after the changes, which name its files by their old paths."""

    source: str
    target: str


class _Step(Struct, frozen=True):
    path: str
    before: str
    after: bytes


def commit(root: Path, changes: Iterable[Change], moves: tuple[Move, ...] = ()) -> None:
    """Make all changes, or none.

    Raises EditRefused when a file is no longer what it was read as, a new one exists already, another command is
    writing, or the disk refuses.
    """
    wanted = tuple(change for change in changes if change.before != change.after)
    if not wanted and not moves:
        return
    try:
        with lock(root):
            _finish(root)
            _refuse_if_changed(root, wanted, moves)
            steps = tuple(_Step(change.path, _digest(change.before), change.after) for change in wanted)
            if len(steps) + len(moves) > 1:
                _write_journal(root, steps, moves)
            for step in steps:
                write_atomically(resolve_inside(root, step.path), step.after)
            for move in moves:
                _move(root, move)
            _strike(root)
    except FileRefused as refusal:
        raise EditRefused(_why(root, refusal)) from None


def _why(root: Path, refusal: FileRefused) -> Message:
    """Why the disk refused; and, when some files are written already, that the rest will be."""
    reason = say("{path}: {reason}", path=refusal.path, reason=refusal.reason)
    if not (root / STATE_FOLDER / JOURNAL).exists():
        return reason
    return say("{reason}; the edit was begun, and the next command will finish it", reason=reason)


def recover(root: Path) -> tuple[Message, ...]:
    """Finish an edit that was interrupted; says what was done, nothing when there was none."""
    if not (root / STATE_FOLDER / JOURNAL).exists():
        return ()
    try:
        with lock(root):
            return _finish(root)
    except FileRefused as refusal:
        raise EditRefused(say("{path}: {reason}", path=refusal.path, reason=refusal.reason)) from None


def current_bytes(root: Path, path: str) -> bytes:
    """A file's bytes as they are now; raises EditRefused when it cannot be read."""
    try:
        return read_regular(resolve_inside(root, path), LIMIT)
    except FileRefused as refusal:
        raise EditRefused(say("{path} cannot be read: {reason}", path=path, reason=refusal.reason)) from None


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _digest_now(root: Path, path: str) -> str:
    place = resolve_inside(root, path)
    return _digest(read_regular(place, LIMIT)) if os.path.lexists(place) else ""


def _refuse_if_changed(root: Path, changes: tuple[Change, ...], moves: tuple[Move, ...]) -> None:
    for change in changes:
        now = _digest_now(root, change.path)
        if change.before is None and now:
            raise EditRefused(say("{path} exists already; nothing was written", path=change.path))
        if now != _digest(change.before):
            raise EditRefused(
                say("{path} was changed by another program in the meantime; nothing was written", path=change.path)
            )
        if len(change.after) > FILE_BYTES and len(change.after) > len(change.before or b""):
            raise EditRefused(say("{path} would become too large; nothing was written", path=change.path))
    for move in moves:
        source, target = resolve_inside(root, move.source), resolve_inside(root, move.target)
        if os.path.lexists(target) and not source.samefile(target):
            raise EditRefused(say("{path} exists already; nothing was written", path=move.target))


def _write_journal(root: Path, steps: tuple[_Step, ...], moves: tuple[Move, ...]) -> None:
    content = {
        "version": 1,
        "steps": [
            {"path": step.path, "before": step.before, "after": base64.b64encode(step.after).decode("ascii")}
            for step in steps
        ],
        "moves": [[move.source, move.target] for move in moves],
    }
    data = json.dumps(content, ensure_ascii=False).encode("utf-8")
    write_atomically(root / STATE_FOLDER / JOURNAL, data)


def _strike(root: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        (root / STATE_FOLDER / JOURNAL).unlink()
        flush_folder(root / STATE_FOLDER)


def _move(root: Path, move: Move) -> None:
    source, target = resolve_inside(root, move.source), resolve_inside(root, move.target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
    except OSError as error:
        raise EditRefused(
            say("{path} could not be renamed: {reason}", path=move.source, reason=error.strerror or str(error))
        ) from None
    flush_folder(target.parent)
    flush_folder(source.parent)


def _finish(root: Path) -> tuple[Message, ...]:
    """Do what a journal left by an interrupted command still asks for; the caller holds the lock."""
    journal = root / STATE_FOLDER / JOURNAL
    if not journal.exists():
        return ()
    steps, moves = _read_journal(journal)
    if any(not os.path.lexists(resolve_inside(root, move.source)) for move in moves):
        steps = ()  # the moves are the last act: all changes were made before them
    said = [message for step in steps for message in _finish_step(root, step)]
    for move in moves:
        if os.path.lexists(resolve_inside(root, move.source)):
            said.extend(_finish_move(root, move))
    for folder in {resolve_inside(root, step.path).parent for step in steps}:
        for leftover in folder.glob(TEMPORARY):
            leftover.unlink()
    _strike(root)
    return (say("An edit that had been interrupted was finished."), *said)


def _finish_step(root: Path, step: _Step) -> Iterable[Message]:
    now = _digest_now(root, step.path)
    if now == _digest(step.after):
        return ()
    if now != step.before:
        return (say("{path} was changed since and is left as it is.", path=step.path),)
    write_atomically(resolve_inside(root, step.path), step.after)
    return ()


def _finish_move(root: Path, move: Move) -> Iterable[Message]:
    source, target = resolve_inside(root, move.source), resolve_inside(root, move.target)
    if os.path.lexists(target) and not source.samefile(target):
        return (say("{path} is not renamed, since {target} exists now.", path=move.source, target=move.target),)
    _move(root, move)
    return ()


def _read_journal(journal: Path) -> tuple[tuple[_Step, ...], tuple[Move, ...]]:
    """What a journal says; one that is damaged, or names hidden files, is refused and stays where it is."""
    try:
        content = json.loads(read_regular(journal, LIMIT))
        steps = tuple(
            _Step(str(step["path"]), str(step["before"]), base64.b64decode(step["after"], validate=True))
            for step in content["steps"]
        )
        moves = tuple(Move(str(source), str(target)) for source, target in content["moves"])
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise EditRefused(
            say("{path} is damaged; look at it, then delete it", path=f"{STATE_FOLDER}/{JOURNAL}")
        ) from None
    named = [*(step.path for step in steps), *(path for move in moves for path in (move.source, move.target))]
    if any(part.startswith(".") for path in named for part in path.split("/")):
        raise EditRefused(
            say("{path} names hidden files; look at it, then delete it", path=f"{STATE_FOLDER}/{JOURNAL}")
        )
    return steps, moves
