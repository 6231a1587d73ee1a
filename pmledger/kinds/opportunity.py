"""Business we may win: its worth, its odds and its date."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Cash, Day, Length, Line, Lines, Percent, one_of, ref_to
from pmledger.kinds.values import Ref


class Opportunity(Titled):
    """Business we may win: its worth, its odds and its date."""

    client: Annotated[Ref, ref_to("client")] = ask("The client who may buy.", required=True, table=True)
    amount: Cash = ask("What the business is worth.", needed_in=("proposal", "negotiation", "won"), table=True)
    probability: Percent = ask("The odds of winning it.", table=True)
    effort: Length = ask("The working time that it would take us.")
    expected_close: Day = ask(
        "The day by which we expect an answer.",
        needed_in=("qualification", "needs_analysis", "proposal", "negotiation", "won"),
        table=True,
    )
    next_step: Line = ask("What we do next.", table=True)
    next_step_due: Day = ask("When the next step is due.")
    competitors: Lines = ask("Who else is after this business.")
    lead_source: Line = ask("How we came to hear of it.")
    closed_on: Day = ask("The day it was won or lost.", needed_in=("won", "lost"))
    lost_reason: Annotated[str, one_of("price", "scope", "timing", "competitor", "no_decision", "other")] = ask(
        "Why it was lost.", needed_in=("lost",)
    )
    project: Annotated[Ref, ref_to("project")] = ask("The project it turned into.", needed_in=("won",))


KIND = Kind(
    name="opportunity",
    model=Opportunity,
    plural="opportunities",
    zh_folders=("商机",),
    prefix="OPP",
    group="CRM",
    tier="second",
    page=True,
    purpose="Business we may win: its worth, its odds and its date.",
    standards="Salesforce/vtiger default stage list (Prospecting ... Closed Won/Closed Lost)",
    lifecycle={
        "prospecting": ("qualification", "lost", "on_hold"),
        "qualification": ("needs_analysis", "proposal", "lost", "on_hold"),
        "needs_analysis": ("proposal", "lost", "on_hold"),
        "proposal": ("negotiation", "won", "lost", "on_hold"),
        "negotiation": ("won", "lost", "on_hold", "proposal"),
        "on_hold": ("prospecting", "qualification", "needs_analysis", "proposal", "negotiation", "lost"),
        "won": ("negotiation", "lost"),
        "lost": ("qualification",),
    },
    closed=(
        "won",
        "lost",
    ),
)
