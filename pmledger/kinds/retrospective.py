"""A look back by the team: what went well, what should go better."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Day, Grade, Lines, People, Refs, many, ref_to
from pmledger.kinds.values import Ref


class Retrospective(Titled):
    """A look back by the team: what went well, what should go better."""

    date: Day = ask("The day of the talk.", required=True, table=True)
    scope: Annotated[Ref, ref_to("project", "phase")] = ask("What was looked back on.", table=True)
    participants: People = ask("Who took part.", needed_in=("held",), table=True)
    went_well: Lines = ask("What to keep.", needed_in=("held",))
    to_improve: Lines = ask("What to do better.", needed_in=("held",))
    actions: Annotated[Refs, many(ref_to("action"))] = ask("What we shall do about it.", table=True)
    mood: Grade = ask("How the team felt, from 1 to 5.", table=True)


KIND = Kind(
    name="retrospective",
    model=Retrospective,
    plural="retrospectives",
    zh_folders=("复盘",),
    prefix="RET",
    group="Report",
    tier="second",
    page=True,
    purpose="A look back by the team: what went well, what should go better.",
    standards="agile retrospective; AAR",
    lifecycle={
        "planned": ("held", "cancelled"),
        "held": (),
        "cancelled": ("planned",),
    },
    closed=(
        "held",
        "cancelled",
    ),
)
