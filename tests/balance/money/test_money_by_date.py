from datetime import date
from decimal import Decimal

import pytest
from analysis.ledgers import ACME, read
from balance.money.books import rows, verdicts

from pmledger.analysis.rates import own_rates, rate_card
from pmledger.kinds.settings import DatedFactor, Settings
from pmledger.kinds.values import Money

EXCHANGED = Settings(currency="EUR", exchange_rates={"CNY": (DatedFactor(date(2026, 2, 1), Decimal("0.125")),)})
APPROVED = "status: approved, approved_by: sam"
LINE = f"{{title: Work, category: labour, amount: 1000 EUR, {APPROVED}, approved_on: 2026-01-05}}"
RATES = """
-- people/ben.md --
---
name: Ben Ito
type: team
role: Designer
cost_rate: [{from: 2026-02-01, rate: 40 EUR}, {from: 2026-04-01, rate: 50 EUR}]
---
-- people/lee.md --
---
name: Lee Park
type: team
role: Engineer
cost_rate: 30 EUR
---
-- projects/p/index.md --
---
name: P
client: acme
manager: mei
currency: EUR
team: [{person: lee, role: Lead}]
rates:
  - {role: lead, from: 2026-03-01, cost: 70 EUR}
  - {person: ben, from: 2026-05-01, cost: 90 EUR}
  - {role: designer, from: 2026-03-15, cost: 60 EUR}
---
"""


@pytest.mark.parametrize(
    ("person", "day", "expected"),
    [
        ("ben", date(2026, 1, 31), None),
        ("ben", date(2026, 2, 1), 40),
        ("ben", date(2026, 3, 15), 60),
        ("ben", date(2026, 4, 1), 60),
        ("ben", date(2026, 5, 1), 90),
        ("lee", date(2020, 1, 1), 30),
        ("lee", date(2026, 3, 1), 70),
        ("mei", date(2026, 3, 1), None),
    ],
)
def test_rates_hold_from_their_day_by_person_then_role_then_the_persons_own(
    person: str, day: date, expected: int | None
) -> None:
    """The latest `from` on or before the day holds; the role in the team wins over the person's own role."""
    ledger = read(ACME + RATES).ledger
    card = rate_card(ledger.get("project:p"), ledger, "cost", own_rates(ledger, "cost"))
    held = card.find(f"person:{person}", day)
    assert (held.rate.amount if held else None) == expected
    assert card.keeps(f"person:{person}") == (person != "mei")


@pytest.mark.parametrize(("day", "expected"), [("2026-01-31", ["unknown"]), ("2026-02-02", ["agrees"])])
def test_an_unknown_rate_is_neither_nothing_nor_a_contradiction(day: str, expected: list[str]) -> None:
    """Hours before the first rate make the sum of labour unknown."""
    ben = "-- people/ben.md --\n---\nname: Ben\ntype: team\ncost_rate: [{from: 2026-02-01, rate: 1 EUR}]\n---\n"
    hours = f"{{title: Day, person: ben, date: {day}, hours: 8, {APPROVED}}}"
    found = rows(f"budget_lines: [{LINE}]\ntime_entries: [{hours}]", ben)
    assert verdicts(found[9]) == expected
    assert found[9][0].left.value == (None if expected == ["unknown"] else Money(Decimal(8), "EUR"))


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ("amount: 800 CNY, date: 2026-02-03", Money(Decimal(100), "EUR")),
        ("amount: 800 CNY, date: 2026-02-03, exchange_rate: 0.2", Money(Decimal(160), "EUR")),
        ("amount: 800 CNY, date: 2026-01-08, exchange_rate: 0.2", Money(Decimal(160), "EUR")),
        ("amount: 800 CNY, date: 2026-01-08", None),
    ],
)
def test_a_records_own_rate_wins_and_before_the_first_it_is_unknown(cost: str, expected: Money | None) -> None:
    """Costs are exchanged by their own rate, else by that of their day."""
    costs = f"{{title: Lamps, category: labour, {cost}, {APPROVED}}}"
    found = rows(f"budget_lines: [{LINE}]\ncosts: [{costs}]", settings=EXCHANGED)
    assert found[9][0].left.value == expected
    assert verdicts(found[9]) == ["agrees" if expected else "unknown"]


@pytest.mark.parametrize(
    ("lines", "net", "expected"),
    [
        ("{text: a, quantity: 1, unit_price: 100.005 EUR}", "100.01", "agrees"),
        ("{text: a, quantity: 1, unit_price: 100.004 EUR}", "100.01", "disputed"),
        ("{text: a, unit_price: 33.335 EUR}, {text: b, unit_price: 33.335 EUR}, {text: c, unit_price: 33.335 EUR}", "100.02", "agrees"),
        ("{text: a, unit_price: 33.335 EUR}, {text: b, unit_price: 33.335 EUR}, {text: c, unit_price: 33.334 EUR}", "100.02", "disputed"),
        ("{text: a, unit_price: 100.5 JPY}", "101 JPY", "agrees"),
        ("{text: a, unit_price: 100.4 JPY}", "101 JPY", "disputed"),
    ],
)  # fmt: skip
def test_sums_agree_within_half_a_minor_unit_for_each_addend(lines: str, net: str, expected: str) -> None:
    """Three lines may be off by one and a half cents, a yen has no cents."""
    amount = net if " " in net else f"{net} EUR"
    found = rows(f"invoices: [{{title: x, client: acme, net: {amount}, lines: [{lines}]}}]")
    assert verdicts(found[15]) == [expected]


def test_what_is_dated_later_does_not_count_yet() -> None:
    """A line approved after the day is not in the sum, so that the past can be looked at."""
    later = f"{{title: Later, category: labour, amount: 500 EUR, {APPROVED}, approved_on: 2026-07-01}}"
    text = "status: executing\nbudget: 1000 EUR\n"
    assert verdicts(rows(f"{text}budget_lines: [{LINE}, {later}]")[1]) == ["agrees"]


def test_orders_count_with_what_is_open_and_hours_replace_the_labour_cost_of_their_month() -> None:
    """A settled order counts by what is left, never below nothing; a settled accrual no more."""
    costs = [
        "{id: order, title: Order, type: commitment, category: material, amount: 100 EUR, date: 2026-02-03",
        "{title: Part, category: material, amount: 30 EUR, date: 2026-03-03, settles: order",
        "{id: small, title: Small, type: commitment, category: material, amount: 10 EUR, date: 2026-02-03",
        "{title: More, category: material, amount: 15 EUR, date: 2026-03-03, settles: small",
        "{id: owed, title: Owed, type: accrual, category: material, amount: 7 EUR, date: 2026-02-03",
        "{title: Bill, category: material, amount: 8 EUR, date: 2026-03-03, settles: owed",
        "{title: Pay, category: labour, person: sam, amount: 130 EUR, date: 2026-03-31",
        "{title: Pay, category: labour, person: sam, amount: 120 EUR, date: 2026-04-30",
    ]
    items = ", ".join(f"{cost}, {APPROVED}}}" for cost in costs)
    line = LINE.replace("labour", "material").replace("Work", "Goods")
    hours = f"{{title: Day, person: sam, date: 2026-03-05, hours: 2, {APPROVED}}}"
    found = rows(f"budget_lines: [{LINE}, {line}]\ncosts: [{items}]\ntime_entries: [{hours}]")
    used = {str(row.detail): row.left.value for row in found[9] if row.subject == "project:p"}
    assert used == {"labour": Money(Decimal(240), "EUR"), "material": Money(Decimal(123), "EUR")}
