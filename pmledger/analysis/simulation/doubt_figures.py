"""The figures of doubt: by when projects end, what they cost, and how likely what they have to keep is kept."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.simulation.doubt import SHOWN, Costs, Dates, Doubt
from pmledger.analysis.simulation.draws import GENERATOR
from pmledger.analysis.simulation.response_figures import response_figures
from pmledger.analysis.simulation.threats import CENTS
from pmledger.analysis.standing import titled
from pmledger.ledger.ledger import Ledger
from pmledger.source.message import Message, say

SURE = 80
"""How many runs of a hundred a reserve is measured by."""
BASE = ("cost_forecast", "contingency_used")
NO_PLAN = say("the project has no planned finish")


def doubt_figures(ledger: Ledger, found: Mapping[str, Doubt], figures: Figures) -> Iterator[Figure]:
    """All figures of all projects in doubt."""
    for key, doubt in found.items():
        made = tuple(runs_inputs(doubt))
        known = {**finish_results(doubt, ledger, made), **cost_results(doubt, ledger, figures, made)}
        yield from (figure("project", name, key, result) for name, result in known.items())
        yield from response_figures(doubt, ledger, made)
        for milestone, (sure, kept) in doubt.milestones.items():
            agreed = Input(say("Baseline date"), doubt.limits.milestones[milestone], milestone, "baseline_date")
            behind = Input(say("Finish in 80 % of the runs"), None, doubt.project, figure=("finish_p80", doubt.project))
            yield figure("milestone", "date_p80", milestone, Result(sure, (*made, behind)))
            yield figure("milestone", "chance_of_date", milestone, Result(exact(100 * kept), (agreed, *made, behind)))
        for task, runs in doubt.finish.critical.items() if doubt.finish is not None else ():
            if ledger.by_key[task].kind == "task":
                share = exact(Fraction(100 * runs, doubt.count))
                yield figure("task", "criticality", task, Result(share, (Input(say("Runs in which it is"), runs, task), *made)))


def runs_inputs(doubt: Doubt) -> Iterator[Input]:
    """How the runs are made: how many, and from which seed."""
    yield Input(say("Runs"), doubt.count)
    yield Input(say("Seed of {generator}", generator=GENERATOR), doubt.seed)


def finish_results(doubt: Doubt, ledger: Ledger, made: tuple[Input, ...]) -> dict[str, Result]:
    """Days by certainty, and the chances of the planned, the agreed and the promised days; nothing without estimates."""
    if doubt.finish is None:
        return {}
    limits, key = doubt.limits, doubt.project
    given = (*made, *finish_inputs(doubt, doubt.finish, ledger))
    baseline = (Input(say("Finish in the baseline"), limits.agreed, limits.baseline, "items"),) if limits.baseline else ()
    days = tuple(
        Input(titled(ledger.by_key[one]), on, one, "baseline_date" if ledger.by_key[one].kind == "milestone" else deadline_field(ledger, one))
        for one, on in limits.deadlines.items()
    )
    planned = Input(say("Planned finish"), limits.planned, key, "planned_finish")
    return {
        **{f"finish_p{percent}": Result(doubt.finish.by_percent[percent], given) for percent in SHOWN},
        "chance_of_plan": chance(doubt, "plan", (planned, *given), NO_PLAN),
        "chance_of_baseline": chance(doubt, "baseline", (*baseline, *given), no_baseline(doubt)),
        "chance_of_deadline": chance(doubt, "deadline", (*days, *given), say("no open task has a deadline, and no milestone was promised")),
    }  # fmt: skip


def deadline_field(ledger: Ledger, task: str) -> str:
    return "deadline" if ledger.by_key[task].has("deadline") else "finish_no_later"


def no_baseline(doubt: Doubt) -> Message:
    if doubt.limits.baseline:
        return say("the baseline has no dated items")
    return say("the project has no approved baseline")


def finish_inputs(doubt: Doubt, finish: Dates, ledger: Ledger) -> Iterator[Input]:
    """The estimates and risks that went into the finish, those that decide it first."""
    order = [one.name for one in finish.drivers]
    for key in dict.fromkeys((*order, *doubt.estimates, *doubt.risks)):
        record = ledger.by_key[key]
        field = "estimate" if record.kind == "task" else "schedule_impact"
        if record.has(field):
            yield Input(titled(record), record.values.get(field) if field == "schedule_impact" else None, key, field)


def chance(doubt: Doubt, name: str, inputs: tuple[Input, ...], missing: Message) -> Result:
    found = doubt.chances.get(name)
    return unknown(missing, inputs) if found is None else Result(exact(100 * found), inputs)


def cost_results(doubt: Doubt, ledger: Ledger, figures: Figures, made: tuple[Input, ...]) -> dict[str, Result]:
    """Costs at completion by certainty, the reserve that they need, and the chance of the budget."""
    left = figures.get(("contingency_left", doubt.project))
    beside = () if left is None else (as_input(say("Contingency left"), left),)
    nothing = unknown(say("no open threat says what it may cost"), beside, doubt.currency)
    if doubt.cost is None:
        return {"risk_cost_p80": nothing}
    cost, unit = doubt.cost, doubt.currency
    threats, hours = tuple(threat_inputs(cost, ledger)), tuple(work_inputs(cost, ledger))
    given = (*made, *threats, *hours)
    base = tuple(as_input(known.label, known) for name in BASE if (known := figures.get((name, doubt.project))) is not None)
    budget = figures.get(("budget", doubt.project))
    limit = () if budget is None else (as_input(budget.label, budget),)
    reserve = max(cost.extra[SURE], 0)
    return {
        **{f"cost_p{percent}": cost_at(doubt, cost, percent, (*base, *given), figures) for percent in SHOWN},
        "chance_of_budget": priced(doubt, cost, "budget", (*limit, *base, *given), figures),
        **({"chance_of_both": both(doubt, cost, figures)} if doubt.finish is not None else {}),
        "risk_cost_p80": amount(cost, cost.risks[SURE], (*threats, *beside), unit) if cost.priced else nothing,
        "contingency_needed": amount(cost, reserve, (*given, *beside), unit),
    }  # fmt: skip


def as_input(label: Message, known: Figure) -> Input:
    return Input(label, known.value, known.subject, figure=(known.name, known.subject))


def threat_inputs(cost: Costs, ledger: Ledger) -> Iterator[Input]:
    for key in cost.priced:
        risk = ledger.by_key[key]
        yield Input(titled(risk), risk.values.get("cost_impact"), key, "cost_impact")


def work_inputs(cost: Costs, ledger: Ledger) -> Iterator[Input]:
    """The estimates whose hours have a price, and whose rates went in, without telling them."""
    for key in cost.moved:
        yield Input(titled(ledger.by_key[key]), None, key, "estimate")
    for person in cost.people:
        yield Input(say("A rate"), None, person, "cost_rate")


def amount(cost: Costs, cents: int, inputs: tuple[Input, ...], unit: str) -> Result:
    if cost.unknown is not None:
        return unknown(cost.unknown, inputs, unit)
    return Result(exact(Fraction(cents, CENTS)), inputs, None, unit)


def cost_at(doubt: Doubt, cost: Costs, percent: int, inputs: tuple[Input, ...], figures: Figures) -> Result:
    """The base and what so many of a hundred runs do not exceed beyond it."""
    if doubt.limits.base is None:
        return unknown(no_base(doubt, figures), inputs, doubt.currency)
    found = amount(cost, cost.extra[percent], inputs, doubt.currency)
    if found.number is None:
        return found
    return Result(exact(doubt.limits.base + found.number), inputs, None, doubt.currency)


def no_base(doubt: Doubt, figures: Figures) -> Message:
    forecast = figures.get(("cost_forecast", doubt.project))
    return (forecast.unknown if forecast is not None else None) or say("the cost forecast is unknown")


def priced(doubt: Doubt, cost: Costs, name: str, inputs: tuple[Input, ...], figures: Figures) -> Result:
    """A chance of money: unknown without a budget or a forecast, or where an amount is missing."""
    if cost.unknown is not None:
        return unknown(cost.unknown, inputs)
    missing = say("the project has no budget") if doubt.limits.budget is None else no_base(doubt, figures)
    return chance(doubt, name, inputs, missing)


def both(doubt: Doubt, cost: Costs, figures: Figures) -> Result:
    """The chance of being on time and within the budget in the same run."""
    day = "chance_of_plan" if doubt.limits.planned is not None else "chance_of_baseline"
    inputs = (
        Input(say("Chance of the finish"), None, doubt.project, figure=(day, doubt.project)),
        Input(say("Chance of the budget"), None, doubt.project, figure=("chance_of_budget", doubt.project)),
    )
    if doubt.limits.planned is None and doubt.limits.agreed is None:
        return unknown(NO_PLAN, inputs)
    return priced(doubt, cost, "both", inputs, figures)
