"""Assumptions, constraints and dependencies: what is still to be known, by when, and what came of what failed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.views.blocks import Block, Section, Sheet, folded
from pmledger.site.views.cells import (
    brief,
    choice_cell,
    day_cell,
    joined,
    passage,
    place_cell,
    record_cell,
    status_cell,
)
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

CONSEQUENCES = ("risk", "issue", "change")
"""What may follow from something that turned out to be wrong."""


def due(record: Record) -> date | None:
    """The first day by which somebody has to know it or to have it."""
    days = [day for field in ("validate_by", "needed_by") if (day := record.day(field)) is not None]
    return min(days, default=None)


def is_late(book: Book, record: Record) -> bool:
    day = due(record)
    return day is not None and day < book.as_of


def follows(book: Book, record: Record) -> tuple[Anchor, ...]:
    """The risks, issues and changes that the record names or that name it, each once."""
    keys = [link.target for link in record.links]
    keys += [one.key for kind in CONSEQUENCES for one in book.ledger.pointing_at(record.key, kind)]
    found = (book.ledger.get(key) for key in dict.fromkeys(keys))
    return tuple(
        book.anchor(one.key) for one in found if one is not None and one.kind in CONSEQUENCES and one.key in book.hrefs
    )


def provider_cell(book: Book, record: Record) -> Cell:
    """Who provides a dependency, else who finds out."""
    key = record.target("provider") or ("" if record.text("provider") else record.owner)
    if key in book.hrefs:
        return Cell(runs=(book.anchor(key),))
    return Cell(record.text("provider")) if record.text("provider") else Cell("—", tone="muted")


def open_blocks(book: Book, records: Sequence[Record]) -> tuple[Block, ...]:
    """What is still to be known or to come, the earliest first; what has no day last."""
    columns = (
        Column(book.say("Assumption"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Type")),
        Column(book.say("From whom")),
        Column(book.say("Age"), numeric=True),
        Column(book.say("Due")),
        Column(book.say("Risk, issue or change"), wide=True),
    )

    def make(record: Record) -> Row:
        ties = follows(book, record)
        return Row(
            (
                record_cell(book, record, brief(passage(record, "impact_if_false"), 140)),
                place_cell(book, record),
                choice_cell(book, record, "type"),
                provider_cell(book, record),
                figure_cell(book, "age", record.key),
                day_cell(book, due(record), late=is_late(book, record)),
                Cell(runs=joined(ties, book.words.comma)) if ties else Cell("—", tone="muted"),
            )
        )

    waiting = sorted(records, key=lambda record: (due(record) or date.max, record.key))
    caption, empty = book.say("Still to be known"), book.say("Nothing is taken for granted.")
    return bounded(book, waiting, columns, make, caption, anchor="t-open", tools=True, empty=empty)


def failed_blocks(book: Book, records: Sequence[Record]) -> tuple[Block, ...]:
    """What turned out to be wrong, with what follows from it; that of which nothing follows first."""
    columns = (
        Column(book.say("Assumption"), wide=True),
        Column(book.say("Project")),
        Column(book.say("What follows from it"), wide=True),
    )

    def make(record: Record) -> Row:
        ties = follows(book, record)
        return Row(
            (
                record_cell(book, record, brief(passage(record, "outcome"), 140)),
                place_cell(book, record),
                Cell(runs=joined(ties, book.words.comma)) if ties else Cell(book.say("nothing yet"), tone="bad"),
            )
        )

    ranked = sorted(records, key=lambda record: (bool(follows(book, record)), record.key))
    caption, empty = book.say("Turned out to be wrong"), book.say("Nothing turned out to be wrong.")
    return bounded(book, ranked, columns, make, caption, anchor="t-failed", empty=empty)


def settled_blocks(book: Book, records: Sequence[Record]) -> tuple[Block, ...]:
    if not records:
        return ()
    columns = (Column(book.say("Assumption"), wide=True), Column(book.say("Project")), Column(book.say("State")))

    def make(record: Record) -> Row:
        found = record_cell(book, record, brief(passage(record, "outcome"), 140))
        return Row((found, place_cell(book, record), status_cell(book, record)))

    summary = book.say_count("{count} settled", "{count} settled", len(records))
    return (folded(summary, *bounded(book, records, columns, make, summary, anchor="t-settled")),)


def lede(book: Book, waiting: Sequence[Record], failed: Sequence[Record]) -> str:
    """How many are still to be known, how many of them late, the oldest, and how many failed without a consequence."""
    words, count = book.words, len(waiting)
    late = sum(is_late(book, record) for record in waiting)
    bare = sum(not follows(book, record) for record in failed)
    parts = [
        book.say_count("{n} is still to be known.", "{n} are still to be known.", count, n=spelled(words, count))
        if count
        else book.say("Nothing is still to be known.")
    ]
    if late:
        told = toned(book.say_count("{n} is overdue", "{n} are overdue", late, n=spelled(words, late)), "bad")
        parts.append(book.say("{late}.", late=told))
    oldest = max(waiting, key=lambda record: written(book, "age", record.key).number or 0, default=None)
    if oldest is not None and (age := written(book, "age", oldest.key)).number:
        name = toned(oldest.title, "", book.href(oldest.key))
        parts.append(book.say("The oldest is “{title}”: {days}.", title=name, days=toned(age.text, "b", age.href)))
    if failed:
        n = spelled(words, len(failed))
        parts.append(book.say_count("{n} turned out to be wrong.", "{n} turned out to be wrong.", len(failed), n=n))
    if bare:
        told = book.say_count("of {n} nothing follows yet", "of {n} nothing follows yet", bare, n=spelled(words, bare))
        parts.append(book.say("{late}.", late=toned(capital(told), "bad")))
    return words.sentences([capital(part) for part in parts])


def of_state(records: Iterable[Record], *states: str) -> tuple[Record, ...]:
    return tuple(record for record in records if record.status in states)


def pages(book: Book) -> Iterator[Page]:
    """The log of what is relied on."""
    every = book.shown("assumption")
    if not every:
        return
    waiting, failed = of_state(every, "open"), of_state(every, "invalidated")
    sections = (
        Section(head(book.say("Still to be known"), "open"), open_blocks(book, waiting)),
        Section(
            head(book.say("Turned out to be wrong"), "failed"),
            (*failed_blocks(book, failed), *settled_blocks(book, of_state(every, "validated", "closed"))),
        ),
    )
    path = "assumptions.html"
    frame = book.frame(path, book.register("assumption").text, current=path, lede=runs(lede(book, waiting, failed)))
    yield Page(path, "assumptions.html", Sheet(frame, (), sections))
