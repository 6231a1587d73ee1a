"""How sure the finish and the cost of a project are: its estimates and open risks, many times by chance."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.money import Exchange
from pmledger.analysis.names import figure
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.schedule.clock import finish_day, night
from pmledger.analysis.schedule.lengths import minutes_of
from pmledger.analysis.schedule.network import Plan
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.simulation.draws import GENERATOR, STEPS
from pmledger.analysis.simulation.outcome import Driver, chance, drivers, percentile
from pmledger.analysis.simulation.simulate import Event, Runs, simulate
from pmledger.analysis.simulation.spread import beta_pert
from pmledger.analysis.standing import day, titled
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

COUNT = 2000
"""Runs of a project: with so many a chance is known to about two points in a hundred."""
SEED = 1
SHOWN = (10, 50, 80, 90)
STEPS_OF_CURVE = 24
"""How many points of the distribution are kept for the picture."""


class Doubt(Struct, frozen=True):
    """What the runs of a project tell.

    `finishes` and `costs` are by percent, costs of risks alone in hundredths of `currency`; `curve` has how many runs in
    a hundred end by a day. `estimates` and `risks` are the keys of what is in doubt, `drivers` those that matter, the
    strongest first.
    """

    project: str
    count: int
    seed: int
    finishes: Mapping[int, date]
    costs: Mapping[int, int]
    currency: str
    curve: tuple[tuple[date, float], ...]
    estimates: tuple[str, ...]
    risks: tuple[str, ...]
    drivers: tuple[Driver, ...]
    moments: tuple[int, ...]

    def chance_by(self, on: date) -> Fraction:
        """The share of the runs, in percent, that end on a day or before."""
        return 100 * chance(self.moments, night(on))


def doubts(
    ledger: Ledger, timetable: Timetable, risks: Mapping[str, RiskStanding], exchange: Exchange,
    calendars: Mapping[str, WorkCalendar],
) -> dict[str, Doubt]:
    """The doubt of each project that has an open task with a three-point estimate, by its key."""
    estimated: dict[str, list[Record]] = {}
    for task in ledger.of("task"):
        one = timetable.activities.get(task.key)
        if task.has("estimate") and one is not None and one.begun is None and one.done is None:
            estimated.setdefault(task.project, []).append(task)
    by_project: dict[str, list[RiskStanding]] = {}
    for standing in risks.values() if estimated else ():
        if standing.open and standing.threat and standing.percent:
            by_project.setdefault(standing.record.project, []).append(standing)
    return {
        project: doubt_of(
            ledger.by_key[project], tasks, by_project.get(project, ()), timetable, exchange, calendars[project]
        )
        for project, tasks in estimated.items()
        if project in timetable.schedule.finishes
    }


def doubt_of(
    project: Record,
    tasks: Iterable[Record],
    threats: Iterable[RiskStanding],
    timetable: Timetable,
    exchange: Exchange,
    calendar: WorkCalendar,
) -> Doubt:
    """The plan of one project by chance; what it waits for in others is as planned."""
    spreads = {task.key: spread for task in tasks if (spread := spread_of(task, calendar))}
    likely = sorted(threats, key=lambda one: one.record.key)
    events = [event_of(one, project.key, timetable, calendar) for one in likely]
    runs = simulate(part_of(timetable, project.key), spreads, events, COUNT, SEED)
    finishes = tuple(sorted(runs.finishes[project.key]))
    currency = currency_of(project, exchange)
    costs = sorted(cost_column(likely, runs, currency, exchange, timetable.as_of))
    days = [finish_day(moment) for moment in finishes]
    last = len(finishes) - 1
    places = sorted({round(last * at / STEPS_OF_CURVE) for at in range(STEPS_OF_CURVE + 1)})
    return Doubt(
        project.key, COUNT, SEED,
        {percent: finish_day(percentile(finishes, percent)) for percent in SHOWN},
        {percent: percentile(costs, percent) for percent in SHOWN},
        currency,
        tuple((days[place], 100 * (place + 1) / len(finishes)) for place in places),
        tuple(spreads), tuple(one.record.key for one in likely),
        drivers(runs, runs.finishes[project.key]), finishes,
    )  # fmt: skip


def part_of(timetable: Timetable, project: str) -> Plan:
    """The plan of a project alone: what it waits for elsewhere ends when it is planned to."""
    plan, timings = timetable.plan, timetable.schedule.timings
    own = [one for one in plan.activities if one.project == project]
    keys = {one.key for one in own} | {key for key in plan.summaries if project_of(key, timetable) == project}
    links = [link for link in plan.links if link.after in keys]
    outside = {link.before for link in links} - keys
    fixed = [
        replace(one, project="", part_of="", begun=timings[one.key].start, done=timings[one.key].finish)
        for one in plan.activities
        if one.key in outside and one.key in timings
    ]
    return Plan((*own, *fixed), tuple(links), plan.starts, plan.status, {key: whole for key, whole in plan.summaries.items() if key in keys})


def project_of(key: str, timetable: Timetable) -> str:
    record = timetable.clocks.ledger.get(key)
    return record.project if record is not None else ""


def spread_of(task: Record, calendar: WorkCalendar) -> tuple[float, ...]:
    """The durations that an estimate allows, by beta-PERT, in the units of the task's clock."""
    estimate = task.values.get("estimate")
    if not isinstance(estimate, Mapping) or task.has("duration"):
        return ()
    parts = [minutes_of(part, calendar)[0] for name in "omp" if isinstance(part := estimate.get(name), Duration)]
    return beta_pert(*parts) if len(parts) == 3 else ()


def event_of(standing: RiskStanding, project: str, timetable: Timetable, calendar: WorkCalendar) -> Event:
    """A risk as something that may happen: to the open tasks that it names or that name it, else to the whole project."""
    risk = standing.record
    delay = risk.duration("schedule_impact")
    ledger = timetable.clocks.ledger
    named = {link.target for link in risk.links} | {link.source for link in ledger.backlinks.get(risk.key, ())}
    tasks = tuple(
        key
        for key in sorted(named)
        if (one := timetable.activities.get(key)) is not None and one.project == project and one.duration and one.done is None
    )
    likely = round((standing.percent or Fraction(0)) * STEPS / 100)
    return Event(risk.key, likely, minutes_of(delay, calendar)[0] if delay is not None else 0, tasks, project)


def cost_column(
    threats: Iterable[RiskStanding], runs: Runs, currency: str, exchange: Exchange, as_of: date
) -> list[int]:
    """What risks cost in each run, in hundredths of a currency."""
    found = [0] * runs.count
    for standing in threats:
        money = standing.record.money("cost_impact")
        amount = None if money is None else exchange.convert(money, currency, as_of)
        if amount is not None:
            minor = round(Decimal(100) * Decimal(amount.numerator) / Decimal(amount.denominator))
            found = [cost + minor * hit for cost, hit in zip(found, runs.occurred[standing.record.key], strict=True)]
    return found


def doubt_figures(ledger: Ledger, found: Mapping[str, Doubt], figures: Figures) -> Iterator[Figure]:
    """By when projects end in how many runs, how likely their dates are, and what their risks may cost."""
    for key, doubt in found.items():
        project = ledger.by_key[key]
        given = tuple(inputs_of(doubt, ledger))
        for percent in SHOWN:
            yield figure("project", f"finish_p{percent}", key, Result(doubt.finishes[percent], given))
        planned = day(project, "planned_finish")
        by_plan = Input(say("Planned finish"), planned, key, "planned_finish")
        late = unknown(say("the project has no planned finish"), (by_plan,))
        met = late if planned is None else Result(exact(doubt.chance_by(planned)), (by_plan, *given))
        yield figure("project", "chance_of_plan", key, met)
        yield figure("project", "risk_cost_p80", key, risk_cost(doubt, figures, ledger))


def inputs_of(doubt: Doubt, ledger: Ledger) -> Iterator[Input]:
    """What went into the runs: how many, from which seed, which estimates and which risks."""
    yield Input(say("Runs"), doubt.count)
    yield Input(say("Seed of {generator}", generator=GENERATOR), doubt.seed)
    for key in doubt.estimates:
        yield Input(titled(ledger.by_key[key]), None, key, "estimate")
    for key in doubt.risks:
        risk = ledger.by_key[key]
        yield Input(titled(risk), risk.values.get("schedule_impact"), key, "schedule_impact")


def risk_cost(doubt: Doubt, figures: Figures, ledger: Ledger) -> Result:
    """What eight of ten runs do not exceed for risks: the contingency that is needed for as much certainty."""
    left = figures.get(("contingency_left", doubt.project))
    beside = () if left is None else (Input(say("Contingency left"), left.value, doubt.project, figure=("contingency_left", doubt.project)),)
    costs = tuple(
        Input(titled(risk), risk.values.get("cost_impact"), key, "cost_impact")
        for key in doubt.risks
        if (risk := ledger.by_key[key]).has("cost_impact")
    )
    if not costs:
        return unknown(say("no open threat says what it may cost"), beside, doubt.currency)
    return Result(exact(Fraction(doubt.costs[80], 100)), (*costs, *beside), None, doubt.currency)
