"""A point in time that was promised."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import DEPENDENCIES, Cash, Day, Rows, Text, one_of, ref_to
from pmledger.kinds.values import Ref


class Milestone(Titled):
    """A point in time that was promised."""

    project: Annotated[Ref, ref_to("project")] = ask(
        "The project this milestone belongs to.", required=True, audience="client"
    )
    baseline_date: Day = ask(
        "The date that was agreed; only an approved change moves it.", table=True, audience="client"
    )
    forecast_date: Day = ask("The date we expect now.", table=True, audience="client")
    actual_date: Day = ask("The day it was reached.", needed_in=("achieved",), table=True, audience="client")
    type: Annotated[str, one_of("contractual", "payment", "internal", "external")] = ask(
        "What hangs on it.", table=True, audience="client"
    )
    depends: Annotated[Rows, DEPENDENCIES] = ask("What must be done before it is reached.")
    acceptance: Text = ask("How we see that it is reached.", audience="client")
    payment: Cash = ask("What can be invoiced once it is reached.")


KIND = Kind(
    name="milestone",
    model=Milestone,
    plural="milestones",
    zh_folders=("里程碑",),
    prefix="MLS",
    group="Plan",
    tier="core",
    page=False,
    purpose="A point in time that was promised.",
    standards="PMBOK milestone list; milestone trend analysis (MTA)",
    lifecycle={
        "planned": ("achieved", "missed", "cancelled"),
        "achieved": ("planned",),
        "missed": ("achieved", "cancelled"),
        "cancelled": ("planned",),
    },
    closed=(
        "achieved",
        "missed",
        "cancelled",
    ),
)
