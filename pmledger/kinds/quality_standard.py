"""What good means for something, and how we tell."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import LINE, NUMBER, Line, Text, either, many, one_of, ref_to


class QualityStandard(Titled):
    """What good means for something, and how we tell."""

    criterion: Text = ask("What must be so.", required=True, audience="client")
    metric: Line = ask("What is measured.", table=True, audience="client")
    target: Annotated[object, either(NUMBER, LINE)] = ask("The value to reach.", table=True, audience="client")
    tolerance: Annotated[object, either(NUMBER, LINE)] = ask("How far off is still good.", audience="client")
    method: Annotated[str, one_of("inspection", "review", "test", "audit", "survey")] = ask(
        "How we find out.", table=True, audience="client"
    )
    applies_to: Annotated[tuple[object, ...], many(either(ref_to(), LINE))] = ask(
        "What it holds for: records, or sorts of things in words.", table=True, audience="client"
    )
    reference: Line = ask("The contract, norm or rule it comes from.", audience="client")
    frequency: Line = ask("How often we look.", audience="client")


KIND = Kind(
    name="quality_standard",
    model=QualityStandard,
    plural="quality_standards",
    zh_folders=("质量标准",),
    prefix="QST",
    group="Quality",
    tier="second",
    page=True,
    purpose="What good means for something, and how we tell.",
    standards="PMBOK quality metrics; PRINCE2 quality criteria/tolerance",
    lifecycle={
        "draft": ("active", "retired"),
        "active": ("retired", "draft"),
        "retired": (),
    },
    closed=("retired",),
)
