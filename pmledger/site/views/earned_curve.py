"""The picture of earned value by month: planned, earned, spent, and where it may end."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.earned.course import Moment
from pmledger.analysis.months import month_end, month_of
from pmledger.site.book import Book
from pmledger.site.charts.s_curve import Band, Frame, Spot, Track, s_curve
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart
from pmledger.site.views.cashflow import month_name
from pmledger.site.views.money import amount_text

CROWDED = 8
"""Months from which only every other name is kept on a phone."""


class Ends(Struct, frozen=True):
    """Where it may end: the lowest and the highest estimate of the cost, and the day; None where there is none."""

    low: Fraction
    high: Fraction
    on: date


def curve_block(book: Book, moments: Sequence[Moment], ends: Ends | None, summary: str, currency: str) -> Block:
    """The picture with its sentence and the same as a table by month."""
    drawn = picture(book, moments, ends, currency)
    key = book.say(
        "Planned is the current baseline. What was earned before today is drawn evenly from the start of a task to its "
        "finish or to today; what was spent, on the days of the costs and at the ends of months for hours."
    )
    return Block("chart", Chart(summary, drawn, month_table(book, moments, currency), key))


def picture(book: Book, moments: Sequence[Moment], ends: Ends | None, currency: str) -> str:
    first, last = moments[0].day, max(moments[-1].day, ends.on if ends else moments[-1].day)
    whole = max((last - first).days, 1)

    def place(on: date) -> float:
        return (on - first).days / whole

    planned = tuple((place(one.day), float(one.planned)) for one in moments)
    earned = tuple((place(one.day), float(one.earned)) for one in moments if one.earned is not None)
    spent = tuple((place(one.day), float(one.spent)) for one in moments if one.spent is not None)
    tracks = [
        Track(book.say("planned {amount}", amount=last_amount(book, planned, currency)), planned, "muted", dashed=True),
        *(Track(book.say("earned {amount}", amount=last_amount(book, earned, currency)), earned, "accent") for _ in earned[:1]),
        *(Track(book.say("spent {amount}", amount=last_amount(book, spent, currency)), spent, "ink") for _ in spent[:1]),
    ]
    band = None
    if ends is not None and spent:
        low, high = (amount_text(book, value, currency) for value in (ends.low, ends.high))
        names = (book.say("at most {amount}", amount=high), book.say("at least {amount}", amount=low)) if low != high else (high,)
        band = Band(spent[-1], place(ends.on), float(ends.low), float(ends.high), names)
    today = (place(book.as_of), book.say("today")) if first < book.as_of < last else None
    label = book.say("Planned, earned and spent by month")
    months = month_marks(book, first, last, whole)
    return s_curve(tracks, band, Frame(months, today, lambda value: amount_text(book, Fraction(value), currency)), label)


def last_amount(book: Book, spots: tuple[Spot, ...], currency: str) -> str:
    return amount_text(book, Fraction(spots[-1][1]), currency)


def month_marks(book: Book, first: date, last: date, whole: int) -> tuple[tuple[float, str, bool], ...]:
    """The middles of the months below the picture; of many only every third, or one a year, is named."""
    middles, on = [], month_of(first).replace(day=15)
    while on <= last:
        if on >= first:
            middles.append(on)
        on = month_end(on) + timedelta(days=15)
    every = 1 if len(middles) <= 14 else 3 if len(middles) <= 42 else 12
    return tuple(
        ((on - first).days / whole, month_name(book, month_of(on)) if at % every == 0 else "",
         len(middles) > CROWDED and at // every % 2 == 1)
        for at, on in enumerate(middles)
    )  # fmt: skip


def month_table(book: Book, moments: Sequence[Moment], currency: str) -> Table:
    """Each end of a month with the indices so far."""
    titles = (book.say("Planned"), book.say("Earned"), book.say("Spent"), "CPI", "SPI")
    columns = (Column(book.say("By the end of")), *(Column(title, numeric=True) for title in titles))
    rows = tuple(month_row(book, one, currency) for one in moments[1:])
    return Table(columns, rows, book.say("Planned, earned and spent by month"))


def month_row(book: Book, one: Moment, currency: str) -> Row:
    amounts = (one.planned, one.earned, one.spent)
    ratios = (ratio(one.earned, one.spent), ratio(one.earned, one.planned if one.earned is not None else None))
    return Row(
        (
            Cell(book.words.date(one.day), sort=one.day.isoformat()),
            *(quiet() if amount is None else Cell(amount_text(book, amount, currency), sort=str(float(amount))) for amount in amounts),
            *(quiet() if value is None else Cell(book.words.number(value, 2, fixed=True), sort=str(float(value))) for value in ratios),
        )
    )


def quiet() -> Cell:
    return Cell("—", tone="muted")


def ratio(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return part / whole if part is not None and whole else None
