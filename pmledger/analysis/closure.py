"""Whether a project can be closed: what is still open in it, who takes it over, and what its end report says."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from pmledger.analysis.costs import outstanding
from pmledger.analysis.standing import is_open
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

ENDS = ("deliverable", "task", "issue", "risk", "change", "action", "promise", "defect", "decision", "checklist")
"""Kinds whose open records keep a project from being done with, the weightiest first."""
UNPAID = frozenset({"issued", "partly_paid", "draft"})


class End(Struct, frozen=True):
    """Something still open: who takes it over and by when, as the end report says or the record itself.

    `listed` tells that the end report names it. `owner` is a key, "" when nobody was named.
    """

    record: Record
    owner: str
    due: date | None
    listed: bool


class FollowOn(Struct, frozen=True):
    """A line of an end report on what remains: a record's key or a text."""

    record: str
    text: str
    owner: str
    due: date | None


def report_of(project: str, ledger: Ledger) -> Record | None:
    """The end report of a project: the latest by its date."""
    found = ledger.of_project(project, "closure_report")
    return max(found, key=lambda report: (str(report.day("date") or ""), report.key), default=None)


def follow_ons(report: Record) -> tuple[FollowOn, ...]:
    """What the end report says of what remains."""
    return tuple(follow_on(report, at) for at in range(len(report.items("follow_on"))))


def follow_on(report: Record, at: int) -> FollowOn:
    item = report.items("follow_on")[at]
    records = report.targets.get(f"follow_on[{at}].item", ())
    owners = report.targets.get(f"follow_on[{at}].owner", ())
    due = item.get("due")
    return FollowOn(
        records[0] if records else "",
        "" if records else str(item.get("item") or ""),
        owners[0] if owners else "",
        due if isinstance(due, date) else None,
    )


def open_records(project: str, ledger: Ledger, as_of: date) -> Iterator[Record]:
    """What is still open in a project, kind by kind."""
    for kind in ENDS:
        yield from (record for record in ledger.of_project(project, kind) if is_open(record, as_of))
    for invoice in ledger.of_project(project, "invoice"):
        if invoice.status in UNPAID and (left := outstanding(invoice, as_of)) is not None and left.amount > 0:
            yield invoice


def open_ends(project: str, ledger: Ledger, as_of: date) -> tuple[End, ...]:
    """What is still open, those first that nobody takes over."""
    report = report_of(project, ledger)
    listed = {one.record: one for one in follow_ons(report) if one.record} if report is not None else {}
    found = [end_of(record, listed.get(record.key)) for record in open_records(project, ledger, as_of)]
    return tuple(sorted(found, key=lambda end: (bool(end.owner), end.listed)))


def end_of(record: Record, line: FollowOn | None) -> End:
    own = record.owner or record.target("producer") or first_assignee(record)
    due = record.day("due") or record.day("review_on") or record.day("due_on")
    if line is None:
        return End(record, own, due, listed=False)
    return End(record, line.owner or own, line.due or due, listed=True)


def first_assignee(record: Record) -> str:
    return next((link.target for link in record.links if link.field.startswith("assignees")), "")
