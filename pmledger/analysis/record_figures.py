"""The figures of single records: risks, goals, milestones, issues, changes, opportunities, invoices, surveys."""

from collections.abc import Iterator, Mapping
from datetime import date

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.changes import is_pending, undecided_days
from pmledger.analysis.costs import invoice_gross, outstanding
from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.goals import pace, progress
from pmledger.analysis.issues import age
from pmledger.analysis.milestones import Forecasts, slip
from pmledger.analysis.names import figure
from pmledger.analysis.opportunities import weighted_amount
from pmledger.analysis.premises import Premises
from pmledger.analysis.risks import RiskStanding, expected_value
from pmledger.analysis.satisfaction import Wave, satisfied, sureness, wave_of
from pmledger.analysis.standing import day
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

PROBABILITY, IMPACT = say("Probability"), say("Impact")
RESIDUAL_PROBABILITY, RESIDUAL_IMPACT = say("Residual probability"), say("Residual impact")
NO_SCALES = say("probability or impact is not given")
NO_RESIDUAL = say("no residual probability or impact is given")
REQUESTED_ON = say("Requested on")
LEAST_SCORE = say("Lowest score of that level")
DECIDED = say("the change does not await a decision")


def record_figures(
    ledger: Ledger,
    premises: Premises,
    calendars: Mapping[str, WorkCalendar],
    risks: Mapping[str, RiskStanding],
    forecasts: Forecasts,
    as_of: date,
) -> Iterator[Figure]:
    """The figures of all records that have some; `calendars` are those of projects by their keys."""
    for risk in risks.values():
        yield from risk_figures(risk, ledger, premises, as_of)
    for goal in ledger.of("goal"):
        yield figure("goal", "progress", goal.key, progress(goal, ledger, as_of))
        yield figure("goal", "pace", goal.key, pace(goal, ledger, as_of))
    for milestone in ledger.of("milestone"):
        calendar = calendars.get(milestone.project, premises.calendar)
        yield figure("milestone", "slip", milestone.key, slip(milestone, calendar, forecasts, as_of))
    for issue in ledger.of("issue"):
        yield figure("issue", "age", issue.key, age(issue, as_of))
    for assumption in ledger.of("assumption"):
        yield figure("assumption", "age", assumption.key, open_age(assumption, as_of))
    for change in ledger.of("change"):
        yield figure("change", "undecided_days", change.key, undecided(change, premises, as_of))
    for opportunity in ledger.of("opportunity"):
        currency = currency_for(opportunity, ledger, premises)
        weighed = weighted_amount(opportunity, currency, premises, as_of)
        yield figure("opportunity", "weighted_amount", opportunity.key, weighed)
    for invoice in ledger.of("invoice"):
        yield figure("invoice", "outstanding", invoice.key, left_to_pay(invoice, as_of))
    for survey in ledger.of("survey"):
        yield from survey_figures(survey, as_of)


def currency_for(record: Record, ledger: Ledger, premises: Premises) -> str:
    """The currency of a record's project, else of its client, else of the workspace."""
    homes = (ledger.get(record.project), ledger.get(record.client))
    found = (home.text("currency") for home in homes if home is not None)
    return next((currency for currency in found if currency), premises.currency)


def risk_figures(risk: RiskStanding, ledger: Ledger, premises: Premises, as_of: date) -> Iterator[Figure]:
    key = risk.record.key
    inherent = (
        Input(PROBABILITY, risk.probability, key, "probability"),
        Input(IMPACT, risk.impact, key, "impact"),
    )
    residual = (
        Input(RESIDUAL_PROBABILITY, risk.residual_probability, key, "residual_probability"),
        Input(RESIDUAL_IMPACT, risk.residual_impact, key, "residual_impact"),
    )
    level_inputs = (*(residual if risk.active and risk.residual_level else inherent), *band_inputs(risk.level, premises))
    results = {
        "score": Result(risk.score, inherent, None if risk.score is not None else NO_SCALES),
        "residual_score": Result(
            risk.residual_score, residual, None if risk.residual_score is not None else NO_RESIDUAL
        ),
        "level": Result(risk.level or None, level_inputs, None if risk.level else NO_SCALES),
        "expected_value": expected_value(risk, currency_for(risk.record, ledger, premises), premises, as_of),
    }
    return (figure("risk", name, key, result) for name, result in results.items())


def band_inputs(level: str, premises: Premises) -> tuple[Input, ...]:
    """From which score on the scale of the workspace says that level."""
    least = dict(premises.bands).get(level)
    return () if least is None else (Input(LEAST_SCORE, least, setting=("risk", "bands", level)),)


def open_age(assumption: Record, as_of: date) -> Result:
    """Calendar days since an assumption was written down, while it is open."""
    created = day(assumption, "created")
    inputs = (Input(say("Created"), created, assumption.key, "created"),)
    if assumption.status != "open":
        return unknown(say("it is settled"), inputs)
    if created is None or created > as_of:
        return unknown(say("it does not say since when (created)"), inputs)
    return Result((as_of - created).days, inputs)


def undecided(change: Record, premises: Premises, as_of: date) -> Result:
    requested = day(change, "requested_on")
    inputs = (Input(REQUESTED_ON, requested, change.key, "requested_on"),)
    if not is_pending(change, as_of):
        return unknown(DECIDED, inputs)
    return Result(undecided_days(change, premises.calendar, as_of), inputs)


def left_to_pay(invoice: Record, as_of: date) -> Result:
    left, gross = outstanding(invoice, as_of), invoice_gross(invoice)
    inputs = (
        Input(say("To be paid"), gross, invoice.key, "gross" if invoice.has("gross") else "net"),
        Input(say("Payments"), len(invoice.items("payments")), invoice.key, "payments"),
    )
    if left is None:
        return unknown(say("its amount or the currency of a payment cannot be told"), inputs)
    return Result(left.amount, inputs, None, left.currency)


def survey_figures(survey: Record, as_of: date) -> Iterator[Figure]:
    wave = wave_of(survey, as_of)
    if wave is None:
        yield figure("survey", "score", survey.key, unknown(say("nobody has answered yet")))
        yield figure("survey", "answers", survey.key, Result(0))
        return
    score = wave.score
    count = Input(say("Number of answers"), score.n, survey.key, "responses")
    inputs = (*shares_of(wave), *sureness(score), count)
    value = None if score.value is None else exact(score.value)
    unit = {"nps": "points", "csat": "%"}.get(score.method, "")
    yield figure("survey", "score", survey.key, Result(value, inputs, None, unit))
    yield figure("survey", "answers", survey.key, Result(score.n, (count,)))


def shares_of(wave: Wave) -> tuple[Input, ...]:
    """How many answers are of which sort: promoters, passives and detractors, or satisfied ones."""
    key = wave.record.key
    if wave.method == "csat":
        return (Input(say("Satisfied"), satisfied(wave), key, "responses"),)
    if wave.method != "nps":
        return ()
    promoters, detractors = sum(one >= 9 for one in wave.scores), sum(one < 7 for one in wave.scores)
    passives = len(wave.scores) - promoters - detractors
    labels = ((say("Promoters"), promoters), (say("Passives"), passives), (say("Detractors"), detractors))
    return tuple(Input(label, number, key, "responses") for label, number in labels)
