"""Documents: what there is, where each is kept, who answers for it, and what must be read again or may go."""

from collections.abc import Iterator, Sequence
from datetime import date

from pmledger.analysis.documents import (
    STATES,
    by_type,
    is_address,
    may_go,
    may_go_soon,
    review_late,
    review_soon,
    service_of,
)
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Item, Row, Table
from pmledger.site.paths import workspace_path
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, listed, table
from pmledger.site.views.cells import choice_cell, day_cell, key_cell, record_cell, short_name, status_cell, whole
from pmledger.site.views.registers import head, open_and_closed
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "documents.html"
MISSING = "PM271"
"""The fault of a document whose file is not where it says."""
CHANGED = "PM289"
"""The fault of a document whose file is not the one that was registered."""
MOST_NEEDS = 20
TYPE_ORDER = (
    "contract", "plan", "specification", "design", "test", "manual", "report", "minutes", "record", "template", "other",
)  # fmt: skip


def is_missing(book: Book, document: Record) -> bool:
    return has_fault(book, document, MISSING)


def is_changed(book: Book, document: Record) -> bool:
    return has_fault(book, document, CHANGED)


def has_fault(book: Book, document: Record, code: str) -> bool:
    return any(fault.code == code for fault in book.faults.get(document.key, ()))


def place_of(book: Book, document: Record) -> Cell:
    """Where a document is kept: a service on the web, a file of the workspace, or nowhere any more."""
    location = document.text("location")
    if not location:
        return Cell(book.say("nowhere"), tone="bad")
    if is_address(location):
        return Cell(service_of(location) or location, location if location.startswith(("https:", "http:")) else "")
    name = location.rpartition("/")[2]
    if is_missing(book, document):
        return Cell(name, tone="bad", sub=book.say("the file is not there"), sub_tone="bad")
    target = book.files.get(workspace_path(document.path, location)) or book.files.get(location, "")
    if is_changed(book, document):
        return Cell(name, target, sub=book.say("changed since it was registered"), sub_tone="bad")
    return Cell(name, target, sub=book.say("in this workspace"))


def keeper_cell(book: Book, document: Record) -> Cell:
    """Who answers for it, else who wrote it."""
    return key_cell(book, document.owner or document.target("author"))


def by_class(documents: Sequence[Record]) -> tuple[Record, ...]:
    """By type in the order in which projects make them, then by title."""
    rank = {name: at for at, name in enumerate(TYPE_ORDER)}
    return tuple(sorted(documents, key=lambda one: (rank.get(one.text("type"), len(rank)), one.title, one.key)))


def document_blocks(book: Book, documents: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Document"), wide=True),
        Column(book.say("Type")),
        Column(book.say("Classification")),
        Column(book.say("Kept in")),
        Column(book.say("Owner")),
        Column(book.say("State")),
        Column(book.say("Read again by")),
        Column(book.say("Keep until")),
    )
    return open_and_closed(
        book,
        by_class(documents),
        columns,
        lambda one: document_row(book, one),
        book.say("Documents"),
        anchor="t-documents",
        empty=book.say("No document is in use."),
    )


def document_row(book: Book, one: Record) -> Row:
    until = one.day("retention_until")
    gone = may_go(one, book.as_of)
    return Row(
        (
            record_cell(book, one, about(book, one)),
            choice_cell(book, one, "type"),
            classification_cell(book, one),
            place_of(book, one),
            keeper_cell(book, one),
            status_cell(book, one),
            day_cell(book, one.day("review_by"), late=review_late(one, book.as_of)),
            day_cell(book, until, sub=book.say("may go") if gone else ""),
        )
    )


def about(book: Book, one: Record) -> str:
    """Its version and whose it is."""
    version = one.text("version")
    parts = (book.say("version {version}", version=version) if version else "", short_name(book, one.project or one.client))
    return " · ".join(part for part in parts if part)


def classification_cell(book: Book, one: Record) -> Cell:
    """How secret it is: internal where nothing is written."""
    return Cell(book.words.choice_label(one.text("classification") or "internal"))


def types_table(book: Book, documents: Sequence[Record]) -> Table:
    """How many of each type stand in each state."""
    spec = book.schema.kinds["document"]
    used = [state for state in STATES if any(one.status == state for one in documents)]
    columns = (
        Column(book.say("Type"), wide=True),
        *(Column(book.words.state_label(spec, state), numeric=True) for state in used),
        Column(book.say("All"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(book.words.choice_label(name) if name else book.say("None")),
                *(number_cell(book, counts.get(state, 0)) for state in used),
                number_cell(book, sum(counts.values())),
            )
        )
        for name, counts in by_type(documents).items()
    )
    return Table(columns, rows, book.say("Documents by type and state"), "types", stack=False)


def number_cell(book: Book, count: int) -> Cell:
    return Cell(book.words.number(count), sort=str(count)) if count else Cell("·", tone="muted", sort="0")


def needs(book: Book, documents: Sequence[Record]) -> tuple[Item, ...]:
    """What is missing, what is to be read again, what may go; the most pressing first."""
    found = [item for one in documents if not one.closed for item in needs_of(book, one)]
    order = ("bad", "warn", "info")
    return tuple(item for _, item in sorted(found, key=lambda pair: (order.index(pair[1].tone), pair[0])))[:MOST_NEEDS]


def needs_of(book: Book, one: Record) -> Iterator[tuple[date, Item]]:
    """Each with the day it is sorted by."""
    by, until = one.day("review_by"), one.day("retention_until")
    if is_missing(book, one):
        yield date.min, need(book, one, book.say("The file of {title} is not there", title=one.title), "bad", None)
    if is_changed(book, one):
        yield date.min, need(book, one, book.say("The file of {title} is not the one registered", title=one.title), "bad", None)
    if by is not None and review_late(one, book.as_of):
        yield by, need(book, one, book.say("{title} was to be read again", title=one.title), "warn", by)
    elif by is not None and review_soon(one, book.as_of):
        yield by, need(book, one, book.say("{title} is to be read again soon", title=one.title), "info", by)
    if until is not None and may_go(one, book.as_of):
        yield until, need(book, one, book.say("{title} may go: it need not be kept any longer", title=one.title), "info", until)
    elif until is not None and may_go_soon(one, book.as_of):
        yield until, need(book, one, book.say("{title} may go soon", title=one.title), "info", until)


def need(book: Book, one: Record, text: str, tone: str, day: date | None) -> Item:
    word = {"bad": book.say("urgent"), "warn": book.say("overdue"), "info": book.say("soon")}[tone]
    when = whole(book.words.date(day)) if day else ""
    return Item(capital(text), book.href(one.key), tone, keeper_cell(book, one).text.replace("—", ""), when, word)


def lede(book: Book, documents: Sequence[Record]) -> str:
    """How many there are and where, and what is wrong with them."""
    words = book.words
    opened = [one for one in documents if not one.closed]
    if not opened:
        return book.say("No document is in use.")
    count = len(opened)
    elsewhere = sum(1 for one in opened if is_address(one.text("location")))
    first = capital(
        book.say_count("{n} document is in use", "{n} documents are in use", count, n=spelled(words, count))
    )
    where = (
        book.say("{first}, {elsewhere} of them kept elsewhere on the web.", first=first, elsewhere=spelled(words, elsewhere))
        if elsewhere
        else book.say("{first}, all in this workspace.", first=first)
    )
    missing = sum(1 for one in opened if is_missing(book, one))
    late = sum(1 for one in opened if review_late(one, book.as_of))
    parts = []
    if missing:
        parts.append(toned(book.say_count("{n} file is not there", "{n} files are not there", missing, n=spelled(words, missing)), "bad"))
    changed = sum(1 for one in opened if is_changed(book, one))
    if changed:
        parts.append(toned(book.say_count("{n} is not the one registered", "{n} are not those registered", changed, n=spelled(words, changed)), "bad"))
    if late:
        parts.append(toned(book.say_count("{n} is overdue for reading", "{n} are overdue for reading", late, n=spelled(words, late)), "warn"))
    if not parts:
        return words.sentences([where, book.say("Every file is there, and none is overdue for reading.")])
    return words.sentences([where, capital(book.say("{parts}.", parts=words.list_and(parts)))])


def pages(book: Book) -> Iterator[Page]:
    """All documents by type, with where each is kept."""
    documents = book.shown("document")
    if not documents:
        return
    sections = (
        Section(
            head(book.say("Needs somebody"), "needs"),
            (listed(needs(book, documents), book.say("Every file is there; nothing is to be read again or may go.")),),
        ),
        Section(head(book.say("Where each is kept"), "kept"), document_blocks(book, documents)),
        Section(head(book.say("By type"), "by-type"), (table(types_table(book, documents)),)),
    )
    frame = book.frame(PATH, book.register("document").text, current=PATH, lede=runs(lede(book, documents)))
    yield Page(PATH, "documents.html", Sheet(frame, (), sections, contents_of(sections)))
