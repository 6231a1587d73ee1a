"""Every fault that can be reported, by code."""

from collections.abc import Mapping
from functools import cache

from pmledger.kinds.words import candidates
from pmledger.ledger.faults import FAULTS as LEDGER_FAULTS
from pmledger.reader.faults import FAULTS as READER_FAULTS
from pmledger.rules.rules import RULES
from pmledger.show.refusal import QuestionRefused
from pmledger.source.diagnostic import Fault
from pmledger.source.message import say
from pmledger.workspace.faults import FAULTS as WORKSPACE_FAULTS


@cache
def faults() -> Mapping[str, Fault]:
    """All faults in the order of their codes."""
    every = (*READER_FAULTS, *LEDGER_FAULTS, *(rule.fault for rule in RULES), *WORKSPACE_FAULTS)
    return {fault.code: fault for fault in sorted(every, key=lambda fault: fault.code)}


def fault_named(text: str) -> Fault:
    """The fault with this code or name; raises QuestionRefused with candidates."""
    known = faults()
    wanted = text.strip()
    by_name = {fault.name: fault for fault in known.values()}
    found = known.get(wanted.upper()) or by_name.get(wanted.casefold())
    if found is not None:
        return found
    close = candidates(wanted, [*by_name, *(code.casefold() for code in known)])
    if close:
        named = ", ".join(one.upper() if one.upper() in known else one for one in close)
        raise QuestionRefused(say("{given} is not a code; did you mean {candidates}?", given=text, candidates=named))
    raise QuestionRefused(say("{given} is not a code; pmledger explain lists them all", given=text))
