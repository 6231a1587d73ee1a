"""Which person is meant."""

from pmledger.ledger.ledger import Ledger
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import say


def person_named(ledger: Ledger, written: str) -> str:
    """The key of the person with this id or full name; raises QuestionRefused with candidates."""
    found = ledger.resolve(written, ("person",))
    if found.name is not None:
        return found.name.key
    if found.candidates and not found.wrong_kind:
        candidates = ", ".join(found.candidates)
        raise QuestionRefused(
            say("nobody is called {given}; did you mean {candidates}?", given=written, candidates=candidates)
        )
    raise QuestionRefused(say("nobody is called {given}", given=written))
