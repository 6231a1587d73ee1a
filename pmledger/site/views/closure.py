"""Closure: which projects are being closed and what keeps them, how the closed ones turned out, what was handed over."""

from collections.abc import Iterator, Sequence
from datetime import date

from pmledger.analysis.closure import FollowOn, follow_ons, open_ends, report_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.report.brief import brief_of
from pmledger.site.report.closure import lede as answer
from pmledger.site.report.closure import objective_table, remain_blocks, satisfaction_blocks
from pmledger.site.report.outcome import counted, plan_table
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, listed, table
from pmledger.site.views.cells import (
    MOST,
    day_cell,
    key_cell,
    of_scope,
    place_cell,
    record_cell,
    short_name,
    status_cell,
    visible,
)
from pmledger.site.views.closure_gaps import gap_items
from pmledger.site.views.figures import figure_anchor, figure_cell, written
from pmledger.site.views.lessons import lesson_blocks
from pmledger.site.views.registers import and_more, bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

SHOWN = ("objectives_review", "follow_on", "lessons")
"""Fields that are shown better here, beside what was computed."""


def extra(book: Book) -> MakeExtra:
    """What the page of a closure report adds: the computed beside the words, what is missing, what remains."""
    return lambda report: of_report(book, report)


def of_report(book: Book, report: Record) -> Extra:
    project = book.ledger.get(report.project)
    if project is None or project.key not in book.hrefs:
        return Extra()
    brief = brief_of(book, project, ())
    ends = tuple(end for end in open_ends(project.key, book.ledger, book.as_of) if end.record.key in book.hrefs)
    facts = counted(brief)
    lessons = visible(book, (found for key in report.targets.get("lessons", ()) if (found := book.ledger.get(key)) is not None))
    sections = [
        Section(head(book.say("Plan and outcome"), "plan"), (table(plan_table(brief)),)),
        Section(head(book.say("Goals"), "goals"), (table(objective_table(brief, report)),)),
        Section(head(book.say("Delivered"), "delivered"), (Block("facts", facts),)) if facts else None,
        Section(head(book.say("Satisfaction"), "satisfaction"), satisfaction_blocks(brief, report)),
        Section(head(book.say("What remains"), "remains"), remain_blocks(brief, report, ends)),
        Section(head(book.say("Lessons"), "lessons"), lesson_blocks(book, lessons, book.say("No lesson is named."))),
    ]
    if report.status != "approved":
        items = gap_items(book, project, report, ends)
        missing = listed(items, book.say("Nothing is missing."))
        sections.insert(0, Section(head(book.say("Before it can be approved"), "missing"), (missing,)))
    return Extra(runs(answer(brief, ends)), tuple(section for section in sections if section is not None), SHOWN)


def closing_row(book: Book, project: Record) -> Row:
    """What keeps a project from being closed."""
    report = report_of(project.key, book.ledger)
    ends = [end for end in open_ends(project.key, book.ledger, book.as_of) if end.record.key in book.hrefs]
    ownerless = sum(not end.owner for end in ends)
    items = gap_items(book, project, report, ends)
    planned = project.day("planned_finish")
    lists = [one for one in of_scope(book, project, "checklist") if is_closing(book, one)]
    late = planned is not None and planned < book.as_of
    return Row(
        (
            record_cell(book, project),
            day_cell(book, planned, late=late),
            record_cell(book, report) if report is not None and report.key in book.hrefs else Cell(book.say("none"), tone="warn"),
            figure_cell(book, "done_share", lists[0].key) if lists else Cell("—", tone="muted"),
            figure_cell(book, "open_ends", project.key),
            Cell(book.words.number(ownerless), tone="bad" if ownerless else ""),
            Cell(items[0].text if items else book.say("nothing"), tone="" if items else "muted"),
        )
    )


def is_closing(book: Book, checklist: Record) -> bool:
    template = book.ledger.get(checklist.target("template"))
    return template is not None and template.text("process_group") == "closing"


def closing_blocks(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Planned finish")),
        Column(book.say("Closure report")),
        Column(book.say("Checklist"), numeric=True),
        Column(book.say("Open ends"), numeric=True),
        Column(book.say("Without owner"), numeric=True),
        Column(book.say("First to do"), wide=True),
    )
    return bounded(
        book, projects, columns, lambda one: closing_row(book, one), book.say("Projects being closed"),
        anchor="t-closing", empty=book.say("No project is being closed."),
    )  # fmt: skip


def closed_row(book: Book, project: Record) -> Row:
    """How a closed project turned out, and who approved it."""
    key, report = project.key, report_of(project.key, book.ledger)
    shown = report is not None and report.key in book.hrefs
    slip = written(book, "finish_slip", key).number
    cost = written(book, "cost_variance_end", key).number
    approver = report.target("approved_by") if report is not None and shown else ""
    approved = report.day("approved_on") if report is not None and shown else None
    return Row(
        (
            record_cell(book, project),
            day_cell(book, project.day("actual_finish")),
            figure_cell(book, "finish_slip", key, signed=True, tone=tone_of(slip)),
            figure_cell(book, "cost_variance_end", key, signed=True, tone=tone_of(cost)),
            figure_cell(book, "changes_approved_cost", key, signed=True),
            record_cell(book, report) if report is not None and shown else Cell(book.say("none"), tone="warn"),
            Cell(key_cell(book, approver).text, book.href(approver), sub=book.words.date(approved) if approved else ""),
            figure_cell(book, "open_ends", key),
        )
    )


def tone_of(number: object) -> str:
    return "" if not number else "warn" if number > 0 else "good"  # type: ignore[operator]


def closed_blocks(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Closed")),
        Column(book.say("Finish"), numeric=True),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Changes"), numeric=True),
        Column(book.say("Closure report"), wide=True),
        Column(book.say("Approved by")),
        Column(book.say("Still open"), numeric=True),
    )
    return bounded(
        book, projects, columns, lambda one: closed_row(book, one), book.say("Closed projects, the latest first"),
        anchor="t-closed", tools=True, empty=book.say("No project is closed yet."),
    )  # fmt: skip


def handed_over(book: Book, reports: Sequence[Record]) -> tuple[Block, ...]:
    """What closure reports handed over and is not known to be done, the earliest due first."""
    every = [(report, line) for report in reports for line in follow_ons(report) if is_due(book, line)]
    every.sort(key=lambda pair: (pair[1].due or date.max, pair[0].key))
    columns = (
        Column(book.say("What was handed over"), wide=True),
        Column(book.say("Project")),
        Column(book.say("To")),
        Column(book.say("Due")),
    )
    rows = tuple(handed_row(book, report, line) for report, line in every[:MOST])
    part = Table(columns, rows, book.say("Handed over"), "t-handed", empty=book.say("Nothing was handed over."))
    return (table(part), *and_more(book, len(every) - MOST))


def is_due(book: Book, line: FollowOn) -> bool:
    """Whether a line is a text, or a record that is still open and shown."""
    record = book.ledger.get(line.record)
    return record is None or (not record.closed and record.key in book.hrefs)


def handed_row(book: Book, report: Record, line: FollowOn) -> Row:
    record = book.ledger.get(line.record)
    owner = key_cell(book, line.owner) if line.owner else Cell(book.say("no owner"), tone="bad")
    late = line.due is not None and line.due < book.as_of
    what = record_cell(book, record) if record is not None else Cell(line.text)
    return Row((what, place_cell(book, report), owner, day_cell(book, line.due, late=late)))


def benefits(book: Book, reports: Sequence[Record]) -> tuple[Block, ...]:
    """When it is looked at whether a project paid off, the next first."""
    dated = sorted((one for one in reports if one.day("benefits_review_on")), key=lambda one: (str(one.day("benefits_review_on")), one.key))
    columns = (
        Column(book.say("Closure report"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Look again on")),
        Column(book.say("State")),
    )

    def make(report: Record) -> Row:
        on = report.day("benefits_review_on")
        return Row((record_cell(book, report), place_cell(book, report), day_cell(book, on), status_cell(book, report)))

    empty = book.say("No day is set on which to see whether it paid off.")
    return bounded(book, dated, columns, make, book.say("Reviews of benefits"), empty=empty)


def lede(book: Book, closing: Sequence[Record], closed: Sequence[Record]) -> str:
    """What is being closed and what is in the way, and how many are closed."""
    words = book.words
    count = len(closed)
    last = capital(book.say_count("{n} project is closed.", "{n} projects are closed.", count, n=spelled(words, count)))
    if not closing:
        return words.sentences([book.say("No project is being closed."), last])
    number = len(closing)
    first = capital(
        book.say_count("{n} project is being closed.", "{n} projects are being closed.", number, n=spelled(words, number))
    )
    worst = max(closing, key=lambda one: (written(book, "open_ends", one.key).number or 0, one.key))
    ends = figure_anchor(book, "open_ends", worst.key)
    name = toned(short_name(book, worst.key), "", book.href(worst.key))
    left = int(written(book, "open_ends", worst.key).number or 0)
    second = book.say_count(
        "{project} has {ends} open end.", "{project} has {ends} open ends.", left, project=name,
        ends=toned(ends.text, "warn", ends.href),
    ) if left else ""  # fmt: skip
    return words.sentences([part for part in (first, second, last) if part])


def pages(book: Book) -> Iterator[Page]:
    """All closures, at the address of the register of closure reports."""
    reports = book.shown("closure_report")
    if not reports:
        return
    projects = book.shown("project")
    closing = sorted((one for one in projects if one.status == "closing"), key=lambda one: (str(one.day("planned_finish")), one.key))
    closed = sorted(
        (one for one in projects if one.status == "closed"), key=lambda one: (str(one.day("actual_finish")), one.key), reverse=True
    )
    path = book.plans["closure_report"].path
    sections = (
        Section(head(book.say("Being closed"), "closing"), closing_blocks(book, closing)),
        Section(head(book.say("Handed over"), "handed"), handed_over(book, reports)),
        Section(head(book.say("Closed"), "closed"), closed_blocks(book, closed)),
        Section(head(book.say("Did it pay off?"), "benefits"), benefits(book, reports)),
    )
    frame = book.frame(
        path, book.register("closure_report").text, current=book.current("closure_report"),
        stamp=(runs(book.say("as of {day}", day=book.as_of)),), lede=runs(lede(book, closing, closed)),
    )  # fmt: skip
    yield Page(path, "closure.html", Sheet(frame, (), sections, contents_of(sections)))
