"""Something done for the team itself."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Cash, Day, Grade, People, Text, one_of


class TeamEvent(Titled):
    """Something done for the team itself."""

    type: Annotated[str, one_of("team_building", "recognition", "onboarding", "knowledge_sharing", "one_on_one")] = ask(
        "What it is.", required=True, table=True
    )
    date: Day = ask("The day of it.", required=True, table=True)
    participants: People = ask("Who took part.", needed_in=("held",), table=True)
    purpose: Text = ask("What it was for.")
    outcome: Text = ask("What came of it.")
    cost: Cash = ask("What it cost.", table=True)
    rating: Grade = ask("How it was liked, from 1 to 5.", table=True)


KIND = Kind(
    name="team_event",
    model=TeamEvent,
    plural="team_events",
    zh_folders=("团队活动",),
    prefix="TEV",
    group="Team",
    tier="optional",
    page=True,
    purpose="Something done for the team itself.",
    standards="PMBOK develop team",
    lifecycle={
        "planned": ("held", "cancelled"),
        "held": (),
        "cancelled": (),
    },
    closed=(
        "held",
        "cancelled",
    ),
)
