"""Progress of a project: done and planned shares of its tasks, its baseline and its dates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.standing import as_day, day, is_counted, titled
from pmledger.kinds.values import Duration, Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

Dates = tuple[date, date]


def leaf_tasks(tasks: tuple[Record, ...]) -> tuple[Record, ...]:
    """Tasks that no other task is part of, without those cancelled."""
    parents = {task.target("parent") for task in tasks} | {task.parent for task in tasks}
    return tuple(task for task in tasks if task.key not in parents and task.status != "cancelled")


def upwards(key: str, above: Mapping[str, str]) -> Iterator[str]:
    """A piece of work and all that it is part of; a circle ends."""
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        yield key
        key = above.get(key, "")


def done_percent(task: Record, calendar: WorkCalendar, as_of: date) -> Fraction | None:
    """How much of a task is done, in percent; None when it is under way and does not say.

    Done is 100 (unless it was done only after the day), not begun is 0; else what it states, half for the 50/50
    method, nothing for 0/100, or what its remaining duration leaves.
    """
    finished = day(task, "actual_finish")
    if task.status == "done" and (finished is None or finished <= as_of):
        return Fraction(100)
    method = task.text("ev_method")
    if method == "zero_hundred":
        return Fraction(0)
    given = task.number("percent_complete")
    if given is not None and method != "fifty_fifty":
        return Fraction(given)
    started = day(task, "actual_start")
    if started is None or started > as_of:
        return Fraction(0) if task.status in {"todo", "blocked"} or started else None
    if method == "fifty_fifty":
        return Fraction(50)
    return done_by_remaining(task, calendar)


def done_by_remaining(task: Record, calendar: WorkCalendar) -> Fraction | None:
    whole, left = task_days(task, calendar), task.duration("remaining")
    if not whole or left is None:
        return None
    return min(max(100 - 100 * calendar.days_of(left) / whole, Fraction(0)), Fraction(100))


def task_days(task: Record, calendar: WorkCalendar) -> Fraction | None:
    """A task's duration in working days: as written, or (o + 4m + p) / 6 of its estimate (PERT)."""
    given = task.duration("duration")
    if given is not None:
        return calendar.days_of(given)
    estimate = task.values.get("estimate")
    if not isinstance(estimate, Mapping):
        return None
    parts = [calendar.days_of(part) for name in "omp" if isinstance(part := estimate.get(name), Duration)]
    return (parts[0] + 4 * parts[1] + parts[2]) / 6 if len(parts) == 3 else None


def weights(tasks: tuple[Record, ...], calendar: WorkCalendar) -> tuple[tuple[Fraction, ...], Message, str]:
    """A weight for each task, what it is, and its field: budget, else effort, else duration, else 1 for each.

    The first that all tasks have and that is not 0 for all of them.
    """
    ways: tuple[tuple[Callable[[Record], Fraction | None], Message, str], ...] = (
        (amount_of, say("weighted by budget"), "budget"),
        (lambda task: effort_of(task, calendar), say("weighted by effort"), "effort"),
        (lambda task: task_days(task, calendar), say("weighted by duration"), "duration"),
    )
    currencies = {money.currency for task in tasks if (money := task.money("budget"))}
    for weigh, label, field in ways if len(currencies) < 2 else ways[1:]:
        if not all(task.has(field) or (field == "duration" and task.has("estimate")) for task in tasks):
            continue
        found = [weight for task in tasks if (weight := weigh(task)) is not None]
        if len(found) == len(tasks) and sum(found) > 0:
            return tuple(found), label, field
    return tuple(Fraction(1) for _ in tasks), say("each task counts the same"), ""


def amount_of(task: Record) -> Fraction | None:
    money = task.money("budget")
    return Fraction(money.amount) if isinstance(money, Money) else None


def effort_of(task: Record, calendar: WorkCalendar) -> Fraction | None:
    effort = task.duration("effort")
    return calendar.days_of(effort) if effort is not None else None


def percent_complete(tasks: tuple[Record, ...], calendar: WorkCalendar, as_of: date) -> Result:
    """The weighted mean of what is done of the leaf tasks, in percent."""
    leaves = leaf_tasks(tasks)
    if not leaves:
        return unknown(say("the project has no tasks"))
    done = [done_percent(task, calendar, as_of) for task in leaves]
    weighed, label, _ = weights(leaves, calendar)
    inputs = (
        Input(label, len(leaves)),
        *(
            Input(titled(task), None if part is None else exact(part), task.key, "percent_complete")
            for task, part in zip(leaves, done, strict=True)
        ),
    )
    silent = next((task for task, part in zip(leaves, done, strict=True) if part is None), None)
    if silent is not None:
        reason = say("the task “{title}” is under way and does not say how much of it is done", title=silent.title)
        return unknown(reason, inputs)
    return Result(exact(mean(weighed, [part or Fraction(0) for part in done])), inputs)


def mean(weights: Sequence[Fraction], values: Sequence[Fraction]) -> Fraction:
    """The weighted mean, exactly; the weights do not add up to 0.

    Over common denominators all but the last step is arithmetic on integers, which is many times faster.
    """
    whole = lcm(*(weight.denominator for weight in weights))
    parts = lcm(*(value.denominator for value in values))
    scaled = [weight.numerator * (whole // weight.denominator) for weight in weights]
    summed = sum(
        weight * value.numerator * (parts // value.denominator) for weight, value in zip(scaled, values, strict=True)
    )
    return Fraction(summed, sum(scaled) * parts)


def elapsed_share(dates: Dates, calendar: WorkCalendar, as_of: date) -> Fraction:
    """The share of the working days from start to finish, both counted, that have passed with the day."""
    start, finish = dates
    if as_of < start:
        return Fraction(0)
    whole = calendar.working_days(start, finish)
    if as_of >= finish or whole <= 0:
        return Fraction(1)
    return Fraction(calendar.working_days(start, as_of), whole)


def baseline_dates(task: Record, items: Mapping[str, Dates]) -> Dates | None:
    """A task's baseline dates: its own, else those of the current baseline's item."""
    start, finish = day(task, "baseline_start"), day(task, "baseline_finish")
    return (start, finish) if start and finish else items.get(task.key)


def planned_percent(project: Record, ledger: Ledger, calendar: WorkCalendar, as_of: date) -> Result:
    """What should be done by now: the weighted mean over the tasks' baseline dates.

    Where tasks have none, the share of the time between the project's planned start and finish.
    """
    leaves = leaf_tasks(ledger.of_project(project.key, "task"))
    baseline = current_baseline(project, ledger, as_of)
    items = item_dates(baseline) if baseline else {}
    dated = [(task, dates) for task in leaves if (dates := baseline_dates(task, items))]
    if not leaves or len(dated) < len(leaves):
        return planned_by_dates(project, calendar, as_of)
    weighed, label, _ = weights(leaves, calendar)
    shares = [elapsed_share(dates, calendar, as_of) for _, dates in dated]
    inputs = (
        Input(label, len(leaves)),
        *(Input(titled(task), dates[1], task.key, "baseline_finish") for task, dates in dated),
    )
    return Result(exact(100 * mean(weighed, shares)), inputs)


def planned_by_dates(project: Record, calendar: WorkCalendar, as_of: date) -> Result:
    start, finish = day(project, "planned_start"), day(project, "planned_finish")
    inputs = (
        Input(say("Planned start"), start, project.key, "planned_start"),
        Input(say("Planned finish"), finish, project.key, "planned_finish"),
    )
    if start is None or finish is None:
        return unknown(say("the project has no planned start or finish"), inputs)
    return Result(exact(100 * elapsed_share((start, finish), calendar, as_of)), inputs)


def current_baseline(project: Record, ledger: Ledger, as_of: date) -> Record | None:
    """The baseline that holds on a day: the one the project names, else the latest counted one."""
    named = ledger.get(project.target("baseline"))
    if named is not None and is_counted(named, as_of):
        return named
    counted = [one for one in ledger.of_project(project.key, "baseline") if is_counted(one, as_of)]
    return max(counted, key=lambda one: (day(one, "date") or date.min, one.key), default=None)


def item_dates(baseline: Record) -> dict[str, Dates]:
    """Start and finish by the key of what an item of a baseline is about."""
    found = {}
    for at, item in enumerate(baseline.items("items")):
        keys = baseline.targets.get(f"items[{at}].ref", ())
        start, finish = as_day(item.get("start")), as_day(item.get("finish"))
        if keys and finish:
            found[keys[0]] = (start or finish, finish)
    return found


def last_item(baseline: Record) -> int | None:
    """Which item of a baseline finishes last; of several the first."""
    finishes = [(on, -at) for at, item in enumerate(baseline.items("items")) if (on := as_day(item.get("finish")))]
    return -max(finishes)[1] if finishes else None


def baseline_span(baseline: Record) -> Dates | None:
    """The earliest start and the latest finish of a baseline's items."""
    finishes = [on for item in baseline.items("items") if (on := as_day(item.get("finish")))]
    starts = [on for item in baseline.items("items") if (on := as_day(item.get("start")))]
    return (min([*starts, *finishes]), max(finishes)) if finishes else None
