"""Look-backs: what teams want to keep and to better, how they felt, and what came of their actions."""

from collections.abc import Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.views.blocks import Block
from pmledger.site.views.cells import day_cell, key_cell, place_cell, record_cell
from pmledger.site.views.figures import figure_cell
from pmledger.site.views.registers import bounded

NAMED = 2


def look_back_blocks(book: Book) -> tuple[Block, ...]:
    """Retrospectives, the latest first; the mood stands beside the one before in the same project."""
    every = sorted(
        (one for one in book.shown("retrospective") if one.status != "cancelled"),
        key=lambda one: (str(one.day("date") or ""), one.key), reverse=True,
    )  # fmt: skip
    before = moods_before(every)
    columns = (
        Column(book.say("Look-back"), wide=True),
        Column(book.say("Of")),
        Column(book.say("Date")),
        Column(book.say("To improve"), wide=True),
        Column(book.say("Actions done"), numeric=True),
        Column(book.say("Mood"), numeric=True),
    )
    return bounded(
        book, every, columns, lambda one: look_back_row(book, one, before), book.say("Look-backs, the latest first"),
        anchor="t-look-backs", empty=book.say("No team has looked back yet."),
    )  # fmt: skip


def moods_before(every: Sequence[Record]) -> dict[str, Record]:
    """The earlier look-back of the same project, where both say how the team felt."""
    later: dict[str, Record] = {}
    found = {}
    for one in every:
        if one.number("mood") is None:
            continue
        if one.project in later:
            found[later[one.project].key] = one
        later[one.project] = one
    return found


def look_back_row(book: Book, one: Record, before: dict[str, Record]) -> Row:
    wishes = one.texts("to_improve")
    more = len(wishes) - NAMED
    sub = book.say_count("and {count} more", "and {count} more", more) if more > 0 else ""
    scope = one.target("scope")
    return Row(
        (
            record_cell(book, one),
            key_cell(book, scope) if scope in book.hrefs else place_cell(book, one),
            day_cell(book, one.day("date")),
            Cell(" · ".join(wishes[:NAMED]) or "—", sub=sub),
            figure_cell(book, "actions_done", one.key),
            mood_cell(book, one, before.get(one.key)),
        )
    )


def mood_cell(book: Book, one: Record, earlier: Record | None) -> Cell:
    """From 1 to 5, with the one before."""
    mood = one.number("mood")
    if mood is None:
        return Cell("—", tone="muted")
    then = earlier.number("mood") if earlier is not None else None
    sub = book.say("before: {mood}", mood=book.words.number(then, 1)) if then is not None else ""
    return Cell(book.words.number(mood, 1), sub=sub, sort=str(mood))
