"""Text of others made harmless for a terminal, and how wide it stands there."""

import unicodedata

TAB_STOP = 4
JOINERS = "\u200c\u200d"
"""Signs without width that some scripts and emoji need; they reorder nothing."""

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Controls, direction marks, half characters and line separators: what could move the cursor or reorder a line."""

SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def safe(text: str) -> str:
    """The text on one line, with every character that could move the cursor or reorder the line shown as its code."""
    return text if text.isascii() and text.isprintable() else "".join(map(visible, text))


def visible(character: str) -> str:
    """The character itself, or its code in hexadecimal digits behind a backslash."""
    if character in SHORT:
        return SHORT[character]
    if character in JOINERS or unicodedata.category(character) not in HIDDEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """The columns that a safe text takes: two for a Chinese character, none for an accent that combines."""
    return len(text) if text.isascii() else sum(map(cell_width, text))


def cell_width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def cells(line: str) -> list[str]:
    """Each character of a line as it is shown; a tab fills up to the next stop."""
    shown: list[str] = []
    column = 0
    for character in line:
        text = " " * (TAB_STOP - column % TAB_STOP) if character == "\t" else visible(character)
        shown.append(text)
        column += width(text)
    return shown
