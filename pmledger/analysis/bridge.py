"""The bridge between a project's first baseline and today: change by change, and what no change explains."""

from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.costs import currency_of
from pmledger.analysis.money import Exchange
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.standing import day, is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class Span(Struct, frozen=True):
    """One pier or step of a bridge: the running sum before and after it, and the effect on the finish.

    `record` is a baseline, a change, or None for what nothing explains. `days` are working days, None where they are
    not stated. `later` changes were approved after the current baseline and are in none yet.
    """

    record: Record | None
    before: Fraction
    after: Fraction
    days: Fraction | None = None
    later: bool = False

    @property
    def amount(self) -> Fraction:
        return self.after - self.before


class Bridge(Struct, frozen=True):
    """From the first baseline over changes to the current one, and beyond it to what was approved since.

    `silent` counts the approved changes whose cost is not stated or cannot be exchanged.
    """

    currency: str
    first: Span
    steps: tuple[Span, ...]
    last: Span
    since: tuple[Span, ...]
    silent: int

    @property
    def unexplained(self) -> Fraction:
        return sum((step.amount for step in self.steps if step.record is None), Fraction(0))


def baselines_of(project: Record, ledger: Ledger, as_of: date) -> tuple[Record, ...]:
    """The counted baselines with a budget, the oldest first."""
    counted = [one for one in ledger.of_project(project.key, "baseline") if is_counted(one, as_of) and one.has("bac")]
    return tuple(sorted(counted, key=lambda one: (day(one, "date") or date.min, one.key)))


def bridge(project: Record, ledger: Ledger, exchange: Exchange, calendar: WorkCalendar, as_of: date) -> Bridge | None:
    """The bridge of a project; None without a counted baseline whose amount can be told in the project's currency."""
    baselines = baselines_of(project, ledger, as_of)
    current = current_baseline(project, ledger, as_of)
    if not baselines or current is None or current not in baselines:
        return None
    to = currency_of(project, exchange)
    start, end = (worth(one, to, exchange) for one in (baselines[0], current))
    if start is None or end is None:
        return None
    upto = day(current, "date") or as_of
    changes = [one for one in ledger.of_project(project.key, "change") if is_counted(one, as_of)]
    ordered = sorted(changes, key=lambda one: (day(one, "decided_on") or as_of, one.key))
    named = {key for one in baselines for key in one.targets.get("change", ())}
    steps, since, silent, running = [], [], 0, start
    for change in ordered:
        cost = impact(change, to, exchange, as_of)
        if cost is None:
            silent += 1
            continue
        inside = change.key in named or (day(change, "decided_on") or as_of) <= upto
        if inside:
            steps.append(Span(change, running, running + cost, days_of(change, calendar)))
            running += cost
    if running != end:
        steps.append(Span(None, running, end))
    after = end
    inside_keys = {step.record.key for step in steps if step.record is not None}
    for change in ordered:
        cost = impact(change, to, exchange, as_of)
        if cost is not None and change.key not in inside_keys:
            since.append(Span(change, after, after + cost, days_of(change, calendar), later=True))
            after += cost
    zero = Fraction(0)
    return Bridge(to, Span(baselines[0], zero, start), tuple(steps), Span(current, zero, end), tuple(since), silent)


def worth(baseline: Record, to: str, exchange: Exchange) -> Fraction | None:
    money, on = baseline.money("bac"), day(baseline, "date")
    return exchange.convert(money, to, on) if money is not None and on is not None else None


def impact(change: Record, to: str, exchange: Exchange, as_of: date) -> Fraction | None:
    """What a change adds to the cost, by the rates of the day of its decision."""
    money = change.money("impact_cost")
    return exchange.convert(money, to, day(change, "decided_on") or as_of) if money is not None else None


def days_of(change: Record, calendar: WorkCalendar) -> Fraction | None:
    duration = change.duration("impact_schedule")
    return calendar.days_of(duration) if duration is not None else None
