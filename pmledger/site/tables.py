"""Tables and lists of facts as HTML: most of what pages are made of, so they are written without a template's detours."""


from msgspec import Struct

from pmledger.site.parts import Bar, Cell, Column, Fact, Prose, Row, Runs, Status, Table
from pmledger.site.paths import from_root
from pmledger.site.prose import render_prose
from pmledger.site.runs import anchor_html, escape, runs_html, spoken

SHORT = 13
"""Texts of fewer characters are kept on one line."""
MANY, FEW, MOST_WORDS = 6, 3, 4


class Pen(Struct, frozen=True):
    """Writes for a page whose way up is `root`, in a language; `none` is what an empty table says by default."""

    root: str
    language: str
    none: str = ""

    def table(self, table: Table) -> str:
        if not table.rows:
            return f'<p class="none">{escape(table.empty or self.none)}</p>\n'
        box = "" if table.stack else f' role="group" aria-label="{escape(table.caption)}" tabindex="0"'
        extra = (f' id="{escape(table.id)}"' if table.id else "") + (" data-tools" if table.tools else "")
        shape = ("stack" if table.stack else "wide") + width_of(table.columns)
        body = "".join(self.row(row, table.columns, labels=table.stack) for row in table.rows)
        foot = f"<tfoot>{self.row(table.total, table.columns, labels=table.stack)}</tfoot>\n" if table.total else ""
        return (
            f'<div class="scroll"{box}><table class="{shape}"{extra}>\n'
            f'<caption class="hidden">{escape(table.caption)}</caption>\n'
            f"<thead><tr>{''.join(map(heading, table.columns))}</tr></thead>\n<tbody>\n{body}</tbody>\n{foot}</table></div>\n"
        )

    def row(self, row: Row, columns: tuple[Column, ...], *, labels: bool = True) -> str:
        cells = []
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            sort = f' data-v="{escape(cell.sort)}"' if cell.sort else ""
            if not number and (cell.text or cell.runs or cell.status):
                cells.append(f'<th scope="row"{sort}>{self.cell(cell)}</th>')
                continue
            shape = ' class="num"' if column.numeric else ' class="short"' if 0 < len(cell.text) < SHORT else ""
            label = f' data-label="{escape(column.title)}"' if labels and column.title else ""
            cells.append(f"<td{shape}{label}{sort}>{self.cell(cell)}</td>")
        return f"<tr{f' id={chr(34)}{escape(row.id)}{chr(34)}' if row.id else ''}>{''.join(cells)}</tr>\n"

    def cell(self, cell: Cell) -> str:
        if cell.status is not None:
            out = status_html(cell.status)
        elif cell.href:
            out = f'<a href="{escape(from_root(cell.href, self.root))}"{marks(cell)}>{spoken(cell.text, self.language)}</a>'
        elif cell.runs:
            out = self.runs(cell.runs)
        elif cell.tone or cell.lang:
            out = f"<span{marks(cell)}>{spoken(cell.text, self.language)}</span>"
        else:
            out = spoken(cell.text, self.language)
        if cell.bar is not None:
            out += bar_html(cell.bar)
        if cell.sub:
            out += f"<small{classed(cell.sub_tone)}>{escape(cell.sub)}</small>"
        if cell.sub_runs:
            out += f"<small>{self.runs(cell.sub_runs)}</small>"
        return out

    def facts(self, facts: tuple[Fact, ...]) -> str:
        return f'<dl class="facts">\n{"".join(map(self.fact, facts))}</dl>\n'

    def fact(self, fact: Fact) -> str:
        if fact.status is not None:
            said = status_html(fact.status)
        elif fact.prose is not None:
            said = self.prose(fact.prose)
        else:
            said = self.runs(fact.runs)
        title = f' title="{escape(fact.help)}"' if fact.help else ""
        return f"<div><dt{title}>{escape(fact.label)}</dt><dd>{said}</dd></div>\n"

    def prose(self, prose: Prose) -> str:
        lang = f' lang="{escape(prose.lang)}"' if prose.lang else ""
        return f'<div class="prose"{lang}>{render_prose(prose, self.root)}</div>'

    def crumbs(self, crumbs: Runs) -> str:
        """The way down to the page, as items of a list."""
        return "".join(f"<li>{anchor_html(each, self.root, self.language)}</li>" for each in crumbs)

    def items(self, items: tuple[Runs, ...]) -> str:
        """Sentences as items of a list."""
        return "".join([f"<li>{self.runs(each)}</li>" for each in items])

    def runs(self, runs: Runs) -> str:
        return runs_html(runs, self.root, self.language)


def width_of(columns: tuple[Column, ...]) -> str:
    """A class for tables of many columns of words, and for those of few columns."""
    if len(columns) > MANY and sum(not column.numeric for column in columns) > MOST_WORDS:
        return " many"
    return " few" if len(columns) < FEW else ""


def heading(column: Column) -> str:
    if not column.title:
        return "<td></td>"
    shape = classed("num" if column.numeric else "roomy" if column.wide else "")
    return f'<th scope="col"{shape}>{escape(column.title)}</th>'


def status_html(status: Status) -> str:
    return f'<span class="status {escape(status.tone)}">{escape(status.word)}</span>'


def bar_html(bar: Bar) -> str:
    """A bar of 100 % width; the tick stays inside it."""
    tick = "" if bar.tick is None else f'<rect class="tick" x="{min(bar.tick, 98)}%" width="2" height="12"/>'
    return (
        f'<svg class="bar{f" {escape(bar.tone)}" if bar.tone else ""}" role="img" aria-label="{escape(bar.label)}">'
        '<rect class="track" y="3" width="100%" height="6" rx="3"/>'
        f'<rect class="fill" y="3" width="{bar.value}%" height="6" rx="3"/>{tick}</svg>'
    )


def marks(cell: Cell) -> str:
    return classed(cell.tone) + (f' lang="{escape(cell.lang)}"' if cell.lang else "")


def classed(name: str) -> str:
    return f' class="{escape(name)}"' if name else ""
