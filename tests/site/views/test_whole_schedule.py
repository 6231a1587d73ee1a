import re
from functools import cache

from ledgers_shown import Shown, html_of, text_of

from pmledger.site.views.whole_schedule import LINES

LEDGER = """
-- pmledger.yml --
as_of: 2026-06-30
currency: EUR
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
status: executing
planned_start: 2026-06-01
planned_finish: 2026-07-10
tasks:
  - {id: build, title: Build, duration: 10d, status: in_progress, actual_start: 2026-06-29, percent_complete: 20}
milestones:
  - {id: gate, title: Gate, baseline_date: 2026-07-08, depends: [build]}
---
-- projects/borealis/index.md --
---
name: Borealis
client: acme
status: planning
planned_start: 2026-07-01
planned_finish: 2026-09-30
tasks:
  - {id: move, title: Move, duration: 5d, depends: [apollo/build]}
  - {id: tidy, title: Tidy, duration: 1d}
---
-- projects/cygnus/index.md --
---
name: Cygnus
client: acme
status: initiating
---
-- projects/draco/index.md --
---
name: Draco
client: acme
status: closed
actual_start: 2026-01-05
actual_finish: 2026-03-31
---
"""


@cache
def shown():
    return Shown(LEDGER)


def section(name):
    html = html_of("schedule.html", shown())
    start = html.index(f'aria-labelledby="{name}"')
    return html[start : html.index("</section>", start)]


def test_all_projects_stand_over_time():
    """Each open project has its bar, one without dates is named, one that is over is folded; one line ties two of them."""
    html = section("bars")
    assert re.findall(r'class="name"><a[^>]*>([^<]+)<', html) == ["Apollo", "Borealis"]
    assert 'class="tie hot"' in html
    assert "1 project has no dates yet: Cygnus" in text_of("<main" + html)
    assert re.search(r"<summary>1 closed</summary>.*Draco.*31\sMar\s2026", html, re.DOTALL)
    lede = text_of(html_of("schedule.html", shown()))
    assert "3 projects are open." in lede
    assert "The next milestone is “ Gate ” of Apollo on 10 Jul." in lede


def test_the_next_weeks_are_milestones_and_critical_work():
    """What is critical and begins or ends, and every milestone, day by day; work with time to spare is left out."""
    told = text_of("<main" + section("ahead"))
    assert "One milestone is to be reached, two critical tasks are to start or end." in told
    rows = re.findall(r"<tr>.*?</tr>", section("ahead"), re.DOTALL)
    found = [re.sub(r"<[^>]+>", " ", row) for row in rows if "data-label" in row]
    assert [re.findall(r"Gate|Build|Move|Tidy", row)[0] for row in found] == ["Gate", "Build", "Move", "Move"]


def test_what_ties_projects_is_told_from_both_sides():
    """A task that waits for one of another project stands with both days, and whether that holds its date."""
    told = re.sub(r"\s+", " ", text_of("<main" + section("links")))
    assert "One of them holds a date" in told
    assert "Move Borealis" in told
    assert "Build Apollo 10 Jul 2026 13 Jul 2026 yes" in told


def test_many_projects_stay_on_one_page():
    """Of many projects those that need somebody are drawn; how many more there are and where they stand is said."""
    one = "-- projects/p{at}/index.md --\n---\nname: P{at}\nstatus: executing\nplanned_start: 2026-06-01\ntasks: [{{id: a, title: A, duration: 30d}}]\n---\n"
    html = html_of("schedule.html", Shown("".join(one.format(at=at) for at in range(LINES + 5))))
    bars = html[html.index('labelledby="bars"') : html.index('labelledby="ahead"')]
    assert bars.count('class="name"') == LINES
    assert "And 5 more: " in bars
    assert "The picture has not room for all of 45 projects. The table has the first 50 of 90." in html
