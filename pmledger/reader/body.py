"""The Markdown below the front matter: headings, references and links, each with its offsets in the file."""

import re
from collections.abc import Iterator

from msgspec import Struct

from pmledger.reader.code import Code
from pmledger.reader.entry import BodyLink

_HEADING = re.compile(r"^(#{1,6})[ \t]*([^\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(?P<text>[^\s#>*+\-`~|][^\n]*)\n(?P<line>=+|-+)[ \t]*\r?$", re.MULTILINE)
_WIKI = re.compile(r"\[\[([^\[\]|\r\n]{1,300})(?:\|([^\[\]\r\n]{0,300}))?\]\]")
_TOKEN = re.compile(r"\\.|!?\[|\]|\r?\n[ \t]*\r?\n", re.DOTALL)
_DESTINATION = re.compile(
    r"\([ \t]*(?:<([^<>\r\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:[ \t\r\n]+(?:\"[^\"\r\n]*\"|'[^'\r\n]*'))?[ \t]*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^\r\n][^\[\]\r\n]*)\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?|/")
_DEEPEST = 100


class Heading(Struct, frozen=True):
    """A heading and where its line begins and the text below it."""

    text: str
    level: int
    start: int
    text_start: int


def headings(text: str, start: int, code: Code) -> tuple[Heading, ...]:
    """Headings of the body that begins at an offset, in order."""
    found = [
        Heading(match[2], len(match[1]), match.start(), _after(text, match.end()))
        for match in filter(None, (_HEADING.match(text, at) for at in _lines_with_sign(text, start)))
        if match[2] and not code.covers(match.start())
    ]
    if "\n==" in text or "\n--" in text or "\n=" in text:
        found += [
            Heading(
                match["text"].strip(), 1 if match["line"][0] == "=" else 2, match.start(), _after(text, match.end())
            )
            for match in _UNDERLINE.finditer(text, start)
            if not code.covers(match.start()) and _begins_block(text, start, match.start())
        ]
        found.sort(key=lambda heading: heading.start)
    return tuple(found)


def _lines_with_sign(text: str, start: int) -> Iterator[int]:
    """Where lines begin with the sign of a heading; looking for it is much faster than trying each line."""
    if text.startswith("#", start):
        yield start
    at = text.find("\n#", start)
    while at >= 0:
        yield at + 1
        at = text.find("\n#", at + 1)


def _begins_block(text: str, start: int, at: int) -> bool:
    """Python-Markdown underlines only the first line of a block."""
    return at == start or not text[text.rfind("\n", start, at - 1) + 1 : at - 1].strip()


def _after(text: str, end: int) -> int:
    return min(end + 1, len(text))


def links(text: str, start: int, code: Code) -> tuple[BodyLink, ...]:
    """References `[[id]]`, and links and images by relative path, in the order in which they stand.

    Start and end of a link enclose its target, so that a fault points at it and an edit replaces it.
    """
    if text.find("[", start) < 0:
        return ()
    found = [*_wiki(text, start, code), *_inline(text, start, code), *_definitions(text, start, code)]
    found.sort(key=lambda link: link.start)
    return tuple(found)


def _wiki(text: str, start: int, code: Code) -> Iterator[BodyLink]:
    for match in _WIKI.finditer(text, start):
        if code.covers(match.start()) or _is_escaped(text, match.start()) or not match[1].strip():
            continue
        target = match[1].strip()
        begin = match.start(1) + len(match[1]) - len(match[1].lstrip())
        yield BodyLink(target, (match[2] or "").strip(), begin, begin + len(target), wiki=True)


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before an offset."""
    count = 0
    while count < at and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _inline(text: str, start: int, code: Code) -> Iterator[BodyLink]:
    """Links `[label](target)`, found by a stack of open brackets, so in linear time."""
    if text.find("](", start) < 0:
        return
    opened: list[tuple[int, bool]] = []
    for token in _TOKEN.finditer(text, start):
        sign = token[0]
        if code.covers(token.start()) or sign[0] == "\\":
            continue
        if sign[-1] == "[":
            if len(opened) < _DEEPEST:
                opened.append((token.end(), sign[0] == "!"))
        elif sign == "]":
            if not opened:
                continue
            label_start, image = opened.pop()
            if target := _DESTINATION.match(text, token.end()):
                yield from _link(target, text[label_start : token.start()], image)
        else:
            opened.clear()


def _link(match: re.Match[str], label: str, image: bool) -> Iterator[BodyLink]:
    group = 1 if match[1] is not None else 2
    if match[group] and not _ELSEWHERE.match(match[group]):
        yield BodyLink(match[group], label, match.start(group), match.end(group), wiki=False, image=image)


def _definitions(text: str, start: int, code: Code) -> Iterator[BodyLink]:
    for match in _DEFINITION.finditer(text, start):
        if not code.covers(match.start()) and not _ELSEWHERE.match(match[2]):
            yield BodyLink(match[2], match[1], match.start(2), match.end(2), wiki=False)
