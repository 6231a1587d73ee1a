"""Whether a repository stands where it stood, seen in its files without running git."""

from pathlib import Path

from pmledger.history.repository import folder_with_git
from pmledger.workspace.files import FileRefused, read_regular

LARGEST = 4096
SYMBOLIC = b"ref: refs/"
KEPT_ELSEWHERE = ("packed-refs", "reftable/tables.list")
"""Where a branch may stand that has no file of its own."""


def head_mark(folder: Path) -> bytes:
    """Changes with every commit, checkout and reset of the repository that a folder lies in; b"" where there is none.

    It may change without one of them, as when branches are packed, so it says when to ask git again, not what holds.
    """
    found = folder_with_git(folder.resolve())
    own = git_folder(found[0]) if found else None
    if own is None:
        return b""
    head = small(own / "HEAD").strip()
    common = linked(own, small(own / "commondir")) or own
    marks = [head, state(common / "shallow")]
    if head.startswith(SYMBOLIC):
        name = head.removeprefix(b"ref: ").decode("utf-8", "surrogateescape")
        branch = b"" if ".." in name.split("/") or "\0" in name else small(common / name)
        marks += [branch] if branch else [state(common / one) for one in KEPT_ELSEWHERE]
    return b"\0".join(marks)


def git_folder(top: Path) -> Path | None:
    """The folder of a repository's own files: `.git`, or where the file of that name points, as in a second working tree."""
    place = top / ".git"
    if place.is_dir():
        return place
    given = small(place)
    return linked(top, given.removeprefix(b"gitdir:")) if given.startswith(b"gitdir:") else None


def linked(folder: Path, given: bytes) -> Path | None:
    """The place that a file of a repository names, seen from a folder."""
    text = given.strip().decode("utf-8", "surrogateescape")
    return folder / text if text and "\0" not in text else None


def small(path: Path) -> bytes:
    """The bytes of a small file; none where it is no regular one."""
    try:
        return read_regular(path, LARGEST)
    except FileRefused:
        return b""


def state(path: Path) -> bytes:
    """Size and time of a file; none where it is missing."""
    try:
        found = path.stat()
    except OSError:
        return b""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}".encode()
