"""Goals: where they started, where they stand, where they are to end, beside the time that is used."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import decimal
from pmledger.analysis.goals import current_value, pace_colour, smart_letters_missing, time_used
from pmledger.analysis.health import Rag
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Bar, Cell, Column, Row, Status
from pmledger.site.views.blocks import Block, Section, Sheet
from pmledger.site.views.cells import brief, day_cell, passage, place_cell, record_cell
from pmledger.site.views.figures import written
from pmledger.site.views.registers import head, open_and_closed
from pmledger.site.views.sentence import capital, runs, spelled, toned

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


def values_text(book: Book, goal: Record) -> str:
    """Baseline, now and target in the goal's unit."""
    now = current_value(goal, book.ledger, book.as_of).number
    unit = goal.text("unit")
    unit = unit if unit in {"", "%"} else f"\u00a0{unit}"

    def amount(value: object) -> str:
        return "—" if value is None else f"{book.words.number(value)}{unit}"  # type: ignore[arg-type]

    return book.say(
        "baseline {baseline} · now {now} · target {target}",
        baseline=amount(goal.number("baseline_value")),
        now=amount(None if now is None else decimal(now)),
        target=amount(goal.number("target_value")),
    )


def goal_blocks(book: Book, goals: Iterable[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    return open_and_closed(
        book,
        by_need(book, goals),
        goal_columns(book, where=where),
        lambda goal: goal_row(book, goal, where=where),
        book.say("Goals"),
        anchor=anchor,
        empty=book.say("No goal is active."),
    )


def lede(book: Book, goals: Sequence[Record]) -> str:
    """How many active goals keep pace with their time."""
    active = [goal for goal in goals if not goal.closed and goal.status != "draft"]
    words = book.words
    if not active:
        return book.say("No goal is active.")
    behind = [goal for goal in active if pace_of(book, goal) in {Rag.RED, Rag.AMBER}]
    unknown = sum(1 for goal in active if pace_of(book, goal) is Rag.GREY)
    steady = len(active) - len(behind) - unknown
    parts = []
    if steady:
        parts.append(toned(book.say_count("{n} keeps pace", "{n} keep pace", steady, n=spelled(words, steady)), "good"))
    if behind:
        parts.append(
            toned(book.say_count("{n} is behind", "{n} are behind", len(behind), n=spelled(words, len(behind))), "bad")
        )
    if unknown:
        parts.append(
            book.say_count("{n} cannot be judged yet", "{n} cannot be judged yet", unknown, n=spelled(words, unknown))
        )
    first = capital(
        book.say_count("{n} goal is active.", "{n} goals are active.", len(active), n=spelled(words, len(active)))
    )
    return words.sentences([first, capital(book.say("{parts}.", parts=words.list_and(parts)))])


def pages(book: Book) -> Iterator[Page]:
    """All goals, the furthest behind first."""
    goals = book.shown("goal")
    if not goals:
        return
    path = "goals.html"
    frame = book.frame(path, book.register("goal").text, current=path, lede=runs(lede(book, goals)))
    note = book.say("The bar is the progress from the baseline to the target, the tick is the time that is used.")
    section = Section(
        head(book.say("Active"), "active"),
        (*goal_blocks(book, goals, where=True, anchor="t-goals"), Block("none", note)),
    )
    yield Page(path, "goals.html", Sheet(frame, (), (section,)))
