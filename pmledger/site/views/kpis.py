"""Key figures: whether we reach our targets, and which way it goes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import decimal
from pmledger.analysis.health import Rag
from pmledger.analysis.kpis import KpiStanding, kpi_standings, meets_target
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.spark import spark
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Status
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, Section, Sheet, folded, words
from pmledger.site.views.cells import MOST, choice_cell, day_cell, owner_cell, place_cell, record_cell, whole
from pmledger.site.views.figures import MINUS, figure_cell
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.registers import rest as beyond
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "kpis.html"
FIRST = 12
"""Key figures that a manager looks at; the others are folded below."""
DRAWN = 24
"""Values drawn in the small line at most."""
RANK = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREY: 2, Rag.GREEN: 3}
TONES = {Rag.RED: "bad", Rag.AMBER: "warn", Rag.GREEN: "good"}


def by_need(kpis: Sequence[KpiStanding]) -> tuple[KpiStanding, ...]:
    """The furthest off first, then what nobody measured lately, then the others by name."""
    return tuple(sorted(kpis, key=lambda kpi: (RANK[kpi.colour], not kpi.stale, kpi.record.title, kpi.record.key)))


def amount(book: Book, kpi: Record, value: Decimal | Fraction | None, *, signed: bool = False) -> str:
    """A value in the unit of its key figure."""
    if value is None:
        return "—"
    number, unit = decimal(value), kpi.text("unit")
    sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
    text = sign + book.words.number(abs(number), 1)
    return f"{text}%" if unit == "%" else f"{text}\u00a0{unit}" if unit else text


def state_of(book: Book, kpi: KpiStanding) -> Status:
    """Where the value stands, in a word with the tone of its threshold."""
    if kpi.actual is None:
        return Status(book.say("Not measured"), "none")
    match kpi.colour:
        case Rag.RED:
            return Status(book.say("Far off target"), "bad")
        case Rag.AMBER:
            return Status(book.say("Off target"), "warn")
        case Rag.GREEN if meets_target(kpi.record, kpi.actual):
            return Status(book.say("On target"), "good")
        case Rag.GREEN:
            return Status(book.say("Near target"), "good")
    return Status(book.say("No thresholds"), "none")


def trend_text(book: Book, kpi: KpiStanding) -> str:
    """Which way the last three values went."""
    match kpi.trend:
        case 1:
            return book.say("getting better")
        case -1:
            return book.say("getting worse")
        case 0:
            return book.say("no change")
    return book.say("too few values for a trend")


def limits_text(book: Book, kpi: Record) -> str:
    """The thresholds in words, by the direction."""
    amber, red = amount(book, kpi, kpi.number("amber")), amount(book, kpi, kpi.number("red"))
    match kpi.text("direction"):
        case "higher":
            return book.say("amber below {amber}, red below {red}", amber=amber, red=red)
        case "lower":
            return book.say("amber above {amber}, red above {red}", amber=amber, red=red)
    return book.say("amber beyond ±{amber}, red beyond ±{red}", amber=amber, red=red)


def change_text(book: Book, kpi: KpiStanding) -> str:
    """The latest value less the one before."""
    if len(kpi.series) < 2:
        return ""
    change = Fraction(kpi.series[-1].value) - Fraction(kpi.series[-2].value)
    if not change:
        return book.say("as before")
    told = amount(book, kpi.record, change, signed=True)
    if kpi.record.text("unit") == "%":
        told = book.say("{size} points", size=told.removesuffix("%"))
    return book.say("{change} since the last", change=told)


def definition_text(book: Book, kpi: KpiStanding) -> str:
    """How it is counted: in the words of its definition where it is a figure of ours."""
    if kpi.computed is None:
        return kpi.record.text("formula")
    return book.words.render(book.conclusions.figures[kpi.computed].label)


def kpi_row(book: Book, kpi: KpiStanding) -> DrawnRow:
    record = kpi.record
    values = [float(point.value) for point in kpi.series[-DRAWN:]]
    told = book.words.comma.join(amount(book, record, point.value) for point in kpi.series[-DRAWN:])
    label = book.say("{name}: {values}", name=record.title, values=told)
    measured = kpi.series[-1].day if kpi.series else None
    age = "" if kpi.age is None else book.say_count("{count} day ago", "{count} days ago", kpi.age)
    if kpi.computed is not None and kpi.actual is not None:
        age = book.say("computed")
    elif kpi.stale:
        age = book.say("{age}, out of date", age=age)
    cells = (
        record_cell(book, record, definition_text(book, kpi)),
        Cell(),
        figure_cell(book, "actual", record.key, sub=change_text(book, kpi)),
        Cell(whole(amount(book, record, record.number("target"))), sub=limits_text(book, record)),
        Cell(status=state_of(book, kpi), sub=trend_text(book, kpi), sort=str(RANK[kpi.colour])),
        owner_cell(book, record, book.say("no owner")),
        day_cell(book, measured, sub=age, sub_tone="warn" if kpi.stale else ""),
    )
    picture = spark(values, label, TONES.get(kpi.colour, "none")) if len(values) > 1 else ""
    return DrawnRow(cells, ("", picture, *("",) * 5))


def kpi_table(book: Book, kpis: Sequence[KpiStanding]) -> Block:
    columns = (
        Column(book.say("Key figure"), wide=True),
        Column(book.say("Course")),
        Column(book.say("Actual"), numeric=True),
        Column(book.say("Target"), numeric=True),
        Column(book.say("State")),
        Column(book.say("Owner")),
        Column(book.say("Last measured")),
    )
    return Block("drawn", Drawn(columns, tuple(kpi_row(book, kpi) for kpi in kpis), book.say("Key figures")))


def lede(book: Book, active: Sequence[KpiStanding]) -> str:
    """How many are within their limits, which are not, and how many nobody has measured lately."""
    words_ = book.words
    if not active:
        return book.say("No key figure is in use.")
    good = sum(1 for kpi in active if kpi.colour is Rag.GREEN)
    first = capital(
        book.say_count(
            "Within its limits: {good} of {n} key figure.", "Within their limits: {good} of {n} key figures.",
            len(active), good=toned(words_.number(good), "b"), n=words_.number(len(active)),
        )
    )  # fmt: skip
    off = [kpi for kpi in active if kpi.colour in {Rag.RED, Rag.AMBER}]
    names = words_.list_and(
        toned(kpi.record.title, TONES[kpi.colour], book.href(kpi.record.key)) for kpi in by_need(off)[:FIRST]
    )
    second = book.say("Off target: {names}.", names=names) if off else ""
    stale = sum(1 for kpi in active if kpi.stale or kpi.actual is None)
    third = capital(
        book.say_count(
            "{n} is out of date or was never measured.", "{n} are out of date or were never measured.", stale,
            n=spelled(words_, stale),
        )
    ) if stale else ""  # fmt: skip
    return words_.sentences([first, second, third])


def not_in_use(book: Book, records: Sequence[Record]) -> tuple[Block, ...]:
    """Drafts and retired ones, by their definition."""
    if not records:
        return ()
    columns = (
        Column(book.say("Key figure"), wide=True),
        Column(book.say("Project")),
        Column(book.say("State")),
        Column(book.say("Measured every")),
        Column(book.say("Owner")),
    )

    def make(kpi: Record) -> Row:
        return Row(
            (
                record_cell(book, kpi, kpi.text("formula")),
                place_cell(book, kpi),
                Cell(status=book.status(kpi)),
                choice_cell(book, kpi, "frequency"),
                owner_cell(book, kpi),
            )
        )

    inner = bounded(book, records, columns, make, book.say("Key figures not in use"), anchor="t-unused", tools=True)
    summary = book.say_count("{count} not in use", "{count} not in use", len(records))
    return (folded(summary, *inner),)


def pages(book: Book) -> Iterator[Page]:
    """The score card: the key figures in use, those that need somebody first."""
    records = book.shown("kpi")
    if not records:
        return
    standings = kpi_standings(book.ledger, book.conclusions.figures, book.as_of)
    active = by_need([standings[kpi.key] for kpi in records if kpi.status == "active"])
    blocks: list[Block] = [
        kpi_table(book, active[:FIRST]) if active else Block("none", book.say("No key figure is in use."))
    ]
    if others := active[FIRST:MOST]:
        summary = book.say_count("{count} more", "{count} more", len(active) - FIRST)
        blocks.append(folded(summary, kpi_table(book, others)))
    blocks += beyond(book, [kpi.record for kpi in active[MOST:]])
    blocks.append(words(book.say("A value equal to a threshold keeps the better colour. The line shows the values in their order.")))
    blocks += not_in_use(book, [kpi for kpi in records if kpi.status != "active"])
    section = Section(head(book.say("By need"), "need"), tuple(blocks))
    frame = book.frame(PATH, book.register("kpi").text, current=PATH, lede=runs(lede(book, active)))
    yield Page(PATH, "kpis.html", Sheet(frame, (), (section,)))
