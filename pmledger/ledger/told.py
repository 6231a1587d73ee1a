"""Values that hold when nothing is written, since other fields of the record tell them."""

from collections.abc import Mapping

IMPACTS = ("low", "medium", "high", "critical")
URGENCIES = ("low", "medium", "high")
PRIORITIES = ("P4", "P4", "P3", "P2", "P1", "P1")


def completed(kind: str, values: Mapping[str, object], faulty: frozenset[str]) -> Mapping[str, object]:
    """The values of a record with what the others tell: an issue's priority."""
    if kind != "issue" or values.get("priority") is not None or "priority" in faulty:
        return values
    found = priority_of(values.get("impact"), values.get("urgency"))
    return {**values, "priority": found} if found else values


def priority_of(impact: object, urgency: object) -> str:
    """The priority of an issue by ITIL's matrix of impact and urgency, "" when one of them is not given.

    High by high is P1, high by medium P2, high by low and medium by medium P3, the rest P4; a critical impact counts
    one step more than a high one.
    """
    if impact not in IMPACTS or urgency not in URGENCIES:
        return ""
    return PRIORITIES[IMPACTS.index(str(impact)) + URGENCIES.index(str(urgency))]
