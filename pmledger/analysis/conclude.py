"""Everything that is reckoned from a ledger on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from pmledger.analysis.agenda import AgendaItem, agenda
from pmledger.analysis.assess import assess
from pmledger.analysis.balance.balance import balance
from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendars_by_project
from pmledger.analysis.care import Care, care_figures, care_of
from pmledger.analysis.client_figures import client_figures
from pmledger.analysis.client_health import assess_client
from pmledger.analysis.coming_work import coming_figures
from pmledger.analysis.exposure import exposure_figures
from pmledger.analysis.figure import Figure, Figures
from pmledger.analysis.health import Health
from pmledger.analysis.kpis import kpi_figures
from pmledger.analysis.labour import Labour, labours
from pmledger.analysis.last_heard import last_heard
from pmledger.analysis.levelling.people_plan import PeoplePlan, levelled_figures, people_plan
from pmledger.analysis.milestones import Forecasts
from pmledger.analysis.money_totals import client_money, workspace_money
from pmledger.analysis.portfolio import portfolio_figures
from pmledger.analysis.practice import practice_figures
from pmledger.analysis.premises import Premises, premises_of
from pmledger.analysis.project_figures import project_figures
from pmledger.analysis.promises import client_of
from pmledger.analysis.quality import quality_figures
from pmledger.analysis.quality_cost import quality_cost_figures
from pmledger.analysis.record_figures import record_figures
from pmledger.analysis.relations import Relations, relation_figures, relations_of
from pmledger.analysis.risks import RiskStanding, standing_of
from pmledger.analysis.schedule.plan_figures import schedule_figures
from pmledger.analysis.schedule.timetable import Timetable, timetable_of
from pmledger.analysis.simulation.doubt import Doubt, doubts
from pmledger.analysis.simulation.doubt_figures import doubt_figures
from pmledger.analysis.stages import stage_figures
from pmledger.analysis.thresholds import thresholds
from pmledger.analysis.timeline import Event, latest_by_project, timeline, updates
from pmledger.analysis.tolerance.tolerated import Tolerance, tolerance_figures, tolerances
from pmledger.analysis.trust import trust_figures
from pmledger.analysis.vitals import health_inputs
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class Conclusions(Struct, frozen=True):
    """What follows from a ledger on a day.

    `figures` are by name and subject (a key, "" for the workspace), `health` by the key of a project or client,
    `risks` by the key of a risk. The agenda begins with the earliest day, the events with the newest. `balance` holds
    every reconciliation, those that agree too. `relations` are plans of communication, answers, silences, promises;
    `care` is how tickets and feedback stand, `timetable` when everything planned runs, `people_plan` when it would run if
    nobody did two things at once (None where nobody has two). By the key of a project, `doubts` are how sure its dates
    are, where estimates say so, and `labour` its hours; `heard` is the day on which an open issue was last heard of.
    `tolerances` are how much of what may be off is used, by the key of a project or stage that has any.
    """

    as_of: date
    premises: Premises
    figures: Figures
    health: Mapping[str, Health]
    risks: Mapping[str, RiskStanding]
    agenda: tuple[AgendaItem, ...]
    events: tuple[Event, ...]
    relations: Relations
    care: Care
    timetable: Timetable
    balance: tuple[Reconciliation, ...] = ()
    labour: Mapping[str, Labour] = field(default_factory=dict)
    heard: Mapping[str, date] = field(default_factory=dict)
    people_plan: PeoplePlan | None = None
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    tolerances: Mapping[str, tuple[Tolerance, ...]] = field(default_factory=dict)

    @property
    def calendar(self) -> WorkCalendar:
        return self.premises.calendar

    def figure(self, name: str, subject: str = "") -> Figure:
        """A figure by its name and subject; raises KeyError where the subject has none of that name."""
        return self.figures[name, subject]


def conclude(ledger: Ledger, schema: Schema, settings: Settings, as_of: date) -> Conclusions:
    """Risks, events, health, figures and agenda of a ledger on a day; the same arguments, the same conclusions."""
    premises = premises_of(settings, shared_currency(ledger))
    risks = {risk.key: standing_of(risk, ledger, premises, as_of) for risk in ledger.of("risk")}
    events = timeline(ledger, schema, as_of)
    works = labours(ledger, premises.exchange, as_of)
    latest = latest_by_project((*events, *updates(ledger.records, as_of)))
    calendars = calendars_by_project(ledger, premises.calendar)
    timetable = timetable_of(ledger, premises.calendar, calendars, as_of)
    figures = subject_figures(ledger, premises, calendars, risks, works, latest, timetable, as_of)
    add(figures, schedule_figures(ledger, timetable))
    levelled = people_plan(timetable, ledger)
    add(figures, levelled_figures(ledger, timetable, levelled, figures, calendars))
    health = healths(ledger, premises, calendars, figures, risks, timetable.forecasts, as_of)
    care, relations = care_of(ledger, premises, as_of), relations_of(ledger, premises, timetable, as_of)
    add(figures, portfolio_figures(ledger, premises, figures, health, risks, as_of))
    add(figures, quality_figures(ledger, as_of))
    add(figures, quality_cost_figures(ledger, premises, as_of))
    add(figures, exposure_figures(ledger, figures, premises, as_of))
    doubted = doubts(ledger, timetable, risks, premises.exchange, calendars, figures)
    add(figures, doubt_figures(ledger, doubted, figures))
    add(figures, kpi_figures(ledger, figures, as_of))
    add(figures, trust_figures(ledger, figures, as_of))
    add(figures, practice_figures(ledger, figures, premises.calendar, timetable, as_of))
    add(figures, stage_figures(ledger, figures, premises, as_of))
    tolerated = tolerances(ledger, premises.tolerance, figures, timetable, calendars, as_of)
    add(figures, tolerance_figures(tolerated))
    add(figures, care_figures(ledger, premises, care, as_of))
    add(figures, relation_figures(ledger, relations, as_of))
    add(figures, coming_figures(ledger, relations.loads, premises, as_of))
    held = balance(ledger, premises, risks, timetable.forecasts, as_of)
    due = agenda(ledger, premises.calendar, care, timetable.forecasts, as_of)
    heard = last_heard(ledger, events, as_of)
    return Conclusions(
        as_of, premises, figures, health, risks, due, events, relations, care, timetable, held, works, heard, levelled, doubted, tolerated
    )  # fmt: skip


def add(figures: dict[tuple[str, str], Figure], more: Iterable[Figure]) -> None:
    """Put figures among the others; they may be reckoned from those that are there, so all are made first."""
    figures.update([((part.name, part.subject), part) for part in more])


def shared_currency(ledger: Ledger) -> str:
    """The one currency that all projects are kept in, or "": what to sum up in where the settings name none."""
    currencies = {project.text("currency") for project in ledger.of("project")} - {""}
    return currencies.pop() if len(currencies) == 1 else ""


def healths(
    ledger: Ledger,
    premises: Premises,
    calendars: Mapping[str, WorkCalendar],
    figures: Figures,
    risks: Mapping[str, RiskStanding],
    forecasts: Forecasts,
    as_of: date,
) -> dict[str, Health]:
    """The health of all projects and clients by their keys."""
    layers = (premises.tolerance, premises.health)
    found = {}
    for project in ledger.of("project"):
        own = project.values.get("tolerance")
        limits = thresholds((*layers, own) if isinstance(own, Mapping) else layers)
        given = health_inputs(project, ledger, premises, calendars[project.key], figures, risks, forecasts, as_of)
        found[project.key] = assess(given, as_of, limits)
    limits = thresholds(layers)
    for client in ledger.of("client"):
        found[client.key] = assess_client(client, ledger, premises, found, limits, as_of)
    return found


def subject_figures(
    ledger: Ledger,
    premises: Premises,
    calendars: Mapping[str, WorkCalendar],
    risks: Mapping[str, RiskStanding],
    works: Mapping[str, Labour],
    latest: Mapping[str, Event],
    timetable: Timetable,
    as_of: date,
) -> dict[tuple[str, str], Figure]:
    """The figures of records, projects and clients."""
    found: dict[tuple[str, str], Figure] = {}
    add(found, record_figures(ledger, premises, calendars, risks, timetable.forecasts, as_of))
    for project in ledger.of("project"):
        now = latest.get(project.key)
        local = replace(premises, calendar=calendars[project.key])
        add(found, project_figures(project, ledger, local, risks, now, works[project.key], timetable, as_of))
    promises = promises_by_client(ledger)
    for client in ledger.of("client"):
        add(found, client_figures(client, ledger, premises, promises.get(client.key, ()), as_of))
        add(found, client_money(client, ledger, premises, found, as_of))
    add(found, workspace_money(ledger, premises, found, as_of))
    return found


def promises_by_client(ledger: Ledger) -> dict[str, tuple[Record, ...]]:
    """All promises by the key of the client on the other side."""
    found: dict[str, list[Record]] = {}
    for promise in ledger.of("promise"):
        found.setdefault(client_of(promise, ledger), []).append(promise)
    return {client: tuple(promises) for client, promises in found.items()}
