"""Promises: what we owe our clients and they owe us, what was kept, late, broken, or moved by agreement."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmledger.analysis.promises import (
    agreed_by,
    carried_until,
    client_of,
    is_late,
    is_moved,
    is_ours,
    judged,
    kept_on,
    missed_by,
    original_due,
    owed,
)
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Status
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, listed
from pmledger.site.views.cells import day_cell, joined, key_cell, lang_of, short_name, visible
from pmledger.site.views.figures import figure_anchor, figure_cell, tile, written
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_URGENT = 12
"""Promises named at the top; the tables below have them all."""


def shown_promises(book: Book, promises: Iterable[Record]) -> tuple[Record, ...]:
    """Those that the site shows, the earliest due first."""
    return tuple(sorted(visible(book, promises), key=lambda one: (one.day("due") or date.max, one.key)))


def said_in(book: Book, promise: Record) -> str:
    """The key of the talk or other record in which it was said: as written, else the record that holds its line."""
    key = promise.target("said_in") or promise.parent
    parent = book.ledger.get(key)
    return key if parent is not None and parent.kind not in {"project", "client"} else ""


def outcome(book: Book, promise: Record) -> Status:
    """What became of it in a word: kept, kept late, open, late, broken, withdrawn."""
    kept = kept_on(promise, book.as_of)
    if kept is not None:
        late = is_late(promise, book.as_of)
        return Status(book.say("Kept late") if late else book.say("Kept"), "warn" if late else "good")
    if is_open(promise, book.as_of):
        late = is_late(promise, book.as_of)
        return Status(book.say("Late") if late else book.say("Open"), "bad" if late else "none")
    return book.status(promise)


def moved_note(book: Book, promise: Record) -> tuple[str, str]:
    """That the date was moved, from when and with whose agreement, and the tone of it."""
    first = original_due(promise)
    if not is_moved(promise):
        return "", ""
    names = [short_name(book, key) for key in agreed_by(promise) if key in book.hrefs]
    since = book.words.date(first) if first and first != promise.day("due") else ""
    if names:
        who = book.words.list_and(dict.fromkeys(names))
        return (
            book.say("moved from {day}, agreed by {people}", day=since, people=who)
            if since
            else book.say("moved, agreed by {people}", people=who)
        ), ""
    text = book.say("moved from {day}, nobody agreed", day=since) if since else book.say("moved, nobody agreed")
    return text, "warn"


def due_note(book: Book, promise: Record) -> Cell:
    """When it is due: overdue by how much, moved from when."""
    due = promise.day("due")
    if is_open(promise, book.as_of) and due is not None and due < book.as_of:
        days = (book.as_of - due).days
        return day_cell(book, due, late=True, sub=book.say_count("{count} day over", "{count} days over", days))
    note, tone = moved_note(book, promise)
    return day_cell(book, due, sub=note, sub_tone=tone or "muted")


def carried_cell(book: Book, promise: Record) -> Cell:
    """What keeps it, and whether that comes too late."""
    keys = [key for key in promise.targets.get("carried_by", ()) if key in book.hrefs]
    if not keys:
        return Cell("—", tone="muted")
    expected, _ = carried_until(promise, book.ledger, book.conclusions.timetable)
    late = missed_by(promise, expected) if is_open(promise, book.as_of) else 0
    sub = book.say_count("{count} day too late", "{count} days too late", late) if late else ""
    return Cell(runs=joined((book.anchor(key) for key in keys[:4]), " · "), sub=sub, sub_tone="bad" if late else "")


def promise_blocks(
    book: Book, promises: Sequence[Record], caption: str, anchor: str, empty: str, *, where: bool, done: bool = False
) -> tuple[Block, ...]:
    """Promises as a table; with `done` their outcome and the day they were kept."""
    columns = (
        Column(book.say("Promise"), wide=True),
        *((Column(book.say("Client")),) if where else ()),
        Column(book.say("State")),
        Column(book.say("Who")),
        Column(book.say("Due")),
        Column(book.say("Kept on") if done else book.say("Carried by")),
        Column(book.say("Said in")),
    )

    def make(promise: Record) -> Row:
        said = said_in(book, promise)
        title = Cell(promise.title, book.href(promise.key), lang=lang_of(book, promise.title))
        return Row(
            (
                title,
                *((key_cell(book, client_of(promise, book.ledger)),) if where else ()),
                Cell(status=outcome(book, promise)),
                key_cell(book, promise.owner),
                due_note(book, promise),
                kept_cell(book, promise) if done else carried_cell(book, promise),
                said_cell(book, said),
            )
        )

    return bounded(book, promises, columns, make, caption, anchor=anchor, tools=where, empty=empty)


def kept_cell(book: Book, promise: Record) -> Cell:
    kept, due = kept_on(promise, book.as_of), promise.day("due")
    if kept is None:
        return Cell("—", tone="muted", sub=promise.text("reason")[:120])
    late = (kept - due).days if due and kept > due else 0
    sub = book.say_count("{count} day late", "{count} days late", late) if late else ""
    return day_cell(book, kept, sub=sub, sub_tone="warn" if late else "")


def said_cell(book: Book, key: str) -> Cell:
    """The talk in which it was said, with its day."""
    record = book.ledger.get(key)
    if record is None or key not in book.hrefs:
        return Cell("—", tone="muted")
    on = record.day("date")
    return Cell(record.title, book.href(key), sub=book.words.date(on) if on else "", lang=lang_of(book, record.title))


def urgent(book: Book, promises: Sequence[Record]) -> tuple[Item, ...]:
    """What is late or will be missed: ours before theirs, the longest late first."""
    ours = [one for one in promises if is_ours(one) and is_late(one, book.as_of)]
    missed = [
        one
        for one in owed(promises, book.as_of)
        if not is_late(one, book.as_of) and missed_by(one, carried_until(one, book.ledger, book.conclusions.timetable)[0])
    ]
    theirs = [one for one in promises if not is_ours(one) and is_late(one, book.as_of) and is_open(one, book.as_of)]
    late = [one for one in ours if is_open(one, book.as_of)]
    return (
        *(late_item(book, one, "bad") for one in late),
        *(missed_item(book, one) for one in missed),
        *(late_item(book, one, "warn") for one in theirs),
    )[:MOST_URGENT]


def late_item(book: Book, promise: Record, tone: str) -> Item:
    days = (book.as_of - (promise.day("due") or book.as_of)).days
    side = short_name(book, client_of(promise, book.ledger))
    who = short_name(book, promise.owner) if promise.owner else ""
    told = book.say("we owe {client}", client=side) if is_ours(promise) else book.say("{client} owes us", client=side)
    return Item(
        promise.title,
        book.href(promise.key),
        tone,
        " · ".join(part for part in (told if side else "", who) if part),
        book.say_count("{count} day over", "{count} days over", days),
        book.say("late"),
    )


def missed_item(book: Book, promise: Record) -> Item:
    expected, key = carried_until(promise, book.ledger, book.conclusions.timetable)
    carrier = book.ledger.get(key)
    told = book.say(
        "“{carrier}” is expected on {day}",
        carrier=carrier.title if carrier and key in book.hrefs else book.say("(restricted)"),
        day=expected,
    )
    due = promise.day("due")
    return Item(
        promise.title, book.href(promise.key), "warn", told, book.words.date(due) if due else "", book.say("will be missed")
    )


def of_judged(book: Book, promises: Iterable[Record], field: str) -> str:
    """From how many promises a share is reckoned, by the date that counts for it."""
    count = len(judged(promises, book.as_of, field))
    return book.say("of {count}", count=count) if count else ""


def client_rows(book: Book) -> tuple[Block, ...]:
    """What is owed both ways and how well promises are kept, client by client, most that is late first."""
    found = book.conclusions.relations.promises
    clients = [client for client in book.shown("client") if found.get(client.key)]
    order = {client.key: -(written(book, "late_promises", client.key).number or 0) for client in clients}
    columns = (
        Column(book.say("Client"), wide=True),
        Column(book.say("We owe"), numeric=True),
        Column(book.say("Late"), numeric=True),
        Column(book.say("Owed to us"), numeric=True),
        Column(book.say("Kept in time"), numeric=True),
        Column(book.say("By the first date"), numeric=True),
    )

    def make(client: Record) -> Row:
        late = written(book, "late_promises", client.key).number
        of = of_judged(book, found.get(client.key, ()), "due")
        return Row(
            (
                key_cell(book, client.key),
                figure_cell(book, "open_promises", client.key),
                figure_cell(book, "late_promises", client.key, tone="bad" if late else "muted"),
                figure_cell(book, "owed_to_us", client.key),
                figure_cell(book, "kept_rate", client.key, sub=of),
                figure_cell(book, "kept_rate_original", client.key, sub=of_judged(book, found.get(client.key, ()), "original_due")),
            )
        )

    ordered = sorted(clients, key=lambda client: (order[client.key], client.title))
    return bounded(book, ordered, columns, make, book.say("Promises by client"), anchor="t-clients", tools=True)


def lede(book: Book, promises: Sequence[Record]) -> str:
    """What we owe, what of it is late, what is owed to us, how many were kept."""
    words, ours = book.words, owed(promises, book.as_of)
    theirs = owed(promises, book.as_of, ours=False)
    late = sum(is_late(one, book.as_of) for one in ours)
    first = capital(
        book.say_count(
            "we owe our clients {n} thing", "we owe our clients {n} things", len(ours), n=spelled(words, len(ours))
        )
    )
    if late:
        told = toned(book.say_count("{n} of it late", "{n} of them late", len(ours), n=spelled(words, late)), "bad")
        first = book.say("{owed}, {late}.", owed=first, late=told)
    elif ours:
        first = book.say("{owed}, {late}.", owed=first, late=toned(book.say("none of it late"), "good"))
    else:
        first = book.say("{owed}.", owed=first)
    second = book.say_count(
        "They owe us {n} thing.", "They owe us {n} things.", len(theirs), n=spelled(words, len(theirs))
    )
    rate, count = figure_anchor(book, "kept_rate"), len(judged(book.ledger.of("promise"), book.as_of))
    third = ""
    if count:
        third = book.say_count(
            "Of {n} promise due in the last 180 days, {rate} was kept in time.",
            "Of {n} promises due in the last 180 days, {rate} were kept in time.",
            count,
            n=spelled(words, count),
            rate=toned(rate.text, "b", rate.href),
        )
    return words.sentences([first, second, third])


def ended(book: Book, promises: Sequence[Record]) -> tuple[Record, ...]:
    """Promises that are done with, the latest first."""
    over = [one for one in promises if not is_open(one, book.as_of)]
    return tuple(sorted(over, key=lambda one: (str(one.day("kept_on") or one.day("due")), one.key), reverse=True))


def pages(book: Book) -> Iterator[Page]:
    """What is owed both ways, by need, by client, and what became of the rest."""
    promises = shown_promises(book, book.shown("promise"))
    if not promises:
        return
    ours, theirs = owed(promises, book.as_of), owed(promises, book.as_of, ours=False)
    past = ended(book, promises)
    summary = book.say_count("{count} kept, broken or withdrawn", "{count} kept, broken or withdrawn", len(past))
    sections: tuple[Section | tuple[Section, ...], ...] = (
        Section(
            head(book.say("Needs attention"), "attention"),
            (listed(urgent(book, promises), book.say("No promise is late and none will be missed.")),),
        ),
        Section(
            head(book.say("We owe"), "we-owe"),
            promise_blocks(book, ours, book.say("What we owe"), "t-ours", book.say("We owe nothing."), where=True),
        ),
        Section(
            head(book.say("Owed to us"), "owed-to-us"),
            promise_blocks(
                book, theirs, book.say("What is owed to us"), "t-theirs", book.say("Nothing is owed to us."), where=True
            ),
        ),
        Section(head(book.say("By client"), "clients"), client_rows(book)),
        Section(
            head(book.say("What became of them"), "ended"),
            (folded(summary, *promise_blocks(book, past, summary, "t-ended", "", where=True, done=True)),)
            if past
            else (Block("none", book.say("No promise has come to an end yet.")),),
        ),
    )
    path = "promises.html"
    frame = book.frame(
        path,
        book.register("promise").text,
        current=book.current("promise"),
        lede=runs(lede(book, promises)),
        stamp=((Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),),
    )
    every = book.ledger.of("promise")
    tiles = (
        tile(book, "open_promises"),
        tile(book, "late_promises"),
        tile(book, "owed_to_us"),
        tile(book, "kept_rate", sub=of_judged(book, every, "due")),
        tile(book, "kept_rate_original", sub=of_judged(book, every, "original_due")),
        tile(book, "promises_moved"),
    )
    yield Page(path, "promises.html", Sheet(frame, tiles, sections, contents_of(sections)))
