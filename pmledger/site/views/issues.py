"""The issue log: what is stuck, for how long, and with whom."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmledger.analysis.issues import age_days, ageing, due_day, is_overdue
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Status, Table
from pmledger.site.views.ageing import ageing_table
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, table
from pmledger.site.views.cells import brief, day_cell, owner_cell, passage, place_cell, record_cell, status_cell
from pmledger.site.views.figures import tile
from pmledger.site.views.issue_story import cause_section, escalation_section, flow_section
from pmledger.site.views.registers import head, open_and_closed
from pmledger.site.views.sentence import capital, runs, spelled, toned

PRIORITY_TONES = {"P1": "bad", "P2": "warn", "P3": "info", "P4": "none"}


def priority_cell(issue: Record) -> Cell:
    """An issue's priority with its mark."""
    priority = issue.text("priority")
    return Cell(status=Status(priority, PRIORITY_TONES.get(priority, "none"))) if priority else Cell("—", tone="muted")


def by_age(issues: Iterable[Record]) -> tuple[Record, ...]:
    """The oldest first."""
    return tuple(sorted(issues, key=lambda issue: (issue.day("raised_on") or date.max, issue.key)))


def urgent(book: Book, issues: Iterable[Record]) -> tuple[Record, ...]:
    """By priority, overdue ones first within it, then the oldest."""
    return tuple(
        sorted(
            issues,
            key=lambda issue: (
                issue.text("priority") or "P9",
                not overdue(book, issue),
                issue.day("raised_on") or date.max,
                issue.key,
            ),
        )
    )


def overdue(book: Book, issue: Record) -> bool:
    return is_overdue(issue, book.conclusions.calendar, book.as_of)


def age_text(book: Book, issue: Record) -> str:
    age = age_days(issue, book.as_of)
    return "—" if age is None else book.say_count("{count} day", "{count} days", age)


def last_word(book: Book, issue: Record) -> str:
    """When an open issue was last heard of, where that was not on the day it was raised."""
    heard = book.conclusions.heard.get(issue.key)
    later = heard is not None and heard != issue.day("raised_on")
    return book.say("last word {day}", day=book.words.date(heard, "day")) if heard is not None and later else ""


def issue_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Project")),) if where else ()
    return (
        Column(book.say("Issue"), wide=True),
        *place,
        Column(book.say("Priority")),
        Column(book.say("State")),
        Column(book.say("Age"), numeric=True),
        Column(book.say("Due")),
        Column(book.say("Owner")),
    )


def issue_row(book: Book, issue: Record, *, where: bool) -> Row:
    place = (place_cell(book, issue),) if where else ()
    age = age_days(issue, book.as_of)
    story = (
        passage(issue, "resolution") if issue.closed else passage(issue, "workaround") or passage(issue, "root_cause")
    )
    return Row(
        (
            record_cell(book, issue, brief(story, 110)),
            *place,
            priority_cell(issue),
            status_cell(book, issue),
            Cell(age_text(book, issue), sort=str(-1 if age is None else age), sub=last_word(book, issue)),
            day_cell(book, due_day(issue, book.conclusions.calendar), late=not issue.closed and overdue(book, issue)),
            owner_cell(book, issue, "" if issue.closed else book.say("no owner")),
        )
    )


def issue_blocks(book: Book, issues: Iterable[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    return open_and_closed(
        book,
        issues,
        issue_columns(book, where=where),
        lambda issue: issue_row(book, issue, where=where),
        book.say("Issues"),
        anchor=anchor,
        empty=book.say("No issue is open."),
    )


def ages(book: Book, issues: Sequence[Record]) -> Table:
    """Open issues by priority and age, with their sums."""
    found = ageing(issues, book.as_of)
    caption = book.say("Open issues by priority and age")
    return ageing_table(book, found, {name: name for name in found}, caption, anchor="ageing", href="#log")


def lede(book: Book, opened: Sequence[Record]) -> str:
    """How many issues are open, how many are late, and which is the oldest."""
    if not opened:
        return book.say("No issue is open.")
    words, count = book.words, len(opened)
    late = [issue for issue in opened if overdue(book, issue)]
    parts = [
        capital(book.say_count("{n} issue is open.", "{n} issues are open.", count, n=spelled(words, count))),
    ]
    if late:
        told = toned(book.say_count("{n} is overdue", "{n} are overdue", len(late), n=spelled(words, len(late))), "bad")
        parts.append(capital(book.say("{late}.", late=told)))
    else:
        parts.append(book.say("{none}.", none=toned(book.say("None is overdue"), "good")))
    oldest = by_age(opened)[0]
    age = age_days(oldest, book.as_of)
    if age is not None:
        link = toned(oldest.title, "", book.href(oldest.key))
        parts.append(book.say("The oldest is {issue}: {age}.", issue=link, age=age_text(book, oldest)))
    return words.sentences(parts)


def pages(book: Book) -> Iterator[Page]:
    """The log of all issues with their ageing."""
    issues = by_age(book.shown("issue"))
    if not issues:
        return
    opened = [issue for issue in issues if not issue.closed]
    flow = flow_section(book, issues)
    old = Section(head(book.say("How long they have been open"), "age"), (table(ages(book, opened)),))
    sections = (
        (old, flow),
        Section(head(book.say("The oldest first"), "log"), issue_blocks(book, issues, where=True, anchor="t-issues")),
        escalation_section(book, issues),
        cause_section(book, issues),
    )
    path = "issues.html"
    frame = book.frame(path, book.register("issue").text, current=path, lede=runs(lede(book, opened)))
    names = ("open_issues", "overdue_issues", "median_resolve", "p85_resolve")
    tiles = tuple(tile(book, name, sub=beside(book, name)) for name in names if (name, "") in book.conclusions.figures)
    yield Page(path, "issues.html", Sheet(frame, tiles, sections, contents_of(sections)))


def beside(book: Book, name: str) -> str:
    """Of how many resolved issues a time is."""
    figure = book.conclusions.figure(name)
    return book.say("n = {count}", count=len(figure.inputs)) if figure.unit == "d" and figure.inputs else ""
