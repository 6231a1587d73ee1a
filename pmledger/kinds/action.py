"""A small step that one person has promised to take by a day."""

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import AnyRef, Day, Person, Text


class Action(Titled):
    """A small step that one person has promised to take by a day."""

    owner: Person = ask("Who takes the step.", required=True, table=True, audience="client")
    due: Day = ask("The day by which it is to be done.", required=True, table=True, audience="client")
    done_on: Day = ask("The day it was done.", needed_in=("done",), table=True, audience="client")
    origin: AnyRef = ask("The meeting, risk, issue or other record that it comes from.", table=True, audience="client")
    outcome: Text = ask("What came of it.", audience="client")


KIND = Kind(
    name="action",
    model=Action,
    plural="actions",
    zh_folders=("行动项",),
    prefix="ACT",
    group="Control",
    tier="core",
    page=False,
    purpose="A small step that one person has promised to take by a day.",
    standards="meeting action log",
    lifecycle={
        "open": ("in_progress", "done", "cancelled"),
        "in_progress": ("done", "open", "cancelled"),
        "done": ("open",),
        "cancelled": ("open",),
    },
    closed=(
        "done",
        "cancelled",
    ),
)
