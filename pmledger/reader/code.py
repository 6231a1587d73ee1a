"""Which parts of a Markdown text are code, so that nothing in them is taken for a link or a check box.

The rules are those of Python-Markdown with its fenced code, which renders the same text: fences stand at the
beginning of a line, a fence without its end is none, and indented code does not interrupt a paragraph or a list.
"""

import re
from bisect import bisect_right

from msgspec import Struct

_FENCE = re.compile(
    r"^(?P<fence>~{3,}|`{3,}) *(?:\{[^\n]*\}|(?:\.?[\w#.+-]* *)?(?:hl_lines=(?:\"[^\"\n]*\"|'[^'\n]*') *)?)\r?$",
    re.MULTILINE,
)
_CLOSING = re.compile(r"^(~{3,}|`{3,}) *\r?$", re.MULTILINE)
_TICKS = re.compile(r"\\+|`+")
_LIST_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,9}\.)[ \t]+")


class Code(Struct, frozen=True):
    """Spans of code in a text, in order and apart from each other."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


def code_in(text: str, start: int = 0) -> Code:
    """Fenced blocks, indented blocks and code spans of the text from `start` on."""
    fenced = fenced_blocks(text, start)
    blocks, paragraphs = _indented(text, start, fenced)
    spans = sorted((*fenced, *blocks, *_ticked(text, paragraphs)))
    return Code(tuple(begin for begin, _ in spans), tuple(end for _, end in spans))


def fenced_blocks(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """Fenced blocks from the opening fence to the end of the closing one."""
    if "```" not in text and "~~~" not in text:
        return ()
    closings: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    for found in _CLOSING.finditer(text, start):
        closings.setdefault(found[1], []).append(found.start())
        ends[found.start()] = found.end()
    blocks, at = [], start
    while opening := _FENCE.search(text, at):
        places = closings.get(opening["fence"], [])
        after = bisect_right(places, opening.start())
        if after == len(places):
            at = opening.end()
            continue
        at = ends[places[after]]
        blocks.append((opening.start(), at))
    return tuple(blocks)


def _indented(
    text: str, start: int, fenced: tuple[tuple[int, int], ...]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Indented code, line by line, and the runs of other lines between blanks."""
    code: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    depth, blank_before, at, fence = 0, True, start, 0
    while at < len(text):
        if fence < len(fenced) and at >= fenced[fence][0]:
            at = _next_line(text, fenced[fence][1])
            fence, depth, blank_before = fence + 1, 0, True
            continue
        end = _next_line(text, at)
        line = text[at:end]
        if not line.strip():
            blank_before = True
        else:
            indent = _width(line)
            item = _LIST_ITEM.match(line)
            if _is_code(indent, depth, blank_before, item is not None, bool(code) and code[-1][1] == at):
                code.append((at, end))
            else:
                depth = _depth(indent, depth, blank_before, item is not None)
                begins = blank_before or item is not None or not paragraphs
                paragraphs.append((at, end)) if begins else paragraphs.append((paragraphs.pop()[0], end))
                blank_before = line.startswith("#")
                at = end
                continue
            blank_before = True
        at = end
    return code, paragraphs


def _is_code(indent: int, depth: int, blank_before: bool, item: bool, goes_on: bool) -> bool:
    if depth == 0:
        return indent >= 4 and (blank_before or goes_on)
    return blank_before and indent >= 4 * (depth + 1) and not (item and indent < 4 * (depth + 1))


def _depth(indent: int, depth: int, blank_before: bool, item: bool) -> int:
    """How many lists are open after a line."""
    if item:
        return min(depth, indent // 4) + 1
    return 0 if blank_before and indent < 4 else depth


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _width(line: str) -> int:
    width = 0
    for letter in line:
        if letter == " ":
            width += 1
        elif letter == "\t":
            width += 4 - width % 4
        else:
            break
    return width


def _ticked(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Code spans: from a run of backticks to the next run of the same length in the paragraph."""
    if "`" not in text:
        return []
    return [span for start, end in paragraphs if text.find("`", start, end) >= 0 for span in _spans(text, start, end)]


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    runs = _runs(text, start, end)
    places: dict[int, list[int]] = {}
    for index, (begin, stop, _) in enumerate(runs):
        places.setdefault(stop - begin, []).append(index)
    spans, index = [], 0
    while index < len(runs):
        begin, stop, escaped = runs[index]
        same = places[stop - begin]
        after = bisect_right(same, index)
        if escaped or after == len(same):
            index += 1
            continue
        spans.append((begin, runs[same[after]][1]))
        index = same[after] + 1
    return spans


def _runs(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Runs of backticks, and whether a backslash takes away their meaning."""
    runs, escaped = [], -1
    for found in _TICKS.finditer(text, start, end):
        if found[0][0] == "\\":
            escaped = found.end() if len(found[0]) % 2 else -1
        else:
            runs.append((found.start(), found.end(), escaped == found.start()))
    return runs
