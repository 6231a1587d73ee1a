"""What an hour of a person costs and is billed at, in a project on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from pmledger.analysis.standing import as_day
from pmledger.kinds.values import Rate
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

Purpose = Literal["cost", "bill"]
ALWAYS = date.min
OWN: Mapping[Purpose, str] = {"cost": "cost_rate", "bill": "bill_rate"}
"""The person's own field for each purpose."""


class HourRate(Struct, frozen=True):
    """A rate and where it was written: the record's key, the path to it there, and the day from which it holds."""

    rate: Rate
    record: str
    path: tuple[str | int, ...]
    since: date


class RateCard(Struct, frozen=True):
    """The rates of one purpose that a project and its people know; made by `rate_card`.

    By person's key, by role and by the person's own rates, each in the order of their days.
    """

    by_person: Mapping[str, tuple[HourRate, ...]]
    by_role: Mapping[str, tuple[HourRate, ...]]
    roles: Mapping[str, str]
    own: Mapping[str, tuple[HourRate, ...]] = field(default_factory=dict)

    def rows(self, person: str) -> tuple[tuple[HourRate, ...], ...]:
        """The rates that may hold for a person, in the order in which they are asked."""
        by_role = self.by_role.get(self.roles.get(person, ""), ())
        return self.by_person.get(person, ()), by_role, self.own.get(person, ())

    def find(self, person: str, day: date) -> HourRate | None:
        """The rate that holds: the project's by person, then by role, then the person's own, the latest by the day."""
        return next((held for rows in self.rows(person) if (held := latest(rows, day))), None)

    def keeps(self, person: str) -> bool:
        """Whether any rate is written for a person, of whatever day."""
        return any(self.rows(person))


def latest(rows: tuple[HourRate, ...], day: date) -> HourRate | None:
    """The last of the dated rates that begins on or before the day; None before the first."""
    at = bisect_right(rows, day, key=lambda row: row.since)
    return rows[at - 1] if at else None


def own_rates(ledger: Ledger, purpose: Purpose) -> dict[str, tuple[HourRate, ...]]:
    """The people's own rates by their keys; a single value always holds."""
    return {person.key: rows for person in ledger.of("person") if (rows := own_rows(person, OWN[purpose]))}


def own_rows(person: Record, name: str) -> tuple[HourRate, ...]:
    given = person.values.get(name)
    if isinstance(given, Rate):
        return (HourRate(given, person.key, (name,), ALWAYS),)
    rows = (
        HourRate(rate, person.key, (name, at, "rate"), since)
        for at, item in enumerate(person.items(name))
        if isinstance(rate := item.get("rate"), Rate) and (since := as_day(item.get("from")))
    )
    return in_order(rows)


def rate_card(
    project: Record | None, ledger: Ledger, purpose: Purpose, own: Mapping[str, tuple[HourRate, ...]]
) -> RateCard:
    """The rate card of a project; `own` are the people's own rates, reckoned once by `own_rates`."""
    if project is None:
        return RateCard({}, {}, {}, own)
    by_person: dict[str, list[HourRate]] = {}
    by_role: dict[str, list[HourRate]] = {}
    for at, item in enumerate(project.items("rates")):
        rate, since = item.get(purpose), as_day(item.get("from"))
        if not isinstance(rate, Rate) or since is None:
            continue
        held = HourRate(rate, project.key, ("rates", at, purpose), since)
        people = project.targets.get(f"rates[{at}].person", ())
        if people:
            by_person.setdefault(people[0], []).append(held)
        elif item.get("role"):
            by_role.setdefault(folded(item.get("role")), []).append(held)
    return RateCard(ordered(by_person), ordered(by_role), roles_of(project, ledger) if by_role else {}, own)


def roles_of(project: Record, ledger: Ledger) -> dict[str, str]:
    """The role of each person: the one in the project's team, else the person's own."""
    found = {person.key: folded(person.text("role")) for person in ledger.of("person") if person.has("role")}
    for at, item in enumerate(project.items("team")):
        people = project.targets.get(f"team[{at}].person", ())
        if people and item.get("role"):
            found[people[0]] = folded(item.get("role"))
    return found


def folded(role: object) -> str:
    return str(role).strip().casefold()


def ordered(found: Mapping[str, list[HourRate]]) -> dict[str, tuple[HourRate, ...]]:
    return {name: in_order(rows) for name, rows in found.items()}


def in_order(rows: Iterable[HourRate]) -> tuple[HourRate, ...]:
    return tuple(sorted(rows, key=lambda row: row.since))
