"""The times in which a ticket is to be answered and resolved: as written with it, by contract, as usual here."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day
from pmledger.analysis.working_hours import WorkingHours, hours_of
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

USUAL: Mapping[str, tuple[int, int]] = {"P1": (60, 480), "P2": (240, 960), "P3": (480, 2400), "P4": (960, 4800)}
"""Working minutes to a first answer and to a solution where nobody agreed on others, by priority."""
IN_FORCE = frozenset({"approved", "published"})


class Level(Struct, frozen=True):
    """Working minutes to a first answer and to a solution; None where that was left open.

    `record` is the key of what states them, or "" for the workspace's own and the usual ones; `agreed` tells whether
    they were agreed with the client.
    """

    answer: int | None
    resolve: int | None
    record: str = ""
    agreed: bool = False


class ServiceBook(Struct, frozen=True):
    """What is looked up once for all tickets: contracts with levels by project or client, hours by calendar."""

    premises: Premises
    contracts: Mapping[str, Record]
    calendars: Mapping[str, WorkingHours]

    def hours(self, ticket: Record, ledger: Ledger) -> WorkingHours:
        """The working hours of the ticket's project, else of the workspace."""
        project = ledger.get(ticket.project)
        named = project.target("calendar") if project else ""
        return self.calendars.get(named, self.premises.hours)

    def level(self, ticket: Record, ledger: Ledger) -> Level:
        """What holds for a ticket: its own words, the record it names, a contract in force, the usual times."""
        own = ticket.values.get("sla")
        if isinstance(own, Mapping):
            return self.stated(own, ticket, ticket.key)
        named = ledger.get(ticket.target("sla"))
        contract = named or self.contracts.get(ticket.project) or self.contracts.get(ticket.client)
        levels = contract.values.get("service_levels") if contract is not None else None
        given = levels.get(ticket.text("priority")) if isinstance(levels, Mapping) else None
        if contract is not None and isinstance(given, Mapping):
            return self.stated(given, ticket, contract.key)
        return self.usual(ticket.text("priority"))

    def stated(self, given: Mapping[str, object], ticket: Record, source: str) -> Level:
        """A level that was agreed; what it leaves open is as usual."""
        usual = self.usual(ticket.text("priority"))
        answer, resolve = self.minutes(given.get("response")), self.minutes(given.get("resolve"))
        return Level(
            usual.answer if answer is None else answer, usual.resolve if resolve is None else resolve, source, agreed=True
        )

    def usual(self, priority: str) -> Level:
        """The workspace's own times, else those of this house."""
        answer, resolve = USUAL.get(priority, (None, None))
        given = self.premises.service.get(priority, {})
        own = self.minutes(given.get("response")), self.minutes(given.get("resolve"))
        return Level(answer if own[0] is None else own[0], resolve if own[1] is None else own[1])

    def minutes(self, given: object) -> int | None:
        return self.premises.hours.minutes_of(given) if isinstance(given, Duration) else None


def service_book(ledger: Ledger, premises: Premises, as_of: date) -> ServiceBook:
    """Contracts in force on the day, the latest of a scope winning, and the hours of all calendars."""
    calendars = {one.key: hours_of(one, ledger, premises.hours) for one in ledger.of("calendar")}
    return ServiceBook(premises, contracts_in_force(ledger.of("document"), as_of), calendars)


def contracts_in_force(documents: Iterable[Record], as_of: date) -> dict[str, Record]:
    """By the key of a project or client, the latest approved document that states levels of service."""
    found: dict[str, tuple[date, Record]] = {}
    for document in documents:
        since = day(document, "approved_on")
        if not document.has("service_levels") or document.status not in IN_FORCE or since is None or since > as_of:
            continue
        scope = document.project or document.client
        if scope and (scope not in found or found[scope][0] <= since):
            found[scope] = since, document
    return {scope: document for scope, (_, document) in found.items()}
