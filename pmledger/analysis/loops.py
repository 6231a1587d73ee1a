"""Answers to surveys one by one: who was not satisfied, and whether anybody got back to them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.satisfaction import MAX_AGE_DAYS, scale_of
from pmledger.analysis.standing import as_day, as_number, day
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

FOLLOW_UP_DAYS = 5
"""Working days within which somebody gets back to a person who was not satisfied."""
REACTIONS = ("action", "feedback", "communication")
"""Kinds by which somebody gets back to a person."""
DETRACTORS = 6
"""The highest answer of a detractor (Reichheld 2003)."""


class Answer(Struct, frozen=True):
    """One answer of a wave; `answered_by` is the key of what answers it, or "".

    `followed_up` also holds where the person is not known and the wave as a whole has led to an action.
    """

    survey: Record
    index: int
    on: date
    score: Decimal
    comment: str
    consent: bool
    segment: str
    named: bool
    dissatisfied: bool
    answered_by: str
    followed_up: bool

    def due(self, calendar: WorkCalendar) -> date:
        """By when somebody gets back to the person."""
        return calendar.add_working_days(self.on, FOLLOW_UP_DAYS)


def answers_of(survey: Record, ledger: Ledger, as_of: date) -> tuple[Answer, ...]:
    """The answers given by the day, in the order in which they are written."""
    fallback = day(survey, "closed_on") or day(survey, "sent_on")
    reactions = [one for kind in REACTIONS for one in ledger.pointing_at(survey.key, kind)]
    acted = survey.has("actions") or any(one.kind == "action" for one in reactions)
    found = []
    value = survey.values.get("responses")
    low, high = scale_of(survey)
    for index, part in enumerate(value if isinstance(value, tuple) else ()):
        if not isinstance(part, Mapping):
            continue
        score, on = as_number(part.get("score")), as_day(part.get("date")) or fallback
        if score is None or on is None or on > as_of or not low <= score <= high:
            continue
        person = survey.targets.get(f"responses[{index}].person", ("",))[0]
        answer = survey.targets.get(f"responses[{index}].answered_by") or naming(person, reactions)
        named = bool(part.get("person"))
        found.append(
            Answer(
                survey=survey,
                index=index,
                on=on,
                score=score,
                comment=str(part.get("comment") or ""),
                consent=part.get("consent") is True,
                segment=str(part.get("segment") or ""),
                named=named,
                dissatisfied=is_dissatisfied(survey, score),
                answered_by=answer[0] if answer else "",
                followed_up=bool(answer) or (not named and acted),
            )
        )
    return tuple(found)


def naming(person: str, reactions: Iterable[Record]) -> tuple[str, ...]:
    """The keys of what has to do with the survey and with the person."""
    return tuple(one.key for one in reactions if person and any(link.target == person for link in one.links))


def is_dissatisfied(survey: Record, score: Decimal) -> bool:
    """A detractor of an NPS; elsewhere an answer in the lower of the steps that mirror the satisfied ones.

    That is 1 and 2 of a CSAT from 1 to 5, 1 to 3 of a CES from 1 to 7; on a reversed scale the highest ones. Of own
    questions nobody knows which answer is a bad one.
    """
    method, (low, high) = survey.text("method"), scale_of(survey)
    if method == "custom":
        return False
    if method == "nps":
        return score <= DETRACTORS
    steps = 3 if method == "ces" else min(2, (high - low + 1) // 2)
    return score > high - steps if survey.values.get("higher_is_better") is False else score < low + steps


def to_follow_up(surveys: Iterable[Record], ledger: Ledger, as_of: date) -> tuple[Answer, ...]:
    """The dissatisfied answers of the last 180 days, the latest first."""
    first = as_of - timedelta(days=MAX_AGE_DAYS)
    found = [
        one
        for survey in surveys
        if survey.status in {"open", "closed", "analysed"} and (day(survey, "closed_on") or as_of) >= first
        for one in answers_of(survey, ledger, as_of)
        if one.dissatisfied and one.on >= first
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.survey.key, one.index), reverse=True))
