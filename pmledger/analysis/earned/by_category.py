"""What the work of a project was to be worth by now and is worth, by the categories of the money that pays for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import RESERVES, currency_of
from pmledger.analysis.earned.agreed import ZERO, Agreed, Piece
from pmledger.analysis.earned.results import elapsed, part_of
from pmledger.analysis.money import no_rate
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day, is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

Mix = dict[str, Fraction]
"""Amounts by category."""
UNNAMED = say("no budget line names the work that it pays for")
NO_LINES = say("no budget line of the work is approved")
SILENT = say("a piece of work is under way and does not say how much of it is done")


class Share(Struct, frozen=True):
    """A category's part of the work: its value in the baseline, what of it was to be done by now, and what is."""

    category: str
    value: Fraction
    planned: Fraction
    earned: Fraction


class Lines(Struct, frozen=True):
    """The counted budget lines of work in the project's currency: by the task or stage that they name, and all others."""

    named: Mapping[str, Mix]
    rest: Mix

    @property
    def all(self) -> Mix:
        found = dict(self.rest)
        for mix in self.named.values():
            for category, amount in mix.items():
                found[category] = found.get(category, ZERO) + amount
        return found


def by_category(
    project: Record, plan: Agreed | Message, ledger: Ledger, premises: Premises, as_of: date
) -> tuple[Share, ...] | Message:
    """The work by category, the most valuable first; it adds up to the project.

    A piece of work is paid by the lines that name it, then by those of the stage around it, and what these leave of its
    value by the lines that name no work, in their proportions. Unknown where no line names any work, unless all are of
    one category.
    """
    if isinstance(plan, Message):
        return plan
    if plan.earned is None:
        return SILENT
    lines = lines_of(project, ledger, premises, as_of)
    if isinstance(lines, Message):
        return lines
    now = Fraction(elapsed(plan, premises.calendar, as_of))
    sums: dict[str, list[Fraction]] = {}
    for piece, mix in mixes(plan.pieces, lines, ledger):
        whole = sum(mix.values(), ZERO)
        for category, amount in mix.items():
            share = amount / whole
            row = sums.setdefault(category, [ZERO, ZERO, ZERO])
            row[0] += share * piece.value
            row[1] += share * part_of(piece, now)
            row[2] += share * piece.value * (piece.done or ZERO) / 100
    found = (Share(category, *row) for category, row in sums.items() if any(row))
    return tuple(sorted(found, key=lambda one: (-one.value, one.category)))


def lines_of(project: Record, ledger: Ledger, premises: Premises, as_of: date) -> Lines | Message:
    """The lines, or why they do not tell which work is paid by which category."""
    to = currency_of(project, premises.exchange)
    named: dict[str, Mix] = {}
    rest: Mix = {}
    for line in ledger.of_project(project.key, "budget_line"):
        money, category = line.money("amount"), line.text("category")
        if money is None or category in RESERVES or not is_counted(line, as_of):
            continue
        on = day(line, "approved_on") or as_of
        amount = premises.exchange.convert(money, to, on)
        if amount is None:
            return no_rate(money.currency, to, on)
        key = line.target("task")
        mix = named.setdefault(key, {}) if key else rest
        mix[category] = mix.get(category, ZERO) + amount
    found = Lines({key: positive(mix) for key, mix in named.items() if positive(mix)}, positive(rest))
    if not found.all:
        return NO_LINES
    return found if found.named or len(found.all) == 1 else UNNAMED


def positive(mix: Mix) -> Mix:
    return {category: amount for category, amount in mix.items() if amount > 0}


def mixes(pieces: Iterable[Piece], lines: Lines, ledger: Ledger) -> Iterable[tuple[Piece, Mix]]:
    """Each piece with the categories that pay for it, as amounts in their proportions."""
    lacks: list[tuple[Piece, Mix, Fraction, str]] = []
    pools: dict[str, Fraction] = {}
    for piece in pieces:
        own = dict(lines.named.get(piece.record.key, {}))
        lack = max(piece.value - sum(own.values(), ZERO), ZERO)
        pool = around(piece.record, lines.named, ledger) if lack else ""
        lacks.append((piece, own, lack, pool))
        pools[pool] = pools.get(pool, ZERO) + lack
    general = lines.rest or lines.all
    for piece, own, lack, pool in lacks:
        if lack:
            part = cover(own, lines.named[pool], lack, pools[pool]) if pool else ZERO
            spread(own, general, lack - part)
        yield piece, own


def cover(own: Mix, pool: Mix, lack: Fraction, wanted: Fraction) -> Fraction:
    """Give a piece its part of what the stage around it is paid by, and tell how much that is."""
    part = lack * min(sum(pool.values(), ZERO) / wanted, Fraction(1))
    spread(own, pool, part)
    return part


def spread(own: Mix, mix: Mix, amount: Fraction) -> None:
    """Add an amount in the proportions of a mix."""
    whole = sum(mix.values(), ZERO)
    for category, each in mix.items():
        own[category] = own.get(category, ZERO) + amount * each / whole


def around(record: Record, named: Mapping[str, Mix], ledger: Ledger) -> str:
    """The nearest stage or summary around a piece of work that lines name; "" for none."""
    at, seen = record.target("parent") or record.parent, {record.key}
    while at and at not in seen:
        if at in named:
            return at
        seen.add(at)
        above = ledger.get(at)
        at = (above.target("parent") or above.parent) if above is not None else ""
    return ""
