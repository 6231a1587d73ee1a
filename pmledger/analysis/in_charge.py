"""Whom it concerns that a record asks something."""

from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


def people(record: Record, ledger: Ledger) -> tuple[str, ...]:
    """Whom it concerns: assignees, participants of ours or the one in charge; else ("",)."""
    if record.kind == "task":
        assigned = [key for key in record.targets.get("assignees", ()) if key.startswith("person:")]
        if assigned:
            return tuple(dict.fromkeys(assigned))
    if record.kind == "communication":
        own = [key for key in record.targets.get("participants", ()) if is_of_ours(ledger.get(key))]
        if own:
            return tuple(dict.fromkeys(own))
    return (in_charge(record, ledger),)


def is_of_ours(person: Record | None) -> bool:
    return person is not None and person.values.get("type") == "team"


CHARGED = {
    "change": ("approver",),
    "comm_plan": ("sender",),
    "deliverable": ("producer",),
    "document": ("author",),
    "article": ("author",),
    "quality_check": ("checker",),
    "training": ("trainer",),
}
"""Fields that name who acts where a record has no owner."""


def in_charge(record: Record, ledger: Ledger) -> str:
    """The owner, else who acts by the record, else the project's manager, else the client's account manager.

    What is beyond a manager's tolerance is decided by those above: an exception report goes to the sponsor first.
    """
    named = (record.target(field) for field in CHARGED.get(record.kind, ()))
    project, client = ledger.get(record.project), ledger.get(record.client)
    candidates = (
        record.owner,
        *named,
        project.target("sponsor") if project and record.has("exception") else "",
        project.target("manager") if project else "",
        client.target("account_manager") if client else "",
    )
    return next((key for key in candidates if key), "")
