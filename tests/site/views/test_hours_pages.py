from functools import cache

from ledgers_shown import Shown, html_of, lede_of, text_of

SHEETS = """
-- pmledger.yml --
grammar: 1
name: Sheets
currency: EUR
as_of: 2026-07-01
timezone: UTC
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- people/tom.md --
---
name: Tom Baker
type: team
---
-- projects/sea/index.md --
---
name: Sea
manager: mei
status: planning
currency: EUR
billing: time
tasks:
  - {id: build, title: Build the quay, status: in_progress, actual_start: 2026-06-01, effort: 32h}
---
-- projects/sea/time-entries.csv --
person,date,hours,task,status,approved_by
mei,2026-06-02,8,build,approved,tom
mei,2026-06-09,8,build,approved,tom
mei,2026-06-10,4,,approved,tom
tom,2026-06-10,6,build,submitted,
tom,2026-06-11,5,build,rejected,mei
"""


@cache
def sheets(language: str = "en") -> Shown:
    return Shown(SHEETS, language)


def test_hours_stand_by_task_and_by_week():
    """16 of the 32 hours of effort, without what was rejected; hours without a task come last, the latest week first."""
    shown = text_of(html_of("finance/sea.html", sheets()))
    tasks = shown.split("By task")[1].split("By week")[0]
    assert "Build the quay 2 32 16 50% of the effort 6 Without a task 1 — 4 —" in tasks
    assert "8 Jun 2026 2 12 6 1 Jun 2026 1 8 —" in shown.split("By week")[1]


def test_the_team_says_how_much_of_its_time_was_billed():
    """20 of Mei’s 160 hours; Tom has nothing approved, so that his share is unknown, not nothing."""
    html = html_of("team.html", sheets())
    assert "Utilisation of the team 13% 20 of 160 h are booked" in text_of(html)
    assert "Mei Keller — — — 13% 20 h booked" in text_of(html)
    assert 'title="no hours of the last four weeks are approved"' in html
    assert lede_of(html_of("person/mei.html", sheets())).endswith("13% of the time in the last four weeks was billable.")


def test_the_score_of_a_review_stands_on_no_page():
    """Not even where its file wrongly says that all of us may see it."""
    review = "-- performance-reviews/r.md --\n---\ntitle: R\nvisibility: internal\nperson: tom\nreviewer: mei\nobjectives: [{goal: a, rating: 4.7}]\n---\n"
    site = Shown(SHEETS + review)
    assert "performance_review/r.html" in site.pages
    assert not [path for path, page in site.pages.items() if "4.7" in repr(page.view)]


def test_sums_of_hours_speak_chinese():
    """Heads and shares are in the language of the site."""
    assert "占工作量的50%" in text_of(html_of("finance/sea.html", sheets("zh-CN")))


STAGES = SHEETS.replace(
    "billing: time\n",
    "billing: time\nphases: [{id: quay, title: The quay, order: 1, budget: 1000 EUR}, {id: pier, title: Pier, order: 2, budget: 1000 EUR}]\n",
)


def test_a_stage_says_what_it_has_spent():
    """The plan holds each stage’s cost against its budget, the stage’s own page says it first."""
    cost = "-- projects/sea/costs.csv --\ntitle,status,category,amount,date,task,approved_by\nSteel,approved,material,1200 EUR,2026-06-05,phase:quay,tom\n"
    site = Shown(STAGES + cost)
    assert "The quay Planned — €1,000 €1,200 120%" in text_of(html_of("plan/sea.html", site)).split("Money by stage")[-1]
    assert lede_of(html_of("phase/sea/quay.html", site)) == "120% of its budget of €1,000 is spent."


def test_a_stage_does_not_tell_what_one_person_costs():
    """The hours of one person alone: neither the sum nor its share of the budget is shown."""
    rated = STAGES.replace("name: Mei Keller\n", "name: Mei Keller\ncost_rate: 50 EUR\n").replace("effort: 32h", "effort: 32h, parent: quay")
    site = Shown(rated)
    assert "It would tell what one person costs" in lede_of(html_of("phase/sea/quay.html", site))
    assert "80%" not in text_of(html_of("plan/sea.html", site))
