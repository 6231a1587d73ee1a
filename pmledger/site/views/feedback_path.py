"""The path from what somebody said to what it altered."""

from collections.abc import Iterable, Sequence

from pmledger.analysis.feedback import FeedbackStanding, Step, altered
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, table
from pmledger.site.views.cells import joined, key_cell, record_cell, short_name, status_cell
from pmledger.site.views.figures import written
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, toned


def course_runs(book: Book, steps: Iterable[Step]) -> Runs:
    """What became of the words, the nearest first, as links with their kinds."""
    anchors = [
        Anchor(
            book.say("{kind} “{title}”", kind=book.words.kind_label(book.spec(step.record)), title=step.record.title),
            book.href(step.record.key),
        )
        for step in steps
        if step.record.key in book.hrefs
    ]
    return joined(anchors, " → ")


def altered_blocks(book: Book, found: Sequence[FeedbackStanding]) -> tuple[Block, ...]:
    """From words to what is different since: each feedback that altered something, the latest first."""
    rows = []
    for one in sorted(found, key=lambda each: str(each.record.day("received_on")), reverse=True):
        steps = [step for step in book.conclusions.care.courses.get(one.record.key, ()) if step.record.key in book.hrefs]
        changed = tuple(altered(steps).values())
        if changed:
            rows.append(
                Row(
                    (
                        record_cell(book, one.record, where=True),
                        key_cell(book, one.record.target("from")),
                        Cell(runs=course_runs(book, steps[:6])),
                        status_cell(book, changed[-1]),
                    )
                )
            )
    columns = (
        Column(book.say("What was said"), wide=True),
        Column(book.say("By")),
        Column(book.say("What it altered"), wide=True),
        Column(book.say("How far it is")),
    )
    empty = book.say("No feedback has altered anything yet.")
    return (table(Table(columns, tuple(rows[:60]), book.say("From words to what they altered"), empty=empty)),)


def extra(book: Book) -> MakeExtra:
    """What the page of a feedback adds: its times against the norm, and its path to what it altered."""

    def make(record: Record) -> Extra:
        standing = book.conclusions.care.feedback.get(record.key)
        if standing is None:
            return Extra()
        steps = [step for step in book.conclusions.care.courses.get(record.key, ()) if step.record.key in book.hrefs]
        section = Section(head(book.say("What became of it"), "became"), path_blocks(book, steps))
        return Extra(runs(loop_sentence(book, standing)), (section,))

    return make


def loop_sentence(book: Book, one: FeedbackStanding) -> str:
    """How long it took, or has been waiting."""
    key = one.record.key
    said, answered = written(book, "acknowledge_days", key), written(book, "answer_days", key)
    parts = []
    if said.number is not None:
        tone = "bad" if one.acknowledge_late else ""
        days = toned(said.text, tone, said.href)
        if one.acknowledged and said.number == 0:
            parts.append(book.say("Acknowledged on the {day}.", day=toned(book.say("same day"), tone, said.href)))
        elif one.acknowledged:
            parts.append(book.say("Acknowledged after {days}.", days=days))
        else:
            parts.append(book.say("Not acknowledged for {days}.", days=days))
    if answered.number is not None:
        days = toned(answered.text, "bad" if one.answer_late else "", answered.href)
        if one.answered:
            parts.append(book.say("Answered after {days}.", days=days))
        else:
            parts.append(book.say("Waits for an answer for {days}; the norm is {norm}.", days=days, norm=one.norms.answer))
    return book.words.sentences(parts)


def path_blocks(book: Book, steps: Sequence[Step]) -> tuple[Block, ...]:
    """The path from the words on, a step a row."""
    if not steps:
        return (Block("none", book.say("Nothing has come of it yet.")),)
    columns = (
        Column(book.say("What"), wide=True),
        Column(book.say("Kind")),
        Column(book.say("State")),
        Column(book.say("Where")),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, step.record),
                Cell(book.words.kind_label(book.spec(step.record))),
                status_cell(book, step.record),
                Cell(short_name(book, step.record.project or step.record.client) or "—"),
            )
        )
        for step in steps
    )
    return (table(Table(columns, rows, book.say("What became of it"))),)
