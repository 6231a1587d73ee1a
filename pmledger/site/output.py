"""The folder of a built site: refused unless it is ours, written whole file by whole file."""

import contextlib
import os
from pathlib import Path

from pmledger.site.manifest import NAME, Made, Manifest, parse_manifest, pending
from pmledger.source.message import Message, say
from pmledger.workspace.files import reason_of, take_lock

LOCK = ".pmledger-lock"
TEMPORARY = ".pmledger-page.tmp"
LARGEST_MANIFEST = 256 * 1024 * 1024


class OutputRefused(Exception):
    """The site cannot be written, with the reason as a sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Output:
    """A site's folder while it is written; made by `open_output`."""

    def __init__(self, folder: Path, before: Manifest, lock: int) -> None:
        self.folder = folder
        self.lock = lock
        self.before = before
        self.present, self.links = scan(folder)
        self.made: dict[str, Made] = {}
        self.written = 0
        self.removed = 0
        self.folders: set[str] = set()

    def knows(self, path: str, key: str) -> bool:
        """Whether the file of this key is there already, as large as it was made."""
        made = self.before.files.get(path)
        return made is not None and made.key == key and self.present.get(path) == made.size

    def keep(self, path: str) -> None:
        """Leave a known file as it is: the site still has it."""
        self.made[path] = self.before.files[path]

    def announce(self, paths: list[str]) -> None:
        """Note the files that will be written.

        A build that comes after an interruption knows them as ours, and that what they hold is not known.
        """
        for path in paths:
            if path in self.present and path not in self.before.files:
                raise OutputRefused(say("{path} in the output folder is not a file of the site; move it away", path=path))
        if paths:
            with (self.folder / NAME).open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(pending(paths))

    def put(self, path: str, key: str, data: bytes) -> None:
        """Write a file unless it has these bytes already."""
        self.made[path] = Made(key, len(data))
        if self.present.get(path) == len(data) and (self.folder / path).read_bytes() == data:
            return
        self.make_folder(path)
        replace_file(f"{self.folder}/{path}", data)
        self.written += 1

    def make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder in self.folders:
            return
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            if "/".join(parts[:depth]) in self.links:
                raise OutputRefused(say("{path} in the output folder is a symbolic link", path="/".join(parts[:depth])))
        (self.folder / folder).mkdir(parents=True, exist_ok=True)
        self.folders.add(folder)

    def close(self) -> None:
        """Remove files that no page claims any more and write the manifest."""
        stale = [path for path in self.before.files if path not in self.made and path in self.present]
        for path in stale:
            with contextlib.suppress(FileNotFoundError):
                (self.folder / path).unlink()
                self.removed += 1
        self.remove_empty({path.rpartition("/")[0] for path in stale})
        text = Manifest(self.made).text().encode()
        place = self.folder / NAME
        if not place.exists() or place.read_bytes() != text:
            replace_file(str(place), text)

    def release(self) -> None:
        """Let other builds in."""
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1

    def remove_empty(self, folders: set[str]) -> None:
        for folder in sorted(folders, key=len, reverse=True):
            while folder:
                try:
                    (self.folder / folder).rmdir()
                except OSError:
                    break
                folder = folder.rpartition("/")[0]  # noqa: PLW2901 (upwards while they are empty)


def open_output(out: Path, root: Path) -> Output:
    """The output folder, made when it is missing.

    Raises OutputRefused when it is the workspace or above it, a home or root folder, a link, or holds files without
    our manifest.
    """
    folder = Path(os.path.abspath(out))  # noqa: PTH100 (resolve would follow the link that is to be refused)
    refuse_place(folder, root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = lock_folder(folder)
        before = read_manifest(folder)
        if before is None:
            if holds_files(folder):
                reason = say("{folder} holds files that are not a site of ours; choose an empty folder", folder=str(out))
                raise OutputRefused(reason)
            before = Manifest()
            replace_file(f"{folder}/{NAME}", before.text().encode())
    except OSError as error:
        raise OutputRefused(say("cannot write to {folder}: {reason}", folder=str(out), reason=reason_of(error))) from None
    return Output(folder, before, lock)


def holds_files(folder: Path) -> bool:
    """Whether anything but what a build of ours leaves behind lies in the folder."""
    return not {TEMPORARY, LOCK}.issuperset(os.listdir(folder))  # noqa: PTH208 (names are enough)


def lock_folder(folder: Path) -> int:
    """Keep other builds out of the folder until the handle is closed, at the latest with the process."""
    if (folder / NAME).exists() or not holds_files(folder):
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        if take_lock(handle):
            return handle
        os.close(handle)
        raise OutputRefused(say("another build is writing to {folder}", folder=str(folder)))
    return -1


def refuse_place(folder: Path, root: Path) -> None:
    """Refuse folders that a site must never fill."""
    if folder.is_symlink():
        raise OutputRefused(say("{folder} is a symbolic link", folder=str(folder)))
    real, workspace = folder.resolve(), root.resolve()
    if real == workspace or real in workspace.parents:
        raise OutputRefused(say("{folder} is the workspace itself or holds it", folder=str(folder)))
    if real == Path(real.anchor) or real == home():
        raise OutputRefused(say("{folder} is no place for a site", folder=str(folder)))
    if folder.exists() and not folder.is_dir():
        raise OutputRefused(say("{folder} is not a folder", folder=str(folder)))


def home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def read_manifest(folder: Path) -> Manifest | None:
    """The folder's manifest, or None when it has none that we wrote."""
    place = folder / NAME
    if place.is_symlink() or not place.is_file() or place.stat().st_size > LARGEST_MANIFEST:
        return None
    return parse_manifest(place.read_bytes().decode(errors="replace"))


def scan(folder: Path) -> tuple[dict[str, int], set[str]]:
    """The sizes of all files below a folder, and what is a link; left-over temporary files are removed."""
    sizes: dict[str, int] = {}
    links: set[str] = set()
    folders = [""]
    while folders:
        here = folders.pop()
        for entry in os.scandir(folder / here):
            path = f"{here}/{entry.name}" if here else entry.name
            if entry.is_symlink():
                links.add(path)
            elif entry.is_dir():
                folders.append(path)
            elif entry.name == TEMPORARY:
                os.unlink(entry.path)  # noqa: PTH108 (an entry, not a path)
            else:
                sizes[path] = entry.stat().st_size
    return sizes, links


def replace_file(target: str, data: bytes) -> None:
    """Write a whole file under a temporary name and rename it; pages are not flushed to the disk.

    Paths are texts here: thousands of files are written, and to take a path apart takes as long as to write one.
    """
    temporary = f"{os.path.dirname(target)}/{TEMPORARY}"  # noqa: PTH120
    try:
        with open(temporary, "wb") as stream:  # noqa: PTH123
            stream.write(data)
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        if isinstance(error, OSError):
            raise OutputRefused(say("cannot write {path}: {reason}", path=target, reason=reason_of(error))) from None
        raise
