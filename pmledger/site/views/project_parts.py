"""Parts of a project's page: milestones, deliverables, changes, decisions, documents, team, history."""

from collections.abc import Sequence

from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.bodies import part_texts
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views import activity, changes, decisions
from pmledger.site.views.blocks import Block, Section, folded, label, table
from pmledger.site.views.cells import (
    choice_cell,
    day_cell,
    key_cell,
    of_scope,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.figures import figure_anchor, figure_cell, money_text, written
from pmledger.site.views.registers import bounded, head, open_and_closed
from pmledger.site.views.sentence import runs, toned

MOST_EVENTS = 15


def part_sections(book: Book, record: Record) -> tuple[Section, ...]:
    """The texts of files beside the record's own, each under its title."""
    return tuple(
        Section(head(title, f"part-{number}"), (Block("prose", prose),))
        for number, (title, prose) in enumerate(part_texts(book, record), 1)
    )


def milestone_blocks(book: Book, milestones: Sequence[Record]) -> tuple[Block, ...]:
    """Promised, expected and actual dates, with the slip."""
    columns = (
        Column(book.say("Milestone"), wide=True),
        Column(book.say("State")),
        Column(book.say("Baseline")),
        Column(book.say("Forecast or actual")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Payment"), numeric=True),
    )

    def make(milestone: Record) -> Row:
        reached = reached_on(milestone, book.as_of)
        expected = reached or expected_on(milestone, book.conclusions.timetable.forecasts)
        late = reached is None and expected is not None and expected < book.as_of and not milestone.closed
        slip = written(book, "slip", milestone.key).number
        tone = "" if not slip else "good" if slip < 0 else "bad" if slip > 5 else "warn"
        kind = choice_cell(book, milestone, "type")
        return Row(
            (
                record_cell(book, milestone, kind.text if milestone.text("type") else ""),
                status_cell(book, milestone),
                day_cell(book, milestone.day("baseline_date")),
                day_cell(book, expected, late=late, sub=book.say("achieved") if reached else ""),
                figure_cell(book, "slip", milestone.key, signed=True, tone=tone),
                Cell(money_text(book, milestone.money("payment"))),
            )
        )

    ordered = sorted(
        milestones,
        key=lambda milestone: (str(reached_on(milestone, book.as_of) or expected_on(milestone, book.conclusions.timetable.forecasts) or "9"), milestone.key),
    )
    return bounded(
        book,
        ordered,
        columns,
        make,
        book.say("Milestones"),
        anchor="t-milestones",
        empty=book.say("No milestone is planned."),
    )


def deliverable_blocks(book: Book, deliverables: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Deliverable"), wide=True),
        Column(book.say("State")),
        Column(book.say("Due")),
        Column(book.say("Producer")),
        Column(book.say("Accepted by")),
    )

    def make(deliverable: Record) -> Row:
        due = deliverable.day("due")
        late = due is not None and due < book.as_of and deliverable.status not in {"accepted", "cancelled", "submitted"}
        return Row(
            (
                record_cell(book, deliverable, deliverable.text("version")),
                status_cell(book, deliverable),
                day_cell(book, due, late=late),
                key_cell(book, deliverable.target("producer") or deliverable.owner),
                key_cell(book, deliverable.target("accepted_by")),
            )
        )

    return open_and_closed(
        book,
        deliverables,
        columns,
        make,
        book.say("Deliverables"),
        anchor="t-deliverables",
        empty=book.say("No deliverable is open."),
        tools=False,
    )


def plain_blocks(book: Book, records: Sequence[Record], caption: str, anchor: str, empty: str) -> tuple[Block, ...]:
    """Records of any kind with their state and owner."""
    columns = (Column(book.say("Title"), wide=True), Column(book.say("State")), Column(book.say("Owner")))

    def make(record: Record) -> Row:
        return Row(
            (
                record_cell(book, record, record.text("version")),
                status_cell(book, record),
                key_cell(book, record.owner or record.target("author")),
            )
        )

    return open_and_closed(book, records, columns, make, caption, anchor=anchor, empty=empty, tools=False)


def change_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """The bridge from the first baseline, then the log."""
    found = changes.in_order(of_scope(book, project, "change"))
    if not found:
        return (Block("none", book.say("No change was asked for.")),)
    bridge = changes.waterfall(book, project, found)
    approved = figure_anchor(book, "changes_approved_cost", project.key, signed=True)
    days = figure_anchor(book, "changes_approved_days", project.key, signed=True)
    sentence = book.say(
        "Since the baseline: {cost} and {days} approved.",
        cost=toned(approved.text, "b", approved.href),
        days=toned(days.text, "b", days.href),
    )
    log = changes.change_table(
        book, found[::-1], book.say("Changes, the latest first"), "t-changes", where=False, empty=""
    )
    blocks = [Block("text", runs(sentence))]
    return (*blocks, *((bridge,) if bridge else ()), label(book.say("Log")), *log)


def team_line(book: Book, project: Record) -> tuple[Block, ...]:
    """Who is in it, with their roles."""
    rows = []
    for at, part in enumerate(project.items("team")):
        keys = project.targets.get(f"team[{at}].person", ())
        if keys:
            rows.append(Row((Cell(short_name(book, keys[0]), book.href(keys[0])), Cell(str(part.get("role") or "—")))))
    if not rows:
        return ()
    return (
        table(
            Table((Column(book.say("Person")), Column(book.say("Role"), wide=True)), tuple(rows), book.say("Team")),
        ),
    )


def decision_blocks(book: Book, found: Sequence[Record]) -> tuple[Block, ...]:
    """Needed ones only where there are any; then those taken."""
    waiting = decisions.needed(found)
    if not waiting:
        return decisions.taken_blocks(book, decisions.taken(found), where=False, anchor="t-taken")
    blocks = decisions.needed_blocks(book, waiting, where=False, anchor="t-needed")
    return (
        label(book.say("Needed")),
        *blocks,
        label(book.say("Taken")),
        *decisions.taken_blocks(book, decisions.taken(found), where=False, anchor="t-taken"),
    )


def history_blocks(book: Book, events: Sequence[Event]) -> tuple[Block, ...]:
    if not events:
        return (Block("none", book.say("Nothing has happened yet.")),)
    first = Block("diary", activity.history(book, events[:MOST_EVENTS], place=False))
    rest = events[MOST_EVENTS : MOST_EVENTS + 200]
    if not rest:
        return (first,)
    summary = book.say_count("{count} earlier", "{count} earlier", len(rest))
    return (first, folded(summary, Block("diary", activity.history(book, rest, place=False))))
