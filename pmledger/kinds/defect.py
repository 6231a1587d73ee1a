"""Something in a product that is not as it should be."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Day, Person, one_of, ref_to
from pmledger.kinds.values import Ref


class Defect(Titled):
    """Something in a product that is not as it should be."""

    owner: Person = ask("Who sees that it is mended.", table=True, audience="client")
    severity: Annotated[str, one_of("critical", "major", "minor", "cosmetic")] = ask(
        "How bad it is.", required=True, table=True, audience="client"
    )
    priority: Annotated[str, one_of("P1", "P2", "P3", "P4")] = ask("How soon it must be mended.", audience="client")
    deliverable: Annotated[Ref, ref_to("deliverable")] = ask("The product it is in.", table=True, audience="client")
    found_on: Day = ask("The day it was found.", required=True, table=True, audience="client")
    found_by: Person = ask("Who found it.", audience="client")
    found_in: Annotated[str, one_of("requirements", "design", "build", "test", "acceptance", "operation")] = ask(
        "At which stage it was found."
    )
    injected_in: Annotated[str, one_of("requirements", "design", "build", "test")] = ask("At which stage it came in.")
    cause: Annotated[
        str, one_of("requirement", "design", "implementation", "material", "process", "people", "environment")
    ] = ask("Where it comes from.")
    fixed_on: Day = ask("The day it was mended.", needed_in=("fixed",), table=True, audience="client")
    verified_by: Person = ask("Who has seen that it is mended.", needed_in=("verified",), audience="client")
    closed_on: Day = ask("The day it was closed.", needed_in=("closed",), audience="client")
    disposition: Annotated[str, one_of("rework", "repair", "use_as_is", "scrap", "return")] = ask(
        "What is done with the faulty product.", audience="client"
    )


KIND = Kind(
    name="defect",
    model=Defect,
    plural="defects",
    zh_folders=("缺陷",),
    prefix="DEF",
    group="Quality",
    tier="second",
    page=True,
    purpose="Something in a product that is not as it should be.",
    standards="ISO 9001 8.7, ISTQB",
    lifecycle={
        "new": ("confirmed", "rejected", "duplicate"),
        "confirmed": ("in_progress", "deferred", "rejected"),
        "in_progress": ("fixed", "deferred"),
        "fixed": ("verified", "in_progress"),
        "verified": ("closed", "in_progress"),
        "closed": ("in_progress",),
        "deferred": ("in_progress", "closed"),
        "rejected": ("confirmed",),
        "duplicate": ("closed",),
    },
    closed=(
        "closed",
        "rejected",
        "duplicate",
    ),
)
