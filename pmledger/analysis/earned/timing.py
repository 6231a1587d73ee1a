"""Earned schedule: how far the plan was to be when it was worth what is earned, against the time that has passed.

Formulas: Lipke and Henderson 2006, Earned Schedule. Times are in the periods of the curve.
"""

from fractions import Fraction

from pmledger.analysis.earned.curve import Curve, duration_of, time_at
from pmledger.analysis.earned.indices import NOTHING_EARNED, minus, over, plus, whole
from pmledger.analysis.figure import Result, exact
from pmledger.source.message import say

NO_TIME = say("no time has passed yet")
NO_TIME_LEFT = say("no time is left")


def earned_schedule(curve: Curve, ev: Fraction) -> Result:
    """ES: when the planned value was to be what is earned now."""
    return Result(exact(time_at(curve, ev)))


def time_variance(es: Result, at: Fraction) -> Result:
    """SV(t) = ES − AT."""
    return minus(es, whole(at))


def spi_t(es: Result, at: Fraction) -> Result:
    """SPI(t) = ES / AT."""
    return over(es, whole(at), NO_TIME)


def duration_forecast(curve: Curve, index: Result) -> Result:
    """IEAC(t) = PD / SPI(t)."""
    return over(whole(duration_of(curve)), index, NOTHING_EARNED)


def duration_at_plan(curve: Curve, es: Result, at: Fraction) -> Result:
    """AT + (PD − ES): the rest takes as long as planned."""
    return plus(whole(at), minus(whole(duration_of(curve)), es))


def to_complete_t(curve: Curve, es: Result, at: Fraction) -> Result:
    """TSPI = (PD − ES) / (PD − AT): the pace that is needed to end as planned."""
    planned = whole(duration_of(curve))
    return over(minus(planned, es), minus(planned, whole(at)), NO_TIME_LEFT)
