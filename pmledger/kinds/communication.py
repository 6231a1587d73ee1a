"""One meeting, call, mail or visit: an entry in the history of contact."""

from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    Channel,
    Day,
    DayTime,
    Length,
    Line,
    Lines,
    People,
    Person,
    Refs,
    Text,
    many,
    one_of,
    ref_to,
)
from pmledger.kinds.values import Ref


class Communication(Titled):
    """One meeting, call, mail or visit: an entry in the history of contact."""

    type: Annotated[str, one_of("meeting", "call", "email", "workshop", "visit", "message", "report", "review")] = ask(
        "What took place.", required=True, table=True, audience="client"
    )
    channel: Channel = ask("By which way it took place.", required=True, table=True, audience="client")
    direction: Annotated[str, one_of("inbound", "outbound", "internal")] = ask("Who began it.")
    date: DayTime = ask("The day, and the time if it matters.", required=True, table=True, audience="client")
    duration: Length = ask("How long it took.", audience="client")
    participants: People = ask("Who took part.", needed_in=("held",), table=True, audience="client")
    absent: People = ask("Who was missed.", audience="client")
    location: Line = ask("Where it took place.", audience="client")
    agenda: Lines = ask("What was to be talked about.", audience="client")
    summary: Text = ask("What was said.", needed_in=("held",), audience="client")
    decisions: Annotated[Refs, many(ref_to("decision"))] = ask("What was decided in it.", audience="client")
    actions: Annotated[Refs, many(ref_to("action"))] = ask("What was agreed to be done.", audience="client")
    needs: Annotated[Refs, many(ref_to("requirement"))] = ask("Needs that came up.")
    sentiment: Annotated[int, Shape("int", minimum=-2, maximum=2)] = ask(
        "The mood of the other side, from -2 bad to 2 good."
    )
    plan_item: Annotated[Ref, ref_to("comm_plan")] = ask("The item of the communication plan that it fulfils.")
    minutes_sent_on: Day = ask("The day the minutes went out.", needed_in=("minuted",), audience="client")
    confirmed_by: Person = ask(
        "Who on the client’s side confirmed the minutes.", needed_in=("confirmed",), audience="client"
    )
    next_contact: Day = ask("The day on which to be in touch again.")


KIND = Kind(
    name="communication",
    model=Communication,
    plural="communications",
    aliases=("meetings",),
    zh_folders=("沟通记录", "会议"),
    prefix="COM",
    group="Communicate",
    tier="core",
    page=True,
    purpose="One meeting, call, mail or visit: an entry in the history of contact.",
    standards="CRM activity; PRINCE2 communication management approach; PMBOK 10.2",
    lifecycle={
        "planned": ("held", "cancelled"),
        "held": ("minuted", "confirmed"),
        "minuted": ("confirmed",),
        "confirmed": (),
        "cancelled": (),
    },
    closed=(
        "held",
        "minuted",
        "confirmed",
        "cancelled",
    ),
)
