"""Names that people write in a ledger, as parts of a message that each language says in its own way."""

from typing import NamedTuple


class Term(NamedTuple):
    """A kind, field, state or choice: its canonical name, its Chinese word ("" where it has none).

    English says the name, or `english` where that is easier to read; Chinese says its word with the name in brackets,
    since either of them may be written.
    """

    name: str
    chinese: str = ""
    english: str = ""

    def __str__(self) -> str:
        return self.english or self.name


class Listed(NamedTuple):
    """Names and terms one after the other; with `either`, one of which is meant."""

    parts: tuple[str | Term, ...]
    either: bool = False

    def __str__(self) -> str:
        words = list(map(str, self.parts))
        if not self.either or len(words) < 2:
            return ", ".join(words)
        return ", ".join(words[:-1]) + " or " + words[-1]
