"""Needs by client and segment: what was asked for, what is agreed, delivered and accepted."""

from collections import Counter
from collections.abc import Iterable, Mapping

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, label, table
from pmledger.site.views.cells import MOST
from pmledger.site.views.registers import and_more
from pmledger.site.views.waves import client_cell

STAGES: Mapping[str, tuple[str, ...]] = {
    "heard": ("captured", "analysed"),
    "agreed": ("agreed", "in_progress"),
    "delivered": ("delivered", "verified"),
    "accepted": ("accepted",),
}
"""What a need has come to, by the states of a requirement; those put off or refused are in none."""


def stage_of(need: Record) -> str:
    return next((stage for stage, states in STAGES.items() if need.status in states), "")


def needs_blocks(book: Book) -> tuple[Block, ...]:
    """A client a row, those with most unmet needs first, with the sum over all; the same by segment."""
    counted: dict[str, Counter[str]] = {}
    for need in book.shown("requirement"):
        if need.client and (stage := stage_of(need)):
            row = counted.setdefault(need.client, Counter())
            row[stage] += 1
            row["must"] += need.text("priority") == "must" and stage in {"heard", "agreed"}
    if not counted:
        return (Block("none", book.say("No need is recorded.")),)
    ranked = sorted(counted.items(), key=lambda pair: (-unmet(pair[1]), pair[0]))
    rows = tuple(Row((client_cell(book, client), *cells(book, row, client))) for client, row in ranked[:MOST])
    total = Row((Cell(book.say("All")), *cells(book, sum_of(counted.values()), "")))
    clients = Table(columns(book, book.say("Client")), rows, book.say("Needs by client"), total=total)
    segments = Table(columns(book, book.say("Segment")), segment_rows(book, counted), book.say("Needs by segment"))
    return (table(clients), *and_more(book, len(ranked) - MOST), label(book.say("By segment")), table(segments))


def columns(book: Book, first: str) -> tuple[Column, ...]:
    return (
        Column(first, wide=True),
        Column(book.say("Heard"), numeric=True),
        Column(book.say("Agreed"), numeric=True),
        Column(book.say("Delivered"), numeric=True),
        Column(book.say("Accepted"), numeric=True),
        Column(book.say("Must, not delivered"), numeric=True),
    )


def segment_rows(book: Book, counted: Mapping[str, Counter[str]]) -> tuple[Row, ...]:
    """The needs of all clients of a segment, in the workspace's order of segments."""
    groups: dict[str, list[Counter[str]]] = {}
    for client, row in counted.items():
        record = book.ledger.get(client)
        groups.setdefault(record.text("segment") if record else "", []).append(row)
    order = {name: at for at, name in enumerate(book.settings.segments)}
    ranked = sorted(groups.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return tuple(
        Row(
            (
                Cell(
                    book.words.choice_label(segment) if segment else book.say("Without segment"),
                    sub=book.say_count("{count} client", "{count} clients", len(rows)),
                ),
                *cells(book, sum_of(rows), ""),
            )
        )
        for segment, rows in ranked
    )


def sum_of(rows: Iterable[Counter[str]]) -> Counter[str]:
    return sum(rows, Counter[str]())


def unmet(row: Mapping[str, int]) -> int:
    return row.get("heard", 0) + row.get("agreed", 0)


def cells(book: Book, row: Mapping[str, int], client: str) -> tuple[Cell, ...]:
    """The counts, each leading to the client's list of needs."""
    target = f"{book.href(client)}#requirements" if client and book.href(client) else ""
    return tuple(
        Cell(str(row[name]), target) if row.get(name) else Cell("·", tone="muted", sort="0") for name in (*STAGES, "must")
    )
