"""Ids: what they may be made of, and how they come from titles and from contents."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_PLAIN_ID = re.compile(r"[A-Za-z0-9._-]+")
_GAP = re.compile(r"[^a-z0-9_]+")
_SLUG_LENGTH = 60
_DIGEST_LENGTH = 10


def is_id(text: str) -> bool:
    """Whether a text has only what an id may have: letters, marks and digits of any script, `-`, `_` and `.`."""
    return bool(_PLAIN_ID.fullmatch(text)) or (
        bool(text) and all(_is_word(letter) or letter in "-." for letter in text)
    )


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or unicodedata.category(letter)[0] == "M"


def slug(title: str) -> str:
    """A title as an id: letters and digits of any script in lower case, anything else a hyphen; may be empty."""
    text = title.casefold()
    if text.isascii():
        words = _GAP.sub("-", text).strip("-_")
    else:
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).casefold())
        spaced = "".join(letter if _is_word(letter) else " " for letter in text)
        words = "-".join(spaced.split()).strip("-_")
    if len(words) <= _SLUG_LENGTH:
        return words
    head, _, _ = words[: _SLUG_LENGTH + 1].rpartition("-")
    return (head if len(head) > _SLUG_LENGTH // 2 else words[:_SLUG_LENGTH]).rstrip("-_")


def content_id(parts: Iterable[tuple[str, str]]) -> str:
    """A short id from names and texts, the same whatever their order."""
    text = "\x1e".join(f"{name}\x1f{value}" for name, value in sorted(parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]


def has_mixed_scripts(text: str) -> bool:
    """Whether letters of more than one of Latin, Greek and Cyrillic stand in a text."""
    if text.isascii():
        return False
    return len({script for letter in text if (script := _script(letter))}) > 1


def _script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in ("LATIN", "GREEK", "CYRILLIC") else ""


class Numbered:
    """Hands out ids that were made, not written: the second of the same gets `-2`."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, str], int] = {}

    def take(self, kind: str, scope: str, ident: str) -> str:
        """The id, with a number when it was handed out before."""
        count = self._taken[kind, scope, ident] = self._taken.get((kind, scope, ident), 0) + 1
        return ident if count == 1 else f"{ident}-{count}"
