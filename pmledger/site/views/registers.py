"""Tables of open and closed records: the open ones sorted by need, the closed ones folded, both bounded."""

from collections.abc import Callable, Iterable, Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Column, Heading, Row, Table
from pmledger.site.views.blocks import Block, folded, table, text
from pmledger.site.views.cells import MOST
from pmledger.site.views.sentence import runs, toned

LONG = 12
"""Rows from which sorting and filtering are worth their controls."""
MakeRow = Callable[[Record], Row]


def bounded(
    book: Book,
    records: Sequence[Record],
    columns: tuple[Column, ...],
    make: MakeRow,
    caption: str,
    *,
    anchor: str = "",
    tools: bool = False,
    empty: str = "",
    most: int = MOST,
) -> tuple[Block, ...]:
    """A table of the first records, and what is left out in a sentence with links to where it is."""
    shown = records[:most]
    part = Table(
        columns, tuple(make(record) for record in shown), caption, anchor, tools and len(shown) >= LONG, None, empty
    )
    return (table(part), *rest(book, records[most:]))


def rest(book: Book, left: Sequence[Record]) -> tuple[Block, ...]:
    """How many more there are, and the registers that show them."""
    if not left:
        return ()
    kind = left[0].kind
    scopes = tuple(dict.fromkeys(record.scope for record in left))
    links = [book.register(kind, scope, scope or book.say("without project")) for scope in scopes[:MOST]]
    where = book.words.list_and(toned(link.text, "", link.href) for link in links)
    count = len(left)
    more = book.say_count("And {count} more: {where}.", "And {count} more: {where}.", count, where=where)
    return (text(runs(more)),)


def open_and_closed(
    book: Book,
    records: Iterable[Record],
    columns: tuple[Column, ...],
    make: MakeRow,
    caption: str,
    *,
    anchor: str,
    empty: str,
    tools: bool = True,
    most: int = MOST,
) -> tuple[Block, ...]:
    """The open records in a table, the closed ones in another that is folded."""
    every = tuple(records)
    opened = tuple(record for record in every if not record.closed)
    closed = tuple(record for record in every if record.closed)
    blocks = bounded(book, opened, columns, make, caption, anchor=anchor, tools=tools, empty=empty, most=most)
    if not closed:
        return blocks
    summary = book.say_count("{count} closed", "{count} closed", len(closed))
    inner = bounded(
        book, closed, columns, make, f"{caption}{book.words.colon}{summary}", anchor=f"{anchor}-closed", tools=tools, most=most
    )
    return (*blocks, folded(summary, *inner))


def head(title: str, anchor: str = "", *links: Anchor) -> Heading:
    return Heading(title, anchor, links)
