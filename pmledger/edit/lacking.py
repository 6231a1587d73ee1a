"""What a state of a record still lacks."""

from pmledger.edit.wanted import Wanted
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.lifecycle import required_in
from pmledger.ledger.record import Record
from pmledger.rules.required import given


def still_missing(kind: KindSpec, record: Record, state: str, wanted: tuple[Wanted, ...]) -> tuple[FieldSpec, ...]:
    """The fields that a state calls for and that neither the record has nor anybody wants to set."""
    named = {one.field.name for one in wanted if one.value is not None}
    return tuple(
        field
        for field in kind.fields
        if not field.required
        and state in required_in(kind, field.name)
        and field.name not in named
        and field.default is None
        and not given(record, field.name)
    )
