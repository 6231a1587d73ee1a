"""Who is at the keyboard, as git knows it."""

from collections.abc import Callable, Iterable

from pmledger.history.git import own_setting
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import say
from pmledger.workspace.snapshot import Snapshot


def me(snapshot: Snapshot) -> str:
    """The key of the person whose mail address git knows; raises QuestionRefused when there is none."""
    address = own_setting(snapshot.root, "user.email")
    if not address:
        raise QuestionRefused(say("@me is the person with git's mail address, and git has no user.email"))
    for person in snapshot.ledger.of("person"):
        if person.text("email").casefold() == address.casefold():
            return person.key
    raise QuestionRefused(
        say("@me is the person with git's mail address, and nobody here has {address}", address=address)
    )


def my_id(snapshot: Snapshot, assignments: Iterable[str]) -> str:
    """The id that `@me` stands for, when any assignment says it; else ""."""
    return me(snapshot).rpartition(":")[2] if any("@me" in text for text in assignments) else ""


def me_if_known(snapshot: Snapshot) -> str:
    """The id of the person at the keyboard, or "" when git or the ledger does not know them."""
    try:
        return me(snapshot).rpartition(":")[2]
    except QuestionRefused:
        return ""


def me_of(snapshot: Snapshot) -> Callable[[], str]:
    """Asks git only when somebody says @me."""
    return lambda: me(snapshot)
