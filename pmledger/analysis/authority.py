"""Whose decision a change is: the project's manager decides alone within the tolerance, beyond it a committee does."""

from collections.abc import Mapping
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.thresholds import thresholds
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record

MANAGER_DAYS = 10
"""Working days by which a project's manager may move its finish alone."""
MANAGER, SPONSOR, STEERING, CLIENT = "project_manager", "sponsor", "steering", "client"


def whose(
    change: Record, project: Record | None, bac: Figure | None, premises: Premises, calendar: WorkCalendar
) -> tuple[str, str]:
    """The authority that a change names, else the one that its weight asks for; and the key of that person or "".

    A committee and a client have no single person. `bac` is the budget at completion of the project; where it or the
    cost is unknown only the days count.
    """
    authority = change.text("authority") or by_weight(change, project, bac, premises, calendar)
    role = {MANAGER: "manager", SPONSOR: "sponsor"}.get(authority, "")
    return authority, project.target(role) if project is not None and role else ""


def by_weight(
    change: Record, project: Record | None, bac: Figure | None, premises: Premises, calendar: WorkCalendar
) -> str:
    """The manager's decision within 5 % of the budget (or the tolerance stated) and ten working days."""
    duration = change.duration("impact_schedule")
    if duration is not None and abs(calendar.days_of(duration)) > MANAGER_DAYS:
        return STEERING
    cost, whole = change.money("impact_cost"), bac.number if bac is not None else None
    if cost is None or not whole or bac is None:
        return MANAGER
    on = change.day("decided_on") or change.day("requested_on")
    size = premises.exchange.convert(Money(abs(cost.amount), cost.currency), bac.unit, on) if on is not None else None
    return STEERING if size is not None and size > whole * limit(project, premises) / 100 else MANAGER


def limit(project: Record | None, premises: Premises) -> Fraction:
    """Up to which percent of the budget at completion the project's manager decides alone."""
    own = project.values.get("tolerance") if project is not None else None
    layers = (premises.tolerance, premises.health, *((own,) if isinstance(own, Mapping) else ()))
    return thresholds(layers).one("eac_over_pct")
