"""How far off a project or stage may be: what was written, what the workspace says, what a decision accepted since."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.standing import as_number, day
from pmledger.analysis.thresholds import TOLERANCES
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

WAYS: Mapping[str, str] = {
    "days": "time",
    "schedule_pct": "time",
    "cost_pct": "cost",
    "scope_pct": "scope",
    "quality_pct": "quality",
    "defects": "quality",
    "risk_pct": "risk",
    "benefit_pct": "benefit",
}
"""The ways in which a tolerance is measured, each with what it is a tolerance of."""
MEASURES = tuple(dict.fromkeys(WAYS.values()))
ASKED: Mapping[str, str] = {"schedule": "time"}
"""What a decision calls an exceeded tolerance where that differs from its measure."""
SAME: Mapping[str, str] = {threshold: name for name, threshold in TOLERANCES.items()}
"""Names of thresholds of health that say a tolerance as well."""
UNITS: Mapping[str, str] = {"days": "wd", "defects": "count"}
"""In what a way is measured, where that is not percent."""


class Limit(Struct, frozen=True):
    """How far off is tolerated: the way it is measured, how much, the record that says so, and its name there.

    `record` is a key, "" for the settings of the workspace. Of a pair [amber, red] the first counts, since what is
    within it is on plan.
    """

    way: str
    amount: Fraction
    record: str
    name: str

    @property
    def unit(self) -> str:
        return UNITS.get(self.way, "%")


class Asked(Struct, frozen=True):
    """The decisions of a project that answer for exceeded tolerances, and those that accept others, by what they are about.

    Both are by the key of a project or stage; a decision that names no stage is about its project.
    """

    reports: Mapping[str, tuple[Record, ...]]
    grants: Mapping[str, tuple[Record, ...]]


def asked_of(ledger: Ledger, as_of: date) -> Asked:
    """What was asked and accepted by the day, in one pass over all decisions."""
    reports: dict[str, list[Record]] = {}
    grants: dict[str, list[tuple[date, Record]]] = {}
    for decision in ledger.of("decision"):
        if not (decision.has("exception") or decision.has("tolerance")):
            continue
        created, decided = day(decision, "created"), day(decision, "decided_on")
        if created is not None and created > as_of:
            continue
        for subject in subjects(decision):
            if decision.has("exception"):
                reports.setdefault(subject, []).append(decision)
            if decision.status == "decided" and decision.has("tolerance") and decided is not None and decided <= as_of:
                grants.setdefault(subject, []).append((decided, decision))
    return Asked(
        {key: tuple(found) for key, found in reports.items()},
        {key: tuple(one for _, one in sorted(found, key=lambda part: (part[0], part[1].key))) for key, found in grants.items()},
    )


def subjects(decision: Record) -> tuple[str, ...]:
    """The stages that a decision is about, else the project it belongs to."""
    stages = tuple(key for key in decision.targets.get("about", ()) if key.startswith("phase:"))
    return stages or ((decision.project,) if decision.project else ())


def measures_of(decision: Record) -> frozenset[str]:
    """The measures whose tolerance an exception report says to be exceeded."""
    return frozenset(ASKED.get(name, name) for name in decision.texts("exception"))


def granted(record: Record, usual: Mapping[str, object], grants: Iterable[Record]) -> dict[str, Limit]:
    """The limits that hold for a project or stage by their way: a later decision wins over what is written, this over `usual`."""
    found = limits("", usual)
    for one in (record, *grants):
        given = one.values.get("tolerance")
        found |= limits(one.key, given) if isinstance(given, Mapping) else {}
    return found


def limits(record: str, given: Mapping[str, object]) -> dict[str, Limit]:
    found = {}
    for name, value in given.items():
        way = SAME.get(name, name)
        first = next(iter(value), None) if isinstance(value, tuple | list) else value
        amount = as_number(first)
        if way in WAYS and amount is not None and amount >= 0:
            found[way] = Limit(way, Fraction(amount), record, name)
    return found
