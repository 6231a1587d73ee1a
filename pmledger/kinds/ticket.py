"""A request for support, to be answered within an agreed time."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    AGREED_TIMES,
    MOMENT,
    Channel,
    DayTime,
    Line,
    Person,
    Rows,
    Score,
    Text,
    either,
    many,
    one_of,
    parts,
    ref_to,
)
from pmledger.kinds.values import Moment, Ref

PENDING = many(parts(part("from", MOMENT, "From when.", required=True), part("to", MOMENT, "Until when.")))
AGREED = either(AGREED_TIMES, ref_to())


class Ticket(Titled):
    """A request for support, to be answered within an agreed time."""

    owner: Person = ask("Who works on it.", table=True, audience="client")
    type: Annotated[str, one_of("incident", "service_request", "question", "problem")] = ask(
        "What sort of request it is.", required=True, audience="client"
    )
    requester: Person = ask("Who asks.", required=True, table=True, audience="client")
    channel: Channel = ask("By which way it came.", audience="client")
    impact: Annotated[str, one_of("low", "medium", "high")] = ask("How much it harms.", audience="client")
    urgency: Annotated[str, one_of("low", "medium", "high")] = ask("How soon it must be dealt with.", audience="client")
    priority: Annotated[str, one_of("P1", "P2", "P3", "P4")] = ask(
        "How it ranks, from P1 at once to P4 when there is time.",
        required=True,
        table=True,
        audience="client",
        told_by=("impact", "urgency"),
    )
    opened_at: DayTime = ask("When it was opened.", required=True, table=True, audience="client")
    first_response_at: DayTime = ask("When we first answered.", needed_in=("in_progress",), audience="client")
    resolved_at: DayTime = ask("When it was resolved.", needed_in=("resolved",), table=True, audience="client")
    closed_at: DayTime = ask("When it was closed.", needed_in=("closed",), audience="client")
    pending_log: Annotated[Rows, PENDING] = ask("When we waited for the other side and the clock stood still.")
    reopened_at: Annotated[tuple[Moment, ...], many(MOMENT)] = ask(
        "When it was opened again after it had been resolved.", audience="client"
    )
    sla: Annotated[object, AGREED] = ask("The agreed times, or the record that states them.")
    product: Line = ask("What it is about.", audience="client")
    resolution: Text = ask("What solved it.", needed_in=("resolved",), audience="client")
    csat: Score = ask("How satisfied the requester was, from 1 to 5.")
    knowledge: Annotated[Ref, ref_to("article")] = ask("The article that answers it.")


KIND = Kind(
    name="ticket",
    model=Ticket,
    plural="tickets",
    zh_folders=("支持工单",),
    prefix="TCK",
    group="Support",
    tier="second",
    page=True,
    purpose="A request for support, to be answered within an agreed time.",
    standards="ITIL 4 incident/request; ISO/IEC 20000",
    lifecycle={
        "new": ("in_progress", "pending", "resolved", "cancelled"),
        "in_progress": ("pending", "resolved", "cancelled"),
        "pending": ("in_progress", "resolved", "cancelled"),
        "resolved": ("closed", "in_progress"),
        "closed": ("in_progress",),
        "cancelled": (),
    },
    closed=(
        "closed",
        "cancelled",
    ),
)
