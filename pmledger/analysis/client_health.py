"""The health of a client: the worst of its projects, its satisfaction, the contact with it, its invoices."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.concerns import satisfaction
from pmledger.analysis.contacts import cadence, contacts_with, days_since, mean_sentiment
from pmledger.analysis.costs import overdue_invoice_days
from pmledger.analysis.dimensions import dimension, grey
from pmledger.analysis.health import Dimension, Health, HealthInputs, Rag, Reason
from pmledger.analysis.premises import Premises
from pmledger.analysis.thresholds import Thresholds
from pmledger.analysis.vitals import complaints, newest, thing, voices
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

RUNNING = frozenset({"proposed", "initiating", "planning", "executing", "closing"})
INVOICE_RED_DAYS = 30


def assess_client(
    client: Record,
    ledger: Ledger,
    premises: Premises,
    projects: Mapping[str, Health],
    limits: Thresholds,
    as_of: date,
) -> Health:
    """The worst of the four; grey only where nothing is known. A former client has no colour."""
    if client.status == "former":
        return Health(client.key, Rag.NONE, Rag.NONE, ())
    dimensions = (
        projects_dimension(ledger.of_client(client.key, "project"), projects),
        satisfaction_dimension(client, ledger, premises, limits, as_of),
        contact_dimension(client, ledger, premises, as_of),
        invoices_dimension(ledger.of_client(client.key, "invoice"), as_of),
    )
    colour = worst(part.colour for part in dimensions)
    return Health(client.key, colour, colour, dimensions)


def worst(colours: Iterable[Rag]) -> Rag:
    """Red before amber before green; grey when there is none of them."""
    found = set(colours)
    return next((colour for colour in (Rag.RED, Rag.AMBER, Rag.GREEN) if colour in found), Rag.GREY)


def projects_dimension(projects: Iterable[Record], healths: Mapping[str, Health]) -> Dimension:
    """The worst colour of the projects that run, held and finished ones left out."""
    running = [(project, healths[project.key].colour) for project in projects if project.status in RUNNING]
    if not running:
        return grey("projects", say("no project is running"))
    messages = {
        Rag.RED: lambda title: say("The project “{title}” is red.", title=title),
        Rag.AMBER: lambda title: say("The project “{title}” is amber.", title=title),
    }
    colour = worst(found for _, found in running)
    if colour is Rag.GREY:
        return grey("projects", say("the health of its projects is unknown"))
    reasons = (
        Reason(messages[found](project.title), found, (project.key,)) for project, found in running if found in messages
    )
    return dimension("projects", reasons)


def satisfaction_dimension(
    client: Record, ledger: Ledger, premises: Premises, limits: Thresholds, as_of: date
) -> Dimension:
    """As for a project, over all that the client said."""
    heard = voices(ledger.of_client(client.key, "survey"), as_of)
    talks = newest(ledger.of_client(client.key, "communication"), as_of)
    given = HealthInputs(
        subject=thing(client),
        nps=heard.nps,
        nps_n=heard.nps_n,
        csat=heard.csat,
        csat_n=heard.csat_n,
        sat_age_days=heard.age_days,
        score_drop=heard.drop,
        surveys=heard.surveys,
        complaints=complaints(ledger.of_client(client.key, "feedback"), premises, as_of),
        sentiment=mean_sentiment(talks)[0],
    )
    return satisfaction(given, limits)


def contact_dimension(client: Record, ledger: Ledger, premises: Premises, as_of: date) -> Dimension:
    """Amber past the cadence, red past twice the cadence."""
    since, limit = days_since(contacts_with(client, ledger, as_of), as_of), cadence(client, premises)
    for found in (since, limit):
        if found.number is None:
            return grey("contact", found.unknown or say("no contact is recorded"))
    days, longest = int(since.number or 0), Fraction(limit.number or 0)
    if days <= longest:
        return Dimension("contact", Rag.GREEN)
    colour = Rag.RED if days > 2 * longest else Rag.AMBER
    message = say_count(
        "The last contact was {count} day ago (limit {limit}).",
        "The last contact was {count} days ago (limit {limit}).",
        days,
        limit=int(longest * (2 if colour is Rag.RED else 1)),
    )
    return dimension("contact", [Reason(message, colour, (client.key, *(part.record for part in since.inputs)))])


def invoices_dimension(invoices: tuple[Record, ...], as_of: date) -> Dimension:
    """Amber with an overdue invoice, red when one is overdue by more than 30 days."""
    if not invoices:
        return grey("invoices", say("no invoice was ever recorded"))
    overdue = [(invoice, days) for invoice in invoices if (days := overdue_invoice_days(invoice, as_of)) > 0]
    return dimension("invoices", (invoice_reason(invoice, days) for invoice, days in overdue))


def invoice_reason(invoice: Record, days: int) -> Reason:
    colour = Rag.RED if days > INVOICE_RED_DAYS else Rag.AMBER
    message = say_count(
        "The invoice “{title}” is {count} day overdue (limit {limit}).",
        "The invoice “{title}” is {count} days overdue (limit {limit}).",
        days,
        title=invoice.title,
        limit=INVOICE_RED_DAYS if colour is Rag.RED else 0,
    )
    return Reason(message, colour, (invoice.key,))
