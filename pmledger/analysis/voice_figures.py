"""Figures of answers to surveys and of feedback."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pmledger.analysis.feedback import FeedbackStanding, Step, norms_of, recent
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.loops import to_follow_up
from pmledger.analysis.premises import Premises
from pmledger.analysis.satisfaction import MAX_AGE_DAYS, SCALES, Wave, moved, pooled, scale_of, wave_of, waves
from pmledger.analysis.standing import day, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

FEW = 5
"""Answers under which a score is neither coloured nor compared."""
TOO_FEW = say("too few answers in one of the two waves")
FIRST_WAVE = say("it is the first wave")
OTHER_SCALE = say("the wave before was asked on another scale")
NORM = say("Norm in working days")
NO_ANSWERS = say("nobody has answered yet")
NOT_RECEIVED = say("it was not received yet")
UNDATED = say("it was closed, and nobody wrote when")


def voice_results(
    surveys: Sequence[Record],
    by_client: Mapping[str, Sequence[Record]],
    heard: Sequence[FeedbackStanding],
    courses: Mapping[str, tuple[Step, ...]],
    ledger: Ledger,
    premises: Premises,
    as_of: date,
) -> dict[str, Result]:
    """What the workspace or one client has of its answers and its feedback."""
    latest = [wave for group in by_client.values() for wave in latest_waves(group, as_of)]
    late = recent(heard, as_of)
    asking, norms = [one for one in late if one.record.text("type") != "praise"], norms_of(premises)
    return {
        "ces": pooled([wave for wave in latest if is_usual(wave)], "ces", as_of),
        "response_rate": response_rate(latest, as_of),
        "loop_closed": loop_closed(surveys, ledger, premises, as_of),
        "open_feedback": listed([one for one in heard if one.open]),
        "acknowledged_in_time": share(
            [one for one in late if one.acknowledged or one.acknowledge_late],
            lambda one: not one.acknowledge_late,
            "acknowledged_on",
            say("no feedback is to be acknowledged in the last {days} days", days=MAX_AGE_DAYS),
            (Input(NORM, norms.acknowledge, setting=("feedback", "acknowledge")),),
        ),
        "feedback_in_time": share(
            [one for one in asking if one.answered or one.answer_late],
            lambda one: not one.answer_late,
            "responded_on",
            say("no feedback is to be answered in the last {days} days", days=MAX_AGE_DAYS),
            (Input(NORM, norms.answer, setting=("feedback", "answer")),),
        ),
        "feedback_used": share(
            asking,
            lambda one: bool(courses.get(one.record.key)),
            "converted_to",
            say("no complaint, suggestion or question in the last {days} days", days=MAX_AGE_DAYS),
        ),
    }


def latest_waves(surveys: Iterable[Record], as_of: date) -> tuple[Wave, ...]:
    """The latest wave of each method."""
    found: dict[str, Wave] = {}
    for wave in waves(surveys, as_of):
        found.setdefault(wave.method, wave)
    return tuple(found.values())


def is_usual(wave: Wave) -> bool:
    """Whether it was asked on the usual scale of its method, where more is better: only such means can be added."""
    usual = SCALES.get(wave.method)
    return scale_of(wave.record) == usual and wave.record.values.get("higher_is_better") is not False


def response_rate(latest: Iterable[Wave], as_of: date) -> Result:
    """Over the waves that say how many people were asked."""
    counted = [
        (wave, asked)
        for wave in latest
        if (as_of - wave.on).days <= MAX_AGE_DAYS and (asked := wave.record.number("sent_count"))
    ]
    if not counted:
        return unknown(say("no wave of the last {days} days says how many were asked", days=MAX_AGE_DAYS))
    inputs = tuple(
        Input(titled(wave.record), f"{len(wave.scores)} / {asked}", wave.record.key, "sent_count")
        for wave, asked in counted
    )
    whole = sum(int(number) for _, number in counted)
    return Result(exact(Fraction(100 * sum(len(wave.scores) for wave, _ in counted), whole)), inputs)


def loop_closed(surveys: Sequence[Record], ledger: Ledger, premises: Premises, as_of: date) -> Result:
    """Answers that were not satisfied, each an input; those not due yet and not answered are left out."""
    due = [
        one
        for one in to_follow_up(surveys, ledger, as_of)
        if one.followed_up or one.due(premises.calendar) < as_of
    ]
    if not due:
        return unknown(say("nobody who answered in the last {days} days was dissatisfied", days=MAX_AGE_DAYS))
    inputs = tuple(
        Input(titled(one.survey), say("followed up") if one.followed_up else say("open"), one.survey.key, "responses")
        for one in due
    )
    return Result(exact(Fraction(100 * sum(one.followed_up for one in due), len(due))), inputs)


def listed(found: Sequence[FeedbackStanding]) -> Result:
    inputs = tuple(
        Input(titled(one.record), day(one.record, "received_on"), one.record.key, "received_on") for one in found
    )
    return Result(len(found), inputs)


def share(
    found: Sequence[FeedbackStanding],
    holds: Callable[[FeedbackStanding], bool],
    field: str,
    none: Message,
    more: tuple[Input, ...] = (),
) -> Result:
    """Percent of the feedback of which something holds, each an input by the field that tells; `more` went in as well."""
    if not found:
        return unknown(none)
    yes, no = say("yes"), say("no")
    inputs = tuple(
        Input(titled(one.record), yes if holds(one) else no, one.record.key, field if one.record.has(field) else "")
        for one in found
    )
    return Result(exact(Fraction(100 * sum(map(holds, found)), len(found))), (*inputs, *more))


def survey_results(series: Iterable[Record], as_of: date) -> Iterator[tuple[Record, dict[str, Result]]]:
    """What each survey of one series has: how many answered, and how its score differs from the wave before."""
    records = tuple(series)
    ordered = waves(records, as_of)
    before = {wave.record.key: former for wave, former in pairwise(ordered)}
    for record in records:
        wave = wave_of(record, as_of)
        yield record, {
            "response_rate": rate_of(record, wave),
            "score_change": change_of(wave, before.get(record.key)) if wave else unknown(NO_ANSWERS),
        }


def rate_of(record: Record, wave: Wave | None) -> Result:
    asked = record.number("sent_count")
    inputs = (Input(say("Asked"), asked, record.key, "sent_count"),)
    if not asked:
        return unknown(say("it does not say how many were asked"), inputs)
    given = len(wave.scores) if wave else 0
    return Result(
        exact(Fraction(100 * given, int(asked))), (Input(say("Answers"), given, record.key, "responses"), *inputs)
    )


def change_of(wave: Wave, former: Wave | None) -> Result:
    """Latest less former score on the same scale; whether it is more than chance is among the inputs."""
    if former is None:
        return unknown(FIRST_WAVE)
    if scale_of(former.record) != scale_of(wave.record):
        return unknown(OTHER_SCALE)
    now, then = wave.score, former.score
    inputs = (
        Input(titled(wave.record), None, wave.record.key, "responses", ("score", wave.record.key)),
        Input(titled(former.record), None, former.record.key, "responses", ("score", former.record.key)),
    )
    if now.value is None or then.value is None or min(now.n, then.n) < FEW:
        return unknown(TOO_FEW, inputs)
    chance = say("no, it may be chance") if moved(now, then) is None else say("yes")
    unit = {"nps": "points", "csat": "points"}.get(wave.method, "")
    return Result(exact(now.value - then.value), (*inputs, Input(say("More than chance"), chance)), None, unit)


def feedback_results(record: Record, standing: FeedbackStanding | None) -> dict[str, Result]:
    """The times of one feedback."""
    received = Input(say("Received on"), day(record, "received_on"), record.key, "received_on")
    if standing is None:
        return dict.fromkeys(("acknowledge_days", "answer_days"), unknown(NOT_RECEIVED, (received,)))
    return {
        "acknowledge_days": timed(standing.acknowledge_days, standing.acknowledged, "acknowledged_on", received, record),
        "answer_days": timed(standing.answer_days, standing.answered, "responded_on", received, record),
    }


def timed(days: int | None, on: date | None, field: str, received: Input, record: Record) -> Result:
    until = Input(say("Until"), on, record.key, field) if on and record.has(field) else Input(say("Until"), on)
    return unknown(UNDATED, (received,)) if days is None else Result(days, (received, until) if on else (received,))
