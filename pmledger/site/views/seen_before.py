"""Seen before: the lessons and articles that fit a record, each with why it is here."""

from collections.abc import Callable
from functools import lru_cache

from pmledger.analysis.resemblance import Match, Memory, memory_of, seen_before, situation_of
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Fact, Status
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Card, Section
from pmledger.site.views.cells import brief, passage, prose_of
from pmledger.site.views.lessons import lesson_card
from pmledger.site.views.registers import head

MOST_WORDS = 6
Remember = Callable[[Record], tuple[Section, ...]]


def remembering(book: Book) -> Remember:
    """A function that finds what was learnt before for one record after the other."""
    known = learnt(book.shown("lesson"), book.shown("article"), book.ledger)

    @lru_cache(maxsize=256)
    def card_of(key: str) -> Card:
        """The same on every page but for why it is there."""
        return learnt_card(book, book.ledger.by_key[key])

    def remember(record: Record) -> tuple[Section, ...]:
        asks = bool(known.records) and not record.closed  # what is over has no use for advice
        found = seen_before(situation_of(record), known) if asks else ()
        if not found:
            return ()
        cards = tuple(match_card(book, card_of(match.record.key), match) for match in found)
        return (Section(head(book.say("Seen before"), "seen-before"), (Block("cards", cards),)),)

    return remember


@lru_cache(maxsize=2)
def learnt(lessons: tuple[Record, ...], articles: tuple[Record, ...], ledger: Ledger) -> Memory:
    """What these teach, read once for all pages that ask."""
    return memory_of((*lessons, *articles), ledger)


def extra(book: Book) -> MakeExtra:
    """What the page of a risk, an issue or a change adds; nothing where nothing fits."""
    remember = remembering(book)
    return lambda record: Extra(sections=remember(record))


def match_card(book: Book, card: Card, match: Match) -> Card:
    """The card of a lesson or article, with what it and the record have in common in place of its own facts."""
    why = Fact(book.say("Why it is here"), (Anchor(reason(book, match)),))
    return Card(card.title, card.lead, (why,), card.status, card.sub)


def learnt_card(book: Book, record: Record) -> Card:
    """The lesson's own card, or the article's first words."""
    if record.kind == "lesson":
        return lesson_card(book, record)
    first = brief(record.body.text or passage(record, "category"), 200)
    lead = prose_of(book, record, first, prefix=record.id) if first else None
    return Card(book.anchor(record.key), lead, (), Status(book.say("Read"), "info"), ())


def reason(book: Book, match: Match) -> str:
    """What the two have in common, in the words in which it stands."""
    words = book.words
    parts = [words.comma.join(match.words[:MOST_WORDS])] if match.words else []
    if match.tags:
        parts.append(book.say("tagged {tags}", tags=words.comma.join(match.tags)))
    if match.category:
        parts.append(book.say("category {category}", category=words.choice_label(match.category)))
    if match.near:
        parts.append(book.say("the same client") if match.near == "client" else book.say("a client of the same trade"))
    return book.say("In common: {what}.", what=" · ".join(parts))
