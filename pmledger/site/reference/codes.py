"""Every fault with its explanation, by what it is about."""


from collections.abc import Iterator

from msgspec import Struct

from pmledger.language.explanations import explanation
from pmledger.site.book import FAULT_TONES, Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Prose, Row, Status, Table
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, Sheet
from pmledger.site.views.faultwords import severity_word
from pmledger.site.views.registers import head
from pmledger.source.diagnostic import Fault
from pmledger.source.message import N_
from pmledger.workspace.codes import faults

HUNDREDS = (
    ("0", N_("Files and their text")),
    ("1", N_("Fields, values and references")),
    ("2", N_("Records of one kind")),
    ("3", N_("Registers that must agree")),
    ("4", N_("History")),
    ("5", N_("The configuration")),
    ("9", N_("Our own")),
)
"""What the codes are about, by their first digit."""



class Explanation(Struct, frozen=True):
    """A fault as a reader of the site sees it."""

    anchor: str
    code: str
    name: str
    status: Status
    prose: Prose


def by_hundred() -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults().values():
        found.setdefault(fault.code[2], []).append(fault)
    return found


def codes_path(hundred: str) -> str:
    return f"reference/codes-{hundred}.html"


def code_href(code: str) -> str:
    """Where a fault is explained."""
    return f"{href(codes_path(code[2]))}#{code}"


def codes_table(book: Book) -> Table:
    """What the codes are about, and how many there are."""
    found = by_hundred()
    rows = tuple(
        Row(
            (
                Cell(book.words.text(title), href(codes_path(digit))),
                Cell(f"PM{digit}xx"),
                Cell(book.words.number(len(found[digit])), sort=str(len(found[digit]))),
            )
        )
        for digit, title in HUNDREDS
        if digit in found
    )
    columns = (Column(book.say("What check finds"), wide=True), Column(book.say("Codes")), Column(book.say("Number"), numeric=True))
    return Table(columns, rows, book.say("Faults"))


def explained(book: Book, fault: Fault) -> Explanation:
    tone = FAULT_TONES[fault.severity]
    text = explanation(fault, book.words.language).strip()
    status = Status(severity_word(book, fault.severity), tone)
    return Explanation(fault.code, fault.code, fault.name, status, Prose(text, prefix=fault.code.lower(), level=4))


def codes_page(book: Book, digit: str, title: str, found: list[Fault]) -> Page:
    path = codes_path(digit)
    heading = book.words.text(title)
    parts = tuple(explained(book, fault) for fault in found)
    sections = (Section(head(book.say("Faults"), "faults"), (Block("codes", parts),)),)
    lede = book.say_count(
        "{count} fault that pmledger check finds, and how each is mended.",
        "{count} faults that pmledger check finds, and how each is mended.",
        len(found),
    )
    frame = book.frame(
        path,
        heading,
        current="glossary.html",
        crumbs=(Anchor(book.say("Glossary"), "glossary.html"), Anchor(book.say("Reference"), "reference.html")),
        lede=(Anchor(lede),),
    )
    return Page(path, "reference.html", Sheet(frame, (), sections, ()))


def pages(book: Book) -> Iterator[Page]:
    """A page for each hundred of codes."""
    found = by_hundred()
    for digit, title in HUNDREDS:
        if digit in found:
            yield codes_page(book, digit, title, found[digit])
