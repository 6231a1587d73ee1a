"""Which figures the site keeps to itself: those that would tell what one person costs or is billed at."""

from functools import lru_cache

from pmledger.analysis.figure import Figure
from pmledger.ledger.ledger import Ledger
from pmledger.site.book import Book

RATES = frozenset({"cost_rate", "bill_rate"})
"""Restricted fields of which sums over several people may tell."""
INDICES = frozenset({"cpi", "tcpi_bac", "tcpi_eac"})
"""Figures without a unit by which an amount is divided that is withheld."""
DEEPEST = 7


def is_withheld(book: Book, figure: Figure) -> bool:
    """Whether a figure would tell what one person costs or is billed at, itself or with the figures beside it."""
    return keeps_rates(book.ledger) and is_telling(figure) and (figure.apart or len(told_by(book, figure)) == 1)


@lru_cache(maxsize=2)
def keeps_rates(ledger: Ledger) -> bool:
    """Whether any rate is written down; without one no figure can tell of it, and none is looked through."""
    own = any(person.has(field) for person in ledger.of("person") for field in RATES)
    return own or any(project.has("rates") for project in ledger.of("project"))


def is_telling(figure: Figure) -> bool:
    """Whether a figure is an amount, or a share by which one can be reckoned."""
    return len(figure.unit) == 3 or figure.unit == "%" or figure.name in INDICES


def told_by(book: Book, figure: Figure, deepest: int = DEEPEST) -> frozenset[str]:
    """The people whose rates a figure tells of together.

    Its own, and those of what went into it that is withheld: whoever knows a sum and all else that went into it knows the
    rest as well. What is shown anyway adds nothing.
    """
    found: set[str] = set()
    for given in figure.inputs:
        if given.field in RATES:
            found.add(given.record)
        elif given.figure is not None and deepest and (inner := book.conclusions.figures.get(given.figure)) is not None:
            people = told_by(book, inner, deepest - 1)
            if inner.apart or len(people) == 1 or not is_telling(inner):
                found |= people
    return frozenset(found)
