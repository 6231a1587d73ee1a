"""Tables of open and closed records: the open ones sorted by need, the closed ones folded, both bounded."""

from collections.abc import Callable, Iterable, Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Column, Heading, Row, Table
from pmledger.site.views.blocks import Block, folded, table, text, words
from pmledger.site.views.sentence import runs, toned

LONG = 12
"""Rows from which sorting and filtering are worth their controls."""
SHOWN = 60
"""Rows of a table on a page about the whole, the most pressing first; the registers by project hold the others."""
PAST = SHOWN // 2
"""Rows of a table of what is over or decided: it is read for the story, not for what to do."""
NAMED = 12
"""Registers that are named where more is left out; they are one click further on their projects' pages too."""
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
    most: int = SHOWN,
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
    unscoped = book.say("without project") if len(scopes) > 1 else book.register(kind).text
    links = [book.register(kind, scope, scope or unscoped) for scope in scopes[:NAMED]]
    names = [toned(link.text, "", link.href) for link in links]
    if (others := len(scopes) - NAMED) > 0:
        names.append(book.say_count("{count} more project", "{count} more projects", others))
    where = book.words.list_and(names)
    count = len(left)
    more = book.say_count("And {count} more: {where}.", "And {count} more: {where}.", count, where=where)
    return (text(runs(more)),)


def and_more(book: Book, left: int) -> tuple[Block, ...]:
    """How many a table or list leaves out; nothing when it has all."""
    return (words(book.say_count("And {count} more.", "And {count} more.", left)),) if left > 0 else ()


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
    most: int = SHOWN,
    past: int | None = None,
) -> tuple[Block, ...]:
    """The open records in a table, the closed ones in another that is folded and shorter."""
    every = tuple(records)
    opened = tuple(record for record in every if not record.closed)
    closed = tuple(record for record in every if record.closed)
    blocks = bounded(book, opened, columns, make, caption, anchor=anchor, tools=tools, empty=empty, most=most)
    if not closed:
        return blocks
    summary = book.say_count("{count} closed", "{count} closed", len(closed))
    title = f"{caption}{book.words.colon}{summary}"
    inner = bounded(book, closed, columns, make, title, anchor=f"{anchor}-closed", tools=tools, most=most // 2 if past is None else past)
    return (*blocks, folded(summary, *inner))


def head(title: str, anchor: str = "", *links: Anchor) -> Heading:
    return Heading(title, anchor, links)
