"""Hours of a project by month and person: approved, waiting, billable, and what they cost and are worth."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.money import Exchange, no_rate
from pmledger.analysis.months import month_of
from pmledger.analysis.rates import OWN, HourRate, Purpose, RateCard, own_rates, rate_card
from pmledger.analysis.spending import is_billable, is_covered
from pmledger.analysis.standing import day, is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

WAITING = frozenset({"draft", "submitted"})


class Work(Struct, frozen=True):
    """What one person worked in one month: hours approved, of these billable, and those not approved yet.

    `month` is its first day. `cost` and `worth` are in the currency of the project, 0 where no rate is kept.
    """

    month: date
    person: str
    hours: Decimal = Decimal(0)
    billable: Decimal = Decimal(0)
    waiting: Decimal = Decimal(0)
    cost: Fraction = Fraction(0)
    worth: Fraction = Fraction(0)


class Valued(Struct, frozen=True):
    """Approved hours at one sort of rate.

    `people` are those whose rates are in the amount, `silent` hours are those of people without any such rate, which
    are not in it; `unknown` says which rate is missing though others are kept.
    """

    amount: Fraction = Fraction(0)
    hours: Decimal = Decimal(0)
    people: tuple[str, ...] = ()
    silent: Decimal = Decimal(0)
    unknown: Message | None = None


class Labour(Struct, frozen=True):
    """The hours of a project: by month and person, what they cost, and what the billable ones are worth.

    `card` has the rates they cost, None where there are no hours.
    """

    rows: tuple[Work, ...]
    cost: Valued
    worth: Valued
    card: RateCard | None = None

    @property
    def months(self) -> frozenset[tuple[str, date]]:
        """The people and months that have approved hours."""
        return frozenset((row.person, row.month) for row in self.rows if row.hours)


def billing_of(project: Record) -> str:
    """How a project is paid for: as stated, else fixed where there is a contract value, else internal."""
    return project.text("billing") or ("fixed" if project.has("contract_value") else "internal")


class Tally:
    """A running sum of hours at one sort of rate; made and used up within `labour`."""

    def __init__(self, card: RateCard, currency: str, exchange: Exchange) -> None:
        self.card, self.currency, self.exchange = card, currency, exchange
        self.amount, self.hours, self.silent = Fraction(0), Decimal(0), Decimal(0)
        self.people: dict[str, None] = {}
        self.unknown: Message | None = None

    def add(self, person: str, on: date, hours: Decimal, name: str) -> Fraction:
        """What these hours come to; 0 where that is unknown, which is remembered."""
        held = self.card.find(person, on)
        if held is None:
            if self.card.keeps(person):
                self.unknown = self.unknown or say("{person} has no rate on {day}", person=name, day=on)
            else:
                self.silent += hours
            return Fraction(0)
        self.people[person] = None
        self.hours += hours
        rate = held.rate
        found = self.exchange.convert(Money(rate.amount * hours, rate.currency), self.currency, on)
        if found is None:
            self.unknown = self.unknown or no_rate(rate.currency, self.currency, on)
            return Fraction(0)
        self.amount += found
        return found

    @property
    def valued(self) -> Valued:
        return Valued(self.amount, self.hours, tuple(self.people), self.silent, self.unknown)


OwnRates = Mapping[Purpose, Mapping[str, tuple[HourRate, ...]]]


def people_rates(ledger: Ledger) -> OwnRates:
    """What people cost and are billed at by their own rates, looked up once for all projects."""
    return {"cost": own_rates(ledger, "cost"), "bill": own_rates(ledger, "bill")}


NO_LABOUR = Labour((), Valued(), Valued())


def labour(project: Record, ledger: Ledger, own: OwnRates, exchange: Exchange, as_of: date) -> Labour:
    """All hours of a project up to a day, each by the rates of its own day."""
    entries = ledger.of_project(project.key, "time_entry")
    if not entries:
        return NO_LABOUR
    found: dict[tuple[date, str], Work] = {}
    to = currency_of(project, exchange)
    cost = Tally(rate_card(project, ledger, "cost", own["cost"]), to, exchange)
    worth = Tally(rate_card(project, ledger, "bill", own["bill"]), to, exchange)
    for entry in entries:
        on, hours, person = day(entry, "date"), entry.number("hours"), entry.target("person")
        if on is None or hours is None or on > as_of:
            continue
        at = month_of(on), person
        before = found.get(at) or Work(*at)
        if is_counted(entry, as_of):
            record = ledger.get(person)
            name = record.title if record else ""
            charged = hours if is_billable(entry, billing_of(project)) else Decimal(0)
            found[at] = Work(
                *at,
                before.hours + hours,
                before.billable + charged,
                before.waiting,
                before.cost + cost.add(person, on, hours, name),
                before.worth + (worth.add(person, on, charged, name) if charged else 0),
            )
        elif entry.status in WAITING:
            found[at] = Work(
                *at, before.hours, before.billable, before.waiting + hours, before.cost, before.worth
            )
    return Labour(tuple(found[at] for at in sorted(found)), cost.valued, worth.valued, cost.card)


def without_doubles(costs: Iterable[Record], work: Labour) -> tuple[Record, ...]:
    """Costs without the labour of people who have approved hours in the same month of the project."""
    months = work.months
    return tuple(cost for cost in costs if not is_covered(cost, months))


def hours_inputs(work: Labour, side: Purpose) -> tuple[Input, ...]:
    """The hours of each month, and whose rates went in, without telling them."""
    months: dict[date, Decimal] = {}
    for row in work.rows:
        hours = row.hours if side == "cost" else row.billable
        if hours:
            months[row.month] = months.get(row.month, Decimal(0)) + hours
    valued = work.cost if side == "cost" else work.worth
    silent = (Input(say("Hours without a rate, not in it"), valued.silent),) if valued.silent else ()
    return (
        *(Input(say("Hours of {month}", month=f"{month:%Y-%m}"), hours) for month, hours in months.items()),
        *(Input(say("A rate"), None, person, OWN[side]) for person in valued.people),
        *silent,
    )


def valued_hours(work: Labour, side: Purpose, currency: str) -> Result:
    """Approved hours at their rates; unknown where none are approved, where no rate is kept, or one is missing."""
    valued = work.cost if side == "cost" else work.worth
    inputs = hours_inputs(work, side)
    if valued.unknown is not None:
        return unknown(valued.unknown, inputs, currency)
    if not valued.people:
        if valued.silent:
            return unknown(say("no rate is written down for these hours"), inputs, currency)
        reason = say("no hours are approved") if side == "cost" else say("no billable hours are approved")
        return unknown(reason, inputs, currency)
    return Result(exact(valued.amount), inputs, None, currency)


def labours(ledger: Ledger, exchange: Exchange, as_of: date) -> dict[str, Labour]:
    """The hours of every project by its key."""
    own = people_rates(ledger)
    return {project.key: labour(project, ledger, own, exchange, as_of) for project in ledger.of("project")}
