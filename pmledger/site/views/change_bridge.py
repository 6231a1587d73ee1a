"""The bridge of a project's changes: from the plan as first agreed, change by change, to the plan of today and beyond."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct

from pmledger.analysis.changes import is_pending
from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import decimal
from pmledger.analysis.standing import day, is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.bars import step
from pmledger.site.parts import Cell, Column
from pmledger.site.views.blocks import Block, Drawn, DrawnRow
from pmledger.site.views.cells import record_cell
from pmledger.site.views.figures import figure_cell, money_text, value_text

MOST_STEPS = 40
"""Steps of one bridge; what came before them stands in its first row."""


class Step(Struct, frozen=True):
    """A change with its cost in the project's currency and its working days; None where it states none."""

    change: Record
    cost: Decimal | None
    days: Decimal | None
    waits: bool


def steps_of(book: Book, approved: Sequence[Record], pending: Sequence[Record], currency: str) -> tuple[Step, ...]:
    """Approved changes in the order of their decisions, then those that wait."""
    return tuple(step_of(book, change, currency) for change in (*approved, *pending))


def step_of(book: Book, change: Record, currency: str) -> Step:
    money, duration = change.money("impact_cost"), change.duration("impact_schedule")
    on = change.day("decided_on") or book.as_of
    amount = book.conclusions.premises.exchange.convert(money, currency, on) if money else None
    days = decimal(book.conclusions.calendar.days_of(duration)) if duration is not None else None
    return Step(
        change, None if amount is None else Decimal(amount.numerator) / amount.denominator, days, is_pending(change, book.as_of)
    )


def first_plan(book: Book, project: Record) -> Record | None:
    """The first baseline that was approved."""
    found = [one for one in book.ledger.of_project(project.key, "baseline") if is_counted(one, book.as_of)]
    return min(found, key=lambda one: (str(day(one, "date")), one.key), default=None)


def bridge(book: Book, project: Record, approved: Sequence[Record], pending: Sequence[Record]) -> Block | None:
    """Cost and days as bars from the sum before a change to the sum after it; None where no change states any."""
    currency = currency_of(project, book.conclusions.premises.exchange)
    steps = steps_of(book, approved, pending, currency)[-MOST_STEPS:]
    if not any(one.cost is not None or one.days is not None for one in steps):
        return None
    plan = first_plan(book, project)
    agreed = plan.money("bac") if plan is not None and plan.key in book.hrefs else None
    base = agreed.amount if agreed is not None and agreed.currency == currency else None
    costs = list(accumulate((one.cost or Decimal(0) for one in steps), initial=Decimal(0)))
    days = list(accumulate((one.days or Decimal(0) for one in steps), initial=Decimal(0)))
    ends = (float(min(costs)), float(max(costs))), (float(min(days)), float(max(days)))
    rows = tuple(
        step_row(book, one, (costs[at], costs[at + 1]), (days[at], days[at + 1]), ends, currency, base)
        for at, one in enumerate(steps)
    )
    first = (plan_row(book, plan, agreed),) if plan is not None and base is not None else ()
    columns = (
        Column(book.say("Change")),
        Column(book.say("Cost since the first baseline"), wide=True),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Budget of the work") if base is not None else book.say("Sum"), numeric=True),
        Column(book.say("Days since the first baseline"), wide=True),
        Column(book.say("Time"), numeric=True),
    )
    caption = book.say("What changes add to cost and time, one after the other")
    return Block("drawn", Drawn(columns, (*first, *rows), caption, total_row(book, project)))


def plan_row(book: Book, plan: Record, agreed: Money | None) -> DrawnRow:
    """Where the bridge begins."""
    name = plan.text("version") or plan.title
    cells = (Cell(name, book.href(plan.key), sub=book.say("as first agreed")), Cell(), Cell(), Cell(money_text(book, agreed)))
    return DrawnRow((*cells, Cell(), Cell()), ("",) * 6)


def total_row(book: Book, project: Record) -> DrawnRow:
    cells = (
        Cell(book.say("Since the baseline"), sub=book.say("approved")),
        Cell(),
        figure_cell(book, "changes_approved_cost", project.key, signed=True),
        Cell(),
        Cell(),
        figure_cell(book, "changes_approved_days", project.key, signed=True),
    )
    return DrawnRow(cells, ("",) * 6)


Pair = tuple[Decimal, Decimal]
Ends = tuple[float, float]


def step_row(
    book: Book, one: Step, cost: Pair, days: Pair, ends: tuple[Ends, Ends], currency: str, base: Decimal | None
) -> DrawnRow:
    """One change with two bars; pale while it waits."""
    name = one.change.title
    money = Money(one.cost, currency) if one.cost is not None else None
    costs, time = money_text(book, money, signed=True), days_text(book, one.days)
    after = Money((base or Decimal(0)) + cost[1], currency)
    cells = (
        record_cell(book, one.change, book.say("waits for a decision") if one.waits else ""),
        Cell(),
        Cell(costs),
        Cell(money_text(book, after, signed=base is None)),
        Cell(),
        Cell(time),
    )
    pictures = (
        drawn(cost, ends[0], f"{name}{book.words.colon}{costs}", one.cost, waits=one.waits),
        drawn(days, ends[1], f"{name}{book.words.colon}{time}", one.days, waits=one.waits),
    )
    return DrawnRow(cells, ("", pictures[0], "", "", pictures[1], ""))


def drawn(pair: Pair, ends: Ends, label: str, size: Decimal | None, *, waits: bool) -> str:
    tone = "" if waits or not size else "warn" if size > 0 else "good"
    return step(float(pair[0]), float(pair[1]), *ends, label, tone, faint=waits)


def days_text(book: Book, days: Decimal | None) -> str:
    return "—" if days is None else value_text(book, days, "d", signed=True, brief=True)
