"""Every fault that can be reported, by code."""

from collections.abc import Mapping
from functools import cache

from pmledger.ledger.faults import FAULTS as LEDGER_FAULTS
from pmledger.reader.faults import FAULTS as READER_FAULTS
from pmledger.rules.rules import RULES
from pmledger.source.diagnostic import Fault
from pmledger.workspace.faults import FAULTS as WORKSPACE_FAULTS


@cache
def faults() -> Mapping[str, Fault]:
    """All faults in the order of their codes."""
    every = (*READER_FAULTS, *LEDGER_FAULTS, *(rule.fault for rule in RULES), *WORKSPACE_FAULTS)
    return {fault.code: fault for fault in sorted(every, key=lambda fault: fault.code)}
