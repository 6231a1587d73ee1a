"""Close a record: bring it into a state in which nothing more is to be done, with all that this state requires."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from pmledger.edit.lacking import still_missing
from pmledger.edit.lookup import find_record, scope_of
from pmledger.edit.refusal import EditRefused
from pmledger.edit.set_fields import Edited, write_fields
from pmledger.edit.wanted import Wanted, wanted_of, written_form
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.lifecycle import gates_passed, legal_move, required_in
from pmledger.ledger.record import Record
from pmledger.reader.terms import kind_term, listed, state_term, term_of
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.workspace.snapshot import Snapshot

USUAL = (
    "closed",
    "done",
    "completed",
    "held",
    "paid",
    "accepted",
    "achieved",
    "kept",
    "decided",
    "approved",
    "delivered",
)
OPEN_QUESTION = frozenset(("goal", "opportunity"))
"""Kinds that end in success or failure: which of them it was, is for the person to say."""


class Missing(EditRefused):
    """The state asks for fields that nobody has given yet; nothing was written."""

    def __init__(self, record: Record, state: str, fields: tuple[FieldSpec, ...]) -> None:
        names = Listed(tuple(term_of(field) for field in fields))
        reached = state_term(record.kind, state)
        super().__init__(
            say("to be {state}, {record} needs {fields}; give them with --set FIELD=VALUE",
                state=reached, record=record.id, fields=names)
        )  # fmt: skip
        self.record = record
        self.state = state
        self.fields = fields


def close(snapshot: Snapshot, ref: str, *, state: str = "", assignments: Iterable[str] = (), me: str = "") -> Edited:
    """Bring the record that `ref` means into its closing state, or into `state`, and write its file.

    Dates that this step asks for are the snapshot's day unless an assignment says otherwise. Raises Missing with the
    fields that are still needed, EditRefused when the kind does not allow the step; then nothing is written.
    """
    record = find_record(snapshot, ref)
    kind = snapshot.schema.kinds[record.kind]
    target = closing_state(snapshot, kind, record, state)
    refuse_unpaid(snapshot, kind, record, target)
    asked = wanted_of(snapshot, kind, assignments, scope_of(record), me)
    wanted = (_status(kind, target), *asked, *_dates(snapshot.as_of, kind, record, target, asked))
    lacking = still_missing(kind, record, target, wanted)
    if lacking:
        raise Missing(record, target, lacking)
    return write_fields(snapshot, record, wanted)


def refuse_unpaid(snapshot: Snapshot, kind: KindSpec, record: Record, state: str) -> None:
    """An invoice is paid by its payments, whose days and amounts nobody but the writer knows."""
    payments = kind.field("payments")
    if kind.name == "invoice" and state == "paid" and payments is not None and not record.written("payments"):
        form = written_form(payments, chinese=snapshot.schema.dialect.chinese)
        raise EditRefused(
            say("{record} has no payments; write in {path} what was paid, as {form}, and then close it",
                record=record.id, path=record.path, form=form)
        )  # fmt: skip


def closing_state(snapshot: Snapshot, kind: KindSpec, record: Record, asked: str = "") -> str:
    """The state that closes a record: the one asked for, else the usual one of its kind."""
    if asked:
        state = snapshot.schema.state_key(kind.name, asked.strip().replace("-", "_"))
        if state is None:
            raise EditRefused(
                say("{state} is not a state of {kind}; its states are {states}",
                    state=asked, kind=kind_term(kind), states=_states(kind, kind.states)),
                kind.states,
            )  # fmt: skip
    else:
        state = _usual(kind, record)
    if state == record.status:
        raise EditRefused(say("{record} is {state} already", record=record.id, state=state_term(kind.name, state)))
    if not legal_move(kind, record.status, state):
        raise EditRefused(
            say("{kind} {record} is {before} and cannot become {after} from there",
                kind=kind_term(kind), record=record.id, before=state_term(kind.name, record.status),
                after=state_term(kind.name, state))
        )  # fmt: skip
    return state


def _usual(kind: KindSpec, record: Record) -> str:
    if record.closed:
        stands = state_term(kind.name, record.status)
        raise EditRefused(say("{record} is {state} already", record=record.id, state=stands))
    if len(kind.closed_states) == 1:
        return kind.closed_states[0]
    usual = next((state for state in USUAL if state in kind.closed_states), None)
    if usual is None or kind.name in OPEN_QUESTION:
        raise EditRefused(
            say("{record} can be closed as {states}; say which with --as",
                record=record.id, states=_states(kind, kind.closed_states)),
            kind.closed_states,
        )  # fmt: skip
    return usual


def _states(kind: KindSpec, states: tuple[str, ...]) -> Listed:
    return listed(states, partial(state_term, kind.name))


def _status(kind: KindSpec, state: str) -> Wanted:
    field = kind.field("status")
    assert field is not None
    return Wanted(field, "=", state)


def _dates(as_of: date, kind: KindSpec, record: Record, state: str, wanted: tuple[Wanted, ...]) -> Iterable[Wanted]:
    """The days that the gates of this step ask for: they are passed today."""
    named = {one.field.name for one in wanted}
    gates = gates_passed(kind, record.status, state)
    for field in kind.fields:
        asked = state in required_in(kind, field.name) and gates.intersection(field.needed_in)
        if asked and field.type in {"date", "datetime"} and field.name not in named and not record.has(field.name):
            yield Wanted(field, "=", as_of.isoformat())
