"""A plan as plain data: the one that is kept now, at any revision, or as a baseline agreed it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import currency_of
from pmledger.analysis.milestones import Forecasts, expected_on, reached_on
from pmledger.analysis.money import Exchange
from pmledger.analysis.plan_tree import Twig, tree
from pmledger.analysis.progress import Dates, current_baseline
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import as_day, day, is_open
from pmledger.kinds.values import Duration, Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

DROPPED = "cancelled"
NO_PIECES = frozenset({"project", "budget_line"})
"""Kinds that a baseline may list beside the pieces of its plan."""
POINTS = frozenset({"milestone"})
"""Kinds that are a day, and last no time."""


class Part(Struct, frozen=True):
    """A piece of a plan: its record's key, title and kind, what it is part of, its days, its cost and the work in it.

    `leaf` says that nothing is part of it. `cost` is in the currency of the plan, `effort` in working days; None is not
    known.
    """

    key: str
    title: str
    kind: str
    parent: str
    leaf: bool
    dates: Dates | None
    cost: Fraction | None = None
    effort: Fraction | None = None


class Plan(Struct, frozen=True):
    """The parts of a project's plan in their order, the currency they are counted in, and the cost of the whole."""

    parts: tuple[Part, ...]
    currency: str
    cost: Fraction | None

    @property
    def span(self) -> Dates | None:
        """From the first day of all parts to the last."""
        known = [part.dates for part in self.parts if part.dates is not None]
        return (min(start for start, _ in known), max(finish for _, finish in known)) if known else None


class Ground(Struct, frozen=True):
    """What a plan is reckoned with: the ledger, its timetable, the project's calendar, rates, and the day."""

    ledger: Ledger
    timetable: Timetable
    calendar: WorkCalendar
    exchange: Exchange
    as_of: date


def plan_now(project: Record, ground: Ground, twigs: Sequence[Twig] = ()) -> Plan:
    """The plan as it stands: stages and tasks in their order, then milestones by date; without what was cancelled.

    Work that is still open ends today at the earliest. `twigs` are the plan's tree, where it is known already.
    """
    currency = currency_of(project, ground.exchange)
    grown = twigs or tree(project, ground.ledger, ground.calendar, ground.timetable, ground.as_of)
    work = tuple(work_part(twig, currency, ground) for twig in grown if twig.record.status != DROPPED)
    points = points_of(project, ground.ledger, ground.timetable.forecasts, ground.as_of)
    return Plan((*work, *points), currency, sum_of(part.cost for part in work if part.leaf and part.kind == "task"))


def work_part(twig: Twig, currency: str, ground: Ground) -> Part:
    record, dates = twig.record, twig.expected
    if dates is not None and twig.leaf and is_open(record, ground.as_of):
        dates = dates[0], max(dates[1], ground.as_of)
    parent = record.target("parent") or record.parent
    cost = amount(record.money("budget"), currency, ground.as_of, ground.exchange)
    return Part(record.key, record.title, record.kind, parent, twig.leaf, dates, cost, days(record.duration("effort"), ground.calendar))


def points_of(project: Record, ledger: Ledger, forecasts: Forecasts, as_of: date) -> list[Part]:
    """The milestones by the day on which they were reached or are expected."""
    found = []
    for one in ledger.of_project(project.key, "milestone"):
        on = reached_on(one, as_of) or expected_on(one, forecasts)
        if one.status != DROPPED:
            found.append(Part(one.key, one.title, one.kind, "", leaf=True, dates=(on, on) if on else None))
    return sorted(found, key=lambda part: (part.dates or (date.max, date.max), part.key))


def plan_agreed(project: Record, baseline: Record, ground: Ground) -> Plan:
    """The plan that a baseline froze, in the order of its items; its cost is its budget at completion.

    Of the current one, the baseline dates that tasks and milestones state themselves belong to it too.
    """
    currency, on = currency_of(project, ground.exchange), day(baseline, "date") or ground.as_of
    parts: dict[str, Part] = {}
    for at, item in enumerate(baseline.items("items")):
        key = next(iter(baseline.targets.get(f"items[{at}].ref", ())), "")
        record = ground.ledger.get(key)
        if record is None or record.kind not in NO_PIECES:
            part = agreed_part(record, item, currency, on, ground)
            parts[part.key] = part
    if baseline is current_baseline(project, ground.ledger, ground.as_of):
        for part in dated_parts(project, parts, ground.ledger):
            parts[part.key] = part
    return Plan(tuple(parts.values()), currency, amount(baseline.money("bac"), currency, on, ground.exchange))


def dated_parts(project: Record, parts: Mapping[str, Part], ledger: Ledger) -> Iterator[Part]:
    """The tasks and milestones with baseline dates of their own: a task's go before those of the item."""
    for task in ledger.of_project(project.key, "task"):
        start, finish = day(task, "baseline_start"), day(task, "baseline_finish")
        if start and finish:
            yield replace(parts.get(task.key) or bare(task), dates=(start, finish))
    for milestone in ledger.of_project(project.key, "milestone"):
        on = day(milestone, "baseline_date")
        if on and milestone.key not in parts:
            yield replace(bare(milestone), dates=(on, on))


def bare(record: Record) -> Part:
    parent = record.target("parent") or record.parent
    return Part(record.key, record.title, record.kind, parent, leaf=True, dates=None)


def agreed_part(record: Record | None, item: Mapping[str, object], currency: str, on: date, ground: Ground) -> Part:
    """A piece from an item; one whose record is no longer there goes by what is written."""
    start, finish = as_day(item.get("start")), as_day(item.get("finish"))
    cost, effort = item.get("cost"), item.get("effort")
    name = str(item.get("ref") or "—")
    return Part(
        record.key if record else f"?{name}",
        record.title if record else name,
        record.kind if record else "task",
        record.target("parent") or record.parent if record else "",
        leaf=True,
        dates=(start or finish, finish) if finish else None,
        cost=amount(cost if isinstance(cost, Money) else None, currency, on, ground.exchange),
        effort=days(effort if isinstance(effort, Duration) else None, ground.calendar),
    )


def amount(money: Money | None, currency: str, on: date, exchange: Exchange) -> Fraction | None:
    return None if money is None else exchange.convert(money, currency, on)


def days(duration: Duration | None, calendar: WorkCalendar) -> Fraction | None:
    return None if duration is None else calendar.days_of(duration)


def sum_of(costs: Iterable[Fraction | None]) -> Fraction | None:
    """The sum; None where nothing is known of one of them, or there is none."""
    every = list(costs)
    known = [cost for cost in every if cost is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(every) else None
