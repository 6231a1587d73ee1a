"""One round of asking people how satisfied they are."""

from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    BOOL,
    DATE,
    LINE,
    NUMBER,
    TEXT,
    Day,
    Line,
    Number,
    Refs,
    Rows,
    Truth,
    Whole,
    many,
    one_of,
    parts,
    ref_to,
)

RESPONSES = many(
    parts(
        part("person", ref_to("person"), "Who answered, unless anonymous."),
        part("date", DATE, "The day of the answer."),
        part("score", NUMBER, "The answer.", required=True),
        part("comment", TEXT, "What was said beside it."),
        part("consent", BOOL, "Whether the person agreed that the comment is shown."),
        part("segment", LINE, "The group the person belongs to."),
        part("answered_by", ref_to("action", "feedback", "communication"), "What answers this person."),
    )
)


class Survey(Titled):
    """One round of asking people how satisfied they are."""

    method: Annotated[str, one_of("nps", "csat", "ces", "custom")] = ask(
        "The way of asking and counting.", required=True, table=True, audience="client"
    )
    question: Line = ask("The question, word for word.", audience="client")
    scale_min: Whole = ask("The lowest answer.", audience="client")
    scale_max: Whole = ask("The highest answer.", audience="client")
    higher_is_better: Truth = ask("Whether a high answer is a good one.", default=True)
    sent_on: Day = ask("The day it was sent.", needed_in=("open",), table=True, audience="client")
    sent_count: Annotated[int, Shape("int", minimum=0)] = ask("How many people were asked.", table=True)
    closed_on: Day = ask(
        "The last day on which answers were taken.", needed_in=("closed",), table=True, audience="client"
    )
    responses: Annotated[Rows, RESPONSES] = ask("The answers, by name or anonymous.")
    target: Number = ask("The score we want to reach.", table=True)
    actions: Annotated[Refs, many(ref_to("action"))] = ask("What we do about the answers.")


KIND = Kind(
    name="survey",
    model=Survey,
    plural="surveys",
    zh_folders=("满意度调查",),
    prefix="SVY",
    group="Feedback",
    tier="core",
    page=True,
    purpose="One round of asking people how satisfied they are.",
    standards="NPS (Reichheld), MeasuringU adjusted-Wald; ISO 10004",
    lifecycle={
        "planned": ("open",),
        "open": ("closed",),
        "closed": ("analysed", "open"),
        "analysed": (),
    },
    closed=(
        "closed",
        "analysed",
    ),
)
