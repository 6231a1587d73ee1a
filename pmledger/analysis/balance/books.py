"""The books of one project: what counts of its registers on a day, looked up once."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.balance.reconciliation import Spot, spot
from pmledger.analysis.balance.sums import Entry, Sum, entries_of, stated, sum_of
from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.costs import RESERVES, currency_of
from pmledger.analysis.milestones import Forecasts
from pmledger.analysis.money import Exchange
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.rates import HourRate, RateCard, rate_card
from pmledger.analysis.standing import is_counted
from pmledger.analysis.thresholds import Thresholds, thresholds
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message

MONTH_GRACE = 10
"""Working days after which what belongs to a month should have been written, or to a milestone billed."""


class Books(Struct, frozen=True, eq=False):
    """What counts of one project's registers on a day, with all that reckoning needs.

    `forecasts` are the days of milestones that state none. `lines`, `costs`, `hours`, `changes` and `invoices` are the counted ones; `baselines` too, in the order of their
    dates.
    """

    project: Record
    ledger: Ledger
    premises: Premises
    as_of: date
    currency: str
    calendar: WorkCalendar
    limits: Thresholds
    lines: tuple[Record, ...]
    costs: tuple[Record, ...]
    hours: tuple[Record, ...]
    changes: tuple[Record, ...]
    invoices: tuple[Record, ...]
    baselines: tuple[Record, ...]
    current: Record | None
    cost_rates: RateCard
    bill_rates: RateCard
    forecasts: Forecasts

    @property
    def exchange(self) -> Exchange:
        return self.premises.exchange

    @property
    def home(self) -> Spot:
        """Where the money of the project is written: its budget, else its name."""
        return spot(self.project, "budget")

    @property
    def billing(self) -> str:
        """How the work is paid for; fixed where there is a contract, else internal."""
        return self.project.text("billing") or ("fixed" if self.project.has("contract_value") else "internal")

    @property
    def work_lines(self) -> tuple[Record, ...]:
        return tuple(line for line in self.lines if line.text("category") not in RESERVES)

    def sum_lines(self, label: Message, lines: tuple[Record, ...], home: Spot | None = None) -> Sum:
        """The sum of budget lines by the rates of the days on which they were approved."""
        return self.sum_entries(label, entries_of(lines, "amount", "approved_on", self.as_of), home)

    def sum_entries(self, label: Message, entries: tuple[Entry, ...], home: Spot | None = None) -> Sum:
        return sum_of(label, entries, self.currency, self.exchange, home or self.home)

    def stated(self, label: Message, record: Record, field: str, day: date) -> Sum | None:
        """One written amount, or None where the record does not give it."""
        amount = record.money(field)
        if amount is None:
            return None
        return stated(label, Entry(label, amount, day, record, (field,)), self.currency, self.exchange)

    def tolerance(self, name: str) -> Fraction:
        return self.limits.one(name)


def books_of(
    project: Record,
    ledger: Ledger,
    premises: Premises,
    own: tuple[Mapping[str, tuple[HourRate, ...]], Mapping[str, tuple[HourRate, ...]]],
    forecasts: Forecasts,
    as_of: date,
) -> Books:
    """The books of a project; `own` are people's own cost and bill rates."""

    def counted(kind: str) -> tuple[Record, ...]:
        return tuple(record for record in ledger.of_project(project.key, kind) if is_counted(record, as_of))

    given = project.values.get("tolerance")
    layers = (premises.tolerance, premises.health, *((given,) if isinstance(given, Mapping) else ()))
    baselines = sorted(counted("baseline"), key=lambda one: (one.day("date") or as_of, one.key))
    return Books(
        project, ledger, premises, as_of, currency_of(project, premises.exchange),
        calendar_for(project, ledger, premises.calendar), thresholds(layers),
        counted("budget_line"), counted("cost"), counted("time_entry"), counted("change"), counted("invoice"),
        tuple(baselines), current_baseline(project, ledger, as_of),
        rate_card(project, ledger, "cost", own[0]), rate_card(project, ledger, "bill", own[1]), forecasts,
    )  # fmt: skip
