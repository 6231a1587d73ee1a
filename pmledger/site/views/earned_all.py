"""Earned value of several projects: of all that are open, by client, and of one client's."""

from collections.abc import Sequence

from pmledger.analysis.money_totals import MEASURES, is_measured
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, label, table, text
from pmledger.site.views.cells import of_scope, record_cell, short_name
from pmledger.site.views.earned import tone
from pmledger.site.views.figures import figure_cell, figure_of, number_shown, reason_of, written
from pmledger.site.views.money import finance_path, has_money
from pmledger.site.views.registers import PAST, bounded, head
from pmledger.site.views.sentence import runs, toned

MOST_NAMES = 5
"""Projects that are left out and named."""


def all_earned(book: Book, projects: Sequence[Record]) -> tuple[Section, ...]:
    """The section of earned value over the open projects that have some; none without."""
    measured = [one for one in projects if number_shown(book, "earned_value", one.key) is not None]
    if not measured:
        return ()
    blocks = (text(runs(sentence(book, "", projects))), *table_of(book, measured), *by_client(book, projects))
    return (Section(head(book.say("Earned value"), "earned"), blocks),)


def client_earned(book: Book, client: Record) -> tuple[Section, ...]:
    """The same of one client's open projects, for the client's page."""
    projects = [one for one in of_scope(book, client, "project") if not one.closed]
    measured = [one for one in projects if number_shown(book, "earned_value", one.key) is not None]
    if not measured:
        return ()
    blocks = (text(runs(sentence(book, client.key, projects))), *table_of(book, measured))
    return (Section(head(book.say("Earned value"), "earned"), blocks),)


def sentence(book: Book, key: str, projects: Sequence[Record]) -> str:
    """What all work done is worth, what each unit of money brought, and which projects are not in it."""
    earned, planned, spent, index = (written(book, name, key) for name in ("earned_value", "planned_value", "actual_cost", "cpi"))
    if earned.number is None or spent.number is None or index.number is None:
        first = book.say("What the projects have earned together is unknown: {reason}.",
                         reason=(earned.reason or spent.reason or index.reason).rstrip(".。"))  # fmt: skip
    else:
        first = book.say(
            "Work worth {earned} is done, {planned} was planned by now, and {spent} is spent: a CPI of {cpi}.",
            earned=toned(earned.text, "b", earned.href), planned=toned(planned.text, "", planned.href),
            spent=toned(spent.text, "", spent.href), cpi=toned(index.text, "", index.href),
        )  # fmt: skip
    return book.words.sentences([first, *left_out(book, projects)])


def left_out(book: Book, projects: Sequence[Record]) -> list[str]:
    """The projects of which not all is known, with the reason."""
    rest = [one for one in projects if not is_measured(one, book.conclusions.figures)]
    if not rest:
        return []
    names = [book.say("{project} ({reason})", project=toned(short_name(book, one.key), "", way_to(book, one)), reason=why(book, one))
             for one in rest[:MOST_NAMES]]  # fmt: skip
    if (more := len(rest) - MOST_NAMES) > 0:
        names.append(book.say_count("{count} more", "{count} more", more))
    return [book.say("Not in it: {names}.", names=book.words.list_and(names))]


def way_to(book: Book, project: Record) -> str:
    """The page of a project's money, its own page where it keeps none."""
    return href(finance_path(project)) if has_money(book, project) else book.href(project.key)


def why(book: Book, project: Record) -> str:
    """Why not all of a project is known."""
    missing = (figure for name in MEASURES if (figure := figure_of(book, name, project.key)) is not None and figure.value is None)
    found = next(missing, None)
    return reason_of(book, found).rstrip(".。") if found is not None else ""


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
    values = (number_shown(book, name, project.key) for name in ("cpi", "spi_t"))
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


SUMS = ("earned_value", "planned_value", "sv", "spi", "actual_cost", "cv", "cpi")


def by_client(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    """The sums of each client in its own currency, and of all; nothing where there are not two."""
    keys = dict.fromkeys(one.client for one in projects if one.client in book.hrefs and is_measured(one, book.conclusions.figures))
    clients = [client for key in keys if (client := book.ledger.get(key)) is not None and written(book, "earned_value", key).number is not None]
    if len(clients) < 2:
        return ()
    columns = (
        Column(book.say("Client"), wide=True),
        Column(book.say("Earned value"), numeric=True),
        Column(book.say("Planned value"), numeric=True),
        Column(book.say("Earned less planned"), numeric=True),
        Column("SPI", numeric=True),
        Column(book.say("Actual cost"), numeric=True),
        Column(book.say("Earned less spent"), numeric=True),
        Column("CPI", numeric=True),
    )
    ordered = sorted(clients, key=lambda one: (least(book, one), one.key))
    rows = tuple(Row((record_cell(book, one), *sums(book, one.key))) for one in ordered[:PAST])
    total = Row((Cell(book.say("All")), *sums(book, "")))
    caption = book.say("Earned value by client, the least for the money first")
    return label(book.say("By client")), table(Table(columns, rows, caption, "t-earned-clients", total=total))


def least(book: Book, client: Record) -> float:
    number = written(book, "cpi", client.key).number
    return 9.0 if number is None else float(number)


def sums(book: Book, key: str) -> tuple[Cell, ...]:
    return tuple(figure_cell(book, name, key, signed=name in {"sv", "cv"}) for name in SUMS)
