"""Where a record stands on a day: whether it was there yet, still open, counted."""

from datetime import date
from decimal import Decimal, InvalidOperation

from pmledger.kinds.values import Moment
from pmledger.ledger.record import Record
from pmledger.source.message import Message

COUNTED = {
    "cost": ("date", ("approved", "paid")),
    "time_entry": ("date", ("approved",)),
    "budget_line": ("approved_on", ("approved", "closed")),
    "change": ("decided_on", ("approved", "implementing", "implemented", "closed")),
    "invoice": ("issued_on", ("issued", "partly_paid", "paid")),
    "baseline": ("date", ("approved", "superseded")),
    "communication": ("date", ("held", "minuted", "confirmed")),
    "requirement": ("requested_on", ("agreed", "in_progress", "delivered", "verified", "accepted")),
}
"""Which records count: by kind the field that dates them and the states they must be in."""

RAISED = {
    "issue": "raised_on",
    "risk": "raised_on",
    "change": "requested_on",
    "requirement": "requested_on",
    "feedback": "received_on",
    "defect": "found_on",
    "ticket": "opened_at",
}
"""The field that says since when a record of a kind exists."""

ENDED = {
    "issue": ("closed_on", "resolved_on"),
    "risk": ("closed_on", "occurred_on"),
    "action": ("done_on",),
    "task": ("actual_finish",),
    "milestone": ("actual_date",),
    "promise": ("kept_on",),
    "opportunity": ("closed_on",),
    "feedback": ("responded_on",),
    "deliverable": ("accepted_on",),
    "quality_check": ("done_on",),
    "ticket": ("closed_at", "resolved_at"),
    "defect": ("closed_on",),
    "decision": ("decided_on",),
    "project": ("actual_finish",),
    "checklist": ("completed_on",),
}
"""The fields that say when a record of a kind was done with; the first one given counts."""

OPEN = {
    "action": ("open", "in_progress"),
    "assumption": ("open",),
    "change": ("submitted", "under_review"),
    "checklist": ("open",),
    "decision": ("proposed",),
    "defect": ("new", "confirmed", "in_progress", "fixed", "deferred"),
    "deliverable": ("planned", "in_progress", "in_review", "submitted", "rejected"),
    "feedback": ("received", "acknowledged", "in_progress"),
    "goal": ("active",),
    "issue": ("open", "in_progress", "on_hold", "escalated"),
    "milestone": ("planned", "missed"),
    "opportunity": ("prospecting", "qualification", "needs_analysis", "proposal", "negotiation", "on_hold"),
    "project": ("proposed", "initiating", "planning", "executing", "closing", "on_hold"),
    "promise": ("open",),
    "quality_check": ("planned",),
    "risk": ("identified", "assessed", "responding", "monitoring"),
    "task": ("todo", "in_progress", "blocked", "in_review"),
    "ticket": ("new", "in_progress", "pending"),
}
"""The states in which a record still asks something of somebody."""

WITHOUT_RESULT = frozenset({"cancelled", "withdrawn", "rejected", "duplicate", "abandoned", "superseded"})
"""States that end a record without a dated result; it stays ended whatever the day."""


def titled(record: Record) -> Message:
    """A record's title as a sentence that nobody translates."""
    return Message("{title}", (("title", record.title),))


def as_day(value: object) -> date | None:
    """The day of a date or of a moment."""
    if isinstance(value, Moment):
        return value.day
    return value if isinstance(value, date) else None


def day(record: Record, field: str) -> date | None:
    value = record.values.get(field)
    return None if value is None else as_day(value)


def as_number(value: object) -> Decimal | None:
    """A number, also where the declaration left it as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    try:
        return Decimal(value.strip().removesuffix("%")) if isinstance(value, str) else None
    except InvalidOperation:
        return None


def is_counted(record: Record, as_of: date) -> bool:
    """Whether a record is in one of the states that count, and dated on or before the day."""
    field, states = COUNTED[record.kind]
    dated = day(record, field)
    return record.status in states and dated is not None and dated <= as_of


def is_there(record: Record, as_of: date) -> bool:
    """Whether the record had been raised by the day; one without a date always was."""
    field = RAISED.get(record.kind)
    since = day(record, field) if field else None
    return since is None or since <= as_of


def ended_on(record: Record) -> date | None:
    """When the record was done with, if it says so."""
    return next((found for field in ENDED.get(record.kind, ()) if (found := day(record, field))), None)


def is_open(record: Record, as_of: date) -> bool:
    """Whether the record was open on a day: open now, or done with only later."""
    if not is_there(record, as_of):
        return False
    if record.status in OPEN.get(record.kind, ()):
        return True
    ended = ended_on(record)
    return ended is not None and ended > as_of and record.status not in WITHOUT_RESULT
