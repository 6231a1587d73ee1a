"""Check boxes in a text as people say them: the person and whom it was promised as links, days as dates."""

from datetime import date

from pmledger.ledger.names import Scope
from pmledger.ledger.record import Record
from pmledger.reader.boxes import Marked, marked_boxes
from pmledger.site.book import Book
from pmledger.site.parts import Anchor

Links = tuple[tuple[str, Anchor], ...]
PARTIES = {"person": ("person",), "promise": ("client", "person"), "owed-by": ("client", "person")}
"""The kinds of record that a mark may name."""


def spoken_boxes(book: Book, record: Record, text: str, links: Links) -> tuple[str, Links]:
    """The text of a record with the marks of its check boxes told in words, and its links with those that came by it."""
    found = marked_boxes(text)
    if not found:
        return text, links
    here = Scope(record.project.rpartition(":")[2], record.client.rpartition(":")[2])
    more: dict[str, Anchor] = {}
    at = 0
    parts: list[str] = []
    for box in found:
        parts += (text[at : box.start], told(book, box, here, more))
        at = box.end
    return "".join((*parts, text[at:])), (*links, *more.items())


def told(book: Book, box: Marked, here: Scope, links: dict[str, Anchor]) -> str:
    """A line's words, then its marks; the links of its references are added to `links`."""
    marks = " · ".join(mark_words(book, key, value, here, links) for key, value in box.marks)
    return book.say("{action} — {marks}", action=box.words, marks=marks) if box.words else marks


def mark_words(book: Book, key: str, value: str, here: Scope, links: dict[str, Anchor]) -> str:
    """One mark in words; as it was written where it names nobody and no day."""
    written = f"@{value}" if key == "person" else f"{key}:{value}"
    if key in PARTIES:
        name = book.ledger.resolve(value, PARTIES[key], here).name
        if name is None:
            return written
        links[written] = book.anchor(name.key)
        return party_words(book, key, f"[[{written}]]")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return written
    return book.say("done {day}", day=day) if key == "done" else book.say("due {day}", day=day)


def party_words(book: Book, key: str, link: str) -> str:
    match key:
        case "promise":
            return book.say("promised to {whom}", whom=link)
        case "owed-by":
            return book.say("owed by {whom}", whom=link)
    return link
