"""A goal as a row: from where to where it goes, how far it has come, and whether it keeps pace with its time."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import decimal
from pmledger.analysis.goals import current_value, pace_colour, smart_letters_missing, time_used
from pmledger.analysis.health import Rag
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Bar, Cell, Column, Row, Status
from pmledger.site.views.cells import brief, day_cell, passage, place_cell, record_cell
from pmledger.site.views.figures import written

RANK = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREY: 2, Rag.GREEN: 3}


def pace_of(book: Book, goal: Record) -> Rag:
    """The colour of a goal's pace; grey when it cannot be known."""
    return pace_colour(written(book, "pace", goal.key).value)


def pace_status(book: Book, goal: Record) -> Status:
    """An open goal's pace in a word, a closed one's outcome."""
    if goal.closed or goal.status == "draft":
        return book.status(goal)
    match pace_of(book, goal):
        case Rag.GREEN:
            return Status(book.say("On track"), "good")
        case Rag.AMBER:
            return Status(book.say("Behind"), "warn")
        case Rag.RED:
            return Status(book.say("Far behind"), "bad")
    return Status(book.say("Unknown"), "none")


def by_need(book: Book, goals: Iterable[Record]) -> tuple[Record, ...]:
    """The furthest behind first, then the earliest due."""
    return tuple(
        sorted(goals, key=lambda goal: (RANK.get(pace_of(book, goal), 4), goal.day("due") or date.max, goal.key))
    )


def goal_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Project")),) if where else ()
    return (
        Column(book.say("Goal"), wide=True),
        *place,
        Column(book.say("Progress"), wide=True),
        Column(book.say("Due")),
        Column(book.say("Pace")),
    )


def goal_row(book: Book, goal: Record, *, where: bool) -> Row:
    place = (place_cell(book, goal),) if where else ()
    due = goal.day("due")
    late = due is not None and due < book.as_of and not goal.closed
    missing = "" if goal.closed else smart_letters_missing(goal)
    status = Cell(
        status=pace_status(book, goal), sub=pace_note(book, goal, missing), sort=str(RANK.get(pace_of(book, goal), 4))
    )
    return Row(
        (
            record_cell(book, goal, brief(passage(goal, "statement"), 120)),
            *place,
            progress_cell(book, goal),
            day_cell(book, due, late=late),
            status,
        )
    )


def pace_note(book: Book, goal: Record, missing: str) -> str:
    """What is missing of SMART; else nothing."""
    return book.say("not yet SMART: {letters}", letters=" ".join(missing)) if missing and goal.status != "draft" else ""


def progress_cell(book: Book, goal: Record) -> Cell:
    """A bar of the progress with a tick at the time used, and the three values in words."""
    progress = written(book, "progress", goal.key)
    used = time_used(goal, book.as_of)
    tick = None if used is None or goal.closed else percent(used)
    told = values_text(book, goal)
    if progress.number is None:
        return Cell("—", progress.href, "muted", sub=progress.reason, sort="-1")
    label = (
        book.say("{done} done", done=progress.text)
        if tick is None
        else book.say("{done} done, {time}% of the time used", done=progress.text, time=tick)
    )
    tone = "" if goal.closed else {Rag.AMBER: "warn", Rag.RED: "bad", Rag.GREEN: "good"}.get(pace_of(book, goal), "")
    bar = Bar(min(100, max(0, int(progress.number))), label, tick, tone)
    return Cell(progress.text, progress.href, bar=bar, sub=told, sort=str(progress.number))


def percent(share: Fraction) -> int:
    return min(100, max(0, int(share * 100 + Fraction(1, 2))))


def amount(book: Book, goal: Record, value: Decimal | Fraction | None) -> str:
    """A value in the goal's unit."""
    unit = goal.text("unit")
    unit = unit if unit in {"", "%"} else f"\u00a0{unit}"
    return "—" if value is None else f"{book.words.number(decimal(value))}{unit}"


def values_text(book: Book, goal: Record) -> str:
    """Baseline, now and target in the goal's unit."""
    return book.say(
        "baseline {baseline} · now {now} · target {target}",
        baseline=amount(book, goal, goal.number("baseline_value")),
        now=amount(book, goal, current_value(goal, book.ledger, book.as_of).number),
        target=amount(book, goal, goal.number("target_value")),
    )
