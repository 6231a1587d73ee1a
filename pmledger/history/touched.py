"""The commits of a history, the newest first, and what each did to the files of the workspace."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.history.repository import REGULAR, Repository

IDS = frozenset({40, 64})


class Version(Struct, frozen=True):
    """A file as a commit holds it: its path and the id of its bytes, "" where it is not there."""

    path: str
    blob: str


class Touch(Struct, frozen=True):
    """A file that a commit changed: what became of it, and what it was in each parent, by the name that it had there."""

    now: Version
    before: tuple[Version, ...]


class Visit(Struct, frozen=True):
    """A commit with its parents; of a merge only the files that are like none of them."""

    commit: str
    parents: tuple[str, ...]
    touches: tuple[Touch, ...]


def visits(repository: Repository, start: str) -> tuple[Visit, ...]:
    """Every commit up to `start`, the newest first and each before its parents, with the files of the workspace that it changed.

    Two processes of git tell all; a file that was given another name is one touch, by git's likeness of contents.
    """
    lines = repository.git.ask("rev-list", "--date-order", "--parents", start).decode("ascii").splitlines()
    family = {words[0]: tuple(words[1:]) for line in lines if (words := line.split())}
    asked = "".join(f"{commit}\n" for commit in family).encode()
    touched: dict[str, list[Touch]] = {}
    for commit, touch in touches(changed_files(repository, asked)):
        touched.setdefault(commit, []).append(touch)
    return tuple(Visit(commit, parents, tuple(touched.get(commit, ()))) for commit, parents in family.items())


def changed_files(repository: Repository, commits: bytes) -> bytes:
    """What commits did to files, as git tells it; without new names where it lacks the bytes that it would compare."""
    words = ("diff-tree", "--stdin", "-r", "-z", "-c", "--root", "--raw", "--no-abbrev", "--relative", "--no-ext-diff", "--no-textconv")
    answer = repository.git.run(*words, "-M", given=commits)
    return repository.git.ask(*words, given=commits) if answer.returncode else answer.stdout


def touches(answer: bytes) -> Iterator[tuple[str, Touch]]:
    """The changes of an answer of `diff-tree --stdin -z`: ids of commits, heads of changes, each with its paths."""
    words = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    for word in words:
        if len(word) in IDS:
            commit = word
        elif word.startswith(":"):
            yield commit, touch_of(word, words)


def touch_of(head: str, words: Iterator[str]) -> Touch:
    """`:MODE MODE ID ID STATE`, of a merge with a colon, a mode and an id more for each parent."""
    parents = len(head) - len(head.lstrip(":"))
    parts = head[parents:].split(" ")
    modes, ids, state = parts[: parents + 1], parts[parents + 1 : -1], parts[-1]
    blobs = [name if mode.startswith(REGULAR) else "" for mode, name in zip(modes, ids, strict=True)]
    path = next(words)
    after = next(words) if parents == 1 and state[:1] in "RC" else path
    return Touch(Version(after, blobs[-1]), tuple(Version(path, blob) for blob in blobs[:-1]))
