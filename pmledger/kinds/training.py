"""A session in which users or colleagues learn something."""

from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    NUMBER,
    Cash,
    Day,
    Grade,
    Length,
    Line,
    Number,
    Person,
    Refs,
    Rows,
    either,
    many,
    one_of,
    parts,
    ref_to,
)

HEADS = either(Shape("int", minimum=0), many(ref_to("person")))
RESULTS = many(
    parts(part("person", ref_to("person"), "Who.", required=True), part("score", NUMBER, "The score.", required=True))
)


class Training(Titled):
    """A session in which users or colleagues learn something."""

    audience: Annotated[str, one_of("client_user", "client_admin", "team", "partner")] = ask(
        "Whom it is for.", required=True, table=True, audience="client"
    )
    topic: Line = ask("What it is about, if the title does not say.", audience="client")
    date: Day = ask("The day it takes place.", needed_in=("scheduled",), table=True, audience="client")
    duration: Length = ask("How long it takes.", audience="client")
    trainer: Person = ask("Who teaches.", table=True, audience="client")
    invited: Annotated[object, HEADS] = ask("Who was invited, or how many.")
    attended: Annotated[object, HEADS] = ask(
        "Who came, or how many.", needed_in=("delivered",), table=True, audience="client"
    )
    materials: Annotated[Refs, many(ref_to("document"))] = ask("What is handed out.", audience="client")
    pass_score: Number = ask("The score it takes to pass.")
    results: Annotated[Rows, RESULTS] = ask("Who reached which score.")
    satisfaction: Grade = ask("How satisfied those present were, from 1 to 5.", table=True)
    cost: Cash = ask("What it cost.")


KIND = Kind(
    name="training",
    model=Training,
    plural="trainings",
    zh_folders=("培训",),
    prefix="TRN",
    group="Support",
    tier="second",
    page=True,
    purpose="A session in which users or colleagues learn something.",
    standards="Kirkpatrick levels 1-2",
    lifecycle={
        "planned": ("scheduled", "cancelled"),
        "scheduled": ("delivered", "planned", "cancelled"),
        "delivered": ("evaluated",),
        "evaluated": (),
        "cancelled": ("planned",),
    },
    closed=(
        "delivered",
        "evaluated",
        "cancelled",
    ),
)
