"""Which person is meant."""

from pmledger.ledger.ledger import Ledger
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import say
from pmledger.source.term import Listed


def person_named(ledger: Ledger, written: str) -> str:
    """The key of the person with this id or full name; raises QuestionRefused with candidates."""
    found = ledger.resolve(written, ("person",))
    if found.name is not None:
        return found.name.key
    if found.candidates and not found.wrong_kind:
        raise QuestionRefused(
            say("nobody is called {given}; did you mean {candidates}?", given=written,
                candidates=Listed(found.candidates))
        )  # fmt: skip
    raise QuestionRefused(say("nobody is called {given}", given=written))
