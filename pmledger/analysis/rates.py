"""What an hour of somebody costs and is billed at, on a day: by project and person, by role, else the person's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmledger.analysis.standing import as_day
from pmledger.kinds.values import Rate
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

Side = Literal["cost", "bill"]
Dated = tuple[tuple[date, Rate], ...]
OWN: Mapping[Side, str] = {"cost": "cost_rate", "bill": "bill_rate"}


@dataclass(frozen=True, slots=True)
class ProjectRates:
    """The rates that a project states: by person's key and by role, in the order of their days.

    `roles` are the roles of its team by the person's key.
    """

    people: Mapping[tuple[Side, str], Dated]
    by_role: Mapping[tuple[Side, str], Dated]
    roles: Mapping[str, tuple[str, ...]]


NO_RATES = ProjectRates({}, {}, {})


def project_rates(project: Record) -> ProjectRates:
    """What a project says of rates, and who has which role in it."""
    people: dict[tuple[Side, str], list[tuple[date, Rate]]] = {}
    by_role: dict[tuple[Side, str], list[tuple[date, Rate]]] = {}
    sides: tuple[Side, ...] = ("cost", "bill")
    for at, row in enumerate(project.items("rates")):
        since = as_day(row.get("from"))
        if since is None:
            continue
        keys = project.targets.get(f"rates[{at}].person", ())
        for side in sides:
            rate = row.get(side)
            if not isinstance(rate, Rate):
                continue
            if keys:
                people.setdefault((side, keys[0]), []).append((since, rate))
            elif role := role_of(row.get("role")):
                by_role.setdefault((side, role), []).append((since, rate))
    return ProjectRates(in_order(people), in_order(by_role), team_roles(project))


def role_of(value: object) -> str:
    return value.strip().casefold() if isinstance(value, str) else ""


def team_roles(project: Record) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for at, part in enumerate(project.items("team")):
        for key in project.targets.get(f"team[{at}].person", ()):
            if role := role_of(part.get("role")):
                found[key] = (*found.get(key, ()), role)
    return found


def in_order(rows: Mapping[tuple[Side, str], list[tuple[date, Rate]]]) -> dict[tuple[Side, str], Dated]:
    return {key: tuple(sorted(dated, key=lambda row: row[0])) for key, dated in rows.items()}


def own_rates(person: Record, side: Side) -> Dated:
    """A person's own rates by day; one without a day holds since ever."""
    given = person.values.get(OWN[side])
    if isinstance(given, Rate):
        return ((date.min, given),)
    rows = [
        (since, rate)
        for part in person.items(OWN[side])
        if (since := as_day(part.get("from"))) is not None and isinstance(rate := part.get("rate"), Rate)
    ]
    return tuple(sorted(rows, key=lambda row: row[0]))


@dataclass(frozen=True, slots=True)
class Rates:
    """All rates of a workspace, looked up once: those of its projects and of its people by their keys."""

    projects: Mapping[str, ProjectRates]
    people: Mapping[tuple[Side, str], Dated]
    roles: Mapping[str, tuple[str, ...]]

    def ways(self, person: str, project: str, side: Side) -> tuple[Dated, ...]:
        """The series that may hold for a person in a project, the nearest first: by person, by role, the person's own."""
        stated = self.projects.get(project, NO_RATES)
        roles = (*stated.roles.get(person, ()), *self.roles.get(person, ()))
        return (
            stated.people.get((side, person), ()),
            *(stated.by_role.get((side, role), ()) for role in roles),
            self.people.get((side, person), ()),
        )

    def is_kept(self, person: str, project: str, side: Side) -> bool:
        """Whether any rate of a person in a project is written down, for whatever day."""
        return any(self.ways(person, project, side))

    def on(self, person: str, project: str, day: date, side: Side) -> Rate | None:
        """The latest rate on or before the day of the nearest series that has one; None before the first of all."""
        for dated in self.ways(person, project, side):
            held = [rate for since, rate in dated if since <= day]
            if held:
                return held[-1]
        return None


def rates_of(ledger: Ledger) -> Rates:
    """The rates of all projects and people."""
    sides: tuple[Side, ...] = ("cost", "bill")
    people = {(side, one.key): own_rates(one, side) for one in ledger.of("person") for side in sides}
    roles = {one.key: (role,) for one in ledger.of("person") if (role := role_of(one.text("role")))}
    return Rates({one.key: project_rates(one) for one in ledger.of("project")}, people, roles)
