"""The money of a project in a report, and its figures beside those of the report before."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.costs import currency_of, manager_estimate
from pmledger.analysis.figure import exact
from pmledger.analysis.names import DEFINITIONS
from pmledger.analysis.reporting import FROZEN, HEALTH, kept
from pmledger.analysis.standing import as_day
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Fact, Row, Table
from pmledger.site.report.brief import Brief
from pmledger.site.views.blocks import Block
from pmledger.site.views.figures import figure_anchor, figure_cell, figure_of, money_text, value_text

SUMMARY = (
    "budget", "spent", "committed", "cost_forecast", "cost_variance", "contingency_used", "changes_approved_cost",
    "changes_pending_cost", "invoiced",
)  # fmt: skip
"""The figures of the cost summary, as far as the project has them."""
INDICES = ("cpi", "spi_t")
"""Of these only what is known; without a baseline there is nothing to say."""
LABELS = {each.name: each.label for each in DEFINITIONS if each.of == "project"}
UNITS = {each.name: each.unit for each in DEFINITIONS if each.of == "project"}


def cost_blocks(brief: Brief) -> tuple[Block, ...]:
    """Approved, spent, and what the manager expects it to come to."""
    book, key = brief.book, brief.project.key
    facts = []
    for name in (*SUMMARY, *INDICES):
        figure = figure_of(book, name, key)
        if figure is not None and (figure.value is not None or name not in INDICES):
            facts.append(Fact(book.words.render(figure.label), (figure_anchor(book, name, key),)))
    estimate = estimate_text(brief)
    if estimate:
        facts.append(Fact(book.say("Manager’s estimate at completion"), (Anchor(estimate, estimate_href(brief)),)))
    return (Block("facts", tuple(facts)),)


def estimate_text(brief: Brief) -> str:
    """The manager's estimate with its distance from the budget, and its day."""
    book, project = brief.book, brief.project
    premises = book.conclusions.premises
    amount = manager_estimate(project, premises.exchange, book.as_of)
    if amount is None:
        return ""
    currency = currency_of(project, premises.exchange)
    told = value_text(book, exact(amount), currency, short=True)
    figure = figure_of(book, "budget", project.key)
    approved = figure.number if figure is not None else None
    if approved is not None and approved != amount:
        told = book.say(
            "{amount} ({difference} to the budget)",
            amount=told,
            difference=value_text(book, exact(amount - approved), currency, short=True, signed=True),
        )
    given = project.values.get("eac")
    on = as_day(given.get("on")) if hasattr(given, "get") else None
    return book.say("{amount}, of {day}", amount=told, day=on) if on else told


def estimate_href(brief: Brief) -> str:
    return brief.book.href(brief.project.key)


def then_text(book: Book, name: str, value: object) -> str:
    """A frozen value as it would be written today."""
    if isinstance(value, Money):
        return money_text(book, value, short=True)
    unit = {"money": "", "wd": "d"}.get(UNITS.get(name, ""), UNITS.get(name, ""))
    told = day_of(value) or value if isinstance(value, str) else value
    return value_text(book, told, unit, short=True, brief=True)


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def frozen_rows(book: Book, report: Record, before: Record | None) -> Iterator[Row]:
    """A report's figures beside those of the report before it."""
    own, earlier = kept(report), kept(before) if before is not None else {}
    for name in (*FROZEN, *(each for each in own if each not in FROZEN)):
        if name not in own or name.startswith(HEALTH):
            continue
        label = book.words.render(LABELS[name]) if name in LABELS else name
        cells = [Cell(label), Cell(then_text(book, name, own[name]))]
        if earlier:
            cells.append(Cell(then_text(book, name, earlier[name])) if name in earlier else Cell("—", tone="muted"))
        yield Row(tuple(cells))


def frozen_table(book: Book, report: Record, before: Record | None) -> Table:
    """The figures as they stood when a report was issued; none of today's, so that no later edit changes its page."""
    columns = [Column(book.say("Figure"), wide=True), Column(book.say("As issued"), numeric=True)]
    if before is not None and kept(before):
        columns.append(Column(book.say("The report before"), numeric=True))
    rows = tuple(frozen_rows(book, report, before))
    return Table(tuple(columns), rows, book.say("Figures as issued"), empty=book.say("No figure was kept with it."))


def then_and_now(brief: Brief) -> Table | None:
    """The figures that have moved since the report before; None where it kept none."""
    book, before = brief.book, brief.before
    frozen = kept(before) if before is not None else {}
    if not frozen:
        return None
    rows = []
    for name in FROZEN:
        figure = figure_of(book, name, brief.project.key)
        if name not in frozen or figure is None:
            continue
        now = figure_cell(book, name, brief.project.key)
        then = then_text(book, name, frozen[name])
        if then != now.text:
            rows.append(Row((Cell(book.words.render(figure.label)), Cell(then), now)))
    columns = (
        Column(book.say("Figure"), wide=True),
        Column(book.say("Then"), numeric=True),
        Column(book.say("Now"), numeric=True),
    )
    caption = book.say("Figures that have moved")
    return Table(columns, tuple(rows), caption, empty=book.say("No figure has moved."))

