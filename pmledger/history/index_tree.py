"""What is staged for the next commit, as a tree of the workspace's files."""

from collections.abc import Iterable

from pmledger.history.git import HistoryRefused
from pmledger.history.repository import Blob, Repository
from pmledger.history.revision_tree import RevisionTree, tree_of
from pmledger.source.message import say

FIRST_OF_MERGE = "0"


def index_tree(repository: Repository) -> RevisionTree:
    """The files of the index below the workspace; raises HistoryRefused where a merge has left several of one."""
    lines = [line for line in repository.git.ask("ls-files", "--stage", "-z").split(b"\0") if line]
    entries: dict[str, Blob] = {}
    for line in lines:
        head, _, written = line.partition(b"\t")
        mode, name, stage = head.decode("ascii").split()
        path = written.decode("utf-8", "surrogateescape")
        if stage != FIRST_OF_MERGE:
            raise HistoryRefused(say("{path} has a conflict that is not resolved yet; git add it when it is", path=path))
        entries[path] = Blob(mode, name, 0)
    sizes = sizes_of(repository, entries.values())
    return tree_of(repository, {path: Blob(one.mode, one.id, sizes.get(one.id, 0)) for path, one in entries.items()})


def sizes_of(repository: Repository, blobs: Iterable[Blob]) -> dict[str, int]:
    """How many bytes each blob has, from one process."""
    asked = "".join(f"{name}\n" for name in dict.fromkeys(one.id for one in blobs))
    if not asked:
        return {}
    answer = repository.git.ask("cat-file", "--batch-check", "--buffer", given=asked.encode()).decode("ascii", "replace")
    parts = (line.split() for line in answer.splitlines())
    return {part[0]: int(part[2]) for part in parts if len(part) == 3 and part[2].isdecimal()}
