"""How long things have been open, in the same five buckets everywhere."""

from pmledger.site.book import Book
from pmledger.site.parts import Cell

AGE_TONES = {"31-60": "warn", ">60": "bad"}


def bucket_titles(book: Book) -> dict[str, str]:
    return {
        "0-7": book.say("0–7 days"),
        "8-14": book.say("8–14 days"),
        "15-30": book.say("15–30 days"),
        "31-60": book.say("31–60 days"),
        ">60": book.say("Over 60 days"),
    }


def count_cell(count: int, href: str, tone: str = "") -> Cell:
    """A number that leads to the list; nothing is quiet."""
    return Cell(str(count), href, tone) if count else Cell("·", tone="muted", sort="0")
