"""Values that hold when nothing is written, since other fields of the record tell them."""

from collections.abc import Mapping
from datetime import date, timedelta

RANKED = frozenset({"issue", "ticket"})
IMPACTS = ("low", "medium", "high", "critical")
URGENCIES = ("low", "medium", "high")
PRIORITIES = ("P4", "P4", "P3", "P2", "P1", "P1")
LONGEST_TERMS, LAST_YEAR = 3660, 9000
"""Days to pay beyond which, and a year from which on, nobody means it."""


def completed(kind: str, values: Mapping[str, object], faulty: frozenset[str], terms: object = None) -> Mapping[str, object]:
    """The values of a record with what the others tell: the priority of an issue or a ticket, the day an invoice is due.

    `terms` are the days in which the record's client pays, or None.
    """
    if kind == "invoice" and values.get("due_on") is None and "due_on" not in faulty:
        due = due_after(values.get("issued_on"), terms)
        return values if due is None else {**values, "due_on": due}
    if kind not in RANKED or values.get("priority") is not None or "priority" in faulty:
        return values
    found = priority_of(values.get("impact"), values.get("urgency"))
    return {**values, "priority": found} if found else values


def due_after(issued: object, terms: object) -> date | None:
    """The day on which an invoice is due, a client's days to pay after its issue; None where one of them is not given."""
    if not isinstance(issued, date) or not isinstance(terms, int) or not 0 <= terms <= LONGEST_TERMS:
        return None
    return issued + timedelta(days=terms) if issued.year < LAST_YEAR else None


def priority_of(impact: object, urgency: object) -> str:
    """The priority of an issue or a ticket by ITIL's matrix of impact and urgency, "" when one of them is not given.

    High by high is P1, high by medium P2, high by low and medium by medium P3, the rest P4; a critical impact counts
    one step more than a high one.
    """
    if impact not in IMPACTS or urgency not in URGENCIES:
        return ""
    return PRIORITIES[IMPACTS.index(str(impact)) + URGENCIES.index(str(urgency))]
