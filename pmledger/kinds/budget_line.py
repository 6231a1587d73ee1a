"""Money planned for one purpose."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Cash, Day, Number, Person, Truth, one_of, ref_to
from pmledger.kinds.values import Ref


class BudgetLine(Titled):
    """Money planned for one purpose."""

    project: Annotated[Ref, ref_to("project")] = ask("The project this money is for.", required=True)
    category: Annotated[
        str,
        one_of(
            "labour",
            "material",
            "equipment",
            "subcontract",
            "software",
            "travel",
            "training",
            "other",
            "contingency",
            "management_reserve",
        ),
    ] = ask("What the money is for.", required=True, table=True)
    amount: Cash = ask("How much is planned.", required=True, table=True)
    quantity: Number = ask("How many units.")
    unit_rate: Cash = ask("What one unit costs.")
    task: Annotated[Ref, ref_to("task", "phase")] = ask("The work it pays for.", table=True)
    from_: Day = ask("The first day on which it is spent.", name="from", table=True)
    to: Day = ask("The last day on which it is spent.", table=True)
    spread: Annotated[str, one_of("linear", "start", "end", "manual")] = ask(
        "How the spending is spread over that time.", default="linear"
    )
    approved_by: Person = ask("Who approved it.", needed_in=("approved",))
    approved_on: Day = ask("The day it was approved.", needed_in=("approved",))
    change: Annotated[Ref, ref_to("change")] = ask("The change that brought it in or altered it.")
    rate_card: Truth = ask(
        "Whether to compare it with hours at the rates that held when it was approved.", audience="restricted"
    )


KIND = Kind(
    name="budget_line",
    model=BudgetLine,
    plural="budget_lines",
    zh_folders=("预算项",),
    prefix="BUD",
    group="Money",
    tier="core",
    page=False,
    purpose="Money planned for one purpose.",
    standards="PMBOK cost baseline; ISO 21511 CBS",
    lifecycle={
        "draft": ("approved",),
        "approved": ("closed", "draft"),
        "closed": ("approved",),
    },
    closed=("closed",),
)
