"""The dimensions of a project's health, each a colour with the rules that were triggered."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pmledger.analysis.figure import spoken
from pmledger.analysis.health import Dimension, HealthInputs, Rag, Reason
from pmledger.analysis.thresholds import Thresholds, is_worse
from pmledger.source.message import Message, say, say_count

WORST = (Rag.RED, Rag.AMBER)


def dimension(name: str, reasons: Iterable[Reason]) -> Dimension:
    """The worst colour of the triggered rules, red ones first; green when none was."""
    found = sorted(reasons, key=lambda reason: WORST.index(reason.colour))
    return Dimension(name, found[0].colour if found else Rag.GREEN, tuple(found))


def grey(name: str, why: Message) -> Dimension:
    return Dimension(name, Rag.GREY, (Reason(why, Rag.GREY),))


def graded(value: Fraction, limits: Thresholds, name: str) -> Rag:
    """The colour of a value by its pair of limits; equal to a limit keeps the better one."""
    amber, red = limits.pair(name)
    if is_worse(value, red, name):
        return Rag.RED
    return Rag.AMBER if is_worse(value, amber, name) else Rag.GREEN


def limit_of(colour: Rag, limits: Thresholds, name: str) -> object:
    """The limit that was passed, for the sentence."""
    amber, red = limits.pair(name)
    return spoken(red if colour is Rag.RED else amber)


def schedule(given: HealthInputs, limits: Thresholds) -> Dimension:
    if given.slip_days is None and not given.milestones and given.spi_t is None:
        return grey("schedule", say("there is no approved baseline and no promised milestone to compare with"))
    return dimension("schedule", (*finish_reasons(given, limits), *milestone_reasons(given, limits)))


def finish_reasons(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    key = (given.subject.key,)
    days, whole = given.slip_days, given.baseline_duration
    if days is not None and whole:
        percent = Fraction(100 * days, whole)
        colour = graded_slip(percent, days, limits)
        if colour is not Rag.GREEN:
            yield Reason(
                say_count(
                    "The forecast finish is {count} working day late, {percent} % of the baseline duration (limit {limit} %).",
                    "The forecast finish is {count} working days late, {percent} % of the baseline duration (limit {limit} %).",
                    days,
                    percent=spoken(percent, 1),
                    limit=limit_of(colour, limits, "sched_slip_pct"),
                ),
                colour,
                key,
            )
    low, high = limits.pair("spi_window")
    if given.spi_t is not None and given.pct_complete is not None and low <= given.pct_complete <= high:
        colour = graded(given.spi_t, limits, "spi_t")
        if colour is not Rag.GREEN:
            limit = limit_of(colour, limits, "spi_t")
            yield Reason(say("SPI(t) is {value} (limit {limit}).", value=spoken(given.spi_t), limit=limit), colour, key)
    if given.min_float is not None and given.min_float < 0:
        yield Reason(say("The plan has a float of {days} working days.", days=given.min_float), Rag.AMBER, key)


def graded_slip(percent: Fraction, days: int, limits: Thresholds) -> Rag:
    """A slip counts once it is large both as a share and in days; the days are reached, the share is exceeded."""
    (amber, red), (few, many) = limits.pair("sched_slip_pct"), limits.pair("sched_slip_min_days")
    if percent > red and days >= many:
        return Rag.RED
    return Rag.AMBER if percent > amber and days >= few else Rag.GREEN


def milestone_reasons(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    for milestone in given.milestones:
        title, key = milestone.thing.title, (milestone.thing.key,)
        colour = graded(Fraction(milestone.overdue_days), limits, "ms_overdue_days")
        if colour is not Rag.GREEN:
            message = say_count(
                "The milestone “{title}” is {count} working day overdue (limit {limit}).",
                "The milestone “{title}” is {count} working days overdue (limit {limit}).",
                milestone.overdue_days,
                title=title,
                limit=limit_of(colour, limits, "ms_overdue_days"),
            )
            yield Reason(message, colour, key)
        colour = graded(Fraction(milestone.slip_days), limits, "ms_forecast_slip_days")
        if colour is not Rag.GREEN:
            message = say_count(
                "The milestone “{title}” is forecast {count} working day after its baseline (limit {limit}).",
                "The milestone “{title}” is forecast {count} working days after its baseline (limit {limit}).",
                milestone.slip_days,
                title=title,
                limit=limit_of(colour, limits, "ms_forecast_slip_days"),
            )
            yield Reason(message, colour, key)


def overrun_percent(eac: Fraction, bac: Fraction, used: Fraction) -> Fraction:
    """By how many percent a forecast is over the budget, with what contingency pays on both sides."""
    return 100 * (eac - bac) / (bac + used)


def estimate_at_completion(given: HealthInputs, done: Fraction | None, limits: Thresholds) -> Fraction | None:
    """The cost forecast, else BAC / CPI once enough is complete, else AC + BAC − EV; None when nothing is known."""
    if given.eac is not None or given.bac is None or given.ac is None or given.ev is None:
        return given.eac
    if done is not None and done >= limits.one("cpi_min_pct") and given.ev > 0:
        return given.bac * given.ac / given.ev
    return given.ac + given.bac - given.ev


def cost(given: HealthInputs, limits: Thresholds) -> Dimension:
    if not given.bac:
        return grey("cost", say("there is no budget to compare with"))
    done = given.pct_complete
    if given.eac is None and given.ac is None:
        return grey("cost", say("what was spent is unknown"))
    return dimension("cost", cost_reasons(given, given.bac, done, limits))


def cost_reasons(given: HealthInputs, bac: Fraction, done: Fraction | None, limits: Thresholds) -> Iterator[Reason]:
    key = (given.subject.key,)
    eac = estimate_at_completion(given, done, limits)
    if eac is not None:
        over = overrun_percent(eac, bac, given.contingency_used)
        if (colour := graded(over, limits, "eac_over_pct")) is not Rag.GREEN:
            limit = limit_of(colour, limits, "eac_over_pct")
            message = say(
                "The cost forecast is {percent} % over the budget at completion (limit {limit} %).",
                percent=spoken(over, 1),
                limit=limit,
            )
            yield Reason(message, colour, key, "cost_forecast")
    if given.ev is not None and given.ac and done is not None and done >= limits.one("cpi_min_pct"):
        cpi = given.ev / given.ac
        if (colour := graded(cpi, limits, "cpi")) is not Rag.GREEN:
            limit = limit_of(colour, limits, "cpi")
            yield Reason(say("CPI is {value} (limit {limit}).", value=spoken(cpi), limit=limit), colour, key, "cpi")
    yield from spending_reasons(given, bac, done, limits)


def spending_reasons(
    given: HealthInputs, bac: Fraction, done: Fraction | None, limits: Thresholds
) -> Iterator[Reason]:
    """What was spent against what was done: by earned value where it is known, else by progress."""
    if given.ac is None:
        return
    key = (given.subject.key,)
    share = 100 * given.ev / bac if given.ev is not None else done
    used = 100 * given.ac / bac
    if share is not None and (colour := graded(used - share, limits, "spent_minus_done")) is not Rag.GREEN:
        message = say(
            "{spent} % of the budget is spent for {done} % of the work (limit {limit} points apart).",
            spent=spoken(used, 1),
            done=spoken(share, 1),
            limit=limit_of(colour, limits, "spent_minus_done"),
        )
        yield Reason(message, colour, key, "actual_cost")
    if given.ac > bac and done is not None and done < 100:
        message = say(
            "The actual cost is {percent} % of the budget with work left (limit 100 %).", percent=spoken(used, 1)
        )
        yield Reason(message, Rag.RED, key, "actual_cost")


def change(given: HealthInputs, limits: Thresholds) -> Dimension:
    if not given.has_changes:
        return grey("change", say("no change was ever recorded"))
    return dimension("change", change_reasons(given, limits))


def change_reasons(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    for one in given.changes:
        title, key = one.thing.title, (one.thing.key,)
        colour = graded(Fraction(one.undecided_days), limits, "change_undecided_days")
        if colour is not Rag.GREEN:
            message = say_count(
                "The change “{title}” has been undecided for {count} working day (limit {limit}).",
                "The change “{title}” has been undecided for {count} working days (limit {limit}).",
                one.undecided_days,
                title=title,
                limit=limit_of(colour, limits, "change_undecided_days"),
            )
            yield Reason(message, colour, key)
        if one.unapproved_work:
            yield Reason(say("Work has begun on the change “{title}” without approval.", title=title), Rag.RED, key)
    if given.pending_cost is not None and given.bac:
        percent = 100 * given.pending_cost / given.bac
        if (colour := graded(percent, limits, "change_pending_pct")) is not Rag.GREEN:
            limit = limit_of(colour, limits, "change_pending_pct")
            message = say(
                "Changes that await a decision would cost {percent} % of the budget (limit {limit} %).",
                percent=spoken(percent, 1),
                limit=limit,
            )
            yield Reason(message, colour, tuple(one.thing.key for one in given.changes if one.undecided_days))


def freshness(given: HealthInputs, limits: Thresholds) -> Dimension:
    days = given.days_since_update
    if days is None:
        return grey("freshness", say("nothing dated was ever recorded"))
    periods = Fraction(days, given.report_period_days)
    colour = graded(periods, limits, "freshness_periods")
    if colour is Rag.GREEN:
        return Dimension("freshness", Rag.GREEN)
    message = say_count(
        "The last update was {count} day ago, {periods} reporting periods (limit {limit}).",
        "The last update was {count} days ago, {periods} reporting periods (limit {limit}).",
        days,
        periods=spoken(periods, 1),
        limit=limit_of(colour, limits, "freshness_periods"),
    )
    return Dimension("freshness", colour, (Reason(message, colour, (given.subject.key,)),))
