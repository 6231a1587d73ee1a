"""Whether a list item or a row stands word for word in another version of its file, so that it need not be read again."""

import re

from pmledger.reader.entry import Entry, Form

HEAD = re.compile(r"^(?:id|kind|name|title|project|client|organisation|[\u4e00-\u9fff]+)[ \t]*:.*$", re.MULTILINE)
"""Lines at the edge of a front matter by which its items are known, too."""


def stands_in(entry: Entry, path: str, data: bytes) -> bool:
    """Whether the very lines of a record stand once in some bytes of its file, in the same list or below the same heads."""
    if entry.source.path != path or entry.form not in {Form.ITEM, Form.ROW}:
        return False
    try:
        other = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return False
    text = entry.source.text
    end = entry.end
    while end > entry.start and text[end - 1].isspace():
        end -= 1
    start, end = text.rfind("\n", 0, entry.start) + 1, text.find("\n", end)
    lines = text[start : end if end >= 0 else len(text)]
    at = other.find(f"\n{lines}\n")
    if at < 0 or other.find(f"\n{lines}\n", at + 1) >= 0:
        return False
    if entry.form is Form.ROW:
        return text.partition("\n")[0] == other.partition("\n")[0]
    return around(text, start) == around(other, at + 1) and HEAD.findall(text) == HEAD.findall(other)


def around(text: str, at: int) -> str:
    """The nearest line above an item that is not an item of the same list: the list's name."""
    depth = len(text) - at - len(text[at:].lstrip(" "))
    outer = rf" {{0,{depth - 1}}}[^\s#]" if depth else r"[^\s#?-]"
    line = ""
    for found in re.finditer(rf"^(?:{outer}| {{{depth}}}[^\s#?-]).*$", text[:at], re.MULTILINE):
        line = found[0]
    return line
