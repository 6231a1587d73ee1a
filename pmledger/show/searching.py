"""Records by words in their ids, titles, fields and bodies, in any script."""

import re
from collections.abc import Iterator

from msgspec import Struct

from pmledger.language.translator import Translator
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.show import fields
from pmledger.show.listing import head_data
from pmledger.show.matching import fold
from pmledger.show.tables import Heading, Table
from pmledger.source.message import N_

VERSION = 1
AROUND = 40


class Hit(Struct, frozen=True):
    """A record that was found: how well (0 best), and the line and text around the first word found."""

    record: Record
    rank: int
    line: int
    excerpt: str


def search(ledger: Ledger, text: str) -> tuple[Hit, ...]:
    """The records that hold every word, those first whose id or title does; open ones before closed."""
    words = tuple(fold(word) for word in text.split())
    hits = (found for record in ledger.records if (found := hit(record, words)) is not None) if words else ()
    return tuple(sorted(hits, key=lambda one: (one.rank, one.record.closed)))


def hit(record: Record, words: tuple[str, ...]) -> Hit | None:
    ident, title = fold(record.id), fold(record.title)
    if words == (ident,):
        return Hit(record, 0, record.origin.line, "")
    if all(word in ident or word in title for word in words):
        return Hit(record, 1, record.origin.line, "")
    texts = [fold(part) for part in fields.words(record)]
    if not all(any(word in part for part in texts) for word in words):
        return None
    line, excerpt = place_of(record, words)
    return Hit(record, 2, line, excerpt)


def place_of(record: Record, words: tuple[str, ...]) -> tuple[int, str]:
    """The line of the first of the words in the record's own text or body, and what stands around it."""
    for start, end in own_parts(record):
        for word in words:
            found = re.compile(re.escape(word), re.IGNORECASE).search(record.source.text, start, end)
            if found:
                line, column = record.source.position(found.start())
                text = record.source.line_text(line)
                return line, around(text, column - 1, column - 1 + len(found[0]))
    return record.origin.line, ""


def own_parts(record: Record) -> Iterator[tuple[int, int]]:
    yield record.body.start, record.body.start + len(record.body.text)
    yield record.start, record.end


def around(line: str, start: int, end: int) -> str:
    low, high = max(0, start - AROUND), min(len(line), end + AROUND)
    return f"{'…' if low else ''}{line[low:high].strip()}{'…' if high < len(line) else ''}"


def as_table(hits: tuple[Hit, ...], translator: Translator) -> Table:
    headings = (N_("Record"), N_("Title"), N_("Place"), N_("Text"))
    return Table(
        tuple(Heading(translator.text(text)) for text in headings),
        tuple((one.record.key, one.record.title, f"{one.record.path}:{one.line}", one.excerpt) for one in hits),
    )


def as_data(hits: tuple[Hit, ...]) -> dict[str, object]:
    """The hits as docs/json.md describes them."""
    return {
        "version": VERSION,
        "hits": [head_data(one.record) | {"line": one.line, "excerpt": one.excerpt} for one in hits],
    }
