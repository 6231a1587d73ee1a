"""Severities in words."""

from pmledger.site.book import Book
from pmledger.source.diagnostic import Severity


def severity_word(book: Book, severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return book.say("Error")
        case Severity.WARNING:
            return book.say("Warning")
        case Severity.ATTENTION:
            return book.say("Attention")
    return book.say("Hint")
