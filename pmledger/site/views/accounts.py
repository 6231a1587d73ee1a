"""Parts of a client's page: feedback, invoices, pipeline."""

from pmledger.analysis.receivables import unpaid
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Column, Row
from pmledger.site.views.blocks import Block, folded, label
from pmledger.site.views.cells import choice_cell, day_cell, key_cell, of_scope, record_cell, status_cell
from pmledger.site.views.pipeline import ended_blocks, open_columns, open_row, waiting_of
from pmledger.site.views.receivables import ageing_blocks, invoice_tables, unbilled_blocks, unbilled_of
from pmledger.site.views.registers import bounded, open_and_closed


def feedback_blocks(book: Book, client: Record) -> tuple[Block, ...]:
    """Complaints, praise, questions; answered ones folded."""
    columns = (
        Column(book.say("Feedback"), wide=True),
        Column(book.say("Type")),
        Column(book.say("State")),
        Column(book.say("Received")),
        Column(book.say("From")),
    )

    def make(feedback: Record) -> Row:
        return Row(
            (
                record_cell(book, feedback),
                choice_cell(book, feedback, "type"),
                status_cell(book, feedback),
                day_cell(book, feedback.day("received_on")),
                key_cell(book, feedback.target("from")),
            )
        )

    found = sorted(of_scope(book, client, "feedback"), key=lambda record: str(record.day("received_on")), reverse=True)
    return open_and_closed(
        book,
        found,
        columns,
        make,
        book.say("Feedback"),
        anchor="t-feedback",
        empty=book.say("No feedback is open."),
        tools=False,
    )


def invoice_blocks(book: Book, client: Record) -> tuple[Block, ...]:
    """What the client owes by age, its invoices, and what it was not billed for yet."""
    invoices = of_scope(book, client, "invoice")
    currency = client.text("currency") or book.conclusions.premises.currency
    ages = ageing_blocks(book, invoices, currency, "t-ageing") if unpaid(invoices, book.as_of) else ()
    waiting = unbilled_of(book, of_scope(book, client, "milestone"))
    earned = (
        (label(book.say("Earned and not invoiced")), *unbilled_blocks(book, waiting, "t-unbilled", where=True))
        if waiting
        else ()
    )
    return (*ages, *invoice_tables(book, invoices, "t-invoices", where=False), *earned)


def account_ways(book: Book) -> tuple[Anchor, ...]:
    """Links to all invoices and to what clients bring, as far as these pages exist."""
    if not book.shown("invoice"):
        return ()
    return (Anchor(book.say("all invoices"), "invoices.html"), Anchor(book.say("profit"), "profit.html#clients"))


def pipeline_blocks(book: Book, client: Record) -> tuple[Block, ...]:
    """The client's open opportunities, those in trouble first; won and lost ones below."""
    chances = of_scope(book, client, "opportunity")
    waiting = waiting_of(book, chances)
    ended = [chance for chance in chances if chance.key not in {one.key for one in waiting}]
    blocks = bounded(
        book,
        waiting,
        open_columns(book, where=False),
        lambda chance: open_row(book, chance, where=False),
        book.say("Pipeline"),
        anchor="t-pipeline",
        empty=book.say("No opportunity is open."),
    )
    if not ended:
        return blocks
    summary = book.say_count("{count} won or lost", "{count} won or lost", len(ended))
    return (*blocks, folded(summary, *ended_blocks(book, ended)))
