"""What happened in the ledger by the dates in its records."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.standing import as_day, day
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say


class Event(Struct, frozen=True):
    """Something that happened to a record on a day; `what` is a verb or a short phrase about it."""

    day: date
    record: str
    what: Message
    project: str = ""
    client: str = ""


Dated = tuple[str, Message, tuple[str, ...]]
"""A field, what its date means, and the states in which it means that (none: in any)."""

EVENTS: Mapping[str, tuple[Dated, ...]] = {
    "assumption": (("created", say("Noted"), ()),),
    "baseline": (("date", say("Approved"), ("approved", "superseded")),),
    "change": (
        ("requested_on", say("Requested"), ()),
        ("decided_on", say("Approved"), ("approved", "implementing", "implemented", "closed")),
        ("decided_on", say("Rejected"), ("rejected",)),
        ("decided_on", say("Deferred"), ("deferred",)),
        ("implemented_on", say("Implemented"), ()),
    ),
    "action": (("done_on", say("Done"), ("done",)),),
    "checklist": (("completed_on", say("Completed"), ()),),
    "client": (("since", say("Became a client"), ()),),
    "closure_report": (("approved_on", say("Approved"), ("approved",)), ("date", say("Written"), ())),
    "communication": (
        ("date", say("Held"), ("held", "minuted", "confirmed")),
        ("minutes_sent_on", say("Minutes sent"), ()),
    ),
    "decision": (
        ("decided_on", say("Decided"), ("decided", "superseded")),
        ("decided_on", say("Rejected"), ("rejected",)),
    ),
    "defect": (("found_on", say("Found"), ()), ("fixed_on", say("Fixed"), ()), ("closed_on", say("Closed"), ())),
    "deliverable": (
        ("submitted_on", say("Submitted"), ()),
        ("accepted_on", say("Accepted"), ("accepted",)),
    ),
    "document": (("approved_on", say("Approved"), ()),),
    "feedback": (
        ("received_on", say("Received"), ()),
        ("acknowledged_on", say("Acknowledged"), ()),
        ("responded_on", say("Answered"), ()),
    ),
    "invoice": (("issued_on", say("Issued"), ("issued", "partly_paid", "paid")),),
    "issue": (
        ("raised_on", say("Raised"), ()),
        ("escalated_on", say("Escalated"), ()),
        ("resolved_on", say("Resolved"), ()),
        ("closed_on", say("Closed"), ()),
    ),
    "lesson": (("date", say("Noted"), ()),),
    "milestone": (("actual_date", say("Achieved"), ("achieved",)),),
    "opportunity": (("closed_on", say("Won"), ("won",)), ("closed_on", say("Lost"), ("lost",))),
    "person": (("left_on", say("Left the organisation"), ("left",)),),
    "phase": (("gate_date", say("Gate passed"), ("completed",)),),
    "project": (
        ("actual_start", say("Started"), ()),
        ("actual_finish", say("Finished"), ("closed", "closing")),
    ),
    "promise": (("kept_on", say("Kept"), ("kept",)),),
    "quality_check": (("done_on", say("Checked"), ("done",)),),
    "requirement": (("requested_on", say("Requested"), ()), ("accepted_on", say("Accepted"), ("accepted",))),
    "retrospective": (("date", say("Held"), ("held",)),),
    "risk": (
        ("raised_on", say("Raised"), ()),
        ("occurred_on", say("Occurred"), ()),
        ("closed_on", say("Closed"), ()),
    ),
    "status_report": (("issued_on", say("Issued"), ("issued",)),),
    "survey": (("sent_on", say("Sent"), ("open", "closed", "analysed")), ("closed_on", say("Closed"), ())),
    "task": (("actual_start", say("Started"), ()), ("actual_finish", say("Finished"), ("done",))),
    "team_event": (("date", say("Held"), ("held",)),),
    "ticket": (("opened_at", say("Opened"), ()), ("resolved_at", say("Resolved"), ()), ("closed_at", say("Closed"), ())),
    "training": (("date", say("Held"), ("delivered", "evaluated")),),
}
"""What the dates of each kind mean. Costs and hours are not events: the finance pages list them."""

SERIES: Mapping[str, tuple[str, Message]] = {
    "goal": ("measurements", say("Measured")),
    "kpi": ("measurements", say("Measured")),
    "invoice": ("payments", say("Payment received")),
    "process": ("improvement_log", say("Improved")),
}
"""Lists whose every item is an event on its `date`."""


def timeline(ledger: Ledger, schema: Schema, as_of: date) -> tuple[Event, ...]:
    """All events up to the day, newest first; on one day by record."""
    found = [event for record in ledger.records for event in events_of(record, schema, as_of)]
    return tuple(sorted(found, key=lambda event: (-event.day.toordinal(), event.record, event.what.template)))


def events_of(record: Record, schema: Schema, as_of: date) -> Iterator[Event]:
    for field, what, states in dated_fields(record.kind, schema):
        on = day(record, field)
        if on is not None and on <= as_of and (not states or record.status in states):
            yield Event(on, record.key, what, record.project, record.client)
    if record.kind in SERIES:
        field, what = SERIES[record.kind]
        days = {on for part in record.items(field) if (on := as_day(part.get("date"))) is not None and on <= as_of}
        for on in days:
            yield Event(on, record.key, what, record.project, record.client)


def dated_fields(kind: str, schema: Schema) -> tuple[Dated, ...]:
    """The table's fields; of an own kind all that are dates."""
    if kind in EVENTS:
        return EVENTS[kind]
    spec = schema.kinds.get(kind)
    return own_dates(spec) if spec is not None and spec.own else ()


def own_dates(spec: KindSpec) -> tuple[Dated, ...]:
    return tuple(
        (field.name, say("{field} reached", field=field.label or field.name), ())
        for field in spec.fields
        if field.own and field.type in {"date", "datetime"}
    )


def updates(records: Iterable[Record], as_of: date) -> Iterator[Event]:
    """What `updated` says by the day: somebody looked at the record, though nothing happened to it."""
    for record in records:
        on = day(record, "updated") if record.has("updated") else None
        if on is not None and on <= as_of:
            yield Event(on, record.key, say("Updated"), record.project, record.client)


def latest_by_project(events: Iterable[Event]) -> dict[str, Event]:
    """The latest event of each project, by its key; an event of the project's own record counts as well."""
    latest: dict[str, Event] = {}
    for event in events:
        for home in (event.project, event.record):
            if home.startswith("project:") and (home not in latest or latest[home].day < event.day):
                latest[home] = event
    return latest
