"""What is owed to us: unpaid invoices by age, and what was earned and not billed yet; the register of invoices."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from pmledger.analysis.costs import invoice_gross, outstanding, overdue_invoice_days, payments
from pmledger.analysis.receivables import Bucket, Unbilled, ageing, unbilled_milestones
from pmledger.analysis.standing import is_counted
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Bar, Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, table
from pmledger.site.views.cells import day_cell, key_cell, place_cell, record_cell, short_name, status_cell, visible
from pmledger.site.views.figures import money_text, tile, written
from pmledger.site.views.money import amount_of, amount_text
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "invoices.html"


def bucket_title(book: Book, bucket: Bucket) -> str:
    if bucket.low < 0:
        return book.say("Not due yet")
    if bucket.high is None:
        return book.say("More than {days} days over", days=bucket.low - 1)
    return book.say("{first} to {last} days over", first=max(bucket.low, 1), last=bucket.high)


def ageing_tone(bucket: Bucket) -> str:
    """Overdue is amber, more than thirty days red, as in the health of clients."""
    return "" if bucket.low < 0 else "warn" if bucket.high == 30 else "bad"


def ageing_blocks(book: Book, invoices: Sequence[Record], currency: str, anchor: str) -> tuple[Block, ...]:
    """The unpaid amounts by age, each with its share as a bar."""
    buckets = ageing(invoices, currency, book.conclusions.premises.exchange, book.as_of)
    whole = sum((bucket.amount for bucket in buckets), Fraction(0))
    if not any(bucket.invoices for bucket in buckets):
        return (Block("none", book.say("Nothing is waiting to be paid.")),)
    columns = (
        Column(book.say("Age")),
        Column(book.say("Share"), wide=True),
        Column(book.say("Invoices"), numeric=True),
        Column(book.say("Outstanding, with tax"), numeric=True),
    )
    rows = tuple(bucket_row(book, bucket, whole, currency) for bucket in buckets)
    return (table(Table(columns, rows, book.say("Unpaid invoices by age"), anchor)),)


def bucket_row(book: Book, bucket: Bucket, whole: Fraction, currency: str) -> Row:
    title = bucket_title(book, bucket)
    tone = ageing_tone(bucket) if bucket.invoices else ""
    share = round(100 * bucket.amount / whole) if whole else 0
    told = book.say("{age}: {amount}", age=title, amount=amount_of(bucket.amount, currency))
    note = book.say_count("{count} amount cannot be exchanged", "{count} amounts cannot be exchanged", bucket.silent)
    return Row(
        (
            Cell(title),
            Cell(bar=Bar(share, told, tone=tone)),
            Cell(book.words.number(len(bucket.invoices)) if bucket.invoices else "—", tone="" if bucket.invoices else "muted"),
            Cell(
                amount_text(book, bucket.amount, currency) if bucket.invoices else "—",
                tone=tone if bucket.invoices else "muted",
                sub=note if bucket.silent else "",
            ),
        )
    )


def late_tone(book: Book, invoices: Iterable[Record]) -> str:
    """The tone of what is overdue, by the oldest of it."""
    days = max((overdue_invoice_days(one, book.as_of) for one in invoices), default=0)
    return "" if not days else "bad" if days > 30 else "warn"


def invoice_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Client")),) if where else ()
    return (
        Column(book.say("Invoice"), wide=True),
        *place,
        Column(book.say("State")),
        Column(book.say("Issued")),
        Column(book.say("Due")),
        Column(book.say("Net"), numeric=True),
        Column(book.say("Gross"), numeric=True),
        Column(book.say("Outstanding"), numeric=True),
    )


def invoice_row(book: Book, invoice: Record, *, where: bool, named: bool = True) -> Row:
    late = overdue_invoice_days(invoice, book.as_of)
    note = book.say_count("{count} day over", "{count} days over", late) if late else ""
    place = (key_cell(book, invoice.client),) if where else ()
    left = outstanding(invoice, book.as_of) if is_counted(invoice, book.as_of) else None
    sub = " · ".join(part for part in (invoice.text("number"), short_name(book, invoice.project) if named else "") if part)
    tone = ("bad" if late > 30 else "warn") if late else ""
    return Row(
        (
            record_cell(book, invoice, sub),
            *place,
            status_cell(book, invoice),
            day_cell(book, invoice.day("issued_on")),
            day_cell(book, invoice.day("due_on"), sub=note, sub_tone=tone),
            Cell(money_text(book, invoice.money("net"))),
            Cell(money_text(book, invoice_gross(invoice))),
            Cell(money_text(book, left), tone=tone, sort=str(left.amount) if left else ""),
        )
    )


def by_age(book: Book, invoices: Iterable[Record]) -> tuple[Record, ...]:
    """The longest overdue first, then by the day on which they are due."""
    return tuple(
        sorted(
            invoices,
            key=lambda one: (-overdue_invoice_days(one, book.as_of), str(one.day("due_on") or one.day("issued_on")), one.key),
        )
    )


def unpaid_first(book: Book, invoices: Sequence[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Those still open by age, and those over, the latest first."""
    over = sorted((one for one in invoices if one.closed), key=lambda one: (str(one.day("issued_on")), one.key), reverse=True)
    return by_age(book, (one for one in invoices if not one.closed)), tuple(over)


def invoice_tables(
    book: Book, invoices: Sequence[Record], anchor: str, *, where: bool, named: bool = True
) -> tuple[Block, ...]:
    """Open invoices, the longest overdue first; those paid or void folded. `named` writes their project below."""
    waiting, over = unpaid_first(book, invoices)
    columns = invoice_columns(book, where=where)

    def make(invoice: Record) -> Row:
        return invoice_row(book, invoice, where=where, named=named)

    empty = book.say("No invoice is open.")
    blocks = bounded(book, waiting, columns, make, book.say("Open invoices"), anchor=anchor, tools=where, empty=empty)
    if not over:
        return blocks
    summary = book.say_count("{count} paid or void", "{count} paid or void", len(over))
    inner = bounded(book, over, columns, make, summary, anchor=f"{anchor}-over", tools=where)
    return (*blocks, folded(summary, *inner))


def unbilled_of(book: Book, milestones: Sequence[Record]) -> tuple[Unbilled, ...]:
    shown = visible(book, milestones)
    return unbilled_milestones(shown, book.ledger, book.conclusions.premises.exchange, book.as_of)


def unbilled_blocks(book: Book, found: Sequence[Unbilled], anchor: str, *, where: bool) -> tuple[Block, ...]:
    """Achieved milestones whose payment is not invoiced in full, the longest waiting first."""
    place = (Column(book.say("Project")),) if where else ()
    columns = (
        Column(book.say("Milestone"), wide=True),
        *place,
        Column(book.say("Achieved")),
        Column(book.say("Waits"), numeric=True),
        Column(book.say("To be invoiced, net"), numeric=True),
    )
    by_key = {one.milestone.key: one for one in found}

    def make(milestone: Record) -> Row:
        one = by_key[milestone.key]
        days = book.conclusions.calendar.slip(one.since, book.as_of)
        waits = book.say_count("{count} working day", "{count} working days", days)
        return Row(
            (
                record_cell(book, milestone),
                *((place_cell(book, milestone),) if where else ()),
                day_cell(book, one.since),
                Cell(waits, tone="warn" if days > GRACE else "", sort=str(days)),
                Cell(money_text(book, one.left), sort=str(one.left.amount)),
            )
        )

    empty = book.say("Every achieved milestone with a payment is invoiced.")
    records = [one.milestone for one in found]
    return bounded(book, records, columns, make, book.say("Achieved and not invoiced"), anchor=anchor, empty=empty)


GRACE = 10
"""Working days in which an achieved milestone should be invoiced."""


def lede(book: Book, invoices: Sequence[Record], waiting: Sequence[Unbilled]) -> str:
    """How much is owed, how much of it too long, what is still to be billed."""
    words = book.words
    owed, late = written(book, "receivable_total"), written(book, "overdue_total")
    if owed.number is None:
        first = book.say("What clients owe cannot be told: {reason}.", reason=owed.reason.rstrip(".。"))
    elif not owed.number:
        first = book.say("Every invoice is paid.")
    else:
        first = book.say("Clients owe {amount}.", amount=toned(owed.text, "b", owed.href))
    second = ""
    over = [one for one in invoices if overdue_invoice_days(one, book.as_of)]
    if over and late.number:
        days = max(overdue_invoice_days(one, book.as_of) for one in over)
        told = book.say_count("{days} day", "{days} days", days, days=days)
        tone = "bad" if days > 30 else "warn"
        second = (
            book.say("{all} is overdue, the oldest by {days}.", all=toned(book.say("All of it"), tone, late.href), days=told)
            if late.number == owed.number
            else book.say(
                "{late} is overdue, the oldest by {days}.", late=toned(late.text, tone, late.href), days=told
            )
        )
    elif owed.number:
        second = book.say("None of it is overdue.")
    third = ""
    if waiting:
        count = len(waiting)
        third = capital(
            book.say_count(
                "{n} achieved milestone is not invoiced.",
                "{n} achieved milestones are not invoiced.",
                count,
                n=spelled(words, count),
            )
        )
    return words.sentences([first, second, third])


def extra(book: Book) -> MakeExtra:
    """What an invoice's page says first: what is still to be paid of it, and since when."""
    return lambda invoice: Extra(runs(invoice_sentence(book, invoice)))


def invoice_sentence(book: Book, invoice: Record) -> str:
    """Whether it is paid, and if not how much is left and when that is or was due."""
    if not is_counted(invoice, book.as_of):
        return "" if invoice.status != "draft" else book.say("This invoice is not issued yet.")
    left, whole, due = outstanding(invoice, book.as_of), invoice_gross(invoice), invoice.day("due_on")
    if left is None or whole is None:
        return ""
    if left.amount <= 0:
        days = [on for on, _ in payments(invoice, book.as_of)]
        return book.say("Paid in full on {day}.", day=max(days)) if days else book.say("Paid in full.")
    found = written(book, "outstanding", invoice.key)
    amount = toned(money_text(book, left), "b", found.href)
    late = overdue_invoice_days(invoice, book.as_of)
    if late:
        days_over = book.say_count("{days} day", "{days} days", late, days=late)
        over = toned(book.say("overdue by {days}", days=days_over), "bad" if late > 30 else "warn")
        return book.say("{amount} of {whole} is still to be paid, {over}.", amount=amount, whole=whole, over=over)
    if due is None:
        return book.say("{amount} of {whole} is still to be paid.", amount=amount, whole=whole)
    return book.say("{amount} of {whole} is still to be paid, by {day}.", amount=amount, whole=whole, day=due)


def pages(book: Book) -> Iterator[Page]:
    """The register of invoices: by age, what is open, what is not billed yet."""
    invoices = book.shown("invoice")
    if not invoices:
        return
    waiting = unbilled_of(book, book.shown("milestone"))
    currency = book.conclusions.premises.currency
    sections = (
        Section(head(book.say("By age"), "ageing"), ageing_blocks(book, invoices, currency, "t-ageing")),
        Section(head(book.say("Open"), "open"), invoice_tables(book, invoices, "t-invoices", where=True)),
        Section(
            head(book.say("Earned and not invoiced"), "unbilled"),
            unbilled_blocks(book, waiting, "t-unbilled", where=True),
        ),
    )
    tiles = (
        tile(book, "receivable_total", sub=book.say("with tax")),
        tile(book, "overdue_total", sub=book.say("with tax")),
        tile(book, "unbilled_total", sub=book.say("net")),
        tile(book, "invoiced_total", sub=book.say("net")),
    )
    frame = book.frame(
        PATH, book.register("invoice").text, current=book.current("invoice"), lede=runs(lede(book, invoices, waiting))
    )
    yield Page(PATH, "finance.html", Sheet(frame, tiles, sections, contents_of(sections)))
