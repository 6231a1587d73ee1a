"""From the ledger to what the rules of health look at."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import floor

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.changes import is_pending, undecided_days
from pmledger.analysis.contacts import mean_sentiment
from pmledger.analysis.dimensions import overrun_percent
from pmledger.analysis.figure import Figures
from pmledger.analysis.health import (
    ChangeState,
    ComplaintState,
    HealthInputs,
    IssueState,
    MilestoneState,
    Override,
    Rag,
    RiskState,
    Thing,
)
from pmledger.analysis.issues import is_overdue, open_working_days
from pmledger.analysis.milestones import Forecasts, is_binding, overdue_days, slip
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import baseline_span, current_baseline
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.satisfaction import Wave, significant_drop, waves
from pmledger.analysis.standing import as_day, day, is_counted, is_open
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

PERIODS = {"weekly": 7, "biweekly": 14, "monthly": 30}
BEGUN = frozenset({"implementing", "implemented", "closed"})


class Voices(Struct, frozen=True):
    """What clients said: the scores of their latest waves, complaints, the mood of the last contacts."""

    nps: Fraction | None = None
    nps_n: int = 0
    csat: Fraction | None = None
    csat_n: int = 0
    age_days: int | None = None
    drop: Fraction | None = None
    surveys: tuple[str, ...] = ()


def thing(record: Record) -> Thing:
    return Thing(record.key, record.title)


def period_of(project: Record) -> int:
    """Calendar days between two status reports; weekly where nothing is agreed."""
    return PERIODS.get(project.text("report_frequency"), 7)


def health_inputs(
    project: Record,
    ledger: Ledger,
    premises: Premises,
    calendar: WorkCalendar,
    figures: Figures,
    risks: Mapping[str, RiskStanding],
    forecasts: Forecasts,
    as_of: date,
) -> HealthInputs:
    """Everything that is known of a project's health on a day; `figures` and `calendar` are those of the project."""
    baseline = current_baseline(project, ledger, as_of)
    span = baseline_span(baseline) if baseline else None
    late, since = (number(figures, name, project) for name in ("finish_slip", "days_since_update"))
    own_risks = [risks[record.key] for record in ledger.of_project(project.key, "risk")]
    changes = ledger.of_project(project.key, "change")
    used, set_aside = charged(figures, project), number(figures, "contingency", project)
    heard = voices(surveys_for(project, ledger), as_of)
    talks = newest(ledger.of_project(project.key, "communication"), as_of)
    issues = ledger.of_project(project.key, "issue")
    return HealthInputs(
        subject=thing(project),
        state=state_of(project, as_of),
        baseline_duration=calendar.working_days(*span) if span else None,
        slip_days=None if late is None else int(late),
        min_float=least_float(figures, project),
        spi_t=number(figures, "spi_t", project),
        pct_complete=done_of(figures, project),
        milestones=milestone_states(ledger.of_project(project.key, "milestone"), calendar, forecasts, as_of),
        bac=number(figures, "bac", project),
        ac=number(figures, "actual_cost", project),
        ev=number(figures, "earned_value", project),
        eac=number(figures, "cost_forecast", project),
        contingency_used=used,
        risks=tuple(risk_state(risk) for risk in own_risks if risk.open and risk.threat),
        exposure=number(figures, "risk_exposure", project),
        contingency_left=None if set_aside is None else set_aside - used,
        has_risks=bool(own_risks),
        issues=tuple(issue_state(issue, premises, as_of) for issue in issues if is_open(issue, as_of)),
        has_issues=bool(issues),
        nps=heard.nps,
        nps_n=heard.nps_n,
        csat=heard.csat,
        csat_n=heard.csat_n,
        sat_age_days=heard.age_days,
        score_drop=heard.drop,
        complaints=complaints(ledger.of_project(project.key, "feedback"), premises, as_of),
        sentiment=mean_sentiment(talks)[0],
        surveys=heard.surveys,
        changes=change_states(project, ledger, premises, as_of),
        pending_cost=number(figures, "changes_pending_cost", project),
        has_changes=bool(changes),
        days_since_update=None if since is None else int(since),
        report_period_days=period_of(project),
        override=override_of(project),
    )


def number(figures: Figures, name: str, subject: Record) -> Fraction | None:
    """A figure to go on reckoning with; None when unknown."""
    return figures[name, subject.key].number


def least_float(figures: Figures, project: Record) -> int | None:
    """The least float of its open tasks in whole working days, downwards; None where nothing is planned."""
    found = figures.get(("least_float", project.key))
    number = found.number if found is not None else None
    return None if number is None else floor(number)


def done_of(figures: Figures, project: Record) -> Fraction | None:
    """Percent complete: what is earned of the budget at completion, without either of them the progress."""
    earned, whole = (number(figures, name, project) for name in ("earned_value", "bac"))
    return 100 * earned / whole if earned is not None and whole else number(figures, "progress", project)


def charged(figures: Figures, project: Record) -> Fraction:
    """What contingency pays of the costs of threats that occurred: no more than was set aside."""
    used, kept = (number(figures, name, project) or Fraction(0) for name in ("contingency_used", "contingency"))
    return min(used, max(kept, Fraction(0)))


def overrun_of(figures: Figures, project: Record) -> Fraction | None:
    """By how many percent the cost forecast is over the budget of the work, negative when below; None when unknown.

    What contingency pays counts on both sides.
    """
    left, whole = (number(figures, name, project) for name in ("cost_variance", "bac"))
    return None if left is None or not whole else overrun_percent(whole - left, whole, charged(figures, project))


def state_of(project: Record, as_of: date) -> str:
    """The project's state; one that was finished only after the day was still being executed on it."""
    finished = day(project, "actual_finish")
    return "executing" if project.status == "closed" and finished and finished > as_of else project.status


def milestone_states(
    records: Iterable[Record], calendar: WorkCalendar, forecasts: Forecasts, as_of: date
) -> tuple[MilestoneState, ...]:
    """The open milestones that somebody outside was promised."""
    return tuple(
        MilestoneState(
            thing(record),
            overdue_days(record, calendar, forecasts, as_of),
            int(slip(record, calendar, forecasts, as_of).number or 0),
        )
        for record in records
        if is_binding(record) and is_open(record, as_of)
    )


def risk_state(risk: RiskStanding) -> RiskState:
    imminent = risk.record.values.get("proximity") == "imminent"
    return RiskState(thing(risk.record), risk.grade, risk.active, imminent, risk.review_overdue)


def issue_state(issue: Record, premises: Premises, as_of: date) -> IssueState:
    age = open_working_days(issue, premises.calendar, as_of)
    return IssueState(thing(issue), issue.text("priority"), age, is_overdue(issue, premises.calendar, as_of))


def complaints(records: Iterable[Record], premises: Premises, as_of: date) -> tuple[ComplaintState, ...]:
    """Complaints that nobody has resolved, with their age in working days."""
    return tuple(
        ComplaintState(thing(record), max(premises.calendar.slip(received, as_of), 0))
        for record in records
        if record.text("type") == "complaint"
        and is_open(record, as_of)
        and (received := day(record, "received_on")) is not None
    )


def change_states(project: Record, ledger: Ledger, premises: Premises, as_of: date) -> tuple[ChangeState, ...]:
    """Pending changes, and those on which work began though they are not approved."""
    worked = worked_on(project, ledger, as_of)
    found = []
    for change in ledger.of_project(project.key, "change"):
        waiting = undecided_days(change, premises.calendar, as_of) if is_pending(change, as_of) else 0
        begun = change.key in worked or (change.status in BEGUN and not change.has("decided_on"))
        unapproved = begun and not is_counted(change, as_of)
        if unapproved or is_pending(change, as_of):
            found.append(ChangeState(thing(change), waiting, unapproved))
    return tuple(found)


def worked_on(project: Record, ledger: Ledger, as_of: date) -> frozenset[str]:
    """Keys of the changes on which money was spent, hours were booked or a task was begun.

    Costs lead there by their budget line, hours and tasks by the task's `source`.
    """
    keys = set()
    for cost in ledger.of_project(project.key, "cost"):
        line = ledger.get(cost.target("budget_line"))
        if line is not None and is_counted(cost, as_of):
            keys.add(line.target("change"))
    for entry in ledger.of_project(project.key, "time_entry"):
        task = ledger.get(entry.target("task"))
        if task is not None and is_counted(entry, as_of):
            keys.add(task.target("source"))
    for task in ledger.of_project(project.key, "task"):
        started = day(task, "actual_start")
        if started is not None and started <= as_of:
            keys.add(task.target("source"))
    return frozenset(keys)


def surveys_for(project: Record, ledger: Ledger) -> tuple[Record, ...]:
    """The project's own surveys, else those of its client that belong to no project."""
    own = ledger.of_project(project.key, "survey")
    return own or tuple(survey for survey in ledger.of_client(project.client, "survey") if not survey.project)


def voices(surveys: Iterable[Record], as_of: date) -> Voices:
    """The scores of the latest waves, the age of the newest of them, and a significant fall of the NPS."""
    surveys = tuple(surveys)
    by_method = {method: waves(surveys, as_of, method) for method in ("nps", "csat")}
    latest: list[Wave] = [found[0] for found in by_method.values() if found]
    if not latest:
        return Voices()
    nps = [wave.score for wave in by_method["nps"][:2]]
    csat = by_method["csat"][0].score if by_method["csat"] else None
    return Voices(
        nps=nps[0].value if nps else None,
        nps_n=nps[0].n if nps else 0,
        csat=csat.value if csat else None,
        csat_n=csat.n if csat else 0,
        age_days=min((as_of - wave.on).days for wave in latest),
        drop=significant_drop(*nps) if len(nps) == 2 else None,
        surveys=tuple(wave.record.key for wave in latest),
    )


def newest(records: Iterable[Record], as_of: date, within: int = 180) -> tuple[Record, ...]:
    """Counted communications of the last days that were not internal, latest first."""
    held = [
        (on, record.key, record)
        for record in records
        if is_counted(record, as_of)
        and record.values.get("direction") != "internal"
        and (on := day(record, "date")) is not None
        and (as_of - on).days <= within
    ]
    return tuple(record for _, _, record in sorted(held, key=lambda row: row[:2], reverse=True))


def override_of(project: Record) -> Override | None:
    given = project.values.get("health_override")
    if not isinstance(given, Mapping) or given.get("rag") not in set(Rag):
        return None
    names = ("reason", "by")
    reason, by = (str(given.get(name) or "") for name in names)
    return Override(Rag(str(given["rag"])), reason, by, as_day(given.get("until")))
