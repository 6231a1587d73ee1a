"""Possible new business: what it weighs."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.money import Exchange, Line, add_up, no_rate
from pmledger.analysis.standing import is_open, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

BY_STAGE = {
    "prospecting": 10,
    "qualification": 20,
    "needs_analysis": 30,
    "proposal": 50,
    "negotiation": 80,
    "won": 100,
    "lost": 0,
}
"""The usual probability of a stage in percent."""


def probability(record: Record) -> Fraction | None:
    """In percent: as stated, else as usual for the stage; None for what is on hold and states none."""
    given = record.number("probability")
    if given is not None:
        return Fraction(given)
    return Fraction(BY_STAGE[record.status]) if record.status in BY_STAGE else None


def weighted_amount(record: Record, currency: str, exchange: Exchange, as_of: date) -> Result:
    amount, percent = record.money("amount"), probability(record)
    inputs = (
        Input(say("Amount"), amount, record.key, "amount"),
        Input(say("Probability in percent"), None if percent is None else exact(percent), record.key, "probability"),
    )
    if amount is None:
        return unknown(say("no amount is given"), inputs, currency)
    if percent is None:
        return unknown(say("no probability is given"), inputs, currency)
    found = exchange.convert(amount, currency, as_of)
    if found is None:
        return unknown(no_rate(amount.currency, currency, as_of), inputs, currency)
    return Result(exact(found * percent / 100), inputs, None, currency)


def pipeline(records: Iterable[Record], currency: str, exchange: Exchange, as_of: date) -> Result:
    """The sum of the weighted amounts of open opportunities, as far as amount and probability are known.

    An input says how many have none; with nothing but such opportunities it is unknown.
    """
    waiting = [record for record in records if is_open(record, as_of)]
    lines = [
        Line(titled(record), amount, as_of, record.key, "amount", share=percent / 100)
        for record in waiting
        if (amount := record.money("amount")) and (percent := probability(record)) is not None
    ]
    silent = len(waiting) - len(lines)
    if not silent:
        return add_up(lines, currency, exchange)
    label = say_count("{count} opportunity has no amount yet", "{count} opportunities have no amount yet", silent)
    more = (Input(label, silent),)
    if not lines:
        return unknown(say("no open opportunity has an amount yet"), more, currency)
    return add_up(lines, currency, exchange, more)
