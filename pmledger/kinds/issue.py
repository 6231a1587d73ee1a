"""Something that has happened and needs somebody to act."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Day, Person, Refs, Text, many, one_of, ref_to
from pmledger.kinds.values import Ref


class Issue(Titled):
    """Something that has happened and needs somebody to act."""

    owner: Person = ask("Who sees that the issue is resolved.", table=True, audience="client")
    type: Annotated[str, one_of("problem", "off_specification", "concern", "request")] = ask(
        "What sort of issue it is."
    )
    impact: Annotated[str, one_of("low", "medium", "high", "critical")] = ask("How much it harms.", audience="client")
    urgency: Annotated[str, one_of("low", "medium", "high")] = ask("How soon it must be dealt with.")
    priority: Annotated[str, one_of("P1", "P2", "P3", "P4")] = ask(
        "How it ranks, from P1 at once to P4 when there is time.",
        required=True,
        table=True,
        audience="client",
        told_by=("impact", "urgency"),
    )
    raised_by: Person = ask("Who brought it up.", audience="client")
    raised_on: Day = ask("The day it was brought up.", required=True, table=True, audience="client")
    due: Day = ask("The day by which it is to be resolved.", table=True, audience="client")
    root_cause: Text = ask("Why it happened at all.")
    workaround: Text = ask("How to get by until it is resolved.", audience="client")
    resolution: Text = ask("What put an end to it.", needed_in=("resolved",), audience="client")
    resolved_on: Day = ask("The day it was resolved.", needed_in=("resolved",), audience="client")
    closed_on: Day = ask("The day it was closed.", needed_in=("closed",), audience="client")
    escalated_to: Person = ask(
        "Who has been asked to step in.", needed_in=("escalated",), table=True, audience="client"
    )
    escalated_on: Day = ask("The day it was passed upwards.", needed_in=("escalated",), audience="client")
    risk: Annotated[Ref, ref_to("risk")] = ask("The risk it comes from.")
    actions: Annotated[Refs, many(ref_to("action"))] = ask("The steps being taken.")
    blocks: Annotated[Refs, many(ref_to("task", "milestone"))] = ask("The work it holds up.")


KIND = Kind(
    name="issue",
    model=Issue,
    plural="issues",
    zh_folders=("问题",),
    prefix="ISS",
    group="Control",
    tier="core",
    page=True,
    purpose="Something that has happened and needs somebody to act.",
    standards="PRINCE2 issue register; ITIL priority = impact x urgency",
    lifecycle={
        "open": ("in_progress", "on_hold", "escalated", "resolved", "rejected"),
        "in_progress": ("on_hold", "escalated", "resolved", "open"),
        "on_hold": ("in_progress", "escalated", "closed"),
        "escalated": ("in_progress", "on_hold", "resolved"),
        "resolved": ("closed", "in_progress"),
        "closed": ("in_progress",),
        "rejected": ("open",),
    },
    closed=(
        "closed",
        "rejected",
    ),
)
