"""Defects: which are open and for how long, whether they are mended as fast as they are found, where they come from."""

from collections.abc import Iterable, Sequence
from datetime import date

from pmledger.analysis.quality import Register, by_severity, closed_on, is_done, pareto, real_defects
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Status, Table
from pmledger.site.views.ageing import ageing_table
from pmledger.site.views.blocks import Block, Section, table, text
from pmledger.site.views.cells import MOST, brief, choice_cell, key_cell, owner_cell, passage, place_cell, record_cell
from pmledger.site.views.figures import figure_anchor, figure_of
from pmledger.site.views.flows import FlowWords, flow_block, pareto_block
from pmledger.site.views.quality_tables import SUMMARY
from pmledger.site.views.registers import head, open_and_closed
from pmledger.site.views.sentence import runs, toned

SEVERITY_TONES = {"critical": "bad", "major": "bad", "minor": "warn", "cosmetic": "none"}
RANK = {"critical": 0, "major": 1, "minor": 2, "cosmetic": 3}


def defect_sections(
    book: Book, own: Register, subject: str, *, where: bool
) -> tuple[Section | tuple[Section, ...], ...]:
    """How many a product has and how many escaped, what is open, how it came and went, and what it comes from."""
    real = real_defects(own.defects, book.as_of)
    if not own.defects:
        looked = any(is_done(check, book.as_of) for check in own.checks)
        told = (
            book.say("None of the checks found a defect.")
            if looked
            else book.say("Nothing has been checked yet: no defect is known, which is not the same as no defect.")
        )
        return (Section(head(book.say("Defects"), "defects"), (Block("none", told),)),)
    come = [found for one in real if (found := one.day("found_on")) is not None]
    gone = [ended for one in real if (ended := closed_on(one, book.as_of)) is not None]
    return (
        Section(
            head(book.say("Defects"), "defects"),
            (
                *density(book, subject),
                table(severity_table(book, own.defects)),
                *defect_blocks(book, own.defects, where=where),
            ),
        ),
        (
            Section(head(book.say("Found and closed"), "curve"), (found_and_closed(book, come, gone),)),
            Section(head(book.say("Where they come from"), "causes"), (causes(book, real),)),
        ),
    )


def density(book: Book, subject: str) -> tuple[Block, ...]:
    """Defects a product and the share that nobody found before it was in use, each with how many went into it."""
    parts = []
    for name, make in (("defect_density", per_product), ("escape_rate", escaped)):
        figure = figure_of(book, name, subject)
        if figure is not None and figure.value is not None:
            share = figure_anchor(book, name, subject)
            count = sum(1 for given in figure.inputs if given.record)
            parts.append(make(book, toned(share.text, "b", share.href), count))
    return (text(runs(book.words.sentences(parts))),) if parts else ()


def per_product(book: Book, number: str, count: int) -> str:
    return book.say_count(
        "{number} defects per deliverable that anybody looked at (n = {count}).",
        "{number} defects per deliverable that anybody looked at (n = {count}).", count, number=number,
    )  # fmt: skip


def escaped(book: Book, share: str, count: int) -> str:
    return book.say_count(
        "{share} of those with a stage were found only in operation (n = {count}).",
        "{share} of those with a stage were found only in operation (n = {count}).", count, share=share,
    )  # fmt: skip


def severity_table(book: Book, defects: Iterable[Record]) -> Table:
    """Open defects by severity and age, with their sums."""
    found = by_severity(defects, book.as_of)
    names = {severity: book.words.choice_label(severity) for severity in found}
    caption = book.say("Open defects by severity and age")
    return ageing_table(book, found, names, caption, anchor="severity", href="#t-defects")


def defect_blocks(book: Book, defects: Iterable[Record], *, where: bool) -> tuple[Block, ...]:
    """The gravest first, within them the oldest."""
    place = (Column(book.say("Project")),) if where else ()
    columns = (
        Column(book.say("Defect"), wide=True),
        *place,
        Column(book.say("Severity")),
        Column(book.say("State")),
        Column(book.say("Deliverable")),
        Column(book.say("Age"), numeric=True),
        Column(book.say("Cause")),
        Column(book.say("Owner")),
    )
    order = sorted(defects, key=lambda one: (RANK.get(one.text("severity"), 4), one.day("found_on") or date.max, one.key))
    return open_and_closed(
        book,
        order,
        columns,
        lambda one: defect_row(book, one, where=where),
        book.say("Defects"),
        anchor="t-defects",
        empty=book.say("No defect is open."),
        most=SUMMARY if where else MOST,
    )


def defect_row(book: Book, defect: Record, *, where: bool) -> Row:
    severity = defect.text("severity")
    found = defect.day("found_on")
    ended = None if is_open(defect, book.as_of) else closed_on(defect, book.as_of) or book.as_of
    age = None if found is None else ((ended or book.as_of) - found).days
    note = passage(defect, "findings") or defect.body.text
    return Row(
        (
            record_cell(book, defect, brief(note, 100)),
            *((place_cell(book, defect),) if where else ()),
            Cell(
                status=Status(book.words.choice_label(severity), SEVERITY_TONES.get(severity, "none")),
                sort=str(RANK.get(severity, 4)),
            ),
            Cell(status=book.status(defect)),
            key_cell(book, defect.target("deliverable")),
            Cell("—" if age is None else book.say_count("{count} day", "{count} days", age), sort=str(age or 0)),
            choice_cell(book, defect, "cause"),
            owner_cell(book, defect, "" if defect.closed else book.say("no owner")),
        )
    )


def found_and_closed(book: Book, come: Sequence[date], gone: Sequence[date]) -> Block:
    """Whether defects are closed as fast as they are found."""
    found, closed = len(come), sum(1 for one in gone if one <= book.as_of)
    summary = book.say(
        "{found} found, {closed} closed, {left} left.",
        found=book.words.number(found),
        closed=book.words.number(closed),
        left=book.words.number(found - closed),
    )
    words = FlowWords(
        summary, book.say("Defects found and closed over time"), book.say("found"), book.say("closed"), book.say("open")
    )
    return flow_block(book, come, gone, words)


def causes(book: Book, real: Sequence[Record]) -> Block:
    """Causes of all defects ever found, the most frequent first."""
    found = pareto(defect.text("cause") for defect in real)
    first = next((cause for cause in found if cause.name), None)
    summary = (
        book.say("No defect names its cause.")
        if first is None
        else book.say(
            "Most come from {cause}: {share} of them.",
            cause=book.words.choice_label(first.name),
            share=book.words.percent(round(100 * first.count / len(real))),
        )
    )
    return pareto_block(
        book,
        found if first else (),
        lambda name: book.words.choice_label(name) if name else book.say("no cause given"),
        summary,
        book.say("Causes of defects"),
    )
