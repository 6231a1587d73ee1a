"""Whether promised dates move: what was said of each at every look, as a milestone trend chart."""

from collections.abc import Sequence
from datetime import date

from pmledger.analysis.milestone_trend import Course, courses
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.milestone_trend import Thread, milestone_trend
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart, Section
from pmledger.site.views.cells import day_cell, record_cell
from pmledger.site.views.figures import written
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, spelled
from pmledger.site.views.time_picture import tick_name

MOST = 7
"""Lines in one picture; the table has all that there is room for."""
ROWS = 40
LOOKS = 6
"""Looks in the table, the latest."""
BAD = 5
LONGEST, SHORTEST = 30, 13
"""Letters of a name in the picture, and on a phone."""
WIDE = 0x2E80
"""From here on letters are as wide as two."""


def trend_section(book: Book, project: Record) -> tuple[Section, ...]:
    """The section of a plan's page; nothing where each date was said only once."""
    found = book.conclusions
    every = courses(project, book.ledger, found.timetable.forecasts, found.figures, book.as_of, book.past)
    shown = sorted((one for one in every if one.record.key in book.hrefs), key=rank)
    if not shown:
        return ()
    drawn = shown[:MOST]
    summary = sentence(book, shown)
    threads = [thread(book, one) for one in drawn]
    picture = milestone_trend(threads, lambda day: tick_name(book, day), book.say("reached"), summary)
    key = book.say("From left to right the days on which a date was said, upwards the date. Level: it holds. Rising: it slips.")
    if len(shown) > MOST:
        key = book.words.sentences(
            [book.say_count("{count} more in the table.", "{count} more in the table.", len(shown) - MOST), key]
        )
    chart = Chart(summary, picture, as_table(book, shown), key)
    return (Section(head(book.say("Do promised dates move?"), "trend"), (Block("chart", chart),)),)


def rank(one: Course) -> tuple[bool, bool, int, str]:
    """The whole first, then what is open by how far it has moved, then what was reached."""
    return (one.record.kind != "project", one.reached, -abs((one.last.on - one.first.on).days), one.record.key)


def thread(book: Book, one: Course) -> Thread:
    title = book.say("Finish") if one.record.kind == "project" else one.record.title
    name, whole = shortened(title, LONGEST), one.record.kind == "project"
    label = book.say("{name}, {day}", name=name, day=book.words.date(one.last.on, "day"))
    return Thread(label, tuple((spot.look, spot.on) for spot in one.spots), tone(book, one), whole, shortened(title, SHORTEST))


def shortened(title: str, most: int) -> str:
    """A title in so many letters; of those that are as wide as two, half as many."""
    room = most // 2 if title and ord(title[0]) > WIDE else most
    return title if len(title) <= room else f"{title[: room - 1].rstrip()}…"


def tone(book: Book, one: Course) -> str:
    """As the slip against the baseline is coloured; what was reached is quiet."""
    if one.reached:
        return "muted"
    name = "finish_slip" if one.record.kind == "project" else "slip"
    slip = written(book, name, one.record.key).number
    return "" if not slip or slip < 0 else "bad" if slip > BAD else "warn"


def sentence(book: Book, shown: Sequence[Course]) -> str:
    """How many dates have moved since they were first said, and which the furthest."""
    points = [one for one in shown if one.record.kind != "project"] or list(shown)
    later = [one for one in points if one.last.on > one.first.on]
    count = len(points)
    if not later:
        return capital(book.say_count(
            "{n} promised date is where it was first said, or earlier.", "All {n} promised dates are where they were first said, or earlier.",
            count, n=spelled(book.words, count),
        ))  # fmt: skip
    worst = max(later, key=lambda one: ((one.last.on - one.first.on).days, one.record.key))
    first = book.say_count(
        "One of {all} promised dates is later than first said.", "{count} of {all} promised dates are later than first said.",
        len(later), all=count,
    )  # fmt: skip
    if count == 1:
        first = book.say("The promised date is later than first said.")
    second = book.say(
        "The furthest is “{title}”: first {before}, now {now}.", title=worst.record.title, before=worst.first.on, now=worst.last.on
    )
    return book.words.sentences([first, second])


def as_table(book: Book, shown: Sequence[Course]) -> Table:
    """What was said of each at the latest looks; where nothing was said on a day, what was said before still held."""
    days = sorted({spot.look for one in shown for spot in one.spots})[-LOOKS:]
    columns = (
        Column(book.say("Milestone"), wide=True),
        *(Column(book.say("Said on {day}", day=book.words.date(day, "day"))) for day in days),
    )
    rows = tuple(Row((name_cell(book, one), *(said_cell(book, one, day) for day in days))) for one in shown[:ROWS])
    return Table(columns, rows, book.say("What was said of each date"))


def name_cell(book: Book, one: Course) -> Cell:
    return record_cell(book, one.record, book.say("the whole project") if one.record.kind == "project" else "")


def said_cell(book: Book, one: Course, look: date) -> Cell:
    held = [spot for spot in one.spots if spot.look <= look]
    if not held or (one.reached and look > one.last.look):
        return Cell("—", tone="muted")
    spot = held[-1]
    return day_cell(book, spot.on, sub=book.say("achieved") if one.reached and spot is one.last else "")
