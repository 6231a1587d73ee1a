"""The days on which a workspace is looked at again, each with the commit that held then."""

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo

from msgspec import Struct

from pmledger.history.git import HistoryRefused
from pmledger.history.repository import Commit, Repository
from pmledger.history.revisions import head_of
from pmledger.source.message import say

STEPS = ("month", "week", "commit")
MOST = 600
"""Looks that one answer may take."""


class Look(Struct, frozen=True):
    """A day, and the commit whose files held at its end."""

    day: date
    commit: str


def looks(repository: Repository, since: date | None, until: date, step: str, zone: tzinfo) -> tuple[Look, ...]:
    """The looks before `until`, the oldest first: at the end of each month or week since the first commit, or at each commit.

    Along the first parents of where we are, of the commits that touched the workspace. Raises HistoryRefused where
    there would be too many.
    """
    made = [(moment_day(moment, zone), commit) for moment, commit in line_of(repository)]
    made = [(on, commit) for on, commit in made if on < until]
    if not made:
        return ()
    first = max(since, made[0][0]) if since else made[0][0]
    days = [on for on, _ in made if on >= first] if step == "commit" else list(ends(first, until, step))
    if len(days) > MOST:
        raise HistoryRefused(say("that would be {count} looks; take a longer --step or a later --since", count=len(days)))
    if step == "commit":
        return tuple(Look(on, commit) for on, commit in made if on >= first)
    found, at = [], 0
    for day in days:
        while at + 1 < len(made) and made[at + 1][0] <= day:
            at += 1
        if made[at][0] <= day:
            found.append(Look(day, made[at][1]))
    return tuple(found)


def line_of(repository: Repository) -> list[tuple[int, str]]:
    """Second and id of each commit that touched the workspace, the oldest first; times never run backwards."""
    words = ("rev-list", "--first-parent", "--timestamp", head_of(repository), "--", ".")
    pairs = [line.split() for line in repository.git.ask(*words).decode("ascii", "replace").splitlines()]
    found: list[tuple[int, str]] = []
    for moment, commit in reversed(pairs):
        found.append((max(int(moment), found[-1][0] if found else 0), commit))
    return found


def moment_day(moment: int, zone: tzinfo) -> date:
    return Commit("", (), moment, "", "").day(zone)


def ends(first: date, until: date, step: str) -> Iterator[date]:
    """The last days of the months or weeks from the one of `first` on, as long as they lie before `until`."""
    day = first
    while True:
        if step == "week":
            day += timedelta(days=6 - day.weekday())
        else:
            following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
            day = following - timedelta(days=1)
        if day >= until:
            return
        yield day
        day += timedelta(days=1)
