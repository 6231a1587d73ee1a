"""A task against its current baseline, as figures."""

from collections.abc import Iterator, Mapping
from datetime import date

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure, Input, Result, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.progress import Dates
from pmledger.analysis.standing import is_open
from pmledger.analysis.task_dates import TaskDates
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.message import say

AGREED_COST, BUDGET = say("Cost in the baseline"), say("Budget of the task")


def variance_figures(baseline: Record | None, found: tuple[TaskDates, ...], calendar: WorkCalendar, as_of: date) -> Iterator[Figure]:
    """Slip of the start, change of length and of cost of all tasks that the current baseline of their project dates."""
    costs = item_costs(baseline) if baseline is not None else {}
    for one in found:
        if one.agreed is None:
            continue
        key = one.task.key
        now = one.expected
        if now is not None and is_open(one.task, as_of):
            now = now[0], max(now[1], as_of)
        yield figure("task", "start_slip", key, start_slip(key, one.agreed, now, calendar))
        yield figure("task", "length_change", key, length_change(key, one.agreed, now, calendar))
        if (agreed := costs.get(key)) is not None:
            yield figure("task", "cost_change", key, cost_change(one.task, agreed, baseline.key if baseline else ""))


def item_costs(baseline: Record) -> Mapping[str, Money]:
    """What the items of a baseline cost, by the key of what they are about."""
    found = {}
    for at, item in enumerate(baseline.items("items")):
        keys, cost = baseline.targets.get(f"items[{at}].ref", ()), item.get("cost")
        if keys and isinstance(cost, Money):
            found[keys[0]] = cost
    return found


def start_slip(key: str, agreed: Dates, now: Dates | None, calendar: WorkCalendar) -> Result:
    inputs = (Input(say("Start in the baseline"), agreed[0], key), Input(say("Expected start"), now and now[0], key))
    if now is None:
        return unknown(say("nothing says when it will run"), inputs)
    return Result(calendar.slip(agreed[0], now[0]), inputs)


def length_change(key: str, agreed: Dates, now: Dates | None, calendar: WorkCalendar) -> Result:
    before = calendar.working_days(*agreed)
    length = None if now is None else calendar.working_days(*now)
    inputs = (Input(say("Working days in the baseline"), before, key), Input(say("Working days now"), length, key))
    if length is None:
        return unknown(say("nothing says when it will run"), inputs)
    return Result(length - before, inputs)


def cost_change(task: Record, agreed: Money, baseline: str) -> Result:
    now = task.money("budget")
    inputs = (Input(AGREED_COST, agreed, baseline, "items"), Input(BUDGET, now, task.key, "budget"))
    if now is None:
        return unknown(say("the task states no budget"), inputs, agreed.currency)
    if now.currency != agreed.currency:
        return unknown(say("they are in different currencies"), inputs, agreed.currency)
    return Result(now.amount - agreed.amount, inputs, None, now.currency)
