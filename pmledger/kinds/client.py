"""An organisation, or a private person, that we serve."""

from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Record
from pmledger.kinds.shapes import Channel, Currency, Day, Line, Number, People, Person, Refs, Text, many, one_of, ref_to


class Client(Record):
    """An organisation, or a private person, that we serve."""

    name: Line = ask("The name the client is known by.", required=True, table=True, audience="public")
    short_name: Line = ask("A shorter name for charts and narrow tables.", audience="client")
    segment: Annotated[str, one_of("strategic", "key", "standard", "small")] = ask(
        "How much this client matters, which sets how often we are in touch.", table=True
    )
    industry: Line = ask("The trade the client is in.", table=True)
    size: Line = ask("How large the client is, in people or turnover.")
    region: Line = ask("Where the client is at home.", table=True)
    account_manager: Person = ask(
        "Who of us looks after this client.", needed_in=("active",), table=True, audience="client"
    )
    contacts: People = ask(
        "The people we deal with, if not those who name this client as their organisation.", audience="client"
    )
    since: Day = ask("The day from which we have worked together.", audience="client")
    acquired_via: Line = ask("How the client came to us.")
    needs_summary: Text = ask("What the client wants from us, in a few sentences.")
    preferred_channel: Channel = ask("How the client likes to be reached.")
    contact_cadence_days: Annotated[int, Shape("int", minimum=1)] = ask("The most days that may pass without contact.")
    satisfaction_target: Number = ask("The satisfaction score we want to reach.")
    contract_ids: Annotated[Refs, many(ref_to("document"))] = ask("The contracts we have with this client.")
    currency: Currency = ask("The currency this client is billed in.", audience="client")
    payment_terms_days: Annotated[int, Shape("int", minimum=0)] = ask(
        "The days this client has to pay an invoice.", audience="client"
    )
    tax_id: Line = ask("The number under which the client pays tax.", audience="restricted")


KIND = Kind(
    name="client",
    model=Client,
    plural="clients",
    zh_folders=("客户",),
    prefix="CLI",
    group="CRM",
    tier="core",
    page=True,
    purpose="An organisation, or a private person, that we serve.",
    standards="CRM account; ISO 10004 satisfaction monitoring",
    title_field="name",
    lifecycle={
        "prospect": ("active", "former"),
        "active": ("inactive", "former"),
        "inactive": ("active", "former"),
        "former": ("active",),
    },
    closed=("former",),
)
