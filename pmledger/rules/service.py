"""Tickets that are near or past what was agreed, and those that wait without end."""

from collections.abc import Iterator
from datetime import datetime

from pmledger.analysis.tickets import WAITING_DAYS, TicketStanding
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import Message, say


def ticket_near_limit(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A ticket has used up four fifths of the agreed working time, or all of it.

    Times are those of the ticket (`sla:`), of the contract (`service_levels:` of a document), of `pmledger.yml`
    (`service:`), else the usual ones. The clock runs in the working hours of the calendar, and stands still while we
    wait for the client (`pending_log:`).

    Answer or resolve the ticket, or write since when it waits for the client.
    """
    for standing in facts.conclusions.care.tickets.values():
        message = limit_message(standing) if standing.near else None
        if message is not None:
            ticket = standing.record
            yield fault.at(
                ticket.place("opened_at"),
                message,
                found=str(ticket.values.get("opened_at", "")),
                related=level_place(facts, standing),
                record=ticket.key,
            )


def limit_message(standing: TicketStanding) -> Message | None:
    """What comes first: the answer that is missing, else the solution."""
    title, level = standing.record.title, standing.level
    if standing.answered is None and level.answer is not None and standing.answer_due is not None:
        if standing.answer_late:
            return say("{title} was to be answered by {moment}", title=title, moment=clock(standing.answer_due))
        if not standing.late:
            return say("{title} is to be answered by {moment}", title=title, moment=clock(standing.answer_due))
    if standing.due is None:
        return None
    if standing.late:
        return say("{title} was to be resolved by {moment}", title=title, moment=clock(standing.due))
    return say("{title} is to be resolved by {moment}", title=title, moment=clock(standing.due))


def clock(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def level_place(facts: Facts, standing: TicketStanding) -> tuple[Related, ...]:
    """Where the times were agreed, if somebody wrote them down."""
    source = facts.ledger.get(standing.level.record)
    if source is None:
        return ()
    own = source.key == standing.record.key
    place = source.place("sla") if own else source.place("service_levels", standing.record.text("priority"))
    return (Related(place, say("the agreed times are here")),)


def endless_waiting(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A ticket has waited for the client for more than ten working days.

    The clock of its service stands still meanwhile, which makes the figures look better than the service is. Ask again,
    or resolve the ticket.
    """
    for ticket in facts.ledger.of("ticket"):
        standing = facts.conclusions.care.tickets.get(ticket.key)
        if standing is None or standing.waiting is None:
            continue
        waited = facts.conclusions.calendar.slip(standing.waiting.date(), facts.as_of)
        if waited > WAITING_DAYS:
            yield fault.at(
                ticket.place("pending_log"),
                say("{title} has waited for the client for {count} working days", title=ticket.title, count=waited),
                found=ticket.id,
                record=ticket.key,
            )


def waiting_without_log(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A ticket waits for the client, but nothing says since when, so its clock goes on.

    ```yaml
    status: pending
    pending_log: [{from: 2026-11-20 10:00}]
    ```

    Write since when; once the client has answered, add `to:`.
    """
    for ticket in facts.ledger.of("ticket"):
        if ticket.status == "pending" and not is_waiting(ticket) and "pending_log" not in ticket.faulty:
            yield fault.at(
                ticket.place("status"),
                say("{title} waits for the client, but nothing says since when", title=ticket.title),
                found=ticket.status,
                help=say("add pending_log: [{{from: …}}]"),
                record=ticket.key,
            )


def is_waiting(ticket: Record) -> bool:
    """Whether a time of waiting has begun and not ended."""
    return any(part.get("from") is not None and part.get("to") is None for part in ticket.items("pending_log"))


RULES: tuple[Rule, ...] = (
    rule("PM284", "waiting-without-log", Severity.WARNING, waiting_without_log, by_state=True),
    rule("PM297", "ticket-near-limit", Severity.ATTENTION, ticket_near_limit, by_state=True),
    rule("PM298", "endless-waiting", Severity.ATTENTION, endless_waiting, by_state=True),
)
