"""Something uncertain that would help or harm what we want to achieve."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    SCORE,
    Cash,
    Day,
    Percent,
    Person,
    Refs,
    Score,
    Span,
    Text,
    by_name,
    either,
    many,
    one_of,
    ref_to,
)
from pmledger.kinds.values import Ref

IMPACT = either(SCORE, by_name(SCORE))


class Risk(Titled):
    """Something uncertain that would help or harm what we want to achieve."""

    owner: Person = ask("Who watches the risk and sees to the response.", table=True, audience="client")
    type: Annotated[str, one_of("threat", "opportunity")] = ask(
        "Whether it would harm or help.", default="threat", audience="client"
    )
    category: Annotated[
        str,
        one_of(
            "schedule", "cost", "scope", "quality", "resource", "technical", "supplier", "client", "legal", "external"
        ),
    ] = ask("Where it comes from.", table=True)
    cause: Text = ask("What could bring it about.", audience="client")
    event: Text = ask("What would happen, if the title does not say.", audience="client")
    effect: Text = ask("What it would do to our objectives.", audience="client")
    probability: Score = ask(
        "How likely it is, from 1 rare to 5 nearly certain.",
        needed_in=("assessed", "responding", "monitoring"),
        table=True,
        audience="client",
    )
    impact: Annotated[object, IMPACT] = ask(
        "How hard it would hit, from 1 slightly to 5 severely, as a whole or by objective.",
        needed_in=("assessed", "responding", "monitoring"),
        table=True,
        audience="client",
    )
    probability_pct: Percent = ask("How likely it is, as a percentage.")
    cost_impact: Cash = ask("What it would cost, or save if it is an opportunity.")
    schedule_impact: Span = ask("The working time it would cost or save.")
    proximity: Annotated[str, one_of("imminent", "within_phase", "within_project", "beyond")] = ask(
        "How soon it could happen."
    )
    strategy: Annotated[
        str, one_of("avoid", "transfer", "mitigate", "accept", "escalate", "exploit", "enhance", "share")
    ] = ask("What we do about it in general.", needed_in=("responding", "monitoring"), audience="client")
    response: Text = ask("What we do about it in particular.", audience="client")
    response_cost: Cash = ask("What the response costs.")
    actions: Annotated[Refs, many(ref_to("action"))] = ask("The steps of the response.")
    contingency: Text = ask("What we do if it happens all the same.")
    trigger: Text = ask("The sign by which we see it coming.")
    residual_probability: Score = ask("How likely it is once the response works.")
    residual_impact: Score = ask("How hard it would hit once the response works.")
    raised_by: Person = ask("Who saw it first.", audience="client")
    raised_on: Day = ask("The day it was seen.", required=True, audience="client")
    review_on: Day = ask("The day on which we look at it again.", table=True)
    closed_on: Day = ask("The day it was closed.", needed_in=("closed",))
    closed_reason: Annotated[str, one_of("expired", "avoided", "occurred", "transferred", "no_longer_relevant")] = ask(
        "Why it was closed.", needed_in=("closed",)
    )
    occurred_on: Day = ask("The day it happened.")
    issue: Annotated[Ref, ref_to("issue")] = ask("The issue it became.", audience="client")


KIND = Kind(
    name="risk",
    model=Risk,
    plural="risks",
    zh_folders=("风险",),
    prefix="RSK",
    group="Control",
    tier="core",
    page=True,
    purpose="Something uncertain that would help or harm what we want to achieve.",
    standards="ISO 31000, PMBOK risk register, PRINCE2 A.25, PM2 risk log",
    lifecycle={
        "identified": ("assessed", "closed", "responding", "monitoring", "occurred"),
        "assessed": ("responding", "monitoring", "occurred", "closed"),
        "responding": ("monitoring", "occurred", "closed", "assessed"),
        "monitoring": ("responding", "assessed", "occurred", "closed"),
        "occurred": ("closed", "monitoring"),
        "closed": ("assessed",),
    },
    closed=(
        "occurred",
        "closed",
    ),
)
