"""What the page of a status report says beyond its fields: its colours, and its figures as issued."""

from itertools import pairwise

from pmledger.analysis.health import Rag
from pmledger.analysis.reporting import DIMENSIONS, colours_then, ends_on, issued, kept, manager_colours, overall_then
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.paths import href
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.report.health import rag_cell
from pmledger.site.report.money import frozen_table
from pmledger.site.report.narrative import lines_of
from pmledger.site.report.status import has_status, status_path
from pmledger.site.views.blocks import Block, Section, table
from pmledger.site.views.cells import of_scope
from pmledger.site.views.ragwords import TONES, rag_word
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, toned

LINES = ("highlights", "next_steps", "decisions_needed", "asks")
SHOWN = ("rag", "figures", *LINES)
"""Fields that are shown better here."""


def extra(book: Book) -> MakeExtra:
    """For each status report: its answer in a sentence, and what it froze."""
    before: dict[str, Record] = {}
    for project in book.ledger.of("project"):
        done = issued(of_scope(book, project, "status_report"), book.as_of)
        before |= {later.key: earlier for later, earlier in pairwise(done)}
        if done:
            before |= {
                report.key: done[0]
                for report in of_scope(book, project, "status_report")
                if report.status == "draft" and ends_on(report) > ends_on(done[0])
            }
    return lambda report: of_report(book, report, before.get(report.key))


def of_report(book: Book, report: Record, before: Record | None) -> Extra:
    """What one report adds to its page."""
    colours = colours_block(book, report, before)
    sections = [
        Section(head(line_title(book, name), name.replace("_", "-")), (Block("todo", items),))
        for name in LINES
        if (items := lines_of(book, report, name))
    ]
    if colours is not None:
        sections.append(Section(head(book.say("Health"), "health"), (table(colours),)))
    if report.status == "issued":
        project = book.ledger.get(report.project)
        today = (Anchor(book.say("Today"), href(status_path(project))),) if project and has_status(project) else ()
        title = head(book.say("Figures as issued"), "figures", *today)
        sections.append(Section(title, (table(frozen_table(book, report, before)),)))
    return Extra(runs(lede(book, report, before)), tuple(sections), SHOWN)


def line_title(book: Book, name: str) -> str:
    """What a list of sentences is called on the reports."""
    return {
        "highlights": book.say("Done"),
        "next_steps": book.say("Next"),
        "decisions_needed": book.say("Decisions that are needed"),
        "asks": book.say("Support that is needed"),
    }[name]


def told(book: Book, colour: Rag) -> str:
    word = rag_word(book, colour)
    return toned(word.lower() if book.words.language == "en" else word, TONES[colour])


def lede(book: Book, report: Record, before: Record | None) -> str:
    """How the project stood, and whether that was better or worse than before."""
    colour, on = overall_then(report), report.day("issued_on")
    parts = []
    if report.status != "issued" or on is None:
        parts.append(book.say("A draft: nothing in it is issued yet."))
    elif colour is Rag.NONE:
        parts.append(book.say("Issued on {day}.", day=on))
    else:
        parts.append(book.say("Issued on {day}: {health}.", day=on, health=told(book, colour)))
    if before is not None and overall_then(before) is not Rag.NONE:
        link = toned(before.title, "", book.href(before.key))
        parts.append(
            book.say("The report before, {report}, said: {health}.", report=link, health=told(book, overall_then(before)))
        )
    return book.words.sentences(parts)


def colours_block(book: Book, report: Record, before: Record | None) -> Table | None:
    """Dimension by dimension: by the rules as frozen, as the manager saw it, and in the report before."""
    ruled = colours_then(report) if any(name.startswith("health") for name in kept(report)) else {}
    mine = manager_colours(report)
    earlier = colours_then(before) if before is not None else {}
    names = [name for name in ("overall", *DIMENSIONS, *mine) if name in ruled or name in mine]
    if not names:
        return None
    columns = [Column(book.say("Dimension"), wide=True)]
    sources = [(book.say("By the rules"), ruled), (book.say("By the manager"), mine), (book.say("The report before"), earlier)]
    shown = [(title, found) for title, found in sources if found]
    columns += [Column(title) for title, _ in shown]
    rows = tuple(
        Row((Cell(book.words.choice_label(name)), *(rag_cell(book, found.get(name)) for _, found in shown)))
        for name in dict.fromkeys(names)
    )
    return Table(tuple(columns), rows, book.say("Health by dimension"))
