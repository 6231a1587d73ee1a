"""Bodies and text fields of records as prose, with every link in them resolved."""

from collections.abc import Iterator

from pmledger.ledger.record import Link, PartText, Record
from pmledger.reader.entry import Body
from pmledger.site.book import Book
from pmledger.site.box_lines import spoken_boxes
from pmledger.site.parts import Anchor, Prose
from pmledger.site.paths import workspace_path
from pmledger.site.tongues import foreign


def body_of(book: Book, record: Record, *, level: int = 2, prefix: str = "") -> Prose | None:
    """The body of a record, without a first heading that only repeats its title; None when it has none."""
    text = without_title(record.body.text, record.title)
    return prose_of(book, record, text, prefix=prefix, level=level) if text.strip() else None


def part_texts(book: Book, record: Record) -> tuple[tuple[str, Prose], ...]:
    """The texts of files beside the record's own, each with its title."""
    return tuple((part.title, part_prose(book, record, part, f"part-{number}")) for number, part in enumerate(record.parts, 1))


def part_prose(book: Book, record: Record, part: PartText, prefix: str) -> Prose:
    links = links_in(book, part.source.path, part.body, part.links)
    text, links = spoken_boxes(book, record, without_title(part.body.text, part.title), links)
    return Prose(text, links, prefix, 3, foreign(part.body.text, book.words.language))


def prose_of(book: Book, record: Record, text: str, *, prefix: str, level: int = 3) -> Prose:
    """A text field of a record."""
    told, links = spoken_boxes(book, record, text, links_of(book, record))
    return Prose(told, links, prefix, level, foreign(text, book.words.language))


def in_body(record: Record, field: str) -> bool:
    """Whether a text field was written as a part of the body, or as the whole of it."""
    if any(section.field == field for section in record.body.sections):
        return True
    value = record.values.get(field)
    return isinstance(value, str) and bool(value.strip()) and value.strip() == record.body.text.strip()


def without_title(text: str, title: str) -> str:
    """The text without a first `# Title`."""
    first, _, rest = text.lstrip().partition("\n")
    return rest.lstrip("\r\n") if first.startswith("# ") and first[2:].strip() == title else text


def links_of(book: Book, record: Record) -> tuple[tuple[str, Anchor], ...]:
    """Where the links in a record's body lead, by their target as written."""
    return links_in(book, record.path, record.body, record.links)


def links_in(book: Book, path: str, body: Body, links: tuple[Link, ...]) -> tuple[tuple[str, Anchor], ...]:
    """Where the links in a text of the file `path` lead, by their target as written."""
    return tuple(dict(written_links(book, path, body, links)).items())


def written_links(book: Book, path: str, body: Body, links: tuple[Link, ...]) -> Iterator[tuple[str, Anchor]]:
    resolved = {link.start: link.target for link in links if link.field == "body"}
    for link in body.links:
        target = resolved.get(link.start)
        if target is not None:
            anchor = book.anchor(target)
            yield link.target, Anchor(anchor.text, anchor.href)
        elif not link.wiki:
            copied = book.files.get(workspace_path(path, link.target))
            if copied:
                yield link.target, Anchor(link.label, copied)


