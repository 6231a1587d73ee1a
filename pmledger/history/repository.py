"""The repository that a workspace lies in: its commits, the trees of files in them, and many blobs in one go."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmledger.history.git import OWNED_BY_OTHERS, Git, HistoryRefused, git_in, is_trusted, said
from pmledger.source.message import Message, say

LOT = 64 * 1024 * 1024
"""So many bytes of blobs are asked for in one go."""
REGULAR = "100"
LINK = "120000"


class Commit(Struct, frozen=True):
    """A commit: its id, its parents, when it was made, by whom, and the first line of what it says."""

    id: str
    parents: tuple[str, ...]
    moment: int
    author: str
    subject: str

    def day(self, zone: tzinfo) -> date:
        """The day on which it was made, in a time zone; raises HistoryRefused where git holds nonsense."""
        try:
            return datetime.fromtimestamp(self.moment, zone).date()
        except (OverflowError, OSError, ValueError):
            raise HistoryRefused(say("commit {commit} has no day that can be read", commit=self.id[:10])) from None


class Blob(Struct, frozen=True):
    """A file of a tree: how it is kept (git's mode), the id of its bytes, and how many there are."""

    mode: str
    id: str
    size: int

    @property
    def regular(self) -> bool:
        return self.mode.startswith(REGULAR)


class Repository(Struct, frozen=True):
    """A repository; `prefix` is the workspace's folder in it, "" at the top. A shallow one lacks older commits."""

    git: Git
    prefix: str
    shallow: bool

    def tree(self, commit: str) -> dict[str, Blob]:
        """The files of the workspace at a commit by their paths, as git wrote them; empty where it was not there."""
        name = f"{commit}:{self.prefix}" if self.prefix else f"{commit}^{{tree}}"
        answer = self.git.run("ls-tree", "-r", "-z", "-l", "--full-tree", name)
        if answer.returncode:
            return {}
        return dict(entry_of(line) for line in answer.stdout.split(b"\0") if line)

    def blobs(self, wanted: Iterable[Blob]) -> dict[str, bytes]:
        """The bytes of some blobs by their ids, read by one process for each lot; what is missing is left out."""
        found: dict[str, bytes] = {}
        for lot in lots({blob.id: blob for blob in wanted}.values()):
            found.update((name, data) for name, kind, data in self.objects(lot) if kind == "blob")
        return found

    def sized(self, names: Iterable[str]) -> tuple[Blob, ...]:
        """The blobs of these ids that are there, with their sizes; nothing of them is read yet."""
        asked = "".join(f"{name}\n" for name in names).encode()
        lines = self.git.ask("cat-file", "--batch-check", "--buffer", given=asked).decode("utf-8", "replace").splitlines()
        found = (line.split() for line in lines)
        return tuple(Blob(REGULAR, words[0], int(words[2])) for words in found if len(words) == 3 and words[1] == "blob")

    def commit(self, name: str) -> Commit:
        """A commit by its full id."""
        for known, kind, data in self.objects([name]):
            if kind == "commit":
                return commit_of(known, data)
        raise HistoryRefused(say("commit {commit} is missing in the repository", commit=name[:10]))

    def commits(self, names: Iterable[str]) -> tuple[Commit, ...]:
        """Commits by their full ids, in that order."""
        return tuple(commit_of(name, data) for name, kind, data in self.objects(names) if kind == "commit")

    def objects(self, names: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Id, type and bytes of each object that is there, in the order asked for, from one process."""
        asked = "".join(f"{name}\n" for name in names)
        if asked:
            yield from parted(self.git.ask("cat-file", "--batch", "--buffer", given=asked.encode()))


def repository_of(folder: Path) -> Repository:
    """The repository that a folder lies in; raises HistoryRefused with the reason where there is none to read."""
    folder = folder.resolve()
    git = git_in(folder)
    words = ("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-toplevel")
    answer = git.run(*words)
    if answer.returncode and OWNED_BY_OTHERS in (told := answer.stderr.decode("utf-8", "replace")):
        owned = Path(told.partition("'")[2].partition("'")[0] or folder)
        if not is_trusted(git, owned):
            raise HistoryRefused(
                say(
                    "git does not trust {folder}, since another user owns it; if you do: git config --global --add "
                    "safe.directory {folder}",
                    folder=str(owned),
                )
            )
        git = replace(git, trusted=True)
        answer = git.run(*words)
    lines = answer.stdout.decode("utf-8", "surrogateescape").splitlines()
    if lines[:1] == ["true"]:
        raise HistoryRefused(say("{folder} is a bare repository; clone it, and ask in the clone", folder=str(folder)))
    if answer.returncode:
        raise HistoryRefused(refusal(folder, answer.stderr))
    top = Path(lines[2])
    if top not in folder_with_git(folder):
        raise HistoryRefused(say("git keeps the files of this repository in {folder}, not here", folder=str(top)))
    return Repository(git, folder.relative_to(top).as_posix().removeprefix("."), lines[1] == "true")


def refusal(folder: Path, stderr: bytes) -> Message:
    if b"not a git repository" in stderr:
        return say("{folder} lies in no git repository, so nothing is known of earlier days", folder=str(folder))
    return say("git cannot tell: {reason}", reason=said(stderr))


def folder_with_git(folder: Path) -> tuple[Path, ...]:
    """The nearest folder upwards with a `.git`: where the files lie, whatever a configuration says; or nothing."""
    return next(((place,) for place in (folder, *folder.parents) if (place / ".git").exists()), ())


def entry_of(line: bytes) -> tuple[str, Blob]:
    """`100644 blob ID SIZE<tab>PATH`; a nested repository has no size."""
    head, _, path = line.partition(b"\t")
    mode, _, name, size = head.decode("ascii").split()
    return path.decode("utf-8", "surrogateescape"), Blob(mode, name, int(size) if size.isdecimal() else 0)


def lots(blobs: Iterable[Blob]) -> Iterator[list[str]]:
    """The ids, parted so that no lot is too large to be held."""
    lot: list[str] = []
    held = 0
    for blob in blobs:
        if lot and held + blob.size > LOT:
            yield lot
            lot, held = [], 0
        lot.append(blob.id)
        held += blob.size
    if lot:
        yield lot


def parted(answer: bytes) -> Iterator[tuple[str, str, bytes]]:
    """The objects of an answer of `cat-file --batch`: `ID TYPE SIZE`, the bytes, a line's end."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        words = answer[at:end].decode("utf-8", "replace").split()
        at = end + 1
        if len(words) == 3 and words[2].isdecimal():
            size = int(words[2])
            yield words[0], words[1], answer[at : at + size]
            at += size + 1


def commit_of(name: str, data: bytes) -> Commit:
    """A commit from its bytes: lines of a head, an empty line, and what was said."""
    head, _, message = data.decode("utf-8", "replace").partition("\n\n")
    fields = [line.partition(" ")[::2] for line in head.split("\n") if not line.startswith(" ")]
    by_name = dict(reversed(fields))
    made = by_name.get("committer", "").rsplit(" ", 2)
    author = by_name.get("author", "").partition(" <")[0]
    moment = int(made[1]) if len(made) == 3 and made[1].lstrip("-").isdecimal() else 0
    parents = tuple(value for key, value in fields if key == "parent")
    return Commit(name, parents, moment, author, message.strip().partition("\n")[0])
