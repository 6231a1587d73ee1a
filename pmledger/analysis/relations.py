"""Who owes whom what, with whom we speak, how soon we answer, whose time is taken: looked through once, with figures."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.actions import on_time, opened
from pmledger.analysis.answers import Answer, answers, in_time, median_hours
from pmledger.analysis.communication import PlanStanding, compliance, due_soon, overdue_items, plan_standings
from pmledger.analysis.contacts import contacts_with
from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.influence import Silence, days_silent, engagement_gap, last_talks, mood, silences, silent
from pmledger.analysis.load import PersonLoad, loads
from pmledger.analysis.names import figure
from pmledger.analysis.occurrences import contacts_by_plan
from pmledger.analysis.premises import Premises
from pmledger.analysis.promises import client_of, is_late, kept_rate, moved, owed, promised
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import as_day, day, is_counted, titled
from pmledger.analysis.team import is_team, overbooked, sharing, team_load
from pmledger.analysis.utilisation import Used, team_utilisation, used_time, utilisation
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

PAID_WITHIN_DAYS = 365


class Relations(Struct, frozen=True):
    """What is known on a day.

    `plans` are the standings of plan items by key, `last` the latest talk with each person by key, `promises` those
    with each client by its key, `loads` how much of everybody's time is taken, `used` how much of it was billed.
    """

    plans: Mapping[str, PlanStanding]
    answers: tuple[Answer, ...]
    silences: tuple[Silence, ...]
    last: Mapping[str, Record]
    promises: Mapping[str, tuple[Record, ...]]
    loads: tuple[PersonLoad, ...]
    used: tuple[Used, ...]


def relations_of(ledger: Ledger, premises: Premises, timetable: Timetable, as_of: date) -> Relations:
    last = last_talks(ledger, as_of)
    promises: dict[str, list[Record]] = {}
    for promise in ledger.of("promise"):
        promises.setdefault(client_of(promise, ledger), []).append(promise)
    return Relations(
        plan_standings(ledger, contacts_by_plan(ledger, as_of), premises.calendar, as_of),
        answers(ledger, premises.hours, as_of),
        silences(ledger, premises, last, as_of),
        last,
        {client: tuple(found) for client, found in promises.items()},
        loads(ledger, premises.calendar, timetable, as_of),
        used_time(ledger, premises.calendar, as_of),
    )


def relation_figures(ledger: Ledger, found: Relations, as_of: date) -> Iterator[Figure]:
    """The figures of contact: of the workspace, of each client, of each person."""
    every = ledger.of("promise")
    waiting = owed(every, as_of)
    whole = {
        "open_promises": promised(waiting),
        "late_promises": promised(one for one in waiting if is_late(one, as_of)),
        "owed_to_us": promised(owed(every, as_of, ours=False)),
        "kept_rate_original": kept_rate(every, as_of, "original_due"),
        "promises_moved": moved(every, as_of),
        "plan_compliance": compliance(found.plans.values()),
        "plan_overdue": overdue_items(found.plans.values()),
        "plan_due": due_soon(found.plans.values()),
        "silent_stakeholders": silent(found.silences),
        "answers_in_time": in_time(found.answers),
        "median_answer": median_hours(found.answers),
        "open_actions": opened(ledger.of("action"), as_of),
        "actions_on_time": on_time(ledger.of("action"), as_of),
        "overbooked_people": overbooked(found.loads, ledger),
        "team_load": team_load(found.loads, ledger),
        "knowledge_sessions": sharing(ledger, as_of),
    }
    yield from (figure("", name, "", result) for name, result in whole.items())
    by_client: dict[str, list[PlanStanding]] = {}
    for one in found.plans.values():
        by_client.setdefault(one.plan.client, []).append(one)
    for client in ledger.of("client"):
        promises = found.promises.get(client.key, ())
        own = {
            "owed_to_us": promised(owed(promises, as_of, ours=False)),
            "kept_rate_original": kept_rate(promises, as_of, "original_due"),
            "plan_compliance": compliance(by_client.get(client.key, ())),
            "mood": mood(contacts_with(client, ledger, as_of)),
            "payment_days": payment_days(ledger.of_client(client.key, "invoice"), as_of),
        }
        yield from (figure("client", name, client.key, result) for name, result in own.items())
    own_actions: dict[str, list[Record]] = {}
    for action in ledger.of("action"):
        own_actions.setdefault(action.owner, []).append(action)
    for person in ledger.of("person"):
        yield figure("person", "actions_on_time", person.key, on_time(own_actions.get(person.key, ()), as_of))
        yield figure("person", "days_since_contact", person.key, days_silent(person, found.last, as_of))
        yield figure("person", "engagement_gap", person.key, engagement_gap(person))
    yield from used_figures(ledger, found)


def used_figures(ledger: Ledger, found: Relations) -> Iterator[Figure]:
    """How much of the team's time was billed; nothing where no time sheets are kept."""
    if not ledger.of("time_entry"):
        return
    yield figure("", "team_utilisation", "", team_utilisation(found.used, ledger.of("person")))
    by_person = {used.person.key: used for used in found.used}
    for person in ledger.of("person"):
        if is_team(person) and (person.status == "active" or person.key in by_person):
            yield figure("person", "utilisation", person.key, utilisation(by_person.get(person.key), ledger))


def payment_days(invoices: Iterable[Record], as_of: date) -> Result:
    """The mean of calendar days from issue to the last payment of invoices paid in the last year."""
    taken = []
    for invoice in invoices:
        issued = day(invoice, "issued_on")
        paid = max((on for part in invoice.items("payments") if (on := as_day(part.get("date")))), default=None)
        recent = paid is not None and as_of - timedelta(days=PAID_WITHIN_DAYS) <= paid <= as_of
        if invoice.status == "paid" and is_counted(invoice, as_of) and issued and paid and recent:
            taken.append((invoice, (paid - issued).days))
    if not taken:
        return unknown(say("no invoice was paid in the last {days} days", days=PAID_WITHIN_DAYS))
    inputs = tuple(Input(titled(invoice), days, invoice.key, "payments") for invoice, days in taken)
    return Result(exact(Fraction(sum(days for _, days in taken), len(taken))), inputs)
