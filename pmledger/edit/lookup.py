"""Which record a person means by a reference typed on the command line."""

from pmledger.edit.refusal import EditRefused
from pmledger.kinds.reference import parse_ref
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.names import Directory, Found, Name, Scope
from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.workspace.snapshot import Snapshot


def directory_of(ledger: Ledger) -> Directory:
    """All names of a ledger, ready to be looked up."""
    directory = Directory()
    for record in ledger.records:
        name = Name(record.key, record.kind, record.scope, record.id)
        directory.add(name)
        if record.kind == "person":
            directory.add_person(record.title, name)
    return directory


def look_up(snapshot: Snapshot, ref: str, targets: tuple[str, ...] = (), here: Scope | None = None) -> Found:
    """What a reference means in this workspace."""
    parts = parse_ref(ref)
    meant = snapshot.schema.kind_meant(parts.kind) if parts.kind else None
    kind = meant.name if meant is not None else parts.kind or ""
    return directory_of(snapshot.ledger).find(kind, parts.scope or "", parts.id, targets, here or Scope())


def find_record(snapshot: Snapshot, ref: str) -> Record:
    """The record that a reference, or the path of its file, means.

    Raises EditRefused with the candidates when there is none or more than one.
    """
    by_path = [record for record in snapshot.ledger.records if record.path == ref and record.form is Form.FILE]
    if by_path:
        return by_path[0]
    found = look_up(snapshot, ref)
    if found.name is not None:
        return snapshot.ledger.by_key[found.name.key]
    if found.ambiguous:
        raise EditRefused(
            say("{ref} could be any of {candidates}", ref=ref, candidates=Listed(found.candidates)), found.candidates
        )
    if found.candidates:
        raise EditRefused(
            say(
                "no record is called {ref}; did you mean {candidates}?", ref=ref, candidates=Listed(found.candidates)
            ),
            found.candidates,
        )
    raise EditRefused(say("no record is called {ref}", ref=ref))


def scope_of(record: Record) -> Scope:
    """From where the references of a record are looked up."""
    return Scope(record.project.rpartition(":")[2], record.client.rpartition(":")[2])
