"""A workspace is a tree of blobs: what there is, and the bytes of each."""

import os
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from pmledger.source.message import Message, say
from pmledger.workspace.files import FileRefused, read_regular, reason_of, resolve_inside

EDITOR_LEFTOVERS = ("*~", "*.swp", "*.swo", "*.swx", "#*#", "*.tmp", "4913", "*.bak", "*.orig", "*.rej")
MANIFEST = ".pmledger-manifest"
"""What a folder holds that a site was built into."""


class Listing(Struct, frozen=True):
    """Relative paths with `/`, sorted; and the names that are left out, each with the reason.

    `blobs` are git's hashes of the bytes, where the tree knows them without reading.
    """

    paths: tuple[str, ...]
    refused: tuple[tuple[str, Message], ...]
    blobs: Mapping[str, bytes] = field(default_factory=dict)


class Tree(Protocol):
    """What the loader needs of a workspace, on the disk or in a revision."""

    def list(self) -> Listing: ...

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file, at most one more than `limit`; raises FileRefused."""
        ...


class DiskTree(Struct, frozen=True):
    """The workspace as it lies on the disk; hidden files, links and other repositories' insides are left out."""

    root: Path
    ignored: Callable[[str], bool] = lambda _path: False

    def list(self) -> Listing:
        paths: list[str] = []
        refused: list[tuple[str, Message]] = []
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError as error:
                refused.append((folder or ".", reason_of(error)))
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if is_hidden(entry.name) or self.ignored(path):
                    continue
                if entry.is_symlink():
                    refused.append((path, say("symbolic links are not followed")))
                elif entry.is_dir(follow_symlinks=False):
                    if not is_foreign(self.root / path):
                        folders.append(path)
                elif entry.is_file(follow_symlinks=False):
                    paths.append(path)
                else:
                    refused.append((path, say("it is not a regular file")))
        return Listing(tuple(sorted(paths)), tuple(sorted(refused, key=lambda item: item[0])))

    def read(self, path: str, limit: int) -> bytes:
        try:
            return read_regular(resolve_inside(self.root, path), limit)
        except FileRefused as refusal:
            raise FileRefused(path, refusal.reason) from None


def is_hidden(name: str) -> bool:
    """Names that start with a dot, and what editors leave behind while they save."""
    return name.startswith(".") or any(fnmatchcase(name, pattern) for pattern in EDITOR_LEFTOVERS)


def is_foreign(folder: Path) -> bool:
    """Whether a folder is a repository of its own or a site that was built: its files are no records of ours."""
    return (folder / ".git").exists() or (folder / MANIFEST).exists()
