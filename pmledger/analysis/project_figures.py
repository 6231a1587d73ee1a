"""The figures of one project."""

from collections.abc import Iterator, Mapping
from datetime import date

from pmledger.analysis.changes import approved_cost, approved_days, is_pending, pending_cost, pending_days
from pmledger.analysis.costs import bac, budget, currency_of, share
from pmledger.analysis.earned.results import index_results, value_results
from pmledger.analysis.earned.work import Basis
from pmledger.analysis.earned.work_figures import work_figures
from pmledger.analysis.figure import Figure, Input, Result, unknown
from pmledger.analysis.finance import actual_cost
from pmledger.analysis.finishes import finish_slip, forecast_finish
from pmledger.analysis.labour import Labour
from pmledger.analysis.milestones import expected_on, next_milestone, on_time_share, slip
from pmledger.analysis.money import stated
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import percent_complete, planned_percent
from pmledger.analysis.project_money import beyond_contingency, money_results
from pmledger.analysis.risks import RiskStanding, exposure
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, is_open, titled
from pmledger.analysis.timeline import Event
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say


def project_figures(
    project: Record,
    ledger: Ledger,
    premises: Premises,
    risks: Mapping[str, RiskStanding],
    latest: Event | None,
    basis: Basis,
    timetable: Timetable,
    as_of: date,
) -> Iterator[Figure]:
    """All figures of a project and its work, in its own currency; `latest` is the last thing that happened in it."""
    work, plan = basis.labour, basis.plan
    known = {
        **progress_results(project, ledger, premises, timetable, as_of),
        **budget_results(project, ledger, premises, work, as_of),
    }
    known |= value_results(project, plan, premises, known, as_of)
    known |= money_results(project, ledger, premises, work, known, as_of)
    found = {
        **known,
        **index_results(project, plan, premises, known, as_of),
        **risk_results(project, ledger, premises, risks, as_of),
        **change_results(project, ledger, premises, as_of),
        **milestone_results(ledger.of_project(project.key, "milestone"), premises, timetable, as_of),
        "open_issues": counted(ledger.of_project(project.key, "issue"), as_of),
        "days_since_report": since_report(ledger.of_project(project.key, "status_report"), as_of),
        "days_since_update": since_update(latest, as_of),
    }
    yield from (figure("project", name, project.key, result) for name, result in found.items())
    exchange = premises.exchange
    over = beyond_contingency(project.key, known)
    yield from work_figures(project, basis.forest, currency_of(project, exchange), exchange, over)


def counted(records: tuple[Record, ...], as_of: date) -> Result:
    """How many records of a register are open, each of them an input."""
    still_open = [record for record in records if is_open(record, as_of)]
    return Result(len(still_open), tuple(Input(titled(record), record.status, record.key) for record in still_open))


def progress_results(
    project: Record, ledger: Ledger, premises: Premises, timetable: Timetable, as_of: date
) -> dict[str, Result]:
    tasks = ledger.of_project(project.key, "task")
    finish = forecast_finish(project, ledger, timetable, as_of)
    return {
        "progress": percent_complete(tasks, premises.calendar, as_of),
        "planned_progress": planned_percent(project, ledger, premises.calendar, as_of),
        "forecast_finish": finish,
        "finish_slip": finish_slip(project, ledger, premises.calendar, finish, as_of),
    }


def budget_results(
    project: Record, ledger: Ledger, premises: Premises, work: Labour, as_of: date
) -> dict[str, Result]:
    exchange, key = premises.exchange, project.key
    currency = currency_of(project, exchange)
    approved, used = budget(project, ledger, exchange, as_of), spent_result(project, ledger, premises, work, as_of)
    contract = project.money("contract_value")
    missing = say("no contract value is given")
    value = stated(contract, currency, exchange, as_of, missing)
    inputs = (Input(say("Contract value"), contract, key, "contract_value"), *value.inputs) if contract else ()
    return {
        "budget": approved,
        "bac": bac(project, ledger, exchange, as_of),
        "spent": used,
        "spent_share": share(used, approved, (("spent", key), ("budget", key))),
        "contract_value": Result(value.value, inputs, value.unknown, currency),
    }


def spent_result(project: Record, ledger: Ledger, premises: Premises, work: Labour, as_of: date) -> Result:
    """What was spent; unknown where no cost was ever recorded and no hour has a rate."""
    if not ledger.of_project(project.key, "cost") and not work.cost.people and work.cost.unknown is None:
        return unknown(say("no cost is recorded"), (), currency_of(project, premises.exchange))
    return actual_cost(project, ledger, premises.exchange, work, as_of)


def risk_results(
    project: Record, ledger: Ledger, premises: Premises, risks: Mapping[str, RiskStanding], as_of: date
) -> dict[str, Result]:
    own = [risks[record.key] for record in ledger.of_project(project.key, "risk")]
    still_open = [risk for risk in own if risk.open]
    return {
        "risk_exposure": exposure(own, currency_of(project, premises.exchange), premises, as_of),
        "open_risks": listed(still_open),
        "critical_risks": listed([risk for risk in still_open if risk.threat and risk.grade == "critical"]),
    }


def listed(risks: list[RiskStanding]) -> Result:
    inputs = (Input(titled(risk.record), risk.level, risk.record.key, "status") for risk in risks)
    return Result(len(risks), tuple(inputs))


def change_results(project: Record, ledger: Ledger, premises: Premises, as_of: date) -> dict[str, Result]:
    changes = ledger.of_project(project.key, "change")
    currency, calendar, exchange = currency_of(project, premises.exchange), premises.calendar, premises.exchange
    waiting = [change for change in changes if is_pending(change, as_of)]
    return {
        "changes_to_decide": Result(
            len(waiting), tuple(Input(titled(one), day(one, "requested_on"), one.key, "requested_on") for one in waiting)
        ),
        "changes_approved_cost": approved_cost(changes, currency, exchange, as_of),
        "changes_approved_days": approved_days(changes, calendar, as_of),
        "changes_pending_cost": pending_cost(changes, currency, exchange, as_of),
        "changes_pending_days": pending_days(changes, calendar, as_of),
    }


def milestone_results(
    milestones: tuple[Record, ...], premises: Premises, timetable: Timetable, as_of: date
) -> dict[str, Result]:
    coming = next_milestone(milestones, timetable.forecasts, as_of)
    found = {"milestones_on_time": on_time_share(milestones, as_of)}
    if coming is None:
        none = unknown(say("no milestone is left"))
        return {"next_milestone": none, "next_milestone_slip": none, **found}
    field = "forecast_date" if coming.has("forecast_date") else "baseline_date"
    on, figure = expected_on(coming, timetable.forecasts), ("forecast", coming.key)
    computed = coming.key in timetable.forecasts
    given = Input(titled(coming), on, coming.key, figure=figure) if computed else Input(titled(coming), on, coming.key, field)
    return {
        "next_milestone": Result(on, (given,)),
        "next_milestone_slip": slip(coming, premises.calendar, timetable.forecasts, as_of),
        **found,
    }


def since_report(reports: tuple[Record, ...], as_of: date) -> Result:
    issued = [
        (on, report.key, report)
        for report in reports
        if report.status == "issued" and (on := day(report, "issued_on")) is not None and on <= as_of
    ]
    if not issued:
        return unknown(say("no status report has been issued"))
    on, key, report = max(issued, key=lambda row: row[:2])
    return Result((as_of - on).days, (Input(titled(report), on, key, "issued_on"),))


def since_update(latest: Event | None, as_of: date) -> Result:
    if latest is None:
        return unknown(say("nothing dated was ever recorded"))
    return Result((as_of - latest.day).days, (Input(latest.what, latest.day, latest.record),))
