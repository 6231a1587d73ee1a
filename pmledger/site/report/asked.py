"""What a report asks its readers to decide, in a sentence or two."""

from collections.abc import Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.views.changes import above_manager
from pmledger.site.views.decisions import needed
from pmledger.site.views.sentence import capital, spelled, toned


def asked_sentence(
    book: Book, decisions: Sequence[Record], changes: Sequence[Record], to_decisions: str = "", to_changes: str = ""
) -> str:
    """The decisions that are needed and by when, and the changes that are more than their manager may decide."""
    words, open_ones, above = book.words, needed(decisions), above_manager(book, changes)
    parts = [decisions_part(book, open_ones, to_decisions)] if open_ones else []
    if above:
        count = len(above)
        told = book.say_count(
            "{n} change waits that is above the manager’s authority",
            "{n} changes wait that are above the manager’s authority",
            count, n=spelled(words, count),
        )  # fmt: skip
        parts.append(capital(book.say("{changes}.", changes=toned(told, "warn", to_changes))))
    return words.sentences(parts or [book.say("No decision is needed.")])


def decisions_part(book: Book, decisions: Sequence[Record], target: str) -> str:
    words, count = book.words, len(decisions)
    told = book.say_count("{n} decision is needed", "{n} decisions are needed", count, n=spelled(words, count))
    first = min((day for one in decisions if (day := one.day("needed_by"))), default=None)
    how_many = toned(told, "warn", target)
    if first is None:
        return capital(book.say("{decisions}.", decisions=how_many))
    by = words.date(first, "day")
    if count == 1:
        return capital(book.say("{decisions}, by {day}.", decisions=how_many, day=by))
    return capital(book.say("{decisions}, the first by {day}.", decisions=how_many, day=by))
