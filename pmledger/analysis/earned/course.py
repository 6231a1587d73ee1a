"""The course of a project: what was planned, earned and spent by the end of each month."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import cost_line, currency_of, spent_costs
from pmledger.analysis.earned.agreed import ALL, ZERO, Agreed, children_of, leaves_of
from pmledger.analysis.earned.curve import value_at
from pmledger.analysis.earned.results import elapsed, measured_until
from pmledger.analysis.labour import Labour, without_doubles
from pmledger.analysis.money import Exchange
from pmledger.analysis.months import month_end
from pmledger.analysis.progress import done_percent, mean, weights
from pmledger.analysis.standing import day, ended_on
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

LONGEST = 120
"""Months that a course has at most."""
Move = tuple[date, Fraction]


class Moment(Struct, frozen=True):
    """A project at the end of a day; earned and spent are None where they are still to come or not known."""

    day: date
    planned: Fraction
    earned: Fraction | None
    spent: Fraction | None


def course(
    project: Record,
    ledger: Ledger,
    plan: Agreed,
    calendar: WorkCalendar,
    spendings: tuple[Move, ...] | None,
    as_of: date,
) -> tuple[Moment, ...]:
    """The ends of the months from the first day to the last of the plan, and the day itself, or the one when all was done.

    What was earned before the day is told by the dates of the tasks: evenly from start to finish, or as the method of
    the task says. `spendings` are the amounts spent with their days, None where one is unknown.
    """
    until = measured_until(project, plan, plan.earned or ZERO, as_of)
    past = Past(children_of(ledger.of_project(project.key, "task")), calendar, as_of)
    spent = Running(spendings) if spendings is not None else None
    known = plan.earned is not None
    return tuple(
        Moment(
            on,
            value_at(plan.curve, Fraction(elapsed(plan, calendar, on))),
            past.earned(plan, on) if known and on <= until else None,
            spent.by(on) if spent is not None and on <= until else None,
        )
        for on in days_of(first_day(plan, spendings or (), until), max(piece.finish for piece in plan.pieces), until)
    )


def first_day(plan: Agreed, spendings: Iterable[Move], until: date) -> date:
    """The first day of the plan, or an earlier one on which work began or money was spent."""
    begun = (on for piece in plan.pieces if (on := day(piece.record, "actual_start")) is not None)
    return min([plan.origin, *(on for on in (*begun, *(on for on, _ in spendings)) if on <= until)])


def days_of(first: date, last: date, until: date) -> tuple[date, ...]:
    """The day before the first, the ends of months, the day itself and the last of the plan."""
    start, on = first - timedelta(days=1), month_end(first)
    found = {start, last}
    while on < max(last, until) and len(found) < LONGEST:
        found.add(on)
        on = month_end(on + timedelta(days=1))
    return tuple(sorted(found | ({until} if until > start else set())))


class Running:
    """Sums of amounts by day, looked up by bisection."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self.days: list[date] = []
        self.sums: list[Fraction] = []
        total = ZERO
        for on, amount in sorted(moves):
            total += amount
            self.days.append(on)
            self.sums.append(total)

    def by(self, on: date) -> Fraction:
        at = bisect_right(self.days, on)
        return self.sums[at - 1] if at else ZERO


class Past(Struct, frozen=True):
    """Tells how much of a task was done on an earlier day, by what is known of it on `as_of`."""

    family: Mapping[str, list[Record]]
    calendar: WorkCalendar
    as_of: date

    def earned(self, plan: Agreed, on: date) -> Fraction:
        return sum((piece.value * self.done(piece.record, on) / 100 for piece in plan.pieces if piece.done), ZERO)

    def done(self, record: Record, on: date) -> Fraction:
        leaves = tuple(leaves_of(record, self.family)) if self.family.get(record.key) else ()
        if leaves:
            return mean(weights(leaves, self.calendar)[0], [self.task_done(leaf, on) for leaf in leaves])
        if record.kind == "task":
            return self.task_done(record, on)
        ended = ended_on(record) or day(record, "gate_date")
        return ALL if on >= (ended or self.as_of) else ZERO

    def task_done(self, task: Record, on: date) -> Fraction:
        """In percent: nothing before its start, what is known now at its end, evenly between; or by its method."""
        now, start, finish = done_percent(task, self.calendar, self.as_of), day(task, "actual_start"), day(task, "actual_finish")
        end = finish if finish is not None and finish <= self.as_of else self.as_of
        if not now or on >= end:
            return now or ZERO
        if start is None or on < start or task.text("ev_method") == "zero_hundred":
            return ZERO
        if task.text("ev_method") == "fifty_fifty":
            return Fraction(50)
        whole = self.calendar.working_days(start, end)
        return now * self.calendar.working_days(start, on) / whole if whole > 0 else ZERO


def spendings_of(
    project: Record, ledger: Ledger, exchange: Exchange, work: Labour, kept: Fraction, as_of: date
) -> tuple[Move, ...] | None:
    """The parts of the actual cost with their days; None where one cannot be exchanged or a rate is missing.

    `kept` is the contingency, which pays the costs of threats as far as it goes. Hours stand at the end of their month,
    those of months in which one person alone worked with the next that has more, so that no step tells a rate.
    """
    if work.cost.unknown is not None:
        return None
    to = currency_of(project, exchange)
    moves: list[Move] = []
    drawn: list[Move] = []
    for cost in without_doubles(spent_costs(ledger.of_project(project.key, "cost"), as_of), work):
        line = cost_line(cost)
        if line is None:
            continue
        amount = line.amount(to, exchange)
        if amount is None:
            return None
        (drawn if cost.has("risk") else moves).append((line.day, amount))
    return (*moves, *beyond(sorted(drawn), kept), *labour_moves(work, as_of))


def beyond(drawn: Iterable[Move], kept: Fraction) -> Iterator[Move]:
    """What contingency does not pay any more."""
    used, before = ZERO, ZERO
    for on, amount in drawn:
        used += amount
        over = max(used - max(kept, ZERO), ZERO)
        yield on, over - before
        before = over


def labour_moves(work: Labour, as_of: date) -> Iterator[Move]:
    """The cost of hours at the ends of months, in steps of at least two people."""
    groups: list[tuple[date, Fraction, set[str]]] = []
    for row in work.rows:
        if not row.cost:
            continue
        on = min(month_end(row.month), as_of)
        if groups and (groups[-1][0] == on or len(groups[-1][2]) < 2):
            _, amount, people = groups.pop()
            groups.append((on, amount + row.cost, people | {row.person}))
        else:
            groups.append((on, row.cost, {row.person}))
    if len(groups) > 1 and len(groups[-1][2]) < 2:
        on, amount, people = groups.pop()
        _, more, others = groups.pop()
        groups.append((on, amount + more, people | others))
    for on, amount, _ in groups:
        yield on, amount
