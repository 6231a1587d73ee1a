"""Rows put at the end of a list of maps, in a YAML file or a front matter, proved by reading it again."""

from collections.abc import Iterator
from dataclasses import replace

from pmledger.edit.places import colon, dash, indentation, is_empty, next_line, pair_end, real_end
from pmledger.edit.refusal import EditRefused
from pmledger.edit.span_edit import Plain, plain
from pmledger.edit.yaml_span import Splice, spliced
from pmledger.reader.fence import read_front_matter
from pmledger.reader.yaml_events import compose
from pmledger.source.message import say
from pmledger.source.node import Mapping, Sequence
from pmledger.source.text import SourceText

STEP = "  "


def with_rows(source: SourceText, path: tuple[str, ...], rows: tuple[str, ...]) -> str:
    """The text with `rows`, each as it is to be written, at the end of the list that the keys of `path` lead to.

    A key that is not there is put at the end of the mapping above it. Every other byte stays as it was. Raises
    EditRefused when no edit reads back as exactly that.
    """
    if not rows:
        return source.text
    before = fields_of(source)
    wanted = _grown(plain(before), path, rows)
    for way in _ways(source.text, before, path, rows, source.newline):
        text = spliced(source.text, (way,))
        if plain(fields_of(replace(source, text=text, _starts=()))) == wanted:
            return text
    raise EditRefused(
        say(
            "{field} in {path} cannot be changed here without touching something else; edit the file by hand",
            field=".".join(path),
            path=source.path,
        )
    )


def fields_of(source: SourceText) -> Mapping:
    """The mapping of a YAML file, or of a Markdown file's front matter."""
    if source.path.casefold().endswith((".yml", ".yaml")):
        root, _ = compose(source, 0, len(source.text))
    else:
        root = read_front_matter(source, source.text).node
    return root if isinstance(root, Mapping) else Mapping((), 0, 0)


def _grown(fields: Plain, path: tuple[str, ...], rows: tuple[str, ...]) -> Plain:
    """Plain data with the rows in their place."""
    if not path:
        return [*(fields if isinstance(fields, list) else []), *map(_read_row, rows)]
    here = fields if isinstance(fields, dict) else {}
    return {**here, path[0]: _grown(here.get(path[0], ""), path[1:], rows)}


def _read_row(row: str) -> Plain:
    root, _ = compose(SourceText("row.yml", row), 0, len(row))
    assert root is not None
    return plain(root)


def _ways(
    text: str, node: Mapping, path: tuple[str, ...], rows: tuple[str, ...], newline: str
) -> Iterator[Splice]:
    """The ways to write the rows: behind the last of the list, or with the keys that lead to them."""
    pair = next((one for one in node.pairs if one.key.text == path[0]), None)
    if pair is None:
        yield from _new_key(text, node, path, rows, newline)
    elif is_empty(pair.value):
        yield from _first_rows(text, pair_end(text, pair), indentation(text, pair.key.start), path[1:], rows, newline)
    elif len(path) > 1 and isinstance(pair.value, Mapping):
        yield from _ways(text, pair.value, path[1:], rows, newline)
    elif len(path) == 1 and isinstance(pair.value, Sequence):
        yield from _more_rows(text, pair.value, rows, newline)
        if not pair.value.items and colon(text, pair) > 0:
            block = _block((), rows, indentation(text, pair.key.start) + len(STEP), newline)
            yield Splice(colon(text, pair), real_end(text, pair.value), newline + block.removesuffix(newline))


def _more_rows(text: str, node: Sequence, rows: tuple[str, ...], newline: str) -> Iterator[Splice]:
    if node.flow:
        if node.items:
            at = real_end(text, node.items[-1])
            yield Splice(at, at, "".join(f", {row}" for row in rows))
        return
    last = node.items[-1]
    indent = " " * indentation(text, dash(text, last))
    lines = newline.join(f"{indent}- {row}" for row in rows)
    yield _lines_after(text, real_end(text, last), lines, newline)


def _new_key(text: str, node: Mapping, path: tuple[str, ...], rows: tuple[str, ...], newline: str) -> Iterator[Splice]:
    if node.flow:
        written = f"{path[0]}: " + "".join(f"{{{key}: " for key in path[1:]) + f"[{', '.join(rows)}]" + "}" * (len(path) - 1)
        at = pair_end(text, node.pairs[-1]) if node.pairs else node.start + 1
        yield Splice(at, at, f", {written}" if node.pairs else written)
    elif node.pairs:
        indent = indentation(text, node.pairs[0].key.start)
        lines = _block(path, rows, indent, newline)
        yield _lines_after(text, pair_end(text, node.pairs[-1]), lines.removesuffix(newline), newline)
    else:
        yield Splice(len(text), len(text), _block(path, rows, 0, newline))


def _first_rows(
    text: str, at: int, indent: int, path: tuple[str, ...], rows: tuple[str, ...], newline: str
) -> Iterator[Splice]:
    """The rows below a key without a value, whose last character ends at `at`."""
    lines = _block(path, rows, indent + len(STEP), newline)
    yield _lines_after(text, at, lines.removesuffix(newline), newline)


def _block(path: tuple[str, ...], rows: tuple[str, ...], indent: int, newline: str) -> str:
    """The keys one below the other, and the rows below the last."""
    lines = [f"{' ' * indent}{STEP * depth}{key}:" for depth, key in enumerate(path)]
    lines += [f"{' ' * indent}{STEP * len(path)}- {row}" for row in rows]
    return "".join(line + newline for line in lines)


def _lines_after(text: str, offset: int, lines: str, newline: str) -> Splice:
    """Whole lines put behind the line in which `offset` stands."""
    at = next_line(text, offset)
    if at == len(text) and text and not text.endswith("\n"):
        return Splice(at, at, newline + lines)
    return Splice(at, at, lines + newline)
