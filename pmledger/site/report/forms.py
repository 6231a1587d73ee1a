"""The reports by name, and the forms in which each can be written."""

from collections.abc import Sequence

from pmledger.analysis.tolerance.ways_out import WayOut
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.report import closure, exception, steering
from pmledger.site.report.brief import Brief, brief_of
from pmledger.site.report.markdown import as_markdown
from pmledger.site.report.single import one_file
from pmledger.site.report.status import Report, report_of
from pmledger.site.sheets import Sheets
from pmledger.site.views import activity

MAKERS = {"status": report_of, "closure": closure.of_project, "steering": steering.of_project}
EXCEPTION = "exception"
REPORTS = (*MAKERS, EXCEPTION)


def brief_for(book: Book, project: Record) -> Brief:
    return brief_of(book, project, activity.by_owner(book).get(project.key, ()))


def report_for(kind: str, book: Book, project: Record | None) -> Report:
    """The report of a project; a steering page without one is about all projects."""
    if project is None:
        return steering.of_portfolio(book)
    events = activity.by_owner(book).get(project.key, ())
    return MAKERS[kind](book, project, events)


def exception_report(book: Book, subject: Record, ways: Sequence[WayOut]) -> Report:
    """The exception report of a project or stage; `ways` are what was reckoned that could be done."""
    project = book.ledger.by_key[subject.project] if subject.kind == "phase" else subject
    return exception.report_of(brief_for(book, project), subject, ways)


def as_file(sheets: Sheets, report: Report, form: str) -> bytes:
    """The report as `html` or `md`."""
    if form == "md":
        return as_markdown(report, sheets.book.words).encode()
    return one_file(sheets, report, "report-file.html")
