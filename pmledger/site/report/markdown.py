"""A report as Markdown: the same parts as on the site, as text that any editor and mail program shows."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pmledger.language.translator import Translator
from pmledger.site.parts import Cell, Fact, Item, Prose, Row, Runs, Table, Tile
from pmledger.site.report.status import Report
from pmledger.site.views.blocks import Block, Section

SIGNS = re.compile(r"([\\`*_\[\]<>|])")
DIRECT = ("https://", "http://", "mailto:")


def as_markdown(report: Report, words: Translator) -> str:
    """Title, sentence, figures and sections; ends with one line end."""
    parts = [
        f"# {escaped(report.frame.title)}" + (words.aside(report.frame.status.word) if report.frame.status else ""),
        " · ".join(sentence(part) for part in report.frame.stamp),
        f"> {escaped(report.frame.site.past)}" if report.frame.site.past else "",
        sentence(report.frame.lede),
        f"_{sentence(report.seal)}_" if report.seal else "",
        "\n".join(tile_line(each, words) for each in report.tiles),
        *(text for section in flat(report.sections) for text in section_parts(section, words)),
    ]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def flat(sections: Sequence[Section | tuple[Section, ...]]) -> Iterator[Section]:
    for each in sections:
        yield from each if isinstance(each, tuple) else (each,)


def section_parts(section: Section, words: Translator) -> Iterator[str]:
    yield f"## {escaped(section.heading.title)}"
    for block in section.blocks:
        yield block_text(block, words)


def block_text(block: Block, words: Translator) -> str:
    """A block by its shape; shapes that no report uses are left out."""
    make = SHAPES.get(block.shape)
    return make(block.part, words) if make is not None else ""


def escaped(text: str) -> str:
    """Text in which no sign of Markdown means anything, on one line."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))


def sentence(runs: Runs) -> str:
    """A sentence; only links that lead somewhere without the site stay."""
    return "".join(linked(part.text, part.href) for part in runs)


def linked(text: str, href: str) -> str:
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    told = escaped(text)
    if href.startswith(DIRECT):
        told = f"[{told}](<{href.replace('>', '%3E')}>)"
    return f"{' ' if lead else ''}{told}{' ' if tail and text.strip() else ''}"


def tile_line(tile: Tile, words: Translator) -> str:
    note = words.aside(escaped(tile.sub)) if tile.sub else ""
    return f"- {escaped(tile.label)}{words.colon}**{escaped(tile.value)}**{note}"


def cell_text(cell: Cell) -> str:
    told = cell.status.word if cell.status is not None else cell.text
    main = sentence(cell.runs) if cell.runs and cell.status is None else linked(told, cell.href)
    sub = sentence(cell.sub_runs) if cell.sub_runs else escaped(cell.sub)
    return f"{main}<br>{sub}" if main and sub else main or sub


def table_text(part: Any, words: Translator) -> str:  # noqa: ANN401 (a block's part is any)
    table: Table = part
    if not table.rows:
        return escaped(table.empty or words.text("None."))
    head = "| " + " | ".join(escaped(column.title) for column in table.columns) + " |"
    rule = "| " + " | ".join("---:" if column.numeric else "---" for column in table.columns) + " |"
    return "\n".join((head, rule, *(row_text(row) for row in table.rows)))


def row_text(row: Row) -> str:
    return "| " + " | ".join(cell_text(cell) for cell in row.cells) + " |"


def items_text(part: Any, words: Translator) -> str:  # noqa: ANN401
    items: tuple[Item, ...] = part
    return "\n".join(item_line(item, words) for item in items)


def item_line(item: Item, words: Translator) -> str:
    when = f"**{escaped(item.when)}** " if item.when else ""
    note = words.aside(escaped(item.sub)) if item.sub else ""
    return f"- {when}{linked(item.text, item.href)}{note}"


def facts_text(part: Any, words: Translator) -> str:  # noqa: ANN401
    facts: tuple[Fact, ...] = part
    return "\n".join(f"- {escaped(fact.label)}{words.colon}{fact_value(fact)}" for fact in facts)


def fact_value(fact: Fact) -> str:
    if fact.status is not None:
        return escaped(fact.status.word)
    return escaped(fact.prose.text) if fact.prose is not None else sentence(fact.runs)


def prose_text(part: Any, _words: Translator) -> str:  # noqa: ANN401
    """What somebody wrote, as they wrote it, quoted; references as plain names."""
    prose: Prose = part
    plain = re.sub(r"\[\[[^\]|]*\|([^\]]*)\]\]|\[\[([^\]]*)\]\]", lambda found: found[1] or found[2], prose.text)
    return "\n".join(f"> {line}".rstrip() for line in plain.strip().splitlines())


SHAPES: Mapping[str, Callable[[Any, Translator], str]] = {
    "table": table_text,
    "text": lambda part, _words: sentence(part),
    "none": lambda part, _words: escaped(part),
    "label": lambda part, _words: f"### {escaped(part)}",
    "todo": items_text,
    "diary": items_text,
    "facts": facts_text,
    "prose": prose_text,
    "sign": lambda part, _words: "\n".join(f"- ____________________ {escaped(name)}" for name in part),
}
