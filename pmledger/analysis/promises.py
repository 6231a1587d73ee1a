"""Promises: what is owed to clients and by them, what is late, how many were kept."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, is_open, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

WINDOW_DAYS = 180


def is_ours(record: Record) -> bool:
    return record.values.get("direction") != "theirs"


def client_of(record: Record, ledger: Ledger) -> str:
    """The key of the client on the other side: named in `to`, or the organisation of the person there."""
    other = ledger.get(record.target("to"))
    if other is None:
        return record.client
    return other.key if other.kind == "client" else other.target("organisation") or other.client or record.client


def owed(records: Iterable[Record], as_of: date, ours: bool = True) -> tuple[Record, ...]:
    """Open promises of one direction, the earliest due first."""
    waiting = [record for record in records if is_ours(record) is ours and is_open(record, as_of)]
    return tuple(sorted(waiting, key=lambda record: (day(record, "due") or date.max, record.key)))


def is_late(record: Record, as_of: date) -> bool:
    """Whether a promise was kept after its due date, or is still open past it."""
    due = day(record, "due")
    if due is None:
        return False
    kept = kept_on(record, as_of)
    if kept is not None:
        return kept > due
    return is_open(record, as_of) and as_of > due


def kept_on(record: Record, as_of: date) -> date | None:
    kept = day(record, "kept_on")
    return kept if record.status == "kept" and kept is not None and kept <= as_of else None


def judged(records: Iterable[Record], as_of: date, field: str = "due") -> tuple[Record, ...]:
    """Our promises due in the last 180 days, without those withdrawn; open ones once their date has passed."""
    since = as_of - timedelta(days=WINDOW_DAYS)
    return tuple(
        record
        for record in records
        if is_ours(record)
        and record.status != "withdrawn"
        and (due := day(record, field) or day(record, "due")) is not None
        and since <= due <= as_of
        and (due < as_of or not is_open(record, as_of))
    )


def kept_rate(records: Iterable[Record], as_of: date, field: str = "due") -> Result:
    """Percent of our promises of the last 180 days that were kept on or before their date.

    With `original_due` as field the date first given counts where one is written.
    """
    due = judged(records, as_of, field)
    inputs = tuple(Input(titled(record), record.status, record.key, "status") for record in due)
    if not due:
        return unknown(say("no promise of ours was due in the last {days} days", days=WINDOW_DAYS))
    kept = [record for record in due if was_kept(record, as_of, field)]
    return Result(exact(Fraction(100 * len(kept), len(due))), inputs)


def was_kept(record: Record, as_of: date, field: str) -> bool:
    kept, due = kept_on(record, as_of), day(record, field) or day(record, "due")
    return kept is not None and due is not None and kept <= due


def original_due(record: Record) -> date | None:
    """The date first given: as written, else the only one there is."""
    return day(record, "original_due") or day(record, "due")


def is_moved(record: Record) -> bool:
    """Whether the date is no longer the one first given."""
    first, due = original_due(record), day(record, "due")
    return record.has("rescheduled") or (first is not None and due is not None and due > first)


def agreed_by(record: Record) -> tuple[str, ...]:
    """Who on the other side agreed to a new date, by keys, the latest last; "" for a move to which nobody is named."""
    return tuple(record.target(f"rescheduled[{at}].agreed_by") for at, _ in enumerate(record.items("rescheduled")))


def missed_by(record: Record, expected: date | None) -> int:
    """By how many days what carries an open promise is expected after its due date; 0 when it is in time."""
    due = day(record, "due")
    return 0 if due is None or expected is None else max((expected - due).days, 0)


def carried_until(record: Record, ledger: Ledger, timetable: Timetable) -> tuple[date | None, str]:
    """The latest forecast of the work that carries a promise, stated or by the plan, and which record it is of."""
    found: list[tuple[date, str]] = []
    for key in record.targets.get("carried_by", ()):
        carrier = ledger.get(key)
        if carrier is not None and not carrier.closed:
            on = forecast_of(carrier, timetable)
            if on is not None:
                found.append((on, key))
    return max(found, default=(None, ""))


def forecast_of(carrier: Record, timetable: Timetable) -> date | None:
    """When work that is open is expected to be done."""
    stated = day(carrier, "forecast_date")
    planned = timetable.finish(carrier.key) if stated is None else None
    dates = (stated, planned, *(day(carrier, field) for field in ("forecast_finish", "deadline", "due")))
    return next((one for one in dates if one is not None), None)


def moved(records: Iterable[Record], as_of: date) -> Result:
    """Our promises, open or due in the last 180 days, whose date was moved."""
    since = as_of - timedelta(days=WINDOW_DAYS)
    found = [
        record
        for record in records
        if is_ours(record)
        and is_moved(record)
        and (is_open(record, as_of) or ((due := day(record, "due")) is not None and since <= due <= as_of))
    ]
    return promised(found)


def promised(promises: Iterable[Record]) -> Result:
    """How many there are, each with its date."""
    inputs = tuple(Input(titled(one), day(one, "due"), one.key, "due") for one in promises)
    return Result(len(inputs), inputs)
