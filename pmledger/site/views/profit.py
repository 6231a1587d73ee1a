"""What clients and projects bring: invoiced against spent, and what is expected in the end. For ourselves only."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.money_totals import converted
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, words
from pmledger.site.views.cells import record_cell, short_name
from pmledger.site.views.figures import figure_cell, figure_of, tile, written
from pmledger.site.views.finance import PATH as FINANCE
from pmledger.site.views.finance import with_money
from pmledger.site.views.money import finance_path, valued_projects
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import runs, toned

PATH = "profit.html"


def clients_of(book: Book, projects: Sequence[Record]) -> tuple[Record, ...]:
    """The clients of projects with money, and those that were invoiced, the least profitable first."""
    keys = dict.fromkeys([project.client for project in projects] + [one.client for one in book.shown("invoice")])
    found = [client for key in keys if key in book.hrefs and (client := book.ledger.get(key)) is not None]
    return least_first(book, found)


def least_first(book: Book, records: Sequence[Record]) -> tuple[Record, ...]:
    """By what they are expected to bring, unknown ones last."""

    def order(record: Record) -> tuple[bool, float, str]:
        figure = figure_of(book, "expected_profit", record.key)
        premises = book.conclusions.premises
        size = converted(figure, premises.currency, premises.exchange, book.as_of) if figure is not None else None
        return size is None, float(size or 0), record.key

    return tuple(sorted(records, key=order))


def profit_cell(book: Book, name: str, key: str, sub: str = "") -> Cell:
    number = written(book, name, key).number
    return figure_cell(book, name, key, sub=sub, tone="bad" if name == "expected_profit" and number is not None and number < 0 else "")


def client_row(book: Book, client: Record) -> Row:
    names = ("invoiced", "spent", "profit", "expected_profit")
    return Row((record_cell(book, client), *(profit_cell(book, name, client.key) for name in names)))


def project_row(book: Book, project: Record) -> Row:
    """A project, led to its money."""
    client = (book.anchor(project.client, short_name(book, project.client)),) if project.client else ()
    name = record_cell(book, project)
    margin = written(book, "margin", project.key)
    names = ("contract_value", "invoiced", "spent", "profit")
    return Row(
        (
            Cell(name.text, href(finance_path(project)), sub_runs=client, lang=name.lang),
            *(profit_cell(book, each, project.key) for each in names),
            profit_cell(book, "expected_profit", project.key, margin.text if margin.number is not None else ""),
        )
    )


def client_blocks(book: Book, clients: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Client"), wide=True),
        Column(book.say("Invoiced, net"), numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Profit to date"), numeric=True),
        Column(book.say("Expected profit"), numeric=True),
    )
    return bounded(
        book,
        clients,
        columns,
        lambda client: client_row(book, client),
        book.say("Profit by client, the least first"),
        anchor="t-clients",
        tools=True,
        empty=book.say("No client was invoiced."),
    )


def project_blocks(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Contract"), numeric=True),
        Column(book.say("Invoiced, net"), numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Profit to date"), numeric=True),
        Column(book.say("Expected profit"), numeric=True),
    )
    return bounded(
        book,
        least_first(book, projects),
        columns,
        lambda project: project_row(book, project),
        book.say("Profit by project, the least first"),
        anchor="t-projects",
        tools=True,
        empty=book.say("No project keeps its money here."),
    )


def lede(book: Book, clients: Sequence[Record]) -> str:
    """What all bring together, and who brings nothing."""
    expected, now = written(book, "expected_profit_total"), written(book, "profit_total", signed=True)
    if expected.number is None:
        return book.say("What the projects will bring cannot be told: {reason}.", reason=expected.reason.rstrip(".。"))
    parts = [
        book.say(
            "The projects are expected to bring {amount}.",
            amount=toned(expected.text, "b" if expected.number >= 0 else "bad", expected.href),
        )
    ]
    if now.number is not None:
        parts.append(book.say("To date it is {amount}.", amount=toned(now.text, "", now.href)))
    losing = [one for one in clients if (number := written(book, "expected_profit", one.key).number) is not None and number < 0]
    if losing:
        names = book.words.list_and(toned(short_name(book, one.key), "bad", book.href(one.key)) for one in losing[:3])
        parts.append(book.say("A loss is expected with {clients}.", clients=names))
    return book.words.sentences(parts)


def pages(book: Book) -> Iterator[Page]:
    """`profit.html`, of use where something was invoiced or a contract has a value."""
    if not book.shown("invoice") and not valued_projects(book):
        return
    projects = [
        one
        for one in with_money(book)
        if one.has("contract_value") or any(written(book, name, one.key).number is not None for name in ("profit", "expected_profit"))
    ]
    clients = clients_of(book, projects)
    note = book.say(
        "Profit to date is what was invoiced less what was spent, so early in a project it follows the plan of payments. "
        "Expected profit is the contract less the cost forecast; of closed projects it is final. All net of tax."
    )
    sections = (
        Section(head(book.say("By client"), "clients"), (words(note), *client_blocks(book, clients))),
        Section(head(book.say("By project"), "projects"), project_blocks(book, projects)),
    )
    tiles = tuple(tile(book, name) for name in ("invoiced_total", "profit_total", "expected_profit_total"))
    frame = book.frame(
        PATH,
        book.say("Profit"),
        current=FINANCE,
        crumbs=(Anchor(book.say("Finance"), FINANCE),),
        lede=runs(lede(book, clients)),
    )
    yield Page(PATH, "finance.html", Sheet(frame, tiles, sections, contents_of(sections)))
