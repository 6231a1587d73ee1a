"""Which figures the site keeps to itself: those that would tell what one person costs or is billed at."""

from pmledger.analysis.figure import Figure
from pmledger.site.book import Book

RATES = frozenset({"cost_rate", "bill_rate"})
"""Restricted fields of which sums over several people may tell."""
INDICES = frozenset({"cpi", "tcpi_bac", "tcpi_eac"})
"""Figures without a unit by which an amount is divided that is withheld."""


def is_withheld(book: Book, figure: Figure) -> bool:
    """Whether a figure would tell what one person costs or is billed at: the rates of just one person went into it.

    A share of an amount that is shown tells it as well as the sum does.
    """
    telling = len(figure.unit) == 3 or figure.unit == "%" or figure.name in INDICES
    return telling and (figure.apart or len(rates_behind(book, figure)) == 1)


def rates_behind(book: Book, figure: Figure, deepest: int = 7) -> frozenset[str]:
    """The people whose rates went into a figure, itself or by other figures."""
    found: set[str] = set()
    for given in figure.inputs:
        if given.field in RATES:
            found.add(given.record)
        elif given.figure is not None and deepest and (inner := book.conclusions.figures.get(given.figure)) is not None:
            found |= rates_behind(book, inner, deepest - 1)
    return frozenset(found)
