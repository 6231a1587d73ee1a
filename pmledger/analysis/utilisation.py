"""How much of the time that people had went into hours that a client is billed for."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.labour import billing_of
from pmledger.analysis.load import free_hours
from pmledger.analysis.spending import is_billable
from pmledger.analysis.standing import day, is_counted, titled
from pmledger.analysis.team import is_team
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

WEEKS = 4
"""Whole weeks that are looked at; the one of today is left out, since nobody has booked it yet."""
SAYS_NOTHING = frozenset({"fixed", "retainer"})
"""Sorts of billing of which hours are neither billed one by one nor our own affair, unless they say so."""
NO_HOURS = say("no hours of the last four weeks are approved")
NO_TIME = say("there were no working hours in the last four weeks")
NOT_BY_THE_HOUR = say("none of these hours say whether they are billed, and their projects are not billed by the hour")


class Used(Struct, frozen=True):
    """The last four whole weeks of one of the team: the hours there were, and those on approved time sheets.

    `billable` are those billed, by the project's key; `judged` tells whether anything says which hours are billed.
    """

    person: Record
    available: Fraction
    hours: Decimal
    billable: Mapping[str, Decimal]
    judged: bool

    @property
    def billed(self) -> Decimal:
        return sum(self.billable.values(), Decimal(0))


def last_weeks(as_of: date) -> tuple[date, date]:
    """The first and last day of the four whole weeks before that of a day."""
    monday = as_of - timedelta(days=as_of.weekday())
    return monday - timedelta(days=7 * WEEKS), monday - timedelta(days=1)


def used_time(ledger: Ledger, usual: WorkCalendar, as_of: date) -> tuple[Used, ...]:
    """Everybody of the team who has approved hours in these weeks, by name."""
    first, last = last_weeks(as_of)
    entries: dict[str, list[Record]] = {}
    for entry in ledger.of("time_entry"):
        on = day(entry, "date")
        if on is not None and first <= on <= last and is_counted(entry, as_of):
            entries.setdefault(entry.target("person"), []).append(entry)
    people = (ledger.get(key) for key in entries)
    found = (used_of(one, entries[one.key], ledger, usual, first) for one in people if one is not None and is_team(one))
    return tuple(sorted(found, key=lambda used: (used.person.title, used.person.key)))


def used_of(person: Record, entries: Iterable[Record], ledger: Ledger, usual: WorkCalendar, first: date) -> Used:
    hours, billable, judged = Decimal(0), dict[str, Decimal](), False
    for entry in entries:
        project, amount = ledger.get(entry.project), entry.number("hours") or Decimal(0)
        billing = billing_of(project) if project is not None else ""
        judged = judged or billing not in SAYS_NOTHING or isinstance(entry.values.get("billable"), bool)
        hours += amount
        if is_billable(entry, billing):
            billable[entry.project] = billable.get(entry.project, Decimal(0)) + amount
    free = free_hours(person, calendar_for(person, ledger, usual), first, 7 * WEEKS)
    return Used(person, sum(free.values(), Fraction(0)), hours, billable, judged)


def utilisation(used: Used | None, ledger: Ledger) -> Result:
    """Percent of the hours that one person had which are billed."""
    if used is None:
        return unknown(NO_HOURS)
    key = used.person.key
    billed = (
        Input(titled(project) if project is not None else say("Billable hours"), hours, home)
        for home, hours in used.billable.items()
        for project in (ledger.get(home),)
    )
    inputs = (
        *billed,
        Input(say("Hours on approved time sheets"), used.hours),
        Input(say("Hours there were, less leave and holidays"), exact(used.available), key, "capacity_hours_day"),
    )
    return share(used.billed, used.available, inputs, judged=used.judged)


def team_utilisation(found: Iterable[Used], team: Iterable[Record]) -> Result:
    """The same of all of the team who keep time sheets; how many keep none is said among what went in."""
    every = tuple(found)
    if not every:
        return unknown(NO_HOURS)
    known = {used.person.key for used in every}
    silent = sum(one.status == "active" and is_team(one) and one.key not in known for one in team)
    inputs = tuple(Input(titled(used.person), None, figure=("utilisation", used.person.key)) for used in every)
    if silent:
        inputs = (*inputs, Input(say("People without approved hours, not in it"), silent))
    billed = sum((used.billed for used in every), Decimal(0))
    available = sum((used.available for used in every), Fraction(0))
    return share(billed, available, inputs, judged=any(used.judged for used in every))


def share(billed: Decimal, available: Fraction, inputs: tuple[Input, ...], *, judged: bool) -> Result:
    if not judged:
        return unknown(NOT_BY_THE_HOUR, inputs)
    if not available:
        return unknown(NO_TIME, inputs)
    return Result(exact(100 * Fraction(billed) / available), inputs)
