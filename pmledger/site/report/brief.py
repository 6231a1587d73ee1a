"""What a report of a project is made from: the words of its manager, the report before, and the days between."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from pmledger.analysis.health import Health
from pmledger.analysis.reporting import draft, ends_on, issued, open_period
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.views.cells import of_scope


class Brief(Struct, frozen=True, eq=False):
    """`words` is the report whose narrative is shown: the draft, else the last one issued.

    `before` is what now is compared with: the last issued report, of an earlier day. `first` to `last` are the days
    since its period; `events` are those of the project in them, newest first.
    """

    book: Book
    project: Record
    words: Record | None
    before: Record | None
    reports: tuple[Record, ...]
    first: date
    last: date
    events: tuple[Event, ...]

    @property
    def health(self) -> Health | None:
        return self.book.conclusions.health.get(self.project.key)

    @property
    def is_draft(self) -> bool:
        return self.words is not None and self.words.status == "draft"

    def of(self, kind: str) -> tuple[Record, ...]:
        """The project's shown records of a kind."""
        return of_scope(self.book, self.project, kind)

    def within(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def brief_of(book: Book, project: Record, events: Sequence[Event]) -> Brief:
    """The brief of a project on the book's day."""
    reports = of_scope(book, project, "status_report")
    done = issued(reports, book.as_of)
    told = done[:1] if done and ends_on(done[0]) >= book.as_of else ()
    before = next(iter(done[len(told) :]), None)
    words = draft(reports, book.as_of) or next(iter(done), None)
    first, last = open_period(project, reports, book.as_of)
    if words is not None and words is not before:
        first, last = words.day("period_from") or first, min(ends_on(words), book.as_of)
    own = tuple(event for event in events if first <= event.day <= last)
    return Brief(book, project, words, before, reports, first, last, own)
