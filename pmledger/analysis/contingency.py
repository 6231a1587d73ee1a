"""The contingency of a project over time: what was set aside, what went out of it, and the exposure that was still open."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import accumulate

from msgspec import Struct

from pmledger.analysis.costs import cost_line, currency_of, spent_costs
from pmledger.analysis.money import Exchange
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.risks import RiskStanding, expected_value
from pmledger.analysis.standing import day, is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

ZERO = Fraction(0)


class Move(Struct, frozen=True):
    """What a record did to the contingency: its day, the amount (negative goes out), and what was left after it.

    The record is a budget line, a baseline, or a cost of a threat that came true.
    """

    day: date
    record: Record
    amount: Fraction
    left: Fraction


class Burndown(Struct, frozen=True):
    """The moves by day, and the exposure of the threats that were open from each day on.

    The exposure of an earlier day is what its threats are worth by what is written now. `silent` counts amounts that
    could not be exchanged and are not in it.
    """

    currency: str
    moves: tuple[Move, ...]
    exposure: tuple[tuple[date, Fraction], ...]
    silent: int = 0

    @property
    def approved(self) -> Fraction:
        """All that was ever set aside."""
        return sum((move.amount for move in self.moves if move.amount > 0), ZERO)

    def exposed(self, on: date) -> Fraction:
        """The exposure at the end of a day."""
        return next((amount for since, amount in reversed(self.exposure) if since <= on), ZERO)


def burndown(
    project: Record, ledger: Ledger, premises: Premises, risks: Iterable[RiskStanding], as_of: date
) -> Burndown | None:
    """How the contingency went down; None where none was set aside."""
    to, exchange = currency_of(project, premises.exchange), premises.exchange
    given = [*set_aside(project, ledger, exchange, to, as_of)]
    if not given:
        return None
    found = [*given, *drawn(project, ledger, exchange, to, as_of)]
    known = sorted(((on, -amount, record.key, record) for on, amount, record in found if amount is not None), key=lambda row: row[:3])
    left = accumulate(-less for _, less, _, _ in known)
    moves = tuple(Move(on, record, -less, rest) for (on, less, _, record), rest in zip(known, left, strict=True))
    if not moves:
        return None
    return Burndown(to, moves, tuple(exposure_by_day(risks, to, premises, moves[0].day, as_of)), len(found) - len(known))


Given = tuple[date, Fraction | None, Record]


def set_aside(project: Record, ledger: Ledger, exchange: Exchange, to: str, as_of: date) -> Iterator[Given]:
    """The counted lines of contingency, those that draw from it too; without lines what the current baseline states."""
    lines = [line for line in ledger.of_project(project.key, "budget_line") if line.text("category") == "contingency"]
    counted = [(line, money) for line in lines if is_counted(line, as_of) and (money := line.money("amount"))]
    for line, money in counted:
        on = day(line, "approved_on") or as_of
        yield on, exchange.convert(money, to, on), line
    baseline = current_baseline(project, ledger, as_of) if not counted else None
    stated = baseline.money("contingency") if baseline is not None else None
    if baseline is not None and stated is not None:
        on = day(baseline, "date") or as_of
        yield on, exchange.convert(stated, to, on), baseline


def drawn(project: Record, ledger: Ledger, exchange: Exchange, to: str, as_of: date) -> Iterator[Given]:
    """What threats that came true have cost."""
    for cost in spent_costs((cost for cost in ledger.of_project(project.key, "cost") if cost.has("risk")), as_of):
        line = cost_line(cost)
        if line is not None:
            amount = line.amount(to, exchange)
            yield line.day, None if amount is None else -amount, cost


def exposure_by_day(
    risks: Iterable[RiskStanding], to: str, premises: Premises, first: date, as_of: date
) -> Iterator[tuple[date, Fraction]]:
    """The sum of the expected values from each day on which a threat was raised or ended."""
    steps: dict[date, Fraction] = {}
    for risk in risks:
        amount = expected_value(risk, to, premises, as_of).number
        if not risk.threat or not amount:
            continue
        end = None if risk.open else day(risk.record, "occurred_on") or day(risk.record, "closed_on")
        begin = max(day(risk.record, "raised_on") or day(risk.record, "created") or first, first)
        if (not risk.open and end is None) or begin > as_of or (end is not None and end <= begin):
            continue
        steps[begin] = steps.get(begin, ZERO) + amount
        if end is not None and end <= as_of:
            steps[end] = steps.get(end, ZERO) - amount
    yield from zip(sorted(steps), accumulate(steps[on] for on in sorted(steps)), strict=True)
