"""The door to the disk: paths resolved inside their root, regular files only, whole writes."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pmledger.source.message import Message, say

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
NON_BLOCK = getattr(os, "O_NONBLOCK", 0)
LOCK_NAME = "lock"
STATE_FOLDER = ".pmledger"


class FileRefused(Exception):
    """A file that is not read or written, with the reason as a sentence."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def resolve_inside(root: Path, path: str) -> Path:
    """The file that a relative path names below `root`.

    Raises FileRefused when it is absolute, leaves the root, or passes through a symbolic link.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\x00" in path or "\\" in path or ".." in parts or ":" in parts[0][1:2]:
        raise FileRefused(path, say("the path leads outside the workspace"))
    here = str(root)
    for part in parts:
        here = f"{here}{os.sep}{part}"
        if os.path.islink(here):  # noqa: PTH114 (called for every file: plain strings are five times faster)
            raise FileRefused(path, say("symbolic links are not followed"))
    return Path(here)


def read_regular(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, one more than `limit` at most, so that the caller sees it is too large.

    Raises FileRefused for links, pipes, devices and unreadable files; never waits for a pipe.
    """
    try:
        handle = os.open(path, os.O_RDONLY | NO_FOLLOW | NON_BLOCK | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise FileRefused(str(path), reason_of(error)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileRefused(str(path), say("it is not a regular file"))
    with os.fdopen(handle, "rb") as stream:
        try:
            return stream.read(limit + 1)
        except OSError as error:
            raise FileRefused(str(path), reason_of(error)) from None


def reason_of(error: OSError) -> Message:
    """Why the operating system refused, in our words."""
    if error.errno == errno.ELOOP:
        return say("symbolic links are not followed")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return say("permission denied")
    if error.errno == errno.ENOSPC:
        return say("no space left on the disk")
    if error.errno == errno.EROFS:
        return say("the disk is read-only")
    if error.errno == errno.ENXIO:
        return say("it is not a regular file")
    if error.errno == errno.EFBIG:
        return say("the file size limit is reached")
    return say("{reason}", reason=(error.strerror or str(error)).lower())


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace a file by a whole new one, or leave the old one as it was.

    A temporary file in the same folder is written, flushed when `durable`, and renamed; the mode of an existing file
    is kept. Raises FileRefused with the reason when the disk refuses.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".pmledger-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~umask())  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
        if durable:
            flush_folder(path.parent)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        raise FileRefused(str(path), reason_of(error)) from None
    except BaseException:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        raise


def umask() -> int:
    """The process's mask for new files; reading it means setting it for a moment."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def flush_folder(folder: Path) -> None:
    """Make a rename durable, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def lock(root: Path) -> Iterator[None]:
    """Keep other writers out of a workspace while the block runs.

    Raises FileRefused when another process holds the lock. The lock ends with the process that holds it.
    """
    folder = root / STATE_FOLDER
    try:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise FileRefused(str(folder / LOCK_NAME), reason_of(error)) from None
    try:
        if not take_lock(handle):
            raise FileRefused(str(root), say("another pmledger command is writing to this workspace"))
        yield
    finally:
        os.close(handle)


def take_lock(handle: int) -> bool:
    """Take the lock without waiting; where the system has no file locks, go on without."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EACCES, errno.EAGAIN}
    return True
