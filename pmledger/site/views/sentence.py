"""Sentences made from figures, whose parts keep their tone and their link in every language."""

import re

from pmledger.language.translator import Translator
from pmledger.site.parts import Anchor, Runs

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
PART = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}")
SIGNED = frozenset("+\u2212")
SIGNS = re.compile(f"[{OPEN}{MIDDLE}{CLOSE}]")
HOLD = "\u2060"
"""Keeps the line together where it stands."""
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def toned(text: str, tone: str = "", href: str = "") -> str:
    """A text that keeps its tone and link through translation; only `runs` may read it."""
    return f"{OPEN}{tone}{MIDDLE}{href}{MIDDLE}{held(plain(text))}{CLOSE}"


def held(amount: str) -> str:
    """An amount whose sign stays with it at the end of a line: before a currency's sign a line may break."""
    first, second = amount[:1], amount[1:2]
    return f"{first}{HOLD}{amount[1:]}" if first in SIGNED and not second.isdigit() and second != HOLD else amount


def plain(text: str) -> str:
    """A text without the signs that this module uses."""
    return text if text.isascii() else SIGNS.sub("", text)


def runs(text: str) -> Runs:
    """A sentence cut into its stretches."""
    found: list[Anchor] = []
    at = 0
    for part in PART.finditer(text):
        if part.start() > at:
            found.append(Anchor(text[at : part.start()]))
        found.append(Anchor(part[3], part[2], part[1]))
        at = part.end()
    if at < len(text):
        found.append(Anchor(text[at:]))
    return tuple(found)


def spoken(text: str) -> str:
    """The sentence as bare text, for places without links."""
    return PART.sub(lambda part: part[3], text)


def spelled(words: Translator, count: int) -> str:
    """A small number as a word where that is the custom of good prose, else in digits."""
    if words.language == "en" and 0 <= count < len(WORDS):
        return WORDS[count]
    return words.number(count)


def capital(text: str) -> str:
    """A sentence with a capital first letter, also when it opens with a toned part."""
    at = PART.match(text).start(3) if text.startswith(OPEN) and PART.match(text) else 0  # type: ignore[union-attr]
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
