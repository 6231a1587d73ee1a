"""Who is told what, how often, by which way and by whom."""

from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    LINE,
    PERIODS,
    Channel,
    Day,
    Line,
    Person,
    Rows,
    Span,
    Truth,
    either,
    many,
    one_of,
    ref_to,
)

FREQUENCY = either(
    one_of("daily", "weekly", "biweekly", "monthly", "quarterly", "on_event"),
    Shape("str", pattern="(?:RRULE:)?FREQ=[A-Z]+(?:;[A-Z-]+=[A-Z0-9,:+-]+)*"),
)


class CommPlan(Titled):
    """Who is told what, how often, by which way and by whom."""

    owner: Person = ask("Who sees that it is kept to.", table=True, audience="client")
    audience: Annotated[object, either(many(ref_to("person")), LINE)] = ask(
        "Whom it is for: people, or a circle in words.", required=True, table=True, audience="client"
    )
    content: Line = ask("What they are told.", required=True, table=True, audience="client")
    purpose: Annotated[str, one_of("inform", "consult", "decide", "engage", "report")] = ask(
        "What it is meant to bring about."
    )
    channel: Channel = ask("By which way they are told.", required=True, table=True, audience="client")
    frequency: Annotated[str, FREQUENCY] = ask(
        "How often: a common rhythm or a recurrence rule.", required=True, table=True, audience="client"
    )
    first_on: Day = ask("The day of the first one.", audience="client")
    until: Day = ask("The last day on which one is due.", audience="client")
    sender: Person = ask("Who sees to it, if not the owner.", audience="client")
    format: Line = ask("What it looks like: a report, minutes, a link.", audience="client")
    feedback_expected: Truth = ask("Whether an answer is expected.")
    answer_within: Span = ask(
        "The working time within which we answer what they write by this way.", audience="client"
    )
    grace_days: Annotated[int, Shape("int", minimum=0)] = ask("The days that it may be late.", default=2)
    pauses: Annotated[Rows, PERIODS] = ask("Times in which none is due.")


KIND = Kind(
    name="comm_plan",
    model=CommPlan,
    plural="comm_plans",
    zh_folders=("沟通计划项", "沟通计划"),
    prefix="CPL",
    group="Communicate",
    tier="core",
    page=True,
    purpose="Who is told what, how often, by which way and by whom.",
    standards="PMBOK communications management plan; ISO 21502; PRINCE2",
    lifecycle={
        "active": ("paused", "ended"),
        "paused": ("active", "ended"),
        "ended": (),
    },
    closed=("ended",),
)
