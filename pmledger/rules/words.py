"""What a rule's sentence calls a record: by its kind and its state."""

from pmledger.ledger.record import Record
from pmledger.reader.terms import kind_term, state_term
from pmledger.rules.rule import Facts
from pmledger.source.term import Term


def kind_of(facts: Facts, record: Record) -> Term:
    return kind_term(facts.schema.kinds.get(record.kind, record.kind))


def state_of(record: Record) -> Term:
    return state_term(record.kind, record.status)
