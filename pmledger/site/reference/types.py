"""What a field holds, in words, and how it is written."""

from collections.abc import Mapping

from pmledger.kinds.declare import FieldSpec
from pmledger.language.type_words import TYPE_WORDS
from pmledger.site.book import Book
from pmledger.source.message import N_

WRITTEN: Mapping[str, str] = {
    "percent": "40",
    "score": "4",
    "money": "12500 EUR",
    "rate": "95 EUR/h",
    "duration": "3d",
    "date": "2026-03-14",
    "datetime": "2026-03-14 09:30",
    "bool": "yes",
    "url": "https://example.com",
    "email": "mei@example.com",
    "currency": "EUR",
    "lang": "zh-CN",
    "tz": "Europe/Berlin",
}
"""By type, how a value looks in a file, where that is not plain."""
MOST_TARGETS = 4


def shown(book: Book, names: tuple[str, ...]) -> str:
    """Choices as they are written in a file; in Chinese by what they mean, with the names in files beside them."""
    words = book.words
    if words.language == "en":
        return words.comma.join(names)
    return words.comma.join(dict.fromkeys(words.choice_label(name) for name in names))


def shown_parts(book: Book, parts: tuple[FieldSpec, ...]) -> str:
    """The parts of a map, likewise."""
    words = book.words
    return words.comma.join(part.name if words.language == "en" else words.field_label(part) for part in parts)


def names_in_files(spec: FieldSpec) -> tuple[str, ...]:
    """The choices and parts of a field as they are written."""
    inner = spec.item if spec.type == "list" and spec.item is not None else spec
    alternatives = (inner, *inner.parts) if inner.type == "union" else (inner,)
    choices = tuple(choice for one in alternatives for choice in (one.choices if one.type == "choice" else ()))
    parts = tuple(part.name for one in alternatives for part in (one.parts if one.type == "map" else ()))
    return tuple(dict.fromkeys((*choices, *parts)))


def type_words(book: Book, spec: FieldSpec) -> str:
    """What a field holds: `a person`, `several: one of low, medium, high`."""
    words = book.words
    if spec.type == "list" and spec.item is not None:
        return book.say("several: {item}", item=type_words(book, spec.item))
    if spec.type == "ref":
        return target_words(book, spec)
    if spec.type == "choice":
        return book.say("one of {choices}", choices=shown(book, spec.choices))
    if spec.type == "union":
        return book.words.text(N_(" or ")).join(dict.fromkeys(type_words(book, part) for part in spec.parts))
    if spec.type == "map" and spec.parts:
        return book.say("parts: {names}", names=shown_parts(book, spec.parts))
    return words.text(TYPE_WORDS.get(spec.type, spec.type))


def target_words(book: Book, spec: FieldSpec) -> str:
    """The kinds that a reference may name."""
    known = [book.schema.kinds[name] for name in spec.targets if name in book.schema.kinds]
    if not known or len(known) > MOST_TARGETS:
        return book.say("a record of any kind") if not known else book.say("a record")
    names = book.words.comma.join(book.words.kind_label(kind).lower() for kind in known)
    return book.say("a record: {kinds}", kinds=names)


def written_as(spec: FieldSpec) -> str:
    """An example of a value as it stands in a file; "" where a word says enough."""
    return WRITTEN.get(spec.type, "")
