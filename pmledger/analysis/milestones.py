"""Milestones: how far they slipped, which are overdue, which were reached on time."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.standing import day, is_open, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say

WINDOW_DAYS = 90
BINDING = frozenset({"contractual", "payment"})
Forecasts = Mapping[str, date]
"""By the key of a milestone that states no forecast, the day that follows from what it waits for."""
BASELINE, ACTUAL, FORECAST = say("Baseline date"), say("Actual date"), say("Forecast date")


def reached_on(record: Record, as_of: date) -> date | None:
    """When a milestone was achieved, if that was on or before the day."""
    actual = day(record, "actual_date")
    return actual if actual is not None and actual <= as_of and record.status == "achieved" else None


def expected_on(record: Record, forecasts: Forecasts) -> date | None:
    """When an open milestone is expected: its forecast, else by what it waits for, else its baseline date."""
    return day(record, "forecast_date") or forecasts.get(record.key) or day(record, "baseline_date")


def is_binding(record: Record) -> bool:
    """Whether somebody outside was promised it: contractual, tied to a payment, or one that the client sees."""
    return record.text("type") in BINDING or record.has("payment") or record.visibility in {"client", "public"}


def slip(record: Record, calendar: WorkCalendar, forecasts: Forecasts, as_of: date) -> Result:
    """(Actual or forecast date) − baseline date in working days: positive is late."""
    actual, baseline = reached_on(record, as_of), day(record, "baseline_date")
    now = actual or day(record, "forecast_date") or forecasts.get(record.key)
    inputs = (
        Input(BASELINE, baseline, record.key, "baseline_date"),
        Input(ACTUAL, actual, record.key, "actual_date")
        if actual
        else Input(FORECAST, now, record.key, "forecast_date")
        if record.key not in forecasts
        else Input(FORECAST, now, record.key, figure=("forecast", record.key)),
    )
    if baseline is None:
        return unknown(say("it has no baseline date"), inputs)
    if now is None:
        return unknown(say("it has no forecast date"), inputs)
    return Result(calendar.slip(baseline, now), inputs)


def overdue_days(record: Record, calendar: WorkCalendar, forecasts: Forecasts, as_of: date) -> int:
    """Working days since an open milestone was expected; 0 when it is not overdue."""
    expected = expected_on(record, forecasts)
    if expected is None or not is_open(record, as_of):
        return 0
    return max(calendar.slip(expected, as_of), 0)


def next_milestone(records: Iterable[Record], forecasts: Forecasts, as_of: date) -> Record | None:
    """The open milestone that is expected first, overdue ones included."""
    waiting = [
        (on, record.key, record)
        for record in records
        if is_open(record, as_of) and (on := expected_on(record, forecasts))
    ]
    return min(waiting)[2] if waiting else None


def on_time_share(records: Iterable[Record], as_of: date, days: int = WINDOW_DAYS) -> Result:
    """Percent of the milestones due by their baseline in the last days that were achieved by that date."""
    since = as_of - timedelta(days=days)
    due = [
        record
        for record in records
        if record.status != "cancelled" and (on := day(record, "baseline_date")) is not None and since < on <= as_of
    ]
    on_time = [record for record in due if is_on_time(record, as_of)]
    inputs = tuple(Input(titled(record), day(record, "baseline_date"), record.key, "baseline_date")
                   for record in due)  # fmt: skip
    if not due:
        return unknown(say("no milestone was due in the last {days} days", days=days))
    return Result(exact(Fraction(100 * len(on_time), len(due))), inputs)


def is_on_time(record: Record, as_of: date) -> bool:
    actual, baseline = reached_on(record, as_of), day(record, "baseline_date")
    return actual is not None and baseline is not None and actual <= baseline
