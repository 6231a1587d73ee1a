"""A figure we steer by: how it is counted, its target, and its values over time."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import MEASUREMENTS, Line, Number, Person, Rows, one_of


class Kpi(Titled):
    """A figure we steer by: how it is counted, its target, and its values over time."""

    owner: Person = ask("Who answers for the figure.", table=True, audience="client")
    formula: Line = ask("How it is counted, or the name of a built-in figure.", required=True)
    unit: Line = ask("What it is counted in.", table=True)
    direction: Annotated[str, one_of("higher", "lower", "range")] = ask(
        "Which way is better.", required=True, table=True
    )
    target: Number = ask("The value we want.", needed_in=("active",), table=True)
    amber: Number = ask("The value from which it turns amber.", needed_in=("active",))
    red: Number = ask("The value from which it turns red.", needed_in=("active",))
    frequency: Annotated[str, one_of("weekly", "monthly", "quarterly", "yearly")] = ask(
        "How often it is counted.", required=True, table=True
    )
    category: Annotated[str, one_of("schedule", "cost", "quality", "client", "team", "process")] = ask(
        "What it tells about."
    )
    source_type: Annotated[str, one_of("derived", "manual")] = ask("Whether it is computed or written down.")
    measurements: Annotated[Rows, MEASUREMENTS] = ask("Its values, and when they were taken.")


KIND = Kind(
    name="kpi",
    model=Kpi,
    plural="kpis",
    zh_folders=("关键绩效指标",),
    prefix="KPI",
    group="KPI",
    tier="core",
    page=True,
    purpose="A figure we steer by: how it is counted, its target, and its values over time.",
    standards="balanced scorecard; ISO 22400 KPI description",
    lifecycle={
        "draft": ("active", "retired"),
        "active": ("retired",),
        "retired": ("active",),
    },
    closed=("retired",),
)
