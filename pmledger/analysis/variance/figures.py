"""A task against its current baseline, as figures."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure, Input, Result, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.progress import Dates
from pmledger.analysis.standing import is_open
from pmledger.analysis.task_dates import TaskDates
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

AGREED_COST, BUDGET = say("Cost in the baseline"), say("Budget of the task")


class Item(Struct, frozen=True):
    """Where a baseline agreed on a task: its key, the item's place in the list, and the cost there."""

    baseline: str
    at: int
    cost: Money | None


def variance_figures(baseline: Record | None, found: tuple[TaskDates, ...], calendar: WorkCalendar, as_of: date) -> Iterator[Figure]:
    """Slip of the start, change of length and of cost of all tasks that the current baseline of their project dates."""
    items = items_of(baseline) if baseline is not None else {}
    for one in found:
        if one.agreed is None:
            continue
        task, now, item = one.task, one.expected, items.get(one.task.key)
        if now is not None and is_open(task, as_of):
            now = now[0], max(now[1], as_of)
        yield figure("task", "start_slip", task.key, start_slip(task, one.agreed, now, item, calendar))
        yield figure("task", "length_change", task.key, length_change(task, one.agreed, now, item, calendar))
        if item is not None and item.cost is not None:
            yield figure("task", "cost_change", task.key, cost_change(task, item, item.cost))


def items_of(baseline: Record) -> Mapping[str, Item]:
    """The items of a baseline by the key of what they are about."""
    found = {}
    for at, item in enumerate(baseline.items("items")):
        keys, cost = baseline.targets.get(f"items[{at}].ref", ()), item.get("cost")
        if keys:
            found[keys[0]] = Item(baseline.key, at, cost if isinstance(cost, Money) else None)
    return found


def agreed_input(label: Message, value: object, task: Record, item: Item | None) -> Input:
    """What was agreed, on the line where it is written: the task's own dates go before those of the item."""
    if item is None or (task.has("baseline_start") and task.has("baseline_finish")):
        return Input(label, value, task.key, "baseline_start")
    return Input(label, value, item.baseline, "items", at=item.at)


def start_slip(task: Record, agreed: Dates, now: Dates | None, item: Item | None, calendar: WorkCalendar) -> Result:
    field = "actual_start" if task.has("actual_start") else ""
    inputs = (
        agreed_input(say("Start in the baseline"), agreed[0], task, item),
        Input(say("Expected start"), now and now[0], task.key, field),
    )
    if now is None:
        return unknown(say("nothing says when it will run"), inputs)
    return Result(calendar.slip(agreed[0], now[0]), inputs)


def length_change(task: Record, agreed: Dates, now: Dates | None, item: Item | None, calendar: WorkCalendar) -> Result:
    before = calendar.working_days(*agreed)
    length = None if now is None else calendar.working_days(*now)
    inputs = (
        agreed_input(say("Working days in the baseline"), before, task, item),
        Input(say("Working days now"), length, task.key),
    )
    if length is None:
        return unknown(say("nothing says when it will run"), inputs)
    return Result(length - before, inputs)


def cost_change(task: Record, item: Item, agreed: Money) -> Result:
    now = task.money("budget")
    inputs = (Input(AGREED_COST, agreed, item.baseline, "items", at=item.at), Input(BUDGET, now, task.key, "budget"))
    if now is None:
        return unknown(say("the task states no budget"), inputs, agreed.currency)
    if now.currency != agreed.currency:
        return unknown(say("they are in different currencies"), inputs, agreed.currency)
    return Result(now.amount - agreed.amount, inputs, None, now.currency)
