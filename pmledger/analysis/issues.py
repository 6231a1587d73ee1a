"""Issues: how old they are, which are overdue, how long they took to resolve."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.standing import day, is_open, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say

BUCKETS = ("0-7", "8-14", "15-30", "31-60", ">60")
BUCKET_ENDS = (7, 14, 30, 60)
DUE_DAYS = {"P1": 2, "P2": 5, "P3": 10, "P4": 20}
"""Working days from raised to due where no date is given, by priority."""
GRAVE = frozenset({"P1", "P2"})
AGE_INPUTS = (("raised_on", say("Raised on")), ("closed_on", say("Closed on")))


def age_days(record: Record, as_of: date) -> int | None:
    """Calendar days from raised until closed, or until today while it is not; None where a date is missing."""
    raised, closed = day(record, "raised_on"), day(record, "closed_on")
    if raised is None or (closed is None and record.status in {"closed", "rejected"}):
        return None
    return (min(closed or as_of, as_of) - raised).days


def age(record: Record, as_of: date) -> Result:
    inputs = tuple(
        Input(label, day(record, field), record.key, field)
        for field, label in AGE_INPUTS
        if record.has(field)
    )
    found = age_days(record, as_of)
    if found is None:
        return unknown(say("it is not dated at both ends"), inputs)
    return Result(found, inputs)


def open_working_days(record: Record, calendar: WorkCalendar, as_of: date) -> int:
    """Working days since an issue was raised; 0 on its own day."""
    raised = day(record, "raised_on")
    return max(calendar.slip(raised, as_of), 0) if raised else 0


def bucket(days: int) -> str:
    """The ageing bucket of an age in calendar days."""
    return next((name for name, end in zip(BUCKETS, BUCKET_ENDS, strict=False) if days <= end), BUCKETS[-1])


def ageing(records: Iterable[Record], as_of: date) -> dict[str, dict[str, tuple[str, ...]]]:
    """Keys of open issues by priority, then by bucket, in the order in which they are shown."""
    table: dict[str, dict[str, list[str]]] = {priority: {name: [] for name in BUCKETS} for priority in DUE_DAYS}
    for record in records:
        days = age_days(record, as_of)
        if days is not None and is_open(record, as_of):
            row = table.setdefault(record.text("priority"), {name: [] for name in BUCKETS})
            row[bucket(days)].append(record.key)
    return {priority: {name: tuple(keys) for name, keys in row.items()} for priority, row in table.items()}


def due_day(record: Record, calendar: WorkCalendar) -> date | None:
    """When an issue is due: as written, else by its priority from the day it was raised."""
    given, raised = day(record, "due"), day(record, "raised_on")
    days = DUE_DAYS.get(record.text("priority"))
    if given is not None or raised is None or days is None:
        return given
    return calendar.add_working_days(raised, days)


def is_overdue(record: Record, calendar: WorkCalendar, as_of: date) -> bool:
    due = due_day(record, calendar)
    return is_open(record, as_of) and due is not None and due < as_of


def times_to_resolve(records: Iterable[Record], as_of: date) -> tuple[tuple[Record, int], ...]:
    """Resolved issues with the calendar days they took, shortest first."""
    found = []
    for record in records:
        raised, resolved = day(record, "raised_on"), day(record, "resolved_on")
        if raised and resolved and raised <= resolved <= as_of and record.status != "rejected":
            found.append((record, (resolved - raised).days))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].key)))


def came_and_went(records: Iterable[Record], as_of: date) -> tuple[list[date], list[date]]:
    """The days on which issues were raised and on which they were resolved or closed, without what was none."""
    come, gone = [], []
    for record in records:
        raised = day(record, "raised_on")
        if record.status == "rejected" or raised is None or raised > as_of:
            continue
        come.append(raised)
        ended = day(record, "resolved_on") or day(record, "closed_on")
        if ended is not None and ended <= as_of and not is_open(record, as_of):
            gone.append(ended)
    return come, gone


def median(sorted_values: Sequence[int]) -> Fraction:
    """The middle value, or the mean of the two in the middle; of at least one value."""
    half = len(sorted_values) // 2
    if len(sorted_values) % 2:
        return Fraction(sorted_values[half])
    return Fraction(sorted_values[half - 1] + sorted_values[half], 2)


def nearest_rank(sorted_values: Sequence[int], percent: int) -> int:
    """The smallest value that at least so many percent do not exceed; of at least one value."""
    return sorted_values[max(-(-percent * len(sorted_values) // 100) - 1, 0)]


def resolution(records: Iterable[Record], as_of: date, percent: int) -> Result:
    """Median (50) or another percentile of the days from raised to resolved."""
    times = times_to_resolve(records, as_of)
    inputs = tuple(Input(titled(record), days, record.key, "resolved_on") for record, days in times)
    if not times:
        return unknown(say("no issue has been resolved yet"))
    values = [days for _, days in times]
    return Result(exact(median(values)) if percent == 50 else nearest_rank(values, percent), inputs)
