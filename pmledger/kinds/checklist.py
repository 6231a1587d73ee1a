"""A list to go through for one phase, product or event."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import BOOL, DATE, LINE, AnyRef, Day, Person, Rows, many, parts, ref_to
from pmledger.kinds.values import Ref

CHECKS = many(
    parts(
        part("text", LINE, "What to check.", required=True),
        part("required", BOOL, "Whether it may not be left out."),
        part("done", BOOL, "Whether it is done."),
        part("done_by", ref_to("person"), "Who did it."),
        part("done_on", DATE, "When it was done."),
        part("na_reason", LINE, "Why it does not apply."),
        lead="text",
    )
)


class Checklist(Titled):
    """A list to go through for one phase, product or event."""

    owner: Person = ask("Who goes through it.", table=True, audience="client")
    template: Annotated[Ref, ref_to("process")] = ask("The process it comes from.", table=True)
    for_: AnyRef = ask("What it is gone through for.", name="for", table=True)
    items: Annotated[Rows, CHECKS] = ask("The points of the list.", required=True)
    due: Day = ask("The day by which it is to be complete.", table=True)
    completed_on: Day = ask("The day it was complete.", needed_in=("completed",), table=True)


KIND = Kind(
    name="checklist",
    model=Checklist,
    plural="checklists",
    zh_folders=("检查单",),
    prefix="CKL",
    group="Process",
    tier="second",
    page=True,
    purpose="A list to go through for one phase, product or event.",
    standards="stage-gate checklist",
    lifecycle={
        "open": ("completed", "cancelled"),
        "completed": ("open",),
        "cancelled": (),
    },
    closed=(
        "completed",
        "cancelled",
    ),
)
