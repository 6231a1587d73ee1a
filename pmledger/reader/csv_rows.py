"""CSV as one mapping per row, every cell with its offsets in the file, since the standard reader gives none."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from pmledger.reader.faults_csv import (
    DUPLICATE_COLUMN,
    MISSING_CELL,
    NAMELESS_COLUMN,
    SURPLUS_CELL,
    TEXT_AFTER_QUOTE,
    UNCLOSED_CELL,
    UNKNOWN_COLUMN,
)
from pmledger.reader.limits import NODES
from pmledger.reader.suggest import suggestion
from pmledger.source.diagnostic import Diagnostic, Related
from pmledger.source.message import say
from pmledger.source.node import Mapping, Node, Pair, Scalar, Sequence
from pmledger.source.term import Listed, Term
from pmledger.source.text import SourceText

_FEW = 12
_SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r"\"?sep=([,;\t|])\"?\r?\n", re.IGNORECASE)
_BLANK = " \t\u00a0"

NameOf = Callable[[str], str | None]
IsList = Callable[[str], bool]


class Column(Struct, frozen=True):
    """A column that fills a field: its position, its head as typed, the field's name, whether cells are lists."""

    index: int
    head: Scalar
    name: str
    is_list: bool


class Rows(Struct, frozen=True):
    """The rows of a CSV file as mappings, and its faults."""

    rows: tuple[Mapping, ...]
    faults: tuple[Diagnostic, ...] = ()


Row = list[Scalar]


def read_rows(
    source: SourceText, name_of: NameOf, is_list: IsList, known: tuple[Term, ...] = (), text: str | None = None,
    *, chinese: bool = True,
) -> Rows:
    """Rows with named cells; `name_of` gives the field that a head stands for, `known` the fields to suggest.

    The separator is what `sep=` in the first line names, else the most frequent of comma, semicolon and tab in the
    head. In a cell of a list `;` parts the items. Empty rows, empty cells and columns without any text are left out.
    """
    text = source.text if text is None else text
    start, separator = _separator(text)
    faults: list[Diagnostic] = []
    lines = _table(source, text, start, separator, faults)
    head = next(lines, None)
    if head is None:
        return Rows((), tuple(faults))
    columns = _columns(source, head, name_of, is_list, known, faults, chinese)
    reader = _Reader(source, head, columns, faults)
    rows = tuple(row for line in lines if (row := reader.row(line)) is not None)
    faults.sort(key=lambda fault: (fault.span.line, fault.span.column))
    return Rows(rows, tuple(faults))


def _separator(text: str) -> tuple[int, str]:
    """Where the head begins, and what stands between cells."""
    if declared := _SEPARATOR_LINE.match(text):
        return declared.end(), declared[1]
    head = re.search(r"[^\r\n]+", text)
    bare = re.sub(r'"[^"]*"', "", head[0]) if head else ""
    return 0, max(_SEPARATORS, key=bare.count)


def _cell_pattern(separator: str) -> re.Pattern[str]:
    """A quoted cell, or what stands up to the next separator or line end; linear, whatever is typed."""
    blank = _BLANK.replace(separator, "")
    stop = re.escape(separator)
    return re.compile(rf'[{blank}]*"(?P<quoted>[^"]*(?:""[^"]*)*)"[{blank}]*|(?P<bare>[^{stop}\r\n]*)')


def _table(source: SourceText, text: str, at: int, separator: str, faults: list[Diagnostic]) -> Iterator[Row]:
    """The rows that are not blank, as cells; reading ends at a quote that is never closed."""
    pattern = _cell_pattern(separator)
    row: Row = []
    count = 0
    while at < len(text):
        match = pattern.match(text, at)
        assert match is not None
        cell, at = _cell(text, match)
        if text.startswith('"', cell.start) and cell.style != '"':
            faults.append(_unclosed(source, cell.start))
            return
        if at < len(text) and text[at] not in separator + "\r\n":
            at = _skip(source, text, at, separator, faults)
        row.append(cell)
        count += 1
        if count > NODES:
            return
        if text.startswith(separator, at):
            at += 1
            if at == len(text) or text[at] in "\r\n":
                row.append(Scalar("", at, at, "csv"))
            else:
                continue
        at = _next_line(text, at)
        if any(one.text for one in row):
            yield row
        row = []
    if any(one.text for one in row):
        yield row


def _cell(text: str, match: re.Match[str]) -> tuple[Scalar, int]:
    """The cell without the blanks around it; of a quoted one the offsets enclose its quotes."""
    if match["quoted"] is not None:
        start = text.index('"', match.start())
        return Scalar(match["quoted"].replace('""', '"'), start, match.end("quoted") + 1, '"'), match.end()
    bare = match["bare"]
    kept = bare.strip(_BLANK)
    start = match.start() + (len(bare) - len(bare.lstrip(_BLANK)) if kept else 0)
    return Scalar(kept, start, start + len(kept), "csv"), match.end()


def _next_line(text: str, at: int) -> int:
    if text.startswith("\r\n", at):
        return at + 2
    return at + 1


def _skip(source: SourceText, text: str, at: int, separator: str, faults: list[Diagnostic]) -> int:
    """Past text that stands behind a closing quote."""
    stop = at
    while stop < len(text) and text[stop] not in separator + "\r\n":
        stop += 1
    message = say("text stands between a closing quote and the next separator")
    faults.append(
        TEXT_AFTER_QUOTE.at(source.span(at, stop), message, found=text[at:stop],
                            help=say("put the whole cell in quotes and write quotes within it twice"))
    )  # fmt: skip
    return stop


def _unclosed(source: SourceText, at: int) -> Diagnostic:
    return UNCLOSED_CELL.at(
        source.span(at, at + 1),
        say("the quote that begins this cell is never closed; nothing from here on is read"),
        found='"',
    )


def _columns(
    source: SourceText,
    head: Row,
    name_of: NameOf,
    is_list: IsList,
    known: tuple[Term, ...],
    faults: list[Diagnostic],
    chinese: bool,
) -> tuple[Column, ...]:
    columns: dict[str, Column] = {}
    for index, cell in enumerate(head):
        name = name_of(cell.text) if cell.text else None
        if name is None:
            if cell.text:
                faults.append(_unknown(source, cell, known, [one.text for one in head], chinese))
        elif name in columns:
            faults.append(_duplicate(source, cell, columns[name].head))
        else:
            columns[name] = Column(index, cell, name, is_list(name))
    return tuple(columns.values())


def _unknown(
    source: SourceText, cell: Scalar, known: tuple[Term, ...], taken: list[str], chinese: bool
) -> Diagnostic:
    span = source.span(cell.start, cell.end)
    help_text, fix = suggestion(span, cell.text, known, taken, chinese=chinese)
    if help_text is None and 0 < len(known) <= _FEW:
        help_text = say("its columns are {names}", names=Listed(known))
    message = say("no field is called {name}; the column is left out", name=cell.text)
    return UNKNOWN_COLUMN.at(span, message, found=cell.text, help=help_text, fix=fix)


def _duplicate(source: SourceText, cell: Scalar, first: Scalar) -> Diagnostic:
    return DUPLICATE_COLUMN.at(
        source.span(cell.start, cell.end),
        say("{name} is the field of an earlier column too; this one is left out", name=cell.text),
        found=cell.text,
        related=(Related(source.span(first.start, first.end), say("the first one stands here")),),
    )


class _Reader:
    """Turns rows of cells into mappings; knows the head."""

    def __init__(self, source: SourceText, head: Row, columns: tuple[Column, ...], faults: list[Diagnostic]) -> None:
        self.source = source
        self.columns = columns
        self.faults = faults
        self.width = max((index + 1 for index, cell in enumerate(head) if cell.text), default=0)
        self.nameless = [index for index, cell in enumerate(head) if not cell.text]
        self.head = head

    def row(self, cells: Row) -> Mapping | None:
        if len(cells) < self.width:
            self.faults.append(self.missing(cells))
        elif surplus := next((cell for cell in cells[len(self.head) :] if cell.text), None):
            self.faults.append(self.surplus(cells, surplus))
        if self.nameless:
            self.check_nameless(cells)
        pairs = tuple(
            Pair(column.head, _value(cells[column.index], column.is_list), column.name)
            for column in self.columns
            if column.index < len(cells) and cells[column.index].text
        )
        return Mapping(pairs, cells[0].start, cells[-1].end) if pairs else None

    def missing(self, cells: Row) -> Diagnostic:
        start = cells[0].start
        message = say("this row has {count} cells, but {width} columns are named", count=len(cells), width=self.width)
        return MISSING_CELL.at(
            self.source.span(start, max(cells[-1].end, start)),
            message,
            help=say("write the separator for empty cells too, also at the end"),
        )

    def surplus(self, cells: Row, cell: Scalar) -> Diagnostic:
        message = say("this row has {count} cells, but {width} columns are named", count=len(cells), width=self.width)
        return SURPLUS_CELL.at(
            self.source.span(cell.start, cell.end),
            message,
            found=cell.text,
            help=say("put a value that holds the separator in double quotes"),
        )

    def check_nameless(self, cells: Row) -> None:
        for index in self.nameless:
            if index < len(cells) and cells[index].text:
                place = self.head[index].start
                self.nameless = [other for other in self.nameless if other != index]
                message = say("column {number} has values but no name", number=index + 1)
                self.faults.append(NAMELESS_COLUMN.at(self.source.span(place, place), message))


def _value(cell: Scalar, is_list: bool) -> Node:
    """A cell; of a list its items, parted by `;`, each with its own offsets where quotes do not move them."""
    # A lone number may be how many there are, where a field takes either; as a list it would be one item all the same.
    if not is_list or cell.text.strip().isdecimal():
        return cell
    if cell.style == '"' and cell.end - cell.start - 2 != len(cell.text):
        parts = (part.strip() for part in cell.text.split(";"))
        return Sequence(
            tuple(Scalar(part, cell.start, cell.end, "csv") for part in parts if part), cell.start, cell.end
        )
    at = cell.start + (cell.style == '"')
    items: list[Node] = []
    for part in cell.text.split(";"):
        kept = part.strip()
        if kept:
            start = at + len(part) - len(part.lstrip())
            items.append(Scalar(kept, start, start + len(kept), "csv"))
        at += len(part) + 1
    return Sequence(tuple(items), cell.start, cell.end)
