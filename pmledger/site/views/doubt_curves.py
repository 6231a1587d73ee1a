"""The curves of a simulation: the share of its runs that end by a day, and that cost no more than an amount."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import decimal
from pmledger.analysis.simulation.doubt import SHOWN, Doubt
from pmledger.analysis.simulation.threats import CENTS
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.certainty import Certainty, Limit, Percentile, certainty
from pmledger.site.views.figures import money_text, written

FAR = 1.5
"""A limit further off than so many times the width of the curve is left to the words."""


def curves(book: Book, project: Record, doubt: Doubt) -> str:
    """Both pictures side by side where there is room, or the one that is known; "" without any."""
    marks = tuple(book.words.percent(share) for share in (0, 50, 100))
    found = (*finish_curve(book, doubt), *cost_curve(book, project, doubt))
    drawn = [certainty(one, marks, one.title) for one in found]
    if len(drawn) < 2:
        return "".join(drawn)
    return f'<div class="pair">{"".join(drawn)}</div>'


def finish_curve(book: Book, doubt: Doubt) -> Iterator[Certainty]:
    """Days; they are placed by their number."""
    if doubt.finish is None or doubt.finish.curve[0][0] == doubt.finish.curve[-1][0]:
        return
    days = [on.toordinal() for on, _ in doubt.finish.curve]
    limits = [(on.toordinal(), word) for on, word in ((doubt.limits.planned, "planned"), (doubt.limits.agreed, "agreed")) if on]
    first, last = reach(days, [at for at, _ in limits])

    def place(ordinal: int) -> float:
        return (ordinal - first) / (last - first)

    named = {
        "planned": book.say("planned {day}", day=book.words.date(doubt.limits.planned, "day")) if doubt.limits.planned else "",
        "agreed": book.say("agreed {day}", day=book.words.date(doubt.limits.agreed, "day")) if doubt.limits.agreed else "",
    }
    one_day = doubt.limits.planned == doubt.limits.agreed
    yield Certainty(
        book.say("Finish"),
        tuple((place(at), share) for at, (_, share) in zip(days, doubt.finish.curve, strict=True)),
        tuple(
            Percentile(place(on.toordinal()), percent, f"P{percent} {book.words.date(on, 'day')}")
            for percent in SHOWN
            if (on := doubt.finish.by_percent[percent])
        ),
        tuple(
            Limit(place(at), named[word], "bad" if word == "planned" else "warn")
            for at, word in limits
            if first <= at <= last and not (one_day and word == "agreed")
        ),
        (day_of(book, first), day_of(book, last)),
    )


def cost_curve(book: Book, project: Record, doubt: Doubt) -> Iterator[Certainty]:
    """Amounts of the cost at the end; nothing where it is unknown, withheld or always the same."""
    base = doubt.limits.base
    if doubt.cost is None or base is None or written(book, "cost_p80", project.key).number is None:
        return
    amounts = [float(base) + extra / CENTS for extra, _ in doubt.cost.curve]
    if amounts[0] == amounts[-1]:
        return
    budget = doubt.limits.budget
    first, last = reach(amounts, [float(budget)] if budget is not None else [])

    def place(amount: float) -> float:
        return (amount - first) / (last - first)

    def tell(amount: Fraction) -> str:
        return money_text(book, Money(decimal(amount), doubt.currency), short=True)

    limit = () if budget is None or not first <= float(budget) <= last else (Limit(place(float(budget)), book.say("budget {amount}", amount=tell(budget))),)
    yield Certainty(
        book.say("Cost at the end"),
        tuple((place(at), share) for at, (_, share) in zip(amounts, doubt.cost.curve, strict=True)),
        tuple(
            Percentile(place(float(base) + doubt.cost.extra[percent] / CENTS), percent, f"P{percent} {tell(base + Fraction(doubt.cost.extra[percent], CENTS))}")
            for percent in SHOWN
        ),
        limit,
        (tell(Fraction(first)), tell(Fraction(last))),
    )


def day_of(book: Book, ordinal: float) -> str:
    return book.words.date(date.fromordinal(int(ordinal)), "day")


def reach(values: Sequence[float], limits: Sequence[float]) -> tuple[float, float]:
    """From the least to the largest value, and to the limits that are not far off."""
    first, last = values[0], values[-1]
    room = FAR * (last - first)
    near = [limit for limit in limits if first - room <= limit <= last + room]
    return min([first, *near]), max([last, *near])
