"""Health in words, tones and order."""

from collections.abc import Iterable

from pmledger.analysis.health import Health, Rag, Reason
from pmledger.site.book import Book
from pmledger.site.parts import Item, Status
from pmledger.site.views.sentence import capital, plain
from pmledger.site.views.withheld import is_withheld

TONES = {
    Rag.GREEN: "good",
    Rag.AMBER: "warn",
    Rag.RED: "bad",
    Rag.GREY: "none",
    Rag.COMPLETE: "info",
    Rag.NONE: "none",
}
ORDER = (Rag.RED, Rag.AMBER, Rag.GREY, Rag.GREEN, Rag.COMPLETE, Rag.NONE)


def colour_of(book: Book, key: str) -> Rag:
    health = book.conclusions.health.get(key)
    return health.colour if health else Rag.NONE


def rank(book: Book, key: str) -> int:
    """The worst first."""
    return ORDER.index(colour_of(book, key))


def rag_status(book: Book, key: str) -> Status:
    """The health of a project or client in a word."""
    colour = colour_of(book, key)
    record = book.ledger.get(key)
    if colour is Rag.GREY and record is not None and record.status == "on_hold":
        return book.status(record)
    if colour in {Rag.NONE, Rag.COMPLETE} and record is not None:
        return book.status(record)
    return Status(rag_word(book, colour), TONES[colour])


def rag_word(book: Book, colour: Rag) -> str:
    match colour:
        case Rag.GREEN:
            return book.say("On track")
        case Rag.AMBER:
            return book.say("Needs attention")
        case Rag.RED:
            return book.say("In trouble")
        case Rag.COMPLETE:
            return book.say("Complete")
    return book.say("Unknown")


def bad_reasons(health: Health) -> tuple[Reason, ...]:
    """The reasons that make it worse than green, the worst first; without them those that say what is unknown."""
    found = [reason for reason in health.reasons if reason.colour in {Rag.RED, Rag.AMBER}]
    if not found:
        found = [reason for reason in health.reasons if reason.colour is Rag.GREY]
    return tuple(sorted(found, key=lambda reason: ORDER.index(reason.colour)))


def is_hidden(book: Book, keys: Iterable[str]) -> bool:
    """Whether any of the records is one that the site does not show."""
    return any(key in book.ledger.by_key and key not in book.hrefs for key in keys)


def reason_text(book: Book, reason: Reason) -> str:
    """A reason as a sentence; one whose number would tell what somebody costs says only that."""
    figure = book.conclusions.figures.get((reason.figure, reason.records[0])) if reason.figure and reason.records else None
    if figure is not None and is_withheld(book, figure):
        return book.say("The cost is past its limit; by how much would tell what one person costs.")
    return capital(plain(book.words.render(reason.message)))


def reason_item(book: Book, reason: Reason) -> Item:
    """A reason as a sentence that leads to its first record."""
    target = next((book.href(key) for key in reason.records if key in book.hrefs), "")
    text = (
        book.say("A restricted record counts here.") if is_hidden(book, reason.records) else reason_text(book, reason)
    )
    return Item(text, target, TONES[reason.colour], word=rag_word(book, reason.colour))
