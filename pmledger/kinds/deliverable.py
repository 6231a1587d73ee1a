"""A product that we hand over, with the terms of its acceptance."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import URL, Day, Line, Lines, Person, Refs, Text, either, many, ref_to
from pmledger.kinds.values import Ref


class Deliverable(Titled):
    """A product that we hand over, with the terms of its acceptance."""

    project: Annotated[Ref, ref_to("project")] = ask("The project that makes it.", required=True, audience="client")
    description: Text = ask("What it is.", audience="client")
    acceptance_criteria: Lines = ask("What it must fulfil to be accepted.", needed_in=("in_review",), audience="client")
    standards: Annotated[Refs, many(ref_to("quality_standard"))] = ask(
        "The standards it is held to.", audience="client"
    )
    due: Day = ask("The day it is to be handed over.", required=True, table=True, audience="client")
    version: Line = ask("Its version.", table=True, audience="client")
    producer: Person = ask("Who makes it.", table=True, audience="client")
    reviewer: Person = ask("Who looks it over before it goes out.", audience="client")
    submitted_on: Day = ask("The day it was handed over.", needed_in=("submitted",), table=True, audience="client")
    accepted_by: Person = ask("Who on the client’s side accepted it.", needed_in=("accepted",), audience="client")
    accepted_on: Day = ask("The day it was accepted.", needed_in=("accepted",), table=True, audience="client")
    rejected_reason: Text = ask("Why it was not accepted.", needed_in=("rejected",), audience="client")
    document: Annotated[object, either(URL, ref_to("document"))] = ask(
        "Where it is: a document or a web address.", audience="client"
    )
    milestone: Annotated[Ref, ref_to("milestone")] = ask("The milestone it belongs to.", audience="client")


KIND = Kind(
    name="deliverable",
    model=Deliverable,
    plural="deliverables",
    zh_folders=("交付物",),
    prefix="DLV",
    group="Quality",
    tier="core",
    page=True,
    purpose="A product that we hand over, with the terms of its acceptance.",
    standards="PRINCE2 product description; PMBOK verified/accepted deliverables",
    lifecycle={
        "planned": ("in_progress", "cancelled"),
        "in_progress": ("in_review", "cancelled"),
        "in_review": ("submitted", "in_progress"),
        "submitted": ("accepted", "rejected", "in_progress"),
        "accepted": ("in_progress",),
        "rejected": ("in_progress", "cancelled"),
        "cancelled": ("planned",),
    },
    closed=(
        "accepted",
        "cancelled",
    ),
)
