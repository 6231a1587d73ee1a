"""The page for addresses that lead nowhere."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Frame, Runs
from pmledger.site.views.sentence import runs, toned


class Missing(Struct, frozen=True):
    frame: Frame
    ways: tuple[Runs, ...]


def pages(book: Book) -> Iterator[Page]:
    """`404.html`, as hosts of static files expect it."""
    lede = book.say(
        "This page does not exist. It may have been renamed: look for it from the {portfolio}.",
        portfolio=toned(book.say("portfolio"), "", "index.html"),
    )
    frame = book.frame("404.html", book.say("Not found"), lede=runs(lede))
    ways: tuple[Runs, ...] = (
        (Anchor(book.say("Portfolio"), "index.html"),),
        (Anchor(book.say("Agenda"), "agenda.html"),),
        (Anchor(book.say("Activity"), "activity.html"),),
        (Anchor(book.say("Glossary"), "glossary.html"),),
    )
    yield Page("404.html", "404.html", Missing(frame, ways))
