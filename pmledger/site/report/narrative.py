"""The manager's words in a status report, and what must be decided."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.health import Rag
from pmledger.kinds.values import Ref
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Table
from pmledger.site.report.brief import Brief
from pmledger.site.values import reference as link_to
from pmledger.site.values import shown
from pmledger.site.views.blocks import Block, listed, table
from pmledger.site.views.cells import brief as shortened
from pmledger.site.views.cells import day_cell, passage, prose_of, record_cell, short_name
from pmledger.site.views.decisions import needed

MOST_LINES = 6


def lines_of(book: Book, report: Record | None, field: str) -> tuple[Item, ...]:
    """A list of sentences, each reference in it a link."""
    given = report.values.get(field) if report is not None else None
    if report is None or not isinstance(given, tuple):
        return ()
    found = []
    for at, line in enumerate(given):
        anchor = link_to(shown(book, report), line, f"{field}[{at}]") if isinstance(line, Ref) else Anchor(str(line))
        found.append(Item(anchor.text, anchor.href))
    return tuple(found)


def line_blocks(brief: Brief, field: str, empty: str) -> tuple[Block, ...]:
    """The highlights or next steps of the report."""
    return (listed(lines_of(brief.book, brief.words, field)[:MOST_LINES], empty),)


def reason_blocks(brief: Brief) -> tuple[Block, ...]:
    """Why the colours are what they are, in the manager's words."""
    report = brief.words
    told = passage(report, "rag_reason") if report is not None else ""
    if report is None or not told:
        return ()
    return (Block("prose", prose_of(brief.book, report, told, prefix="reason", level=4)),)


def path_of(book: Book, report: Record | None) -> tuple[Record, ...]:
    """The actions that lead back to green, the earliest due first: those that are written in the report."""
    found = book.written_in.get(report.key, ()) if report is not None else ()
    steps = (one for one in found if one.kind == "action")
    return tuple(sorted(steps, key=lambda one: (one.day("due") or date.max, one.key)))


def path_blocks(brief: Brief) -> tuple[Block, ...]:
    """The path back to green: each step with who takes it and by when."""
    book = brief.book
    steps = path_of(book, brief.words)
    items = tuple(step_item(book, step) for step in steps)
    if items:
        return (Block("todo", items),)
    if brief.health is not None and brief.health.colour is Rag.GREEN:
        return (Block("none", book.say("The project is on track, so none is needed.")),)
    return (Block("none", book.say("No path to green is written down.")),)


def step_item(book: Book, step: Record) -> Item:
    due, done = step.day("due"), step.day("done_on")
    late = not step.closed and due is not None and due < book.as_of
    when = done if step.closed else due
    word = book.status(step).word
    tone = "good" if step.closed else "bad" if late else "info"
    who = short_name(book, step.owner) if step.owner else book.say("no owner")
    note = book.words.comma.join(part for part in (who, word if step.closed else "") if part)
    return Item(step.title, book.href(step.key), tone, note, book.words.date(when, "day") if when else "", word)


def decision_rows(brief: Brief) -> Iterator[Row]:
    """Decisions that are proposed, by the day they are needed, then what the report asks for beside them."""
    book = brief.book
    open_ones = needed(brief.of("decision"))
    for decision in open_ones:
        by = decision.day("needed_by")
        options = [book.words.value(part.get("option")) for part in decision.items("options")]
        late = by is not None and by < book.as_of
        context = " · ".join(options) or shortened(passage(decision, "context"), 110)
        yield Row((record_cell(book, decision, context), day_cell(book, by, late=late)))
    named = {decision.key for decision in open_ones}
    if brief.words is None or not brief.is_draft:
        return
    targets = brief.words.targets
    for at, item in enumerate(lines_of(book, brief.words, "decisions_needed")):
        keys = targets.get(f"decisions_needed[{at}]", ())
        record = book.ledger.get(keys[0]) if keys else None
        if record is None or (record.key not in named and record.status == "proposed"):
            yield Row((Cell(item.text, item.href), Cell("—", tone="muted")))


def decision_blocks(brief: Brief) -> tuple[Block, ...]:
    book = brief.book
    columns = (Column(book.say("Decision"), wide=True), Column(book.say("Needed by")))
    rows = tuple(decision_rows(brief))
    empty = book.say("No decision is needed.")
    found = [table(Table(columns, rows[:MOST_LINES], book.say("Decisions that are needed"), empty=empty))]
    asks = lines_of(book, brief.words, "asks")
    if asks:
        found += [Block("label", book.say("Support that is needed")), Block("todo", asks[:MOST_LINES])]
    return tuple(found)
