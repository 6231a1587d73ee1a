"""Somebody we work with: a colleague, a client’s contact or a supplier’s."""

from decimal import Decimal
from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Record
from pmledger.kinds.shapes import (
    DATE,
    HOURS,
    PERCENT,
    RATES,
    Channel,
    Day,
    Email,
    Hours,
    Lang,
    Line,
    Lines,
    Rows,
    Score,
    Zone,
    many,
    one_of,
    parts,
    ref_to,
)
from pmledger.kinds.values import Ref

ALLOCATION = many(
    parts(
        part("project", ref_to("project"), "The project.", required=True),
        part("percent", PERCENT, "The share of the person’s time.", required=True),
        part("from", DATE, "The first day."),
        part("to", DATE, "The last day."),
    )
)
LEAVE = many(
    parts(
        part("from", DATE, "The first day off.", required=True),
        part("to", DATE, "The last day off."),
        part("hours", HOURS, "The hours off on each of these days, if not the whole day."),
    )
)


class Person(Record):
    """Somebody we work with: a colleague, a client’s contact or a supplier’s."""

    name: Line = ask("The person’s full name.", required=True, table=True, audience="public")
    type: Annotated[str, one_of("contact", "team", "supplier")] = ask(
        "Whether this is a client’s contact, one of us, or a supplier’s.", required=True, table=True, audience="client"
    )
    organisation: Annotated[Ref, ref_to("client")] = ask(
        "The client this person works for.", table=True, audience="client"
    )
    job_title: Line = ask("What it says on the person’s card.", table=True, audience="client")
    email: Email = ask("The address for e-mail.", table=True)
    phone: Line = ask("The number to call.")
    im: Line = ask("The name on WeChat, Teams or another messenger.")
    preferred_channel: Channel = ask("How the person likes to be reached.")
    language: Lang = ask("The language to write in.")
    timezone: Zone = ask("The time zone the person works in.")
    buying_role: Annotated[
        str, one_of("decision_maker", "economic_buyer", "champion", "influencer", "user", "gatekeeper")
    ] = ask("The part the person plays when the client decides to buy.")
    influence: Score = ask("How much the person can move, from 1 little to 5 a great deal.")
    interest: Score = ask("How much the person cares, from 1 little to 5 a great deal.")
    engagement_current: Annotated[str, one_of("unaware", "resistant", "neutral", "supportive", "leading")] = ask(
        "How the person stands to our work now."
    )
    engagement_desired: Annotated[str, one_of("unaware", "resistant", "neutral", "supportive", "leading")] = ask(
        "How we need the person to stand to our work."
    )
    role: Line = ask("What the person does in our teams.", table=True, audience="client")
    skills: Lines = ask("What the person can do.")
    capacity_hours_day: Hours = ask("The hours a day the person can work for projects.", default=Decimal(8))
    allocation: Annotated[Rows, ALLOCATION] = ask("How the person’s time is shared out among projects.")
    calendar: Annotated[Ref, ref_to("calendar")] = ask("The working days and hours that hold for this person.")
    leave: Annotated[Rows, LEAVE] = ask("When the person is away.")
    cost_rate: Annotated[object, RATES] = ask(
        "What an hour of this person costs us, one amount or several by date.", audience="restricted"
    )
    bill_rate: Annotated[object, RATES] = ask(
        "What an hour of this person is billed at, one amount or several by date.", audience="restricted"
    )
    left_on: Day = ask("The last day the person was with us or with the client.")


KIND = Kind(
    name="person",
    model=Person,
    plural="people",
    aliases=("contacts",),
    zh_folders=("人员",),
    prefix="PER",
    group="CRM",
    tier="core",
    page=True,
    purpose="Somebody we work with: a colleague, a client’s contact or a supplier’s.",
    standards="PMBOK stakeholder register; ISO 21502 stakeholder engagement; CRM contact",
    title_field="name",
    lifecycle={
        "active": ("inactive", "left"),
        "inactive": ("active", "left"),
        "left": ("active",),
    },
    closed=("left",),
)
