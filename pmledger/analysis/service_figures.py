"""Figures of tickets and trainings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Number, Result, exact, unknown
from pmledger.analysis.issues import nearest_rank
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import titled
from pmledger.analysis.tickets import WINDOW_DAYS, TicketStanding, recent
from pmledger.analysis.trainings import held, seats, training_standing
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

TRAINING_DAYS = 365
NOT_THERE = say("it was cancelled, or not opened yet, or no sound time says when it was resolved")
NONE_RESOLVED = say("no ticket was resolved in the last {days} days", days=WINDOW_DAYS)
YES, NO = say("yes"), say("no")

Holds = Callable[[TicketStanding], bool]


OPENED, UNTIL, NOW, WAITING = say("Opened at"), say("Until"), say("the end of the day"), say("Times of waiting")
AGREED, USUAL = say("Agreed, working hours"), say("Usual, working hours")
RESOLVED, UNLIMITED = say("the ticket is resolved"), say("no time was agreed for its priority")


def hours(minutes: int) -> Number:
    """Minutes as hours: a decimal where that is exact, as for every third of them."""
    return Fraction(minutes, 60) if minutes % 3 else Decimal(minutes // 3 * 5).scaleb(-2)


def service_results(
    tickets: Sequence[TicketStanding],
    trainings: Iterable[Record],
    articles: Mapping[str, tuple[str, ...]],
    premises: Premises,
    as_of: date,
) -> dict[str, Result]:
    """What the workspace or one client has of its tickets and trainings."""
    waiting = [one for one in tickets if one.open]
    done = recent(tickets, as_of)
    again = [one for one in waiting if one.reopened]
    judged = [*done, *(one for one in waiting if one.late)]
    answers = [*done, *(one for one in waiting if one.answered or one.answer_late)]
    return {
        "open_tickets": counted(waiting),
        "late_tickets": counted(one for one in waiting if one.late),
        "service_kept": share(judged, lambda one: not one.late, "resolved_at"),
        "first_answers_kept": share(answers, lambda one: not one.answer_late, "first_response_at"),
        "p85_first_answer": rank(done, lambda one: one.answer, "first_response_at"),
        "p85_solution": rank(done, lambda one: one.solution, "resolved_at"),
        "reopened": share([*done, *again], lambda one: one.reopened > 0, "reopened_at"),
        "answered_by_article": share(done, lambda one: one.record.key in articles, "knowledge"),
        "attendance": attendance(trainings, premises.calendar, as_of),
    }


def counted(found: Iterable[TicketStanding]) -> Result:
    every = tuple(found)
    return Result(len(every), tuple(Input(titled(one.record), one.opened.date(), one.record.key, "opened_at") for one in every))


def share(found: Sequence[TicketStanding], holds: Holds, field: str) -> Result:
    """Percent of the tickets of which something holds, each an input."""
    if not found:
        return unknown(NONE_RESOLVED)
    inputs = tuple(
        Input(titled(one.record), YES if holds(one) else NO, one.record.key, field if one.record.has(field) else "")
        for one in found
    )
    return Result(exact(Fraction(100 * sum(map(holds, found)), len(found))), inputs)


def rank(found: Sequence[TicketStanding], minutes: Callable[[TicketStanding], int], field: str) -> Result:
    """The 85th percentile in hours by the nearest rank, the shortest first among its inputs."""
    if not found:
        return unknown(NONE_RESOLVED)
    ordered = sorted(found, key=lambda one: (minutes(one), one.record.key))
    inputs = tuple(Input(titled(one.record), hours(minutes(one)), one.record.key, field) for one in ordered)
    return Result(hours(nearest_rank([minutes(one) for one in ordered], 85)), inputs)


def attendance(trainings: Iterable[Record], calendar: WorkCalendar, as_of: date) -> Result:
    """Over the trainings held that say how many were invited and came."""
    first = as_of - timedelta(days=TRAINING_DAYS)
    known = [
        (standing, standing.invited, standing.came)
        for one in held(trainings, as_of)
        if (one.day("date") or date.min) > first
        and (standing := training_standing(one, calendar)).invited
        and standing.came is not None
    ]
    if not known:
        return unknown(say("no training of the last {days} days says who was invited and who came", days=TRAINING_DAYS))
    inputs = tuple(
        Input(titled(one.record), f"{attended} / {invited}", one.record.key, "attended")
        for one, invited, attended in known
    )
    came, asked = sum(attended or 0 for *_, attended in known), sum(invited or 0 for _, invited, _ in known)
    return Result(exact(Fraction(100 * came, asked)), inputs)


def training_coverage(trainings: Iterable[Record], ledger: Ledger, as_of: date) -> Result:
    """Percent of those invited by name who came to any training that they were invited to."""
    found = seats(trainings, as_of)
    if not found:
        return unknown(say("no training that was held says by name who was invited and who came"))
    people = ((seat, ledger.get(seat.person)) for seat in found)
    inputs = tuple(
        Input(titled(person), say("{part} of {whole}", part=seat.came, whole=len(seat.invited)), person.key)
        for seat, person in people
        if person is not None
    )
    return Result(exact(Fraction(100 * sum(seat.came > 0 for seat in found), len(found))), inputs)


def ticket_results(ticket: Record, standing: TicketStanding | None) -> dict[str, Result]:
    """The times of one ticket."""
    if standing is None:
        return dict.fromkeys(("first_answer", "solution", "time_left"), unknown(NOT_THERE))
    opened = Input(OPENED, standing.opened, ticket.key, "opened_at")
    answer, resolve = agreed(standing, standing.level.answer, "response"), agreed(standing, standing.level.resolve, "resolve")
    paused: tuple[Input, ...] = ()
    if ticket.has("pending_log"):
        paused = (Input(WAITING, len(ticket.items("pending_log")), ticket.key, "pending_log"),)
    used = (opened, *until(ticket, standing.resolved, "resolved_at"), *paused, *resolve)
    left = standing.left
    if not standing.open:
        rest = unknown(RESOLVED, used)
    elif left is None:
        rest = unknown(UNLIMITED, used)
    else:
        rest = Result(hours(left), used)
    return {
        "first_answer": Result(
            hours(standing.answer), (opened, *until(ticket, standing.answered, "first_response_at"), *answer)
        ),
        "solution": Result(hours(standing.solution), used),
        "time_left": rest,
    }


def until(ticket: Record, at: datetime | None, field: str) -> tuple[Input, ...]:
    if at is None:
        return (Input(UNTIL, NOW),)
    return (Input(UNTIL, at, ticket.key if ticket.has(field) else "", field if ticket.has(field) else ""),)


def agreed(standing: TicketStanding, minutes: int | None, part: str) -> tuple[Input, ...]:
    """What the time is held against, and where that is written; `part` is its name in a level of service."""
    if minutes is None:
        return ()
    level = standing.level
    field = "" if not level.record else "sla" if level.record == standing.record.key else "service_levels"
    usual = () if level.record else ("service", standing.record.text("priority"), part)
    return (Input(AGREED if level.agreed else USUAL, hours(minutes), level.record, field, setting=usual),)


def training_results(training: Record, calendar: WorkCalendar) -> dict[str, Result]:
    """Attendance and results of one training."""
    standing = training_standing(training, calendar)
    heads = (
        Input(say("Invited"), standing.invited, training.key, "invited"),
        Input(say("Of them came"), standing.came, training.key, "attended"),
    )
    tested = (
        Input(say("Tested"), standing.tested, training.key, "results"),
        Input(say("Score to pass"), training.number("pass_score"), training.key, "pass_score"),
    )
    came, passed = standing.attendance, standing.pass_rate
    return {
        "attendance": unknown(say("it does not say who was invited and who came"), heads)
        if came is None
        else Result(exact(came), heads),
        "pass_rate": unknown(say("nobody was tested against a score to pass"), tested)
        if passed is None
        else Result(exact(passed), tested),
    }
