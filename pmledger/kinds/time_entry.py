"""Hours that one person worked on one day."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import TITLE, Record
from pmledger.kinds.shapes import Day, Hours, Line, Person, Truth, ref_to
from pmledger.kinds.values import Ref


class TimeEntry(Record):
    """Hours that one person worked on one day."""

    title: Annotated[str, TITLE] = ask("What was done, in one line.", table=True, audience="public")
    person: Person = ask("Who worked.", required=True, table=True)
    date: Day = ask("The day of the work.", required=True, table=True)
    hours: Hours = ask("How many hours.", required=True, table=True)
    task: Annotated[Ref, ref_to("task")] = ask("The task worked on.", table=True)
    activity: Line = ask("What sort of work it was.", table=True)
    billable: Truth = ask("Whether the client pays for it.")
    approved_by: Person = ask("Who approved it.", needed_in=("approved",))


KIND = Kind(
    name="time_entry",
    model=TimeEntry,
    plural="time_entries",
    aliases=("timesheets",),
    zh_folders=("工时",),
    prefix="TIM",
    group="Money",
    tier="second",
    page=False,
    purpose="Hours that one person worked on one day.",
    standards="timesheet practice",
    lifecycle={
        "draft": ("submitted",),
        "submitted": ("approved", "rejected", "draft"),
        "approved": ("submitted",),
        "rejected": ("submitted",),
    },
    closed=(
        "approved",
        "rejected",
    ),
)
