"""What was learnt before in a situation like that of a new record, as lines beside its place."""

from pmledger.analysis.resemblance import Match, Situation, memory_of, seen_before
from pmledger.source.message import Message, say
from pmledger.workspace.snapshot import Snapshot

SITUATIONS = frozenset({"risk", "issue", "project", "client", "change", "opportunity", "requirement", "assumption"})
"""Kinds whose records begin something that may have gone right or wrong before."""
MOST = 3


def lines(snapshot: Snapshot, kind: str, situation: Situation) -> tuple[Message, ...]:
    """A line for each of the lessons and articles that fit best, with what the two have in common."""
    if kind not in SITUATIONS:
        return ()
    ledger = snapshot.ledger
    memory = memory_of((*ledger.of("lesson"), *ledger.of("article")), ledger)
    return tuple(line(match) for match in seen_before(situation, memory, MOST))


def line(match: Match) -> Message:
    common = ", ".join((*match.words, *match.tags, *((match.category,) if match.category else ())))
    return say("seen before: {title} ({path}; in common: {words})", title=match.record.title, path=match.record.path,
               words=common)  # fmt: skip
