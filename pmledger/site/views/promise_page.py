"""A promise on its own page: who owes whom, by when, how it stands."""

from pmledger.analysis.promises import client_of, is_late, is_ours, kept_on
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.cells import short_name
from pmledger.site.views.promises import moved_note, outcome
from pmledger.site.views.sentence import capital, runs, toned


def extra(book: Book) -> MakeExtra:
    """On a promise's own page its answer in a sentence: who owes whom, by when, and how it stands."""

    def make(promise: Record) -> Extra:
        return Extra(runs(standing(book, promise)))

    return make


def standing(book: Book, promise: Record) -> str:
    client = client_of(promise, book.ledger)
    side = toned(short_name(book, client) or book.say("(restricted)"), "", book.href(client))
    due, status = promise.day("due"), outcome(book, promise)
    if due is None:
        return ""
    first = (
        book.say("We owe it to {client} by {day}.", client=side, day=due)
        if is_ours(promise)
        else book.say("{client} owes it to us by {day}.", client=side, day=due)
    )
    kept = kept_on(promise, book.as_of)
    second = (
        book.say("It was kept on {day}.", day=kept)
        if kept
        else book.say(
            "It is {late}.",
            late=toned(book.say_count("{count} day over", "{count} days over", (book.as_of - due).days), "bad"),
        )
        if is_late(promise, book.as_of)
        else book.say("It is {state}.", state=toned(status.word.lower(), status.tone if status.tone != "none" else "b"))
    )
    note, _ = moved_note(book, promise)
    third = capital(book.say("{moved}.", moved=note)) if note else ""
    return book.words.sentences([first, second, third])

