"""What the page of a key figure says beyond its fields: where it stands, and its course against its thresholds."""

from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.kpis import KpiStanding, standing_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.curves import Curve, curves
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Chart, Section
from pmledger.site.views.flows import NAMED_DAYS
from pmledger.site.views.kpis import DRAWN, TONES, amount, limits_text, state_of, trend_text
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, toned


def extra(book: Book) -> MakeExtra:
    """Answers for key figures in use."""

    def make(kpi: Record) -> Extra:
        if kpi.status != "active":
            return Extra()
        standing = standing_of(kpi, book.conclusions.figures, book.as_of)
        return Extra(runs(lede(book, standing)), (course(book, standing),) if standing.series else ())

    return make


def lede(book: Book, kpi: KpiStanding) -> str:
    """The value, how it stands to its target, and which way it goes."""
    if kpi.actual is None or not kpi.series:
        return book.say("Not measured yet.")
    state = state_of(book, kpi)
    value = toned(amount(book, kpi.record, kpi.actual), "b", "")
    day = book.words.date(kpi.series[-1].day)
    first = book.say("{value} on {day}: {state}.", value=value, day=day, state=toned(state.word, TONES.get(kpi.colour, "")))
    second = capital(book.say("{trend}.", trend=trend_text(book, kpi)))
    third = book.say("It should have been measured again by now.") if kpi.stale else ""
    return book.words.sentences([first, second, third])


def lines_of(book: Book, kpi: Record) -> tuple[tuple[str, Decimal | None, str], ...]:
    """Target and thresholds as levels, each with its name and tone."""
    target, amber, red = kpi.number("target"), kpi.number("amber"), kpi.number("red")
    if kpi.text("direction") == "range":
        low = None if target is None or amber is None else target - amber
        high = None if target is None or amber is None else target + amber
        return (book.say("target"), target, "good"), (book.say("amber"), low, "warn"), (book.say("amber"), high, "warn")
    return (book.say("target"), target, "good"), (book.say("amber"), amber, "warn"), (book.say("red"), red, "bad")


def course(book: Book, kpi: KpiStanding) -> Section:
    """The values in their order, with the target and the thresholds as dotted lines."""
    points = kpi.series[-DRAWN:]
    levels = tuple(
        Curve(f"{name} {amount(book, kpi.record, value)}", (float(value),) * len(points), tone, dashed=True)
        for name, value, tone in lines_of(book, kpi.record)
        if value is not None
    )
    now = Curve(amount(book, kpi.record, points[-1].value), tuple(float(point.value) for point in points))
    every = max(1, -(-(len(points) - 1) // (NAMED_DAYS - 1)))
    days = tuple(
        book.words.date(point.day, "day") if (len(points) - 1 - at) % every == 0 else "" for at, point in enumerate(points)
    )
    columns = (Column(book.say("Day")), Column(book.say("Value"), numeric=True), Column(book.say("Change"), numeric=True))
    rows = tuple(
        Row(
            (
                Cell(book.words.date(point.day), sort=point.day.isoformat()),
                Cell(amount(book, kpi.record, point.value)),
                Cell(change(book, kpi, at)),
            )
        )
        for at, point in reversed(tuple(enumerate(points)))
    )
    title = book.say("Course")
    summary = book.say("{limits}.", limits=capital(limits_text(book, kpi.record)))
    part = Chart(summary, curves((*levels, now), days, title, nought=False), Table(columns, rows, title, stack=False))
    return Section(head(title, "course"), (Block("chart", part),))


def change(book: Book, kpi: KpiStanding, at: int) -> str:
    """The step from the value before, "—" for the first."""
    points = kpi.series[-DRAWN:]
    if not at:
        return "—"
    step = Fraction(points[at].value) - Fraction(points[at - 1].value)
    return amount(book, kpi.record, step, signed=True)
