"""The balance of one project: register by register with both sides, and the bridge from its first baseline."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Table, Tile
from pmledger.site.paths import href
from pmledger.site.views.balance import PATH
from pmledger.site.views.balance_held import (
    NOTHING,
    Held,
    by_project,
    count_sentence,
    not_kept,
    projects_of,
    tiles,
    trace_row,
    trace_stand,
    trouble_sections,
    verdict,
)
from pmledger.site.views.balance_rows import (
    BESIDE,
    TITLES,
    TRACES,
    Stand,
    about,
    comparisons,
    counts,
    side_cells,
    stand_of,
    stand_status,
    title_of,
)
from pmledger.site.views.blocks import Section, Sheet, contents_of, folded, table
from pmledger.site.views.bridge import bridge_blocks, bridge_sentence
from pmledger.site.views.cells import short_name, told
from pmledger.site.views.money import balance_path, finance_path, has_money
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs
from pmledger.source.diagnostic import Diagnostic


def register_table(book: Book, held: Held) -> Table:
    """Row by row of the balance: what is held against what, and how it stands in this project."""
    groups: dict[int, list[Reconciliation]] = {}
    for one in held.rows:
        groups.setdefault(one.row, []).append(one)
    traces: dict[int, list[Diagnostic]] = {}
    for fault in held.traces:
        traces.setdefault(trace_row(fault), []).append(fault)
    rows = [
        trace_line(book, row, traces.get(row, ())) if row in TRACES else sum_line(book, row, groups)
        for row in TITLES
        if row not in TRACES or row in traces
    ]
    columns = (
        Column(book.say("Held against each other"), wide=True),
        Column(book.say("One side")),
        Column(""),
        Column(book.say("The other side")),
        Column(book.say("State")),
    )
    return Table(columns, tuple(rows), book.say("Registers held against each other"), "t-rows")


def sum_line(book: Book, row: int, groups: Mapping[int, Sequence[Reconciliation]]) -> Row:
    """One row of the balance: both sides where they were compared once, else how often they agree."""
    found = groups.get(row, ())
    kept = sorted((one for one in found if stand_of(one) is not Stand.NOT_KEPT), key=stand_of)
    silent = Stand.AGREES if groups.get(BESIDE.get(row, 0)) else Stand.NOT_KEPT
    worst = stand_of(kept[0]) if kept else silent
    if len(kept) == 1:
        sides = side_cells(book, kept[0])
    elif kept:
        agree = counts(kept)[Stand.AGREES]
        told = book.say_count("{count} comparison", "{count} comparisons", len(kept))
        sides = (
            Cell(told),
            Cell(),
            Cell(book.say_count("{count} agrees", "{count} agree", agree), sub=about(book, kept[0]) if agree < len(kept) else ""),
        )
    else:
        sides = (Cell("—", tone="muted"), Cell(), Cell("—", tone="muted"))
    state = Cell(status=stand_status(book, worst), sort=str(int(worst)))
    return Row((Cell(title_of(book, row), sub=f"PM{300 + row}"), *sides, state))


def trace_line(book: Book, row: int, found: Sequence[Diagnostic]) -> Row:
    worst = min((trace_stand(fault) for fault in found), default=Stand.AGREES)
    objections = book.say_count("{count} objection", "{count} objections", len(found))
    state = Cell(status=stand_status(book, worst), sort=str(int(worst)))
    blank = Cell("—", tone="muted")
    return Row((Cell(title_of(book, row), sub=f"PM{300 + row}"), Cell(objections), Cell(), blank, state))


def project_sections(book: Book, project: Record, held: Held) -> tuple[Section, ...]:
    caption = book.say("All comparisons with both sides")
    every = comparisons(book, held.rows, caption, "t-all", where=False)
    summary = book.say_count("{count} comparison with both sides", "{count} comparisons with both sides", len(held.rows))
    ways = (Anchor(book.say("all about its money"), href(finance_path(project))),) if has_money(book, project) else ()
    sections = [
        *trouble_sections(book, held, where=False),
        Section(
            head(book.say("From the first baseline to today"), "bridge", *ways),
            bridge_blocks(book, project),
        ),
        Section(
            head(book.say("Register by register"), "all"),
            (table(register_table(book, held)), folded(summary, table(every))),
        ),
    ]
    return tuple(sections)


def page(book: Book, project: Record, held: Held) -> Page:
    path = balance_path(project)
    name = short_name(book, project.key)
    sentence = bridge_sentence(book, project)
    lede = book.words.sentences([count_sentence(book, held), sentence])
    frame = book.frame(
        path,
        book.say("Balance of {project}", project=name),
        current=PATH,
        crumbs=(Anchor(book.say("Balance"), PATH), book.anchor(project.key, name)),
        lede=runs(lede),
        status=verdict(book, held),
        stamp=((Anchor(book.say("as of {day}", day=book.as_of)),), runs(book.say("Project {project}", project=told(book, project.key)))),
    )
    sections = project_sections(book, project, held)
    silent = Tile(book.say("Not kept"), book.words.number(not_kept(held)), "#all")
    return Page(path, "balance.html", Sheet(frame, (*tiles(book, held), silent), sections, contents_of(sections)))


def pages(book: Book) -> Iterator[Page]:
    """The balance of every project of which two registers are kept."""
    held = by_project(book)
    for project in book.mine(projects_of(book, held)):
        yield page(book, project, held.get(project.key, NOTHING))
