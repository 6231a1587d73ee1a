from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pmledger.analysis.money import Exchange, Line, add_up, total
from pmledger.kinds.values import Money
from pmledger.source.message import say

RATES = {
    "CNY": ((date(2026, 1, 1), Fraction("0.128")), (date(2026, 6, 1), Fraction("0.13"))),
    "USD": ((date(2026, 1, 1), Fraction("0.9")),),
}
EXCHANGE = Exchange("EUR", RATES)
AMOUNTS = st.decimals(-(10**15), 10**15, places=2)


def line(amount, currency="EUR", on=date(2026, 3, 1)):
    return Line(say("line"), Money(Decimal(amount), currency), on, "cost:c", "amount")


def test_latest_rate_on_or_before_the_day():
    """The latest rate on or before the day holds; before the first it is unknown."""
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1))
    expected = [None, Fraction("0.128"), Fraction("0.128"), Fraction("0.13")]
    assert [EXCHANGE.rate("CNY", day) for day in days] == expected


def test_crosses_go_through_the_workspace():
    """Between two foreign currencies the workspace's own stands in the middle."""
    found = EXCHANGE.convert(Money(Decimal(100), "CNY"), "USD", date(2026, 3, 1))
    assert found == Fraction(128, 9)
    assert EXCHANGE.convert(Money(Decimal(100), "CNY"), "GBP", date(2026, 3, 1)) is None


@given(AMOUNTS)
def test_a_cross_keeps_the_worth(amount):
    """An amount and what it is exchanged to are worth exactly the same in the workspace's currency."""
    day = date(2026, 3, 1)
    dollars = EXCHANGE.convert(Money(amount, "CNY"), "USD", day)
    assert dollars * EXCHANGE.rate("USD", day) == EXCHANGE.convert(Money(amount, "CNY"), "EUR", day)


@given(st.lists(AMOUNTS, max_size=30))
def test_sums_do_not_round(amounts):
    """The sum of amounts is exact, whatever their size."""
    found = add_up([line(amount) for amount in amounts], "EUR", EXCHANGE)
    assert Fraction(found.value) == sum(map(Fraction, amounts), Fraction(0))


def test_unknown_part_makes_the_sum_unknown():
    """One amount without a rate makes the whole unknown; each line still is an input."""
    found = add_up([line(1), line(2, "GBP")], "EUR", EXCHANGE)
    assert (found.value, len(found.inputs)) == (None, 2)
    assert str(found.unknown) == "no exchange rate from GBP to EUR on 2026-03-01"
    assert total([Fraction(1), None]) is None


def test_mixed_currencies():
    """Lines of several currencies add up in that of the sum, by each line's day."""
    found = add_up([line(1), line(100, "CNY"), line(100, "CNY", date(2026, 6, 1))], "EUR", EXCHANGE)
    assert found.value == Decimal("26.8")
