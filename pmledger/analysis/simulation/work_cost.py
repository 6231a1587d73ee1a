"""What it costs when estimated work takes longer than planned: the hours of its people at their rates."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import currency_of
from pmledger.analysis.labour import OwnRates
from pmledger.analysis.money import Exchange
from pmledger.analysis.progress import task_days
from pmledger.analysis.rates import RateCard, rate_card
from pmledger.analysis.schedule.clock import start_day
from pmledger.analysis.schedule.lengths import assigned
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import as_number
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class WorkCost(Struct, frozen=True):
    """What a task costs for each working day that it takes, in its project's currency, and whose rates are in that."""

    task: str
    per_day: Fraction
    people: tuple[str, ...]


class Hand(Struct, frozen=True):
    """Somebody who works on a task: hours of a working day that the person gives it; None where nothing says it."""

    person: str
    hours: Fraction | None


def work_costs(
    project: Record, tasks: Iterable[Record], ledger: Ledger, own: OwnRates, exchange: Exchange, calendar: WorkCalendar,
    timetable: Timetable,
) -> Iterator[WorkCost]:
    """The estimated tasks whose people have rates, by the rates of the day on which each is planned to begin."""
    card = rate_card(project, ledger, "cost", own["cost"])
    to = currency_of(project, exchange)
    for task in tasks:
        timing = timetable.timing(task.key)
        if timing is None or not task.has("assignees"):
            continue
        rates = hour_costs(task, card, to, exchange, start_day(timing.start))
        given = {hand.person: hand.hours for hand in hands_of(task, ledger, calendar)}
        per_day = sum((rate * (given[person] or 0) for person, rate in rates.items()), Fraction(0))
        if per_day:
            yield WorkCost(task.key, per_day, tuple(person for person in rates if given[person]))


def hour_costs(task: Record, card: RateCard, to: str, exchange: Exchange, on: date) -> dict[str, Fraction]:
    """What an hour of each of a task's people costs on a day; who has no rate is not in it."""
    found: dict[str, Fraction] = {}
    for person in assigned(task):
        held = card.find(person, on)
        amount = None if held is None else exchange.convert(Money(held.rate.amount, held.rate.currency), to, on)
        if amount is not None:
            found[person] = amount
    return found


def hands_of(task: Record, ledger: Ledger, calendar: WorkCalendar) -> tuple[Hand, ...]:
    """The hours that each gives the task on a working day: its effort shared out over its days, else by stated shares.

    Of an effort everybody does a part by share, all alike where nobody states one.
    """
    shares: dict[str, Fraction | None] = {}
    for at, part in enumerate(task.items("assignees")):
        person, percent = task.target(f"assignees[{at}].person"), as_number(part.get("percent"))
        if person:
            shares[person] = None if percent is None else Fraction(percent)
    effort, days = task.duration("effort"), task_days(task, calendar)
    if effort is not None and days:
        a_day = calendar.days_of(effort) * Fraction(calendar.hours_per_day) / days
        weights = [Fraction(1) if share is None else share for share in even(tuple(shares.values()))]
        whole = sum(weights, Fraction(0)) or Fraction(1)
        return tuple(Hand(person, a_day * weight / whole) for person, weight in zip(shares, weights, strict=True))
    return tuple(Hand(person, None if share is None else daily(person, share, ledger)) for person, share in shares.items())


def even(shares: Sequence[Fraction | None]) -> Sequence[Fraction | None]:
    """The shares as stated, or none of them where one is missing."""
    return [None] * len(shares) if None in shares else shares


def daily(person: str, share: Fraction, ledger: Ledger) -> Fraction:
    capacity = ledger.by_key[person].number("capacity_hours_day") or 8
    return share / 100 * Fraction(capacity)


def moved_cost(durations: Sequence[int], planned: Fraction, per_slot: Fraction) -> list[int]:
    """What longer or shorter work costs more than planned in each run, in hundredths; the durations are in slots.

    An estimate has few different durations, so each is priced once.
    """
    table = {length: round((length - planned) * per_slot) for length in set(durations)}
    return [table[length] for length in durations]
