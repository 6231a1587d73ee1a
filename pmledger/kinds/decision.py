"""Something that was decided, by whom, and why."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.settings_keys import ALLOWED, GRANTED
from pmledger.kinds.shapes import (
    LINE,
    TEXT,
    AnyRefs,
    Day,
    People,
    Rows,
    Text,
    by_name,
    many,
    one_of,
    parts,
    ref_to,
)
from pmledger.kinds.values import Ref

OPTIONS = many(
    parts(
        part("option", LINE, "What could be done.", required=True),
        part("pros", TEXT, "What speaks for it."),
        part("cons", TEXT, "What speaks against it."),
        part("effect", TEXT, "What it would do to dates, money, scope and risks."),
        lead="option",
    )
)


class Decision(Titled):
    """Something that was decided, by whom, and why."""

    context: Text = ask("What made a decision necessary.", audience="client")
    options: Annotated[Rows, OPTIONS] = ask(
        "What could have been done, with what speaks for and against it.", audience="client"
    )
    decision: Text = ask("What was decided.", needed_in=("decided",), audience="client")
    about: AnyRefs = ask(
        "What it decides on: a change, a gate, a pause, a concession, an accepted risk.", table=True, audience="client"
    )
    rationale: Text = ask("Why it was decided so.", audience="client")
    decided_by: People = ask("Who decided.", needed_in=("decided",), table=True, audience="client")
    decided_on: Day = ask("The day it was decided.", needed_in=("decided",), table=True, audience="client")
    exception: Annotated[tuple[str, ...], many(one_of("schedule", "cost", "scope", "quality", "risk", "benefit"))] = ask(
        "The tolerances that are forecast to be exceeded: with it, the decision is an exception report.",
        audience="client",
    )
    recommendation: Text = ask("What the one who asks would do, and why.", audience="client")
    tolerance: Annotated[Mapping[str, object], by_name(ALLOWED, *GRANTED)] = ask(
        "How far off is accepted from the day of the decision on, in place of what was written before."
    )
    needed_by: Day = ask("The day by which an answer is needed.", table=True, audience="client")
    meeting: Annotated[Ref, ref_to("communication")] = ask("The meeting in which it was decided.", audience="client")
    consequences: Text = ask("What follows from it.", audience="client")
    supersedes: Annotated[Ref, ref_to("decision")] = ask("The decision it takes the place of.", audience="client")
    review_on: Day = ask("The day on which to look at it again.")


KIND = Kind(
    name="decision",
    model=Decision,
    plural="decisions",
    zh_folders=("决策",),
    prefix="DEC",
    group="Control",
    tier="core",
    page=True,
    purpose="Something that was decided, by whom, and why.",
    standards="PM2 decision log; ADR (MADR)",
    lifecycle={
        "proposed": ("decided", "rejected"),
        "decided": ("superseded",),
        "rejected": ("proposed",),
        "superseded": (),
    },
    closed=(
        "decided",
        "rejected",
        "superseded",
    ),
)
