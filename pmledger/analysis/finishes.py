"""When projects end: by their plan where it reaches that far, and how much later than agreed."""

from datetime import date

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, unknown
from pmledger.analysis.progress import baseline_span, current_baseline, item_dates, last_item
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

HELD = frozenset({"on_hold", "cancelled"})


def forecast_finish(project: Record, ledger: Ledger, timetable: Timetable, as_of: date) -> Result:
    """The actual finish; else when the last of its plan ends, if that reaches the end; else the planned finish.

    The plan reaches the end where every open task says how long it takes, and where what the baseline has last is in
    it. Without a baseline the planned finish holds as long as the plan ends earlier. What has passed is today.
    """
    actual = day(project, "actual_finish")
    if actual is not None and actual <= as_of:
        return Result(actual, (Input(say("Actual finish"), actual, project.key, "actual_finish"),))
    planned = day(project, "planned_finish")
    stated = Input(say("Planned finish"), planned, project.key, "planned_finish")
    end = plan_end(project, timetable, as_of)
    if end is not None and (planned is None or end > planned or reaches_end(project, ledger, timetable, as_of)):
        return by_plan(project, ledger, timetable, end)
    inputs = (stated, *lacking(project, ledger, timetable))
    if planned is None:
        return unknown(say("the project has no planned finish"), inputs)
    if planned < as_of:
        return Result(as_of, (*inputs, Input(say("Not finished by"), as_of)))
    return Result(planned, inputs)


def plan_end(project: Record, timetable: Timetable, as_of: date) -> date | None:
    """The last day of what is planned of a running project; None where that cannot be told of all of it."""
    moment = timetable.schedule.finishes.get(project.key)
    if moment is None or project.status in HELD or project.key in timetable.missing:
        return None
    return max(finish_day(moment), as_of)


def reaches_end(project: Record, ledger: Ledger, timetable: Timetable, as_of: date) -> bool:
    """Whether what a baseline has last is in the plan."""
    baseline = current_baseline(project, ledger, as_of)
    items = item_dates(baseline) if baseline else {}
    if not items:
        return False
    end = max(dates[1] for dates in items.values())
    known = timetable.activities.keys() | timetable.plan.summaries.keys()
    return all(key in known for key, dates in items.items() if dates[1] == end)


def by_plan(project: Record, ledger: Ledger, timetable: Timetable, end: date) -> Result:
    """The end with what ends last."""
    last = timetable.last.get(project.key, ())
    inputs = tuple(last_input(ledger.by_key[key], timetable) for key in last)
    if any(timetable.finish(key) == end for key in last):
        return Result(end, inputs)
    return Result(end, (*inputs, Input(say("Not finished by"), end)))


def last_input(record: Record, timetable: Timetable) -> Input:
    """What ends last, led to why it does."""
    on = timetable.finish(record.key)
    figure = ("finish" if record.kind == "task" else "forecast", record.key)
    return Input(titled(record), on, record.key, figure=figure)


def lacking(project: Record, ledger: Ledger, timetable: Timetable) -> tuple[Input, ...]:
    """The open tasks that keep the plan from being reckoned with: they do not say how long they take."""
    keys = [key for key in timetable.missing.get(project.key, ()) if key in timetable.unsized]
    return tuple(Input(say("“{title}” has no duration", title=ledger.by_key[key].title), None, key) for key in keys)


def finish_slip(project: Record, ledger: Ledger, calendar: WorkCalendar, forecast: Result, as_of: date) -> Result:
    """Forecast finish − the latest finish in the current baseline, in working days: positive is late."""
    baseline = current_baseline(project, ledger, as_of)
    span = baseline_span(baseline) if baseline else None
    inputs: tuple[Input, ...] = (
        Input(say("Forecast finish"), forecast.value, project.key, figure=("forecast_finish", project.key)),
    )
    if baseline is None:
        return unknown(say("the project has no approved baseline"), inputs)
    if span is None:
        return unknown(say("the baseline “{title}” has no dated items", title=baseline.title), inputs)
    inputs = (*inputs, Input(say("Finish in the baseline"), span[1], baseline.key, "items", at=last_item(baseline)))
    if not isinstance(forecast.value, date):
        return unknown(forecast.unknown or say("the forecast finish is unknown"), inputs)
    return Result(calendar.slip(span[1], forecast.value), inputs)
