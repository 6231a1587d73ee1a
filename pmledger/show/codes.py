"""The fault that a person means by a code or a name."""

from pmledger.kinds.words import candidates
from pmledger.show.refusal import QuestionRefused
from pmledger.source.diagnostic import Fault
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.workspace.codes import faults


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
        named = Listed(tuple(one.upper() if one.upper() in known else one for one in close))
        raise QuestionRefused(say("{given} is not a code; did you mean {candidates}?", given=text, candidates=named))
    raise QuestionRefused(say("{given} is not a code; pmledger explain lists them all", given=text))
