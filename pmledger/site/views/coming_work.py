"""Whether the team has time for what may come in."""

from collections.abc import Sequence

from pmledger.analysis.coming_work import (
    ComingWork,
    coming_work,
    free_weeks,
    not_comparable,
    without_effort,
)
from pmledger.analysis.load import WEEKS
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.views.blocks import Block, text
from pmledger.site.views.cells import day_cell, record_cell
from pmledger.site.views.figures import written
from pmledger.site.views.registers import bounded
from pmledger.site.views.sentence import runs, toned


def capacity_blocks(book: Book, waiting: Sequence[Record]) -> tuple[Block, ...]:
    """The answer in a sentence, then each opportunity that says how much work it would be."""
    premises = book.conclusions.premises
    free = free_weeks(book.conclusions.relations.loads, book.ledger)
    coming = coming_work(waiting, free, premises, book.as_of)
    if not coming:
        return (Block("none", book.say("No open opportunity says how much work it would be (effort).")),)
    columns = (
        Column(book.say("Opportunity"), wide=True),
        Column(book.say("Work could begin")),
        Column(book.say("Effort"), numeric=True),
        Column(book.say("By its odds"), numeric=True),
        Column(book.say("Free from then on"), numeric=True),
    )
    caption = book.say("Work that may come in, and the hours the team has for it")
    by_key = {one.chance.key: one for one in coming}
    chances = [one.chance for one in coming]
    rows = bounded(book, chances, columns, lambda one: coming_row(book, by_key[one.key]), caption, anchor="t-capacity")
    return (text(runs(answer(book, coming, len(waiting)))), *rows)


def coming_row(book: Book, one: ComingWork) -> Row:
    return Row(
        (
            record_cell(book, one.chance),
            day_cell(book, one.start),
            Cell(book.say("{hours} h", hours=round(one.hours))),
            Cell(book.say("{hours} h", hours=round(one.weighted))) if one.weighted is not None else Cell("—", tone="muted"),
            Cell(book.say("{hours} h", hours=round(one.free)))
            if one.free is not None
            else Cell("—", tone="muted", sub=book.say("beyond {weeks} weeks", weeks=WEEKS) if one.start else ""),
        )
    )


def answer(book: Book, coming: Sequence[ComingWork], waiting: int) -> str:
    """Whether the hours suffice, and what is not known."""
    words, work, free = book.words, written(book, "pipeline_work"), written(book, "pipeline_free")
    parts = []
    if work.number is None or free.number is None:
        parts.append(book.say("Whether the team has time for them is unknown{colon}{reason}.", colon=words.colon, reason=work.reason))
    else:
        scarce = work.number > free.number
        told = (
            book.say("By their odds they would take {work}, and the team has only {free} left in the planned weeks after the first answer.", work=toned(work.text, "warn", work.href), free=toned(free.text, "b", free.href))
            if scarce
            else book.say("By their odds they would take {work}; the team has {free} left in the planned weeks after the first answer.", work=toned(work.text, "b", work.href), free=toned(free.text, "b", free.href))
        )  # fmt: skip
        parts.append(told)
        if beyond := sum(1 for one in coming if not one.comparable):
            parts.append(book.say("{part}.", part=words.render(not_comparable(beyond))))
    if silent := waiting - len(coming):
        parts.append(book.say("{part}.", part=words.render(without_effort(silent))))
    return words.sentences(parts)
