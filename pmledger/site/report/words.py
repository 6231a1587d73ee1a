"""The words with which a report begins, from what the records say: for a draft that its manager then finishes."""

from collections.abc import Sequence
from datetime import date, timedelta

from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.analysis.tolerance.granted import ASKED
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.analysis.tolerance.ways_out import WayOut
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.report.brief import Brief
from pmledger.site.report.sections import telling
from pmledger.site.report.ways_out import name_of_way
from pmledger.site.views.cells import short_name
from pmledger.site.views.sentence import capital, plain
from pmledger.site.views.tolerances import off_text

MOST_LINES = 5
AHEAD_DAYS = 45


def title_of(brief: Brief) -> str:
    """The name of a new report."""
    project = short_name(brief.book, brief.project.key) or brief.project.title
    return brief.book.say("{project}, status up to {day}", project=project, day=brief.last)


def highlights(brief: Brief) -> tuple[str, ...]:
    """What happened in the period, the weightiest things."""
    book, found = brief.book, []
    for event in telling(brief)[-MOST_LINES:]:
        record = book.ledger.get(event.record)
        if record is not None:
            what = plain(book.words.render(event.what))
            found.append(f"{record.title} ({what}, {book.words.date(event.day, 'day')})")
    return tuple(found)


def next_steps(brief: Brief) -> tuple[str, ...]:
    """The milestones of the next weeks; where there is none, the next one of all."""
    book = brief.book
    ahead: list[tuple[date, str]] = []
    for record in brief.of("milestone"):
        expected = expected_on(record, book.conclusions.timetable.forecasts)
        if expected is not None and not record.closed and reached_on(record, book.as_of) is None:
            ahead.append((expected, record.title))
    last = book.as_of + timedelta(days=AHEAD_DAYS)
    soon = [pair for pair in sorted(ahead) if pair[0] <= last] or sorted(ahead)[:1]
    return tuple(f"{title}, {book.words.date(day, 'day')}" for day, title in soon[:MOST_LINES])


def exception_title(book: Book, subject: Record) -> str:
    """The name of a new exception report."""
    if subject.kind == "phase":
        project = short_name(book, subject.project) or subject.project
        return book.say("{project}: the stage {stage} beyond its tolerance, {day}", project=project, stage=subject.title, day=book.as_of)
    return book.say("{project} beyond its tolerance, {day}", project=short_name(book, subject.key) or subject.title, day=book.as_of)


def words_of_exception(book: Book, subject: Record, beyond: Sequence[Tolerance], ways: Sequence[WayOut]) -> tuple[str, ...]:
    """The fields of a new exception report that are known: which tolerances, how far off, the options; in the ledger's words."""
    asked = {measure: choice for choice, measure in ASKED.items()}
    names = [asked.get(one.measure, one.measure) for one in beyond]
    if book.words.language != "en":
        names = [book.words.choice_label(name) for name in names]
    told = book.words.sentences([book.say("{clause}.", clause=capital(off_text(book, one))) for one in beyond])
    options = ", ".join(plain(name_of_way(book, subject, way)).replace(",", "\\,") for way in ways if way.kind != "stop")
    given = [f"created={book.as_of.isoformat()}", f"exception={', '.join(names)}", f"context={told}"]
    if options:
        given.append(f"options={options}")
    if subject.kind == "phase":
        given.append(f"about={subject.key}")
    return tuple(given)
