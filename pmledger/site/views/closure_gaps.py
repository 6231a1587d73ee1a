"""What is still missing before a project can be closed, as a list of things to do."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.closure import End
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Item


def gap_items(book: Book, project: Record, report: Record | None, ends: Sequence[End]) -> tuple[Item, ...]:
    """The weightiest first; empty when nothing keeps the report from being approved."""
    return tuple(gaps(book, project, report, ends))


def gaps(book: Book, project: Record, report: Record | None, ends: Sequence[End]) -> Iterator[Item]:
    if report is None:
        yield Item(book.say("Write the closure report."), book.href(project.key), "bad")
    nobody = [end for end in ends if not end.owner]
    if nobody:
        named = book.words.list_and(end.record.title for end in nobody[:3])
        text = book.say_count(
            "Name an owner for {count} open end: {what}.", "Name an owner for {count} open ends: {what}.", len(nobody), what=named
        )
        yield Item(text, book.href(nobody[0].record.key), "bad")
    left = [end for end in ends if not end.listed]
    if left and report is not None:
        text = book.say_count(
            "{count} open end is not in the report; close it or hand it over.",
            "{count} open ends are not in the report; close them or hand them over.",
            len(left),
        )
        yield Item(text, f"{book.href(report.key)}#remains", "warn")
    if report is None:
        return
    target = book.href(report.key)
    if not report.has("lessons"):
        yield Item(book.say("Name at least one lesson."), target, "warn")
    if not report.has("archive_location"):
        yield Item(book.say("Say where the papers are kept."), target, "warn")
    if not report.target("approved_by"):
        yield Item(book.say("Have it approved by the sponsor or the client."), target, "info")
