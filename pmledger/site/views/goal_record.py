"""What the page of a goal says beyond its fields: how far it has come against its time, and the way to its target."""

from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import decimal
from pmledger.analysis.goals import measured_in, smart_gaps, time_used
from pmledger.analysis.standing import as_day, as_number, day
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.way import way
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Chart, Section
from pmledger.site.views.figures import figure_anchor, written
from pmledger.site.views.goal_rows import amount, pace_status, values_text
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, toned


def extra(book: Book) -> MakeExtra:
    """Answers for goals that are worked on or were."""

    def make(goal: Record) -> Extra:
        if goal.status == "draft":
            return Extra(runs(draft(book, goal)))
        picture = way_section(book, goal)
        return Extra(runs(lede(book, goal)), (picture,) if picture else ())

    return make


def draft(book: Book, goal: Record) -> str:
    """What a draft still needs to become a goal."""
    gaps = smart_gaps(goal)
    if not gaps:
        return book.say("A draft that is SMART: it can begin.")
    return book.say("A draft, not yet SMART: {letters}.", letters=book.words.list_and(gaps))


def lede(book: Book, goal: Record) -> str:
    """Progress, time used, and what that says."""
    progress = figure_anchor(book, "progress", goal.key)
    status = pace_status(book, goal)
    state = toned(status.word, status.tone if status.tone in {"good", "warn", "bad"} else "b")
    if written(book, "progress", goal.key).number is None:
        return book.words.sentences([capital(book.say("{late}.", late=state)), book.say("Its progress is unknown.")])
    done = toned(progress.text, "b", progress.href)
    used = time_used(goal, book.as_of)
    if used is None or goal.closed:
        first = book.say("{done} of the way: {state}.", done=done, state=state)
    else:
        share = book.words.percent(round(100 * used))
        first = book.say("{done} of the way in {time} of the time: {state}.", done=done, time=share, state=state)
    return first


def measurements(book: Book, goal: Record) -> tuple[tuple[date, Fraction, str], ...]:
    """Values until the day with their notes, earliest first."""
    found = []
    for part in measured_in(goal, book.ledger).items("measurements"):
        on, value = as_day(part.get("date")), as_number(part.get("value"))
        if on is not None and value is not None and on <= book.as_of:
            found.append((on, Fraction(value), str(part.get("note") or "")))
    return tuple(sorted(found, key=lambda row: row[0]))


def way_section(book: Book, goal: Record) -> Section | None:
    """The measured values over the straight way; None without both ends of it."""
    start, due = day(goal, "start") or day(goal, "created"), day(goal, "due")
    low, target = goal.number("baseline_value"), goal.number("target_value")
    if start is None or due is None or due <= start or low is None or target is None:
        return None
    found = measurements(book, goal)
    span = (due - start).days
    points = [((on - start).days / span, float(value)) for on, value, _ in found]
    today = (book.as_of - start).days / span
    now = amount(book, goal, decimal(found[-1][1])) if found else ""
    names = (
        book.words.date(start), book.words.date(due),
        book.say("target {value}", value=amount(book, goal, target)), now,
    )  # fmt: skip
    title = book.say("The way to the target")
    picture = way(points, float(low), float(target), today if 0 <= today <= 1 else None, names, title)
    columns = (Column(book.say("Day")), Column(book.say("Value"), numeric=True), Column(book.say("Note")))
    rows = tuple(
        Row((Cell(book.words.date(on), sort=on.isoformat()), Cell(amount(book, goal, decimal(value))), Cell(note)))
        for on, value, note in reversed(found)
    )
    key = book.say("Dotted: the straight way from the baseline to the target. Upright line: today.")
    part = Chart(values_text(book, goal), picture, Table(columns, rows, title, stack=False), key)
    return Section(head(title, "way"), (Block("chart", part),))
