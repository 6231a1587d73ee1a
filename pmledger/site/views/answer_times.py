"""How soon we answer what clients write, message by message, against what we have promised ourselves."""

from collections.abc import Sequence
from fractions import Fraction

from pmledger.analysis.answers import Answer
from pmledger.analysis.figure import decimal
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Item, Row, Status, Table
from pmledger.site.views.blocks import Block, folded, label, table
from pmledger.site.views.cells import day_cell, key_cell, lang_of, short_name
from pmledger.site.views.plan_items import LONGEST, audience, channel
from pmledger.site.views.registers import bounded

FIRST = 8
"""Messages shown at once; the earlier ones are folded."""


def visible(book: Book, found: Sequence[Answer]) -> tuple[Answer, ...]:
    return tuple(one for one in found if one.message.key in book.hrefs)


def hours_text(book: Book, hours: Fraction) -> str:
    return book.say("{hours} h", hours=book.words.number(decimal(hours), 1)).replace(" ", "\u00a0")


def late_items(book: Book, found: Sequence[Answer]) -> tuple[Item, ...]:
    """Messages that wait for longer than their norm allows."""
    return tuple(
        Item(
            one.message.title,
            book.href(one.message.key),
            "bad",
            " · ".join(
                part
                for part in (
                    short_name(book, one.message.client),
                    channel(book, one.message),
                    book.say("to be answered within {hours}", hours=hours_text(book, one.norm)) if one.norm else "",
                )
                if part
            ),
            book.say("waits {hours}", hours=hours_text(book, one.hours)),
            book.say("not answered"),
        )
        for one in visible(book, found)
        if one.waits and one.late
    )


def verdict(book: Book, one: Answer) -> Status:
    """Answered in time or late, or waiting; without a norm nothing is judged."""
    if one.waits:
        return Status(book.say("Waits too long"), "bad") if one.late else Status(book.say("Waits"), "info")
    if one.norm is None:
        return Status(book.say("Answered"), "none")
    return Status(book.say("Late"), "warn") if one.late else Status(book.say("In time"), "good")


def answer_blocks(book: Book, found: Sequence[Answer]) -> tuple[Block, ...]:
    """The messages of 90 days, those that wait first; earlier ones folded."""
    shown = visible(book, found)
    if not shown:
        return (Block("none", book.say("No written message from a client is recorded in the last 90 days.")),)
    columns = (
        Column(book.say("Message"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Received")),
        Column(book.say("Answer")),
        Column(book.say("Working time"), numeric=True),
        Column(book.say("Norm"), numeric=True),
        Column(book.say("State")),
    )

    def rows(part: Sequence[Answer]) -> tuple[Row, ...]:
        return tuple(
            Row(
                (
                    Cell(
                        one.message.title, book.href(one.message.key), sub=channel(book, one.message),
                        lang=lang_of(book, one.message.title),
                    ),
                    key_cell(book, one.message.client),
                    day_cell(book, one.message.day("date")),
                    reply_cell(book, one.answer),
                    Cell(hours_text(book, one.hours), sort=str(float(one.hours))),
                    Cell(hours_text(book, one.norm), book.href(one.rule)) if one.norm is not None else Cell("—", tone="muted"),
                    Cell(status=verdict(book, one)),
                )
            )
            for one in part
        )  # fmt: skip

    first = table(Table(columns, rows(shown[:FIRST]), book.say("Messages and their answers"), "t-answers"))
    earlier = shown[FIRST:LONGEST]
    if not earlier:
        return (first,)
    summary = book.say_count("{count} earlier", "{count} earlier", len(shown) - FIRST)
    return (first, folded(summary, table(Table(columns, rows(earlier), summary, "t-answers-earlier"))))


def reply_cell(book: Book, answer: Record | None) -> Cell:
    if answer is None:
        return Cell("—", tone="muted")
    on = answer.day("date")
    sub = book.words.date(on) if on else ""
    if answer.key not in book.hrefs:
        return Cell(book.say("(restricted)"), sub=sub)
    return Cell(answer.title, book.href(answer.key), sub=sub, lang=lang_of(book, answer.title))


def norm_blocks(book: Book) -> tuple[Block, ...]:
    """Within which working time whom is answered, by channel."""
    norms = [one for one in book.shown("comm_plan") if one.status == "active" and one.duration("answer_within") is not None]
    if not norms:
        return (
            label(book.say("Norms")),
            Block("none", book.say("No plan item states within which time a message is answered (answer_within).")),
        )
    columns = (
        Column(book.say("Audience"), wide=True),
        Column(book.say("Channel")),
        Column(book.say("Answered within"), numeric=True),
        Column(book.say("Client")),
        Column(book.say("Plan item")),
    )

    def make(plan: Record) -> Row:
        allowed = plan.duration("answer_within")
        return Row(
            (
                Cell(runs=audience(book, plan)),
                Cell(channel(book, plan)),
                Cell(book.words.duration(allowed) if allowed else "—"),
                key_cell(book, plan.client),
                Cell(plan.title, book.href(plan.key), lang=lang_of(book, plan.title)),
            )
        )

    ordered = sorted(norms, key=lambda plan: (plan.client, plan.text("channel"), plan.key))
    return (label(book.say("Norms")), *bounded(book, ordered, columns, make, book.say("Norms of answering"), anchor="t-norms", most=LONGEST))
