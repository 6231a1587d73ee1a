"""Parts of a client's page: feedback, invoices, pipeline."""

from pmledger.analysis.costs import outstanding, overdue_invoice_days
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.views.blocks import Block
from pmledger.site.views.cells import choice_cell, day_cell, key_cell, of_scope, record_cell, short_name, status_cell
from pmledger.site.views.figures import money_text
from pmledger.site.views.registers import open_and_closed


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
    """Unpaid invoices, then paid ones folded."""
    columns = (
        Column(book.say("Invoice"), wide=True),
        Column(book.say("State")),
        Column(book.say("Due")),
        Column(book.say("Gross"), numeric=True),
        Column(book.say("Outstanding"), numeric=True),
    )

    def make(invoice: Record) -> Row:
        late = overdue_invoice_days(invoice, book.as_of)
        note = book.say_count("{count} day over", "{count} days over", late) if late else ""
        return Row(
            (
                record_cell(book, invoice, short_name(book, invoice.project) if invoice.project else ""),
                status_cell(book, invoice),
                day_cell(book, invoice.day("due_on"), late=late > 0, sub=note),
                Cell(money_text(book, invoice.money("gross"))),
                Cell(money_text(book, outstanding(invoice, book.as_of))),
            )
        )

    found = sorted(of_scope(book, client, "invoice"), key=lambda record: (str(record.day("due_on")), record.key))
    return open_and_closed(
        book,
        found,
        columns,
        make,
        book.say("Invoices"),
        anchor="t-invoices",
        empty=book.say("No invoice is open."),
        tools=False,
    )


def pipeline_blocks(book: Book, client: Record) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Opportunity"), wide=True),
        Column(book.say("Stage")),
        Column(book.say("Amount"), numeric=True),
        Column(book.say("Probability"), numeric=True),
        Column(book.say("Expected close")),
        Column(book.say("Next step")),
    )

    def make(chance: Record) -> Row:
        close, step = chance.day("expected_close"), chance.day("next_step_due")
        probability = chance.number("probability")
        return Row(
            (
                record_cell(book, chance),
                status_cell(book, chance),
                Cell(money_text(book, chance.money("amount"))),
                Cell("—" if probability is None else book.words.percent(probability)),
                day_cell(book, close, late=close is not None and close < book.as_of and not chance.closed),
                Cell(chance.text("next_step") or "—", sub=book.words.date(step) if step else ""),
            )
        )

    return open_and_closed(
        book,
        of_scope(book, client, "opportunity"),
        columns,
        make,
        book.say("Pipeline"),
        anchor="t-pipeline",
        empty=book.say("No opportunity is open."),
        tools=False,
    )
