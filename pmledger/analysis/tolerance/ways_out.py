"""What could be done about a forecast beyond its tolerance: what each way is about, and what it would bring."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.conclude import Conclusions
from pmledger.analysis.progress import leaf_tasks, upwards
from pmledger.analysis.schedule.way import Step, way
from pmledger.analysis.standing import day, is_open
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

SPARE = ("wont", "could", "should")
"""Priorities of needs that may be left out, the first of them first."""
MOST_TASKS = 2


class WayOut(Struct, frozen=True):
    """A way out as somebody would propose it.

    `kind` is `accept`, `draw`, `cut`, `shorten` or `stop`; `records` are what it changes. `finish`, `cost` (of a whole
    project) and `beyond` (the measures still beyond their tolerance) are what would hold then, None where nothing was
    reckoned. `amount` is money or working days by kind: what is drawn, by how much a task is shorter.
    """

    kind: str
    records: tuple[str, ...] = ()
    finish: date | None = None
    cost: Fraction | None = None
    beyond: tuple[str, ...] = ()
    amount: Fraction | None = None


def beyond_of(found: Conclusions, subject: str) -> tuple[str, ...]:
    """The measures of a project or stage that are forecast beyond their tolerance."""
    return tuple(one.measure for one in found.tolerances.get(subject, ()) if one.beyond)


def ending(found: Conclusions, subject: Record, ledger: Ledger) -> date | None:
    """When a project or stage is forecast to end."""
    if subject.kind == "project":
        figure = found.figures.get(("forecast_finish", subject.key))
        return figure.value if figure is not None and isinstance(figure.value, date) else None
    days = [on for task in within(subject, ledger) if (on := found.timetable.finish(task.key)) is not None]
    return max(days, default=None)


def within(stage: Record, ledger: Ledger) -> tuple[Record, ...]:
    """The single tasks of a stage, however deep."""
    tasks = ledger.of_project(stage.project, "task")
    above = {task.key: task.target("parent") or task.parent for task in tasks}
    return tuple(task for task in leaf_tasks(tasks) if stage.key in upwards(task.key, above))


def driving(found: Conclusions, subject: Record, ledger: Ledger) -> tuple[Record, ...]:
    """The open tasks and milestones on the way that leads to the end of a project or stage, the last one first."""
    steps = way_to(found, subject, ledger)
    return tuple(one for one in dict.fromkeys(ledger.by_key[step.record] for step in steps) if is_open(one, found.as_of))


def way_to(found: Conclusions, subject: Record, ledger: Ledger) -> tuple[Step, ...]:
    """The driving way to the end of a project or stage, back to a fact, a constraint or today."""
    if subject.kind == "project":
        return way(ledger, found.timetable, "forecast_finish", subject.key)
    end = ending(found, subject, ledger)
    last = next((one.key for one in within(subject, ledger) if found.timetable.finish(one.key) == end), "")
    return way(ledger, found.timetable, "finish", last) if last else ()


def pinned(records: Iterable[Record]) -> tuple[Record, ...]:
    """The milestones among some records whose forecast somebody wrote, though they wait for something that tells it."""
    return tuple(one for one in records if one.kind == "milestone" and one.has("forecast_date") and one.has("depends"))


def to_cut(tasks: Iterable[Record], ledger: Ledger) -> tuple[Record, ...]:
    """The tasks that have not begun and that only needs of the lowest priority ask for that any of them has."""
    found: dict[str, list[Record]] = {}
    for task in tasks:
        weight = lightest(task, ledger)
        if weight and not task.has("actual_start"):
            found.setdefault(weight, []).append(task)
    return next((tuple(found[one]) for one in SPARE if one in found), ())


def lightest(task: Record, ledger: Ledger) -> str:
    """The weightiest priority of the needs that a task serves, where all of them may be left out; else ""."""
    deliverable = task.target("deliverable")
    needs = [*ledger.pointing_at(task.key, "requirement", "tasks")]
    needs += ledger.pointing_at(deliverable, "requirement", "deliverables") if deliverable else ()
    weights = {need.text("priority") for need in needs}
    return max(weights, key=SPARE.index) if weights and weights <= set(SPARE) else ""


def excess_days(tolerances: Iterable[Tolerance], whole: int | None) -> int:
    """The working days by which the end must come earlier to be within its tolerance; 0 where it is."""
    for one in tolerances:
        if one.measure == "time" and one.beyond and (off := one.off.found.number) is not None:
            rate = Fraction(1) if one.limit.way == "days" else Fraction(whole or 0, 100)
            return max(-(-((off - one.limit.amount) * rate) // 1), 0)
    return 0


def excess_cost(tolerances: Iterable[Tolerance], found: Conclusions, project: str) -> Fraction:
    """The money that the budget lacks for the forecast to be within its tolerance; 0 where it is."""
    one = next((one for one in tolerances if one.measure == "cost" and one.beyond), None)
    names = ("cost_forecast", "bac", "contingency_used")
    eac, bac, paid = (None if (part := found.figures.get((name, project))) is None else part.number for name in names)
    if one is None or eac is None or bac is None:
        return Fraction(0)
    return max(eac - bac - (bac + (paid or 0)) * one.limit.amount / 100, Fraction(0))


def longest(tasks: Iterable[Record], found: Conclusions) -> tuple[tuple[Record, int], ...]:
    """The tasks with most working days still to do, and how many."""
    sized = [(left, task.key, task) for task in tasks if (left := days_left(task, found))]
    return tuple((task, left) for left, _, task in sorted(sized, key=lambda one: (-one[0], one[1]))[:MOST_TASKS])


def days_left(task: Record, found: Conclusions) -> int:
    """The working days that an open task still takes by the plan."""
    dates, calendar = found.timetable.dates(task.key), calendar_of(task, found)
    if dates is None:
        return 0
    begun = day(task, "actual_start")
    start = max(dates[0], found.as_of) if begun is not None and begun <= found.as_of else dates[0]
    return max(calendar.working_days(start, dates[1]) - (1 if start == found.as_of and begun is not None else 0), 0)


def calendar_of(record: Record, found: Conclusions) -> WorkCalendar:
    """The working days of a record's project."""
    return found.timetable.clocks.calendars.get(record.project or record.key, found.calendar)


def arithmetic(subject: Record, project: Record, found: Conclusions, ledger: Ledger) -> Iterator[WayOut]:
    """The ways out that need no other plan: to accept what is forecast, to draw on the contingency."""
    finish = ending(found, subject, ledger)
    cost = found.figures.get(("cost_forecast", project.key))
    amount = None if cost is None or subject is not project else cost.number
    yield WayOut("accept", (subject.key,), finish, amount)
    lacking = excess_cost(found.tolerances.get(project.key, ()), found, project.key)
    left = found.figures.get(("contingency_left", project.key))
    if lacking and subject is project and left is not None and (kept := left.number):
        beyond = tuple(one for one in beyond_of(found, project.key) if one != "cost" or kept < lacking)
        yield WayOut("draw", (project.key,), finish, amount, beyond, min(kept, lacking))
