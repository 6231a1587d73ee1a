"""How sure the plan of a project is: by when it ends in how many runs, and what the doubt comes from."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.simulation.doubt import SHOWN, Doubt
from pmledger.analysis.simulation.draws import GENERATOR
from pmledger.analysis.simulation.outcome import Driver
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.s_curve import Frame, Track, s_curve
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart, Section, table, text
from pmledger.site.views.cells import record_cell
from pmledger.site.views.earned_curve import month_marks
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, toned

MOST_DRIVERS = 12
HALF = 50


def doubt_section(book: Book, project: Record) -> tuple[Section, ...]:
    """The answer in a sentence, the chances as a picture and a table, and what decides; nothing without an estimate."""
    doubt = book.conclusions.doubts.get(project.key)
    if doubt is None:
        return ()
    blocks = (text(runs(answer(book, project, doubt))), picture(book, project, doubt), *driver_blocks(book, doubt))
    return (Section(head(book.say("How sure it is"), "doubt"), blocks),)


def answer(book: Book, project: Record, doubt: Doubt) -> str:
    """By when it ends with which certainty, and how likely the planned finish is."""
    half, most = written(book, "finish_p50", project.key), written(book, "finish_p80", project.key)
    first = book.say(
        "Half of {count} runs end by {half}, eight of ten by {most}.",
        count=book.words.number(doubt.count),
        half=toned(half.text, "b", half.href),
        most=toned(most.text, "b", most.href),
    )
    chance = written(book, "chance_of_plan", project.key)
    planned = project.day("planned_finish")
    parts = [first]
    if chance.number is not None and planned is not None:
        tone = "warn" if chance.number < HALF else "b"
        parts.append(
            book.say(
                "The planned {day} is kept in {chance} of them.",
                day=book.words.date(planned, "day"),
                chance=toned(chance.text, tone, chance.href),
            )
        )
    return book.words.sentences([*parts, *reserve(book, project)])


def reserve(book: Book, project: Record) -> Iterator[str]:
    """What the risks may cost against what is set aside for them."""
    need, left = written(book, "risk_cost_p80", project.key), written(book, "contingency_left", project.key)
    if need.number is None or left.number is None:
        return
    scarce = need.number > left.number
    yield book.say(
        "In eight of ten its threats cost at most {need}; {left} of the contingency is left.",
        need=toned(need.text, "b", need.href),
        left=toned(left.text, "warn" if scarce else "b", left.href),
    )


def picture(book: Book, project: Record, doubt: Doubt) -> Block:
    """The share of the runs that have ended, day by day, and the same as a table."""
    first, last = doubt.curve[0][0], doubt.curve[-1][0]
    whole = max((last - first).days, 1)
    spots = tuple(((on - first).days / whole, share) for on, share in doubt.curve)
    planned = project.day("planned_finish")
    mark = ((planned - first).days / whole, book.say("planned")) if planned and first < planned < last else None
    label = book.say("Share of the runs that end by a day")
    around = Frame(month_marks(book, first, last, whole), mark, book.words.percent)
    drawn = s_curve((Track(book.say("ended"), spots, "accent"),), None, around, label)
    columns = (Column(book.say("Certainty"), wide=True), Column(book.say("Finish")), Column(book.say("Cost of risks"), numeric=True))
    rows = tuple(
        Row(
            (
                Cell(book.say("P{percent}: {percent} % of the runs", percent=percent)),
                figure_cell(book, f"finish_p{percent}", project.key),
                figure_cell(book, "risk_cost_p80", project.key) if percent == 80 else Cell("", tone="muted"),
            )
        )
        for percent in SHOWN
    )
    note = book.say(
        "Each run takes the open three-point estimates (beta-PERT) and the open threats by chance. Generator {generator}, "
        "seed {seed}: the same runs on any machine.",
        generator=GENERATOR,
        seed=doubt.seed,
    )
    return Block("chart", Chart(label, drawn, Table(columns, rows, book.say("Finish by certainty")), note))


def driver_blocks(book: Book, doubt: Doubt) -> Iterator[Block]:
    """What the doubt comes from, the strongest first."""
    shown: Sequence[Driver] = [one for one in doubt.drivers if one.name in book.hrefs][:MOST_DRIVERS]
    if not shown:
        return
    columns = (
        Column(book.say("What the doubt comes from"), wide=True),
        Column(book.say("Share of the spread"), numeric=True),
    )
    rows = tuple(
        Row((record_cell(book, book.ledger.by_key[one.name]), Cell(book.words.percent(100 * one.share), sort=f"{one.share:.4f}")))
        for one in shown
    )
    yield table(Table(columns, rows, book.say("What the doubt comes from"), "t-doubt"))
