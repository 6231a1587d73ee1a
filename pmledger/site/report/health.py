"""A project's health for a report: now, before and as the manager sees it, with every reason linked to its records."""

from collections.abc import Mapping

from pmledger.analysis.health import Dimension, Health, Rag, Reason
from pmledger.analysis.reporting import DIMENSIONS, colours_then, manager_colours, overall_then, strip
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Status, Table
from pmledger.site.report.brief import Brief
from pmledger.site.views.blocks import Block, table, text, words
from pmledger.site.views.cells import joined, of_scope
from pmledger.site.views.figures import figure_of
from pmledger.site.views.ragwords import TONES, is_hidden, rag_word, reason_text

INDICES = ("spi_t", "cpi")
MOST_REASONS = 3
"""Reasons of one dimension that are written out, the worst first."""
MOST_RECORDS = 4
"""Records that one reason names with a link."""


def rag_cell(book: Book, colour: Rag | None) -> Cell:
    """A colour in a word."""
    if colour is None or colour is Rag.NONE:
        return Cell("—", tone="muted")
    return Cell(status=Status(rag_word(book, colour), TONES[colour]))


def reason_runs(book: Book, reason: Reason) -> Runs:
    """A reason with links to the records behind it: the sentence leads to the first, the others follow by name."""
    if is_hidden(book, reason.records):
        return (Anchor(book.say("A restricted record counts here.")),)
    shown = [key for key in reason.records if key in book.hrefs]
    told = reason_text(book, reason)
    stop = "" if told.endswith((".", "。")) else "。" if book.words.language == "zh-CN" else "."
    first = Anchor(told + stop, book.href(shown[0]) if shown else "")
    others = shown[1:MOST_RECORDS]
    more = joined((book.anchor(key) for key in others), book.words.comma)
    return (first, Anchor(" ("), *more, Anchor(")")) if others else (first,)


def why_cell(book: Book, dimension: Dimension | None) -> Cell:
    """Every reason of a dimension, one after the other."""
    if dimension is None:
        return Cell("—", tone="muted")
    if not dimension.reasons:
        return Cell(book.say("No limit is passed."), tone="muted")
    told = joined_sentences(book, dimension.reasons[:MOST_REASONS])
    left = len(dimension.reasons) - MOST_REASONS
    rest = book.say_count("And {count} more.", "And {count} more.", left) if left > 0 else ""
    return Cell(runs=(*told, Anchor(f" {rest}")) if rest else told)


def joined_sentences(book: Book, reasons: tuple[Reason, ...]) -> Runs:
    between = "" if book.words.language == "zh-CN" else " "
    found: list[Anchor] = []
    for reason in reasons:
        if found and between:
            found.append(Anchor(between))
        found.extend(reason_runs(book, reason))
    return tuple(found)


def whole_cell(book: Book, health: Health) -> Cell:
    """Why the whole has its colour: what was set by hand, or by which dimensions."""
    if health.override is not None:
        colour = rag_word(book, health.computed).lower()
        reason = book.words.render(health.override)
        return Cell(book.say("By the rules: {colour}. {reason}", colour=colour, reason=reason))
    held = health.dimension("overall")
    if held is not None:
        return why_cell(book, held)
    bad = (Rag.AMBER, Rag.RED) if health.colour is Rag.AMBER else (health.colour,)
    named = [part for part in health.dimensions if part.colour in bad and part.colour is not Rag.GREEN]
    if not named:
        return Cell(book.say("All that is known is within its limits."), tone="muted")
    names = book.words.list_and(book.words.choice_label(part.name) for part in named)
    return Cell(book.say("Because of: {dimensions}.", dimensions=names))


def health_table(brief: Brief) -> Table:
    """The whole, then dimension by dimension: now, at the report before, as the manager sees it, and why."""
    book, health = brief.book, brief.health
    then = colours_then(brief.before) if brief.before is not None else {}
    mine = manager_colours(brief.words) if brief.words is not None and brief.words is not brief.before else {}
    columns = [Column(book.say("Dimension")), Column(book.say("Now"))]
    if then:
        columns.append(Column(book.say("Before")))
    if mine:
        columns.append(Column(book.say("By the manager")))
    columns.append(Column(book.say("Why"), wide=True))
    rows = []
    if health is not None:
        overall = overall_then(brief.before) if brief.before is not None else None
        rows.append(
            row(book, "overall", health.colour, overall, then, mine, whole_cell(book, health))
        )
        for name in DIMENSIONS:
            part = health.dimension(name)
            colour = part.colour if part else None
            rows.append(row(book, name, colour, then.get(name), then, mine, why_cell(book, part)))
    return Table(tuple(columns), tuple(rows), book.say("Health by dimension"), empty=book.say("There is no health."))


def row(
    book: Book,
    name: str,
    now: Rag | None,
    before: Rag | None,
    then: Mapping[str, Rag],
    mine: Mapping[str, Rag],
    why: Cell,
) -> Row:
    cells = [Cell(book.words.choice_label(name)), rag_cell(book, now)]
    if then:
        cells.append(rag_cell(book, before))
    if mine:
        cells.append(rag_cell(book, mine.get(name)))
    return Row((*cells, why))


def health_blocks(brief: Brief) -> tuple[Block, ...]:
    """The table, the colours of the last reports, and what the colours do not know yet."""
    book = brief.book
    found = [table(health_table(brief))]
    line = strip_runs(book, brief.reports)
    if line:
        found.append(text((Anchor(book.say("The last reports:")), Anchor(" "), *line)))
    known = any(figure_is_known(book, name, brief.project.key) for name in INDICES)
    if brief.health is not None and brief.health.dimensions and not known:
        found.append(words(premise(book)))
    return tuple(found)


def figure_is_known(book: Book, name: str, key: str) -> bool:
    figure = figure_of(book, name, key)
    return figure is not None and figure.value is not None


def premise(book: Book) -> str:
    """On what schedule and cost rest where neither index of the earned value is known."""
    return book.say(
        "Schedule goes by the dates that are stated, cost by what is spent and done: SPI(t) and CPI are not known."
    )


def strip_runs(book: Book, reports: tuple[Record, ...]) -> Runs:
    """The colours of the last six issued reports, the oldest first, each a sign that leads to its report."""
    return joined((strip_anchor(book, report, colour) for report, colour in strip(reports, book.as_of)), " · ")


def pips(book: Book, project: Record) -> Runs:
    """The same as signs alone, each with its word for those who cannot see it; for cells of tables."""
    found: list[Anchor] = []
    for report, colour in strip(of_scope(book, project, "status_report"), book.as_of):
        on = report.day("period_to") or report.day("issued_on")
        day = book.words.date(on, "day") if on else report.title
        word = f"{day}{book.words.colon}{rag_word(book, colour)}"
        found.append(Anchor(word, "", f"pip {TONES[colour]}", word))
    return joined(found, " ")


def strip_anchor(book: Book, report: Record, colour: Rag) -> Anchor:
    on = report.day("period_to") or report.day("issued_on")
    day = book.words.date(on, "day") if on else report.title
    word = rag_word(book, colour)
    return Anchor(f"{day}{book.words.colon}{word}", book.href(report.key), f"status {TONES[colour]}", report.title)
