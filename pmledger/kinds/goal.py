"""A result to reach by a date, with a measure that tells whether it was."""

from decimal import Decimal
from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    LINE,
    MEASUREMENTS,
    Day,
    Line,
    Number,
    Percent,
    Person,
    Rows,
    Text,
    either,
    one_of,
    ref_to,
)
from pmledger.kinds.values import Ref


class Goal(Titled):
    """A result to reach by a date, with a measure that tells whether it was."""

    owner: Person = ask("Who answers for reaching it.", needed_in=("active",), table=True, audience="client")
    statement: Text = ask("What is to be better, and for whom.", required=True, audience="client")
    measure: Annotated[object, either(ref_to("kpi"), LINE)] = ask(
        "What is measured: a few words, or a KPI.", needed_in=("active",), table=True, audience="client"
    )
    unit: Line = ask("What the measure is counted in.", needed_in=("active",), audience="client")
    baseline_value: Number = ask(
        "Where the measure stood at the start.", needed_in=("active",), table=True, audience="client"
    )
    target_value: Number = ask("Where the measure is to stand.", needed_in=("active",), table=True, audience="client")
    direction: Annotated[str, one_of("increase", "decrease", "maintain", "reach")] = ask(
        "Which way the measure is to move.", audience="client"
    )
    tolerance: Annotated[Decimal, Shape("number", minimum=0)] = ask(
        "How far a value to maintain may be off its target, either way.", audience="client"
    )
    start: Day = ask("The day from which we count.", audience="client")
    due: Day = ask("The day by which it is to be reached.", needed_in=("active",), table=True, audience="client")
    achievable_note: Text = ask("Why we think it can be done.")
    relevant_to: Annotated[Ref, ref_to("goal", "project", "client")] = ask(
        "What it is part of: a larger goal, a project, a client.", audience="client"
    )
    confidence: Percent = ask("How sure we are to reach it.")
    measurements: Annotated[Rows, MEASUREMENTS] = ask("What was measured, and when.", audience="client")
    weight: Annotated[Decimal, Shape("number", minimum=0)] = ask("How much it counts in the goal above it.")


KIND = Kind(
    name="goal",
    model=Goal,
    plural="goals",
    zh_folders=("目标",),
    prefix="GOL",
    group="Plan",
    tier="core",
    page=True,
    purpose="A result to reach by a date, with a measure that tells whether it was.",
    standards="SMART (Doran 1981); OKR key result; PMBOK project objectives",
    lifecycle={
        "draft": ("active", "abandoned"),
        "active": ("achieved", "missed", "abandoned"),
        "achieved": ("active",),
        "missed": ("active",),
        "abandoned": (),
    },
    closed=(
        "achieved",
        "missed",
        "abandoned",
    ),
)
