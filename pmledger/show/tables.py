"""A table as aligned text for people, or as CSV for other programs."""

import csv
import io
import re

from msgspec import Struct

from pmledger.show.safe import safe

UNBOUNDED = 100_000
"""Columns of a page when nothing bounds it, as in a pipe."""

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?( [A-Z]{3})?%?")


class Heading(Struct, frozen=True):
    """A column's name, and whether its cells are numbers, which stand at the right."""

    text: str
    numeric: bool = False


class Table(Struct, frozen=True):
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]


def as_text(table: Table, *, width: int | None = None, colour: bool = False) -> str:
    """Aligned columns, cells broken over lines where the terminal is too narrow; None is a pipe, one line a row."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD if colour else None, pad_edge=False, show_edge=False, header_style="bold")
    for heading in table.headings:
        drawn.add_column(Text(safe(heading.text)), justify="right" if heading.numeric else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(safe(cell)) for cell in row))
    page = io.StringIO()
    console = Console(
        file=page,
        width=width or UNBOUNDED,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().rstrip("\n").split("\n"))


def as_csv(table: Table) -> str:
    """RFC 4180 with line feeds; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([heading.text for heading in table.headings])
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return page.getvalue()


def harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell
