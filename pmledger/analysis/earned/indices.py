"""Variances, indices and estimates of earned value from planned value, earned value, actual cost and budget.

Formulas: PMBOK Guide, table of earned value calculations; ISO 21508:2018. Nothing is rounded; what cannot be divided is
unknown and says why.
"""

from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Number, Result, exact
from pmledger.source.message import Message, say

NOTHING_PLANNED = say("nothing was to be done yet")
NOTHING_SPENT = say("nothing was spent yet")
NOTHING_EARNED = say("nothing was earned yet")
NOTHING_LEFT = say("nothing of that amount is left to spend")
UNKNOWN = say("one of the amounts is unknown")


class Standing(Struct, frozen=True):
    """Planned value, earned value, actual cost and budget at completion on one day, in one currency."""

    pv: Result
    ev: Result
    ac: Result
    bac: Result


def standing(pv: Number | None, ev: Number | None, ac: Number | None, bac: Number | None) -> Standing:
    """A standing of plain numbers; None is unknown."""
    return Standing(*(Result(None, (), UNKNOWN) if value is None else Result(value) for value in (pv, ev, ac, bac)))


def plus(first: Result, second: Result, sign: int = 1) -> Result:
    """The sum (or with sign -1 the difference), unknown as soon as one side is."""
    if first.number is None or second.number is None:
        return silent(first, second)
    return Result(exact(first.number + sign * second.number))


def minus(first: Result, second: Result) -> Result:
    return plus(first, second, -1)


def times(first: Result, second: Result) -> Result:
    if first.number is None or second.number is None:
        return silent(first, second)
    return Result(exact(first.number * second.number))


def over(top: Result, bottom: Result, zero: Message) -> Result:
    """The quotient; `zero` says why there is none when the divisor is 0."""
    if top.number is None or bottom.number is None:
        return silent(top, bottom)
    if not bottom.number:
        return Result(None, (), zero)
    return Result(exact(top.number / bottom.number))


def silent(*parts: Result) -> Result:
    """Unknown, for the reason of the first part that is."""
    return Result(None, (), next((part.unknown for part in parts if part.number is None and part.unknown), UNKNOWN))


def schedule_variance(now: Standing) -> Result:
    return minus(now.ev, now.pv)


def cost_variance(now: Standing) -> Result:
    return minus(now.ev, now.ac)


def spi(now: Standing) -> Result:
    return over(now.ev, now.pv, NOTHING_PLANNED)


def cpi(now: Standing) -> Result:
    return over(now.ev, now.ac, NOTHING_SPENT)


def done_share(now: Standing) -> Result:
    """EV / BAC."""
    return over(now.ev, now.bac, say("there is no budget to compare with"))


def spent_share(now: Standing) -> Result:
    """AC / BAC."""
    return over(now.ac, now.bac, say("there is no budget to compare with"))


def eac_atypical(now: Standing) -> Result:
    """AC + (BAC − EV): what is left costs what was planned."""
    return plus(now.ac, minus(now.bac, now.ev))


def eac_cpi(now: Standing) -> Result:
    """BAC / CPI: what is left costs as much more, or less, as what is done."""
    return over(now.bac, cpi(now), NOTHING_EARNED)


def eac_cpi_spi(now: Standing) -> Result:
    """AC + (BAC − EV) / (CPI · SPI): lost time has to be bought back as well."""
    return plus(now.ac, over(minus(now.bac, now.ev), times(cpi(now), spi(now)), NOTHING_EARNED))


def to_complete(eac: Result, now: Standing) -> Result:
    """ETC = EAC − AC."""
    return minus(eac, now.ac)


def at_completion(eac: Result, now: Standing) -> Result:
    """VAC = BAC − EAC."""
    return minus(now.bac, eac)


def tcpi(now: Standing, target: Result) -> Result:
    """(BAC − EV) / (target − AC): how well what is left must be done to end at the target, BAC or an EAC.

    Negative where more than the target is spent already: it cannot be reached.
    """
    return over(minus(now.bac, now.ev), minus(target, now.ac), NOTHING_LEFT)


def whole(value: Fraction | None) -> Result:
    """A number as a result, None as unknown."""
    return Result(None, (), UNKNOWN) if value is None else Result(exact(value))
