"""Edits of CSV cells and rows in the dialect of their file: separator, quotes, line ends, dates and decimals."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.edit.quoting import csv_cell
from pmledger.edit.yaml_span import Splice, Value
from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.settings import CsvSettings
from pmledger.source.text import SourceText

_SEPARATOR_LINE = re.compile(r"\"?sep=([,;\t|])\"?\r?\n", re.IGNORECASE)
_NUMBERS = frozenset(("number", "percent", "money", "rate"))

NameOf = Callable[[str], str | None]


class Cell(Struct, frozen=True):
    """A cell's text and the offsets of what is typed, quotes included."""

    text: str
    start: int
    end: int
    quoted: bool


Row = tuple[Cell, ...]


class Table(Struct, frozen=True):
    """The rows that are not blank, the head first, and what separates their cells."""

    separator: str
    rows: tuple[Row, ...]

    @property
    def head(self) -> Row:
        return self.rows[0] if self.rows else ()

    def column(self, name: str, name_of: NameOf) -> int | None:
        """The position of a field's column."""
        return next((at for at, cell in enumerate(self.head) if cell.text and name_of(cell.text) == name), None)


def read_table(text: str) -> Table:
    """All cells of a CSV text, with their offsets."""
    declared = _SEPARATOR_LINE.match(text)
    start = declared.end() if declared else 0
    head = re.search(r"[^\r\n]+", text[start:])
    bare = re.sub(r'"[^"]*"', "", head[0]) if head else ""
    separator = declared[1] if declared else max(",;\t", key=bare.count)
    rows = (tuple(row) for row in _rows(text, start, separator))
    return Table(separator, tuple(row for row in rows if any(cell.text for cell in row)))


def _rows(text: str, at: int, separator: str) -> Iterator[list[Cell]]:
    pattern = re.compile(rf'[ \u00a0]*("(?:[^"]|"")*")[ \u00a0]*|([^{re.escape(separator)}\r\n]*)')
    row: list[Cell] = []
    while at <= len(text):
        match = pattern.match(text, at)
        assert match is not None
        row.append(_cell(match))
        at = match.end()
        if text.startswith(separator, at):
            at += len(separator)
            continue
        yield row
        row = []
        at += 2 if text.startswith("\r\n", at) else 1


def _cell(match: re.Match[str]) -> Cell:
    if match[1] is not None:
        return Cell(match[1][1:-1].replace('""', '"'), match.start(1), match.end(1), quoted=True)
    bare = match[2].strip(" \u00a0\t")
    start = match.start(2) + (match[2].index(bare) if bare else 0)
    return Cell(bare, start, start + len(bare), quoted=False)


def written_cell(field: FieldSpec, value: Value | None, dialect: CsvSettings) -> str:
    """A value as the workspace's CSV files hold it; items of a list are parted by `;`."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    if field.type == "date" and dialect.date != CsvSettings().date:
        return date.fromisoformat(value).strftime(dialect.date)
    return value.replace(".", dialect.decimal) if field.type in _NUMBERS and dialect.decimal != "." else value


def set_cell(source: SourceText, start: int, name: str, text: str, name_of: NameOf, key: str) -> tuple[Splice, ...]:
    """The edits that put `text` into the row at offset `start`; a missing column is added to all rows."""
    table = read_table(source.text)
    row = next(row for row in table.rows if row[0].start <= start <= row[-1].end)
    column = table.column(name, name_of)
    if column is None:
        return tuple(_grown(table, row, text, key))
    if column < len(row):
        cell = row[column]
        return (Splice(cell.start, cell.end, csv_cell(text, table.separator, cell.quoted and bool(text))),)
    gap = table.separator * (column - len(row) + 1)
    return (Splice(row[-1].end, row[-1].end, gap + csv_cell(text, table.separator)),)


def _grown(table: Table, chosen: Row, text: str, key: str) -> Iterator[Splice]:
    """A column more: its head, the text in the chosen row, nothing in the others."""
    for row in table.rows:
        gap = table.separator * (max(0, len(table.head) - len(row)) + 1)
        content = key if row is table.head else text if row is chosen else ""
        yield Splice(row[-1].end, row[-1].end, gap + csv_cell(content, table.separator))


def with_row(source: SourceText, cells: Mapping[str, str], name_of: NameOf, keys: Mapping[str, str]) -> str:
    """The text with a row more at its end; fields without a column get one, named by `keys`."""
    text, newline = source.text, source.newline
    table = read_table(text)
    missing = [name for name in cells if table.column(name, name_of) is None]
    head = [name_of(cell.text) or "" for cell in table.head] + missing
    line = table.separator.join(csv_cell(cells.get(name, ""), table.separator) for name in head)
    if not table.rows:
        return text + table.separator.join(keys[name] for name in missing) + newline + line + newline
    for row in reversed(table.rows if missing else ()):
        gap = table.separator * max(0, len(table.head) - len(row))
        more = (csv_cell(keys[name] if row is table.head else "", table.separator) for name in missing)
        at = row[-1].end
        text = text[:at] + gap + "".join(table.separator + cell for cell in more) + text[at:]
    return text + ("" if text.endswith("\n") else newline) + line + newline
