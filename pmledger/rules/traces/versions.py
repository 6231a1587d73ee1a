"""What was replaced, and still claims to hold."""

from collections.abc import Iterator, Mapping

from pmledger.ledger.record import Record
from pmledger.reader.terms import state_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say

IN_FORCE: Mapping[str, str] = {"decision": "decided", "document": "published"}


def superseded_in_force(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A decision in force supersedes another one that still counts as decided too.

    Who finds the older one believes that it holds.

    Set the older one to `superseded`.
    """
    yield from both_in_force(facts, fault, "decision", "superseded")


def second_version(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Two versions of a document are published at once.

    A published document supersedes another one that is published as well; whoever opens the older one works by it.

    Set the older one to `obsolete`.
    """
    yield from both_in_force(facts, fault, "document", "obsolete")


def both_in_force(facts: Facts, fault: Fault, kind: str, cure: str) -> Iterator[Diagnostic]:
    for newer in facts.ledger.of(kind):
        older = facts.ledger.get(newer.target("supersedes"))
        if older is not None and newer.status == older.status == IN_FORCE[kind]:
            yield both(fault, older, newer, cure)


def both(fault: Fault, older: Record, newer: Record, cure: str) -> Diagnostic:
    return fault.at(
        older.place("status"),
        say("“{title}” is {status}, but “{newer}”, which is {status} too, supersedes it",
            title=older.title, status=state_of(older), newer=newer.title),
        found=older.status,
        help=say("write status: {status}", status=state_term(older.kind, cure)),
        related=(pointer(newer, say("the newer one says so here"), "supersedes"),),
        record=older.key,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM287", "superseded-in-force", Severity.WARNING, superseded_in_force),
    rule("PM288", "second-version", Severity.WARNING, second_version),
)
