"""A piece of work for a client with a goal, a plan, a budget and an end."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Record
from pmledger.kinds.settings_keys import TOLERANCES
from pmledger.kinds.shapes import (
    DATE,
    LINE,
    MONEY,
    NUMBER,
    RATE,
    Cash,
    Currency,
    Day,
    Line,
    Lines,
    Person,
    Rows,
    Text,
    by_name,
    either,
    many,
    one_of,
    parts,
    ref_to,
)
from pmledger.kinds.values import Ref

TEAM = many(
    parts(part("person", ref_to("person"), "Who.", required=True), part("role", LINE, "In which role."), lead="person")
)
PROJECT_RATES = many(
    parts(
        part("person", ref_to("person"), "Whose rate it is."),
        part("role", LINE, "The role it holds for, if not one person."),
        part("from", DATE, "The day from which it holds.", required=True),
        part("cost", RATE, "What an hour costs us."),
        part("bill", RATE, "What an hour is billed at."),
    )
)
ESTIMATE = parts(
    part("amount", MONEY, "The estimate.", required=True),
    part("by", ref_to("person"), "Who made it."),
    part("on", DATE, "When it was made."),
)
OVERRIDE = parts(
    part("rag", one_of("green", "amber", "red", "grey"), "The colour in the manager’s view.", required=True),
    part("reason", LINE, "Why it differs from the computed colour."),
    part("by", ref_to("person"), "Who says so."),
    part("until", DATE, "The last day on which it holds."),
)


class Project(Record):
    """A piece of work for a client with a goal, a plan, a budget and an end."""

    name: Line = ask("What the project is called.", required=True, table=True, audience="public")
    code: Line = ask("A short sign for charts.", audience="client")
    client: Annotated[Ref, ref_to("client")] = ask(
        "The client the project is for.", required=True, table=True, audience="client"
    )
    sponsor: Person = ask("Who wants the project and stands behind it.", needed_in=("initiating",), audience="client")
    manager: Person = ask("Who runs the project.", required=True, table=True, audience="client")
    team: Annotated[Rows, TEAM] = ask("Who works on it, and in which role.", audience="client")
    objective: Text = ask("What the project is to achieve.", needed_in=("planning", "executing"), audience="client")
    scope_in: Lines = ask("What is part of the project.", audience="client")
    scope_out: Lines = ask("What is not part of the project.", audience="client")
    priority: Annotated[str, one_of("low", "medium", "high", "critical")] = ask(
        "How much it matters among our projects."
    )
    method: Annotated[str, one_of("predictive", "agile", "hybrid")] = ask(
        "How the work is planned and steered.", audience="client"
    )
    planned_start: Day = ask(
        "The day the work is planned to begin.", needed_in=("planning", "executing"), audience="client"
    )
    planned_finish: Day = ask(
        "The last day of the work as planned.", needed_in=("planning", "executing"), table=True, audience="client"
    )
    baseline: Annotated[Ref, ref_to("baseline")] = ask("The baseline that is in force.", needed_in=("executing",))
    actual_start: Day = ask("The day the work began.", needed_in=("executing",), audience="client")
    actual_finish: Day = ask("The day the work was finished.", needed_in=("closed",), audience="client")
    status_date: Day = ask("The day up to which the project’s data are complete.")
    contract_value: Cash = ask("What the client pays by the contract as it is today, before tax.")
    contract_signed: Cash = ask("What the client was to pay when the contract was signed, before tax.")
    billing: Annotated[str, one_of("fixed", "capped", "time", "retainer", "internal")] = ask(
        "How the work is paid for."
    )
    rates: Annotated[Rows, PROJECT_RATES] = ask(
        "Rates that hold in this project, by person or by role.", audience="restricted"
    )
    budget: Cash = ask(
        "The approved money: baseline, contingency and management reserve together.",
        needed_in=("executing",),
        table=True,
    )
    eac: Annotated[Mapping[str, object], ESTIMATE] = ask(
        "What the manager expects the work to have cost at its end, without what contingency pays of threats."
    )
    currency: Currency = ask("The currency the project is kept in.", required=True, audience="client")
    tolerance: Annotated[Mapping[str, object], by_name(either(NUMBER, many(NUMBER)), *TOLERANCES)] = ask(
        "How far off plan is still on plan, where it differs from the workspace’s limits."
    )
    report_frequency: Annotated[str, one_of("weekly", "biweekly", "monthly")] = ask(
        "How often a status report is due.", default="weekly"
    )
    calendar: Annotated[Ref, ref_to("calendar")] = ask("The working days and hours that hold in this project.")
    health_override: Annotated[Mapping[str, object], OVERRIDE] = ask(
        "The manager’s own view of the project’s health, for a while and with a reason."
    )


KIND = Kind(
    name="project",
    model=Project,
    plural="projects",
    zh_folders=("项目",),
    prefix="PRJ",
    group="Plan",
    tier="core",
    page=True,
    purpose="A piece of work for a client with a goal, a plan, a budget and an end.",
    standards="PMBOK project charter / ISO 21502; process groups initiating-planning-executing-monitoring-closing; PRINCE2 project brief",
    title_field="name",
    lifecycle={
        "proposed": ("initiating", "cancelled"),
        "initiating": ("planning", "cancelled", "on_hold"),
        "planning": ("executing", "cancelled", "on_hold"),
        "executing": ("closing", "on_hold", "cancelled", "planning"),
        "closing": ("closed", "executing", "on_hold"),
        "closed": ("executing",),
        "on_hold": ("initiating", "planning", "executing", "cancelled"),
        "cancelled": (),
    },
    closed=(
        "closed",
        "cancelled",
    ),
)
