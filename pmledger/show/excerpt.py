"""A line of a file with the place that is meant marked under it."""


from msgspec import Struct

from pmledger.show.safe import cells, width
from pmledger.source.span import Span
from pmledger.source.text import SourceText

ELLIPSIS = "…"


class Excerpt(Struct, frozen=True):
    """A line as it is shown, and where under it the marks begin and how many there are, in terminal columns."""

    number: int
    text: str
    indent: int
    length: int


def excerpt(source: SourceText | None, span: Span, room: int) -> Excerpt | None:
    """The first line of a span within `room` columns, or None when the file or the line cannot be shown."""
    if source is None or not 1 <= span.line <= len(source.starts):
        return None
    line = source.line_text(span.line)
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    end = max(end, start)
    return clipped(span.line, line, start, end, room)


def clipped(number: int, line: str, start: int, end: int, room: int) -> Excerpt:
    """The part of the line around its marks that fits; a mark under nothing is one column wide."""
    first = window_start(line, start, room)
    lead = ELLIPSIS if first else ""
    shown, tail = fitting(line[first : first + room + 1], room - len(lead), more=first + room + 1 < len(line))
    indent = len(lead) + sum(map(width, shown[: start - first]))
    length = sum(map(width, shown[start - first : end - first]))
    return Excerpt(number, f"{lead}{''.join(shown)}{tail}".rstrip(), indent, max(length, 1))


def window_start(line: str, start: int, room: int) -> int:
    """The first character shown: the line's own where the marks begin in the first two thirds, else some before them."""
    if len(line) <= room and width("".join(cells(line))) <= room:
        return 0
    if start <= room and width("".join(cells(line[:start]))) <= room * 2 // 3:
        return 0
    budget = room // 3
    while start > 0 and budget > 0:
        start -= 1
        budget -= width(cells(line[start])[0])
    return start


def fitting(line: str, room: int, *, more: bool) -> tuple[list[str], str]:
    """The characters that fit, and an ellipsis when some do not."""
    shown = cells(line)
    total = sum(map(width, shown))
    if total <= room and not more:
        return shown, ""
    while shown and total > room - 1:
        total -= width(shown.pop())
    return shown, ELLIPSIS
