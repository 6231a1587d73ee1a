"""What people call a revision: a name that git knows, or a day."""

import re
from datetime import date, datetime, timedelta, tzinfo
from difflib import get_close_matches

from pmledger.history.git import HistoryRefused
from pmledger.history.repository import Commit, Repository
from pmledger.source.message import Message, say

LONGEST = 500
MOST_NAMES = 5000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
OBJECT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def commit_named(repository: Repository, written: str, zone: tzinfo, day: date | None = None) -> Commit:
    """The commit that is meant by a branch, a tag, an id, any other name that git knows, or a day.

    A name of git's goes first; else a day (as written, or the `day` that the caller made of it) means the last commit
    before its end in the zone, along the first parents of where we are. Raises HistoryRefused, with names that look
    alike.
    """
    found = object_named(repository, written)
    if found:
        return repository.commit(found)
    asked = day or day_of(written)
    if asked is not None:
        return last_on(repository, asked, zone)
    raise HistoryRefused(no_such(repository, written))


def object_named(repository: Repository, written: str) -> str:
    """The id of the commit that git knows by a name, or ""."""
    if not written.strip() or len(written) > LONGEST or any(ord(sign) < 32 for sign in written):
        return ""
    name = f"{written}^{{commit}}"
    answer = repository.git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    found = answer.stdout.strip()
    return found.decode("ascii") if answer.returncode == 0 and OBJECT.fullmatch(found) else ""


def day_of(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if DAY.fullmatch(written) else None
    except ValueError:
        return None


def last_on(repository: Repository, day: date, zone: tzinfo) -> Commit:
    """The last commit before the end of a day, along the first parents of where we are."""
    head = head_of(repository)
    end = end_of(day, zone)
    words = ("rev-list", "--max-count=1", "--first-parent", f"--min-age={end - 1}", head)
    found = repository.git.ask(*words).strip().decode("ascii")
    if found:
        return repository.commit(found)
    raise HistoryRefused(before_all(repository, day, zone))


def head_of(repository: Repository) -> str:
    found = object_named(repository, "HEAD")
    if not found:
        raise HistoryRefused(say("the repository has no commit yet, so nothing is known of earlier days"))
    return found


def end_of(day: date, zone: tzinfo) -> int:
    """The first second after a day in a time zone, as git counts them."""
    try:
        following = day + timedelta(days=1)
        return int(datetime(following.year, following.month, following.day, tzinfo=zone).timestamp())
    except (OverflowError, OSError, ValueError):
        raise HistoryRefused(say("{day} is no day that git can look for", day=day)) from None


def before_all(repository: Repository, day: date, zone: tzinfo) -> Message:
    """That the history begins later, with its first day."""
    words = ("rev-list", "--first-parent", "--max-parents=0", head_of(repository))
    roots = repository.git.ask(*words).decode("ascii").split()
    if not roots:
        return say("there is no commit up to {day}", day=day)
    first = repository.commit(roots[-1]).day(zone)
    if repository.shallow:
        return say(
            "there is no commit up to {day}: this copy of the repository begins on {first}; git fetch --unshallow brings "
            "the rest",
            day=day, first=first,
        )  # fmt: skip
    return say("there is no commit up to {day}: the history begins on {first}", day=day, first=first)


def no_such(repository: Repository, written: str) -> Message:
    """That git knows no such revision, and what may have been meant."""
    if not object_named(repository, "HEAD"):
        return say("the repository has no commit yet, so there is no revision {given}", given=written)
    near = get_close_matches(written, names_of(repository), n=3, cutoff=0.6)
    if near:
        return say("git knows no revision {given}; did you mean {candidates}?", given=written, candidates=", ".join(near))
    if repository.shallow:
        return say("git knows no revision {given}; this copy of the repository lacks its older commits", given=written)
    return say(
        "git knows no revision {given}; name a branch, a tag, a commit or a day such as 2026-03-01", given=written
    )


def names_of(repository: Repository) -> list[str]:
    """The branches and tags of a repository, at most a few thousand."""
    words = ("for-each-ref", f"--count={MOST_NAMES}", "--format=%(refname)", "refs/heads", "refs/tags", "refs/remotes")
    lines = repository.git.ask(*words).decode("utf-8", "replace").splitlines()
    return [line.split("/", 2)[2] for line in lines if line.count("/") >= 2]
