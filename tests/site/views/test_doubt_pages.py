from functools import cache

from ledgers_shown import Shown, html_of, text_of

LEDGER = """
-- pmledger.yml --
grammar: 1
name: Doubt
currency: EUR
as_of: 2026-06-01
timezone: UTC
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
priority: high
planned_start: 2026-06-01
planned_finish: 2026-06-11
budget: 11000 EUR
eac: {amount: 10000 EUR, by: mei, on: 2026-05-29}
tasks:
  - {id: build, title: Build, estimate: {o: 4d, m: 6d, p: 14d}, assignees: [{person: mei}]}
---
-- projects/apollo/risks/flood.md --
---
title: Flood
owner: mei
status: assessed
raised_on: 2026-05-01
review_on: 2026-07-01
probability: 3
impact: 5
probability_pct: 30%
cost_impact: 5000 EUR
residual_probability: 1
response_cost: 1200 EUR
---
-- projects/apollo/risks/drought.md --
---
title: Drought
type: opportunity
raised_on: 2026-05-01
probability: 5
impact: 2
cost_impact: 9000 EUR
---
-- projects/harbour/index.md --
---
name: Harbour
client: acme
manager: mei
currency: EUR
planned_start: 2026-06-01
planned_finish: 2026-06-05
tasks:
  - {id: design, title: Design, duration: 3d, assignees: [{person: mei, percent: 50}]}
---
"""


@cache
def ledger(language: str = "en") -> Shown:
    return Shown(LEDGER, language)


def test_the_plan_says_how_sure_it_is():
    """The section begins with its answer, says how the runs are made, and names what decides; without estimates it is not there."""
    shown = text_of(html_of("plan/apollo.html", ledger()))
    assert "How sure it is Half of 2,000 runs end by 9 Jun , eight of ten by 11 Jun ." in shown
    assert "The planned 11 Jun is kept in" in shown
    assert "Open opportunities are not counted on. Generator SHAKE-128, seed 1" in shown
    assert "Build 100%" in shown.split("What the doubt comes from")[-1]
    assert "Build 100% 100% — Flood — — 100%" in shown.split("What the doubt comes from")[-1]
    assert "Half of them cost at most €10k , eight of ten €15k . The budget lasts in 7" in shown
    assert "To be sure of the cost in eight of ten takes a contingency of €5,000 ; none is set aside." in shown
    assert "P80: 80 % of the runs 11 Jun €15k" in shown
    assert "How sure it is" not in text_of(html_of("plan/harbour.html", ledger()))


def test_a_response_that_costs_more_than_it_saves_is_told_calmly():
    """From 30 % to 10 % of 5,000 EUR gains 1,000 for 1,200: the risk's page says so in a sentence, the register in a row."""
    shown = text_of(html_of("risk/apollo/flood.html", ledger())).split("Is the response worth it?")[-1]
    assert "the probability goes from 30% to 10%, an expected gain of €1,000 ." in shown
    assert "It costs €1,200, €200 more than it is expected to save." in shown
    register = text_of(html_of("risks.html", ledger()))
    assert "0 of 1 response with a cost is expected to save at least as much money." in register
    assert "Flood Apollo 30% → 10% €1,000 €1,200 \u2212€200" in register.replace("\u2060", "")


def test_the_team_says_which_project_waits_for_whom():
    """One project ends later if Mei does one thing at a time: by how much, and what she is busy with until when."""
    shown = text_of(html_of("team.html", ledger())).split("One thing at a time", 2)[-1]
    assert "One project finishes later than planned if nobody does two things at once." in shown
    assert "Harbour 5 Jun 12 Jun 5 d Design waits for Mei Keller , busy with Build until 9 Jun" in shown


def test_doubt_is_told_in_chinese_too():
    """The same sentences without an English word of ours."""
    assert "把握有多大 2,000 次推算中，半数在 6月9日 前结束，八成在 6月11日 前结束。" in text_of(html_of("plan/apollo.html", ledger("zh-CN")))
