"""The results of earned value of a project, each with what went in."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import currency_of
from pmledger.analysis.earned import indices, timing
from pmledger.analysis.earned.agreed import Agreed, Piece
from pmledger.analysis.earned.curve import duration_of, value_at
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day, ended_on, titled
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

Results = Mapping[str, Result]
ZERO = Fraction(0)
LABELS: Mapping[str, Message] = {
    "bac": say("Budget at completion"),
    "progress": say("Progress"),
    "planned_progress": say("Planned progress"),
    "planned_value": say("Planned value"),
    "earned_value": say("Earned value"),
    "actual_cost": say("Actual cost"),
    "spi": say("SPI"),
    "cpi": say("CPI"),
    "cost_forecast": say("Cost forecast"),
    "earned_schedule": say("Earned schedule"),
    "spi_t": say("SPI(t)"),
    "ieac_t": say("Duration forecast"),
}


def told(key: str, names: Iterable[str], results: Results) -> tuple[Input, ...]:
    return tuple(Input(LABELS[name], results[name].value, figure=(name, key)) for name in names)


def shown(found: Result, inputs: tuple[Input, ...], unit: str = "") -> Result:
    """A bare result with what went in and its unit."""
    return Result(found.value, inputs, found.unknown, unit)


def value_results(
    project: Record, plan: Agreed | Message, premises: Premises, known: Results, as_of: date
) -> dict[str, Result]:
    """Planned and earned value; `known` are the project's budget at completion, progress and planned progress."""
    to = currency_of(project, premises.exchange)
    if isinstance(plan, Message):
        return {
            "planned_value": by_share(project, known, "planned_progress", to),
            "earned_value": by_share(project, known, "progress", to),
        }
    return {
        "planned_value": planned(plan, premises.calendar, to, as_of),
        "earned_value": earned(plan, to),
    }


def by_share(project: Record, known: Results, share: str, to: str) -> Result:
    """A share of the budget at completion, where no baseline says what each piece of work is worth."""
    inputs = told(project.key, ("bac", share), known)
    found = indices.times(known["bac"], known[share])
    return Result(None if found.number is None else exact(found.number / 100), inputs, found.unknown, to)


def planned(plan: Agreed, calendar: WorkCalendar, to: str, as_of: date) -> Result:
    """What was to be done by the day, each piece of work with its part."""
    now = Fraction(elapsed(plan, calendar, as_of))
    inputs = tuple(
        Input(titled(piece.record), exact(part_of(piece, now)), plan.baseline.key, "items", at=piece.at)
        for piece in plan.pieces
    )
    return Result(exact(value_at(plan.curve, now)), inputs, None, to)


def part_of(piece: Piece, now: Fraction) -> Fraction:
    """What of a piece was to be done by a time."""
    lines = [((Fraction(ramp.start), ZERO), (Fraction(ramp.end), ramp.amount)) for ramp in piece.ramps]
    return sum((value_at(line, now) for line in lines), ZERO)


def earned(plan: Agreed, to: str) -> Result:
    """What the work done was worth in the plan, each piece of work with its part."""
    inputs = tuple(
        Input(titled(piece.record), None if piece.done is None else exact(piece.value * piece.done / 100),
              piece.record.key, "percent_complete")
        for piece in plan.pieces
    )  # fmt: skip
    quiet = next((piece for piece in plan.pieces if piece.done is None), None)
    if quiet is not None:
        reason = say("the task “{title}” is under way and does not say how much of it is done", title=quiet.record.title)
        return unknown(reason, inputs, to)
    return Result(exact(plan.earned or ZERO), inputs, None, to)


def elapsed(plan: Agreed, calendar: WorkCalendar, on: date) -> int:
    """The working days from the first day of the plan to the end of a day; 0 before."""
    return 0 if on < plan.origin else calendar.working_days(plan.origin, on)


def index_results(
    project: Record, plan: Agreed | Message, premises: Premises, results: Results, as_of: date
) -> dict[str, Result]:
    """Variances, indices and estimates in money and in time.

    `results` are planned_value, earned_value, actual_cost, bac and cost_forecast of the project.
    """
    key, to = project.key, currency_of(project, premises.exchange)
    now = indices.Standing(*(results[name] for name in ("planned_value", "earned_value", "actual_cost", "bac")))
    pace, thrift = indices.spi(now), indices.cpi(now)
    every = {**results, "spi": pace, "cpi": thrift}
    estimate = results["cost_forecast"]
    all_three = told(key, ("bac", "earned_value", "actual_cost"), results)
    found = {
        "sv": shown(indices.schedule_variance(now), told(key, ("earned_value", "planned_value"), results), to),
        "cv": shown(indices.cost_variance(now), told(key, ("earned_value", "actual_cost"), results), to),
        "spi": shown(pace, told(key, ("earned_value", "planned_value"), results)),
        "cpi": shown(thrift, told(key, ("earned_value", "actual_cost"), results)),
        "eac_atypical": shown(indices.eac_atypical(now), all_three, to),
        "eac_cpi": shown(indices.eac_cpi(now), told(key, ("bac", "cpi"), every), to),
        "eac_cpi_spi": shown(indices.eac_cpi_spi(now), (*all_three, *told(key, ("cpi", "spi"), every)), to),
        "etc": shown(indices.to_complete(estimate, now), told(key, ("cost_forecast", "actual_cost"), results), to),
        "tcpi_bac": shown(indices.tcpi(now, now.bac), all_three),
        "tcpi_eac": shown(indices.tcpi(now, estimate), (*all_three, *told(key, ("cost_forecast",), results))),
    }
    return {**found, **time_results(project, plan, premises.calendar, results["earned_value"], as_of)}


def time_results(
    project: Record, plan: Agreed | Message, calendar: WorkCalendar, ev: Result, as_of: date
) -> dict[str, Result]:
    """Earned schedule and what follows, in working days from the first day of the baseline's work."""
    names = ("earned_schedule", "sv_t", "spi_t", "ieac_t", "forecast_finish_t")
    if isinstance(plan, Message) or ev.number is None:
        why = plan if isinstance(plan, Message) else ev.unknown or indices.UNKNOWN
        return {name: unknown(why) for name in names}
    if plan.vague is not None:
        return {name: unknown(plan.vague) for name in names}
    key, until = project.key, measured_until(project, plan, ev.number, as_of)
    at = Fraction(elapsed(plan, calendar, until))
    es = timing.earned_schedule(plan.curve, ev.number)
    index = timing.spi_t(es, at)
    length = timing.duration_forecast(plan.curve, index)
    passed = Input(say("Working days passed"), exact(at))
    whole = Input(say("Working days planned"), exact(duration_of(plan.curve)), plan.baseline.key, "items")
    results = {"earned_value": ev, "earned_schedule": es, "spi_t": index, "ieac_t": length}
    return {
        "earned_schedule": shown(es, (*told(key, ("earned_value",), results), whole)),
        "sv_t": shown(timing.time_variance(es, at), (*told(key, ("earned_schedule",), results), passed)),
        "spi_t": shown(index, (*told(key, ("earned_schedule",), results), passed)),
        "ieac_t": shown(length, (whole, *told(key, ("spi_t",), results))),
        "forecast_finish_t": finish_by_pace(plan, calendar, length, told(key, ("ieac_t",), results)),
    }


def finish_by_pace(plan: Agreed, calendar: WorkCalendar, length: Result, inputs: tuple[Input, ...]) -> Result:
    """The last of so many working days from the first day of the plan on, the part of a day as a whole one."""
    inputs = (Input(say("First day of the plan"), plan.origin, plan.baseline.key, "items"), *inputs)
    if length.number is None:
        return unknown(length.unknown or indices.UNKNOWN, inputs)
    return Result(calendar.finish(plan.origin, -(-length.number.numerator // length.number.denominator)), inputs)


def measured_until(project: Record, plan: Agreed, ev: Fraction, as_of: date) -> date:
    """The day up to which time counts: the day itself, or when all was done."""
    if ev < plan.whole:
        return as_of
    ends = [on for piece in plan.pieces if (on := ended_on(piece.record)) is not None]
    finished = day(project, "actual_finish") or max(ends, default=as_of)
    return min(finished, as_of)
