"""Feedback and its loop: received, acknowledged, answered, and what it altered."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.feedback import FeedbackStanding, Step, recent
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Status, Table
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, table
from pmledger.site.views.by_month import feedback_months
from pmledger.site.views.cells import (
    choice_cell,
    day_cell,
    key_cell,
    owner_cell,
    record_cell,
    status_cell,
)
from pmledger.site.views.feedback_path import altered_blocks, course_runs
from pmledger.site.views.figures import figure_cell, tile, why_href, written
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

TYPES = ("complaint", "question", "suggestion", "praise")
"""What asks for an answer most comes first."""
TYPE_TONES = {"complaint": "warn", "question": "info", "suggestion": "info", "praise": "good"}
MOST_CAUSES = 12
MOST_ANSWERED = 60


def standings(book: Book) -> tuple[FeedbackStanding, ...]:
    """The feedback that the site shows, as it stands."""
    found = (book.conclusions.care.feedback.get(one.key) for one in book.shown("feedback"))
    return tuple(one for one in found if one is not None)


def urgency(one: FeedbackStanding) -> tuple[bool, bool, int, str, str]:
    """Late answers first, then late acknowledgements, complaints before the rest, the oldest first."""
    late = one.open and one.answered is None and one.answer_late
    unsaid = one.open and one.acknowledged is None and one.acknowledge_late
    kind = one.record.text("type")
    return not late, not unsaid, TYPES.index(kind) if kind in TYPES else len(TYPES), str(one.answer_by), one.record.key


def lede(book: Book, found: Sequence[FeedbackStanding]) -> str:
    """How much waits for an answer, how much of it too long, and whether what was said led to anything."""
    words, waiting = book.words, [one for one in found if one.open]
    if waiting:
        count = len(waiting)
        parts = [
            capital(
                book.say_count(
                    "{n} thing that was said to us waits for an answer.",
                    "{n} things that were said to us wait for an answer.",
                    count,
                    n=spelled(words, count),
                )
            )
        ]
        late = [one for one in waiting if (one.answered is None and one.answer_late) or (one.acknowledged is None and one.acknowledge_late)]
        if late:
            told = book.say_count("{n} is past the norm", "{n} are past the norm", len(late), n=spelled(words, len(late)))
            parts.append(capital(book.say("{late}.", late=toned(told, "bad", "#open"))))
        else:
            parts.append(book.say("{none}.", none=toned(book.say("None is past the norm"), "good")))
    else:
        parts = [book.say("All that was said to us is answered.")]
    used = written(book, "feedback_used")
    if used.number is not None:
        share = toned(used.text, "", used.href)
        parts.append(book.say("{share} of what was asked for or complained of led to something.", share=share))
    return words.sentences(parts)


def days_cell(book: Book, name: str, key: str, *, late: bool, norm: int, done: bool) -> Cell:
    """Working days used, coloured once they are more than the norm; still running or done."""
    found = figure_cell(book, name, key)
    if found.runs:
        return found
    limit = book.say("norm {days}", days=norm)
    sub = limit if done else book.say("so far, {limit}", limit=limit)
    return Cell(found.text, found.href, "bad" if late else "", found.sort, sub)


def open_columns(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("What was said"), wide=True),
        Column(book.say("Type")),
        Column(book.say("State")),
        Column(book.say("Received")),
        Column(book.say("Acknowledged"), numeric=True),
        Column(book.say("Answered"), numeric=True),
        Column(book.say("Owner")),
    )


def open_row(book: Book, one: FeedbackStanding) -> Row:
    record, norms = one.record, one.norms
    return Row(
        (
            record_cell(book, record, where=True),
            type_cell(book, record),
            status_cell(book, record),
            day_cell(book, record.day("received_on")),
            days_cell(
                book, "acknowledge_days", record.key, late=one.acknowledge_late, norm=norms.acknowledge,
                done=one.acknowledged is not None,
            ),
            days_cell(
                book, "answer_days", record.key, late=one.answer_late, norm=norms.answer, done=one.answered is not None
            ),
            owner_cell(book, record, book.say("no owner")),
        )
    )  # fmt: skip


def type_cell(book: Book, record: Record) -> Cell:
    kind = record.text("type")
    return Cell(status=Status(book.words.choice_label(kind), TYPE_TONES.get(kind, "none"))) if kind else Cell("—")


def closed_columns(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("What was said"), wide=True),
        Column(book.say("Type")),
        Column(book.say("Answered"), numeric=True),
        Column(book.say("How they felt about it")),
        Column(book.say("What became of it"), wide=True),
    )


def closed_row(book: Book, one: FeedbackStanding) -> Row:
    record = one.record
    steps = book.conclusions.care.courses.get(record.key, ())
    return Row(
        (
            record_cell(book, record, where=True),
            type_cell(book, record),
            days_cell(
                book, "answer_days", record.key, late=one.answer_late, norm=one.norms.answer, done=one.answered is not None
            ),
            choice_cell(book, record, "satisfied_after"),
            became_cell(book, steps),
        )
    )


def became_cell(book: Book, steps: Sequence[Step]) -> Cell:
    found = course_runs(book, steps[:6])
    return Cell(runs=found) if found else Cell("—", tone="muted")


def loop_blocks(book: Book, found: Sequence[FeedbackStanding]) -> tuple[Block, ...]:
    """What waits, by need; what is answered folded with what became of it."""
    waiting = sorted((one for one in found if one.open), key=urgency)
    over = sorted((one for one in found if not one.open), key=lambda one: str(one.record.day("received_on")), reverse=True)
    by_key = {one.record.key: one for one in found}
    blocks = bounded(
        book,
        [one.record for one in waiting],
        open_columns(book),
        lambda record: open_row(book, by_key[record.key]),
        book.say("Open feedback"),
        anchor="t-open",
        tools=True,
        empty=book.say("No feedback is open."),
    )
    if not over:
        return blocks
    inner = bounded(
        book,
        [one.record for one in over],
        closed_columns(book),
        lambda record: closed_row(book, by_key[record.key]),
        book.say("Answered feedback"),
        anchor="t-answered",
        tools=True,
        most=MOST_ANSWERED,
    )
    summary = book.say_count("{count} answered", "{count} answered", len(over))
    return (*blocks, folded(summary, *inner))


def by_type(book: Book, found: Sequence[FeedbackStanding]) -> Table:
    """The last 180 days by type: how many, how many in time, how many led on."""
    late = recent(found, book.as_of)
    courses = book.conclusions.care.courses
    columns = (
        Column(book.say("Type"), wide=True),
        Column(book.say("Received"), numeric=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Answered in time"), numeric=True),
        Column(book.say("Answered late"), numeric=True),
        Column(book.say("Led to something"), numeric=True),
    )
    rows = []
    for kind in TYPES:
        mine = [one for one in late if one.record.text("type") == kind]
        if mine:
            numbers = (
                len(mine),
                sum(one.open for one in mine),
                sum(one.answered is not None and not one.answer_late for one in mine),
                sum(one.answered is not None and one.answer_late for one in mine),
                sum(bool(courses.get(one.record.key)) for one in mine),
            )
            label = Cell(book.words.choice_label(kind))
            rows.append(Row((label, *(number_cell(number, "bad" if at == 3 else "") for at, number in enumerate(numbers)))))
    return Table(
        columns, tuple(rows), book.say("Feedback by type in the last 180 days"),
        empty=book.say("No feedback was received in the last 180 days."),
    )  # fmt: skip


def number_cell(number: int, tone: str = "") -> Cell:
    return Cell(str(number), tone=tone) if number else Cell("·", tone="muted", sort="0")


def sources(book: Book, found: Sequence[FeedbackStanding]) -> Table:
    """Who speaks to us: each client, and our own people."""
    counted: dict[str, list[FeedbackStanding]] = {}
    for one in found:
        giver = book.ledger.get(one.record.target("from"))
        ours = giver is not None and giver.text("type") == "team"
        counted.setdefault("" if ours else one.record.client, []).append(one)
    rows = tuple(
        Row(
            (
                key_cell(book, client) if client else Cell(book.say("Our own people")),
                *(
                    number_cell(sum(one.record.text("type") == kind for one in mine), "warn" if kind == "complaint" else "")
                    for kind in TYPES
                ),
                open_cell(book, client, mine),
            )
        )
        for client, mine in sorted(counted.items(), key=lambda pair: (not any(one.open for one in pair[1]), pair[0]))
    )
    columns = (
        Column(book.say("From"), wide=True),
        *(Column(book.words.choice_label(kind), numeric=True) for kind in TYPES),
        Column(book.say("Open"), numeric=True),
    )
    return Table(columns, rows[:200], book.say("Feedback by where it comes from"))


def open_cell(book: Book, client: str, mine: Sequence[FeedbackStanding]) -> Cell:
    count = sum(one.open for one in mine)
    return Cell(str(count), why_href(book, "open_feedback", client) if client else "") if count else Cell("·", tone="muted", sort="0")


def causes_blocks(book: Book, found: Sequence[FeedbackStanding]) -> tuple[Block, ...]:
    """Why people complained, as far as somebody looked into it."""
    told = [one.record for one in found if one.record.text("type") == "complaint"]
    rows = [
        Row((record_cell(book, record, where=True), Cell(cause or book.say("not looked into yet"), tone="" if cause else "muted")))
        for record in sorted(told, key=lambda each: str(each.day("received_on")), reverse=True)[:MOST_CAUSES]
        for cause in (record.text("root_cause").strip(),)
    ]
    columns = (Column(book.say("Complaint"), wide=True), Column(book.say("Cause"), wide=True))
    return (
        table(Table(columns, tuple(rows), book.say("Causes of complaints"), empty=book.say("Nobody has complained."))),
    )


def pages(book: Book) -> Iterator[Page]:
    """All feedback by its loop."""
    found = standings(book)
    if not book.shown("feedback"):
        return
    sections: tuple[Section, ...] = (
        Section(head(book.say("What waits for an answer"), "open"), loop_blocks(book, found)),
        Section(head(book.say("From words to what they altered"), "altered"), altered_blocks(book, found)),
        Section(head(book.say("By type"), "types"), (table(by_type(book, found)),)),
        Section(
            head(book.say("By month"), "months"), (feedback_months(book, (one.record for one in found), TYPES),)
        ),
        Section(head(book.say("Where it comes from"), "from"), (table(sources(book, found)),)),
        Section(head(book.say("Causes of complaints"), "causes"), causes_blocks(book, found)),
    )
    path = "feedback.html"
    frame = book.frame(path, book.register("feedback").text, current=path, lede=runs(lede(book, found)))
    names = ("open_feedback", "acknowledged_in_time", "feedback_in_time", "feedback_used")
    yield Page(
        path, "feedback.html", Sheet(frame, tuple(tile(book, name) for name in names), sections, contents_of(sections))
    )
