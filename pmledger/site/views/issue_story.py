"""What the issues tell together: whether they are solved as fast as they come, who was asked to step in, and why."""

from collections.abc import Sequence
from datetime import date

from pmledger.analysis.issues import GRAVE, came_and_went, is_overdue
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Item, Row
from pmledger.site.views.blocks import Block, Section, label, listed, words
from pmledger.site.views.cells import (
    brief,
    day_cell,
    key_cell,
    passage,
    place_cell,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.flows import FlowWords, flow_block
from pmledger.site.views.registers import PAST, bounded, head

MOST = 12


def flow_section(book: Book, issues: Sequence[Record]) -> Section:
    """Raised against resolved, as two lines."""
    come, gone = came_and_went(issues, book.as_of)
    summary = book.say(
        "{raised} raised, {resolved} resolved, {left} left.",
        raised=book.words.number(len(come)),
        resolved=book.words.number(len(gone)),
        left=book.words.number(len(come) - len(gone)),
    )
    told = FlowWords(
        summary, book.say("Issues raised and resolved over time"), book.say("raised"), book.say("resolved"), book.say("open")
    )
    return Section(head(book.say("Raised and resolved"), "curve"), (flow_block(book, come, gone, told),))


def escalation_section(book: Book, issues: Sequence[Record]) -> Section:
    """Who was asked to step in and has not settled it, and which late and grave ones nobody was asked about."""
    asked = [one for one in issues if one.status == "escalated" and is_open(one, book.as_of)]
    columns = (
        Column(book.say("Issue"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Passed to")),
        Column(book.say("Since")),
        Column(book.say("Due")),
    )

    def make(one: Record) -> Row:
        since = one.day("escalated_on")
        days = book.say_count("{count} day", "{count} days", (book.as_of - since).days) if since else ""
        return Row(
            (
                record_cell(book, one),
                place_cell(book, one),
                key_cell(book, one.target("escalated_to")),
                day_cell(book, since, sub=days),
                day_cell(book, one.day("due"), late=is_overdue(one, book.conclusions.calendar, book.as_of)),
            )
        )

    blocks = bounded(
        book, sorted(asked, key=lambda one: (one.day("escalated_on") or date.max, one.key)), columns, make,
        book.say("Escalated issues, the longest first"), anchor="t-escalated", empty=book.say("No issue is escalated."),
        most=PAST,
    )  # fmt: skip
    return Section(head(book.say("Escalated"), "escalated"), (*blocks, *not_escalated(book, issues)))


def not_escalated(book: Book, issues: Sequence[Record]) -> tuple[Block, ...]:
    """P1 and P2 past their date that were not passed upwards."""
    late = [
        one
        for one in issues
        if one.text("priority") in GRAVE
        and one.status != "escalated"
        and is_overdue(one, book.conclusions.calendar, book.as_of)
    ]
    if not late:
        return ()
    items = tuple(
        Item(one.title, book.href(one.key), "bad", short_name(book, one.project), one.text("priority"), book.say("urgent"))
        for one in late[:MOST]
    )
    return (label(book.say("Overdue and not escalated")), listed(items, ""))


def foreseen(book: Book, issue: Record) -> str:
    """The risk that an issue was before, linked from either end; "" for none that is shown."""
    named = (issue.target("risk"), *(risk.key for risk in book.ledger.pointing_at(issue.key, "risk", "issue")))
    return next((key for key in named if key in book.hrefs), "")


def cause_section(book: Book, issues: Sequence[Record]) -> Section:
    """Why they happened at all, the latest first, and how many grave ones do not say."""
    told = [one for one in issues if passage(one, "root_cause")]
    told.sort(key=lambda one: (one.day("raised_on") or date.min, one.key), reverse=True)
    columns = (
        Column(book.say("Issue"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Root cause"), wide=True),
        Column(book.say("Foreseen as")),
        Column(book.say("State")),
    )

    def make(one: Record) -> Row:
        return Row(
            (
                record_cell(book, one),
                place_cell(book, one),
                Cell(brief(passage(one, "root_cause"), 160)),
                key_cell(book, foreseen(book, one)),
                status_cell(book, one),
            )
        )

    blocks = bounded(
        book, told, columns, make, book.say("Root causes"), anchor="t-causes", tools=True,
        empty=book.say("No issue says why it happened."), most=PAST,
    )  # fmt: skip
    silent = sum(1 for one in issues if one.text("priority") == "P1" and not passage(one, "root_cause"))
    note = (
        (
            words(
                book.say_count(
                    "{count} issue of priority P1 does not say why it happened.",
                    "{count} issues of priority P1 do not say why they happened.",
                    silent,
                )
            ),
        )
        if silent
        else ()
    )
    return Section(head(book.say("Why they happened"), "causes"), (*blocks, *note))
