"""Tickets: how long the answer and the solution took in working time, and whether that is what was agreed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from pmledger.analysis.issues import BUCKETS, bucket
from pmledger.analysis.service_levels import Level, ServiceBook
from pmledger.analysis.standing import WITHOUT_RESULT, day
from pmledger.analysis.working_hours import WorkingHours
from pmledger.kinds.values import Moment
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

WINDOW_DAYS = 90
NEAR = 80
"""Percent of the agreed time from which a ticket is near its limit."""
WAITING_DAYS = 10
"""Working days after which to wait for the client is no reason any more."""
WEEKS = 12

Span = tuple[datetime, datetime]


class TicketStanding(Struct, frozen=True):
    """A ticket at the end of a day.

    `answer` and `solution` are working minutes used, until it was answered and resolved or until now; the solution's
    clock stands still while we wait for the client. `answered` and `resolved` say when that was, `answer_due` and `due`
    when the agreed time ends (None where none was agreed, or while the clock stands still before it). `waiting` says
    since when we wait for the client.
    """

    record: Record
    level: Level
    opened: datetime
    answer: int
    solution: int
    answered: datetime | None
    resolved: datetime | None
    answer_due: datetime | None
    due: datetime | None
    waiting: datetime | None
    reopened: int

    @property
    def open(self) -> bool:
        return self.resolved is None

    @property
    def answer_late(self) -> bool:
        return self.level.answer is not None and self.answer > self.level.answer

    @property
    def late(self) -> bool:
        return self.level.resolve is not None and self.solution > self.level.resolve

    @property
    def near(self) -> bool:
        """Whether an open ticket has used up most of its time, for the answer or for the solution."""
        awaits = self.answered is None and used(self.answer, self.level.answer) >= NEAR
        return self.open and (awaits or used(self.solution, self.level.resolve) >= NEAR)

    @property
    def left(self) -> int | None:
        """Working minutes that are left of the agreed time, less than nothing when it is over."""
        return None if self.level.resolve is None else self.level.resolve - self.solution


def used(minutes: int, allowed: int | None) -> int:
    """Percent of the allowed time; nothing where none was agreed."""
    return 0 if not allowed else 100 * minutes // allowed


def standings(ledger: Ledger, book: ServiceBook, as_of: date) -> dict[str, TicketStanding]:
    """How all tickets that count stand at the end of the day, by key: opened by then, resolved only after that, and not cancelled."""
    found = {}
    for ticket in ledger.of("ticket"):
        standing = standing_of(ticket, ledger, book, as_of)
        if standing is not None:
            found[ticket.key] = standing
    return found


def standing_of(ticket: Record, ledger: Ledger, book: ServiceBook, as_of: date) -> TicketStanding | None:
    now = datetime.combine(as_of, time.max)
    hours = book.hours(ticket, ledger)
    opened = moment(ticket, "opened_at", hours)
    if opened is None or opened > now or ticket.status in WITHOUT_RESULT or is_undated(ticket):
        return None
    answered, resolved = past(moment(ticket, "first_response_at", hours), now), solved(ticket, hours, now)
    if resolved is not None and resolved < opened:
        return None
    answered = answered or resolved
    pauses = pauses_of(ticket, hours, opened, resolved or now)
    level = book.level(ticket, ledger)
    worked = hours.between(opened, resolved or now) - sum(hours.between(*pause) for pause in pauses)
    waits = pauses[-1][0] if pauses and resolved is None and pauses[-1][1] >= now else None
    return TicketStanding(
        record=ticket,
        level=level,
        opened=opened,
        answer=hours.between(opened, answered or now),
        solution=worked,
        answered=answered,
        resolved=resolved,
        answer_due=None if level.answer is None else hours.after(opened, level.answer),
        due=due_moment(hours, opened, pauses, level.resolve, standing_still=waits is not None),
        waiting=waits,
        reopened=reopenings(ticket, now, resolved),
    )


def moment(ticket: Record, field: str, hours: WorkingHours) -> datetime | None:
    """A moment on the wall; what was answered or resolved on a day without a time was so at its end."""
    value = ticket.values.get(field)
    return hours.wall(value, late=field != "opened_at") if isinstance(value, Moment) else None


def is_undated(ticket: Record) -> bool:
    """Whether it was done with, and nobody wrote when."""
    return ticket.status in {"resolved", "closed"} and not ticket.has("resolved_at") and not ticket.has("closed_at")


def past(at: datetime | None, now: datetime) -> datetime | None:
    return at if at is not None and at <= now else None


def solved(ticket: Record, hours: WorkingHours, now: datetime) -> datetime | None:
    """When it was resolved; None for one that is open again, or was open on the day."""
    at = moment(ticket, "resolved_at", hours) or moment(ticket, "closed_at", hours)
    again = ticket.status in {"new", "in_progress", "pending"}
    return None if again else past(at, now)


def pauses_of(ticket: Record, hours: WorkingHours, opened: datetime, end: datetime) -> tuple[Span, ...]:
    """The times in which we waited for the client, within the ticket's own, those that overlap as one."""
    spans = []
    for part in ticket.items("pending_log"):
        since, until = part.get("from"), part.get("to")
        if isinstance(since, Moment):
            start = max(hours.wall(since), opened)
            stop = min(hours.wall(until, late=True), end) if isinstance(until, Moment) else end
            spans.append((start, stop))
    return joined(span for span in spans if span[0] < span[1])


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that meet or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def due_moment(
    hours: WorkingHours, opened: datetime, pauses: Sequence[Span], allowed: int | None, *, standing_still: bool
) -> datetime | None:
    """When the agreed working time is used up, the pauses left out; None while it stands still before that."""
    if allowed is None:
        return None
    start, left = opened, allowed
    for since, until in pauses:
        worked = hours.between(start, since)
        if worked >= left:
            return hours.after(start, left)
        start, left = until, left - worked
    return None if standing_still else hours.after(start, left)


def reopenings(ticket: Record, now: datetime, resolved: datetime | None) -> int:
    """How often it was opened again: as written, or once where it is open though it was resolved."""
    value = ticket.values.get("reopened_at")
    given = value if isinstance(value, tuple) else ()
    written = sum(1 for at in given if isinstance(at, Moment) and at.day <= now.date())
    was_resolved = (day(ticket, "resolved_at") or date.max) <= now.date()
    return max(written, int(resolved is None and was_resolved))


def recent(found: Iterable[TicketStanding], as_of: date) -> tuple[TicketStanding, ...]:
    """Those resolved in the last 90 days, the latest first."""
    first = as_of - timedelta(days=WINDOW_DAYS)
    done = [one for one in found if one.resolved is not None and one.resolved.date() > first]
    return tuple(sorted(done, key=lambda one: (one.resolved or one.opened, one.record.key), reverse=True))


def backlog(found: Iterable[TicketStanding], as_of: date) -> dict[str, dict[str, int]]:
    """Open tickets by priority and by age in calendar days."""
    table: dict[str, dict[str, int]] = {}
    for one in found:
        if one.open:
            row = table.setdefault(one.record.text("priority"), dict.fromkeys(BUCKETS, 0))
            row[bucket((as_of - one.opened.date()).days)] += 1
    return dict(sorted(table.items()))


class Week(Struct, frozen=True):
    """A week from Monday: how many tickets were opened and resolved in it, and how many were left at its end."""

    monday: date
    opened: int
    resolved: int
    left: int


def weeks(found: Iterable[TicketStanding], as_of: date, count: int = WEEKS) -> tuple[Week, ...]:
    """The last weeks up to the day."""
    every = tuple(found)
    came = Counter(monday(one.opened.date()) for one in every)
    went = Counter(monday(one.resolved.date()) for one in every if one.resolved is not None)
    last = monday(as_of)
    first = last - timedelta(weeks=count - 1)
    left = sum(number for week, number in came.items() if week < first)
    left -= sum(number for week, number in went.items() if week < first)
    rows = []
    for index in range(count):
        start = first + timedelta(weeks=index)
        left += came[start] - went[start]
        rows.append(Week(start, came[start], went[start], left))
    return tuple(rows)


def monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def answering_articles(ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """The keys of the articles that answer a ticket, by its key, the link being written at either end."""
    found: dict[str, dict[str, None]] = {}
    for article in ledger.of("article"):
        for answered in article.targets.get("answers", ()):
            found.setdefault(answered, {})[article.key] = None
    for ticket in ledger.of("ticket"):
        if ticket.target("knowledge"):
            found.setdefault(ticket.key, {})[ticket.target("knowledge")] = None
    return {answered: tuple(articles) for answered, articles in found.items()}
