"""What a client is asked to pay."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import DATE, LINE, MONEY, NUMBER, PERCENT, Cash, Day, Line, Rows, many, one_of, parts, ref_to
from pmledger.kinds.values import Ref

LINES_BILLED = many(
    parts(
        part("text", LINE, "What is billed.", required=True),
        part("quantity", NUMBER, "How many."),
        part("unit_price", MONEY, "The price of one."),
        part("tax_rate", PERCENT, "The rate of tax."),
        part("type", one_of("fixed", "time", "expense", "retainer"), "How it was earned.", default="fixed"),
        part("from", DATE, "The first day it covers."),
        part("to", DATE, "The last day it covers."),
    )
)
PAYMENTS = many(
    parts(
        part("date", DATE, "The day the money moved.", required=True),
        part("amount", MONEY, "How much.", required=True),
        part("type", one_of("cash", "fee", "discount", "withholding", "write_off"), "What it was.", default="cash"),
    )
)


class Invoice(Titled):
    """What a client is asked to pay."""

    number: Line = ask("The number printed on it.", needed_in=("issued",), table=True, audience="client")
    client: Annotated[Ref, ref_to("client")] = ask("Who is to pay.", required=True, table=True, audience="client")
    milestone: Annotated[Ref, ref_to("milestone")] = ask("The milestone it bills.", audience="client")
    issued_on: Day = ask("The day it was issued.", needed_in=("issued",), table=True, audience="client")
    due_on: Day = ask(
        "The day by which it is to be paid; if it does not say, the client’s days to pay after its issue.",
        needed_in=("issued",),
        table=True,
        audience="client",
    )
    lines: Annotated[Rows, LINES_BILLED] = ask("What is billed, line by line.", audience="client")
    net: Cash = ask("The amount before tax.", required=True, table=True, audience="client")
    tax: Cash = ask("The tax.", audience="client")
    gross: Cash = ask("The amount with tax.", audience="client")
    payments: Annotated[Rows, PAYMENTS] = ask("What has been paid, and what was taken off.", audience="client")
    corrects: Annotated[Ref, ref_to("invoice")] = ask("The invoice it corrects.", audience="client")


KIND = Kind(
    name="invoice",
    model=Invoice,
    plural="invoices",
    zh_folders=("发票",),
    prefix="INV",
    group="Money",
    tier="second",
    page=True,
    purpose="What a client is asked to pay.",
    standards="EN 16931 minimum fields",
    lifecycle={
        "draft": ("issued", "void"),
        "issued": ("partly_paid", "paid", "void"),
        "partly_paid": ("paid", "void"),
        "paid": ("partly_paid", "issued"),
        "void": (),
    },
    closed=(
        "paid",
        "void",
    ),
)
