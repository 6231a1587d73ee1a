"""How sure the finish and the cost of a project are: its estimates and open risks, many times by chance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor

from msgspec import Struct

from pmledger.analysis.by_need import ByNeed
from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import Figures
from pmledger.analysis.labour import OwnRates
from pmledger.analysis.money import Exchange
from pmledger.analysis.rates import own_rates
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.schedule.clock import finish_day, night
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.simulation.draws import happens
from pmledger.analysis.simulation.limits import Limits, limits_of
from pmledger.analysis.simulation.outcome import Driver, chance, drivers, percentile
from pmledger.analysis.simulation.pieces import part_of, piece_of
from pmledger.analysis.simulation.placing import Column
from pmledger.analysis.simulation.responses import Response, Scene, responses
from pmledger.analysis.simulation.simulate import Runs, runs_of
from pmledger.analysis.simulation.spread import beta_pert
from pmledger.analysis.simulation.threats import CENTS, Prices, chance_of, cost_column, event_of, prices_of
from pmledger.analysis.simulation.trial import try_out
from pmledger.analysis.simulation.work_cost import WorkCost, moved_cost, work_costs
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message

COUNT = 2000
"""Runs of a project: with so many a chance is known to about two points in a hundred."""
SEED = 1
SHOWN = (10, 50, 80, 90)
STEPS_OF_CURVE = 24
"""How many points of the distribution are kept for the picture."""
MINUTES = 60


class Dates(Struct, frozen=True):
    """The finish in the runs: days by percent, the share of the runs that end by a day, and what decides it.

    `critical` has in how many runs an open task or milestone was on a longest path.
    """

    by_percent: Mapping[int, date]
    curve: tuple[tuple[date, float], ...]
    drivers: tuple[Driver, ...]
    critical: Mapping[str, int]


class Costs(Struct, frozen=True):
    """What the runs cost more than the base, in hundredths of the currency.

    `extra` is by percent, of threats and longer work together, `risks` of threats alone; `curve` is the share of the
    runs that cost no more. `moved` are the tasks whose hours are in it, `people` those whose rates are, `priced` the
    threats. `unknown` says which amount cannot be exchanged and is missing.
    """

    extra: Mapping[int, int]
    risks: Mapping[int, int]
    curve: tuple[tuple[int, float], ...]
    drivers: tuple[Driver, ...]
    moved: tuple[str, ...]
    people: tuple[str, ...]
    priced: tuple[str, ...]
    unknown: Message | None = None


class Doubt(Struct, frozen=True):
    """What the runs of a project tell.

    `finish` is None where nothing is estimated, `cost` where nothing has a price. `estimates` and `risks` are the keys
    of what is in doubt. `chances` are shares of the runs: of the finish by `plan`, `baseline` and `deadline`, of the cost
    by `budget`, and of `both`. `milestones` have the day that eight of ten runs keep, and the share that keep the agreed;
    `responses` what the answers to threats move, by the threat.
    """

    project: str
    count: int
    seed: int
    currency: str
    limits: Limits
    estimates: tuple[str, ...]
    risks: tuple[str, ...]
    finish: Dates | None
    cost: Costs | None
    chances: Mapping[str, Fraction]
    milestones: Mapping[str, tuple[date, Fraction]]
    responses: Mapping[str, Response]
    exchange: Exchange
    as_of: date


class Ground(Struct, frozen=True):
    """What the runs of all projects are made from."""

    ledger: Ledger
    timetable: Timetable
    exchange: Exchange
    calendars: Mapping[str, WorkCalendar]
    figures: Figures
    own: OwnRates


def doubts(
    ledger: Ledger, timetable: Timetable, risks: Mapping[str, RiskStanding], exchange: Exchange,
    calendars: Mapping[str, WorkCalendar], figures: Figures, count: int = COUNT, seed: int = SEED,
) -> Mapping[str, Doubt]:
    """The doubt of each open project with an open three-point estimate or an open threat with a price, by its key.

    The runs of a project are made when they are asked for.
    """
    estimated: dict[str, list[Record]] = {}
    for task in ledger.of("task"):
        if task.has("estimate") and is_ahead(task, timetable):
            estimated.setdefault(task.project, []).append(task)
    threats: dict[str, list[RiskStanding]] = {}
    for standing in risks.values():
        if standing.open and standing.threat and standing.percent:
            threats.setdefault(standing.record.project, []).append(standing)
    priced = {key for key, found in threats.items() if any(one.record.has("cost_impact") for one in found)}
    own: OwnRates = {"cost": own_rates(ledger, "cost") if estimated else {}}
    ground = Ground(ledger, timetable, exchange, calendars, figures, own)
    return ByNeed(
        (key for key in (*estimated, *sorted(priced)) if key in calendars and not ledger.by_key[key].closed),
        lambda key: doubt_of(ledger.by_key[key], estimated.get(key, ()), threats.get(key, ()), ground, count, seed),
    )


def is_ahead(task: Record, timetable: Timetable) -> bool:
    """Whether a task is planned and has not begun."""
    one = timetable.activities.get(task.key)
    return one is not None and one.begun is None and one.done is None


def doubt_of(
    project: Record,
    tasks: Iterable[Record],
    threats: Iterable[RiskStanding],
    ground: Ground,
    count: int,
    seed: int,
) -> Doubt:
    """The plan of one project by chance; what it waits for in others is as planned."""
    timetable, calendar = ground.timetable, ground.calendars[project.key]
    limits = limits_of(project, ground.ledger, timetable, ground.figures)
    known = list(tasks)
    spreads = {task.key: spread for task in known if (spread := spread_of(task, calendar))}
    likely = sorted(threats, key=lambda one: one.record.key)
    trial = None
    if spreads and project.key in timetable.schedule.finishes:
        events = [event_of(one, project.key, timetable, calendar) for one in likely]
        trial = try_out(part_of(piece_of(timetable, project.key), timetable), spreads, events, count, seed)
    runs = happenings(likely, count, seed) if trial is None else runs_of(trial, seed, {*limits.deadlines, *limits.milestones})
    currency = currency_of(project, ground.exchange)
    prices = prices_of(likely, currency, ground.exchange, timetable.as_of)
    works = tuple(
        work_costs(project, known, ground.ledger, ground.own, ground.exchange, calendar, timetable) if runs.durations else ()
    )
    risks = cost_column(prices, runs.occurred, count)
    extra = with_work(risks, runs, works, calendar)
    scene = Scene(trial, runs.occurred, extra, prices, count, seed)
    finishes = runs.finishes.get(project.key, ())
    return Doubt(
        project.key, count, seed, currency, limits, tuple(runs.durations), tuple(runs.occurred),
        dates_of(finishes, runs) if finishes else None,
        costs_of(risks, extra, runs, prices, works) if prices.amounts or prices.unknown or works else None,
        dict(chances(finishes, extra, runs, limits)),
        dict(milestones_of(runs, limits)),
        dict(responses(likely, scene, calendar)),
        ground.exchange,
        timetable.as_of,
    )  # fmt: skip


def happenings(threats: Sequence[RiskStanding], count: int, seed: int) -> Runs:
    """Runs of the threats that have a price alone, as a plan of nothing would have them."""
    priced = [one for one in threats if one.record.has("cost_impact")]
    occurred = {one.record.key: happens(seed, one.record.key, count, chance_of(one.percent)) for one in priced}
    return Runs(count, seed, {}, {}, occurred)


def milestones_of(runs: Runs, limits: Limits) -> Iterator[tuple[str, tuple[date, Fraction]]]:
    """The day that eight of ten runs keep, and the share that keep the day agreed, of each milestone."""
    for key, on in limits.milestones.items():
        if key in runs.watched:
            ordered = sorted(runs.watched[key])
            yield key, (finish_day(percentile(ordered, 80)), chance(ordered, night(on)))


def with_work(risks: Sequence[int], runs: Runs, works: Sequence[WorkCost], calendar: WorkCalendar) -> list[int]:
    """What threats cost in each run, and what the hours of work cost that takes longer than planned."""
    found = list(risks)
    for work in works:
        per_slot = CENTS * work.per_day * runs.unit / (Fraction(calendar.hours_per_day) * MINUTES)
        more = moved_cost(runs.durations[work.task], runs.planned[work.task], per_slot)
        found = [cost + part for cost, part in zip(found, more, strict=True)]
    return found


def dates_of(finishes: Column, runs: Runs) -> Dates:
    ordered = sorted(finishes)
    return Dates(
        {percent: finish_day(percentile(ordered, percent)) for percent in SHOWN},
        tuple((finish_day(moment), share) for moment, share in curve_of(ordered)),
        drivers(runs, finishes),
        runs.critical,
    )


def costs_of(risks: Column, extra: Column, runs: Runs, prices: Prices, works: Sequence[WorkCost]) -> Costs:
    ordered, of_risks = sorted(extra), sorted(risks)
    priced = {**{work.task: None for work in works}, **prices.amounts}
    return Costs(
        {percent: percentile(ordered, percent) for percent in SHOWN},
        {percent: percentile(of_risks, percent) for percent in SHOWN},
        curve_of(ordered),
        drivers(runs, extra, frozenset(priced)),
        tuple(work.task for work in works),
        tuple(dict.fromkeys(person for work in works for person in work.people)),
        tuple(prices.amounts),
        prices.unknown,
    )


def curve_of(ordered: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """Some of the values with the percentage of the runs that do not exceed them."""
    last = len(ordered) - 1
    places = sorted({round(last * at / STEPS_OF_CURVE) for at in range(STEPS_OF_CURVE + 1)})
    return tuple((ordered[place], 100 * (place + 1) / len(ordered)) for place in places)


def chances(finishes: Column, extra: Column, runs: Runs, limits: Limits) -> Iterable[tuple[str, Fraction]]:
    """The shares of the runs, from 0 to 1, that keep what has to be kept, by its name; nothing where it cannot be told."""
    if finishes:
        for name, on in (("plan", limits.planned), ("baseline", limits.agreed)):
            if on is not None:
                yield name, share_by(finishes, on)
        ends = {key: night(on) for key, on in limits.deadlines.items() if key in runs.watched}
        kept = [[moment <= end for moment in runs.watched[key]] for key, end in ends.items()]
        if kept:
            yield "deadline", Fraction(sum(map(all, zip(*kept, strict=True))), runs.count)
    if limits.budget is None or limits.base is None:
        return
    room = floor(CENTS * (limits.budget - limits.base))
    affordable = [cost <= room for cost in extra]
    yield "budget", Fraction(sum(affordable), runs.count)
    by = limits.planned or limits.agreed
    if finishes and by is not None:
        end = night(by)
        yield "both", Fraction(sum(one and moment <= end for one, moment in zip(affordable, finishes, strict=True)), runs.count)


def share_by(moments: Column, on: date) -> Fraction:
    """The share of moments on a day or before."""
    return chance(sorted(moments), night(on))


def spread_of(task: Record, calendar: WorkCalendar) -> tuple[float, ...]:
    """The durations that an estimate allows, by beta-PERT, in the units of the task's clock."""
    estimate = task.values.get("estimate")
    if not isinstance(estimate, Mapping) or task.has("duration"):
        return ()
    day = Fraction(calendar.hours_per_day) * MINUTES
    parts = [float(calendar.days_of(part) * day) for name in "omp" if isinstance(part := estimate.get(name), Duration)]
    return beta_pert(*parts) if len(parts) == 3 else ()
