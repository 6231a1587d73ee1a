"""What is left of a project's contingency, where it went, and whether it is enough for what may still happen."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction

from pmledger.analysis.contingency import Burndown, Move, burndown
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.s_curve import Frame, Spot, Track, s_curve
from pmledger.site.parts import Cell, Column, Row, Table, Tile
from pmledger.site.views.blocks import Block, Chart, Section, text, words
from pmledger.site.views.cells import MOST, day_cell, of_scope, record_cell
from pmledger.site.views.earned_curve import month_marks
from pmledger.site.views.figures import tile, written
from pmledger.site.views.money import amount_text
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, spelled, toned

ROOM = Fraction(58, 100)
"""How far to the right today is at most, so that the names of the lines have room behind their ends."""
Steps = Iterable[tuple[date, Fraction]]


def contingency_sections(book: Book, project: Record) -> tuple[Section, ...]:
    """The section of the contingency; nothing where none was set aside."""
    risks = [standing for one in of_scope(book, project, "risk") if (standing := book.conclusions.risks.get(one.key)) is not None]
    found = burndown(project, book.ledger, book.conclusions.premises, risks, book.as_of)
    if found is None:
        return ()
    blocks = [text(runs(answer(book, project, found))), Block("figures", tiles(book, project, found)), chart(book, project, found)]
    if found.silent:
        blocks.append(words(book.say_count("{count} amount is not in it: it has no exchange rate.",
                                           "{count} amounts are not in it: they have no exchange rate.", found.silent)))  # fmt: skip
    return (Section(head(book.say("Contingency"), "contingency"), tuple(blocks)),)


def answer(book: Book, project: Record, found: Burndown) -> str:
    """What is left and where the rest went, and whether it covers the open threats and eight of ten runs."""
    left = written(book, "contingency_left", project.key)
    rest = toned(left.text, "b", left.href)
    whole = amount_text(book, found.approved, found.currency)
    first = book.say("{left} of the contingency of {whole} is left{where}.", left=rest, whole=whole, where=gone(book, found))
    return book.words.sentences([first, *enough(book, project)])


def gone(book: Book, found: Burndown) -> str:
    """Where it went: into changes, and into threats that came true."""
    parts = []
    changes = [move for move in found.moves if move.amount < 0 and move.record.kind == "budget_line"]
    threats = [move for move in found.moves if move.record.kind == "cost"]
    if changes:
        parts.append(
            book.say_count("{amount} went into {n} change", "{amount} went into {n} changes", len(changes),
                           amount=total(book, changes, found), n=spelled(book.words, len(changes)))
        )  # fmt: skip
    if threats:
        named = len({move.record.target("risk") for move in threats})
        parts.append(
            book.say_count("{amount} went into {n} threat that came true", "{amount} went into {n} threats that came true", named,
                           amount=total(book, threats, found), n=spelled(book.words, named))
        )  # fmt: skip
    return book.say(": {parts}", parts=book.words.list_and(parts)) if parts else ""


def total(book: Book, moves: Iterable[Move], found: Burndown) -> str:
    return amount_text(book, -sum((move.amount for move in moves), Fraction(0)), found.currency)


def enough(book: Book, project: Record) -> list[str]:
    """Against the exposure on average, and against what eight of ten runs take."""
    left, exposed, need = (written(book, name, project.key) for name in ("contingency_left", "risk_exposure", "contingency_needed"))
    found = []
    if exposed.number is not None and left.number is not None:
        scarce = exposed.number > left.number
        amount = toned(exposed.text, "warn" if scarce else "b", exposed.href)
        found.append(book.say("The open threats are expected to cost {amount}.", amount=amount))
    if need.number is not None and left.number is not None:
        lack = need.number - left.number
        amount = toned(need.text, "warn" if lack > 0 else "b", need.href)
        if lack > 0:
            short = amount_text(book, Fraction(lack), written_unit(book, project))
            found.append(book.say("To be sure of the cost in eight of ten runs takes {need}: {lack} more than is there.", need=amount, lack=short))
        else:
            found.append(book.say("To be sure of the cost in eight of ten runs takes {need}, which is there.", need=amount))
    return found


def written_unit(book: Book, project: Record) -> str:
    return book.conclusions.figure("contingency_left", project.key).unit


def tiles(book: Book, project: Record, found: Burndown) -> tuple[Tile, ...]:
    key = project.key
    whole = book.say("of {amount} approved", amount=amount_text(book, found.approved, found.currency))
    share = written(book, "exposure_share", key)
    part = book.say("{share} of what is left", share=share.text) if share.number is not None else ""
    need = (tile(book, "contingency_needed", key, sub=book.say("in eight of ten runs")),) if written(book, "contingency_needed", key).href else ()
    return (
        tile(book, "contingency_left", key, sub=whole),
        tile(book, "contingency_used", key, sub=book.say("by threats that came true")),
        tile(book, "risk_exposure", key, sub=part),
        *need,
    )


def chart(book: Book, project: Record, found: Burndown) -> Block:
    """The contingency and the exposure as steps, what is needed from today on, and the same as a table."""
    key = book.say(
        "Set aside are the approved lines of contingency. It goes down by what changes draw from it and by what threats that came "
        "true cost. The exposure of an earlier day is that of the threats open then, by what is written of them now."
    )
    return Block("chart", Chart(summary(book, found), picture(book, project, found), moves_table(book, found), key))


def summary(book: Book, found: Burndown) -> str:
    """How it stood before the last time something went out."""
    last = next((move for move in reversed(found.moves) if move.amount < 0), None)
    if last is None:
        return book.say("Nothing has been taken out of the contingency.")
    amount = amount_text(book, -last.amount, found.currency)
    return book.say("The last {amount} went out on {day}.", amount=amount, day=book.words.date(last.day))


def picture(book: Book, project: Record, found: Burndown) -> str:
    first, today = found.moves[0].day - timedelta(days=1), book.as_of
    finish = written(book, "forecast_finish", project.key).value
    last = max(first + timedelta(days=round((today - first).days / ROOM) + 1), finish if isinstance(finish, date) else today)
    whole = max((last - first).days, 1)
    need = written(book, "contingency_needed", project.key)

    def place(on: date) -> float:
        return (on - first).days / whole

    left = steps(((move.day, move.left) for move in found.moves), first, today, place)
    open_ = steps(found.exposure, first, today, place)
    now = place(today)
    tracks = [
        Track(book.say("left {amount}", amount=amount_text(book, found.moves[-1].left, found.currency)), left, "ink"),
        Track(book.say("open threats {amount}", amount=amount_text(book, found.exposed(today), found.currency)), open_, "accent", dashed=True),
    ]
    if need.number is not None:
        level = float(need.number)
        tracks.append(Track(book.say("needed {amount}", amount=need.text), ((now, level), (1.0, level)), "none", dashed=True))
    mark = (now, book.say("today")) if first < today < last else None
    label = book.say("Contingency that is left, and the exposure of the open threats")
    frame = Frame(month_marks(book, first, last, whole), mark, lambda value: amount_text(book, Fraction(value), found.currency))
    return s_curve(tracks, None, frame, label)


def steps(moves: Steps, first: date, today: date, place: Callable[[date], float]) -> tuple[Spot, ...]:
    """A line that is level between the days on which it jumps, up to today."""
    found: list[Spot] = [(place(first), 0.0)]
    for on, value in moves:
        found += [(place(on), found[-1][1]), (place(on), float(value))]
    return (*found, (place(today), found[-1][1]))


def moves_table(book: Book, found: Burndown) -> Table:
    """Each move with what was left after it, the newest first."""
    columns = (
        Column(book.say("Day")),
        Column(book.say("What"), wide=True),
        Column(book.say("Moved"), numeric=True),
        Column(book.say("Left"), numeric=True),
        Column(book.say("Open threats"), numeric=True),
    )
    rows = tuple(move_row(book, move, found) for move in found.moves[::-1][:MOST] if move.record.key in book.hrefs)
    return Table(columns, rows, book.say("What moved the contingency"), "t-contingency")


def move_row(book: Book, move: Move, found: Burndown) -> Row:
    amounts = (amount_text(book, move.left, found.currency), amount_text(book, found.exposed(move.day), found.currency))
    why = move.record.target("change") or move.record.target("risk")
    note = book.anchor(why).text if why else ""
    return Row(
        (
            day_cell(book, move.day),
            record_cell(book, move.record, note),
            Cell(amount_text(book, move.amount, found.currency, signed=True), sort=str(float(move.amount))),
            *(Cell(amount) for amount in amounts),
        )
    )
