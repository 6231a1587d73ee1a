"""A piece of work in a project’s plan."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import (
    DEPENDENCIES,
    LENGTH,
    PERCENT,
    Cash,
    Day,
    Length,
    Line,
    Percent,
    Rows,
    many,
    one_of,
    parts,
    ref_to,
)
from pmledger.kinds.values import Ref

THREE_POINT = parts(
    part("o", LENGTH, "If all goes well.", required=True),
    part("m", LENGTH, "Most likely.", required=True),
    part("p", LENGTH, "If much goes wrong.", required=True),
)
ASSIGNEES = many(
    parts(
        part("person", ref_to("person"), "Who does it.", required=True),
        part("percent", PERCENT, "The share of the person’s time."),
        lead="person",
    )
)
ALTERNATIVES = many(
    parts(
        part("person", ref_to("person"), "Who could do it.", required=True),
        part("percent", PERCENT, "The share of the person’s time; without it that of the one who is replaced."),
        lead="person",
    )
)


class Task(Titled):
    """A piece of work in a project’s plan."""

    project: Annotated[Ref, ref_to("project")] = ask(
        "The project this task belongs to.", required=True, audience="client"
    )
    wbs: Line = ask("Its number in the breakdown of the work, such as 1.2.3.", audience="client")
    parent: Annotated[Ref, ref_to("task", "phase")] = ask("The task or phase it is part of.", audience="client")
    duration: Length = ask("The working time from start to finish; without it, what is tied at both ends lasts from the one to the other.", table=True)
    effort: Length = ask("The hours or days of work in it.")
    estimate: Annotated[Mapping[str, object], THREE_POINT] = ask(
        "Its duration in three points: optimistic, most likely, pessimistic."
    )
    depends: Annotated[Rows, DEPENDENCIES] = ask("What comes first, and how the two are tied.")
    start_no_earlier: Day = ask("The first day on which it may begin.")
    must_start_on: Day = ask("The day on which it has to begin; only what it waits for can move it.")
    finish_no_later: Day = ask("The day by which it has to be finished; a plan that ends it later has negative float.")
    deadline: Day = ask("The day by which it should be finished; it moves nothing, it only warns.")
    assignees: Annotated[Rows, ASSIGNEES] = ask("Who does it, and with how much of their time.", table=True)
    alternatives: Annotated[Rows, ALTERNATIVES] = ask(
        "Who could do it instead of one of its assignees, where it would be done sooner."
    )
    percent_complete: Percent = ask("How much of it is done.", table=True, audience="client")
    ev_method: Annotated[str, one_of("percent", "zero_hundred", "fifty_fifty", "weighted_milestones", "units")] = ask(
        "How its earned value is counted.", default="percent"
    )
    budget: Cash = ask("What it may cost.")
    baseline_start: Day = ask("The start that was agreed, where the baseline does not say.")
    baseline_finish: Day = ask("The finish that was agreed, where the baseline does not say.")
    actual_start: Day = ask("The day it was begun.", needed_in=("in_progress",), table=True, audience="client")
    actual_finish: Day = ask("The day it was finished.", needed_in=("done",), table=True, audience="client")
    remaining: Length = ask("The working time it still needs.")
    blocked_reason: Line = ask("What keeps it from going on.")
    deliverable: Annotated[Ref, ref_to("deliverable")] = ask("The product it makes.", audience="client")
    priority: Annotated[int, Shape("int", minimum=0, maximum=1000)] = ask(
        "Which task goes first when people are short, up to 1000.", default=500
    )


KIND = Kind(
    name="task",
    model=Task,
    plural="tasks",
    zh_folders=("任务",),
    prefix="TSK",
    group="Plan",
    tier="core",
    page=False,
    purpose="A piece of work in a project’s plan.",
    standards="PMBOK activity attributes; PRINCE2 work package; CPM/PDM",
    lifecycle={
        "todo": ("in_progress", "blocked", "done", "cancelled"),
        "in_progress": ("blocked", "in_review", "done", "cancelled", "todo"),
        "blocked": ("in_progress", "todo", "cancelled"),
        "in_review": ("done", "in_progress"),
        "done": ("in_progress",),
        "cancelled": ("todo",),
    },
    closed=(
        "done",
        "cancelled",
    ),
)
