"""The clients: how we stand with each, and whom we have not spoken to for too long."""

from collections.abc import Iterable, Iterator, Sequence

from pmledger.analysis.health import Rag
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.views.blocks import Section, Sheet, folded
from pmledger.site.views.cells import choice_cell, key_cell, of_scope, record_cell
from pmledger.site.views.figures import figure_cell, tile, written
from pmledger.site.views.projects import active
from pmledger.site.views.ragwords import bad_reasons, colour_of, rag_status, rank, reason_item
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.surveys import method_text, score_text, trend_of


def is_quiet(book: Book, client: Record) -> bool:
    """Whether the last contact is longer ago than the cadence allows."""
    since, cadence = (written(book, name, client.key).number for name in ("days_since_contact", "contact_cadence"))
    return client.status == "active" and since is not None and cadence is not None and since > cadence


def by_need(book: Book, clients: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(clients, key=lambda client: (rank(book, client.key), not is_quiet(book, client), client.title)))


def contact_cell(book: Book, client: Record) -> Cell:
    """Days since the last contact, beside what its cadence allows."""
    cadence = written(book, "contact_cadence", client.key).number
    tone = "bad" if is_quiet(book, client) else ""
    sub = book.say_count("at most {count} day", "at most {count} days", int(cadence)) if cadence is not None else ""
    return figure_cell(book, "days_since_contact", client.key, sub=sub, tone=tone)


def satisfaction_cell(book: Book, client: Record) -> Cell:
    trend = trend_of(book, client)
    if trend is None:
        return Cell("—", tone="muted", sub=book.say("not asked yet"))
    return Cell(
        score_text(book, trend.latest), book.href(trend.waves[0].record.key), sub=method_text(book, trend.latest)
    )


def reason_note(book: Book, client: Record) -> str:
    health = book.conclusions.health.get(client.key)
    if health is None or health.colour not in {Rag.RED, Rag.AMBER}:
        return ""
    reasons = bad_reasons(health)
    return reason_item(book, reasons[0]).text if reasons else ""


def client_row(book: Book, client: Record) -> Row:
    projects = active(of_scope(book, client, "project"))
    count = book.say_count("{count} active project", "{count} active projects", len(projects))
    return Row(
        (
            record_cell(book, client, count),
            Cell(status=rag_status(book, client.key), sub=reason_note(book, client), sort=str(rank(book, client.key))),
            choice_cell(book, client, "segment"),
            key_cell(book, client.target("account_manager")),
            contact_cell(book, client),
            figure_cell(book, "open_promises", client.key, sub=late_note(book, client), tone=""),
            satisfaction_cell(book, client),
            figure_cell(book, "receivable", client.key),
        )
    )


def late_note(book: Book, client: Record) -> str:
    late = written(book, "late_promises", client.key).number
    return book.say_count("{count} late", "{count} late", int(late)) if late else ""


def lede(book: Book, clients: Sequence[Record]) -> str:
    """How many clients, how many in trouble, how many too quiet."""
    words = book.words
    if not clients:
        return book.say("No client is active.")
    count = len(clients)
    first = capital(book.say_count("{n} active client.", "{n} active clients.", count, n=spelled(words, count)))
    red = [client for client in clients if colour_of(book, client.key) is Rag.RED]
    quiet = [client for client in clients if is_quiet(book, client)]
    second = third = ""
    if red:
        names = words.list_and(toned(client.title, "bad", book.href(client.key)) for client in red[:4])
        second = book.say_count("{clients} needs help.", "{clients} need help.", len(red), clients=names)
    if quiet:
        names = words.list_and(toned(client.title, "warn", book.href(client.key)) for client in quiet[:4])
        third = book.say_count(
            "We have not spoken to {clients} for too long.",
            "We have not spoken to {clients} for too long.",
            len(quiet),
            clients=names,
        )
    calm = book.say("All are in contact and well.") if not red and not quiet else ""
    return words.sentences([first, second, third, calm])


def pages(book: Book) -> Iterator[Page]:
    """All clients, the worst first; former ones folded."""
    clients = book.shown("client")
    if not clients:
        return
    columns = (
        Column(book.say("Client")),
        Column(book.say("Standing")),
        Column(book.say("Segment")),
        Column(book.say("Account manager")),
        Column(book.say("Last contact"), numeric=True),
        Column(book.say("We owe"), numeric=True),
        Column(book.say("Satisfaction"), numeric=True),
        Column(book.say("Receivable"), numeric=True),
    )
    current = by_need(book, [client for client in clients if client.status == "active"])
    others = [client for client in clients if client.status in {"prospect", "inactive"}]
    former = [client for client in clients if client.status not in {"active", "prospect", "inactive"}]

    def make(client: Record) -> Row:
        return client_row(book, client)

    blocks = bounded(
        book,
        current,
        columns,
        make,
        book.say("Active clients"),
        anchor="t-clients",
        tools=True,
        empty=book.say("No client is active."),
    )
    if former:
        summary = book.say_count("{count} former", "{count} former", len(former))
        blocks = (*blocks, folded(summary, *bounded(book, former, columns, make, summary, anchor="t-former")))
    sections = [Section(head(book.say("Active"), "active"), blocks)]
    if others:
        part = bounded(book, others, columns, make, book.say("Prospects and inactive clients"), anchor="t-others")
        sections.append(Section(head(book.say("Prospects and inactive clients"), "others"), part))
    path = "clients.html"
    frame = book.frame(path, book.register("client").text, current=path, lede=runs(lede(book, current)))
    tiles = (tile(book, "kept_rate"), tile(book, "pipeline_weighted"), tile(book, "nps"), tile(book, "csat"))
    yield Page(path, "clients.html", Sheet(frame, tiles, tuple(sections)))
