"""Check boxes in a body that name a person, a day or a promise: each is a record written where the work came up."""

import re
from collections.abc import Iterator

from msgspec import Struct

from pmledger.reader.code import Code, code_in
from pmledger.source.node import Mapping, Pair, Scalar

_BOX = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]+\[([ xX])\][ \t]+([^\r\n]+)", re.MULTILINE)
_MARK = re.compile(
    r"(?<![^\s(（])(?:(?P<sign>@)(?P<person>[^\W_][\w.-]*)|(?P<key>due|done|promise|owed-by)(?P<colon>:)(?P<value>[^\s,;)）]+))"
)
_EMPTY_BRACKETS = re.compile(r"\([ ,]*\)|（[ ，]*）")
_CLOSING_MARKS = ".,;:!?"


class Box(Struct, frozen=True):
    """A check box that is a record: its kind, its fields as nodes, and the offsets of its text on the line."""

    kind: str
    node: Mapping
    start: int
    end: int


def boxes(text: str, start: int, code: Code) -> Iterator[Box]:
    """The check boxes from an offset on that are actions or promises."""
    if "[" not in text or not _BOX.search(text, start):
        return
    for match in _BOX.finditer(text, start):
        if not code.covers(match.start(1)) and (box := _box(text, match, code)) is not None:
            yield box


class Marked(Struct, frozen=True):
    """A check box with marks as it stands in a text: the words without them, and each mark with its value.

    `start` and `end` enclose what follows the box. A mark's key is `person`, `due`, `done`, `promise` or `owed-by`.
    """

    start: int
    end: int
    words: str
    marks: tuple[tuple[str, str], ...]


def marked_boxes(text: str) -> tuple[Marked, ...]:
    """The check boxes of a text that have marks, in order; a text without any costs a look for a bracket."""
    if "] " not in text:
        return ()
    found = [(box, marks) for box in _BOX.finditer(text) if (marks := list(_MARK.finditer(text, box.start(2), box.end(2))))]
    if not found:
        return ()
    code = code_in(text)
    return tuple(
        Marked(box.start(2), box.end(2), _words(text, box, marks), tuple(map(_mark_read, marks)))
        for box, marks in found
        if not any(code.covers(at) for at in (box.start(1), *(mark.start() for mark in marks)))
    )


def _mark_read(mark: re.Match[str]) -> tuple[str, str]:
    value = mark["person"] or mark["value"]
    return mark["key"] or "person", value.rstrip(_CLOSING_MARKS)


def _box(text: str, match: re.Match[str], code: Code) -> Box | None:
    marks = [mark for mark in _MARK.finditer(text, match.start(2), match.end(2)) if not code.covers(mark.start())]
    found: dict[str, tuple[Scalar, Scalar]] = {}
    for mark in marks:
        key, value = ("person", "sign") if mark["sign"] else (mark["key"], "colon")
        found.setdefault(key, _scalars(mark, value))
    if not found.keys() & {"person", "due", "promise", "owed-by"}:
        return None
    title = _title(text, match, marks)
    kind = "promise" if found.keys() & {"promise", "owed-by"} else "action"
    done = match[1] != " "
    pairs = (Pair(title, title, "title"), *_status(kind, done, match), *_fields(kind, found))
    return Box(kind, Mapping(pairs, title.start, match.end(2)), match.start(2), match.end(2))


def _scalars(mark: re.Match[str], sign: str) -> tuple[Scalar, Scalar]:
    """Key and value of a mark; a full stop that ends the sentence is not part of it."""
    group = "person" if sign == "sign" else "value"
    value = mark[group].rstrip(_CLOSING_MARKS)
    start = mark.start(group)
    return Scalar(mark[0][: start - mark.start()], mark.start(), start), Scalar(value, start, start + len(value))


def _title(text: str, match: re.Match[str], marks: list[re.Match[str]]) -> Scalar:
    """What is to be done: the line without its marks, whose ends are those of the words that remain."""
    title = _words(text, match, marks)
    end = match.end(2) if not marks else max(marks[0].start(), match.start(2) + 1)
    stop = match.start(2) + len(text[match.start(2) : end].rstrip())
    return Scalar(title, match.start(2), stop)


def _words(text: str, match: re.Match[str], marks: list[re.Match[str]]) -> str:
    """A line without its marks."""
    words, at = [], match.start(2)
    for mark in marks:
        words.append(text[at : mark.start()])
        at = mark.end()
    words.append(text[at : match.end(2)])
    return " ".join(_EMPTY_BRACKETS.sub(" ", " ".join(words)).split()).strip(" ,;–-")


def _status(kind: str, done: bool, match: re.Match[str]) -> Iterator[Pair]:
    if done:
        here = Scalar("done" if kind == "action" else "kept", match.start(1), match.end(1))
        yield Pair(here, here, "status")


def _fields(kind: str, found: dict[str, tuple[Scalar, Scalar]]) -> Iterator[Pair]:
    names = {"person": "owner", "due": "due", "done": "done_on" if kind == "action" else "kept_on"}
    names |= {"promise": "to", "owed-by": "to"}
    given: set[str] = set()
    for key, (mark, value) in found.items():
        if names[key] not in given:
            given.add(names[key])
            yield Pair(mark, value, names[key])
    if kind == "promise":
        theirs = "promise" not in found
        mark, _ = found["owed-by" if theirs else "promise"]
        yield Pair(mark, Scalar("theirs" if theirs else "ours", mark.start, mark.end), "direction")
