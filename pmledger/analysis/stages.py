"""What the stages of projects have cost against the money set aside for them."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from pmledger.analysis.costs import currency_of, share
from pmledger.analysis.earned.work_figures import NOTHING_NAMED
from pmledger.analysis.figure import Figure, Figures, Input, Result, unknown
from pmledger.analysis.money import stated
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

NO_BUDGET = say("no budget is given")


def stage_figures(ledger: Ledger, figures: Figures, premises: Premises, as_of: date) -> Iterator[Figure]:
    """What was spent in each stage that has a budget, and how much of that budget it is."""
    for stage in ledger.of("phase"):
        project = ledger.get(stage.project) if stage.has("budget") else None
        if project is not None:
            yield from figures_of(stage, project, figures, premises, as_of)


def figures_of(stage: Record, project: Record, figures: Figures, premises: Premises, as_of: date) -> Iterator[Figure]:
    to, key = currency_of(project, premises.exchange), stage.key
    money = stage.money("budget")
    found = stated(money, to, premises.exchange, as_of, NO_BUDGET)
    budget = Result(found.value, (Input(say("Budget"), money, key, "budget"), *found.inputs), found.unknown, to)
    spent = stage_spent(stage, project, figures, to)
    cost = figures.get(("actual_cost", key))
    apart = cost is not None and cost.apart
    yield figure("phase", "stage_budget", key, budget)
    yield replace(figure("phase", "stage_spent", key, spent), apart=apart)
    share_of = share(spent, budget, (("stage_spent", key), ("stage_budget", key)))
    yield replace(figure("phase", "budget_used", key, share_of), apart=apart)


def stage_spent(stage: Record, project: Record, figures: Figures, to: str) -> Result:
    """The actual cost of a stage; unknown where nothing of the project names a stage, or a rate is missing."""
    cost, loose = figures.get(("actual_cost", stage.key)), figures.get(("unnamed_cost", project.key))
    if loose is None:
        return unknown(NOTHING_NAMED, (), to)
    rest = Input(say("Costs of the project that name no work, not in it"), loose.value, figure=("unnamed_cost", project.key))
    inputs = (rest,) if loose.value else ()
    if cost is None:
        return Result(0, inputs, None, to)
    return Result(cost.value, (Input(say("Actual cost"), cost.value, figure=("actual_cost", stage.key)), *inputs), cost.unknown, to)
