"""The path of one need on its page: where it was said, what brings it about, what proves it, who accepted it."""

from collections.abc import Sequence

from pmledger.analysis.closure import first_assignee
from pmledger.analysis.trace import CARRIER, CHANGE, CHECK, SOURCE, Path, first_baseline, path_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Section, table
from pmledger.site.views.cells import day_cell, key_cell, record_cell, short_name, status_cell
from pmledger.site.views.figures import figure_anchor
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, toned

WHEN = {
    "communication": "date", "feedback": "received_on", "survey": "sent_on", "ticket": "opened_at", "change": "decided_on",
    "deliverable": "due", "task": "actual_finish", "quality_check": "done_on", "retrospective": "date", "issue": "raised_on",
}  # fmt: skip
"""By kind the day that places a station of the path in time."""


def extra(book: Book) -> MakeExtra:
    """What the page of a requirement adds: its path as an answer and as a table."""

    def make(need: Record) -> Extra:
        path = path_of(need, book.ledger, first_baseline(need.project, book.ledger, book.as_of))
        section = Section(head(book.say("From the first word to acceptance"), "path"), (table(stations(book, path)),))
        return Extra(runs(answer(book, path)), (section,))

    return make


def answer(book: Book, path: Path) -> str:
    """How far a need is and what its path lacks."""
    need, words = path.need, book.words
    who, on = need.target("requested_by"), need.day("requested_on")
    person = toned(short_name(book, who), "", book.href(who)) if who in book.hrefs else book.say("somebody")
    parts = []
    if on is not None:
        parts.append(book.say("Asked for by {person} on {day}.", person=person, day=words.date(on)))
    accepted = need.day("accepted_on")
    if need.status == "accepted" and accepted is not None:
        days = figure_anchor(book, "lead_days", need.key)
        parts.append(book.say("Accepted after {days}.", days=toned(days.text, "b", days.href)))
    else:
        state = words.state_label(book.spec(need), need.status)
        parts.append(book.say("Now: {state}.", state=toned(state.lower(), "b")))
    gaps = [gap_text(book, gap) for gap in path.gaps if gap != SOURCE]
    if gaps:
        parts.append(capital(book.say("{what} missing.", what=toned(words.list_and(gaps), "warn", "#path"))))
    return words.sentences(parts)


def gap_text(book: Book, gap: str) -> str:
    if gap == CARRIER:
        return book.say("a task or deliverable")
    return book.say("a check") if gap == CHECK else book.say("the change that brought it in")


def stations(book: Book, path: Path) -> Table:
    """The stations in order; a gap stands where a station should be."""
    need = path.need
    change = (need.target("change"),) if need.target("change") else ()
    rows = [
        *station(book, book.say("Said in"), path.said_in, gap=SOURCE in path.gaps, quiet=True),
        need_row(book, need),
        *(station(book, book.say("Let in by"), change, gap=True) if change or CHANGE in path.gaps else ()),
        *station(book, book.say("Brought about by"), path.carriers, gap=CARRIER in path.gaps),
        *station(book, book.say("Checked by"), path.checks, gap=CHECK in path.gaps),
        acceptance(book, need),
    ]
    columns = (
        Column(book.say("Station")),
        Column(book.say("Record"), wide=True),
        Column(book.say("State")),
        Column(book.say("On")),
        Column(book.say("By")),
    )
    return Table(columns, tuple(rows), book.say("From the first word to acceptance"), "t-path")


def station(book: Book, title: str, keys: Sequence[str], *, gap: bool, quiet: bool = False) -> tuple[Row, ...]:
    """A row for each record of a station, else one that says whether it is missing or still to come."""
    shown = [record for key in keys if (record := book.ledger.get(key)) is not None and key in book.hrefs]
    if shown:
        return tuple(station_row(book, title if at == 0 else "", record) for at, record in enumerate(shown))
    word = book.say("not written down") if quiet else book.say("missing") if gap else book.say("still to come")
    if keys:
        word, gap = book.say("(restricted)"), False
    tone = "warn" if gap and not quiet else "muted"
    return (Row((Cell(title), Cell(word, tone=tone), Cell(), Cell(), Cell())),)


def station_row(book: Book, title: str, record: Record) -> Row:
    kind = book.words.kind_label(book.spec(record))
    who = next((key for name in ("checker", "producer", "from", "approver") if (key := record.target(name))), "")
    who = who or record.owner or first_assignee(record)
    on = record.day(WHEN.get(record.kind, "created"))
    cell = record_cell(book, record, kind)
    return Row((Cell(title), cell, status_cell(book, record), day_cell(book, on), key_cell(book, who)))


def need_row(book: Book, need: Record) -> Row:
    return Row(
        (
            Cell(book.say("Need")),
            Cell(need.title),
            status_cell(book, need),
            day_cell(book, need.day("requested_on")),
            key_cell(book, need.target("requested_by")),
        )
    )


def acceptance(book: Book, need: Record) -> Row:
    """Who accepted it; what would satisfy them while nobody has."""
    on = need.day("accepted_on")
    criteria = " · ".join(need.texts("acceptance_criteria"))
    said = criteria or (book.say("no criteria yet") if need.status in {"captured", "analysed"} else "—")
    return Row(
        (
            Cell(book.say("Accepted")),
            Cell(said, tone="" if criteria else "muted"),
            Cell(),
            day_cell(book, on),
            key_cell(book, need.target("accepted_by")),
        )
    )
