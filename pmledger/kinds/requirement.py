"""One thing a client needs, traced from where it was said to its acceptance."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import DURATION, MONEY, Day, Line, Lines, Person, Refs, Text, either, many, one_of, ref_to
from pmledger.kinds.values import Ref


class Requirement(Titled):
    """One thing a client needs, traced from where it was said to its acceptance."""

    statement: Text = ask("What is needed, one need to a record.", required=True, audience="client")
    requested_by: Person = ask("Who asked for it.", required=True, table=True, audience="client")
    requested_on: Day = ask("The day it was asked for.", required=True, table=True, audience="client")
    type: Annotated[str, one_of("business", "functional", "non_functional", "constraint", "service")] = ask(
        "What sort of need it is.", audience="client"
    )
    priority: Annotated[str, one_of("must", "should", "could", "wont")] = ask(
        "How badly it is needed.", needed_in=("agreed",), table=True, audience="client"
    )
    acceptance_criteria: Lines = ask(
        "How we shall all see that the need is met.", needed_in=("agreed",), audience="client"
    )
    value: Line = ask("What meeting the need is worth to the client.", audience="client")
    estimate: Annotated[object, either(DURATION, MONEY)] = ask("What it will take, as a duration or an amount.")
    goals: Annotated[Refs, many(ref_to("goal"))] = ask("The goals that it serves.", audience="client")
    deliverables: Annotated[Refs, many(ref_to("deliverable"))] = ask(
        "The products that meet it.", table=True, audience="client"
    )
    tasks: Annotated[Refs, many(ref_to("task"))] = ask("The work that meets it.")
    checks: Annotated[Refs, many(ref_to("quality_check"))] = ask("The checks that show it is met.", audience="client")
    change: Annotated[Ref, ref_to("change")] = ask(
        "The change by which it came in or was altered after the baseline.", audience="client"
    )
    accepted_by: Person = ask("Who accepted what was delivered.", needed_in=("accepted",), audience="client")
    accepted_on: Day = ask("The day it was accepted.", needed_in=("accepted",), table=True, audience="client")


KIND = Kind(
    name="requirement",
    model=Requirement,
    plural="requirements",
    zh_folders=("需求",),
    prefix="REQ",
    group="CRM",
    tier="core",
    page=True,
    purpose="One thing a client needs, traced from where it was said to its acceptance.",
    standards="BABOK requirement; PRINCE2 product description criteria; requirements traceability matrix (PMBOK)",
    lifecycle={
        "captured": ("analysed", "rejected", "deferred"),
        "analysed": ("agreed", "rejected", "deferred"),
        "agreed": ("in_progress", "deferred", "rejected"),
        "in_progress": ("delivered", "deferred", "rejected"),
        "delivered": ("verified", "in_progress", "accepted"),
        "verified": ("accepted", "in_progress"),
        "accepted": ("in_progress",),
        "deferred": ("analysed", "rejected"),
        "rejected": ("analysed",),
    },
    closed=(
        "accepted",
        "rejected",
    ),
)
