"""Reviews of people: what the ratings of their objectives come to. No page tells it; only who asks for a review sees it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.standing import as_number
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say


def review_figures(ledger: Ledger) -> Iterator[Figure]:
    for review in ledger.of("performance_review"):
        yield figure("performance_review", "weighted_score", review.key, weighted_score(review))


def weighted_score(review: Record) -> Result:
    """The mean of the ratings by their weights, from 1 to 5; where no objective has a weight all count the same."""
    parts = review.items("objectives")
    rows = [(str(part.get("goal") or ""), as_number(part.get("weight")), as_number(part.get("rating"))) for part in parts]
    even = all(weight is None for _, weight, _ in rows)
    inputs = tuple(
        Input(label_of(goal, weight), rating, review.key, "objectives", at=at) for at, (goal, weight, rating) in enumerate(rows)
    )
    ratings = [rating for _, _, rating in rows if rating is not None]
    weights = [Decimal(1) if even else weight for _, weight, _ in rows]
    known = [Decimal(weight) for weight in weights if weight is not None]
    if not rows or len(ratings) < len(rows):
        return unknown(say("not every objective is rated"), inputs)
    if len(known) < len(rows) or not sum(known):
        return unknown(say("not every objective has a weight"), inputs)
    total = sum((weight * rating for weight, rating in zip(known, ratings, strict=True)), Decimal(0))
    return Result(exact(Fraction(total) / Fraction(sum(known))), inputs)


def label_of(goal: str, weight: object) -> Message:
    if weight is None:
        return Message("{title}", (("title", goal),))
    return say("{goal}, weight {weight}", goal=goal, weight=weight)
