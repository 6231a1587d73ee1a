"""Tickets as rows: what was agreed, what was used of it, and when it ends."""

from collections.abc import Sequence
from datetime import datetime

from pmledger.analysis.issues import BUCKETS
from pmledger.analysis.tickets import NEAR, TicketStanding, backlog, recent, used, weeks
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.weeks import pairs
from pmledger.site.parts import Anchor, Cell, Column, Row, Status, Table
from pmledger.site.views.ageing import AGE_TONES, bucket_titles
from pmledger.site.views.blocks import Block, Chart, folded
from pmledger.site.views.cells import key_cell, owner_cell, record_cell, status_cell, whole
from pmledger.site.views.figures import figure_cell
from pmledger.site.views.issues import PRIORITY_TONES
from pmledger.site.views.registers import bounded

PRIORITIES = ("P1", "P2", "P3", "P4")


def standings(book: Book) -> tuple[TicketStanding, ...]:
    """The tickets that the site shows, as they stand."""
    found = (book.conclusions.care.tickets.get(one.key) for one in book.shown("ticket"))
    return tuple(one for one in found if one is not None)


def urgency(one: TicketStanding) -> tuple[bool, bool, str, str, str]:
    """Past the limit first, then near it, then by priority and by when the time ends."""
    return not (one.late or one.answer_late), not one.near, one.record.text("priority"), str(one.due or "9"), one.record.key


def priority_cell(record: Record) -> Cell:
    priority = record.text("priority")
    if not priority:
        return Cell("—", tone="muted")
    return Cell(status=Status(priority, PRIORITY_TONES.get(priority, "none")))


def hours_cell(book: Book, name: str, one: TicketStanding, allowed: int | None, *, late: bool) -> Cell:
    """Working hours used, of how many that were agreed or are usual."""
    cell = figure_cell(book, name, one.record.key)
    if allowed is None:
        return cell
    size = book.words.number(allowed / 60, 1)
    limit = book.say("of {hours} h", hours=size) if one.level.agreed else book.say("of {hours} h, usual", hours=size)
    return Cell(cell.text, cell.href, "bad" if late else "", cell.sort, whole(limit))


def due_cell(book: Book, one: TicketStanding) -> Cell:
    """When the agreed time ends, that of a missing answer first; late, near or standing still is said in words."""
    if one.answered is None and one.answer_due is not None and used(one.answer, one.level.answer) >= NEAR and not one.late:
        tone = "bad" if one.answer_late else "warn"
        note = book.say("answer past its limit") if one.answer_late else book.say("answer near its limit")
        return moment_cell(book, one.answer_due, note, tone)
    if one.due is None:
        if one.waiting is None:
            return Cell("—", tone="muted")
        return Cell(book.say("stands still"), sub=book.say("waits for the client since {day}", day=one.waiting.date()))
    tone = "bad" if one.late else "warn" if one.near else ""
    note = book.say("past the limit") if one.late else book.say("near the limit") if one.near else ""
    return moment_cell(book, one.due, note, tone)


def moment_cell(book: Book, due: datetime, note: str, tone: str) -> Cell:
    at = due.replace(second=0, microsecond=0)
    return Cell(whole(moment_text(book, at)), tone=tone, sort=at.isoformat(), sub=note, sub_tone=tone)


def moment_text(book: Book, at: datetime) -> str:
    return book.words.date(at, "day")


def open_blocks(book: Book, found: Sequence[TicketStanding]) -> tuple[Block, ...]:
    """Open tickets by need."""
    by_key = {one.record.key: one for one in found}
    waiting = sorted((one for one in found if one.open), key=urgency)

    def make(record: Record) -> Row:
        one = by_key[record.key]
        again = book.say("opened again") if one.reopened else ""
        return Row(
            (
                record_cell(book, record, again, where=True),
                priority_cell(record),
                status_cell(book, record),
                hours_cell(book, "first_answer", one, one.level.answer, late=one.answer_late),
                hours_cell(book, "solution", one, one.level.resolve, late=one.late),
                due_cell(book, one),
                owner_cell(book, record, book.say("no owner")),
            )
        )

    columns = (
        Column(book.say("Ticket"), wide=True),
        Column(book.say("Priority")),
        Column(book.say("State")),
        Column(book.say("First answer"), numeric=True),
        Column(book.say("Solution"), numeric=True),
        Column(book.say("Due")),
        Column(book.say("Owner")),
    )
    return bounded(
        book,
        [one.record for one in waiting],
        columns,
        make,
        book.say("Open tickets"),
        anchor="t-open",
        tools=True,
        empty=book.say("No ticket is open."),
    )


def done_blocks(book: Book, found: Sequence[TicketStanding]) -> tuple[Block, ...]:
    """The tickets resolved in the last 90 days, late ones first, folded."""
    done = sorted(recent(found, book.as_of), key=lambda one: not (one.late or one.answer_late))
    if not done:
        return ()
    by_key = {one.record.key: one for one in done}

    def make(record: Record) -> Row:
        one = by_key[record.key]
        grade = record.number("csat")
        return Row(
            (
                record_cell(book, record, where=True),
                priority_cell(record),
                hours_cell(book, "first_answer", one, one.level.answer, late=one.answer_late),
                hours_cell(book, "solution", one, one.level.resolve, late=one.late),
                Cell(book.say("{grade} of 5", grade=grade)) if grade is not None else Cell("—", tone="muted"),
                article_cell(book, record),
            )
        )

    columns = (
        Column(book.say("Ticket"), wide=True),
        Column(book.say("Priority")),
        Column(book.say("First answer"), numeric=True),
        Column(book.say("Solution"), numeric=True),
        Column(book.say("How they felt about it"), numeric=True),
        Column(book.say("Article")),
    )
    inner = bounded(
        book, [one.record for one in done], columns, make, book.say("Tickets resolved in the last 90 days"),
        anchor="t-done", tools=True, most=60,
    )  # fmt: skip
    summary = book.say_count("{count} resolved in the last 90 days", "{count} resolved in the last 90 days", len(done))
    return (folded(summary, *inner),)


def article_cell(book: Book, record: Record) -> Cell:
    keys = [key for key in book.conclusions.care.articles.get(record.key, ()) if key in book.hrefs]
    return key_cell(book, keys[0]) if keys else Cell("—", tone="muted")


def backlog_table(book: Book, found: Sequence[TicketStanding]) -> Table:
    """Open tickets by priority and age."""
    titles = bucket_titles(book)
    counted = backlog(found, book.as_of)
    columns = (
        Column(book.say("Priority")),
        *(Column(titles[name], numeric=True) for name in BUCKETS),
        Column(book.say("All"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(priority or book.say("None")),
                *(count_cell(row[name], AGE_TONES.get(name, "")) for name in BUCKETS),
                count_cell(sum(row.values())),
            )
        )
        for priority, row in counted.items()
    )
    sums = [sum(row[name] for row in counted.values()) for name in BUCKETS]
    total = Row((Cell(book.say("All")), *(count_cell(each) for each in sums), count_cell(sum(sums))))
    return Table(
        columns, rows, book.say("Open tickets by priority and age"), total=total, empty=book.say("No ticket is open.")
    )


def count_cell(count: int, tone: str = "") -> Cell:
    """A number that leads to the list; nothing is quiet."""
    return Cell(str(count), "#open", tone) if count else Cell("·", tone="muted", sort="0")


def flow_chart(book: Book, found: Sequence[TicketStanding]) -> tuple[Block, ...]:
    """Opened against resolved in the last twelve weeks."""
    rows = weeks(found, book.as_of)
    names = [book.words.date(week.monday, "day") for week in rows]
    opened, resolved = sum(week.opened for week in rows), sum(week.resolved for week in rows)
    summary = book.say_count(
        "In the last twelve weeks {opened} came in and {resolved} got resolved; {count} is left.",
        "In the last twelve weeks {opened} came in and {resolved} got resolved; {count} are left.",
        rows[-1].left, opened=opened, resolved=resolved,
    )  # fmt: skip
    picture = pairs([(week.opened, week.resolved) for week in rows], names, summary)
    if not picture:
        return (Block("none", book.say("No ticket was opened or resolved in the last twelve weeks.")),)
    columns = (
        Column(book.say("Week from")),
        Column(book.say("Opened"), numeric=True),
        Column(book.say("Resolved"), numeric=True),
        Column(book.say("Left"), numeric=True),
    )
    as_table = Table(
        columns,
        tuple(
            Row((Cell(name), Cell(str(week.opened)), Cell(str(week.resolved)), Cell(str(week.left))))
            for name, week in zip(names, rows, strict=True)
        ),
        book.say("Tickets opened and resolved by week"),
    )
    key = book.say("Full columns: opened. Pale columns: resolved. Weeks begin on Monday.")
    return (Block("chart", Chart(summary, picture, as_table, key)),)


def level_note(found: Sequence[TicketStanding]) -> bool:
    """Whether any ticket is held against times that nobody agreed on."""
    return any(not one.level.agreed for one in found)


def links(book: Book, keys: Sequence[str]) -> tuple[Anchor, ...]:
    return tuple(book.anchor(key) for key in keys if key in book.hrefs)
