from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, read

from pmledger.analysis.bridge import bridge
from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.cash import cash_of, together
from pmledger.analysis.earned.rest import rest_of
from pmledger.analysis.finance import by_category, foreign_lines
from pmledger.analysis.receivables import ageing, unbilled_milestones
from pmledger.kinds.settings import DatedFactor, Settings

JUNE = date(2026, 6, 30)
PEOPLE = """
-- people/tom.md --
---
name: Tom Baker
type: team
role: Engineer
cost_rate: [{from: 2026-01-01, rate: 60 EUR}, {from: 2026-05-01, rate: 80 EUR}]
bill_rate: 150 EUR
---
-- people/ines.md --
---
name: Ines Moreau
type: team
cost_rate: 100 EUR
---
-- people/zoe.md --
---
name: Zoe Intern
type: team
---
"""
PROJECT = """
-- projects/x/index.md --
---
name: X
client: acme
manager: mei
status: executing
currency: EUR
billing: time
planned_finish: 2026-08-31
contract_value: 50000 EUR
team: [{person: tom, role: Engineer}]
rates: [{role: engineer, from: 2026-06-01, bill: 120 EUR}]
tasks: [{id: build, title: Build, status: in_progress, percent_complete: 50, actual_start: 2026-04-01}]
budget_lines:
  - {id: l1, title: Team, status: approved, category: labour, amount: 20000 EUR, approved_on: 2026-04-01, approved_by: mei}
  - {id: l2, title: Tools, status: approved, category: software, amount: 1000 EUR, approved_on: 2026-04-01, approved_by: mei}
  - {id: l3, title: Reserve, status: approved, category: contingency, amount: 2000 EUR, approved_on: 2026-04-01, approved_by: mei}
  - {id: l4, title: Later, status: approved, category: software, amount: 9000 EUR, approved_on: 2026-07-01, approved_by: mei}
  - {id: l5, title: Idea, category: travel, amount: 9000 EUR}
risks: [{id: late, title: Late, status: occurred, occurred_on: 2026-05-05, cause: c, event: e, effect: f, raised_on: 2026-04-01}]
---
-- projects/x/time-entries/2026-04.csv --
status,person,date,hours,activity
approved,tom,2026-04-30,10,Build
approved,ines,2026-04-30,2,Review
approved,zoe,2026-04-30,5,Copying
submitted,tom,2026-04-30,3,Build
-- projects/x/time-entries/2026-05.csv --
status,person,date,hours,activity
approved,tom,2026-05-04,10,Build
approved,tom,2026-06-01,1,Build
approved,tom,2026-07-04,24,Later than today
-- projects/x/costs.csv --
id,title,status,type,category,person,amount,date,settles,risk,paid_on,exchange_rate
c1,April of Tom,approved,actual,labour,tom,999 EUR,2026-04-30,,,,
c2,March of Tom,approved,actual,labour,tom,500 EUR,2026-03-31,,,,
c3,Licences,paid,actual,software,,1300 EUR,2026-05-02,,,2026-05-20,
c4,Order,approved,commitment,software,,1000 EUR,2026-05-02,,,,
c5,Part of the order,approved,actual,software,,400 USD,2026-06-02,c4,,,0.5
c6,Too much of it,approved,commitment,software,,100 EUR,2026-05-02,,,,
c7,All of that,approved,actual,software,,150 EUR,2026-06-02,c6,,,
c8,Repair,paid,actual,other,,700 EUR,2026-06-03,,late,2026-06-10,
c9,Rejected,rejected,actual,travel,,5000 EUR,2026-06-03,,,,
"""
SETTINGS = Settings(currency="EUR", exchange_rates={"USD": (DatedFactor(date(2026, 1, 1), Decimal("0.9")),)})


@pytest.fixture(scope="module")
def books():
    """The books of one project on the last of June."""
    return read(ACME + PEOPLE + PROJECT, JUNE, SETTINGS)


def work_of(books):
    return books.found.labour["project:x"]


def test_hours_cost_what_they_cost_on_their_day(books):
    """The dated rate of each day; the hours of somebody without any rate are told apart; later hours do not count."""
    work = work_of(books)
    assert work.cost.amount == 10 * 60 + 2 * 100 + 10 * 80 + 80
    assert (work.cost.silent, work.cost.unknown) == (Decimal(5), None)
    assert sum(row.waiting for row in work.rows) == 3
    assert books.value("hours_cost", "project:x") == 1680


def test_hours_are_worth_the_project_s_rate_before_the_person_s(books):
    """By role from its day on, before that the person's own; people without a billing rate are not in it."""
    work = work_of(books)
    assert work.worth.amount == 20 * 150 + 120
    assert work.worth.silent == Decimal(7)


def test_a_missing_rate_is_unknown_and_never_zero():
    """Rates are kept but none holds yet: the cost is unknown, and so is what was spent."""
    early = read(ACME + PEOPLE + PROJECT.replace("2026-04-30,10", "2025-12-30,10"), JUNE, SETTINGS)
    assert early.value("hours_cost", "project:x") is None
    assert early.unknown("spent", "project:x") == "Tom Baker has no rate on 2025-12-30"


def test_labour_is_not_counted_twice(books):
    """A labour cost of a person who has hours in that month is not added; that of another month is."""
    money = {one.category: one for one in categories(books)}
    assert money["labour"].spent == 1680 + 500
    assert (money["labour"].hours, set(money["labour"].people)) == (1680, {"person:tom", "person:ines"})


def categories(books):
    found = books.found
    return by_category(books.ledger.get("project:x"), books.ledger, found.premises.exchange, work_of(books), JUNE)


def test_money_by_category(books):
    """Counted lines and costs only; orders less what settles them, never below 0; threats are charged to contingency."""
    money = {one.category: one for one in categories(books)}
    assert list(money) == ["labour", "software", "contingency"]
    software, reserve = money["software"], money["contingency"]
    assert (software.budget, software.spent, software.committed) == (1000, 1300 + 200 + 150, 640)
    assert (software.forecast, software.variance, software.over) == (2290, -1290, True)
    assert (reserve.budget, reserve.spent, reserve.forecast) == (2000, 700, 700)


def test_figures_of_the_project(books):
    """Spent, ordered, reserve, forecast and profit hang together."""
    value = {
        name: books.value(name, "project:x")
        for name in ("spent", "committed", "contingency", "contingency_used", "bac", "cost_forecast", "cost_variance")
    }
    assert value == {
        "spent": 4530, "committed": 640, "contingency": 2000, "contingency_used": 700, "bac": 21000,
        "cost_forecast": 7660, "cost_variance": 13340,
    }  # fmt: skip
    assert books.value("expected_profit", "project:x") == 50000 - 7660 - 700
    assert books.value("unbilled", "project:x") == 3120
    assert books.unknown("profit", "project:x") == "no invoice is recorded"


def test_the_manager_s_estimate_goes_before_arithmetic():
    """What the manager estimates by the day is the forecast; an estimate of a later day is not known yet."""
    given = PROJECT.replace("currency: EUR\n", "currency: EUR\neac: {amount: 30000 EUR, by: mei, on: 2026-06-01}\n", 1)
    assert read(ACME + PEOPLE + given, JUNE, SETTINGS).value("cost_forecast", "project:x") == 30000
    later = given.replace("on: 2026-06-01", "on: 2026-07-01")
    assert read(ACME + PEOPLE + later, JUNE, SETTINGS).value("cost_forecast", "project:x") == 7660


def test_health_judges_the_forecast_of_finance():
    """Without a manager's estimate health holds the reckoned forecast against the budget; its threshold moves both."""
    dear = PROJECT.replace("percent_complete: 50", "percent_complete: 16").replace("20000 EUR", "2500 EUR")
    found = read(ACME + PEOPLE + dear, JUNE, SETTINGS)
    assert found.value("cost_forecast", "project:x") == 3830 + 3500 - 560
    told = [str(one.message) for one in found.found.health["project:x"].dimension("cost").reasons]
    assert told[0].startswith("The cost forecast is 77.9 % over the budget at completion")
    early = dear.replace("currency: EUR\n", "currency: EUR\ntolerance: {cpi_min_pct: 10}\n", 1)
    assert read(ACME + PEOPLE + early, JUNE, SETTINGS).value("cost_forecast", "project:x") == Fraction(383000, 16)


def test_foreign_amounts_say_their_rate(books):
    """A cost's own rate wins over that of its day, and is said to be its own."""
    (one,) = foreign_lines(books.ledger.get("project:x"), books.ledger, books.found.premises.exchange, JUNE)
    assert (one.record.id, one.rate, one.own) == ("c5", Fraction(1, 2), True)


BILLS = """
-- projects/y/index.md --
---
name: Y
client: acme
manager: mei
status: executing
currency: EUR
contract_value: 30000 EUR
planned_finish: 2026-09-30
milestones:
  - {id: m1, title: Signed, status: achieved, actual_date: 2026-03-02, baseline_date: 2026-03-02, payment: 10000 EUR}
  - {id: m2, title: Half, status: achieved, actual_date: 2026-06-01, baseline_date: 2026-06-01, payment: 8000 EUR}
  - {id: m3, title: Done, baseline_date: 2026-09-30, forecast_date: 2026-09-30, payment: 12000 EUR}
  - {id: m4, title: Void, status: cancelled, baseline_date: 2026-09-30, payment: 99000 EUR}
invoices:
  - {id: i1, title: One, client: acme, status: paid, number: "1", milestone: m1, issued_on: 2026-03-03, due_on: 2026-04-02, net: 10000 EUR, tax: 1900 EUR, gross: 11900 EUR, payments: [{date: 2026-04-10, amount: 11900 EUR}]}
  - {id: i2, title: Two, client: acme, status: issued, number: "2", milestone: m2, issued_on: 2026-05-01, due_on: 2026-05-31, net: 5000 EUR, tax: 950 EUR, gross: 5950 EUR}
  - {id: i3, title: Three, client: acme, status: issued, number: "3", issued_on: 2026-03-01, due_on: 2026-03-31, net: 100 USD}
  - {id: i4, title: Draft, client: acme, net: 7000 EUR}
---
"""


@pytest.fixture(scope="module")
def bills():
    return read(ACME.replace("segment: key", "segment: key\npayment_terms_days: 30") + BILLS, JUNE, SETTINGS)


def test_ageing_by_days_past_the_due_date(bills):
    """30 days over fall in the first bucket, 91 in the last; paid ones and drafts in none."""
    exchange = bills.found.premises.exchange
    buckets = ageing(bills.ledger.of("invoice"), "EUR", exchange, JUNE)
    assert [(bucket.low, [one.id for one, _ in bucket.invoices], bucket.amount) for bucket in buckets] == [
        (-1, [], 0), (0, ["i2"], 5950), (31, [], 0), (61, [], 0), (91, ["i3"], 90),
    ]  # fmt: skip
    assert bills.value("overdue_receivable", "project:y") == Decimal(6040)


def test_achieved_and_not_invoiced(bills):
    """What the counted invoices of an achieved milestone leave of its payment."""
    found = unbilled_milestones(bills.ledger.of("milestone"), bills.ledger, bills.found.premises.exchange, JUNE)
    assert [(one.milestone.id, one.left.amount) for one in found] == [("m2", 3000)]
    assert bills.value("unbilled", "project:y") == 3000


def test_cash_is_net_of_tax_and_looks_ahead(bills):
    """Payments without their tax on their day; the unpaid, the unbilled and the planned when they are to be paid."""
    project = bills.ledger.get("project:y")
    exchange, figures = bills.found.premises.exchange, bills.found.figures
    cash = cash_of(project, bills.ledger, exchange, figures, bills.found.timetable.forecasts, bills.found.labour["project:y"], JUNE)
    rows = {one.month.month: one for one in cash.months}
    assert list(rows) == [4, 5, 6, 7, 8, 9, 10]
    assert (rows[4].received, rows[4].to_come) == (10000, 0)
    assert rows[6].to_come == 5000 + 90
    assert rows[7].to_come == 3000
    assert (rows[10].to_come, rows[10].balance) == (12000, 30090)
    assert cash.silent == 0


def test_what_is_left_to_spend_goes_out_with_the_work_that_is_left():
    """Three quarters of the rest in July with the one task, a quarter evenly over August and September with the other."""
    text = """
-- projects/w/index.md --
---
name: W
client: acme
manager: mei
status: executing
currency: EUR
planned_finish: 2026-09-30
eac: {amount: 1220 EUR, by: mei, on: 2026-06-01}
tasks:
  - {id: a, title: A, status: in_progress, percent_complete: 40, actual_start: 2026-06-01}
  - {id: b, title: B}
baselines:
  - {id: b0, title: B0, status: approved, version: B0, date: 2026-05-20, bac: 1200 EUR, approved_by: mei, items: [{ref: a, start: 2026-06-01, finish: 2026-07-31, cost: 1000 EUR}, {ref: b, start: 2026-08-03, finish: 2026-09-30, cost: 200 EUR}]}
---
"""
    found = read(ACME + text + "-- projects/w/costs.csv --\nstatus,category,amount,date,paid_on\npaid,other,610 EUR,2026-06-02,2026-06-02\n", JUNE, SETTINGS)
    project, known = found.ledger.get("project:w"), found.found
    rest = rest_of(known.plans["project:w"], known.timetable, JUNE)
    exchange, labour = known.premises.exchange, known.labour["project:w"]
    cash = cash_of(project, found.ledger, exchange, known.figures, {}, labour, JUNE, rest)
    out = {one.month.month: one.to_go for one in cash.months if one.to_go}
    assert out == {7: Fraction(610 * 600, 800), 8: Fraction(610 * 200 * 29, 800 * 59), 9: Fraction(610 * 200 * 30, 800 * 59)}
    assert sum(out.values()) == 610
    evenly = cash_of(project, found.ledger, exchange, known.figures, {}, labour, JUNE)
    assert {one.month.month: one.to_go * 92 / 610 for one in evenly.months if one.to_go} == {7: 31, 8: 31, 9: 30}


BASELINES = """
-- projects/z/index.md --
---
name: Z
client: acme
manager: mei
status: executing
currency: EUR
baseline: b1
baselines:
  - {id: b0, title: First, status: superseded, version: B0, date: 2026-01-05, bac: 1000 EUR, items: [], approved_by: mei}
  - {id: b1, title: Second, status: approved, version: B1, date: 2026-03-02, bac: 1500 EUR, items: [], approved_by: mei, change: [c1], supersedes: b0}
changes:
  - {id: c1, title: More, status: implemented, requested_by: ann, requested_on: 2026-02-01, reason: r, impact_cost: 400 EUR, impact_schedule: 2d, decided_on: 2026-02-20, approver: mei}
  - {id: c2, title: Later, status: approved, requested_by: ann, requested_on: 2026-04-01, reason: r, impact_cost: 50 EUR, impact_schedule: 0d, decided_on: 2026-04-20, approver: mei}
  - {id: c3, title: Asked, requested_by: ann, requested_on: 2026-04-01, reason: r, impact_cost: 70 EUR}
---
"""


def test_the_bridge_says_what_nothing_explains():
    """Changes up to the current baseline, the rest as unexplained, and approved ones since."""
    books = read(ACME + BASELINES, JUNE)
    project = books.ledger.get("project:z")
    found = bridge(project, books.ledger, books.found.premises.exchange, work_calendar(), JUNE)
    assert found is not None
    steps = [(step.record.id if step.record else "", step.before, step.after, step.days) for step in found.steps]
    assert steps == [("c1", 1000, 1400, 2), ("", 1400, 1500, None)]
    assert found.unexplained == 100
    assert [(step.record.id, step.amount) for step in found.since] == [("c2", 50)]


PIPELINE = """
-- opportunities/won.md --
---
title: Won
client: acme
status: won
amount: 300 EUR
closed_on: 2026-02-01
created: 2025-12-01
---
-- opportunities/lost.md --
---
title: Lost
client: acme
status: lost
amount: 100 EUR
closed_on: 2026-05-01
---
-- opportunities/long-ago.md --
---
title: Long ago
client: acme
status: lost
amount: 900 EUR
closed_on: 2025-06-30
---
-- opportunities/quiet.md --
---
title: Quiet
client: acme
status: proposal
amount: 1000 USD
updated: 2026-05-30
expected_close: 2026-06-29
---
-- opportunities/fresh.md --
---
title: Fresh
client: acme
status: proposal
amount: 10 EUR
updated: 2026-05-31
expected_close: 2026-06-30
---
"""


def test_how_often_we_win_and_what_went_quiet():
    """Of the last 365 days; more than 30 days without a sign; past its date means before today."""
    found = read(ACME + PIPELINE, JUNE, SETTINGS)
    assert (found.value("win_rate"), found.value("win_rate_amount"), found.value("sales_cycle")) == (50, 75, 62)
    assert (found.value("stale_opportunities"), found.value("past_close")) == (1, 1)
    assert found.value("pipeline_amount") == 910


def test_several_projects_together(bills):
    """Months add up at the rate of each currency; without a rate all of its months are missing and counted."""
    project = bills.ledger.get("project:y")
    exchange, figures = bills.found.premises.exchange, bills.found.figures
    one = cash_of(project, bills.ledger, exchange, figures, bills.found.timetable.forecasts, bills.found.labour["project:y"], JUNE)
    both = together([(one, Fraction(1)), (one, Fraction(1, 2)), (one, None)], JUNE)
    assert [month.balance for month in both.months] == [month.balance * 3 / 2 for month in one.months]
    assert both.silent == len(one.months)


def test_absurd_days_stay_harmless():
    """A milestone at the end of time is not drawn and said to be missing; an ancient cost is in the first balance."""
    text = BILLS.replace("forecast_date: 2026-09-30", "forecast_date: 2199-12-31").replace(
        "planned_finish: 2026-09-30", "planned_finish: 2199-12-31"
    )
    ancient = "-- projects/y/costs.csv --\nstatus,category,amount,date,paid_on\npaid,other,40 EUR,1900-01-02,1900-01-03\n"
    found = read(ACME + text + ancient, JUNE, SETTINGS)
    project = found.ledger.get("project:y")
    labour = found.found.labour["project:y"]
    cash = cash_of(project, found.ledger, found.found.premises.exchange, found.found.figures, {}, labour, JUNE)
    assert cash.months[0].month == date(2023, 7, 1)
    assert cash.months[0].balance == -40
    assert cash.silent == 1
