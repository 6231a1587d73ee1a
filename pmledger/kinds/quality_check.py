"""One look at whether something is good enough, and what it showed."""

from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import LINE, NUMBER, Day, Person, Refs, Text, either, many, one_of, ref_to
from pmledger.kinds.values import Ref


class QualityCheck(Titled):
    """One look at whether something is good enough, and what it showed."""

    type: Annotated[str, one_of("inspection", "review", "test", "audit")] = ask(
        "How we look.", required=True, table=True, audience="client"
    )
    standards: Annotated[Refs, many(ref_to("quality_standard"))] = ask(
        "The standards we hold it to.", audience="client"
    )
    deliverable: Annotated[Ref, ref_to("deliverable")] = ask("The product we look at.", table=True, audience="client")
    planned_on: Day = ask("The day on which we mean to look.", needed_in=("planned",), table=True, audience="client")
    done_on: Day = ask("The day on which we looked.", needed_in=("done",), table=True, audience="client")
    checker: Person = ask("Who looked, not the one who made it.", needed_in=("done",), audience="client")
    result: Annotated[str, one_of("pass", "conditional", "fail")] = ask(
        "What came out.", needed_in=("done",), table=True, audience="client"
    )
    measured: Annotated[object, either(NUMBER, LINE)] = ask("The value found.", audience="client")
    sample_size: Annotated[int, Shape("int", minimum=1)] = ask("How many were looked at.", audience="client")
    defects: Annotated[Refs, many(ref_to("defect"))] = ask("The defects found.", audience="client")
    findings: Text = ask("What was found.", audience="client")
    recheck_of: Annotated[Ref, ref_to("quality_check")] = ask("The earlier check that it repeats.", audience="client")


KIND = Kind(
    name="quality_check",
    model=QualityCheck,
    plural="quality_checks",
    zh_folders=("质量检验",),
    prefix="QCK",
    group="Quality",
    tier="second",
    page=True,
    purpose="One look at whether something is good enough, and what it showed.",
    standards="PRINCE2 quality register; ISO 9001 8.6",
    lifecycle={
        "planned": ("done", "cancelled"),
        "done": ("planned",),
        "cancelled": ("planned",),
    },
    closed=(
        "done",
        "cancelled",
    ),
)
