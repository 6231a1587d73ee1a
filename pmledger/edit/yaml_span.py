"""The text edits that set, add or remove one field of a YAML mapping, the likeliest first."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.edit.places import (
    colon,
    content_indent,
    dash,
    indentation,
    is_block,
    is_empty,
    line_end,
    line_start,
    next_line,
    outer_indent,
    pair_end,
    real_end,
)
from pmledger.edit.quoting import double_quoted, inline, literal_block
from pmledger.source.node import Mapping, Pair, Scalar, Sequence

LONG_LINE = 100


class Splice(Struct, frozen=True, order=True):
    """Put `text` where `start` to `end` stands."""

    start: int
    end: int
    text: str


Value = str | tuple[str, ...]


class Manner(Struct, frozen=True):
    """How a new field is written: its key, the order of fields it follows, and the line end."""

    key: str
    order: tuple[str, ...]
    newline: str


def spliced(text: str, splices: tuple[Splice, ...]) -> str:
    """The text with all splices made; they do not overlap."""
    for splice in sorted(splices, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def assign(text: str, node: Mapping, name: str, value: Value, manner: Manner) -> Iterator[Splice]:
    """The ways to give a field a value, in its own style first."""
    pair = node.pair(name)
    if pair is None:
        yield from _add_pair(text, node, name, value, manner)
    elif isinstance(value, tuple):
        yield from _assign_list(text, node, pair, value, manner.newline)
    else:
        yield from _assign_scalar(text, node, pair, value, manner.newline)


def remove(text: str, node: Mapping, pair: Pair) -> Iterator[Splice]:
    """The ways to take a field away: its whole line, or at last only its value."""
    index = node.pairs.index(pair)
    following = node.pairs[index + 1] if index + 1 < len(node.pairs) else None
    end = pair_end(text, pair)
    if node.flow:
        before = pair_end(text, node.pairs[index - 1]) if index else None
        yield from _remove_from_flow(text, pair.key.start, end, before, following.key.start if following else None)
    elif not text[line_start(text, pair.key.start) : pair.key.start].strip():
        yield Splice(line_start(text, pair.key.start), next_line(text, end), "")
    elif following is not None and "#" not in text[end : following.key.start]:
        yield Splice(pair.key.start, following.key.start, "")
    behind = colon(text, pair)
    if behind > 0:
        yield Splice(behind, end, "")


def add_items(text: str, node: Sequence, items: tuple[str, ...], newline: str) -> Iterator[Splice]:
    """The ways to append to a list as it is written."""
    if node.flow:
        written = ", ".join(inline(item) for item in items)
        at = real_end(text, node.items[-1]) if node.items else node.start + 1
        yield Splice(at, at, f", {written}" if node.items else written)
        return
    last = node.items[-1]
    at = dash(text, last)
    indent = " " * indentation(text, at)
    lines = newline.join(f"{indent}- {inline(item)}" for item in items)
    yield _lines_after(text, real_end(text, last), lines, newline)


def drop_item(text: str, node: Sequence, index: int) -> Iterator[Splice]:
    """The ways to take one item out of a list that keeps others."""
    item = node.items[index]
    end = real_end(text, item)
    following = node.items[index + 1] if index + 1 < len(node.items) else None
    if node.flow:
        before = real_end(text, node.items[index - 1]) if index else None
        yield from _remove_from_flow(text, item.start, end, before, following.start if following else None)
        return
    at = dash(text, item)
    if at >= 0 and not text[line_start(text, at) : at].strip():
        yield Splice(line_start(text, at), next_line(text, end), "")


def _remove_from_flow(text: str, start: int, end: int, before: int | None, following: int | None) -> Iterator[Splice]:
    if before is not None and "#" not in text[before:start]:
        yield Splice(before, end, "")
    elif following is not None and "#" not in text[end:following]:
        yield Splice(start, following, "")
    elif before is None and following is None:
        yield Splice(start, end, "")


def _assign_scalar(text: str, node: Mapping, pair: Pair, value: str, newline: str) -> Iterator[Splice]:
    old = pair.value
    if is_empty(old) or not isinstance(old, Scalar):
        behind = colon(text, pair)
        lead = " " if behind > 0 else ": "
        start = behind if behind > 0 else pair.key.end
        end = start if is_empty(old) else real_end(text, old)
        yield from (Splice(start, end, lead + form) for form in _forms(text, node, pair, value, newline, ""))
        return
    end = real_end(text, old)
    if is_block(old):
        header = text[old.start : line_end(text, old.start)]
        comment = header[header.index(" ") :] if " " in header else ""
        indent = " " * (content_indent(text, old.start) or outer_indent(text, old.start) + 2)
        block = literal_block(value, indent, newline)
        if block is not None:
            first, _, rest = block.partition(newline)
            first = first.replace("|", old.style) if newline not in rest else first
            yield Splice(old.start, end, first + comment + newline + rest)
        yield Splice(old.start, end, double_quoted(value) + comment)
        return
    yield from (Splice(old.start, end, form) for form in _forms(text, node, pair, value, newline, old.style))


def _forms(text: str, node: Mapping, pair: Pair, value: str, newline: str, style: str) -> Iterator[str]:
    """How a scalar may be written behind its key: as a block when it has lines and stands in a block."""
    if "\n" in value and not node.flow and not style:
        block = literal_block(value, " " * (indentation(text, pair.key.start) + 2), newline)
        if block is not None:
            yield block
    written = inline(value, style)
    yield written
    if written != double_quoted(value):
        yield double_quoted(value)


def flow_list(items: tuple[str, ...]) -> str:
    return "[" + ", ".join(inline(item) for item in items) + "]"


def _assign_list(text: str, node: Mapping, pair: Pair, items: tuple[str, ...], newline: str) -> Iterator[Splice]:
    old = pair.value
    if isinstance(old, Sequence) and not old.flow and old.items:
        at = dash(text, old.items[0])
        indent = " " * indentation(text, at)
        lines = newline.join(f"{indent}- {inline(item)}" for item in items)
        if not text[line_start(text, at) : at].strip():
            yield Splice(line_start(text, at), real_end(text, old), lines)
    if isinstance(old, Scalar) and len(items) == 1 and not is_empty(old):
        yield from _assign_scalar(text, node, pair, items[0], newline)
        return
    behind = colon(text, pair)
    lead = " " if behind > 0 else ": "
    start = behind if behind > 0 else pair.key.end
    if is_empty(old):
        yield Splice(start, start, lead + flow_list(items))
    elif isinstance(old, Scalar) or old.flow:
        yield Splice(old.start, real_end(text, old), flow_list(items))
    else:
        yield Splice(start, real_end(text, old), lead + flow_list(items))


def _add_pair(text: str, node: Mapping, name: str, value: Value, manner: Manner) -> Iterator[Splice]:
    key, newline = manner.key, manner.newline
    for neighbour in _neighbours(node, name, manner.order):
        end = pair_end(text, neighbour)
        if node.flow:
            yield Splice(end, end, f", {key}: {_flow_value(value)}")
            continue
        indent = " " * indentation(text, node.pairs[0].key.start)
        for written in _block_values(value, len(indent), newline):
            yield _lines_after(text, end, f"{indent}{key}:{written}", newline)
    if not node.pairs and node.flow:
        yield Splice(node.start + 1, node.start + 1, f"{key}: {_flow_value(value)}")


def _neighbours(node: Mapping, name: str, order: tuple[str, ...]) -> Iterator[Pair]:
    """The pairs behind which a new one may stand: the last that precedes it in the kind's order, else the last."""
    rank = {field: index for index, field in enumerate(order)}
    mine = rank.get(name, len(order))
    earlier = [pair for pair in node.pairs if rank.get(pair.name, len(order)) < mine]
    if earlier:
        yield max(earlier, key=lambda pair: rank[pair.name])
    yield from reversed(node.pairs)


def _flow_value(value: Value) -> str:
    return flow_list(value) if isinstance(value, tuple) else inline(value)


def _block_values(value: Value, indent: int, newline: str) -> Iterator[str]:
    """What stands behind the colon of a new key, with the blank or line break before it."""
    if isinstance(value, tuple):
        line = flow_list(value)
        if len(line) > LONG_LINE:
            yield "".join(f"{newline}{' ' * (indent + 2)}- {inline(item)}" for item in value)
        yield f" {line}"
        return
    if "\n" in value:
        block = literal_block(value, " " * (indent + 2), newline)
        if block is not None:
            yield f" {block}"
    yield f" {inline(value)}"
    if inline(value) != double_quoted(value):
        yield f" {double_quoted(value)}"


def _lines_after(text: str, offset: int, lines: str, newline: str) -> Splice:
    """Whole lines put behind the line in which `offset` stands."""
    at = next_line(text, offset)
    if at == len(text) and not text.endswith("\n"):
        return Splice(at, at, newline + lines)
    return Splice(at, at, lines + newline)
