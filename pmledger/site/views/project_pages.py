"""The further pages of a project, to which the head of its own page leads."""

from pmledger.analysis.closure import report_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Runs
from pmledger.site.report.status import has_status, status_link
from pmledger.site.views.cells import joined
from pmledger.site.views.plan import plan_link
from pmledger.site.views.quality import quality_link


def further(book: Book, project: Record) -> Runs:
    """Links to the pages that this project has beside its own, in the order of their use."""
    found: list[Anchor] = []
    if has_status(project):
        found.append(status_link(book, project))
    plan = plan_link(book, project)
    if plan.href:
        found.append(plan)
    quality = quality_link(book, project)
    if quality.href:
        found.append(quality)
    found.extend(closure_link(book, project))
    return joined(found, " · ")


def closure_link(book: Book, project: Record) -> tuple[Anchor, ...]:
    """The report that closes the project, once it is being written."""
    report = report_of(project.key, book.ledger)
    if report is None or report.key not in book.hrefs:
        return ()
    return (Anchor(book.say("Closure report"), book.href(report.key)),)
