"""Earned value of all open projects, on the page of money."""

from collections.abc import Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, text
from pmledger.site.views.cells import record_cell
from pmledger.site.views.earned import shown, tone
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.money import finance_path
from pmledger.site.views.registers import PAST, bounded, head
from pmledger.site.views.sentence import runs, toned


def all_earned(book: Book, projects: Sequence[Record]) -> tuple[Section, ...]:
    """The section of earned value over the open projects that have some; none without."""
    measured = [one for one in projects if shown(book, "earned_value", one) is not None]
    if not measured:
        return ()
    return (Section(head(book.say("Earned value"), "earned"), (text(runs(sentence(book))), *table_of(book, measured))),)


def sentence(book: Book) -> str:
    """What all work done is worth, and what each unit of money brought."""
    earned, planned, spent, index = (written(book, name) for name in ("earned_value", "planned_value", "actual_cost", "cpi"))
    if earned.number is None or spent.number is None or index.number is None:
        return book.say("What all open projects have earned together is unknown.")
    return book.say(
        "Work worth {earned} is done, {planned} was planned by now, and {spent} is spent: a CPI of {cpi}.",
        earned=toned(earned.text, "b", earned.href), planned=toned(planned.text, "", planned.href),
        spent=toned(spent.text, "", spent.href), cpi=toned(index.text, "", index.href),
    )  # fmt: skip


def table_of(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    """The projects with the least for their money or time first."""
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Earned value"), numeric=True),
        Column(book.say("Planned value"), numeric=True),
        Column(book.say("Actual cost"), numeric=True),
        Column("CPI", numeric=True),
        Column("SPI(t)", numeric=True),
        Column(book.say("Finish at this pace")),
    )
    ordered = sorted(projects, key=lambda one: (worst(book, one), one.key))
    caption = book.say("Earned value by project, the least for money or time first")
    return bounded(book, ordered, columns, lambda one: row_of(book, one), caption, anchor="t-earned", most=PAST)


def worst(book: Book, project: Record) -> float:
    values = (shown(book, name, project) for name in ("cpi", "spi_t"))
    return min((float(value) for value in values if value is not None), default=9.0)


def row_of(book: Book, project: Record) -> Row:
    name, key = record_cell(book, project), project.key
    target = f"{href(finance_path(project))}#earned"
    return Row(
        (
            Cell(name.text, target, lang=name.lang),
            *(figure_cell(book, each, key) for each in ("earned_value", "planned_value", "actual_cost")),
            *(figure_cell(book, each, key, tone=tone(book, project, each)) for each in ("cpi", "spi_t")),
            figure_cell(book, "forecast_finish_t", key),
        )
    )
