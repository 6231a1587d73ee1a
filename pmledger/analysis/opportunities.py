"""Possible new business: what it weighs."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.money import Line, add_up, no_rate, used_rates
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import is_open, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

DECIDED = {"won": Decimal(100), "lost": Decimal(0)}
"""The probability in percent where nothing is open any more."""


def probability(record: Record, odds: Mapping[str, Decimal]) -> Fraction | None:
    """In percent: as stated, else as usual for the stage by `odds`; None where neither says it."""
    given = record.number("probability")
    if given is not None:
        return Fraction(given)
    usual = DECIDED.get(record.status, odds.get(record.status))
    return Fraction(usual) if usual is not None else None


def weighted_amount(record: Record, currency: str, premises: Premises, as_of: date) -> Result:
    amount, percent = record.money("amount"), probability(record, premises.odds)
    inputs = (Input(say("Amount"), amount, record.key, "amount"), odds_input(record, percent))
    if amount is None:
        return unknown(say("no amount is given"), inputs, currency)
    if percent is None:
        return unknown(say("no probability is given"), inputs, currency)
    found = premises.exchange.convert(amount, currency, as_of)
    if found is None:
        return unknown(no_rate(amount.currency, currency, as_of), inputs, currency)
    rates = used_rates(amount, currency, premises.exchange, as_of)
    return Result(exact(found * percent / 100), (*inputs, *rates), None, currency)


def odds_input(record: Record, percent: Fraction | None) -> Input:
    """The probability with where it comes from: the opportunity, its end, or what is usual for its stage."""
    value = None if percent is None else exact(percent)
    if record.has("probability") or percent is None:
        return Input(say("Probability in percent"), value, record.key, "probability")
    if record.status in DECIDED:
        return Input(say("Probability in percent"), value, record.key, "status")
    return Input(say("Probability in percent"), value, setting=("odds", record.status))


def pipeline(records: Iterable[Record], currency: str, premises: Premises, as_of: date) -> Result:
    """The sum of the weighted amounts of open opportunities, as far as amount and probability are known.

    An input says how many have none; with nothing but such opportunities it is unknown.
    """
    waiting = [record for record in records if is_open(record, as_of)]
    lines = [
        Line(titled(record), amount, as_of, record.key, "amount", share=percent / 100)
        for record in waiting
        if (amount := record.money("amount")) and (percent := probability(record, premises.odds)) is not None
    ]
    silent = len(waiting) - len(lines)
    if not silent:
        return add_up(lines, currency, premises.exchange)
    label = say_count("{count} opportunity has no amount yet", "{count} opportunities have no amount yet", silent)
    more = (Input(label, silent),)
    if not lines:
        return unknown(say("no open opportunity has an amount yet"), more, currency)
    return add_up(lines, currency, premises.exchange, more)
