"""The money of all projects: what it costs against what was approved, what clients owe, what it brings."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pmledger.analysis.vitals import overrun_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Tile
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, listed
from pmledger.site.views.cashflow import all_cash
from pmledger.site.views.cells import opened, record_cell, short_name
from pmledger.site.views.currencies import rates_blocks
from pmledger.site.views.earned_all import all_earned
from pmledger.site.views.figures import figure_cell, tile, written
from pmledger.site.views.money import MONEY_KINDS, contracts_of, finance_path, has_money, valued_projects
from pmledger.site.views.overruns import limits_of, needs_of, overrun_tone
from pmledger.site.views.receivables import PATH as INVOICES
from pmledger.site.views.receivables import ageing_blocks, late_tone
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "finance.html"
MOST_NAMES = 3


def with_money(book: Book) -> tuple[Record, ...]:
    """The projects of which money is kept."""
    return tuple(project for project in book.shown("project") if has_money(book, project))


def is_kept(book: Book) -> bool:
    """Whether the workspace keeps anything of money."""
    return any(book.shown(kind) for kind in MONEY_KINDS) or bool(with_money(book))


def overrun(book: Book, project: Record) -> float:
    """How far the forecast is over the budget of the work, in percent of it; what is unknown comes last."""
    shown = written(book, "cost_variance", project.key).number is not None
    percent = overrun_of(book.conclusions.figures, project) if shown else None
    return float("-inf") if percent is None else float(percent)


def by_overrun(book: Book, projects: Sequence[Record]) -> tuple[Record, ...]:
    """The largest overrun first."""
    return tuple(sorted(projects, key=lambda project: (-overrun(book, project), project.key)))


def project_columns(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("Project"), wide=True),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Ordered"), numeric=True),
        Column(book.say("Forecast"), numeric=True),
        Column(book.say("Left at the end"), numeric=True),
        Column(book.say("Invoiced"), numeric=True),
        Column(book.say("Expected profit"), numeric=True),
    )


def project_row(book: Book, project: Record) -> Row:
    """A project's money in a line, led to its own page."""
    name = record_cell(book, project)
    client = (book.anchor(project.client, short_name(book, project.client)),) if project.client else ()
    share, billed = written(book, "spent_share", project.key), written(book, "billed_share", project.key)
    spent = book.say("{share} of the budget", share=share.text) if share.number is not None else ""
    whole = written(book, "bac", project.key)
    work = book.say("{amount} for the work", amount=whole.text) if whole.number is not None else ""
    of_contract = book.say("{share} of the contract", share=billed.text) if billed.number is not None else ""
    margin = written(book, "margin", project.key)
    return Row(
        (
            Cell(name.text, href(finance_path(project)), sub_runs=client, lang=name.lang),
            figure_cell(book, "budget", project.key, sub=work),
            figure_cell(book, "spent", project.key, sub=spent),
            figure_cell(book, "committed", project.key),
            figure_cell(book, "cost_forecast", project.key),
            variance_cell(book, project),
            figure_cell(book, "invoiced", project.key, sub=of_contract),
            figure_cell(book, "expected_profit", project.key, sub=margin.text if margin.number is not None else ""),
        )
    )


def variance_cell(book: Book, project: Record) -> Cell:
    """What is left of the budget at the end; an overrun in the tone of its size."""
    percent = overrun(book, project)
    tone = ""
    if percent > 0 and not project.closed:
        tone = overrun_tone(Fraction(percent), limits_of(book, project))
    return figure_cell(book, "cost_variance", project.key, signed=True, tone="" if tone == "info" else tone)


def lede(book: Book, projects: Sequence[Record]) -> str:
    """What is spent, who runs over, what is owed."""
    words = book.words
    spent, whole = written(book, "spent_total"), written(book, "budget_total")
    if spent.number is None or whole.number is None:
        first = book.say("What was spent cannot be told: {reason}.", reason=(spent.reason or whole.reason).rstrip(".。"))
    else:
        first = book.say(
            "{spent} of {budget} is spent.",
            spent=toned(spent.text, "b", spent.href),
            budget=toned(whole.text, "", whole.href),
        )
    return words.sentences([first, over_sentence(book, projects), owed_sentence(book)])


def over_sentence(book: Book, projects: Sequence[Record]) -> str:
    """The projects whose forecast exceeds their budget."""
    words = book.words
    over = [project for project in by_overrun(book, projects) if overrun(book, project) > 0]
    known = [project for project in projects if overrun(book, project) > float("-inf")]
    if not known:
        return book.say("No cost can be forecast.")
    if not over:
        return book.say("Every forecast is within its budget.")
    names = words.list_and(over_name(book, project) for project in over[:MOST_NAMES])
    told = book.say_count(
        "{n} project will cost more than its budget: {names}.",
        "{n} projects will cost more than their budgets: {names}.",
        len(over),
        n=spelled(words, len(over)),
        names=names,
    )
    return capital(told)


def over_name(book: Book, project: Record) -> str:
    left = written(book, "cost_variance", project.key)
    tone = overrun_tone(Fraction(overrun(book, project)), limits_of(book, project))
    amount = left.text.lstrip("\u2212-")
    text = book.say("{project} by {amount}", project=short_name(book, project.key), amount=amount)
    return toned(text, "" if tone == "info" else tone, href(finance_path(project)))


def owed_sentence(book: Book) -> str:
    """What clients owe too long, and what is earned and not billed."""
    late, open_ = written(book, "overdue_total"), written(book, "unbilled_total")
    parts = []
    if late.number:
        told = toned(late.text, late_tone(book, book.shown("invoice")), late.href)
        parts.append(book.say("Clients are late with {amount}.", amount=told))
    if open_.number:
        told = toned(open_.text, "b", open_.href)
        parts.append(book.say("{amount} is earned and not invoiced.", amount=told))
    return book.words.sentences(parts)


def tiles(book: Book) -> tuple[Tile, ...]:
    left = written(book, "forecast_variance", signed=True)
    late = written(book, "overdue_total")
    note = ""
    if left.number:
        amount = left.text.lstrip("\u2212-+")
        note = book.say("{amount} over", amount=amount) if left.number < 0 else book.say("{amount} under", amount=amount)
    names = ("budget_total", "spent_total", "committed_total")
    return (
        *(tile(book, name) for name in names),
        tile(book, "forecast_total", sub=note, tone=total_tone(book)),
        tile(
            book,
            "receivable_total",
            sub=book.say("{amount} overdue", amount=late.text) if late.number else book.say("with tax"),
            tone=late_tone(book, book.shown("invoice")) if late.number else "",
        ),
        tile(book, "unbilled_total", sub=book.say("net")),
        tile(book, "expected_profit_total"),
    )


def total_tone(book: Book) -> str:
    """The tone of the forecast of all projects, by how far it is over their budgets."""
    left, whole = written(book, "forecast_variance").number, written(book, "bac_total").number
    if left is None or not whole or left >= 0:
        return ""
    tone = overrun_tone(-100 * Fraction(left) / Fraction(whole), limits_of(book))
    return "" if tone == "info" else tone


def project_blocks(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    """Open projects, the largest overrun first; those over folded."""
    running, over = opened(projects)
    columns = project_columns(book)

    def make(project: Record) -> Row:
        return project_row(book, project)

    blocks = bounded(
        book,
        by_overrun(book, running),
        columns,
        make,
        book.say("Money by project, the largest overrun first"),
        anchor="t-projects",
        tools=True,
        empty=book.say("No open project keeps its money here."),
    )
    if not over:
        return blocks
    summary = book.say_count("{count} closed", "{count} closed", len(over))
    inner = bounded(book, by_overrun(book, over), columns, make, summary, anchor="t-closed")
    return (*blocks, folded(summary, *inner))


def ways(book: Book) -> Runs:
    """Links to the pages beside this one, as far as they exist."""
    valued = bool(valued_projects(book))
    profit = (Anchor(book.say("profit"), "profit.html"),) if valued or book.shown("invoice") else ()
    contracts = (Anchor(book.say("contracts"), "contracts.html"),) if valued or contracts_of(book) else ()
    return (*profit, *contracts)


def stamp(book: Book) -> tuple[Runs, ...]:
    """The day, and what all sums are in."""
    return (
        (Anchor(book.say("as of {day}", day=book.as_of)),),
        (Anchor(book.say("sums in {currency} by today’s rates", currency=book.conclusions.premises.currency)),),
    )


def pages(book: Book) -> Iterator[Page]:
    """`finance.html`."""
    if not is_kept(book):
        return
    projects = with_money(book)
    current = [project for project in projects if not project.closed]
    invoices = book.shown("invoice")
    currency = book.conclusions.premises.currency
    sections = [
        Section(
            head(book.say("Needs you"), "needs"),
            (listed(needs_of(book, projects, where=True), book.say("No project runs over and nobody is late with a payment.")),),
        ),
        Section(
            head(
                book.say("Projects"),
                "projects",
                *ways(book),
            ),
            project_blocks(book, projects),
        ),
        *all_earned(book, current),
    ]
    if invoices:
        sections.append(
            Section(
                head(book.say("What clients owe"), "owed", Anchor(book.say("all invoices"), INVOICES)),
                ageing_blocks(book, invoices, currency, "t-ageing"),
            )
        )
    sections.append(Section(head(book.say("Open projects by month"), "cash"), all_cash(book, current)))
    sections.append(Section(head(book.say("Currencies"), "currencies"), rates_blocks(book)))
    frame = book.frame(PATH, book.say("Finance"), current=PATH, lede=runs(lede(book, current)), stamp=stamp(book))
    yield Page(PATH, "finance.html", Sheet(frame, tiles(book), tuple(sections), contents_of(tuple(sections))))
