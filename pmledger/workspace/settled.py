"""A folder whose files are read again only when they changed, as git knows it: by size, times and inode."""

import os
import time

from msgspec import Struct
from msgspec.structs import replace

from pmledger.workspace.reading import blob_hash
from pmledger.workspace.tree import DiskTree, Listing

SETTLED_NS = 2_000_000_000
"""So long ago a file must have been written: what is written again within a tick of the clock keeps its time."""

Stamp = tuple[int, int, int, int]


class SettledTree(Struct, frozen=True):
    """The same files as `tree`; `seen` remembers from one listing to the next the stamps and hashes of what was read."""

    tree: DiskTree
    seen: dict[str, tuple[Stamp, bytes]]

    def list(self) -> Listing:
        found = self.tree.list()
        root = str(self.tree.root)
        blobs = {path: known[1] for path in found.paths if (known := self.seen.get(path)) and stamp_of(root, path) == known[0]}
        return replace(found, blobs=blobs)

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file; what they are is remembered unless it was written a moment ago, or while it was read."""
        root = str(self.tree.root)
        before = stamp_of(root, path)
        data = self.tree.read(path, limit)
        self.seen.pop(path, None)
        if before is not None and before == stamp_of(root, path) and max(before[1:3]) < time.time_ns() - SETTLED_NS:
            self.seen[path] = before, blob_hash(data)
        return data


def stamp_of(root: str, path: str) -> Stamp | None:
    """Size, times of content and of inode, and inode of a file; None where it cannot be looked at."""
    try:
        found = os.lstat(f"{root}{os.sep}{path}")
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
