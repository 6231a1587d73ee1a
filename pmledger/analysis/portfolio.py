"""The figures of the whole workspace."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.changes import is_pending, pending_cost
from pmledger.analysis.client_figures import latest_waves
from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.health import Health, Rag
from pmledger.analysis.issues import is_overdue, resolution
from pmledger.analysis.milestones import on_time_share
from pmledger.analysis.money import day_rates, no_rate, total
from pmledger.analysis.names import figure, renamed
from pmledger.analysis.opportunities import pipeline
from pmledger.analysis.premises import Premises
from pmledger.analysis.promises import kept_rate
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.satisfaction import Wave, pooled
from pmledger.analysis.standing import OPEN, day, is_open, titled
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

COLOURS = (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY)
SILENT_STATES = frozenset({"proposed", "on_hold"})


def portfolio_figures(
    ledger: Ledger,
    premises: Premises,
    figures: Figures,
    health: Mapping[str, Health],
    risks: Mapping[str, RiskStanding],
    as_of: date,
) -> Iterator[Figure]:
    """All figures of the workspace, in its currency, from those of its projects."""
    projects = [project for project in ledger.of("project") if project.status in OPEN["project"]]
    changes, issues = ledger.of("change"), ledger.of("issue")
    still_open = [risk for risk in risks.values() if risk.open]
    critical = [risk.record for risk in still_open if risk.threat and risk.grade == "critical"]
    asked = [wave for client in ledger.of("client") for wave in latest_waves(ledger, client, as_of)]
    found = {
        "active_projects": records([project for project in projects if project.status not in SILENT_STATES], "status"),
        **{f"projects_{colour}": coloured(projects, health, colour) for colour in COLOURS},
        "budget_total": summed(projects, "budget", figures, premises, as_of),
        "spent_total": summed(projects, "spent", figures, premises, as_of),
        "risk_exposure": summed(projects, "risk_exposure", figures, premises, as_of),
        "open_risks": records([risk.record for risk in still_open], "status"),
        "critical_risks": records(critical, "status"),
        "changes_to_decide": records([one for one in changes if is_pending(one, as_of)], "requested_on"),
        "pending_cost": pending_cost(changes, premises.currency, premises.exchange, as_of),
        "milestones_on_time": on_time_share(ledger.of("milestone"), as_of),
        "nps": pooled(asked, "nps", as_of),
        "csat": pooled(asked, "csat", as_of),
        "open_issues": records([issue for issue in issues if is_open(issue, as_of)], "raised_on"),
        "overdue_issues": records([one for one in issues if is_overdue(one, premises.calendar, as_of)], "due"),
        "median_resolve": resolution(issues, as_of, 50),
        "p85_resolve": resolution(issues, as_of, 85),
        "overdue_actions": records(overdue(ledger.of("action"), as_of), "due"),
        "kept_rate": kept_rate(ledger.of("promise"), as_of),
        "pipeline_weighted": pipeline(ledger.of("opportunity"), premises.currency, premises, as_of),
    }
    yield satisfaction(asked, as_of)
    yield from (figure("", name, "", result) for name, result in found.items())


def records(found: Iterable[Record], field: str) -> Result:
    """How many there are, each of them an input with one of its fields."""
    inputs = tuple(
        Input(titled(record), record.status if field == "status" else day(record, field), record.key, field)
        for record in found
    )
    return Result(len(inputs), inputs)


def coloured(projects: Iterable[Record], health: Mapping[str, Health], colour: Rag) -> Result:
    return records([project for project in projects if health[project.key].colour is colour], "status")


def overdue(actions: Iterable[Record], as_of: date) -> list[Record]:
    return [one for one in actions if is_open(one, as_of) and (due := day(one, "due")) is not None and due < as_of]


def summed(projects: list[Record], name: str, figures: Figures, premises: Premises, as_of: date) -> Result:
    """One figure over all open projects, by the exchange rates of the day.

    Projects that record nothing of it are not in it, and an input says how many; it is unknown when an amount that is
    recorded cannot be told or exchanged, and when no project records any.
    """
    currency = premises.currency
    parts = [(project, figures[name, project.key]) for project in projects]
    known = [(project, part) for project, part in parts if part.value is not None]
    inputs = tuple(
        Input(titled(project), part.value, project.key, figure=(name, project.key)) for project, part in known
    )
    silent = len(parts) - len(known)
    if silent:
        label = say_count("{count} project is not in it", "{count} projects are not in it", silent)
        inputs = (*inputs, Input(label, silent))
    broken = next((part for _, part in parts if is_broken(part)), None)
    if broken is not None:
        return unknown(broken.unknown or say("it is unknown for a project"), inputs, currency)
    if not known:
        return unknown(say("no open project has one"), inputs, currency)
    amounts = [exchanged(part, premises, as_of) for _, part in known]
    found = total(amounts)
    if found is None:
        first = next(part.unit for (_, part), amount in zip(known, amounts, strict=True) if amount is None)
        return unknown(no_rate(first, currency, as_of), inputs, currency)
    return Result(exact(found), (*inputs, *day_rates((part for _, part in known), currency, premises.exchange, as_of)), None, currency)


def is_broken(part: Figure) -> bool:
    """Whether something is recorded that cannot be told or exchanged, which is more than recording nothing."""
    return part.value is None and any(one.record for one in part.inputs)


def exchanged(part: Figure, premises: Premises, as_of: date) -> Fraction | None:
    """A project's amount in the currency of the workspace."""
    amount, to = part.number, premises.currency
    if amount is None or part.unit == to:
        return amount
    one = premises.exchange.convert(Money(Decimal(1), part.unit), to, as_of)
    return None if one is None else amount * one


def satisfaction(asked: Iterable[Wave], as_of: date) -> Figure:
    """NPS over all clients, else CSAT, else unknown; the label says which."""
    asked = tuple(asked)
    for method, unit, label in (
        ("nps", "points", say("Satisfaction (NPS)")),
        ("csat", "%", say("Satisfaction (CSAT)")),
    ):
        found = pooled(asked, method, as_of)
        if found.value is not None:
            return renamed(figure("", "satisfaction", "", found), label, unit)
    return figure("", "satisfaction", "", pooled(asked, "nps", as_of))
