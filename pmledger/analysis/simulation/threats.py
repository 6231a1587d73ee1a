"""Open threats as something that may happen in a run: how likely, what they delay, and what they cost."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.money import Exchange, no_rate
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.schedule.lengths import minutes_of
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.simulation.draws import STEPS
from pmledger.analysis.simulation.placing import Event
from pmledger.source.message import Message

CENTS = 100
"""Amounts in the runs are whole hundredths of a currency."""


class Prices(Struct, frozen=True):
    """What threats cost if they occur, by key in hundredths of a currency; `unknown` says which cannot be exchanged."""

    amounts: Mapping[str, int]
    unknown: Message | None = None


def chance_of(percent: Fraction | None) -> int:
    """A percentage as a chance in STEPS."""
    return round((percent or Fraction(0)) * STEPS / 100)


def event_of(standing: RiskStanding, project: str, timetable: Timetable, calendar: WorkCalendar) -> Event:
    """A risk as something that may happen: to the open tasks that it names or that name it, else to the whole project."""
    risk = standing.record
    delay = risk.duration("schedule_impact")
    ledger = timetable.clocks.ledger
    named = {link.target for link in risk.links} | {link.source for link in ledger.backlinks.get(risk.key, ())}
    tasks = tuple(
        key
        for key in sorted(named)
        if (one := timetable.activities.get(key)) is not None and one.project == project and one.duration and one.done is None
    )
    minutes = minutes_of(delay, calendar)[0] if delay is not None else 0
    return Event(risk.key, chance_of(standing.percent), minutes, tasks, project)


def prices_of(threats: Iterable[RiskStanding], currency: str, exchange: Exchange, as_of: date) -> Prices:
    """What each threat with an amount costs if it occurs, by today's rates."""
    found: dict[str, int] = {}
    missing: Message | None = None
    for one in threats:
        money = one.record.money("cost_impact")
        if money is None:
            continue
        amount = exchange.convert(money, currency, as_of)
        if amount is None:
            missing = missing or no_rate(money.currency, currency, as_of)
        else:
            found[one.record.key] = round(CENTS * Decimal(amount.numerator) / Decimal(amount.denominator))
    return Prices(found, missing)


def cost_column(prices: Prices, occurred: Mapping[str, Iterable[int]], count: int) -> list[int]:
    """What threats cost together in each run, in hundredths."""
    found = [0] * count
    for key, amount in prices.amounts.items():
        found = [cost + amount if hit else cost for cost, hit in zip(found, occurred[key], strict=True)]
    return found
