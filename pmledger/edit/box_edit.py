"""Edits of a check box: its tick, and the marks on its line (`@person`, `due:`, `done:`)."""

import re

from pmledger.edit.refusal import EditRefused
from pmledger.edit.wanted import Wanted
from pmledger.edit.yaml_span import Splice
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term, kind_term, state_term
from pmledger.source.message import say

MARKS = {"owner": "@", "due": "due:", "done_on": "done:", "kept_on": "done:"}
TICKED = frozenset(("done", "kept"))
_VALUE = re.compile(r"[^\s,;)）]+\Z")


def box_splice(record: Record, wanted: Wanted) -> Splice | None:
    """The edit of one field of a check box, None when it says so already.

    Raises EditRefused for fields that a check box cannot hold.
    """
    name = wanted.field.name
    if name == "status":
        return _tick(record, wanted.value)
    if name not in MARKS or not isinstance(wanted.value, str | None):
        raise EditRefused(
            say(
                "a check box has no {field}; write this {kind} as a file of its own",
                field=field_term(record.kind, name),
                kind=kind_term(record.kind),
            )
        )
    pair = record.node.pair(name)
    if wanted.value is None:
        return _unmark(record, pair.key.start, pair.value.end) if pair else None
    if not _VALUE.match(wanted.value):
        raise EditRefused(say("{value} cannot stand in a check box", value=wanted.value))
    if pair is not None:
        return Splice(pair.value.start, pair.value.end, wanted.value)
    end = record.start + len(record.source.text[record.start : record.end].rstrip())
    return Splice(end, end, f" {MARKS[name]}{wanted.value}")


def _tick(record: Record, state: object) -> Splice | None:
    if state not in TICKED and state not in {None, "open"}:
        raise EditRefused(
            say("a check box is ticked or not; to make it {state}, write this {kind} as a file of its own",
                state=state_term(record.kind, str(state)), kind=kind_term(record.kind))
        )  # fmt: skip
    at = record.source.text.rfind("[", 0, record.start) + 1
    ticked = record.source.text[at] != " "
    if ticked == (state in TICKED):
        return None
    return Splice(at, at + 1, " " if ticked else "x")


def _unmark(record: Record, start: int, end: int) -> Splice:
    """Take a mark away with the blank before it."""
    before = record.source.text[:start]
    return Splice(start - (len(before) - len(before.rstrip(" \t"))), end, "")
