"""What a rule is, and what it is given."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from pmledger.analysis.conclude import Conclusions
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.ledger import Ledger
from pmledger.source.diagnostic import Diagnostic, Fault, Severity


class Facts(Struct, frozen=True, eq=False):
    """All that a rule may look at: the joined ledger, what is concluded from it, and the day it is looked at.

    `horizon` is the latest day that can have happened: `as_of`, or today when an earlier day is looked at. `files` are
    the paths of all files of the workspace, `digests` the SHA-256 of those that a document states a checksum for.
    """

    ledger: Ledger
    schema: Schema
    settings: Settings
    as_of: date
    conclusions: Conclusions
    horizon: date
    files: frozenset[str] = frozenset()
    digests: Mapping[str, str] = field(default_factory=dict)


Check = Callable[[Facts, Fault], Iterable[Diagnostic]]


class Rule(Struct, frozen=True):
    """An objection: its fault, explained by the docstring of the function that finds it.

    `by_state` tells that it goes by the state that records begin with. It says nothing of a record whose state is
    misspelt: that one counts as being in its first state, which nobody wrote.
    """

    fault: Fault
    check: Check
    by_state: bool = False


def rule(code: str, name: str, severity: Severity, check: Check, *, by_state: bool = False) -> Rule:
    """A rule whose published explanation is the docstring of its function."""
    lines = (check.__doc__ or "").strip().splitlines()
    return Rule(Fault(code, name, severity, "\n".join(line.strip() for line in lines)), check, by_state)
