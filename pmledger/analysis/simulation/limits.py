"""What a project has to keep: its planned, agreed and promised days, and its budget."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Figures
from pmledger.analysis.milestones import is_binding
from pmledger.analysis.progress import baseline_span, current_baseline
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class Limits(Struct, frozen=True):
    """The days and amounts that the runs are held against; None where there is none.

    `agreed` is the latest finish of the current baseline, `baseline` its key. `deadlines` are the days by which open
    tasks have to be finished and open milestones were promised to somebody outside, `milestones` the agreed days of all
    open milestones, both by key. `base` is what the project costs if nothing happens and all work takes as long as
    planned: the cost forecast and what contingency has paid so far.
    """

    planned: date | None
    agreed: date | None
    baseline: str
    deadlines: Mapping[str, date]
    milestones: Mapping[str, date]
    budget: Fraction | None
    base: Fraction | None


def limits_of(project: Record, ledger: Ledger, timetable: Timetable, figures: Figures) -> Limits:
    baseline = current_baseline(project, ledger, timetable.as_of)
    span = baseline_span(baseline) if baseline is not None else None
    milestones = {one.key: on for one in ledger.of_project(project.key, "milestone") if (on := promised_on(one, timetable))}
    bound = {key: on for key, on in milestones.items() if is_binding(ledger.by_key[key])}
    return Limits(
        day(project, "planned_finish"),
        span[1] if span else None,
        baseline.key if baseline is not None else "",
        {**dict(task_deadlines(ledger.of_project(project.key, "task"), timetable)), **bound},
        milestones,
        amount(figures, "budget", project.key),
        base_cost(figures, project.key),
    )


def promised_on(milestone: Record, timetable: Timetable) -> date | None:
    """The day agreed for a milestone that is planned and not reached yet."""
    planned = timetable.activities.get(milestone.key)
    return day(milestone, "baseline_date") if planned is not None and planned.done is None else None


def task_deadlines(tasks: Iterable[Record], timetable: Timetable) -> Iterator[tuple[str, date]]:
    """The earlier of an open task's deadline and its constraint."""
    for task in tasks:
        known = [on for on in (day(task, "deadline"), day(task, "finish_no_later")) if on is not None]
        planned = timetable.activities.get(task.key)
        if known and planned is not None and planned.done is None:
            yield task.key, min(known)


def base_cost(figures: Figures, project: str) -> Fraction | None:
    """The cost forecast with what contingency has paid of threats that occurred, which the forecast leaves out."""
    forecast, kept = amount(figures, "cost_forecast", project), amount(figures, "contingency", project)
    used = amount(figures, "contingency_used", project) or Fraction(0)
    return None if forecast is None else forecast + min(used, max(kept or Fraction(0), Fraction(0)))


def amount(figures: Figures, name: str, project: str) -> Fraction | None:
    found = figures.get((name, project))
    return None if found is None else found.number
