"""What a reference may be written as, and which records it can mean."""

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

GLOBAL_KINDS = frozenset({"client", "project", "person"})
"""Kinds whose ids are unique in the whole workspace, wherever their files lie."""


def fold(text: str) -> str:
    """One spelling for ids and names that people and file systems take for the same."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def key_of(kind: str, scope: str, ident: str) -> str:
    return f"{kind}:{scope}/{ident}" if scope else f"{kind}:{ident}"


class Name(Struct, frozen=True):
    """A record as a reference sees it."""

    key: str
    kind: str
    scope: str
    id: str


class Scope(Struct, frozen=True):
    """From where a reference is looked up: the ids of its project and client, nearest first."""

    project: str = ""
    client: str = ""

    @property
    def ranks(self) -> Mapping[str, int]:
        """Scopes by nearness; everything else is far."""
        ranks = {"": 2}
        if self.client:
            ranks[fold(self.client)] = 1
        if self.project:
            ranks[fold(self.project)] = 0
        return ranks


FAR = 3
SHORTEST_PART = 3


class Found(Struct, frozen=True):
    """What a reference leads to: one record, or why not. `candidates` are the near or possible ones as references."""

    name: Name | None
    candidates: tuple[str, ...] = ()
    wrong_kind: bool = False
    by_person_name: bool = False
    ambiguous: bool = False
    """Whether each of the candidates fits; else they only look like what was written."""


@dataclass(slots=True)
class Directory:
    """All names of the ledger, by folded id; and the people by their full names."""

    by_id: dict[str, list[Name]] = field(default_factory=dict)
    by_person: dict[str, list[Name]] = field(default_factory=dict)

    def add(self, name: Name) -> None:
        self.by_id.setdefault(fold(name.id), []).append(name)

    def add_person(self, full_name: str, name: Name) -> None:
        self.by_person.setdefault(fold(" ".join(full_name.split())), []).append(name)

    def find(self, kind: str, scope: str, ident: str, targets: tuple[str, ...], here: Scope) -> Found:
        """The record that a reference with these parts means, seen from `here`.

        `targets` are the kinds that the field may hold, none for any. The nearest scope that knows the id decides:
        the own project, the own client, the workspace, then all others together.
        """
        known = self.by_id.get(fold(ident), ())
        if kind:
            known = [name for name in known if name.kind == kind]
        if scope:
            known = [name for name in known if fold(name.scope) == fold(scope)]
        fitting = [name for name in known if name.kind in targets] if targets else list(known)
        if not fitting and not kind and not scope and (not targets or "person" in targets):
            people = self.by_person.get(fold(" ".join(ident.split())), ())
            if len(people) == 1:
                return Found(people[0], by_person_name=True)
            if people:
                return Found(None, tuple(name.key for name in people), ambiguous=True)
        if not fitting:
            if known:
                return Found(None, tuple(name.key for name in known), wrong_kind=True)
            return Found(None, self.near(ident, targets))
        if len(fitting) == 1:
            return Found(fitting[0])
        ranks = here.ranks
        nearest = min(ranks.get(fold(name.scope), FAR) for name in fitting)
        closest = [name for name in fitting if ranks.get(fold(name.scope), FAR) == nearest]
        if len(closest) == 1:
            return Found(closest[0])
        return Found(None, tuple(sorted(name.key for name in closest)), ambiguous=True)

    def near(self, ident: str, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Up to three ids, or names of people, that look like the one written; only called for faults."""
        wanted: Callable[[Name], bool] = (lambda name: name.kind in targets) if targets else (lambda _name: True)
        ids = similar(fold(ident), (key for key, names in self.by_id.items() if any(map(wanted, names))))
        found = [next(name for name in self.by_id[key] if wanted(name)).id for key in ids]
        if not found and (not targets or "person" in targets):
            found = [self.by_person[key][0].id for key in similar(fold(ident), self.by_person)]
        return tuple(dict.fromkeys(found))[:3]


def similar(word: str, words: Iterable[str]) -> list[str]:
    """Up to three of the words that look like `word`; those of a wildly different length are not compared.

    Where none does: those that begin with it, or hold it after a hyphen, the shortest first.
    """
    words = list(words)
    close = [other for other in words if abs(len(other) - len(word)) <= 1 + len(word) // 3]
    found = difflib.get_close_matches(word, close[:20_000], n=3, cutoff=0.72)
    if found or len(word) < SHORTEST_PART:
        return found
    return sorted((other for other in words if f"-{other}".find(f"-{word}") >= 0), key=lambda other: (len(other), other))[:3]
