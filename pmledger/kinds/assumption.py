"""Something we take for granted, or need from others, without having it yet."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import LINE, Day, Person, Text, either, one_of, ref_to
from pmledger.kinds.values import Ref


class Assumption(Titled):
    """Something we take for granted, or need from others, without having it yet."""

    owner: Person = ask("Who finds out whether it holds.", table=True, audience="client")
    type: Annotated[str, one_of("assumption", "constraint", "dependency")] = ask(
        "Whether we assume it, are bound by it, or depend on it.", required=True, table=True, audience="client"
    )
    validate_by: Day = ask("The day by which we want to know.", table=True)
    provider: Annotated[object, either(ref_to("person", "client"), LINE)] = ask(
        "Who is to provide what we depend on.", table=True, audience="client"
    )
    needed_by: Day = ask("The day by which we need it.", table=True, audience="client")
    impact_if_false: Text = ask("What happens if it does not hold.")
    outcome: Text = ask("What we found out.", needed_in=("validated", "invalidated"))
    risk: Annotated[Ref, ref_to("risk")] = ask("The risk that comes with it.")


KIND = Kind(
    name="assumption",
    model=Assumption,
    plural="assumptions",
    zh_folders=("假设与依赖",),
    prefix="ASM",
    group="Control",
    tier="second",
    page=True,
    purpose="Something we take for granted, or need from others, without having it yet.",
    standards="RAID log; PMBOK assumption log",
    lifecycle={
        "open": ("validated", "invalidated", "closed"),
        "validated": ("invalidated", "closed", "open"),
        "invalidated": ("closed", "open"),
        "closed": (),
    },
    closed=(
        "validated",
        "closed",
    ),
)
