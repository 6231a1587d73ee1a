"""Everything that is reckoned from a ledger on a day."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from pmledger.analysis.agenda import AgendaItem, agenda
from pmledger.analysis.assess import assess
from pmledger.analysis.balance.balance import balance
from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.analysis.by_need import ByNeed, Reckoned
from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendars_by_project
from pmledger.analysis.care import Care, care_figures, care_of
from pmledger.analysis.carried import NOTHING, Carried
from pmledger.analysis.client_figures import client_figures
from pmledger.analysis.client_health import assess_client
from pmledger.analysis.coming_work import coming_figures
from pmledger.analysis.costs import bac
from pmledger.analysis.earned.agreed import Agreed, agreed
from pmledger.analysis.earned.work import Basis, Forest, forest
from pmledger.analysis.exposure import realised_figures, reserve_figures
from pmledger.analysis.figure import Figure, Figures
from pmledger.analysis.health import Health
from pmledger.analysis.kpis import kpi_figures
from pmledger.analysis.labour import Labour, labours
from pmledger.analysis.last_heard import last_heard
from pmledger.analysis.levelling.levelled_dates import levelled_causes
from pmledger.analysis.levelling.levelled_dates import task_dates as levelled_task_dates
from pmledger.analysis.levelling.people_plan import PeoplePlan, levelled_figures, people_plan
from pmledger.analysis.money_totals import client_money, workspace_money
from pmledger.analysis.names import BY_NAME, PROJECT, RECORD
from pmledger.analysis.names_doubt import DOUBT
from pmledger.analysis.names_earned import EARNED
from pmledger.analysis.names_money import MONEY
from pmledger.analysis.names_practice import PRACTICE
from pmledger.analysis.names_quality import QUALITY
from pmledger.analysis.names_relations import RELATIONS
from pmledger.analysis.names_schedule import SCHEDULE
from pmledger.analysis.names_tolerance import TOLERANCE
from pmledger.analysis.names_variance import VARIANCE
from pmledger.analysis.portfolio import portfolio_figures
from pmledger.analysis.practice import plan_figures, practice_figures
from pmledger.analysis.premises import Premises, premises_of
from pmledger.analysis.project_figures import project_figures
from pmledger.analysis.promises import client_of
from pmledger.analysis.quality import quality_figures
from pmledger.analysis.quality_cost import quality_cost_figures
from pmledger.analysis.record_figures import record_figures
from pmledger.analysis.relations import Relations, relation_figures, relations_of
from pmledger.analysis.risks import RiskStanding, standing_of
from pmledger.analysis.schedule.causes import Causes
from pmledger.analysis.schedule.plan_figures import float_figures, schedule_figures
from pmledger.analysis.schedule.timetable import Timetable, timetable_of
from pmledger.analysis.simulation.doubt import Doubt, doubts
from pmledger.analysis.simulation.doubt_figures import doubt_figures
from pmledger.analysis.stages import stage_figures
from pmledger.analysis.task_dates import TaskDates, task_dates
from pmledger.analysis.thresholds import thresholds
from pmledger.analysis.timeline import Event, latest_by_project, timeline, updates
from pmledger.analysis.tolerance.tolerated import Tolerance, tolerance_figures, tolerances
from pmledger.analysis.trust import trust_figures
from pmledger.analysis.vitals import health_inputs
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message


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

    def __init__(
        self, ledger: Ledger, schema: Schema, settings: Settings, as_of: date, before: Carried = NOTHING
    ) -> None:
        self.as_of = as_of
        self._before = before
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

    def local(self, project: str) -> Premises:
        """The premises with the working days of a project."""
        return replace(self.premises, calendar=self.calendars[project])

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
    def plans(self) -> Mapping[str, Agreed | Message]:
        """What the work of each project is measured against, or why there is nothing."""
        return ByNeed(projects_of(self._ledger), self._plan_of)

    @cached_property
    def work(self) -> Mapping[str, Forest]:
        """The work of each project with what is planned for it and booked on it."""
        return ByNeed(projects_of(self._ledger), self._work_of)

    @cached_property
    def timetable(self) -> Timetable:
        made = timetable_of(self._ledger, self.calendar, self.calendars, self.as_of, self._before.timetable)
        self._before = replace(self._before, timetable=None)
        return made

    @property
    def carried(self) -> Carried:
        """What was reckoned, else what was before it: what later conclusions can go on from."""
        before, made = self._before, self.__dict__
        return Carried(made.get("timetable", before.timetable), made.get("people_plan", before.people_plan))

    @cached_property
    def people_plan(self) -> PeoplePlan | None:
        made = people_plan(self.timetable, self._ledger, self._before.people_plan)
        self._before = replace(self._before, people_plan=None)
        return made

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
        return agenda(self._ledger, self.calendar, self.care, self.timetable, self.as_of)

    @cached_property
    def heard(self) -> Mapping[str, date]:
        return last_heard(self._ledger, self.events, self.as_of)

    @cached_property
    def health(self) -> Mapping[str, Health]:
        """Of all projects and clients."""
        projects, clients = self._ledger.of("project"), self._ledger.of("client")
        return ByNeed((one.key for one in (*projects, *clients)), self._health_of)

    @cached_property
    def doubts(self) -> Mapping[str, Doubt]:
        exchange = self.premises.exchange
        return doubts(self._ledger, self.timetable, self.risks, exchange, self.calendars, self.figures)

    @cached_property
    def tolerances(self) -> Mapping[str, tuple[Tolerance, ...]]:
        given = (self.premises.tolerance, self.premises.stage_tolerance)
        return tolerances(self._ledger, given, self.figures, self.timetable, self.calendars, self.as_of)

    def figure(self, name: str, subject: str = "") -> Figure:
        """A figure by its name and subject; raises KeyError where the subject has none of that name."""
        return self.figures[name, subject]

    def complete(self) -> None:
        """Reckon whatever was not asked for yet, before several processes would each do it."""
        _ = self.agenda, self.balance, self.heard, self.people_plan
        _ = tuple(self.health.values()), tuple(self.doubts.values()), self.tolerances
        self.figures.whole()

    @cached_property
    def figures(self) -> Reckoned:
        """Those of single subjects wait for themselves, so does what is dear; what is reckoned over all follows in steps."""
        ledger, premises, as_of = self._ledger, self.premises, self.as_of
        found = Reckoned(BY_NAME)
        found.put_off(OF_RECORD, lambda _: self._record_figures(), final=False)
        homes, home = projects_of(ledger), lambda key: home_of(key, ledger)
        found.put_off(OF_PROJECT, self._project_figures, homes, home, final=False)
        found.add(lambda: self._client_figures(found))
        found.put_off(PLANNED, lambda key: schedule_figures(ledger, self.timetable, key), homes, home)
        found.put_off(FLOATS, lambda key: float_figures(ledger, self.timetable, key), homes, home)
        found.put_off(LEVELLED, lambda _: levelled_figures(ledger, self.timetable, self.people_plan, found, self.calendars))
        found.put_off(LEVELLED_WORK, self._levelled_dates, homes, home)
        found.add(lambda: portfolio_figures(ledger, premises, found, self.health, self.risks, as_of))
        found.add(lambda: quality_figures(ledger, as_of))
        found.add(lambda: quality_cost_figures(ledger, premises, as_of))
        found.put_off(RESERVES, lambda key: reserve_figures(key, found), homes, home)
        found.add(lambda: realised_figures(ledger, premises, as_of))
        found.put_off(DOUBT, self._doubt_figures, homes, home)
        found.add(lambda: kpi_figures(ledger, found, as_of))
        found.add(lambda: trust_figures(ledger, found, as_of))
        found.put_off(LATENESS, self._lateness, homes, home)
        found.add(lambda: practice_figures(ledger, found, self.calendar, self.task_dates, as_of))
        found.add(lambda: stage_figures(ledger, found, premises, as_of))
        found.put_off(TOLERANCE, lambda _: tolerance_figures(self.tolerances))
        found.add(lambda: care_figures(ledger, premises, self.care, as_of))
        found.put_off(RELATIONS, lambda _: relation_figures(ledger, self.relations, as_of))
        found.put_off(COMING, lambda _: coming_figures(ledger, self.relations.loads, premises, as_of))
        return found

    @cached_property
    def _latest(self) -> Mapping[str, Event]:
        return latest_by_project((*self.events, *updates(self._ledger.records, self.as_of)))

    @cached_property
    def task_dates(self) -> Mapping[str, tuple[TaskDates, ...]]:
        """Of the tasks of each project, by its key."""
        ledger, timetable = self._ledger, self.timetable
        return ByNeed(
            projects_of(ledger),
            lambda key: task_dates(ledger.by_key[key], ledger, self.calendars[key], timetable, self.as_of),
        )

    def _lateness(self, key: str) -> Iterator[Figure]:
        return plan_figures(self._ledger.by_key[key], self.task_dates[key], self._ledger, self.calendars[key], self.as_of)

    @cached_property
    def _levelled_causes(self) -> Causes | None:
        plan = self.people_plan
        return None if plan is None else levelled_causes(self._ledger, self.timetable, plan)

    def _levelled_dates(self, key: str) -> Iterator[Figure]:
        return levelled_task_dates(self._ledger, self.timetable, self.people_plan, self._levelled_causes, key)

    def _record_figures(self) -> Iterator[Figure]:
        forecasts = self.timetable.forecasts
        return record_figures(self._ledger, self.premises, self.calendars, self.risks, forecasts, self.as_of)

    def _project_figures(self, key: str) -> Iterator[Figure]:
        project, ledger, local = self._ledger.by_key[key], self._ledger, self.local(key)
        work = Basis(self.labour[key], self.plans[key], self.work[key])
        return project_figures(project, ledger, local, self.risks, self._latest.get(key), work, self.timetable, self.as_of)

    def _plan_of(self, key: str) -> Agreed | Message:
        project, ledger, local = self._ledger.by_key[key], self._ledger, self.local(key)
        return agreed(project, ledger, local, bac(project, ledger, local.exchange, self.as_of).number, self.as_of)

    def _work_of(self, key: str) -> Forest:
        project = self._ledger.by_key[key]
        return forest(project, self.plans[key], self._ledger, self.local(key), self.labour[key], self.as_of)

    def _client_figures(self, found: Figures) -> Iterator[Figure]:
        """Of all clients, and the money of the whole."""
        ledger, premises, as_of = self._ledger, self.premises, self.as_of
        promises = promises_by_client(ledger)
        for client in ledger.of("client"):
            yield from client_figures(client, ledger, premises, promises.get(client.key, ()), as_of)
            yield from client_money(client, ledger, premises, found, as_of)
        yield from workspace_money(ledger, premises, found, as_of)

    def _doubt_figures(self, key: str) -> Iterator[Figure]:
        doubt = self.doubts.get(key)
        return doubt_figures(self._ledger, {} if doubt is None else {key: doubt}, self.figures)

    def _health_of(self, key: str) -> Health:
        record, ledger, premises = self._ledger.by_key[key], self._ledger, self.premises
        layers = (premises.tolerance, premises.health)
        if record.kind == "client":
            return assess_client(record, ledger, premises, self.health, thresholds(layers), self.as_of)
        own = record.values.get("tolerance")
        limits = thresholds((*layers, own) if isinstance(own, Mapping) else layers)
        given = health_inputs(
            record, ledger, premises, self.calendars[key], self.figures, self.risks, self.timetable.forecasts, self.as_of
        )
        return assess(given, self.as_of, limits)


LEVELLED = tuple(one for one in SCHEDULE if one.name.startswith("levelled_") and one.of == "project")
LEVELLED_WORK = tuple(one for one in SCHEDULE if one.name.startswith("levelled_") and one.of == "task")
FLOATS = tuple(one for one in SCHEDULE if one.name in {"critical_tasks", "least_float"})
PLANNED = tuple(one for one in SCHEDULE if one not in {*LEVELLED, *LEVELLED_WORK, *FLOATS})
RESERVES = tuple(one for one in QUALITY if one.name in {"contingency_left", "exposure_share"})
LATENESS = (*(one for one in PRACTICE if one.of and one.name in {"late_tasks", "task_slip"}), *VARIANCE)
COMING = tuple(one for one in MONEY if one.name in {"pipeline_work", "pipeline_free"})
OF_RECORD = (*RECORD, *(one for one in PRACTICE if (one.of, one.name) == ("assumption", "age")))
OF_PROJECT = tuple(one for one in (*PROJECT, *MONEY, *EARNED) if one.of and one.of != "client")


def projects_of(ledger: Ledger) -> tuple[str, ...]:
    return tuple(project.key for project in ledger.of("project"))


def home_of(subject: str, ledger: Ledger) -> str:
    """The project that a subject belongs to, or itself."""
    record = ledger.get(subject)
    return record.project if record is not None and record.project else subject


def conclude(
    ledger: Ledger, schema: Schema, settings: Settings, as_of: date, before: Carried = NOTHING
) -> Conclusions:
    """Risks, events, health, figures and agenda of a ledger on a day; the same arguments, the same conclusions.

    With what was reckoned of an earlier state of the same workspace the same is found sooner.
    """
    return Conclusions(ledger, schema, settings, as_of, before)


def shared_currency(ledger: Ledger) -> str:
    """The one currency that all projects are kept in, or "": what to sum up in where the settings name none."""
    currencies = {project.text("currency") for project in ledger.of("project")} - {""}
    return currencies.pop() if len(currencies) == 1 else ""


def promises_by_client(ledger: Ledger) -> dict[str, tuple[Record, ...]]:
    """All promises by the key of the client on the other side."""
    found: dict[str, list[Record]] = {}
    for promise in ledger.of("promise"):
        found.setdefault(client_of(promise, ledger), []).append(promise)
    return {client: tuple(promises) for client, promises in found.items()}
