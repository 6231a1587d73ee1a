"""What a command that looked at a workspace exits with."""

from pmledger.cli.ending import FAULTS, INTERNAL
from pmledger.source.diagnostic import Severity
from pmledger.workspace.faults import INTERNAL_FAULT
from pmledger.workspace.snapshot import Snapshot


def exit_code(snapshot: Snapshot, *, strict: bool) -> int:
    """1 with errors (with `strict` warnings too), 70 where pmledger itself failed, else 0."""
    if any(fault.code == INTERNAL_FAULT.code for fault in snapshot.diagnostics):
        return INTERNAL
    counts = snapshot.counts
    return FAULTS if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]) else 0
