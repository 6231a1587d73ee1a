"""What we told a client, or a client told us, would be done by a day."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import DATE, AnyRefs, Day, Person, Rows, Text, many, one_of, parts, ref_to
from pmledger.kinds.values import Ref

MOVED = many(
    parts(
        part("due", DATE, "The new day.", required=True),
        part("on", DATE, "When it was agreed."),
        part("agreed_by", ref_to("person"), "Who on the other side agreed."),
        lead="due",
    )
)


class Promise(Titled):
    """What we told a client, or a client told us, would be done by a day."""

    owner: Person = ask(
        "Who of us keeps the promise, or sees that it is kept.", required=True, table=True, audience="client"
    )
    to: Annotated[Ref, ref_to("client", "person")] = ask(
        "The other side.", required=True, table=True, audience="client"
    )
    direction: Annotated[str, one_of("ours", "theirs")] = ask(
        "Whether we owe the other side, or the other side owes us.", default="ours", table=True, audience="client"
    )
    due: Day = ask("The day by which it was promised.", required=True, table=True, audience="client")
    original_due: Day = ask("The day first promised, if it was moved.", audience="client")
    rescheduled: Annotated[Rows, MOVED] = ask("Each new day, and who agreed to it.", audience="client")
    said_in: Annotated[Ref, ref_to("communication")] = ask("Where it was said.", audience="client")
    kept_on: Day = ask("The day it was kept.", needed_in=("kept",), table=True, audience="client")
    reason: Text = ask("Why it was broken or taken back.", needed_in=("broken", "withdrawn"), audience="client")
    carried_by: AnyRefs = ask("The work that keeps it.")


KIND = Kind(
    name="promise",
    model=Promise,
    plural="promises",
    zh_folders=("承诺",),
    prefix="PRM",
    group="Communicate",
    tier="core",
    page=True,
    purpose="What we told a client, or a client told us, would be done by a day.",
    standards="service recovery and expectation management; ISO 10001 codes of conduct (customer promises)",
    lifecycle={
        "open": ("kept", "broken", "withdrawn"),
        "kept": ("open",),
        "broken": ("kept", "withdrawn", "open"),
        "withdrawn": (),
    },
    closed=(
        "kept",
        "broken",
        "withdrawn",
    ),
)
