"""The plan and its cost as they were agreed on a day."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import DATE, DURATION, MONEY, Cash, Day, Line, Person, Refs, Rows, many, parts, ref_to
from pmledger.kinds.values import Ref

AGREED = ("task", "milestone", "phase", "deliverable", "budget_line", "project")
"""Of what a baseline may say when it is and what it costs."""

ITEMS = many(
    parts(
        part("ref", ref_to(*AGREED), "The task, milestone, stage or product, or the budget line.", required=True),
        part("start", DATE, "Its first day."),
        part("finish", DATE, "Its last day."),
        part("cost", MONEY, "What it costs."),
        part("effort", DURATION, "The work in it."),
        lead="ref",
    )
)


class Baseline(Titled):
    """The plan and its cost as they were agreed on a day."""

    project: Annotated[Ref, ref_to("project")] = ask("The project this baseline belongs to.", required=True)
    date: Day = ask("The day it was set.", required=True, table=True)
    version: Line = ask("Its sign, such as B0 or B1.", required=True, table=True)
    reason: Line = ask("Why it was set.")
    change: Annotated[Refs, many(ref_to("change"))] = ask("The approved changes that it answers.")
    supersedes: Annotated[Ref, ref_to("baseline")] = ask("The baseline it takes the place of.")
    approved_by: Person = ask("Who approved it.", needed_in=("approved",), table=True)
    items: Annotated[Rows, ITEMS] = ask("What was agreed for each piece of work.", required=True)
    bac: Cash = ask("The budget of all the work, without reserves.", required=True, table=True)
    contingency: Cash = ask("The reserve for risks that are known.")
    management_reserve: Cash = ask("The reserve for what nobody foresaw.")


KIND = Kind(
    name="baseline",
    model=Baseline,
    plural="baselines",
    zh_folders=("基准",),
    prefix="BSL",
    group="Plan",
    tier="core",
    page=False,
    purpose="The plan and its cost as they were agreed on a day.",
    standards="PMBOK cost/schedule/scope baseline; ISO 21508 PMB",
    lifecycle={
        "draft": ("approved",),
        "approved": ("superseded",),
        "superseded": (),
    },
    closed=("superseded",),
)
