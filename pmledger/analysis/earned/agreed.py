"""The plan that earned value is measured against: the current baseline's work with its value, its days and what is done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import RESERVES, currency_of
from pmledger.analysis.earned.curve import Curve, Ramp, curve_of
from pmledger.analysis.money import Exchange, no_rate
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import current_baseline, done_percent, percent_complete, weights
from pmledger.analysis.standing import WITHOUT_RESULT, as_day, day, ended_on, is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

ZERO, ALL = Fraction(0), Fraction(100)
WORK = frozenset({"task", "phase"})
"""Kinds whose value grows over their days; all others have theirs on one day."""


class Piece(Struct, frozen=True):
    """Work of the baseline: what it is about, its value, its days, and how much of it is done in percent.

    `done` is None where it is under way and does not say; `ramps` are its value over time, in working days from the
    first day of the plan, `at` is the item of the baseline.
    """

    record: Record
    value: Fraction
    start: date
    finish: date
    done: Fraction | None
    ramps: tuple[Ramp, ...]
    at: int


class Agreed(Struct, frozen=True):
    """The pieces of a baseline that have a value, and the curve of that value over the working days from `origin` on.

    `vague` says which work has no start: its value is planned for its last day, and the curve tells nothing of the pace.
    """

    baseline: Record
    origin: date
    pieces: tuple[Piece, ...]
    curve: Curve
    vague: Message | None = None

    @property
    def whole(self) -> Fraction:
        return self.curve[-1][1]

    @property
    def earned(self) -> Fraction | None:
        """What is earned; None where a piece does not say how much of it is done."""
        parts = [piece.value * piece.done / 100 for piece in self.pieces if piece.done is not None]
        return sum(parts, ZERO) if len(parts) == len(self.pieces) else None


class Item(Struct, frozen=True):
    """An item of a baseline: what it is about, its days and its cost as written; `vague` where work has no start.

    `at` is which item it is.
    """

    record: Record
    start: date
    finish: date
    cost: Money | None
    vague: bool
    at: int


def agreed(
    project: Record, ledger: Ledger, premises: Premises, bac: Fraction | None, as_of: date
) -> Agreed | Message:
    """The plan of a project on a day, or why there is none to measure against.

    Where no item has a cost, the budget at completion is spread over the tasks by their weights: budget, else effort,
    else duration, else each the same.
    """
    baseline = current_baseline(project, ledger, as_of)
    if baseline is None:
        return say("the project has no approved baseline")
    items = items_of(baseline, ledger)
    if isinstance(items, Message):
        return items
    values = values_of(items, baseline, currency_of(project, premises.exchange), premises, bac)
    if isinstance(values, Message):
        return values
    work = [(item, value) for item, value in zip(items, values, strict=True) if value]
    if not work:
        return say("the baseline “{title}” has no dated items", title=baseline.title)
    origin = min(item.start for item, _ in work)
    measure = Measure(origin, premises.calendar, lines_by_work(project, ledger, as_of), premises.exchange)
    family = children_of(ledger.of_project(project.key, "task"))
    pieces = tuple(
        Piece(item.record, value, item.start, item.finish,
              done_of(item.record, family, premises.calendar, as_of), measure.ramps(item, value), item.at)
        for item, value in work
    )  # fmt: skip
    quiet = next((item.record for item, _ in work if item.vague), None)
    vague = say("the baseline does not say when “{title}” starts", title=quiet.title) if quiet is not None else None
    return Agreed(baseline, origin, pieces, curve_of(ramp for piece in pieces for ramp in piece.ramps), vague)


def items_of(baseline: Record, ledger: Ledger) -> list[Item] | Message:
    """The dated items; an item that leads nowhere makes the whole unknown, as does a cost without days."""
    found = []
    for at, item in enumerate(baseline.items("items")):
        record = ledger.get(next(iter(baseline.targets.get(f"items[{at}].ref", ())), ""))
        start, finish, cost = as_day(item.get("start")), as_day(item.get("finish")), item.get("cost")
        if record is None:
            return say("an item of the baseline “{title}” names no record", title=baseline.title)
        if finish is None and isinstance(cost, Money):
            return say("the baseline does not say when “{title}” is done", title=record.title)
        if finish is not None:
            first = start or day(record, "baseline_start")
            vague = first is None and record.kind in WORK
            amount = cost if isinstance(cost, Money) else None
            found.append(Item(record, first or finish, max(first or finish, finish), amount, vague, at))
    return found


def values_of(
    items: Sequence[Item], baseline: Record, to: str, premises: Premises, bac: Fraction | None
) -> list[Fraction] | Message:
    """The value of each item in the project's currency, by the rates of the baseline's day."""
    on = day(baseline, "date") or date.min
    if any(item.cost is not None for item in items):
        found = []
        for item in items:
            amount = ZERO if item.cost is None else premises.exchange.convert(item.cost, to, on)
            if amount is None and item.cost is not None:
                return no_rate(item.cost.currency, to, on)
            found.append(amount or ZERO)
        return found
    tasks = tuple(item.record for item in items if item.record.kind == "task")
    if bac is None or not tasks:
        return say("the baseline “{title}” has no costs", title=baseline.title)
    weighed = dict(zip((task.key for task in tasks), weights(tasks, premises.calendar)[0], strict=True))
    whole = sum(weighed.values(), ZERO)
    return [bac * weighed.get(item.record.key, ZERO) / whole for item in items]


def children_of(tasks: Iterable[Record]) -> Mapping[str, list[Record]]:
    """Tasks by the key of the task or phase that they are part of."""
    found: dict[str, list[Record]] = {}
    for task in tasks:
        parent = task.target("parent") or task.parent
        if parent and parent != task.key:
            found.setdefault(parent, []).append(task)
    return found


def leaves_of(record: Record, family: Mapping[str, list[Record]], above: frozenset[str] = frozenset()) -> list[Record]:
    """The tasks below a record that have no parts, without those cancelled; one that contains itself ends there."""
    children = [child for child in family.get(record.key, ()) if child.key not in above]
    found: list[Record] = []
    for child in children:
        below = leaves_of(child, family, above | {record.key})
        found += below if family.get(child.key) else [child] if child.status != "cancelled" else []
    return found


def done_of(record: Record, family: Mapping[str, list[Record]], calendar: WorkCalendar, as_of: date) -> Fraction | None:
    """How much of a record is done in percent: a task by its method, a stage by its tasks, all else by its end."""
    if record.status in WITHOUT_RESULT:
        return ZERO
    if family.get(record.key):
        leaves = tuple(leaves_of(record, family))
        return percent_complete(leaves, calendar, as_of).number if leaves else ZERO
    if record.kind == "task":
        return done_percent(record, calendar, as_of)
    if record.kind == "phase":
        return ALL if record.status == "completed" else ZERO
    ended = ended_on(record)
    return ALL if ended is not None and ended <= as_of else ZERO


def lines_by_work(project: Record, ledger: Ledger, as_of: date) -> Mapping[str, list[Record]]:
    """The counted budget lines of work that say when the money is spent, by the task or stage that they pay for."""
    found: dict[str, list[Record]] = {}
    for line in ledger.of_project(project.key, "budget_line"):
        money = line.money("amount")
        if line.target("task") and money and money.amount > 0 and is_counted(line, as_of) and line.text("category") not in RESERVES:
            found.setdefault(line.target("task"), []).append(line)
    return {key: lines for key, lines in found.items() if any(is_spread(line) for line in lines)}


def is_spread(line: Record) -> bool:
    return line.has("from") or line.has("to") or line.text("spread") in {"start", "end"}


class Measure(Struct, frozen=True):
    """Turns days into working days from the first of the plan on, and values into ramps."""

    origin: date
    calendar: WorkCalendar
    lines: Mapping[str, list[Record]]
    exchange: Exchange

    def time(self, on: date) -> int:
        """The working days from the first day of the plan to the end of a day; 0 before."""
        return 0 if on < self.origin else self.calendar.working_days(self.origin, on)

    def ramps(self, item: Item, value: Fraction) -> tuple[Ramp, ...]:
        """The value of an item over its days: as its budget lines are spread, else evenly."""
        lines = [(line, self.amount(line)) for line in self.lines.get(item.record.key, ())]
        whole = sum((amount for _, amount in lines), ZERO)
        if not whole:
            return (self.ramp(item.start, item.finish, value),)
        return tuple(
            self.spread(line.text("spread"), day(line, "from") or item.start, day(line, "to") or item.finish,
                        value * amount / whole)
            for line, amount in lines
        )  # fmt: skip

    def amount(self, line: Record) -> Fraction:
        """A line's amount in the workspace's currency, to share a value out by; 0 where it cannot be exchanged."""
        money = line.money("amount")
        on = day(line, "approved_on") or self.origin
        return (self.exchange.convert(money, self.exchange.currency, on) or ZERO) if money else ZERO

    def spread(self, how: str, start: date, finish: date, value: Fraction) -> Ramp:
        """Evenly from day to day, or all of it on the first or the last; by hand is as the lines' own days say."""
        if how == "start":
            return self.ramp(start, start, value)
        return self.ramp(finish, finish, value) if how == "end" else self.ramp(start, finish, value)

    def ramp(self, start: date, finish: date, value: Fraction) -> Ramp:
        """Evenly over the working days of a span; a span without any counts as the next one."""
        first = max(self.time(self.calendar.next_working(max(start, self.origin))), 1)
        return Ramp(first - 1, max(self.time(finish), first), value)
