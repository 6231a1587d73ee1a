"""Hours, costs and lines that do not fit the task, day, order or rate that they belong to."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.balance.sums import minor_unit
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.costs import currency_of
from pmledger.analysis.money import Exchange
from pmledger.analysis.months import month_of
from pmledger.analysis.rates import HourRate, Purpose, RateCard, own_rates, rate_card
from pmledger.analysis.spending import BILLED_BY_TIME
from pmledger.analysis.standing import as_day, as_number, is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

AMOUNTS = (
    ("cost", "amount", "date"),
    ("budget_line", "amount", "approved_on"),
    ("change", "impact_cost", "decided_on"),
    ("change", "impact_price", "decided_on"),
    ("baseline", "bac", "date"),
    ("invoice", "net", "issued_on"),
    ("project", "budget", ""),
    ("project", "contract_value", ""),
    ("milestone", "payment", ""),
    ("phase", "budget", ""),
    ("task", "budget", ""),
    ("risk", "cost_impact", ""),
)
"""Kind, the amount that is exchanged, and the field with the day of the rate; what has none is looked at today."""
PURPOSES: tuple[Purpose, ...] = ("cost", "bill")
OwnRates = Mapping[str, tuple[HourRate, ...]]
COUNTED_HOURS = frozenset({"submitted", "approved"})


def off_rate_card(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A labour line that follows the rate card is not the effort of its task at the rates of the day it was approved.

    With `rate_card: yes` the amount is the task's `effort`, shared among its assignees, at the rates that held on
    `approved_on`. The amount stays as approved; only its difference is told, since the rates are restricted.

    Correct the amount or the effort, or delete `rate_card:`.
    """
    own = own_rates(facts.ledger, "cost")
    for project in facts.ledger.of("project"):
        lines = [
            line for line in facts.ledger.of_project(project.key, "budget_line") if line.values.get("rate_card") is True
        ]
        card = rate_card(project, facts.ledger, "cost", own) if lines else None
        for line in lines:
            amount, task, day = line.money("amount"), facts.ledger.get(line.target("task")), line.day("approved_on")
            if card is None or amount is None or task is None or day is None:
                continue
            worth = effort_worth(facts, task, day, amount.currency, card)
            if worth is not None and abs(Fraction(amount.amount) - worth) > minor_unit(amount.currency):
                yield fault.at(
                    line.place("amount"),
                    say("the amount is not the effort of “{task}” at the rates of {day}", task=task.title, day=day),
                    found=str(amount),
                    help=say("correct the amount or the effort, or delete rate_card:"),
                    related=(Related(task.place("effort"), say("the effort is here")),),
                    record=line.key,
                )


def effort_worth(facts: Facts, task: Record, day: date, currency: str, card: RateCard) -> Fraction | None:
    """A task's effort at the rates of its assignees, each by the share of time; None where one is not known."""
    effort = task.duration("effort")
    people = [
        (keys[0], as_number(item.get("percent")) or 100)
        for at, item in enumerate(task.items("assignees"))
        if (keys := task.targets.get(f"assignees[{at}].person", ()))
    ]
    rates = [card.find(person, day) for person, _ in people]
    shares = sum((Fraction(share) for _, share in people), Fraction(0))
    if effort is None or not shares or None in rates:
        return None
    calendar = facts.conclusions.calendar
    hours = calendar.days_of(effort) * Fraction(calendar.hours_per_day)
    found = Fraction(0)
    for (_, share), held in zip(people, rates, strict=True):
        if held is not None:
            money = Money(held.rate.amount, held.rate.currency)
            worth = facts.conclusions.premises.exchange.convert(money, currency, day)
            if worth is None:
                return None
            found += worth * hours * Fraction(share) / shares
    return found


def settles_no_order(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A cost settles something that is neither an order nor an accrual, or one of another project.

    `settles:` names the commitment or accrual that this cost makes real, so that it is not counted twice.

    Name the order, or delete `settles:`.
    """
    for cost in facts.ledger.of("cost"):
        order = facts.ledger.get(cost.target("settles"))
        if order is None or "type" in order.faulty:
            continue
        if order.values.get("type") not in {"commitment", "accrual"} or order.project != cost.project:
            yield fault.at(
                cost.place("settles"),
                say("“{title}” is no order or accrual of this project", title=order.title),
                found=order.id,
                help=say("name the order or accrual, or delete settles:"),
                related=(Related(order.place("type"), say("the other one is here")),),
                record=cost.key,
            )


def hours_after_task(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Hours were worked on a task after it was finished.

    Correct the day or the task, or the `actual_finish` of the task.
    """
    for entry in facts.ledger.of("time_entry"):
        task, on = facts.ledger.get(entry.target("task")), entry.day("date")
        finished = task.day("actual_finish") if task is not None and task.status == "done" else None
        if task is not None and on is not None and finished is not None and on > finished:
            yield fault.at(
                entry.place("date"),
                say("{day} is after “{task}” was finished on {finish}", day=on, task=task.title, finish=finished),
                found=str(on),
                help=say("correct the day or the task"),
                related=(Related(task.place("actual_finish"), say("it was finished here")),),
                record=entry.key,
            )


def unknown_rate(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Hours or an amount are dated before the first rate that could tell what they are worth.

    The latest rate on or before the day holds; before the first it is unknown, and so is every sum it goes into. It is
    never taken for 0 or 1. Each person and each currency is named once in a project.

    Write a rate with an earlier `from:`, for a person in `cost_rate:` or the project's `rates:`, for a currency in
    `exchange_rates:` of `pmledger.yml`.
    """
    own = {purpose: own_rates(facts.ledger, purpose) for purpose in PURPOSES}
    for project in facts.ledger.of("project"):
        yield from unknown_hours(facts, fault, project, own)
        yield from unknown_exchange(facts, fault, project)


def unknown_hours(facts: Facts, fault: Fault, project: Record, own: Mapping[Purpose, OwnRates]) -> Iterator[Diagnostic]:
    entries = [
        one for one in facts.ledger.of_project(project.key, "time_entry")
        if is_counted(one, facts.as_of) and one.target("person")
    ]  # fmt: skip
    if not entries:
        return
    purposes = PURPOSES if project.text("billing") in BILLED_BY_TIME else PURPOSES[:1]
    cards = [rate_card(project, facts.ledger, purpose, own[purpose]) for purpose in purposes]
    said: set[str] = set()
    for entry in sorted(entries, key=lambda one: str(one.day("date"))):
        person, on = entry.target("person"), entry.day("date")
        if person in said or on is None:
            continue
        lost = next((card for card in cards if card.keeps(person) and card.find(person, on) is None), None)
        if lost is None:
            continue
        said.add(person)
        first = min((rows[0] for rows in lost.rows(person) if rows), key=lambda row: row.since)
        where = facts.ledger.by_key[first.record].place(*first.path)
        yield fault.at(
            entry.place("date"),
            say("the rate of {name} on {day} is unknown, the first holds from {since}",
                name=facts.ledger.by_key[person].title, day=on, since=first.since),
            found=str(on),
            help=say("write a rate with an earlier from:"),
            related=(Related(where, say("the first rate is here")),),
            record=entry.key,
        )  # fmt: skip


def unknown_exchange(facts: Facts, fault: Fault, project: Record) -> Iterator[Diagnostic]:
    exchange = facts.conclusions.premises.exchange
    currency, said = currency_of(project, exchange), set[str]()
    for kind, field, dated in AMOUNTS:
        records = (project,) if kind == "project" else facts.ledger.of_project(project.key, kind)
        for record in records:
            amount, on = record.money(field), record.day(dated) if dated else facts.as_of
            if amount is None or on is None or amount.currency in {currency, *said}:
                continue
            lost = exchange.convert(amount, currency, on) is None and (not dated or is_counted(record, facts.as_of))
            told = kind == "cost" and (record.written("exchange_rate") or is_without_rates(exchange, amount, currency))
            if lost and not told:
                said.add(amount.currency)
                yield fault.at(
                    record.place(field),
                    say("no exchange rate from {given} to {wanted} on {day}", given=amount.currency, wanted=currency,
                        day=on),
                    found=amount.currency,
                    help=say("add exchange_rates: {currency} to pmledger.yml", currency=amount.currency),
                    related=(Related(record.place(dated), say("the day is here")),) if dated else (),
                    record=record.key,
                )  # fmt: skip


def is_without_rates(exchange: Exchange, amount: Money, currency: str) -> bool:
    """Whether a currency has no rate on any day: the fault of a cost in a currency without rate."""
    return not {amount.currency, currency} <= {exchange.currency, *exchange.rates}


def hours_on_day_off(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Hours are dated on a weekend, a holiday or a day of leave.

    Most often the day is a slip of the pen. The person's calendar holds, else that of the project.

    Correct the day, or the leave; where people did work, allow it with the reason.
    """
    usual = facts.conclusions.calendar
    calendars = {
        record.key: calendar_for(record, facts.ledger, usual)
        for kind in ("person", "project")
        for record in facts.ledger.of(kind)
        if record.target("calendar")
    }
    for entry in facts.ledger.of("time_entry"):
        person, on = facts.ledger.get(entry.target("person")), entry.day("date")
        if person is None or on is None or entry.status not in COUNTED_HOURS:
            continue
        calendar = calendars.get(person.key) or calendars.get(entry.project) or usual
        at = leave_on(person, on)
        if at is not None:
            yield fault.at(
                entry.place("date"),
                say("{name} was on leave on {day}", name=person.title, day=on),
                found=str(on),
                help=say("correct the day, or the leave"),
                related=(Related(person.place("leave", at), say("the leave is here")),),
                record=entry.key,
            )
        elif not calendar.is_working(on):
            yield fault.at(
                entry.place("date"),
                say("{day} is not a working day", day=on),
                found=str(on),
                help=say("correct the day, or allow it with the reason"),
                related=(Related(person.origin, say("the person is here")),),
                record=entry.key,
            )


def labour_without_person(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A labour cost names nobody, in a month for which the project has approved hours with a rate.

    Hours × rate is labour already, so that the same work may count twice: a cost with `person:` replaces the hours of
    that person in that month, one without stands beside all of them.

    Write `person:` for the one whose work it is, or `category: subcontract` for work that is bought.
    """
    own = own_rates(facts.ledger, "cost")
    for project in facts.ledger.of("project"):
        costs = [
            cost
            for cost in facts.ledger.of_project(project.key, "cost")
            if cost.text("category") == "labour" and not cost.target("person") and is_counted(cost, facts.as_of)
        ]
        hours = priced_months(facts, project, own) if costs else {}
        for cost in costs:
            day = cost.day("date")
            entry = hours.get(month_of(day)) if day is not None else None
            if entry is not None:
                yield fault.at(
                    cost.place("amount"),
                    say("{amount} of labour for nobody stands beside approved hours of that month", amount=cost.money("amount")),
                    found=str(cost.money("amount") or ""),
                    help=say("write person:, or category: subcontract for work that is bought"),
                    related=(Related(entry.place("hours"), say("the hours are here")),),
                    record=cost.key,
                )


def priced_months(facts: Facts, project: Record, own: OwnRates) -> Mapping[date, Record]:
    """By month the first approved hours of a project that have a rate."""
    entries = [one for one in facts.ledger.of_project(project.key, "time_entry") if is_counted(one, facts.as_of)]
    card = rate_card(project, facts.ledger, "cost", own) if entries else None
    found: dict[date, Record] = {}
    for entry in entries:
        day = entry.day("date")
        if card is not None and day is not None and card.find(entry.target("person"), day) is not None:
            found.setdefault(month_of(day), entry)
    return found


def leave_on(person: Record, day: date) -> int | None:
    """Which leave takes the whole of a day, by its number, or None."""
    for at, item in enumerate(person.items("leave")):
        first = as_day(item.get("from"))
        last = as_day(item.get("to")) or first
        if first is not None and last is not None and first <= day <= last and item.get("hours") is None:
            return at
    return None


RULES: tuple[Rule, ...] = (
    rule("PM207", "labour-without-person", Severity.WARNING, labour_without_person),
    rule("PM247", "off-rate-card", Severity.WARNING, off_rate_card),
    rule("PM248", "settles-no-order", Severity.WARNING, settles_no_order),
    rule("PM249", "hours-after-task", Severity.WARNING, hours_after_task),
    rule("PM268", "unknown-rate", Severity.WARNING, unknown_rate),
    rule("PM269", "hours-on-day-off", Severity.WARNING, hours_on_day_off),
)
