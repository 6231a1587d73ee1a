"""What is held against each other in a project: sums, traces, how they stand, and what does not agree."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.ledger.record import Record
from pmledger.site.book import FAULT_TONES, Book
from pmledger.site.parts import Anchor, Item, Status, Tile
from pmledger.site.views.balance_rows import (
    BESIDE,
    TITLES,
    TRACES,
    TROUBLE,
    Stand,
    comparisons,
    counts,
    stand_of,
    stand_status,
    title_of,
)
from pmledger.site.views.blocks import Block, Section, listed, table, words
from pmledger.site.views.cells import MOST, short_name
from pmledger.site.views.money import has_balance
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, spelled, toned
from pmledger.source.diagnostic import SEVERITY_ORDER, Diagnostic, Severity

MOST_TRACES = 50
WRONG = (Stand.CONTRADICTS, Stand.DOUBTFUL)
"""How two registers stand that do not agree; what waits for somebody agrees."""


class Held(Struct, frozen=True):
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


def parted(held: Held) -> tuple[Held, Held]:
    """What does not agree, and what agrees but asks for somebody."""
    wrong = Held(
        tuple(one for one in held.rows if stand_of(one) in WRONG),
        tuple(fault for fault in held.traces if trace_stand(fault) in WRONG),
    )
    asking = Held(
        tuple(one for one in held.rows if stand_of(one) is Stand.WAITS),
        tuple(fault for fault in held.traces if trace_stand(fault) not in WRONG),
    )
    return wrong, asking


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
    if worst is Stand.NOT_KEPT:
        return Status(book.say("Nothing to compare"))
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


def not_kept(held: Held) -> int:
    """How many rows of the balance have nothing on one side or both, and so compare nothing."""
    kept = {one.row for one in held.rows if one.kept}
    kept |= {row for row, beside in BESIDE.items() if any(one.row == beside for one in held.rows)}
    return sum(row not in kept for row in TITLES if row not in TRACES)


def tiles(book: Book, held: Held) -> tuple[Tile, ...]:
    """How many comparisons stand how; plain counts of what the page lists."""
    made = counts(held.rows)
    traces = {stand: sum(trace_stand(fault) is stand for fault in held.traces) for stand in TROUBLE}
    number, asking = book.words.number, parted(held)[1]
    bad = made[Stand.CONTRADICTS] + traces[Stand.CONTRADICTS]
    doubt = made[Stand.DOUBTFUL] + traces[Stand.DOUBTFUL]
    waits = made[Stand.WAITS] + traces[Stand.WAITS]
    return (
        Tile(book.say("Agree"), number(made[Stand.AGREES]), "#all"),
        Tile(book.say("Contradict"), number(bad), "#trouble"),
        Tile(book.say("Do not agree"), number(doubt), "#trouble"),
        Tile(book.say("Need somebody"), number(waits), "#asking" if asking != NOTHING else "#trouble"),
        Tile(book.say("Cannot be told"), number(made[Stand.UNKNOWN]), "#all"),
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


def trouble_sections(book: Book, held: Held, *, where: bool, ways: tuple[Anchor, ...] = ()) -> tuple[Section, ...]:
    """What does not agree, then what agrees but asks for somebody; the second only where there is some."""
    wrong, asking = parted(held)
    agreed = (Block("none", book.say("Everything that is kept in two registers agrees.")),)
    caption = book.say("Comparisons that do not agree")
    blocks = side_blocks(book, wrong, caption, "t-trouble", where=where) or agreed
    sections = [Section(head(book.say("What does not agree"), "trouble", *ways), blocks)]
    if asking != NOTHING:
        caption = book.say("Comparisons that need somebody")
        blocks = side_blocks(book, asking, caption, "t-asking", where=where)
        sections.append(Section(head(book.say("What needs somebody"), "asking"), blocks))
    return tuple(sections)


def side_blocks(book: Book, held: Held, caption: str, anchor: str, *, where: bool) -> tuple[Block, ...]:
    """Comparisons with both sides, then objections to traces; nothing where there is neither."""
    blocks: list[Block] = []
    if held.rows:
        blocks.append(table(comparisons(book, held.rows, caption, anchor, where=where)))
        if len(held.rows) > MOST:
            blocks.append(words(book.say("The first {count} are shown.", count=MOST)))
    if held.traces:
        blocks.append(listed(trace_items(book, held.traces, where=where), ""))
        left = len(held.traces) - MOST_TRACES
        if left > 0:
            blocks.append(words(book.say_count("And {count} more on the page of problems.", "And {count} more on the page of problems.", left)))
    return tuple(blocks)
