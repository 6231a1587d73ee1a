"""Parts of hand-made pages that stand on them by the hundred, as HTML: rows with pictures, explained figures, headings."""

from pmledger.site.parts import Column, Heading
from pmledger.site.runs import escape
from pmledger.site.tables import Pen
from pmledger.site.views.blocks import DrawnRow, Explained


def drawn_row(pen: Pen, row: DrawnRow, columns: tuple[Column, ...]) -> str:
    """A row whose cells may have a picture before their text; the pictures are markup of our own charts."""
    cells = []
    for number, (cell, column, picture) in enumerate(zip(row.cells, columns, row.drawings, strict=True)):
        shape = ' class="num"' if column.numeric else ""
        if not number:
            cells.append(f'<th scope="row"{shape}>{picture}{pen.cell(cell)}</th>')
            continue
        label = f' data-label="{escape(column.title)}"' if column.title else ""
        cells.append(f"<td{shape}{label}>{picture}{pen.cell(cell)}</td>")
    anchor = f' id="{escape(row.anchor)}"' if row.anchor else ""
    return f"<tr{anchor}>{''.join(cells)}</tr>\n"


def explained(pen: Pen, parts: tuple[Explained, ...]) -> str:
    """Figures with their formulas and what went into them, as one list."""
    return f'<dl class="explained">\n{"".join([explanation(pen, part) for part in parts])}</dl>'


def explanation(pen: Pen, part: Explained) -> str:
    lines = [
        f'<p class="none">{escape(part.reason)}</p>' if part.reason else "",
        f"<p>{escape(part.formula)}</p>\n",
        f"<p><code>{escape(part.symbols)}</code></p>" if part.symbols else "",
        pen.facts(part.inputs) if part.inputs else "",
        f'<p class="muted">{escape(part.reference)}</p>' if part.reference else "",
    ]
    term = f"<dt>{escape(part.label)} <b>{escape(part.value)}</b></dt>"
    return f'<div id="{escape(part.anchor)}">{term}\n<dd>\n{"".join(lines)}</dd></div>\n'


def heading(pen: Pen, head: Heading) -> str:
    """The heading of a section, with the links on its right."""
    id_ = f' id="{escape(head.id)}"' if head.id else ""
    links = f'<span class="more">{pen.runs(head.links)}</span>' if head.links else ""
    return f'<header class="head"><h2{id_}>{escape(head.title)}</h2>{links}</header>\n'
