"""Where the parts of a YAML text begin and really end: without the blank lines and comments that follow them."""

import re

from pmledger.source.node import Node, Pair, Scalar, Sequence

_DASHES = re.compile(r"(?:[ ]*-[ \t]+)*[ ]*")
_BLOCK_STYLES = ("|", ">")


def line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The offset of the line's end, before its line break."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def next_line(text: str, offset: int) -> int:
    """The offset at which the next line begins, or the text's end."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def indentation(text: str, offset: int) -> int:
    """The column, from 0, of what stands at an offset."""
    return offset - line_start(text, offset)


def outer_indent(text: str, offset: int) -> int:
    """The indentation that the content of a block scalar starting at `offset` must exceed."""
    prefix = text[line_start(text, offset) : offset]
    dashes = _DASHES.match(prefix)
    width = dashes.end() if dashes else 0
    return width if prefix[width:].strip() else max(prefix.rfind("-"), 0)


def is_block(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style in _BLOCK_STYLES


def content_indent(text: str, start: int) -> int:
    """The indentation of a block scalar's first line with content; 0 when it has none."""
    outer = outer_indent(text, start)
    at = next_line(text, start)
    while at < len(text):
        line = text[at : line_end(text, at)]
        if line.strip():
            width = len(line) - len(line.lstrip(" "))
            return width if width > outer else 0
        at = next_line(text, at)
    return 0


def block_scalar_end(text: str, start: int) -> int:
    """The end of a block scalar's last line that is not blank."""
    end = line_end(text, start)
    width = content_indent(text, start)
    at = next_line(text, start)
    while width and at < len(text):
        line = text[at : line_end(text, at)]
        if line.strip() and len(line) - len(line.lstrip(" ")) < width:
            break
        if line.strip():
            end = line_end(text, at)
        at = next_line(text, at)
    return end


def real_end(text: str, node: Node) -> int:
    """Where the text of a node ends."""
    if isinstance(node, Scalar):
        if is_block(node):
            return block_scalar_end(text, node.start)
        return node.start + len(text[node.start : node.end].rstrip()) if not node.style else node.end
    if node.flow:
        return node.end
    if isinstance(node, Sequence):
        return real_end(text, node.items[-1]) if node.items else node.end
    return pair_end(text, node.pairs[-1]) if node.pairs else node.end


def colon(text: str, pair: Pair) -> int:
    """The offset behind the colon of a pair, or -1 when it has none (`{key}`)."""
    at = pair.key.end
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at + 1 if text[at : at + 1] == ":" else -1


def is_empty(node: Node) -> bool:
    """Whether nothing is written where the value would stand."""
    return isinstance(node, Scalar) and not node.style and node.end <= node.start


def pair_end(text: str, pair: Pair) -> int:
    if is_empty(pair.value):
        behind = colon(text, pair)
        return behind if behind > 0 else pair.key.end
    return real_end(text, pair.value)


def dash(text: str, item: Node) -> int:
    """The offset of the dash before an item of a block sequence, or -1."""
    before = text[: item.start].rstrip()
    return len(before) - 1 if before.endswith("-") else -1
