"""What the search box looks through, as a script file that also loads from a disk."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Frame

SEARCH_DATA = "search-data.js"
FOUND_BY = {"lesson": ("situation", "applies_to"), "article": ("category", "keywords")}
"""Kinds that are looked for by the situation they help in, with the fields that tell it."""
LONGEST = 300
"""Characters of a passage that are searched."""


class SearchView(Struct, frozen=True):
    """Rows of title, href, kind, what it belongs to, and further words (id, tags)."""

    frame: Frame
    rows: tuple[tuple[str, str, str, str, str], ...]


def search_data(book: Book) -> Iterator[Page]:
    rows = tuple(row_of(book, record) for plan in book.plans.values() for record in plan.records)
    yield Page(SEARCH_DATA, "search-data.jinja", SearchView(Frame(book.site, ""), rows))


def row_of(book: Book, record: Record) -> tuple[str, str, str, str, str]:
    belongs = [found.title for key in (record.project, record.client) if key and (found := book.ledger.get(key))]
    told = (part for name in FOUND_BY.get(record.kind, ()) for part in (record.text(name)[:LONGEST], *record.texts(name)))
    words = (record.id, *record.texts("tags"), *(part for part in told if part))
    kind = book.words.kind_label(book.spec(record))
    return record.title, book.href(record.key), kind, " · ".join(belongs), " ".join(words)
