"""What follows from some changes: everything watched that has another value, the gravest first."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.comparison.reach import Reach
from pmledger.analysis.comparison.side import Side
from pmledger.analysis.comparison.watched import WATCHED, Amount, Watch, pairs_of
from pmledger.analysis.health import Rag

COLOURS = {Rag.GREEN: 0, Rag.GREY: 1, Rag.AMBER: 2, Rag.RED: 3}
LEVELS = {"low": 0, "medium": 1, "moderate": 1, "high": 2, "critical": 3, "extreme": 3}
GOOD_STATES = frozenset({"closed", "approved", "implemented", "resolved", "paid", "won", "accepted"})
BAD_STATES = frozenset({"occurred", "escalated", "lost", "on_hold"})
COSTLY = frozenset({"cost", "exposure", "spent"})
"""Amounts of which more is worse; of the others more is better, or neither."""
NEUTRAL = frozenset({"agreed_finish", "bac", "spent", "receivable", "contract_value"})


class Consequence(Struct, frozen=True):
    """Something that stands otherwise: what, of whom, how it stood and stands, and whether that is worse (None: neither).

    `subject` is the present key and `was` the earlier one; `size` orders those of one sort, the largest first.
    """

    watch: Watch
    subject: str
    was: str
    before: object
    after: object
    worse: bool | None
    size: Fraction

    @property
    def order(self) -> tuple[int, int, Fraction, str]:
        grade = {True: 0, None: 1, False: 2}[self.worse]
        return max(grade, int(self.slight)), RANK[self.watch.name], -self.size, self.subject

    @property
    def slight(self) -> bool:
        """Whether an amount moved by less than a hundredth of what it was: told, but not first."""
        old, new = self.before, self.after
        return isinstance(old, Amount) and isinstance(new, Amount) and abs(new.number - old.number) * 100 < abs(old.number)


RANK = {name: at for at, name in enumerate(dict.fromkeys(one.name for one in WATCHED))}


def consequences(before: Side, after: Side, renames: Mapping[str, str], reach: Reach) -> list[Consequence]:
    """All that stands otherwise, in their order. `renames` are present keys by earlier ones."""
    back = {now: was for was, now in renames.items()}
    found = [
        one
        for watch in WATCHED
        for was, now in pairs_of(watch, before, after, lambda key: back.get(key, key), reach.has)
        if (one := between(watch, before, after, (was, now), renames)) is not None
    ]
    return sorted(found, key=lambda one: one.order)


def between(
    watch: Watch, before: Side, after: Side, keys: tuple[str, str], renames: Mapping[str, str]
) -> Consequence | None:
    was, now = keys
    old, new = renamed(watch.at(before, was), renames), watch.at(after, now)
    if old == new or (watch.name in ONLY_KNOWN and (old is None or new is None)) or (watch.name in NEWS and new not in NEWS[watch.name]):
        return None
    return Consequence(watch, now, was, old, new, worse_of(watch.name, old, new), size_of(old, new))


ONLY_KNOWN = frozenset({"level", "late_promises", "endangered_promises", "late_actions", "overbooked", "left_behind"})
"""What is not told where it was or is unknown: a risk that is closed has no level, and its state says so."""
NEWS = {"state": GOOD_STATES | BAD_STATES | {"rejected", "void", "withdrawn", "cancelled", "deferred"}}
"""Values without which a change is none to tell."""


def renamed(value: object, renames: Mapping[str, str]) -> object:
    """A set of keys by what the records are called now."""
    return frozenset(renames.get(str(one), one) for one in value) if isinstance(value, frozenset) else value


def worse_of(name: str, old: object, new: object) -> bool | None:
    """Whether what is now is worse than what was; None where it is neither, or nobody can say."""
    if name == "state":
        return True if new in BAD_STATES else False if new in GOOD_STATES else None
    if name in NEUTRAL or old is None or new is None:
        return None
    if isinstance(old, date) and isinstance(new, date):
        return new > old
    if isinstance(old, Amount) and isinstance(new, Amount):
        return (new.number > old.number) is (name in COSTLY)
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        return bool(new - old)
    if isinstance(old, Rag) and isinstance(new, Rag):
        return COLOURS.get(new, 0) > COLOURS.get(old, 0)
    if name == "level":
        return LEVELS.get(str(new), 0) > LEVELS.get(str(old), 0)
    return new == "beyond"


def size_of(old: object, new: object) -> Fraction:
    """How far it moved: days, an amount, how many."""
    if isinstance(old, date) and isinstance(new, date):
        return Fraction(abs((new - old).days))
    if isinstance(old, Amount) and isinstance(new, Amount):
        return abs(new.number - old.number)
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        return Fraction(len(new ^ old))
    if isinstance(new, Rag):
        return Fraction(COLOURS.get(new, 0))
    return Fraction(LEVELS.get(str(new), 0))
