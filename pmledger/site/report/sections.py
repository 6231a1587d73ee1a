"""The parts of a status report that are computed: dates, cost, risks, issues, changes, what happened since."""

from collections.abc import Sequence
from datetime import date

from pmledger.analysis.changes import is_pending
from pmledger.analysis.issues import due_day
from pmledger.analysis.milestones import expected_on, is_binding, reached_on
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Item, Row, Table
from pmledger.site.report.brief import Brief
from pmledger.site.views.blocks import Block, table
from pmledger.site.views.cells import choice_cell, day_cell, owner_cell, record_cell, status_cell
from pmledger.site.views.changes import days_text, decision_cell, pending_of
from pmledger.site.views.figures import figure_cell, money_text, written
from pmledger.site.views.issues import age_text, overdue, priority_cell, urgent
from pmledger.site.views.risks import level_status, standings
from pmledger.site.views.sentence import plain

MOST_MILESTONES = 8
MOST_TOP = 5
MOST_CHANGES = 6
MOST_EVENTS = 10
TELLING = (
    "baseline", "milestone", "change", "decision", "deliverable", "risk", "issue", "invoice", "requirement", "survey",
    "quality_check", "phase",
)  # fmt: skip
"""What a period is remembered by, the weightiest first; the rest is counted."""


def more(brief: Brief, left: int) -> tuple[Block, ...]:
    """How many are not shown."""
    return (Block("none", brief.book.say_count("And {count} more.", "And {count} more.", left)),) if left > 0 else ()


def milestones_of(brief: Brief) -> tuple[Record, ...]:
    """Those that are open or were reached in the period, promised ones before others where room is short."""

    def when(record: Record) -> date:
        return reached_on(record, brief.book.as_of) or expected_on(record, brief.book.conclusions.timetable.forecasts) or date.max

    told = [
        record
        for record in brief.of("milestone")
        if record.status != "cancelled" and (not record.closed or brief.within(reached_on(record, brief.book.as_of)))
    ]
    return tuple(sorted(told, key=lambda record: (when(record), record.key)))


def milestone_blocks(brief: Brief) -> tuple[Block, ...]:
    """Baseline, forecast or actual, and slip."""
    book, every = brief.book, milestones_of(brief)
    shown = every
    if len(every) > MOST_MILESTONES:
        binding = [record for record in every if is_binding(record)]
        kept = {record.key for record in [*binding, *every][:MOST_MILESTONES]}
        shown = tuple(record for record in every if record.key in kept)
    rows = tuple(milestone_row(brief, record) for record in shown)
    empty = book.say("No milestone is open, and none was reached in the period.")
    part = Table(milestone_columns(book), rows, book.say("Milestones"), empty=empty)
    return (table(part), *more(brief, len(every) - len(shown)))


def milestone_columns(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("Milestone"), wide=True),
        Column(book.say("Baseline")),
        Column(book.say("Forecast or actual")),
        Column(book.say("Slip"), numeric=True),
    )


def milestone_row(brief: Brief, record: Record) -> Row:
    book = brief.book
    reached = reached_on(record, book.as_of)
    expected = reached or expected_on(record, book.conclusions.timetable.forecasts)
    late = reached is None and expected is not None and expected < book.as_of
    slip = written(book, "slip", record.key).number
    tone = "" if not slip else "good" if slip < 0 else "bad" if slip > 5 else "warn"
    return Row(
        (
            record_cell(book, record, choice_cell(book, record, "type").text if record.text("type") else ""),
            day_cell(book, record.day("baseline_date")),
            day_cell(book, expected, late=late, sub=book.say("achieved") if reached else ""),
            figure_cell(book, "slip", record.key, signed=True, tone=tone),
        )
    )


def risk_blocks(brief: Brief) -> tuple[Block, ...]:
    """The five most urgent open threats."""
    book = brief.book
    every = [risk for risk in standings(book, brief.of("risk")) if risk.open and risk.threat]
    columns = (
        Column(book.say("Risk"), wide=True),
        Column(book.say("Level")),
        Column(book.say("Response")),
        Column(book.say("Owner")),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, risk.record),
                Cell(status=level_status(book, risk)),
                choice_cell(book, risk.record, "strategy"),
                owner_cell(book, risk.record, book.say("no owner")),
            )
        )
        for risk in every[:MOST_TOP]
    )
    part = Table(columns, rows, book.say("The most urgent risks"), empty=book.say("No threat is open."))
    return (table(part), *more(brief, len(every) - MOST_TOP))


def issue_blocks(brief: Brief) -> tuple[Block, ...]:
    """The five most urgent open issues."""
    book = brief.book
    every = [issue for issue in urgent(book, brief.of("issue")) if not issue.closed]
    columns = (
        Column(book.say("Issue"), wide=True),
        Column(book.say("Priority")),
        Column(book.say("Due")),
        Column(book.say("Owner")),
    )
    rows = tuple(issue_row(brief, issue) for issue in every[:MOST_TOP])
    part = Table(columns, rows, book.say("The most urgent issues"), empty=book.say("No issue is open."))
    return (table(part), *more(brief, len(every) - MOST_TOP))


def issue_row(brief: Brief, issue: Record) -> Row:
    book = brief.book
    due = due_day(issue, book.conclusions.calendar)
    return Row(
        (
            record_cell(book, issue, age_text(book, issue)),
            priority_cell(issue),
            day_cell(book, due, late=overdue(book, issue)),
            owner_cell(book, issue, book.say("no owner")),
        )
    )


def changes_told(brief: Brief) -> tuple[Record, ...]:
    """Changes that wait, the longest waiting first, then those decided in the period."""
    every = brief.of("change")
    decided = [
        change for change in every if brief.within(change.day("decided_on")) and not is_pending(change, brief.book.as_of)
    ]
    latest = sorted(decided, key=lambda change: (change.day("decided_on") or date.min, change.key), reverse=True)
    return (*pending_of(brief.book, every), *latest)


def change_blocks(brief: Brief) -> tuple[Block, ...]:
    """What waits for a decision and what was decided in the period, with its effect."""
    book, every = brief.book, changes_told(brief)
    columns = (
        Column(book.say("Change"), wide=True),
        Column(book.say("State")),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Time"), numeric=True),
        Column(book.say("Decision")),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, change),
                status_cell(book, change),
                Cell(money_text(book, change.money("impact_cost"), signed=True)),
                Cell(days_text(book, change)),
                decision_cell(book, change),
            )
        )
        for change in every[:MOST_CHANGES]
    )
    empty = book.say("No change waits for a decision, and none was decided in the period.")
    return (table(Table(columns, rows, book.say("Changes"), empty=empty)), *more(brief, len(every) - MOST_CHANGES))


def telling(brief: Brief) -> tuple[Event, ...]:
    """What the period is remembered by, in the order of the days; of a record only the last."""
    rank = {kind: at for at, kind in enumerate(TELLING)}
    seen: set[str] = set()
    found = []
    for event in brief.events:
        kind = event.record.partition(":")[0]
        if kind in rank and event.record not in seen and event.record != brief.project.key:
            seen.add(event.record)
            found.append((rank[kind], event))
    kept = sorted(found, key=lambda pair: pair[0])[:MOST_EVENTS]
    return tuple(sorted((event for _, event in kept), key=lambda event: (event.day, event.record)))


def since_blocks(brief: Brief) -> tuple[Block, ...]:
    """What happened in the period, by the records' own dates."""
    book, told = brief.book, telling(brief)
    if not brief.events:
        return (Block("none", book.say("Nothing dated happened in the period.")),)
    left = len(brief.events) - len(told)
    items = tuple(event_item(brief, event) for event in told)
    rest = more(brief, left)
    return (*((Block("diary", items),) if items else ()), *rest)


def event_item(brief: Brief, event: Event) -> Item:
    book = brief.book
    record = book.ledger.get(event.record)
    what = plain(book.words.render(event.what))
    kind = book.words.kind_label(book.spec(record)) if record is not None else ""
    return Item(
        record.title if record is not None else what,
        book.href(event.record),
        sub=" · ".join(part for part in (what, kind) if part),
        when=book.words.date(event.day, "day"),
    )


def happened(brief: Brief, kind: str, *whats: str) -> Sequence[Event]:
    """The events of the period about records of a kind, of those sorts (as written in the table of events)."""
    return [
        event
        for event in brief.events
        if event.record.startswith(f"{kind}:") and (not whats or event.what.template in whats)
    ]
