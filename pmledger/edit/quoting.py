"""How a value is written so that it is read back exactly: plain where that is safe, else quoted."""

import re

_WORDS = re.compile(r"[^\W_][\w /.()+@%，。；：（）、《》！？·€£¥-]*\Z")
_SIGNED = re.compile(r"-\d[\w.]*(?: \w+)?\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?\Z")
_REFERENCE = re.compile(r"[a-z][a-z_]*:[\w.-]+(?:/[\w.-]+)*\Z")
_LINK = re.compile(r"https?://[\w./%+@=&?~:-]+\Z")
_GUESSED = frozenset(("null", "yes", "no", "on", "off", "nan", "inf"))
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PRINTABLE_LINE = re.compile(r"[\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffd]*\Z")
_HIDDEN = re.compile(r"[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\xa0\xad]")


def plain_is_safe(value: str) -> bool:
    """Whether a value may stand without quotes, in block and in flow, for us and for other readers of YAML."""
    if value.casefold() in _GUESSED or value.endswith((" ", ":")):
        return False
    return any(form.match(value) for form in (_WORDS, _SIGNED, _MOMENT, _REFERENCE, _LINK))


def double_quoted(value: str) -> str:
    """A double-quoted YAML scalar on one line; what cannot be seen is escaped."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _PRINTABLE_LINE.match(character) and not _HIDDEN.match(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def single_quoted(value: str) -> str | None:
    """A single-quoted YAML scalar, or None where this style cannot carry the value on one line."""
    if not _PRINTABLE_LINE.match(value) or _HIDDEN.search(value) or "\t" in value:
        return None
    return "'" + value.replace("'", "''") + "'"


def inline(value: str, style: str = "") -> str:
    """A YAML scalar on one line, in the style wished for when that can carry the value."""
    if style == "'":
        return single_quoted(value) or double_quoted(value)
    if style != '"' and plain_is_safe(value):
        return value
    return double_quoted(value)


def literal_block(value: str, indent: str, newline: str) -> str | None:
    """A literal block scalar (`|`), without a line end after it, or None where it cannot carry the value."""
    content = value.removesuffix("\n")
    lines = content.split("\n")
    if not content or not lines[0].strip() or not lines[-1] or lines[0][0] in " \t":
        return None
    if any(not _PRINTABLE_LINE.match(line) or _HIDDEN.search(line) or line != line.rstrip() for line in lines):
        return None
    header = "|" if value.endswith("\n") else "|-"
    return newline.join([header, *(indent + line if line else "" for line in lines)])


def csv_cell(value: str, delimiter: str, quoted: bool = False) -> str:
    """A CSV cell; quoted where the dialect asks for it or the cell was quoted before."""
    special = any(character in value for character in (delimiter, '"', "\n", "\r"))
    if quoted or special or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value
