"""What we learned, told so that others can use it."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Day, Line, Lines, Refs, Text, many, one_of, ref_to
from pmledger.kinds.values import Ref


class Lesson(Titled):
    """What we learned, told so that others can use it."""

    type: Annotated[str, one_of("positive", "negative")] = ask(
        "Whether to do it again or to avoid it.", required=True, table=True
    )
    date: Day = ask("The day we learned it.", table=True)
    phase: Line = ask("The stage of work it comes from.")
    category: Annotated[
        str,
        one_of(
            "schedule",
            "cost",
            "scope",
            "quality",
            "resource",
            "communication",
            "risk",
            "client",
            "technical",
            "process",
        ),
    ] = ask("What it is about.", needed_in=("validated",), table=True)
    situation: Text = ask("What happened.", required=True)
    cause: Text = ask("Why it happened.")
    effect: Text = ask("What it led to.")
    recommendation: Text = ask("What a stranger should do.", required=True, table=True)
    applies_to: Lines = ask("The sorts of work it is good for.", table=True)
    actions: Annotated[Refs, many(ref_to("action"))] = ask("What we did about it.")
    process: Annotated[Ref, ref_to("process")] = ask("The process that was changed for it.")


KIND = Kind(
    name="lesson",
    model=Lesson,
    plural="lessons",
    zh_folders=("经验教训",),
    prefix="LSN",
    group="Knowledge",
    tier="core",
    page=True,
    purpose="What we learned, told so that others can use it.",
    standards="PRINCE2 A.14/A.15 lessons log/report; PMBOK lessons learned register",
    lifecycle={
        "captured": ("validated", "archived"),
        "validated": ("applied", "archived"),
        "applied": ("archived",),
        "archived": (),
    },
    closed=("archived",),
)
