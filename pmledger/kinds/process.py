"""How a thing is done here, step by step."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    BOOL,
    DATE,
    LINE,
    Day,
    Line,
    Lines,
    Person,
    Rows,
    Text,
    by_name,
    many,
    one_of,
    parts,
    ref_to,
)

ROLES = by_name(one_of("R", "A", "C", "I"))
STEPS = many(
    parts(
        part("text", LINE, "What is done.", required=True),
        part("role", LINE, "By whom."),
        part("roles", ROLES, "Who is responsible, accountable, consulted and informed here, where it differs from the whole."),
        part("required", BOOL, "Whether it may not be left out."),
        part("evidence", LINE, "What shows that it was done."),
        lead="text",
    )
)
IMPROVEMENTS = many(
    parts(
        part("date", DATE, "When.", required=True),
        part("change", LINE, "What was changed.", required=True),
        part("lesson", ref_to("lesson"), "The lesson behind it."),
    )
)


class Process(Titled):
    """How a thing is done here, step by step."""

    owner: Person = ask("Who answers for the process.", needed_in=("approved",), table=True)
    process_group: Annotated[str, one_of("initiating", "planning", "executing", "monitoring", "closing", "support")] = (
        ask("The part of a project’s life it belongs to.", required=True, table=True)
    )
    purpose: Text = ask("What it is good for.")
    inputs: Lines = ask("What it needs.")
    outputs: Lines = ask("What it yields.")
    steps: Annotated[Rows, STEPS] = ask("Its steps in order.", required=True)
    roles: Annotated[Mapping[str, object], ROLES] = ask("Who is responsible, accountable, consulted and informed.")
    version: Line = ask("Its version.", needed_in=("approved",), table=True)
    review_by: Day = ask("The day by which it is to be looked at again.", table=True)
    improvement_log: Annotated[Rows, IMPROVEMENTS] = ask("How it was bettered over time.")


KIND = Kind(
    name="process",
    model=Process,
    plural="processes",
    zh_folders=("流程",),
    prefix="PRC",
    group="Process",
    tier="second",
    page=True,
    purpose="How a thing is done here, step by step.",
    standards="PMBOK process groups; ISO 9001 4.4; PDCA",
    lifecycle={
        "draft": ("approved", "retired"),
        "approved": ("draft", "retired"),
        "retired": (),
    },
    closed=("retired",),
)
