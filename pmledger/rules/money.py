"""Amounts, hours and invoices that contradict themselves."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

CENT = Decimal("0.01")
DAY_LIMIT, LONG_DAY = 24, 12
MARGIN = timedelta(days=30)


def negative_budget(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A budget line has a negative amount without a change that explains it.

    Only an approved change takes money out of a budget. Write `change:`, or correct the amount.
    """
    for line in facts.ledger.of("budget_line"):
        amount = line.money("amount")
        if amount is not None and amount.amount < 0 and not line.written("change"):
            yield fault.at(
                line.place("amount"),
                say("a budget of {amount} needs the change that took it away", amount=amount),
                found=str(amount),
                help=say("add change:, or write a positive amount"),
                record=line.key,
            )


def unequal_product(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Quantity times unit rate is not the amount of the budget line.

    ```yaml
    quantity: 12
    unit_rate: 800 EUR
    amount: 9800 EUR      # 12 × 800 = 9600
    ```

    Two of the three decide the third. Correct one of them.
    """
    for line in facts.ledger.of("budget_line"):
        quantity, rate, amount = line.number("quantity"), line.money("unit_rate"), line.money("amount")
        if quantity is None or rate is None or amount is None or rate.currency != amount.currency:
            continue
        product = quantity * rate.amount
        if abs(product - amount.amount) > CENT:
            yield fault.at(
                line.place("amount"),
                say("{quantity} × {rate} is {product}, not {amount}", quantity=quantity, rate=rate,
                    product=Money(product, rate.currency), amount=amount),
                found=str(amount),
                related=(Related(line.place("unit_rate"), say("the unit rate is here")),),
                record=line.key,
            )  # fmt: skip


def currency_without_rate(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A cost is in another currency than its project, and nothing says at which rate.

    Write `exchange_rate:` in the cost, or the dated rates of that currency under `exchange_rates:` in `pmledger.yml`.
    """
    known: set[str | None] = {facts.settings.currency, *facts.settings.exchange_rates}
    for cost in facts.ledger.of("cost"):
        amount, project = cost.money("amount"), facts.ledger.get(cost.project)
        if amount is None or project is None:
            continue
        currency = project.text("currency") or facts.settings.currency
        if currency is None:
            continue
        if (
            amount.currency != currency
            and not cost.written("exchange_rate")
            and not {amount.currency, currency} <= known
        ):
            yield fault.at(
                cost.place("amount"),
                say("{amount} has no rate to {currency}", amount=amount, currency=currency),
                found=amount.currency,
                help=say("add exchange_rate:, or exchange_rates: {currency} to pmledger.yml", currency=amount.currency),
                record=cost.key,
            )


def cost_outside_project(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A cost is dated more than thirty days before its project began, or after it was finished.

    The date is when the cost was incurred, not when it was paid. Correct the date, or move the cost to the project it
    belongs to.
    """
    for cost in facts.ledger.of("cost"):
        day, project = cost.day("date"), facts.ledger.get(cost.project)
        if day is None or project is None:
            continue
        starts = [(d, name) for name in ("actual_start", "planned_start") if (d := project.day(name))]
        end = project.day("actual_finish")
        if starts and day < min(starts)[0] - MARGIN:
            bound = Related(project.place(min(starts)[1]), say("the project began here"))
        elif end and day > end:
            bound = Related(project.place("actual_finish"), say("the project was finished here"))
        else:
            continue
        yield fault.at(
            cost.place("date"),
            say("{day} is outside the life of {project}", day=day, project=project.title),
            found=str(day),
            related=(bound,),
            record=cost.key,
        )


def other_category(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A cost is booked on a budget line of another category.

    Write the category of the line, or name the line that it belongs to. Costs with `risk:` are charged to contingency
    and may differ.
    """
    for cost in facts.ledger.of("cost"):
        line = facts.ledger.get(cost.target("budget_line"))
        if line is None or cost.written("risk") or "category" in cost.faulty | line.faulty:
            continue
        if cost.text("category") != line.text("category"):
            yield fault.at(
                cost.place("category"),
                say("the category is {category}, but the budget line {line} is for {other}",
                    category=choice_term(cost.text("category")), line=line.id,
                    other=choice_term(line.text("category"))),
                found=cost.text("category"),
                related=(Related(line.place("category"), say("the line is here")),),
                record=cost.key,
            )  # fmt: skip


def impossible_hours(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Hours of one entry, or of one person on one day, that a day does not have.

    An entry has more than 0 and at most 24 hours, and so has a day. Above 12 hours a day it is a warning.

    Correct the hours or the day.
    """
    days: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for entry in facts.ledger.of("time_entry"):
        hours = entry.number("hours")
        if hours is None:
            continue
        if not 0 < hours <= DAY_LIMIT:
            yield fault.at(
                entry.place("hours"), say("{hours} hours in one entry", hours=hours), found=str(hours),
                help=say("more than 0 and at most 24"), record=entry.key,
            )  # fmt: skip
        elif entry.status != "rejected":
            days[entry.target("person"), str(entry.day("date"))].append(entry)
    for (person, day), entries in days.items():
        total = sum((entry.number("hours") or Decimal(0) for entry in entries), Decimal(0))
        if person and total > LONG_DAY:
            who = facts.ledger.by_key[person].title
            yield fault.at(
                entries[-1].place("hours"),
                say("{person} has {hours} hours on {day}", person=who, hours=total, day=day),
                found=str(total),
                related=tuple(Related(entry.place("hours"), say("also on this day")) for entry in entries[:-1]),
                record=entries[-1].key,
                severity=Severity.ERROR if total > DAY_LIMIT else Severity.WARNING,
            )


def shared_invoice_number(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Two invoices have the same number.

    A number names one invoice for the tax office and for the client. Correct one of them.
    """
    seen: dict[str, Record] = {}
    for invoice in facts.ledger.of("invoice"):
        number = invoice.text("number")
        other = seen.setdefault(number, invoice) if number else invoice
        if other is not invoice:
            yield fault.at(
                invoice.place("number"),
                say("{number} is also the number of {other}", number=number, other=other.id),
                found=number,
                related=(Related(other.place("number"), say("the other one is here")),),
                record=invoice.key,
            )


RULES: tuple[Rule, ...] = (
    rule("PM260", "negative-budget", Severity.ERROR, negative_budget),
    rule("PM261", "unequal-product", Severity.ERROR, unequal_product),
    rule("PM262", "currency-without-rate", Severity.ERROR, currency_without_rate),
    rule("PM263", "cost-outside-project", Severity.WARNING, cost_outside_project),
    rule("PM264", "other-category", Severity.WARNING, other_category),
    rule("PM265", "impossible-hours", Severity.ERROR, impossible_hours),
    rule("PM267", "shared-invoice-number", Severity.ERROR, shared_invoice_number),
)
