"""A complaint, praise, suggestion or question that came unasked."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Channel, Day, Person, Refs, Text, many, one_of, ref_to


class Feedback(Titled):
    """A complaint, praise, suggestion or question that came unasked."""

    owner: Person = ask("Who answers it.", table=True, audience="client")
    type: Annotated[str, one_of("complaint", "suggestion", "praise", "question")] = ask(
        "What it is.", required=True, table=True, audience="client"
    )
    from_: Person = ask("Who gave it.", name="from", table=True, audience="client")
    received_on: Day = ask("The day it reached us.", required=True, table=True, audience="client")
    channel: Channel = ask("By which way it came.", audience="client")
    severity: Annotated[str, one_of("low", "medium", "high", "critical")] = ask("How grave a complaint is.")
    acknowledged_on: Day = ask("The day we said that we have it.", needed_in=("acknowledged",), audience="client")
    response: Text = ask("What we answered.", needed_in=("resolved",), audience="client")
    responded_on: Day = ask("The day we answered.", needed_in=("resolved",), table=True, audience="client")
    root_cause: Text = ask("Why it came to this.")
    converted_to: Annotated[Refs, many(ref_to("issue", "change", "requirement", "ticket"))] = ask(
        "What became of it.", audience="client"
    )
    satisfied_after: Annotated[str, one_of("satisfied", "partly", "dissatisfied")] = ask(
        "How the person felt about our answer.", audience="client"
    )


KIND = Kind(
    name="feedback",
    model=Feedback,
    plural="feedback",
    zh_folders=("客户反馈",),
    prefix="FBK",
    group="Feedback",
    tier="core",
    page=True,
    purpose="A complaint, praise, suggestion or question that came unasked.",
    standards="ISO 10002 complaints handling",
    lifecycle={
        "received": ("acknowledged", "in_progress", "closed"),
        "acknowledged": ("in_progress", "resolved", "closed"),
        "in_progress": ("resolved",),
        "resolved": ("closed", "in_progress"),
        "closed": ("in_progress",),
    },
    closed=("closed",),
)
