"""How sure the projects of a ledger are: by when they end, what they cost, and what they have to keep."""

from datetime import date
from pathlib import Path

import pytest
from workspaces import snapshot_of

from pmledger.analysis.conclude import Conclusions
from pmledger.analysis.simulation.simulate import simulate

APOLLO = "project:apollo"
LEDGER = """-- pmledger.yml --
grammar: 1
currency: EUR
as_of: 2026-06-01
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
cost_rate: 120 EUR
---
-- people/tom.md --
---
name: Tom Novak
type: team
cost_rate: 80 EUR
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
planned_start: 2026-06-01
planned_finish: 2026-06-12
budget: 12000 EUR
eac: {amount: 11000 EUR, by: mei, on: 2026-05-29}
tasks:
  - {id: build, title: Build, TIME, assignees: [{person: mei, percent: 50}, {person: tom, percent: 50}]}
milestones:
  - {id: opening, title: Opening, type: contractual, depends: [build], baseline_date: 2026-06-16}
baselines:
  - {id: b1, title: Agreed, status: approved, version: B1, date: 2026-05-20, approved_by: mei, bac: 11000 EUR, items: [{ref: build, start: 2026-06-01, finish: 2026-06-15, cost: 11000 EUR}]}
---
-- projects/apollo/risks/storm.md --
---
title: Storm
owner: mei
status: assessed
raised_on: 2026-05-01
review_on: 2026-07-01
probability: 3
impact: 3
cost_impact: 1000 EUR
schedule_impact: 5d
---

It would stop [[task:apollo/build|the building]].
-- projects/apollo/risks/flood.md --
---
title: Flood
owner: mei
status: assessed
raised_on: 2026-05-01
review_on: 2026-07-01
probability: 1
impact: 5
probability_pct: 20%
cost_impact: 5000 EUR
---
"""
ESTIMATED = LEDGER.replace("TIME", "estimate: {o: 5d, m: 10d, p: 15d}")
SIZED = LEDGER.replace("TIME", "duration: 10d")


def concluded(folder: Path, text: str) -> Conclusions:
    return snapshot_of(folder, text).conclusions


def test_the_doubt_of_a_project(tmp_path: Path) -> None:
    """Percentiles rise, chances lie between those of what is asked for, and the drivers of both are named."""
    found = concluded(tmp_path, ESTIMATED)
    doubt = found.doubts[APOLLO]
    for name in ("finish", "cost"):
        values = [found.figure(f"{name}_p{percent}", APOLLO).value for percent in (10, 50, 80, 90)]
        assert values == sorted(values)
        assert values[0] < values[3]
    chances = {name: found.figure(f"chance_of_{name}", APOLLO).value for name in ("plan", "baseline", "deadline", "budget", "both")}
    assert 20 < chances["plan"] < chances["baseline"] < chances["deadline"] < 80
    assert 0 < chances["both"] < min(chances["plan"], chances["budget"])
    assert found.figure("chance_of_date", "milestone:apollo/opening").value == chances["deadline"]
    assert found.figure("date_p80", "milestone:apollo/opening").value == found.figure("finish_p80", APOLLO).value
    assert {one.name for one in doubt.finish.drivers} == {"task:apollo/build", "risk:apollo/storm"}
    assert {one.name for one in doubt.cost.drivers} == {"task:apollo/build", "risk:apollo/storm", "risk:apollo/flood"}
    assert sum(one.share for one in doubt.cost.drivers) == pytest.approx(1)


def test_longer_work_costs_the_hours_of_its_people(tmp_path: Path) -> None:
    """Two people give half a day each at 120 and 80 EUR: a day of the estimate costs 800 EUR, so P80 is 1.734 days dearer."""
    found = concluded(tmp_path, ESTIMATED.split("-- projects/apollo/risks", maxsplit=1)[0])
    needed = found.figure("contingency_needed", APOLLO).value
    assert float(needed) == pytest.approx(1.734 * 800, rel=0.05)
    assert found.figure("cost_p80", APOLLO).value == 11000 + needed
    rates = {one.record for one in found.figure("cost_p80", APOLLO).inputs if one.field == "cost_rate"}
    assert rates == {"person:mei", "person:tom"}


def test_without_estimates_the_cost_alone_is_in_doubt(tmp_path: Path) -> None:
    """Threats of 50 % and 20 %: eight of ten runs cost the smaller one more, nine of ten the larger; no day is in doubt."""
    found = concluded(tmp_path, SIZED)
    assert found.doubts[APOLLO].finish is None
    assert (("finish_p50", APOLLO) in found.figures, ("chance_of_plan", APOLLO) in found.figures) == (False, False)
    assert [found.figure(f"cost_p{percent}", APOLLO).value for percent in (10, 50, 80, 90)] == [11000, 12000, 12000, 16000]
    assert float(found.figure("chance_of_budget", APOLLO).value) == pytest.approx(80, abs=2)
    assert [found.figure(name, APOLLO).value for name in ("risk_cost_p80", "contingency_needed")] == [1000, 1000]


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (SIZED.replace("amount: 11000 EUR", "amount: 11000 CNY"), "cost_p80", "no exchange rate"),
        (SIZED.replace("cost_impact: 1000 EUR", "cost_impact: 1000 CNY"), "contingency_needed", "no exchange rate"),
        (SIZED.replace("budget: 12000 EUR\n", ""), "chance_of_budget", "the project has no budget"),
        (ESTIMATED.replace("planned_finish: 2026-06-12\n", ""), "chance_of_plan", "no planned finish"),
    ],
)
def test_what_cannot_be_told_says_why(tmp_path: Path, text: str, name: str, why: str) -> None:
    """A currency without a rate, no budget, no planned day: the figure is unknown and names the reason."""
    figure = concluded(tmp_path, text).figure(name, APOLLO)
    assert figure.value is None
    assert why in str(figure.unknown)


ANSWERED = ESTIMATED.replace("cost_impact: 1000 EUR\n", "cost_impact: 1000 EUR\nresidual_probability: 2\nresponse_cost: 150 EUR\n")


def test_a_response_is_worth_what_it_saves_less_what_it_costs(tmp_path: Path) -> None:
    """From 50 % to 30 % of 1,000 EUR saves 200, for 150; the runs with it need less, whether it works already or not."""
    found, storm = concluded(tmp_path, ANSWERED), "risk:apollo/storm"
    assert (found.figure("response_gain", storm).value, found.figure("response_worth", storm).value) == (200, 50)
    days, saved = (found.figure(name, storm).value for name in ("response_days", "response_reserve"))
    assert days > 0
    assert saved > 0
    working = ANSWERED.replace("status: assessed\nraised_on: 2026-05-01\nreview_on: 2026-07-01\nprobability: 3", "status: monitoring\nstrategy: mitigate\nresponse: Tents\nraised_on: 2026-05-01\nreview_on: 2026-07-01\nprobability: 3")
    assert working != ANSWERED
    at_work = concluded(tmp_path, working)
    assert at_work.figure("finish_p80", APOLLO).value < found.figure("finish_p80", APOLLO).value
    assert [at_work.figure(name, storm).value for name in ("response_gain", "response_days", "response_reserve")] == [200, days, saved]
    dear = concluded(tmp_path, ANSWERED.replace("response_cost: 150 EUR", "response_cost: 1000 EUR"))
    assert dear.figure("response_worth", storm).value == -800
    free = concluded(tmp_path, ANSWERED.replace("response_cost: 150 EUR\n", ""))
    assert "what the response costs" in str(free.figure("response_worth", storm).unknown)
    assert ("response_gain", "risk:apollo/flood") not in found.figures


def test_without_doubt_the_levelled_plan_is_itself(tmp_path: Path) -> None:
    """The order in which people do two things, kept as links, is reckoned in each run as in the levelled plan."""
    more = "  - {id: paint, title: Paint, duration: 3d, assignees: [{person: mei}]}\nmilestones:"
    found = concluded(tmp_path, SIZED.replace("milestones:", more)).people_plan
    assert found is not None
    levelled = found.levelled
    assert levelled.handed
    finishes = simulate(levelled.plan, {}, (), 2, 1).finishes
    assert finishes == {project: [moment] * 2 for project, moment in levelled.schedule.finishes.items()}


def test_where_nothing_can_happen_nothing_is_in_doubt(tmp_path: Path) -> None:
    """Without an estimate and a threat with a price no runs are made."""
    text = SIZED.replace("cost_impact: 1000 EUR\n", "").replace("cost_impact: 5000 EUR\n", "")
    assert dict(concluded(tmp_path, text).doubts) == {}


def test_an_estimate_in_days_of_the_calendar_is_working_time_as_in_the_plan(tmp_path: Path) -> None:
    """Seven elapsed days without doubt are five of work, in each run as in the plan."""
    found = concluded(tmp_path, LEDGER.replace("TIME", "estimate: {o: 7de, m: 7de, p: 7de}").replace("schedule_impact: 5d\n", ""))
    assert {found.figure(f"finish_p{percent}", APOLLO).value for percent in (10, 90)} == {date(2026, 6, 5)}
