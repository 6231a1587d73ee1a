"""Balance: which registers of each project agree, which do not, and what leads from the first baseline to today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.ledger.record import Record
from pmledger.site.book import FAULT_TONES, Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Runs, Status, Table, Tile
from pmledger.site.paths import href
from pmledger.site.views.balance_rows import (
    TITLES,
    TRACES,
    TROUBLE,
    Stand,
    about,
    comparisons,
    counts,
    side_cells,
    stand_of,
    stand_status,
    title_of,
)
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, listed, table, words
from pmledger.site.views.bridge import bridge_blocks, bridge_sentence
from pmledger.site.views.cells import opened, record_cell, short_name, told
from pmledger.site.views.money import BALANCED_KINDS, balance_path, finance_path, has_balance, has_money
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.source.diagnostic import SEVERITY_ORDER, Diagnostic, Severity

PATH = "balance.html"
MOST_NAMES = 3
MOST_TRACES = 50


@dataclass(frozen=True, slots=True)
class Held:
    """What is held against each other in one project, or in the whole workspace."""

    rows: tuple[Reconciliation, ...]
    traces: tuple[Diagnostic, ...]


NOTHING = Held((), ())


def by_project(book: Book) -> dict[str, Held]:
    """Everything that is held against each other, by the key of the project ("" for what has none)."""
    rows: dict[str, list[Reconciliation]] = {}
    for one in book.conclusions.balance:
        rows.setdefault(one.project, []).append(one)
    traces: dict[str, list[Diagnostic]] = {}
    for fault in book.diagnostics:
        if trace_row(fault) and fault.record in book.hrefs:
            record = book.ledger.by_key[fault.record]
            home = record.key if record.kind == "project" else record.project
            traces.setdefault(home, []).append(fault)
    keys = dict.fromkeys((*rows, *traces))
    return {key: Held(tuple(rows.get(key, ())), tuple(traces.get(key, ()))) for key in keys}


def trace_row(fault: Diagnostic) -> int:
    """The row of the balance that a diagnostic belongs to, if it is one of those known by their objections; else 0."""
    number = int(fault.code[2:]) - 300 if fault.code[2:].isdigit() else 0
    return number if number in TRACES else 0


def projects_of(book: Book, held: Mapping[str, Held]) -> tuple[Record, ...]:
    """The projects of which something is held, or could be held, against something else."""
    return tuple(project for project in book.shown("project") if project.key in held or has_balance(book, project))


def troubled(rows: Sequence[Reconciliation]) -> tuple[Reconciliation, ...]:
    return tuple(one for one in rows if stand_of(one) in TROUBLE)


def worst_of(held: Held) -> Stand:
    """The gravest of all comparisons and objections of a project."""
    stands = [stand_of(one) for one in held.rows if stand_of(one) is not Stand.NOT_KEPT]
    stands += [trace_stand(fault) for fault in held.traces]
    return min(stands, default=Stand.NOT_KEPT)


def trace_stand(fault: Diagnostic) -> Stand:
    match fault.severity:
        case Severity.ERROR:
            return Stand.CONTRADICTS
        case Severity.WARNING:
            return Stand.DOUBTFUL
        case Severity.ATTENTION:
            return Stand.WAITS
    return Stand.HINT


def verdict(book: Book, held: Held) -> Status:
    """A project's balance in a word."""
    worst = worst_of(held)
    if worst in {Stand.UNKNOWN, Stand.HINT, Stand.AGREES}:
        return Status(book.say("Balances"), "good")
    return stand_status(book, worst)


def trace_items(book: Book, faults: Sequence[Diagnostic], *, where: bool) -> tuple[Item, ...]:
    """Objections to traces between registers, the gravest first."""
    ordered = sorted(faults, key=lambda fault: (SEVERITY_ORDER.index(fault.severity), fault.code, str(fault.span)))
    return tuple(trace_item(book, fault, where=where) for fault in ordered[:MOST_TRACES])


def trace_item(book: Book, fault: Diagnostic, *, where: bool) -> Item:
    record = book.ledger.by_key[fault.record]
    name = short_name(book, record.project) if where and record.project else ""
    place = " · ".join(part for part in (name, title_of(book, trace_row(fault)), f"{fault.code} {fault.span}") if part)
    return Item(book.words.render(fault.message), book.href(fault.record), FAULT_TONES[fault.severity], place)


def tiles(book: Book, held: Held) -> tuple[Tile, ...]:
    """How many comparisons stand how; plain counts of what the page lists."""
    made = counts(held.rows)
    traces = {stand: sum(trace_stand(fault) is stand for fault in held.traces) for stand in TROUBLE}
    number = book.words.number
    bad = made[Stand.CONTRADICTS] + traces[Stand.CONTRADICTS]
    doubt = made[Stand.DOUBTFUL] + traces[Stand.DOUBTFUL]
    waits = made[Stand.WAITS] + traces[Stand.WAITS]
    return (
        Tile(book.say("Agree"), number(made[Stand.AGREES]), "#all"),
        Tile(book.say("Contradict"), number(bad), "#trouble"),
        Tile(book.say("Do not agree"), number(doubt), "#trouble"),
        Tile(book.say("Need somebody"), number(waits), "#trouble"),
        Tile(book.say("Cannot be told"), number(made[Stand.UNKNOWN]), "#all"),
        Tile(book.say("Not kept"), number(made[Stand.NOT_KEPT]), "#all"),
    )


def count_sentence(book: Book, held: Held) -> str:
    """How many comparisons agree, and how many do not."""
    made = counts(held.rows)
    if not held.rows and not held.traces:
        return book.say("No fact is kept in two registers yet.")
    wrong = sum(made[stand] for stand in (Stand.CONTRADICTS, Stand.DOUBTFUL)) + sum(
        trace_stand(fault) in {Stand.CONTRADICTS, Stand.DOUBTFUL} for fault in held.traces
    )
    agree = made[Stand.AGREES]
    said = spelled(book.words, agree)
    first = capital(
        book.say_count("{n} comparison of two registers agrees", "{n} comparisons of two registers agree", agree, n=said)
    )
    if not wrong:
        return book.say("{agree}, none disagrees.", agree=first)
    tone = "bad" if worst_of(held) is Stand.CONTRADICTS else "warn"
    told_wrong = toned(book.say_count("{n} does not", "{n} do not", wrong, n=spelled(book.words, wrong)), tone)
    return book.say("{agree}, {disagree}.", agree=first, disagree=told_wrong)


def trouble_blocks(book: Book, held: Held, *, where: bool) -> tuple[Block, ...]:
    """What does not agree: sums with both sides, then missing traces."""
    wrong = troubled(held.rows)
    blocks: list[Block] = []
    if wrong:
        caption = book.say("Comparisons that do not agree")
        blocks.append(table(comparisons(book, wrong, caption, "t-trouble", where=where)))
        if len(wrong) > len(comparisons(book, wrong, caption, "", where=where).rows):
            blocks.append(words(book.say("The first {count} are shown.", count=200)))
    if held.traces:
        blocks.append(listed(trace_items(book, held.traces, where=where), ""))
        left = len(held.traces) - MOST_TRACES
        if left > 0:
            blocks.append(words(book.say_count("And {count} more on the page of problems.", "And {count} more on the page of problems.", left)))
    if not blocks:
        return (Block("none", book.say("Everything that is kept in two registers agrees.")),)
    return tuple(blocks)


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
    wrong = sum(made[stand] for stand in TROUBLE)
    return Row(
        (
            Cell(name.text, href(balance_path(project)), lang=name.lang),
            Cell(status=verdict(book, held), sort=str(int(worst_of(held)))),
            Cell(number(made[Stand.AGREES]), sort=str(made[Stand.AGREES])),
            Cell(number(wrong) if wrong else "—", tone="" if wrong else "muted", sort=str(wrong)),
            Cell(number(traces) if traces else "—", tone="" if traces else "muted", sort=str(traces)),
            Cell(number(made[Stand.NOT_KEPT]) if made[Stand.NOT_KEPT] else "—", tone="muted"),
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
        Section(
            head(book.say("What does not agree"), "trouble", Anchor(book.say("all problems"), "problems.html")),
            trouble_blocks(book, every, where=True),
        ),
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


BESIDE = {7: 9}
"""Rows that only object, and the row that shows that what they look at is kept."""


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
        Section(head(book.say("What does not agree"), "trouble"), trouble_blocks(book, held, where=False)),
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
    return Page(path, "balance.html", Sheet(frame, tiles(book, held), sections, contents_of(sections)))


def project_pages(book: Book) -> Iterator[Page]:
    """The balance of every project of which two registers are kept."""
    held = by_project(book)
    for project in book.mine(projects_of(book, held)):
        yield page(book, project, held.get(project.key, NOTHING))
