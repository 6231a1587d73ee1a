"""What the manager says about one period of a project."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import FIGURES, LINE, Day, Lines, People, Text, by_name, either, many, one_of, ref_to
from pmledger.kinds.values import Ref

COLOURS = by_name(
    one_of("green", "amber", "red", "grey"),
    "schedule",
    "cost",
    "scope",
    "quality",
    "satisfaction",
    "risk",
    "issues",
    "change",
    "freshness",
    "overall",
)


class StatusReport(Titled):
    """What the manager says about one period of a project."""

    project: Annotated[Ref, ref_to("project")] = ask(
        "The project it reports on.", required=True, table=True, audience="client"
    )
    period_from: Day = ask("The first day of the period.", required=True, table=True, audience="client")
    period_to: Day = ask(
        "The last day of the period, up to which the figures count.", required=True, table=True, audience="client"
    )
    rag: Annotated[Mapping[str, object], COLOURS] = ask("The manager’s colour for each dimension.", audience="client")
    rag_reason: Text = ask("Why the colours are what they are, and what leads back to green.", audience="client")
    highlights: Lines = ask("What was done in the period.", required=True, audience="client")
    next_steps: Lines = ask("What comes next.", required=True, audience="client")
    decisions_needed: Annotated[tuple[object, ...], many(either(ref_to("decision"), LINE))] = ask(
        "What must be decided, and by when.", audience="client"
    )
    asks: Lines = ask("What we need from others.", audience="client")
    audience: People = ask("Whom it is for.")
    issued_on: Day = ask("The day it was issued.", needed_in=("issued",), table=True, audience="client")
    figures: Annotated[Mapping[str, object], FIGURES] = ask(
        "The figures as they stood when it was issued.", audience="client"
    )


KIND = Kind(
    name="status_report",
    model=StatusReport,
    plural="status_reports",
    zh_folders=("状态报告",),
    prefix="STR",
    group="Report",
    tier="core",
    page=True,
    purpose="What the manager says about one period of a project.",
    standards="PRINCE2 highlight report (status summary, this/next period, tolerance status, requests for change, key risks and issues, lessons)",
    lifecycle={
        "draft": ("issued",),
        "issued": (),
    },
    closed=("issued",),
)
