"""What clients ask for and say, looked through once: tickets, feedback, trainings, with the figures of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.feedback import FeedbackStanding, Step, course, feedback_standings
from pmledger.analysis.figure import Figure
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.service_figures import service_results, ticket_results, training_coverage, training_results
from pmledger.analysis.service_levels import service_book
from pmledger.analysis.tickets import TicketStanding, answering_articles, standings
from pmledger.analysis.voice_figures import feedback_results, survey_results, voice_results
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class Care(Struct, frozen=True):
    """How tickets and feedback stand, by key; `articles` answer a ticket, `courses` are what became of a feedback."""

    tickets: Mapping[str, TicketStanding]
    feedback: Mapping[str, FeedbackStanding]
    articles: Mapping[str, tuple[str, ...]]
    courses: Mapping[str, tuple[Step, ...]]


def care_of(ledger: Ledger, premises: Premises, as_of: date) -> Care:
    return Care(
        standings(ledger, service_book(ledger, premises, as_of), as_of),
        feedback_standings(ledger.of("feedback"), premises, as_of),
        answering_articles(ledger),
        {one.key: course(one, ledger) for one in ledger.of("feedback")},
    )


def care_figures(ledger: Ledger, premises: Premises, care: Care, as_of: date) -> Iterator[Figure]:
    """The figures of the workspace, of each client, of each ticket, feedback, survey and training."""
    yield from of_clients(ledger, premises, care, as_of)
    series: dict[tuple[str, str, str], list[Record]] = {}
    for survey in ledger.of("survey"):
        series.setdefault((survey.client, survey.project, survey.text("method")), []).append(survey)
    for wave in series.values():
        for survey, results in survey_results(wave, as_of):
            yield from named("survey", survey.key, results)
    for feedback in ledger.of("feedback"):
        yield from named("feedback", feedback.key, feedback_results(feedback, care.feedback.get(feedback.key)))
    for ticket in ledger.of("ticket"):
        yield from named("ticket", ticket.key, ticket_results(ticket, care.tickets.get(ticket.key)))
    trainings = ledger.of("training")
    if any(training.targets.get("invited") for training in trainings):
        yield figure("", "training_coverage", "", training_coverage(trainings, ledger, as_of))
    for training in trainings:
        yield from named("training", training.key, training_results(training, premises.calendar))


def of_clients(ledger: Ledger, premises: Premises, care: Care, as_of: date) -> Iterator[Figure]:
    """The same figures of the workspace and of each client."""
    for client in ("", *(one.key for one in ledger.of("client"))):
        of = "client" if client else ""

        def mine(kind: str, client: str = client) -> tuple[Record, ...]:
            return ledger.of_client(client, kind) if client else ledger.of(kind)

        heard = tuple(care.feedback[one.key] for one in mine("feedback") if one.key in care.feedback)
        tickets = tuple(care.tickets[one.key] for one in mine("ticket") if one.key in care.tickets)
        surveys = mine("survey")
        yield from named(of, client, voice_results(surveys, latest_of(surveys), heard, care.courses, ledger, premises, as_of))
        yield from named(of, client, service_results(tickets, mine("training"), care.articles, premises, as_of))


def latest_of(surveys: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    """The surveys of each client by its key; those without one together."""
    found: dict[str, list[Record]] = {}
    for survey in surveys:
        found.setdefault(survey.client, []).append(survey)
    return {client: tuple(waves) for client, waves in found.items()}


def named(of: str, subject: str, results: Mapping[str, object]) -> Iterator[Figure]:
    for name, result in results.items():
        yield figure(of, name, subject, result)  # type: ignore[arg-type]
