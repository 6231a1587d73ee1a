"""Dissatisfied people, and whether anybody answered them."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.standing import as_day, as_number, day
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import older, pointer, status_place, tied, with_calendars
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import Message, say, say_count

SURVEY_DAYS, COMPLAINT_DAYS = 5, 10
LOW: Mapping[str, tuple[int, int, Decimal]] = {
    "nps": (0, 10, Decimal("0.6")),
    "csat": (1, 5, Decimal("0.25")),
    "ces": (1, 7, Decimal(1) / 3),
}
"""By method the ends of the scale and the share of it, from the bad end, whose answers say that somebody is not
content: detractors give 0 to 6 of 10 (NPS), the dissatisfied 1 or 2 of 5 (CSAT), who had much effort 1 to 3 of 7 (CES)."""


def open_loop(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Somebody was dissatisfied and said so, and nothing says who answered.

    It is a detractor or dissatisfied answer in a survey more than five working days ago; a complaint closed without a
    response, or that left the person dissatisfied. Who complains and hears nothing does not complain twice.

    ```yaml
    responses:
      - {person: rosa-delgado, date: 2026-05-04, score: 4, answered_by: "action:call-rosa"}
    ```

    Write `answered_by:` for an answer with a name, or an action, feedback or communication that names survey and
    person; for the anonymous ones of a wave together one action (`actions:` of the survey). For a complaint write its
    `response:`, or what it was converted to, or an action that comes of it.
    """
    for survey, calendar in with_calendars(facts, "survey"):
        yield from unanswered(facts, fault, survey, calendar)
    for feedback, calendar in with_calendars(facts, "feedback"):
        message = unheard(facts, feedback, calendar)
        if message is not None and not (feedback.written("converted_to") or tied(facts, feedback, "action")):
            field = "satisfied_after" if feedback.text("satisfied_after") == "dissatisfied" else "received_on"
            yield fault.at(
                feedback.place(field),
                message,
                found=feedback.id,
                help=say("add response:, converted_to: or an action with origin: {id}", id=feedback.id),
                related=(pointer(feedback, say("it is {status}", status=state_of(feedback)), *status_place(feedback)),),
                record=feedback.key,
            )


def unanswered(facts: Facts, fault: Fault, survey: Record, calendar: WorkCalendar) -> Iterator[Diagnostic]:
    """The low answers of a wave that nobody took up: those with a name one by one, the others together."""
    late = [
        (at, item)
        for at, item in enumerate(survey.items("responses"))
        if is_low(survey, item) and older(facts, calendar, answered_on(survey, item), SURVEY_DAYS)
    ]
    if not late:
        return
    actions = survey.written("actions") or bool(tied(facts, survey, "action"))
    nameless = [at for at, item in late if item.get("person") is None and item.get("answered_by") is None]
    for at, item in late:
        key = survey.target(f"responses[{at}].person")
        person = facts.ledger.get(key)
        if person is None or item.get("answered_by") is not None or names_both(facts, survey, person):
            continue
        yield fault.at(
            survey.place("responses", at, "score"),
            say("an answer of {score} on {day} was low, and nothing says who took it up",
                score=str(item.get("score")), day=answered_on(survey, item)),
            found=str(item.get("score")),
            help=say("add answered_by: and the action, feedback or contact that takes it up"),
            related=(pointer(person, say("{person} is written here", person=person.title)),),
            record=survey.key,
        )  # fmt: skip
    if nameless and not actions:
        yield fault.at(
            survey.place("responses", nameless[0], "score"),
            say_count("{count} answer without a name was low, and no action of the survey takes it up",
                      "{count} answers without a name were low, and no action of the survey takes them up",
                      len(nameless)),
            found=survey.id,
            help=say("add `- [ ] … @person due:2026-03-01` to the survey’s text, or actions: and the action"),
            related=(pointer(survey, say("the wave was sent here"), "sent_on"),),
            record=survey.key,
        )  # fmt: skip


def answered_on(survey: Record, item: Mapping[str, object]) -> date | None:
    """The day of an answer, else the one on which its wave was closed, else sent."""
    return as_day(item.get("date")) or day(survey, "closed_on") or day(survey, "sent_on")


def is_low(survey: Record, item: Mapping[str, object]) -> bool:
    """Whether an answer lies at the bad end of its scale; a scale of its own has none."""
    given = LOW.get(survey.text("method"))
    score = as_number(item.get("score"))
    if given is None or score is None:
        return False
    least, most = survey.number("scale_min"), survey.number("scale_max")
    least, most = Decimal(given[0]) if least is None else least, Decimal(given[1]) if most is None else most
    if most <= least:
        return False
    reversed_ = survey.values.get("higher_is_better") is False
    distance = most - score if reversed_ else score - least
    return distance <= (most - least) * given[2] + Decimal("1e-9")


def names_both(facts: Facts, survey: Record, person: Record) -> bool:
    """Whether an action, feedback or communication has to do with the survey and with the person."""
    return any(
        any(link.target == person.key for link in one.links)
        for kind in ("action", "feedback", "communication")
        for one in facts.ledger.pointing_at(survey.key, kind)
    )


def unheard(facts: Facts, feedback: Record, calendar: WorkCalendar) -> Message | None:
    """What is wrong with a complaint that is over, or with an answer that did not content."""
    received = day(feedback, "received_on")
    if not older(facts, calendar, received, COMPLAINT_DAYS):
        return None
    if feedback.text("satisfied_after") == "dissatisfied":
        return say(
            "“{title}” was answered, its sender is still dissatisfied, and nothing follows", title=feedback.title
        )
    if feedback.text("type") == "complaint" and feedback.closed and not feedback.written("response"):
        return say("the complaint “{title}” is closed, and nothing says what was answered", title=feedback.title)
    return None


def unasked_complaint(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A complaint is closed, and nothing says whether its sender is satisfied with the answer.

    Write `satisfied_after:` once you have asked: satisfied, partly or dissatisfied (ISO 10002).
    """
    for feedback in facts.ledger.of("feedback"):
        answered = feedback.written("response")
        if feedback.text("type") == "complaint" and feedback.status == "closed" and answered:
            if feedback.written("satisfied_after"):
                continue
            yield fault.at(
                feedback.place("status"),
                say("the complaint “{title}” is closed, and nothing says whether the answer satisfied",
                    title=feedback.title),
                found="closed",
                help=say("add satisfied_after:"),
                related=(pointer(feedback, say("it was answered here"), "response"),),
                record=feedback.key,
            )  # fmt: skip


def second_answer(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """One person answered twice in one wave of a survey.

    Each person counts once, or the loudest decide the score. Delete the answer that was taken back.
    """
    for survey in facts.ledger.of("survey"):
        first: dict[str, int] = {}
        for at, _ in enumerate(survey.items("responses")):
            key = survey.target(f"responses[{at}].person")
            person = facts.ledger.get(key)
            if person is not None and first.setdefault(key, at) != at:
                yield fault.at(
                    survey.place("responses", at, "score"),
                    say("{person} answered in this wave already", person=person.title),
                    found=person.id,
                    related=(pointer(survey, say("the first answer is here"), "responses", first[key], "score"),),
                    record=survey.key,
                )


RULES: tuple[Rule, ...] = (
    rule("PM282", "unasked-complaint", Severity.WARNING, unasked_complaint),
    rule("PM283", "second-answer", Severity.WARNING, second_answer),
    rule("PM328", "open-loop", Severity.WARNING, open_loop),
)
