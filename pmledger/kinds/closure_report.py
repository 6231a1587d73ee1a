"""What a finished project was meant to be, what it became, and what remains."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    DATE,
    FIGURES,
    LINE,
    TEXT,
    Day,
    Path,
    Person,
    Refs,
    Rows,
    Text,
    either,
    many,
    parts,
    ref_to,
)
from pmledger.kinds.values import Ref

OBJECTIVES = many(
    parts(
        part("goal", either(ref_to("goal"), LINE), "The goal.", required=True),
        part("result", LINE, "What came of it."),
        part("comment", TEXT, "What there is to say about it."),
        lead="goal",
    )
)
FOLLOW_ON = many(
    parts(
        part("item", either(ref_to(), LINE), "What remains: a record or a text.", required=True),
        part("owner", ref_to("person"), "Who takes care of it."),
        part("due", DATE, "By when."),
        lead="item",
    )
)


class ClosureReport(Titled):
    """What a finished project was meant to be, what it became, and what remains."""

    project: Annotated[Ref, ref_to("project")] = ask(
        "The project it closes.", required=True, table=True, audience="client"
    )
    date: Day = ask("The day it was written.", required=True, table=True, audience="client")
    objectives_review: Annotated[Rows, OBJECTIVES] = ask(
        "Goal by goal, what was reached.", required=True, audience="client"
    )
    scope_review: Text = ask("What was delivered of what was agreed.", audience="client")
    schedule_review: Text = ask("How the dates turned out.", audience="client")
    cost_review: Text = ask("How the cost turned out.")
    quality_review: Text = ask("How good the result is.", audience="client")
    client_satisfaction: Annotated[object, either(ref_to("survey"), TEXT)] = ask(
        "How satisfied the client is: a survey or a text.", audience="client"
    )
    team_review: Text = ask("Whose work deserves thanks.")
    lessons: Annotated[Refs, many(ref_to("lesson"))] = ask("What we learned.", needed_in=("submitted",))
    follow_on: Annotated[Rows, FOLLOW_ON] = ask("What remains to be done, by whom and when.", audience="client")
    benefits_review_on: Day = ask("The day on which to see whether it paid off.", audience="client")
    archive_location: Path = ask("Where the project’s papers are kept.", needed_in=("approved",))
    approved_by: Person = ask("Who approved the closure.", needed_in=("approved",), table=True, audience="client")
    approved_on: Day = ask("The day it was approved.", needed_in=("approved",), table=True, audience="client")
    figures: Annotated[Mapping[str, object], FIGURES] = ask(
        "The figures as they stood when it was issued.", audience="client"
    )


KIND = Kind(
    name="closure_report",
    model=ClosureReport,
    plural="closure_reports",
    zh_folders=("结项报告",),
    prefix="CLO",
    group="Report",
    tier="core",
    page=True,
    purpose="What a finished project was meant to be, what it became, and what remains.",
    standards="PRINCE2 end project report; PMBOK close project; ISO 21502",
    lifecycle={
        "draft": ("submitted",),
        "submitted": ("approved", "draft"),
        "approved": ("draft",),
    },
    closed=("approved",),
)
