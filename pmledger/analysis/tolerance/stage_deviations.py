"""By how much a stage is forecast to be off, by the tasks, the money and the deliverables in it."""

from collections.abc import Callable, Mapping
from datetime import date

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.plan_tree import Twig, tree
from pmledger.analysis.quality import GRAVE, NO_DEFECT
from pmledger.analysis.standing import day, is_open, titled
from pmledger.analysis.tolerance.deviations import Deviation, Ground, changed, dropped_of, failed_of, is_dropped
from pmledger.ledger.record import Record
from pmledger.source.message import say

WHOLE = 100


def stages(project: Record, ground: Ground) -> dict[str, tuple[Twig, tuple[Twig, ...]]]:
    """The stages of a project as its plan has them, each with the single tasks in it."""
    grown = tree(project, ground.ledger, ground.calendars[project.key], ground.timetable, ground.as_of)
    found: dict[str, tuple[Twig, list[Twig]]] = {}
    here = ""
    for twig in grown:
        if twig.depth == 0:
            here = twig.record.key
        if twig.record.kind == "phase":
            found[twig.record.key] = (twig, [])
        elif twig.leaf and here in found:
            found[here][1].append(twig)
    return {key: (twig, tuple(leaves)) for key, (twig, leaves) in found.items()}


Stage = tuple[Twig, tuple[Twig, ...]]


def agreed_end(stage: Twig) -> tuple[date | None, Input]:
    """When a stage was to end: by the baseline of its tasks, else as it says itself."""
    if stage.agreed is not None:
        return stage.agreed[1], Input(say("Finish in the baseline"), stage.agreed[1], stage.record.key)
    planned = day(stage.record, "planned_finish")
    return planned, Input(say("Planned finish"), planned, stage.record.key, "planned_finish")


def slip(stage: Stage, ground: Ground) -> tuple[Result, tuple[tuple[str, str], ...]]:
    """The working days by which a stage ends later than agreed, and the tasks that end it."""
    twig, leaves = stage
    agreed, given = agreed_end(twig)
    expected = twig.expected[1] if twig.expected is not None else None
    inputs = (Input(say("Expected finish"), expected, twig.record.key), given)
    if agreed is None:
        return unknown(say("nothing says when it was to end"), inputs), ()
    if expected is None:
        return unknown(say("nothing says when it will run"), inputs), ()
    end = expected if twig.done == WHOLE else max(expected, ground.as_of)
    days = ground.calendars[twig.record.project].slip(agreed, end)
    last = tuple((one.record.key, "") for one in leaves if one.expected is not None and one.expected[1] == expected)
    return Result(days, inputs), last or ((twig.record.key, "planned_finish"),)


def days(stage: Stage, ground: Ground) -> Deviation:
    return Deviation(*slip(stage, ground))


def schedule_pct(stage: Stage, ground: Ground) -> Deviation:
    """The slip in percent of the working days that were agreed."""
    found, drivers = slip(stage, ground)
    agreed = stage[0].agreed
    if found.number is None or agreed is None:
        return Deviation(unknown(found.unknown or say("nothing says when it was to begin"), found.inputs))
    whole = ground.calendars[stage[0].record.project].working_days(*agreed)
    inputs = (*found.inputs, Input(say("Working days of the baseline"), whole, stage[0].record.key))
    if whole <= 0:
        return Deviation(unknown(say("the baseline has no working day"), inputs))
    return Deviation(Result(exact(100 * found.number / whole), inputs), drivers)


def cost_pct(stage: Stage, ground: Ground) -> Deviation:
    """What was spent and what is left to do by its budget, over that budget, in percent: AC + BAC − EV against BAC."""
    twig, _ = stage
    key = twig.record.key
    spent, cost, why = ground.taken("stage_spent", key)
    budget, whole, lacking = ground.taken("stage_budget", key)
    inputs = (cost, whole, Input(say("Percent complete"), None if twig.done is None else exact(twig.done), key))
    if not twig.record.has("budget"):
        return Deviation(unknown(say("no budget is given"), (Input(say("Budget"), None, key, "budget"),)))
    if spent is None or not budget:
        reason = why.unknown if spent is None else lacking.unknown
        return Deviation(unknown(reason or say("there is no budget to compare with"), inputs))
    if twig.done is None:
        return Deviation(unknown(say("how much of it is done is unknown"), inputs))
    forecast = spent + budget * (WHOLE - twig.done) / WHOLE
    return Deviation(Result(exact(100 * (forecast - budget) / budget), inputs), ((key, "budget"),))


def scope_pct(stage: Stage, ground: Ground) -> Deviation:
    """What was dropped of the deliverables of the stage, in percent."""
    project = ground.ledger.by_key[stage[0].record.project]
    let_out = changed(project, ground)
    named = (ground.ledger.get(key) for key in stage[0].record.targets.get("deliverables", ()))
    return dropped_of([one for one in named if one is not None and (one.key not in let_out or not is_dropped(one))])


def quality_pct(stage: Stage, ground: Ground) -> Deviation:
    """Of the latest checks of the stage's deliverables those that failed, in percent."""
    return failed_of(of_deliverables(stage, ground, "quality_check"), ground.as_of)


def defects(stage: Stage, ground: Ground) -> Deviation:
    """Critical and major defects of the stage's deliverables that are open."""
    if not stage[0].record.targets.get("deliverables"):
        return Deviation(unknown(say("the stage names no deliverables")))
    grave = [
        one
        for one in of_deliverables(stage, ground, "defect")
        if one.text("severity") in GRAVE and one.status not in NO_DEFECT and is_open(one, ground.as_of)
    ]
    inputs = tuple(Input(titled(one), one.text("severity"), one.key, "severity") for one in grave)
    return Deviation(Result(len(grave), inputs), tuple((one.key, "severity") for one in grave))


def of_deliverables(stage: Stage, ground: Ground, kind: str) -> tuple[Record, ...]:
    """The records of a kind that name a deliverable of the stage; each once."""
    keys = stage[0].record.targets.get("deliverables", ())
    found = (one for key in keys for one in ground.ledger.pointing_at(key, kind, "deliverable"))
    return tuple({one.key: one for one in found}.values())


STAGE: Mapping[str, Callable[[Stage, Ground], Deviation]] = {
    "days": days,
    "schedule_pct": schedule_pct,
    "cost_pct": cost_pct,
    "scope_pct": scope_pct,
    "quality_pct": quality_pct,
    "defects": defects,
}
"""By the way of a tolerance, what says how far off a stage is."""
