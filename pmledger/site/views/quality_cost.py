"""What checks and defects have cost, in money and in hours, as far as costs and hours name them."""

from pmledger.analysis.figure import decimal
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, table, text
from pmledger.site.views.figures import figure_anchor, figure_cell, figure_of, written
from pmledger.site.views.sentence import runs, toned


def cost_blocks(book: Book, subject: str) -> tuple[Block, ...]:
    """How much went into finding faults and how much into what was found; nothing is guessed where nothing is named."""
    if figure_of(book, "quality_cost", subject) is None:
        return (Block("none", book.say("No cost and no hours name a check or a defect.")),)
    columns = (
        Column(book.say("What for"), wide=True),
        Column(book.say("Records"), numeric=True),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Hours"), numeric=True),
    )
    rows = tuple(
        row(book, subject, label, name)
        for label, name in ((book.say("Checks"), "appraisal"), (book.say("Defects"), "failure"))
    )
    part = Table(columns, rows, book.say("Cost of quality"), "t-quality-cost")
    return (text(runs(sentence(book, subject))), table(part))


def sentence(book: Book, subject: str) -> str:
    """What both come to, as far as it can be added up."""
    total = figure_anchor(book, "quality_cost", subject)
    found = written(book, "quality_cost", subject)
    hours = sum(written(book, name, subject).number or decimal(0) for name in ("appraisal_hours", "failure_hours"))
    if found.number is None:
        return book.say("What checks and defects cost is unknown: {reason}.", reason=found.reason.rstrip(".。"))
    amount = toned(total.text, "b", total.href)
    if not hours:
        return book.say("Costs of {amount} name a check or a defect.", amount=amount)
    told = toned(book.say("{hours} h", hours=book.words.number(hours, 1)), "b")
    return book.say("Costs of {amount} and {hours} of work name a check or a defect.", amount=amount, hours=told)


def row(book: Book, subject: str, label: str, name: str) -> Row:
    figures = (figure_of(book, f"{name}_{part}", subject) for part in ("cost", "hours"))
    count = sum(len(found.inputs) for found in figures if found is not None)
    return Row(
        (
            Cell(label),
            Cell(book.words.number(count)),
            figure_cell(book, f"{name}_cost", subject),
            figure_cell(book, f"{name}_hours", subject),
        )
    )
