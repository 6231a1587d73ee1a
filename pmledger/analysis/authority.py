"""Who may decide a change: the project's manager within its tolerance, beyond it the sponsor, a committee or the client."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.standing import day
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

COST_PERCENT, DAYS = Decimal(5), Decimal(10)
"""Up to which share of the budget at completion, and how many working days, the project's manager decides alone."""
MANAGER, SPONSOR, STEERING, CLIENT = "project_manager", "sponsor", "steering", "client"
BEYOND = frozenset({SPONSOR, STEERING, CLIENT})


@dataclass(frozen=True, slots=True)
class Limits:
    """The tolerance within which the manager decides: percent of the budget at completion, and working days."""

    cost_percent: Decimal
    days: Decimal


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy a change is: its cost in percent of the budget at completion and its working days, None if unknown."""

    cost_percent: Fraction | None
    days: Fraction | None

    def exceeds(self, limits: Limits) -> bool:
        heavy = self.cost_percent is not None and abs(self.cost_percent) > limits.cost_percent
        return heavy or (self.days is not None and abs(self.days) > limits.days)


def limits_of(project: Record | None, premises: Premises) -> Limits:
    """The tolerance of a project (`cost_pct`, `days`), else of the workspace, else 5 percent and 10 days."""
    own = project.values.get("tolerance") if project is not None else None
    layers = (own if isinstance(own, Mapping) else {}, premises.tolerance)
    return Limits(first(layers, "cost_pct", COST_PERCENT), first(layers, "days", DAYS))


def first(layers: tuple[Mapping[str, object], ...], name: str, otherwise: Decimal) -> Decimal:
    """The first number of that name; of a pair, its amber limit."""
    for layer in layers:
        value = layer.get(name)
        value = value[0] if isinstance(value, tuple) and value else value
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Decimal(value)
    return otherwise


def weight_of(change: Record, project: Record | None, ledger: Ledger, premises: Premises, calendar: WorkCalendar) -> Weight:
    """The weight of a change against the baseline that held when it was decided, or asked for."""
    duration = change.duration("impact_schedule")
    days = calendar.days_of(duration) if duration is not None else None
    on = day(change, "decided_on") or day(change, "requested_on")
    cost = change.money("impact_cost")
    baseline = current_baseline(project, ledger, on) if project is not None and on is not None else None
    bac = baseline.money("bac") if baseline is not None else None
    if cost is None or bac is None or on is None or not bac.amount:
        return Weight(None, days)
    amount = premises.exchange.convert(Money(abs(cost.amount), cost.currency), bac.currency, on)
    return Weight(None if amount is None else 100 * amount / Fraction(bac.amount), days)


def capacities(person: str, project: Record | None, ledger: Ledger) -> frozenset[str]:
    """As what somebody may decide in a project: its manager, its sponsor, the client.

    Somebody of ours who is neither its manager nor in its team stands above it and sits in its committee.
    """
    if project is None or not person:
        return frozenset()
    found = set()
    if person == project.target("manager"):
        found.add(MANAGER)
    if person == project.target("sponsor"):
        found |= {SPONSOR, STEERING}
    who = ledger.get(person)
    organisation = who.target("organisation") if who is not None else ""
    if organisation and organisation == project.client:
        found |= {CLIENT, STEERING}
    elif not organisation and person not in team_of(project):
        found |= {SPONSOR, STEERING}
    return frozenset(found)


def team_of(project: Record) -> frozenset[str]:
    """The keys of a project's manager and team."""
    members = (keys[0] for name, keys in project.targets.items() if name.startswith("team[") and keys)
    return frozenset((project.target("manager"), *members))


def needed(weight: Weight, limits: Limits) -> str:
    """Whose decision it is by its weight alone."""
    return STEERING if weight.exceeds(limits) else MANAGER
