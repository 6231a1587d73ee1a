"""A workspace as a revision of its repository holds it."""

from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from pmledger.history.repository import LINK, Blob, Repository
from pmledger.reader.decode import LARGEST_FILE
from pmledger.source.message import Message, say
from pmledger.workspace.files import FileRefused
from pmledger.workspace.reading import Memory
from pmledger.workspace.tree import MANIFEST, Listing, is_hidden

READ = (".md", ".csv", ".yml")
"""The endings of the files that are read as records or settings."""
STRANGE = frozenset({"", ".", ".."})


class RevisionTree(Struct, frozen=True):
    """The files of a commit; as on the disk, hidden ones, links and other repositories' insides are left out.

    `held` are the bytes that were read in one go; what else is asked for is read when it is.
    """

    repository: Repository
    files: Mapping[str, Blob]
    refused: tuple[tuple[str, Message], ...] = ()
    held: Mapping[str, bytes] = field(default_factory=dict)
    ignored: Callable[[str], bool] = lambda _path: False

    def list(self) -> Listing:
        """What the revision holds, with the hashes of all bytes: git knows them."""
        paths = tuple(sorted(path for path in self.files if not self.left_out(path)))
        refused = tuple(sorted((one for one in self.refused if not self.left_out(one[0])), key=lambda one: one[0]))
        return Listing(paths, refused, {path: bytes.fromhex(self.files[path].id) for path in paths})

    def left_out(self, path: str) -> bool:
        """Whether `ignore:` names the path or a folder that it lies in."""
        parts = path.split("/")
        return any(self.ignored("/".join(parts[:end])) for end in range(1, len(parts) + 1))

    def read(self, path: str, limit: int) -> bytes:
        blob = self.files.get(path)
        if blob is None:
            raise FileRefused(path, say("the revision holds no such file"))
        data = self.held.get(blob.id)
        if data is None:
            data = self.repository.blobs([blob]).get(blob.id)
        if data is None:
            raise FileRefused(path, say("its bytes are missing in the repository"))
        return data[: limit + 1]

    def at_hand(self, memory: Memory) -> "RevisionTree":
        """The same with the bytes of all records and settings that a memory does not know, read in one go."""
        wanted = [
            blob
            for path, blob in self.files.items()
            if path.endswith(READ)
            and blob.size <= LARGEST_FILE
            and blob.id not in self.held
            and not ((known := memory.readings.get(path)) and known[0].hex() == blob.id)
        ]
        return replace(self, held=self.repository.blobs(wanted)) if wanted else self


def revision_tree(repository: Repository, commit: str) -> RevisionTree:
    """The workspace's files at a commit."""
    return tree_of(repository, repository.tree(commit))


def tree_of(repository: Repository, entries: Mapping[str, Blob]) -> RevisionTree:
    """What of a tree belongs to the workspace: links and strange names are refused, nested repositories not entered."""
    built = tuple(path.removesuffix(MANIFEST) for path in entries if path.endswith(f"/{MANIFEST}"))
    files: dict[str, Blob] = {}
    refused: list[tuple[str, Message]] = []
    hidden = cache(is_hidden)
    for path, blob in entries.items():
        parts = path.split("/")
        if any(map(hidden, parts)) or path.startswith(built):
            if STRANGE.isdisjoint(parts):
                continue
            refused.append((path, say("the path leads outside the workspace")))
        elif blob.mode == LINK:
            refused.append((path, say("symbolic links are not followed")))
        elif not STRANGE.isdisjoint(parts) or "\\" in path:
            refused.append((path, say("the path leads outside the workspace")))
        elif blob.regular:
            files[path] = blob
    return RevisionTree(repository, files, tuple(refused))
