"""What would be if: fields set in memory and everything reckoned anew, nothing written."""

from collections.abc import Iterable

from pmledger.edit.encoded import encoded
from pmledger.edit.lookup import find_record, scope_of
from pmledger.edit.refusal import EditRefused
from pmledger.edit.rehearsal import rehearse
from pmledger.edit.set_fields import edited_text
from pmledger.edit.wanted import wanted_of
from pmledger.source.message import say
from pmledger.workspace.snapshot import Snapshot


def suppose(snapshot: Snapshot, assignments: Iterable[str]) -> Snapshot:
    """The snapshot as it would be with `apollo/build.duration=5d` and the like, one after the other.

    What stands before the last dot is the record, behind it what `set` takes. Raises EditRefused as `set` does.
    """
    for text in assignments:
        written, equals, value = text.partition("=")
        ref, dot, field = written.rpartition(".")
        if not (ref and dot and field.strip() and equals):
            raise EditRefused(say("{text} is not of the form REF.field=value", text=text))
        record = find_record(snapshot, ref.strip())
        kind = snapshot.schema.kinds[record.kind]
        wanted = wanted_of(snapshot, kind, (f"{field.strip()}={value}",), scope_of(record))
        after = encoded(record.source, edited_text(snapshot, record, wanted), snapshot.settings)
        snapshot = rehearse(snapshot, {record.source.path: after})
    return snapshot
