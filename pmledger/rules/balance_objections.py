"""A reconciliation that does not agree, said as a diagnostic that names both sides and their places."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.balance.reconciliation import Addend, Reconciliation, Relation, Side, shown, size
from pmledger.kinds.values import Money
from pmledger.rules.rule import Facts
from pmledger.source.diagnostic import Diagnostic, Fault, Related
from pmledger.source.message import Message, say
from pmledger.source.span import Span

MOST_RELATED = 10
"""How many places of addends a diagnostic names beside the two sides."""


def objections(facts: Facts, fault: Fault, row: int, cure: Message | None = None) -> Iterator[Diagnostic]:
    """Every reconciliation of a row that does not agree; `cure` says in one line how it is mended."""
    for found in facts.conclusions.balance:
        if found.row == row and found.disputed:
            yield objection(facts, fault, found, cure)


def objection(facts: Facts, fault: Fault, found: Reconciliation, cure: Message | None = None) -> Diagnostic:
    amount = shown(found.left.value, moves=found.moves)
    return fault.at(
        found.left.place,
        sentence(found),
        found="" if found.withheld or amount is None else str(amount),
        help=cure,
        related=tuple(related(facts, found)),
        record=found.subject,
        severity=found.severity,
    )


def sentence(found: Reconciliation) -> Message:
    """Both sides with their amounts, the difference, and where each was written."""
    places = {"place": line_of(found.left.place), "there": line_of(found.right.place)}
    if found.sentence is not None and places["place"] == places["there"]:
        return say("{sentence} ({place})", sentence=found.sentence, place=places["place"])
    if found.sentence is not None:
        return say("{sentence} ({place} ↔ {there})", sentence=found.sentence, **places)
    given = {
        "left": found.left.label,
        "right": found.right.label,
        "other": shown(found.right.value, moves=found.moves),
        **places,
    }
    if found.withheld:
        return say("{left} ({place}) are worth more than {right} {other} ({there})", **given)
    given |= {
        "amount": shown(found.left.value, moves=found.moves),
        "difference": shown(size(found.difference)),
    }
    match found.relation:
        case Relation.AT_MOST if isinstance(found.left.value, date):
            return say("{left} {amount} ({place}) is {difference} later than {right} {other} ({there})", **given)
        case Relation.AT_MOST:
            return say("{left} {amount} ({place}) > {right} {other} ({there}): {difference} too much", **given)
        case Relation.AT_LEAST:
            return say("{left} {amount} ({place}) < {right} {other} ({there}): {difference} too little", **given)
        case Relation.EQUAL:
            return say("{left} {amount} ({place}) ≠ {right} {other} ({there}): {difference} unexplained", **given)


def line_of(place: Span) -> str:
    """A place as it stands in a sentence: path and line."""
    return f"{place.path}:{place.line}"


def related(facts: Facts, found: Reconciliation) -> Iterator[Related]:
    """The other side, and the records that both sides add up."""
    yield Related(found.right.place, say("the other side is here"))
    if found.withheld:
        return
    seen = {found.left.place, found.right.place}
    for side in (found.left, found.right):
        for place, message in addends(facts, side):
            if place not in seen and len(seen) < MOST_RELATED + 2:
                seen.add(place)
                yield Related(place, message)


def addends(facts: Facts, side: Side) -> Iterator[tuple[Span, Message]]:
    for one in side.addends[:MOST_RELATED]:
        record = facts.ledger.get(one.record)
        if record is not None:
            yield record.place(*one.path), addend_said(one)


def addend_said(one: Addend) -> Message:
    """A record's part of a sum; what is taken off says so in a word."""
    if isinstance(one.value, Money) and one.value.amount < 0 and one.taken_off:
        amount = Money(-one.value.amount, one.value.currency)
        return say("less {label}: {amount}", label=one.label, amount=amount)
    return say("{label}: {amount}", label=one.label, amount=one.value)
