"""A talk with a colleague about a period’s work; restricted as a whole."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    GRADE,
    LINE,
    PERCENT,
    TEXT,
    Day,
    Grade,
    Person,
    Refs,
    Rows,
    Text,
    many,
    one_of,
    parts,
    ref_to,
)

REVIEWED = many(
    parts(
        part("goal", LINE, "What was to be reached.", required=True),
        part("weight", PERCENT, "How much it counts, in percent of all."),
        part("rating", GRADE, "How well it was reached, from 1 to 5."),
        part("comment", TEXT, "What there is to say about it."),
    )
)
COMPETENCIES = many(
    parts(
        part("name", LINE, "The competency.", required=True),
        part("rating", GRADE, "How well it is shown, from 1 to 5."),
    )
)


class PerformanceReview(Titled):
    """A talk with a colleague about a period’s work; restricted as a whole."""

    visibility: Annotated[str, one_of("restricted", "internal", "client", "public")] = ask(
        "The widest public that may see this record; a review is for those who ask for it by name.",
        default="restricted",
    )
    person: Person = ask("Who is reviewed.", required=True, table=True, audience="restricted")
    reviewer: Person = ask("Who reviews, never the person themselves.", required=True, table=True, audience="restricted")
    period_from: Day = ask("The first day of the period.", required=True, audience="restricted")
    period_to: Day = ask("The last day of the period.", required=True, table=True, audience="restricted")
    objectives: Annotated[Rows, REVIEWED] = ask(
        "The objectives with weight and rating.", required=True, audience="restricted"
    )
    competencies: Annotated[Rows, COMPETENCIES] = ask("Competencies with their ratings.", audience="restricted")
    strengths: Text = ask("What the person does well.", audience="restricted")
    improvements: Text = ask("What the person could do better.", audience="restricted")
    development_plan: Annotated[Refs, many(ref_to("action", "training"))] = ask(
        "What is done for the person’s growth.", audience="restricted"
    )
    overall: Grade = ask(
        "The rating as a whole, from 1 to 5.", needed_in=("discussed",), table=True, audience="restricted"
    )
    discussed_on: Day = ask("The day of the talk.", needed_in=("discussed",), table=True, audience="restricted")
    acknowledged_on: Day = ask(
        "The day the person confirmed having read it.", needed_in=("acknowledged",), audience="restricted"
    )


KIND = Kind(
    name="performance_review",
    model=PerformanceReview,
    plural="performance_reviews",
    zh_folders=("绩效评估",),
    prefix="PRV",
    group="Team",
    tier="optional",
    page=True,
    purpose="A talk with a colleague about a period’s work; restricted as a whole.",
    standards="PMBOK manage team",
    lifecycle={
        "draft": ("discussed",),
        "discussed": ("acknowledged",),
        "acknowledged": ("closed",),
        "closed": (),
    },
    closed=("closed",),
)
