"""A stage of a project that ends at a gate."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.settings_keys import ALLOWED, STAGE_TOLERANCES
from pmledger.kinds.shapes import Cash, Day, Lines, Person, Refs, by_name, many, one_of, ref_to
from pmledger.kinds.values import Ref


class Phase(Titled):
    """A stage of a project that ends at a gate."""

    project: Annotated[Ref, ref_to("project")] = ask(
        "The project this phase belongs to.", required=True, audience="client"
    )
    order: Annotated[int, Shape("int", minimum=0)] = ask(
        "Its place among the phases.", required=True, table=True, audience="client"
    )
    planned_start: Day = ask("The day it is planned to begin.", table=True, audience="client")
    planned_finish: Day = ask("Its last day as planned.", table=True, audience="client")
    entry_criteria: Lines = ask("What must be so before it begins.", audience="client")
    exit_criteria: Lines = ask("What must be so before it ends.", audience="client")
    deliverables: Annotated[Refs, many(ref_to("deliverable"))] = ask("What it is to produce.", audience="client")
    gate_date: Day = ask("The day of the review at its end.", table=True, audience="client")
    gate_decision: Annotated[str, one_of("go", "conditional_go", "hold", "stop")] = ask(
        "What the review decided.", table=True, audience="client"
    )
    gate_by: Person = ask("Who decided.", audience="client")
    budget: Cash = ask("The money set aside for it.")
    tolerance: Annotated[Mapping[str, object], by_name(ALLOWED, *STAGE_TOLERANCES)] = ask(
        "How far off it may be before somebody above must decide."
    )


KIND = Kind(
    name="phase",
    model=Phase,
    plural="phases",
    zh_folders=("阶段",),
    prefix="PHS",
    group="Plan",
    tier="second",
    page=True,
    purpose="A stage of a project that ends at a gate.",
    standards="PRINCE2 management stage; ISO 21502 phase gate",
    lifecycle={
        "planned": ("active", "skipped"),
        "active": ("gate_review", "completed"),
        "gate_review": ("completed", "active"),
        "completed": ("active",),
        "skipped": (),
    },
    closed=(
        "completed",
        "skipped",
    ),
)
