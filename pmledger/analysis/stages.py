"""What the stages of projects have cost against the money set aside for them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import cost_line, currency_of, share, spent_costs
from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.labour import Labour, OwnRates, people_rates, without_doubles
from pmledger.analysis.money import add_up, no_rate, stated
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.rates import OWN, rate_card
from pmledger.analysis.spending import Worked, worked
from pmledger.analysis.standing import is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

NOTHING_NAMED = say("no cost and no hours of the project name a stage or a task in one")
NO_BUDGET = say("no budget is given")


class StageWork(Struct, frozen=True):
    """The counted costs and hours of a project by the key of the stage they name; under "" what names none."""

    costs: Mapping[str, tuple[Record, ...]]
    hours: Mapping[str, tuple[Record, ...]]

    @property
    def named(self) -> bool:
        return any(self.costs) or any(self.hours)


def stage_figures(ledger: Ledger, premises: Premises, works: Mapping[str, Labour], as_of: date) -> Iterator[Figure]:
    """What was spent in each stage that has a budget, and how much of that budget it is."""
    stages: dict[str, list[Record]] = {}
    for stage in ledger.of("phase"):
        if stage.has("budget"):
            stages.setdefault(stage.project, []).append(stage)
    own = people_rates(ledger) if stages else {}
    for key, found in stages.items():
        project = ledger.get(key)
        if project is not None:
            work = stage_work(project, ledger, works[key], as_of)
            for stage in found:
                yield from figures_of(stage, project, ledger, premises, own, work, as_of)


def figures_of(
    stage: Record, project: Record, ledger: Ledger, premises: Premises, own: OwnRates, work: StageWork, as_of: date
) -> Iterator[Figure]:
    to = currency_of(project, premises.exchange)
    money = stage.money("budget")
    found = stated(money, to, premises.exchange, as_of, NO_BUDGET)
    budget = Result(found.value, (Input(say("Budget"), money, stage.key, "budget"),), found.unknown, to)
    spent = stage_spent(stage, project, ledger, premises, own, work)
    yield figure("phase", "stage_budget", stage.key, budget)
    yield figure("phase", "stage_spent", stage.key, spent)
    names = (("stage_spent", stage.key), ("stage_budget", stage.key))
    yield figure("phase", "budget_used", stage.key, share(spent, budget, names))


def stage_work(project: Record, ledger: Ledger, work: Labour, as_of: date) -> StageWork:
    """Costs by their task, else by that of their budget line; costs of threats that came true are the reserve's."""
    homes = stages_by_task(project, ledger)
    costs: dict[str, list[Record]] = {}
    for cost in without_doubles(spent_costs(ledger.of_project(project.key, "cost"), as_of), work):
        if not cost.has("risk"):
            line = ledger.get(cost.target("budget_line"))
            named = cost.target("task") or (line.target("task") if line is not None else "")
            costs.setdefault(homes.get(named, ""), []).append(cost)
    hours: dict[str, list[Record]] = {}
    for entry in ledger.of_project(project.key, "time_entry"):
        if is_counted(entry, as_of):
            hours.setdefault(homes.get(entry.target("task"), ""), []).append(entry)
    return StageWork(
        {key: tuple(records) for key, records in costs.items()}, {key: tuple(records) for key, records in hours.items()}
    )


def stages_by_task(project: Record, ledger: Ledger) -> dict[str, str]:
    """The stage that each task of a project lies in, however deep, and each stage itself, by their keys."""
    stages = {stage.key: stage.key for stage in ledger.of_project(project.key, "phase")}
    above = {task.key: task.target("parent") or task.parent for task in ledger.of_project(project.key, "task")}
    found = dict(stages)
    for task in above:
        way, at = dict[str, None](), task
        while at in above and at not in found and at not in way:
            way[at] = None
            at = above[at]
        found |= dict.fromkeys(way, found.get(at, ""))
    return found


def stage_spent(
    stage: Record, project: Record, ledger: Ledger, premises: Premises, own: OwnRates, work: StageWork
) -> Result:
    """The costs and hours of a stage; unknown where nothing of the project names a stage, or a rate is missing."""
    to = currency_of(project, premises.exchange)
    if not work.named:
        return unknown(NOTHING_NAMED, (), to)
    costs = (line for cost in work.costs.get(stage.key, ()) if (line := cost_line(cost)) is not None)
    card = rate_card(project, ledger, "cost", own["cost"])
    hours = worked(work.hours.get(stage.key, ()), card, to, premises.exchange)
    loose = len(work.costs.get("", ()))
    more = (Input(say("Costs of the project that name no stage, not in it"), loose),) if loose else ()
    found = add_up(costs, to, premises.exchange, (*hours_inputs(hours), *more))
    if found.number is None:
        return found
    unvalued = next((one for one in hours if one.keeps and one.worth is None), None)
    if unvalued is not None:
        reason = say("the hours of {day} have no rate", day=unvalued.day)
        if unvalued.rate is not None:
            reason = no_rate(unvalued.rate.rate.currency, to, unvalued.day)
        return unknown(reason, found.inputs, to)
    valued = sum((one.worth for one in hours if one.worth is not None), Fraction(0))
    return Result(exact(found.number + valued), found.inputs, None, to)


def hours_inputs(hours: Iterable[Worked]) -> tuple[Input, ...]:
    """How many hours, and whose rates went in, without telling them."""
    found = tuple(hours)
    if not found:
        return ()
    valued = [one for one in found if one.rate is not None]
    silent = sum((one.hours for one in found if not one.keeps), start=found[0].hours * 0)
    return (
        Input(say("Hours on approved time sheets"), sum((one.hours for one in valued), start=found[0].hours * 0)),
        *(Input(say("A rate"), None, person, OWN["cost"]) for person in dict.fromkeys(one.person for one in valued)),
        *((Input(say("Hours without a rate, not in it"), silent),) if silent else ()),
    )
