"""A request to alter what was agreed: scope, dates, cost, quality or contract."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import AnyRefs, Cash, Day, Lines, Person, Span, Text, one_of, ref_to
from pmledger.kinds.values import Ref


class Change(Titled):
    """A request to alter what was agreed: scope, dates, cost, quality or contract."""

    project: Annotated[Ref, ref_to("project")] = ask(
        "The project whose agreement it would alter.", required=True, audience="client"
    )
    type: Annotated[str, one_of("scope", "schedule", "cost", "quality", "resource", "contract", "other")] = ask(
        "What it would alter.", audience="client"
    )
    requested_by: Person = ask("Who asks for it.", required=True, table=True, audience="client")
    requested_on: Day = ask("The day it was asked for.", required=True, table=True, audience="client")
    reason: Text = ask("Why it is asked for.", required=True, audience="client")
    priority: Annotated[str, one_of("low", "medium", "high", "critical")] = ask(
        "How much it matters.", audience="client"
    )
    impact_schedule: Span = ask(
        "How much later the project would finish, in working time.",
        needed_in=("approved",),
        table=True,
        audience="client",
    )
    impact_cost: Cash = ask("How much more the project would cost us.", needed_in=("approved",), table=True)
    impact_price: Cash = ask("How much more the client would pay.", audience="client")
    impact_scope: Text = ask("What would be done that was not agreed, or no longer done.", audience="client")
    impact_quality: Text = ask("What it would do to quality.", audience="client")
    impact_risk: Text = ask("What it would do to risk.")
    options: Lines = ask("What else could be done, doing nothing included.")
    recommendation: Text = ask("What we advise.")
    approver: Person = ask("Who decided on it.", needed_in=("approved", "rejected", "deferred"), audience="client")
    decided_on: Day = ask(
        "The day it was decided.", needed_in=("approved", "rejected", "deferred"), table=True, audience="client"
    )
    decision_note: Text = ask("The terms of the decision.", audience="client")
    authority: Annotated[str, one_of("project_manager", "sponsor", "steering", "client")] = ask("Whose decision it is.")
    implementation_plan: Text = ask("How it is carried out.", needed_in=("implementing",), audience="client")
    planned_on: Day = ask("The day it is to be carried out by.", audience="client")
    implemented_on: Day = ask("The day it was carried out.", needed_in=("implemented",), audience="client")
    verified_by: Person = ask(
        "Who has seen that it was carried out as approved.", needed_in=("closed",), audience="client"
    )
    baseline_before: Annotated[Ref, ref_to("baseline")] = ask("The baseline that it alters.")
    baseline_after: Annotated[Ref, ref_to("baseline")] = ask("The baseline that came out of it.")
    affects: AnyRefs = ask("The tasks, needs, products and documents that it touches.", audience="client")
    rollback: Text = ask("How to undo it.")
    funding: Annotated[str, one_of("client", "contingency", "management_reserve", "absorbed")] = ask(
        "Where the money for it comes from."
    )


KIND = Kind(
    name="change",
    model=Change,
    plural="changes",
    zh_folders=("变更",),
    prefix="CHG",
    group="Control",
    tier="core",
    page=True,
    purpose="A request to alter what was agreed: scope, dates, cost, quality or contract.",
    standards="PMBOK integrated change control; PRINCE2 request for change/off-spec; ITIL change enablement; PM2 change log",
    lifecycle={
        "submitted": ("under_review", "withdrawn", "rejected"),
        "under_review": ("approved", "rejected", "deferred", "withdrawn"),
        "approved": ("implementing", "withdrawn", "under_review"),
        "rejected": ("under_review",),
        "deferred": ("under_review", "rejected", "withdrawn"),
        "implementing": ("implemented", "withdrawn", "approved"),
        "implemented": ("closed", "implementing"),
        "closed": (),
        "withdrawn": (),
    },
    closed=(
        "rejected",
        "closed",
        "withdrawn",
    ),
)
