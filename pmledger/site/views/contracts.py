"""Contracts: what was agreed with whom and for how much, where the paper is, and when it has to be looked at again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded
from pmledger.site.views.cells import day_cell, key_cell, opened, place_cell, record_cell, status_cell
from pmledger.site.views.figures import figure_cell, money_text, tile, written
from pmledger.site.views.finance import PATH as FINANCE
from pmledger.site.views.money import contracts_of, valued_projects
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "contracts.html"
SOON = timedelta(days=60)


def renewal(contract: Record) -> date | None:
    """When a contract has to be looked at again; one that is obsolete no more."""
    return None if contract.status == "obsolete" else contract.day("review_by")


def is_due(book: Book, contract: Record) -> bool:
    """Whether its renewal is past or within sixty days."""
    on = renewal(contract)
    return on is not None and on <= book.as_of + SOON


def by_renewal(contracts: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(sorted(contracts, key=lambda one: (str(renewal(one) or "9"), one.key)))


def papers(contracts: Sequence[Record]) -> Mapping[str, list[Record]]:
    """The contracts in force by the key of their project, else of their client."""
    found: dict[str, list[Record]] = {}
    for contract in contracts:
        if contract.status != "obsolete":
            found.setdefault(contract.project or contract.client, []).append(contract)
    return found


def contract_row(book: Book, contract: Record) -> Row:
    on = renewal(contract)
    late = on is not None and on < book.as_of
    tone = "bad" if late else "warn" if is_due(book, contract) else ""
    left = (on - book.as_of).days if on else 0
    note = (
        book.say_count("{count} day over", "{count} days over", -left)
        if late
        else book.say_count("in {count} day", "in {count} days", left)
        if tone
        else ""
    )
    return Row(
        (
            record_cell(book, contract, contract.text("version")),
            key_cell(book, contract.client),
            place_cell(book, contract),
            status_cell(book, contract),
            day_cell(book, contract.day("approved_on")),
            day_cell(book, on, sub=note, sub_tone=tone),
            day_cell(book, contract.day("retention_until")),
        )
    )


def contract_blocks(book: Book, contracts: Sequence[Record]) -> tuple[Block, ...]:
    """Contracts in force, the next renewal first; obsolete ones folded."""
    columns = (
        Column(book.say("Contract"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Belongs to")),
        Column(book.say("State")),
        Column(book.say("Approved")),
        Column(book.say("Renewal or review")),
        Column(book.say("Kept until")),
    )
    force = [one for one in contracts if one.status != "obsolete"]
    gone = [one for one in contracts if one.status == "obsolete"]

    def make(contract: Record) -> Row:
        return contract_row(book, contract)

    caption = book.say("Contracts, the next renewal first")
    empty = book.say("No contract is on file.")
    blocks = bounded(book, by_renewal(force), columns, make, caption, anchor="t-contracts", tools=True, empty=empty)
    if not gone:
        return blocks
    summary = book.say_count("{count} obsolete", "{count} obsolete", len(gone))
    return (*blocks, folded(summary, *bounded(book, gone, columns, make, summary, anchor="t-obsolete")))


def value_blocks(book: Book, projects: Sequence[Record], kept: Mapping[str, list[Record]]) -> tuple[Block, ...]:
    """What each project is worth by its contract, as signed and as amended, and whether the paper is there."""
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Billing")),
        Column(book.say("As signed"), numeric=True),
        Column(book.say("Today"), numeric=True),
        Column(book.say("Invoiced"), numeric=True),
        Column(book.say("Paper")),
    )
    running, over = opened(projects)

    def make(project: Record) -> Row:
        return value_row(book, project, kept)

    ordered = sorted(running, key=lambda one: (bool(paper_of(one, kept)), one.key))
    caption = book.say("Contract values by project")
    empty = book.say("No open project has a contract value.")
    blocks = bounded(book, ordered, columns, make, caption, anchor="t-values", empty=empty)
    if not over:
        return blocks
    summary = book.say_count("{count} closed", "{count} closed", len(over))
    return (*blocks, folded(summary, *bounded(book, over, columns, make, summary, anchor="t-values-closed")))


def paper_of(project: Record, kept: Mapping[str, list[Record]]) -> list[Record]:
    """The contracts of a project, else those of its client as a whole."""
    return kept.get(project.key) or kept.get(project.client) or []


def value_row(book: Book, project: Record, kept: Mapping[str, list[Record]]) -> Row:
    found = paper_of(project, kept)
    billing = project.text("billing")
    billed = written(book, "billed_share", project.key)
    paper = (
        Cell(runs=tuple(part for at, one in enumerate(found[:3]) for part in (*((Anchor(", "),) if at else ()), book.anchor(one.key))))
        if found
        else Cell(book.say("not on file"), tone="" if project.closed else "warn")
    )
    return Row(
        (
            record_cell(book, project),
            key_cell(book, project.client),
            Cell(book.words.choice_label(billing) if billing else "—", tone="" if billing else "muted"),
            Cell(money_text(book, project.money("contract_signed"), short=True)),
            figure_cell(book, "contract_value", project.key),
            figure_cell(book, "invoiced", project.key, sub=billed.text if billed.number is not None else ""),
            paper,
        )
    )


def lede(book: Book, contracts: Sequence[Record], missing: Sequence[Record]) -> str:
    """How many are on file, which are due, which projects have none."""
    words = book.words
    force = [one for one in contracts if one.status != "obsolete"]
    count = len(force)
    parts = [
        capital(book.say_count("{n} contract is on file.", "{n} contracts are on file.", count, n=spelled(words, count)))
        if count
        else book.say("No contract is on file.")
    ]
    due = [one for one in force if is_due(book, one)]
    if due:
        first = by_renewal(due)[0]
        on = renewal(first) or book.as_of
        tone = "bad" if on < book.as_of else "warn"
        parts.append(
            book.say(
                "{contract} has to be renewed or reviewed by {day}.",
                contract=toned(first.title, tone, book.href(first.key)),
                day=on,
            )
        )
    elif count:
        parts.append(book.say("None has to be renewed or reviewed within {days} days.", days=SOON.days))
    if missing:
        told = book.say_count(
            "{n} open project with a contract value has no contract on file.",
            "{n} open projects with a contract value have no contract on file.",
            len(missing),
            n=spelled(words, len(missing)),
        )
        parts.append(capital(told))
    return words.sentences(parts)


def pages(book: Book) -> Iterator[Page]:
    """`contracts.html`, where a contract is on file or a project states what its contract is worth."""
    contracts, valued = contracts_of(book), valued_projects(book)
    if not contracts and not valued:
        return
    kept = papers(contracts)
    missing = [one for one in valued if not one.closed and not paper_of(one, kept)]
    sections = (
        Section(head(book.say("Contracts"), "contracts", book.register("document")), contract_blocks(book, contracts)),
        Section(head(book.say("Contract values"), "values"), value_blocks(book, valued, kept)),
    )
    frame = book.frame(
        PATH,
        book.say("Contracts"),
        current=FINANCE,
        crumbs=(Anchor(book.say("Finance"), FINANCE),),
        lede=runs(lede(book, contracts, missing)),
    )
    tiles = (tile(book, "invoiced_total", sub=book.say("net")), tile(book, "unbilled_total", sub=book.say("net")))
    yield Page(PATH, "finance.html", Sheet(frame, tiles, sections, contents_of(sections)))
