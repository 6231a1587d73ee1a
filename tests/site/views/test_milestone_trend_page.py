from ledgers_shown import Shown, html_of, text_of

PLAN = """
-- pmledger.yml --
as_of: 2026-06-30
currency: EUR
-- people/mei.md --
---
name: Mei Tanaka
type: team
---
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
tasks:
  - {id: build, title: Build, duration: 10d}
milestones:
  - {id: live, title: Live, baseline_date: 2026-07-10, forecast_date: 2026-08-14}
  - {id: kept, title: Kept, baseline_date: 2026-07-17, forecast_date: 2026-07-17}
baselines:
  - {id: b0, title: B0, version: B0, date: 2026-05-04, status: approved, approved_by: mei, bac: 1 EUR, items: [{ref: live, finish: 2026-07-10}, {ref: kept, finish: 2026-07-17}]}
---
"""


def test_a_plan_tells_whether_promised_dates_move():
    """The picture begins with its answer, names each line with its date, and says the same as a table; the sentence counts."""
    shown = Shown(PLAN)
    html, told = html_of("plan/apollo.html", shown), text_of(html_of("plan/apollo.html", shown))
    assert "One of 2 promised dates is later than first said. The furthest is “Live”: first 10 Jul 2026, now 14 Aug 2026." in told
    assert ">Live, 14 Aug<" in html
    assert "Said on 4 May" in told


def test_dates_said_once_are_no_trend():
    """Without a baseline nothing was said before, and there is no such section."""
    html = html_of("plan/apollo.html", Shown(PLAN.partition("baselines:")[0] + "---\n"))
    assert "Do promised dates move?" not in html
