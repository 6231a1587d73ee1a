"""Changes: what the approved ones moved, what the pending ones would, and how long decisions take."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.issues import median
from pmledger.analysis.money import Exchange, Line, add_up
from pmledger.analysis.standing import day, is_counted, is_open, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

DECIDED = frozenset({"approved", "rejected", "deferred", "implementing", "implemented", "closed"})


def is_pending(record: Record, as_of: date) -> bool:
    """Whether a change waits for its decision on a day: not decided yet, or decided only later."""
    if is_open(record, as_of):
        return True
    decided, requested = day(record, "decided_on"), day(record, "requested_on")
    return (
        record.status in DECIDED
        and decided is not None
        and decided > as_of
        and (requested is None or requested <= as_of)
    )


def undecided_days(record: Record, calendar: WorkCalendar, as_of: date) -> int:
    """Working days since a pending change was requested; 0 on its own day."""
    requested = day(record, "requested_on")
    return max(calendar.slip(requested, as_of), 0) if requested else 0


def cost_line(record: Record, on: date) -> Line | None:
    money = record.money("impact_cost")
    if money is None:
        return None
    return Line(titled(record), money, on, record.key, "impact_cost")


def approved_cost(records: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Result:
    """The sum of the cost impacts of counted changes, by the rates of the days of their decisions."""
    counted = [record for record in records if is_counted(record, as_of)]
    lines = [line for record in counted if (line := cost_line(record, day(record, "decided_on") or as_of))]
    silent = [record for record in counted if not record.has("impact_cost")]
    if silent:
        inputs = tuple(Input(titled(record), None, record.key) for record in silent)
        return unknown(say("the approved change “{title}” states no cost", title=silent[0].title), inputs, currency)
    return add_up(lines, currency, exchange)


def approved_days(records: Iterable[Record], calendar: WorkCalendar, as_of: date) -> Result:
    """The sum of the schedule impacts of counted changes in working days."""
    counted = [record for record in records if is_counted(record, as_of)]
    silent = [record for record in counted if not record.has("impact_schedule")]
    if silent:
        inputs = tuple(Input(titled(record), None, record.key) for record in silent)
        reason = say("the approved change “{title}” states no effect on the schedule", title=silent[0].title)
        return unknown(reason, inputs)
    return days_of(counted, calendar)


def pending_cost(records: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Result:
    """The sum of the cost impacts of pending changes, by the rates of the day.

    Changes that state none yet are not in it, and an input says how many; with nothing but such changes it is unknown.
    """
    pending = [record for record in records if is_pending(record, as_of)]
    lines = [line for record in pending if (line := cost_line(record, as_of))]
    silent = len(pending) - len(lines)
    more = silent_input(silent)
    if silent and not lines:
        return unknown(say("no pending change states its cost yet"), more, currency)
    return add_up(lines, currency, exchange, more)


def pending_days(records: Iterable[Record], calendar: WorkCalendar, as_of: date) -> Result:
    """The sum of the schedule impacts of pending changes in working days, as far as they are stated."""
    pending = [record for record in records if is_pending(record, as_of)]
    stated = [record for record in pending if record.has("impact_schedule")]
    more = silent_input(len(pending) - len(stated))
    if pending and not stated:
        return unknown(say("no pending change states its effect on the schedule yet"), more)
    found = days_of(stated, calendar)
    return Result(found.value, (*found.inputs, *more))


def silent_input(count: int) -> tuple[Input, ...]:
    if not count:
        return ()
    label = say_count("{count} pending change states nothing yet", "{count} pending changes state nothing yet", count)
    return (Input(label, count),)


def days_of(records: Iterable[Record], calendar: WorkCalendar) -> Result:
    rows = [
        (record, calendar.days_of(duration)) for record in records if (duration := record.duration("impact_schedule"))
    ]
    inputs = tuple(
        Input(titled(record), record.duration("impact_schedule"), record.key, "impact_schedule")
        for record, _ in rows
    )
    return Result(exact(sum((days for _, days in rows), Fraction(0))), inputs)


def days_to_decide(record: Record, calendar: WorkCalendar, as_of: date) -> int | None:
    """Working days from request to decision; None while it has not come."""
    requested, decided = day(record, "requested_on"), day(record, "decided_on")
    return calendar.slip(requested, decided) if requested and decided and decided <= as_of else None


REFUSED = frozenset({"rejected"})
APPROVED = frozenset({"approved", "implementing", "implemented", "closed"})


def approval_rate(records: Iterable[Record], as_of: date) -> Result:
    """Of the changes decided to date, those approved, in percent; deferred and withdrawn ones are not decided."""
    decided = [
        record
        for record in records
        if record.status in APPROVED | REFUSED and (on := day(record, "decided_on")) is not None and on <= as_of
    ]
    inputs = tuple(Input(titled(record), record.status, record.key, "status") for record in decided)
    if not decided:
        return unknown(say("no change was decided"))
    approved = sum(record.status in APPROVED for record in decided)
    return Result(exact(Fraction(100 * approved, len(decided))), inputs)


def decision_time(records: Iterable[Record], calendar: WorkCalendar, as_of: date) -> Result:
    """The median of the working days from request to decision, over all decided changes."""
    times = [(record, found) for record in records if (found := days_to_decide(record, calendar, as_of)) is not None]
    inputs = tuple(Input(titled(record), days, record.key, "decided_on") for record, days in times)
    if not times:
        return unknown(say("no change was decided"))
    return Result(exact(median(sorted(days for _, days in times))), inputs)


def carrying_out_time(records: Iterable[Record], calendar: WorkCalendar, as_of: date) -> Result:
    """The median of the working days from decision to implementation, over all changes implemented."""
    times = [
        (record, calendar.slip(decided, done))
        for record in records
        if (decided := day(record, "decided_on")) and (done := day(record, "implemented_on")) and done <= as_of
    ]
    inputs = tuple(Input(titled(record), days, record.key, "implemented_on") for record, days in times)
    if not times:
        return unknown(say("no change was carried out"))
    return Result(exact(median(sorted(days for _, days in times))), inputs)


def decision_latency(decisions: Iterable[Record], as_of: date) -> Result:
    """The median of the calendar days from `created` to `decided_on`, over the decisions taken that say both."""
    times = [
        (record, (decided - asked).days)
        for record in decisions
        if (asked := day(record, "created")) and (decided := day(record, "decided_on")) and asked <= decided <= as_of
    ]
    inputs = tuple(Input(titled(record), days, record.key, "decided_on") for record, days in times)
    if not times:
        return unknown(say("no decision that was taken says when it was asked for"))
    return Result(exact(median(sorted(days for _, days in times))), inputs)
