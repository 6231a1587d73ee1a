"""Everything that is reckoned from a ledger on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.agenda import AgendaItem, agenda
from pmledger.analysis.assess import assess
from pmledger.analysis.balance.balance import balance
from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.analysis.by_need import Reckoned
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
from pmledger.analysis.names_doubt import DOUBT
from pmledger.analysis.names_money import MONEY
from pmledger.analysis.names_relations import RELATIONS
from pmledger.analysis.names_schedule import SCHEDULE
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


class Conclusions:
    """What follows from a ledger on a day; each part is reckoned when it is first asked for. Not for two threads at once.

    `figures` are by name and subject (a key, "" for the workspace), `health` by the key of a project or client,
    `risks` by the key of a risk. The agenda begins with the earliest day, the events with the newest. `balance` holds
    every reconciliation, those that agree too. `relations` are plans of communication, answers, silences, promises;
    `care` is how tickets and feedback stand, `timetable` when everything planned runs, `people_plan` when it would run if
    nobody did two things at once (None where nobody has two). By the key of a project, `doubts` are how sure its dates
    are, where estimates say so, and `labour` its hours; `heard` is the day on which an open issue was last heard of.
    `tolerances` are how much of what may be off is used, by the key of a project or stage that has any.
    """

    def __init__(self, ledger: Ledger, schema: Schema, settings: Settings, as_of: date) -> None:
        self.as_of = as_of
        self._ledger = ledger
        self._schema = schema
        self._settings = settings

    @cached_property
    def premises(self) -> Premises:
        return premises_of(self._settings, shared_currency(self._ledger))

    @property
    def calendar(self) -> WorkCalendar:
        return self.premises.calendar

    @cached_property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        return calendars_by_project(self._ledger, self.calendar)

    @cached_property
    def risks(self) -> Mapping[str, RiskStanding]:
        return {risk.key: standing_of(risk, self._ledger, self.premises, self.as_of) for risk in self._ledger.of("risk")}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return timeline(self._ledger, self._schema, self.as_of)

    @cached_property
    def labour(self) -> Mapping[str, Labour]:
        return labours(self._ledger, self.premises.exchange, self.as_of)

    @cached_property
    def timetable(self) -> Timetable:
        return timetable_of(self._ledger, self.calendar, self.calendars, self.as_of)

    @cached_property
    def people_plan(self) -> PeoplePlan | None:
        return people_plan(self.timetable, self._ledger)

    @cached_property
    def care(self) -> Care:
        return care_of(self._ledger, self.premises, self.as_of)

    @cached_property
    def relations(self) -> Relations:
        return relations_of(self._ledger, self.premises, self.timetable, self.as_of)

    @cached_property
    def balance(self) -> tuple[Reconciliation, ...]:
        return balance(self._ledger, self.premises, self.risks, self.timetable.forecasts, self.as_of)

    @cached_property
    def agenda(self) -> tuple[AgendaItem, ...]:
        return agenda(self._ledger, self.calendar, self.care, self.timetable.forecasts, self.as_of)

    @cached_property
    def heard(self) -> Mapping[str, date]:
        return last_heard(self._ledger, self.events, self.as_of)

    @property
    def figures(self) -> Figures:
        return self._reckoned.figures

    @property
    def health(self) -> Mapping[str, Health]:
        return self._reckoned.health

    @property
    def doubts(self) -> Mapping[str, Doubt]:
        return self._reckoned.doubts

    @property
    def tolerances(self) -> Mapping[str, tuple[Tolerance, ...]]:
        return self._reckoned.tolerances

    def figure(self, name: str, subject: str = "") -> Figure:
        """A figure by its name and subject; raises KeyError where the subject has none of that name."""
        return self.figures[name, subject]

    def complete(self) -> None:
        """Reckon whatever was not asked for yet, before several processes would each do it."""
        _ = self.agenda, self.balance, self.heard, self.people_plan, tuple(self.doubts.values())
        self._reckoned.figures.whole()

    @cached_property
    def _reckoned(self) -> "Reckoning":
        """The figures in their order: what is reckoned from others comes after them, what is dear waits to be asked for."""
        ledger, premises, timetable, as_of = self._ledger, self.premises, self.timetable, self.as_of
        calendars, risks, care = self.calendars, self.risks, self.care
        figures = Reckoned()
        latest = latest_by_project((*self.events, *updates(ledger.records, as_of)))
        figures.add(subject_figures(ledger, premises, calendars, risks, self.labour, latest, timetable, as_of).values())
        figures.put_off(PLANNED, lambda _: schedule_figures(ledger, timetable))
        figures.put_off(LEVELLED, lambda _: levelled_figures(ledger, timetable, self.people_plan, figures, calendars))
        health = healths(ledger, premises, calendars, figures, risks, timetable.forecasts, as_of)
        figures.add(portfolio_figures(ledger, premises, figures, health, risks, as_of))
        figures.add(quality_figures(ledger, as_of))
        figures.add(quality_cost_figures(ledger, premises, as_of))
        figures.add(exposure_figures(ledger, figures, premises, as_of))
        doubted = doubts(ledger, timetable, risks, premises.exchange, calendars, figures)
        figures.put_off(
            DOUBT, lambda home: doubt_figures(ledger, {home: doubted[home]}, figures), doubted, lambda key: home_of(key, ledger)
        )
        figures.add(kpi_figures(ledger, figures, as_of))
        figures.add(trust_figures(ledger, figures, as_of))
        figures.add(practice_figures(ledger, figures, premises.calendar, timetable, as_of))
        figures.add(stage_figures(ledger, figures, premises, as_of))
        tolerated = tolerances(ledger, premises.tolerance, figures, timetable, calendars, as_of)
        figures.add(tolerance_figures(tolerated))
        figures.add(care_figures(ledger, premises, care, as_of))
        figures.put_off(RELATIONS, lambda _: relation_figures(ledger, self.relations, as_of))
        figures.put_off(COMING, lambda _: coming_figures(ledger, self.relations.loads, premises, as_of))
        return Reckoning(figures, health, doubted, tolerated)


class Reckoning(Struct, frozen=True):
    """What is reckoned together, since one takes from the other."""

    figures: Reckoned
    health: Mapping[str, Health]
    doubts: Mapping[str, Doubt]
    tolerances: Mapping[str, tuple[Tolerance, ...]]


LEVELLED = tuple(one for one in SCHEDULE if one.name.startswith("levelled_"))
PLANNED = tuple(one for one in SCHEDULE if one not in LEVELLED)
COMING = tuple(one for one in MONEY if one.name in {"pipeline_work", "pipeline_free"})


def home_of(subject: str, ledger: Ledger) -> str:
    """The project that a subject belongs to, or itself."""
    record = ledger.get(subject)
    return record.project if record is not None and record.project else subject


def conclude(ledger: Ledger, schema: Schema, settings: Settings, as_of: date) -> Conclusions:
    """Risks, events, health, figures and agenda of a ledger on a day; the same arguments, the same conclusions."""
    return Conclusions(ledger, schema, settings, as_of)


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
