"""Dates that cannot all be true."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pmledger.analysis.standing import as_day
from pmledger.kinds.values import Moment
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term, part_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

ORDER: dict[str, tuple[tuple[str, ...], ...]] = {
    "opportunity": (("created", "closed_on"),),
    "project": (("planned_start", "planned_finish"), ("actual_start", "actual_finish")),
    "phase": (("planned_start", "planned_finish"),),
    "task": (("baseline_start", "baseline_finish"), ("actual_start", "actual_finish")),
    "goal": (("start", "due"),),
    "risk": (("raised_on", "occurred_on"), ("raised_on", "closed_on")),
    "issue": (("raised_on", "resolved_on", "closed_on"), ("raised_on", "escalated_on"), ("raised_on", "due")),
    "change": (("requested_on", "decided_on", "implemented_on"),),
    "requirement": (("requested_on", "accepted_on"),),
    "communication": (("date", "minutes_sent_on"), ("date", "next_contact")),
    "comm_plan": (("first_on", "until"),),
    "survey": (("sent_on", "closed_on"),),
    "feedback": (("received_on", "acknowledged_on"), ("received_on", "responded_on")),
    "ticket": (("opened_at", "first_response_at", "resolved_at", "closed_at"),),
    "budget_line": (("from", "to"),),
    "invoice": (("issued_on", "due_on"),),
    "deliverable": (("submitted_on", "accepted_on"),),
    "document": (("approved_on", "review_by"),),
    "defect": (("found_on", "fixed_on", "closed_on"),),
    "status_report": (("period_from", "period_to"), ("period_from", "issued_on")),
    "closure_report": (("date", "approved_on"),),
    "performance_review": (("period_from", "period_to"), ("discussed_on", "acknowledged_on")),
}
"""By kind, fields whose dates follow each other."""

SPANS: dict[str, tuple[str, ...]] = {
    "person": ("leave", "allocation"),
    "comm_plan": ("pauses",),
    "ticket": ("pending_log",),
    "calendar": ("exceptions",),
    "invoice": ("lines",),
}
"""By kind, lists whose items have a `from` and a `to`."""

HAPPENED: dict[str, tuple[str, ...]] = {
    "opportunity": ("closed_on",),
    "project": ("actual_start", "actual_finish"),
    "milestone": ("actual_date",),
    "task": ("actual_start", "actual_finish"),
    "risk": ("raised_on", "occurred_on", "closed_on"),
    "issue": ("raised_on", "resolved_on", "closed_on", "escalated_on"),
    "change": ("requested_on", "decided_on", "implemented_on"),
    "decision": ("decided_on",),
    "action": ("done_on",),
    "requirement": ("requested_on", "accepted_on"),
    "survey": ("sent_on", "closed_on"),
    "feedback": ("received_on", "acknowledged_on", "responded_on"),
    "budget_line": ("approved_on",),
    "cost": ("paid_on",),
    "time_entry": ("date",),
    "deliverable": ("submitted_on", "accepted_on"),
    "document": ("approved_on",),
    "quality_check": ("done_on",),
    "defect": ("found_on", "fixed_on", "closed_on"),
    "checklist": ("completed_on",),
    "status_report": ("issued_on",),
    "closure_report": ("approved_on",),
    "performance_review": ("discussed_on", "acknowledged_on"),
    "promise": ("kept_on",),
}
"""By kind, dates that say something has happened."""

HELD: dict[str, tuple[str, tuple[str, ...]]] = {
    "communication": ("date", ("held", "minuted", "confirmed")),
    "training": ("date", ("delivered", "evaluated")),
    "invoice": ("issued_on", ("issued", "partly_paid", "paid")),
    "retrospective": ("date", ("held",)),
    "team_event": ("date", ("held",)),
}
"""By kind, a date that may lie ahead until the record is in one of these states."""

TOOK_PLACE: dict[str, tuple[str, str]] = {
    "goal": ("measurements", "date"),
    "survey": ("responses", "date"),
    "invoice": ("payments", "date"),
    "kpi": ("measurements", "date"),
    "checklist": ("items", "done_on"),
}
"""By kind, a list of what has happened and the date of each."""


def dates_out_of_order(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Two dates of one record are in an order that cannot be.

    ```yaml
    raised_on: 2026-03-14
    closed_on: 2026-03-02   # closed before it was raised
    ```

    One of the two is a slip of the pen: correct it. The same day twice is fine.
    """
    for kind, chains in ORDER.items():
        for record in facts.ledger.of(kind):
            for chain in chains:
                yield from unordered(record, [name for name in chain if record.day(name)], fault)
    for kind, lists in SPANS.items():
        for record in facts.ledger.of(kind):
            for name in lists:
                yield from unordered_items(record, name, fault)


def unordered(record: Record, chain: list[str], fault: Fault) -> Iterator[Diagnostic]:
    for earlier, later in pairwise(chain):
        first, second = point(record, earlier), point(record, later)
        if first is not None and second is not None and is_before(second, first):
            yield fault.at(
                record.place(later),
                say("{later} {second} is before {earlier} {first}", later=field_term(record.kind, later),
                    second=told(second), earlier=field_term(record.kind, earlier), first=told(first)),
                found=str(day_of(second)),
                related=(
                    Related(record.place(earlier), say("{earlier} is here", earlier=field_term(record.kind, earlier))),
                ),
                record=record.key,
            )  # fmt: skip


def point(record: Record, field: str) -> date | Moment | None:
    """A date, or a moment with its time."""
    value = record.values.get(field)
    return value if isinstance(value, Moment) and value.at is not None else record.day(field)


def told(one: date | Moment) -> date | str:
    """A day, or a day with its time as people write it."""
    return f"{one.day} {one.at:%H:%M}" if isinstance(one, Moment) and one.at is not None else day_of(one)


def day_of(one: date | Moment) -> date:
    return one.day if isinstance(one, Moment) else one


def is_before(second: date | Moment, first: date | Moment) -> bool:
    """By the day; on the same day by the time, where both have one of the same zone."""
    days = day_of(second), day_of(first)
    if days[0] != days[1] or not isinstance(second, Moment) or not isinstance(first, Moment):
        return days[0] < days[1]
    if second.at is None or first.at is None or second.at.tzinfo != first.at.tzinfo:
        return False
    return second.at < first.at


def unordered_items(record: Record, name: str, fault: Fault) -> Iterator[Diagnostic]:
    for index, item in enumerate(record.items(name)):
        first, second = item.get("from"), item.get("to")
        if first is not None and second is not None and str(second) < str(first):
            yield fault.at(
                record.place(name, index, "to"),
                say("{later} {second} is before {earlier} {first}", later=part_term("to"), second=str(second),
                    earlier=part_term("from"), first=str(first)),
                found=str(second),
                record=record.key,
            )  # fmt: skip


def date_in_the_future(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A date says that something has happened, but it lies in the future.

    ```yaml
    status: done
    actual_finish: 2062-03-14
    ```

    A plan has fields of its own (`due`, `forecast_date`, `planned_finish`); what has happened has a date up to today:
    a meeting that was held, an invoice that was issued, a payment, a measurement.
    When a ledger is looked at as of an earlier day, later dates are not faults, they are not counted yet.

    Correct the date, or write it into the field for the plan.
    """
    for kind in dict.fromkeys((*HAPPENED, *HELD, *TOOK_PLACE)):
        field, states = HELD.get(kind, ("", ()))
        for record in facts.ledger.of(kind):
            status_date = record.day("status_date")
            horizon = max(facts.horizon, status_date) if status_date else facts.horizon
            names = (*HAPPENED.get(kind, ()), *((field,) if record.status in states else ()))
            written = (((name,), record.day(name)) for name in names)
            for path, day in (*written, *dates_of_items(record, *TOOK_PLACE.get(kind, ("", "")))):
                if day is not None and day > horizon:
                    name = str(path[-1])
                    term = part_term(name) if len(path) > 1 else field_term(record.kind, name)
                    yield fault.at(
                        record.place(*path),
                        say("{field} is {day}, which is after {today}", field=term, day=day, today=horizon),
                        found=str(day),
                        help=say("a date up to {today}, or the field for a plan", today=horizon),
                        record=record.key,
                    )


def dates_of_items(record: Record, name: str, part: str) -> Iterator[tuple[tuple[str | int, ...], date | None]]:
    """The dates in a list of what has happened, each with the path to it."""
    for index, item in enumerate(record.items(name) if name else ()):
        yield (name, index, part), as_day(item.get(part))


RULES: tuple[Rule, ...] = (
    rule("PM203", "dates-out-of-order", Severity.ERROR, dates_out_of_order),
    rule("PM204", "date-in-the-future", Severity.ERROR, date_in_the_future),
)
