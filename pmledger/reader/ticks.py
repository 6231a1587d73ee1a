"""The points of a checklist written as check boxes in its body."""

import re
from collections.abc import Iterator

from pmledger.reader.code import Code
from pmledger.source.node import Mapping, Pair, Scalar, Sequence

CHECKLIST = "checklist"
_BOX = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]+\[([ xX])\][ \t]+([^\r\n]+)", re.MULTILINE)
_LEFT_OUT = re.compile(r"(?:n/a|not applicable|不适用)[:：]", re.IGNORECASE)
_OPTIONAL = re.compile(r"[(（](?:optional|可选)[)）]", re.IGNORECASE)
_MARK = re.compile(r"(?<![^\s(（])(?:@(?P<person>[^\W_][\w.-]*)|(?P<key>done|due):(?P<value>[^\s,;)）]+))")
_EMPTY_BRACKETS = re.compile(r"\([ ,]*\)|（[ ，]*）")


def with_ticks(node: Mapping, kind: str, text: str, start: int, code: Code) -> Mapping:
    """A checklist's node with its points from the body, where the front matter has none.

    `- [x] text` is done, `(optional)` may be left out, `n/a: reason` was left out; `@person` and `done:` say by whom and
    when. The nodes keep their offsets in the file.
    """
    if kind != CHECKLIST or node.pair("items") or "[" not in text:
        return node
    points = tuple(_point(match) for match in _BOX.finditer(text, start) if not code.covers(match.start(1)))
    if not points:
        return node
    here = Scalar("items", points[0].start, points[0].start)
    items = Sequence(points, points[0].start, points[-1].end)
    return Mapping((*node.pairs, Pair(here, items, "items")), node.start, node.end, node.flow)


def is_work(box: Mapping) -> bool:
    """Whether a point with marks is an action or promise as well: one that says until when."""
    return box.pair("due") is not None or box.pair("to") is not None


def _point(match: re.Match[str]) -> Mapping:
    line, start, end = match[2], match.start(2), match.end(2)
    left_out = _LEFT_OUT.search(line)
    told = line[: left_out.start()].rstrip(" \t(（—–-") if left_out else line
    marks = list(_MARK.finditer(told))
    words = _OPTIONAL.sub("", told)
    plain = " ".join(_EMPTY_BRACKETS.sub(" ", _MARK.sub("", words)).split()).strip(" ,;–-")
    stop = start + max(1, len((told[: marks[0].start()] if marks else told).rstrip()))
    pairs = [
        _pair("text", plain or told.strip(), start, stop),
        _pair("done", "yes" if match[1] != " " else "no", match.start(1), match.end(1)),
        *_marks(marks, start),
    ]
    if words != told:
        pairs.append(_pair("required", "no", start, stop))
    if left_out:
        reason = line[left_out.end() :].strip().rstrip(")）")
        pairs.append(_pair("na_reason", reason, start + left_out.start(), end))
    return Mapping(tuple(pairs), start, end)


def _marks(marks: list[re.Match[str]], start: int) -> Iterator[Pair]:
    """Who did it and when; when it is due belongs to the action that the box is as well."""
    names: set[str] = set()
    for mark in marks:
        group = "person" if mark["person"] else "value"
        name = "done_by" if mark["person"] else "done_on" if mark["key"] == "done" else ""
        if name and name not in names:
            names.add(name)
            value = mark[group].rstrip(".,;:!?")
            yield _pair(name, value, start + mark.start(group), start + mark.start(group) + len(value))


def _pair(name: str, text: str, start: int, end: int) -> Pair:
    return Pair(Scalar(name, start, start), Scalar(text, start, end), name)
