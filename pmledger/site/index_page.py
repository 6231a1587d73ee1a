"""The list of all registers, by what they are about."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.site.book import ALL_REGISTERS, Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Frame, Heading, Row, Table
from pmledger.site.paths import href
from pmledger.site.plan import Plan


class IndexGroup(Struct, frozen=True):
    heading: Heading
    table: Table


class IndexView(Struct, frozen=True):
    frame: Frame
    groups: tuple[IndexGroup, ...]


def index_page(book: Book) -> Iterator[Page]:
    """`registers.html`: every kind that has records, with what it is for and how many are open."""
    by_group: dict[str, list[Plan]] = {}
    for plan in book.plans.values():
        by_group.setdefault(plan.spec.group, []).append(plan)
    groups = tuple(group_of(book, group, plans) for group, plans in by_group.items())
    frame = book.frame(ALL_REGISTERS, book.say("All registers"), current=ALL_REGISTERS)
    yield Page(ALL_REGISTERS, "registers.html", IndexView(frame, groups))


def group_of(book: Book, group: str, plans: list[Plan]) -> IndexGroup:
    title = book.words.group_label(group)
    columns = (
        Column(book.say("Register"), wide=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Closed"), numeric=True),
    )
    return IndexGroup(Heading(title), Table(columns, tuple(row_of(book, plan) for plan in plans), title))


def row_of(book: Book, plan: Plan) -> Row:
    closed = sum(record.closed for record in plan.records)
    purpose = book.words.text(plan.spec.purpose) if book.words.language == "en" else ""
    counts = (len(plan.records) - closed, closed)
    first = Cell(book.words.plural_label(plan.spec), href(plan.path), sub=purpose)
    return Row((first, *(Cell(book.words.number(count), sort=str(count)) for count in counts)))
