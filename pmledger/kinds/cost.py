"""Money that was spent, ordered or is known to be owed."""

from decimal import Decimal
from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Cash, Day, Line, Person, Truth, one_of, ref_to
from pmledger.kinds.values import Ref


class Cost(Titled):
    """Money that was spent, ordered or is known to be owed."""

    type: Annotated[str, one_of("actual", "commitment", "accrual")] = ask(
        "Whether it was spent, ordered or set down as owed.", default="actual"
    )
    category: Annotated[
        str, one_of("labour", "material", "equipment", "subcontract", "software", "travel", "training", "other")
    ] = ask("What the money went to.", required=True, table=True)
    person: Person = ask("Whose work it pays, if it is labour.")
    amount: Cash = ask("How much, without tax we get back; a credit is negative.", required=True, table=True)
    date: Day = ask("The day on which it arose.", required=True, table=True)
    task: Annotated[Ref, ref_to("task", "phase")] = ask("The work it belongs to.")
    budget_line: Annotated[Ref, ref_to("budget_line")] = ask("The line of the budget it is charged to.", table=True)
    supplier: Line = ask("Who is paid.", table=True)
    reference: Line = ask("The number on the supplier’s paper.")
    settles: Annotated[Ref, ref_to("cost")] = ask("The order or accrual that it makes real.")
    exchange_rate: Annotated[Decimal, Shape("number", minimum=0)] = ask(
        "Units of the project’s currency for one of its own."
    )
    approved_by: Person = ask("Who approved it.", needed_in=("approved",))
    paid_on: Day = ask("The day it was paid.", needed_in=("paid",))
    billable: Truth = ask("Whether the client pays for it.")
    risk: Annotated[Ref, ref_to("risk")] = ask("The threat that came true and caused it.")


KIND = Kind(
    name="cost",
    model=Cost,
    plural="costs",
    zh_folders=("费用",),
    prefix="CST",
    group="Money",
    tier="core",
    page=False,
    purpose="Money that was spent, ordered or is known to be owed.",
    standards="EVM actual cost; PRINCE2 financial tolerance",
    lifecycle={
        "submitted": ("approved", "rejected"),
        "approved": ("paid", "rejected", "submitted"),
        "paid": ("approved",),
        "rejected": ("submitted",),
    },
    closed=(
        "paid",
        "rejected",
    ),
)
