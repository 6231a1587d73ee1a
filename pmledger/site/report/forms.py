"""The reports by name, and the forms in which each can be written."""

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.report import closure, steering
from pmledger.site.report.brief import Brief, brief_of
from pmledger.site.report.markdown import as_markdown
from pmledger.site.report.single import one_file
from pmledger.site.report.status import Report, report_of
from pmledger.site.sheets import Sheets
from pmledger.site.views import activity

MAKERS = {"status": report_of, "closure": closure.of_project, "steering": steering.of_project}
REPORTS = tuple(MAKERS)


def brief_for(book: Book, project: Record) -> Brief:
    return brief_of(book, project, activity.by_owner(book).get(project.key, ()))


def report_for(kind: str, book: Book, project: Record | None) -> Report:
    """The report of a project; a steering page without one is about all projects."""
    if project is None:
        return steering.of_portfolio(book)
    events = activity.by_owner(book).get(project.key, ())
    return MAKERS[kind](book, project, events)


def as_file(sheets: Sheets, report: Report, form: str) -> bytes:
    """The report as `html` or `md`."""
    if form == "md":
        return as_markdown(report, sheets.book.words).encode()
    return one_file(sheets, report, "report-file.html")
