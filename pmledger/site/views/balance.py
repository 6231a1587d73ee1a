"""Balance: which registers of each project agree, which do not, and what leads from the first baseline to today."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs
from pmledger.site.paths import href
from pmledger.site.views.balance_held import (
    NOTHING,
    WRONG,
    Held,
    by_project,
    count_sentence,
    not_kept,
    projects_of,
    tiles,
    trouble_sections,
    verdict,
    worst_of,
)
from pmledger.site.views.balance_rows import Stand, counts
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded
from pmledger.site.views.bridge import bridge_sentence
from pmledger.site.views.cells import opened, record_cell, short_name
from pmledger.site.views.money import BALANCED_KINDS, balance_path
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import runs, toned

PATH = "balance.html"
MOST_NAMES = 3


def whole_lede(book: Book, held: Mapping[str, Held], projects: Sequence[Record]) -> str:
    """How many agree, and which projects do not balance."""
    every = Held(
        tuple(one for each in held.values() for one in each.rows), tuple(f for each in held.values() for f in each.traces)
    )
    bad = [one for one in projects if worst_of(held.get(one.key, NOTHING)) in {Stand.CONTRADICTS, Stand.DOUBTFUL}]
    parts = [count_sentence(book, every)]
    if bad:
        names = book.words.list_and(
            toned(short_name(book, one.key), "bad", href(balance_path(one))) for one in bad[:MOST_NAMES]
        )
        parts.append(
            book.say_count("{projects} does not balance.", "{projects} do not balance.", len(bad), projects=names)
            if len(bad) <= MOST_NAMES
            else book.say("{count} projects do not balance, above all {projects}.", count=len(bad), projects=names)
        )
    return book.words.sentences(parts)


def project_row(book: Book, project: Record, held: Held) -> Row:
    made = counts(held.rows)
    name = record_cell(book, project)
    sentence = bridge_sentence(book, project)
    number = book.words.number
    traces = len(held.traces)
    wrong, missing, waits = sum(made[stand] for stand in WRONG), not_kept(held), made[Stand.WAITS]
    return Row(
        (
            Cell(name.text, href(balance_path(project)), lang=name.lang),
            Cell(status=verdict(book, held), sort=str(int(worst_of(held)))),
            Cell(number(made[Stand.AGREES]), sort=str(made[Stand.AGREES])),
            Cell(number(wrong) if wrong else "—", tone="" if wrong else "muted", sort=str(wrong)),
            Cell(number(waits) if waits else "—", tone="" if waits else "muted", sort=str(waits)),
            Cell(number(traces) if traces else "—", tone="" if traces else "muted", sort=str(traces)),
            Cell(number(missing), tone="muted", sort=str(missing)),
            Cell(runs=runs(sentence)) if sentence else Cell("—", tone="muted"),
        )
    )


def project_table(book: Book, held: Mapping[str, Held], projects: Sequence[Record]) -> tuple[Block, ...]:
    """Each project with its balance, the worst first; those closed folded."""
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Balance")),
        Column(book.say("Agree"), numeric=True),
        Column(book.say("Do not"), numeric=True),
        Column(book.say("Need somebody"), numeric=True),
        Column(book.say("Missing traces"), numeric=True),
        Column(book.say("Not kept"), numeric=True),
        Column(book.say("From the first baseline to today"), wide=True),
    )
    running, over = opened(sorted(projects, key=lambda one: (worst_of(held.get(one.key, NOTHING)), one.key)))

    def make(project: Record) -> Row:
        return project_row(book, project, held.get(project.key, NOTHING))

    caption = book.say("Balance by project, the worst first")
    empty = book.say("No open project keeps two registers yet.")
    blocks = bounded(book, running, columns, make, caption, anchor="all", tools=True, empty=empty)
    if not over:
        return blocks
    summary = book.say_count("{count} closed", "{count} closed", len(over))
    return (*blocks, folded(summary, *bounded(book, over, columns, make, summary, anchor="t-closed")))


def pages(book: Book) -> Iterator[Page]:
    """`balance.html`, where something is kept that could be held against something else."""
    held = by_project(book)
    projects = projects_of(book, held)
    if not projects and not any(book.shown(kind) for kind in BALANCED_KINDS):
        return
    every = Held(
        tuple(one for each in held.values() for one in each.rows), tuple(f for each in held.values() for f in each.traces)
    )
    sections = (
        *trouble_sections(book, every, where=True, ways=(Anchor(book.say("all problems"), "problems.html"),)),
        Section(head(book.say("By project"), "projects"), project_table(book, held, projects)),
    )
    frame = book.frame(
        PATH, book.say("Balance"), current=PATH, lede=runs(whole_lede(book, held, projects)), stamp=stamp(book)
    )
    yield Page(PATH, "balance.html", Sheet(frame, tiles(book, every), sections, contents_of(sections)))


def stamp(book: Book) -> tuple[Runs, ...]:
    return (
        (Anchor(book.say("as of {day}", day=book.as_of)),),
        (Anchor(book.say("the same fact in two registers, held against each other")),),
    )
