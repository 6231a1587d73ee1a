import re
from functools import cache

from ledgers_shown import Shown, html_of, text_of

from pmledger.site.views.time_picture import MOST

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
planned_start: 2026-06-01
planned_finish: 2026-07-03
phases:
  - {id: first, title: First stage, order: 1, status: completed}
  - {id: second, title: Second stage, order: 2, status: active}
tasks:
  - {id: draw, title: Draw, parent: first, duration: 5d, status: done, actual_start: 2026-06-22, actual_finish: 2026-06-26}
  - {id: build, title: Build, parent: second, duration: 10d, status: in_progress, actual_start: 2026-06-29, percent_complete: 20, depends: [draw]}
  - {id: teach, title: Teach, parent: second, duration: 2d, depends: [draw]}
{more}---
"""


@cache
def plan(count=0):
    more = "".join(f"  - {{id: t{at}, title: Later {at}, duration: 1d, start_no_earlier: 2026-09-01}}\n" for at in range(count))
    return Shown(PLAN.replace("{more}", more))


@cache
def tied_plan():
    ties = "depends: [{task: build, type: SS, lag: 2d}]"
    return Shown(PLAN.replace("{more}", "").replace("duration: 2d, depends: [draw]", f"duration: 20d, {ties}"))


def section(path, name, shown):
    html = html_of(path, shown)
    start = html.index(f'aria-labelledby="{name}"')
    return html[start : html.index("</section>", start)]


def test_bars_show_what_is_critical_and_how_far_the_rest_may_move():
    """What is over is folded; each picture says in words what it shows."""
    html = section("plan/apollo.html", "bars", plan())
    labels = re.findall(r"<title>([^<]+)</title>", html)
    assert [label.split(":")[0] for label in labels if ": " in label] == ["First stage", "Draw", "Second stage", "Build", "Teach"]
    assert "One open task is critical: Build." in html
    assert any("Build" in label and "critical" in label for label in labels)
    assert any("Teach" in label and "may end until 10 Jul" in label for label in labels)


def test_the_finish_is_told_back_to_today():
    """The way to the forecast finish stands on the plan, as the terminal tells it."""
    told = text_of("<main" + section("plan/apollo.html", "way", plan()))
    assert "The finish on 10 Jul follows from these" in told
    assert "Build 8 days of it are left after 30 Jun 2026" in told


def test_a_large_plan_shows_first_what_is_soon():
    """No more bars than one can read: what is under way before what comes later; all else stands in the table."""
    html = section("plan/apollo.html", "bars", plan(MOST + 20))
    lanes = re.findall(r'class="name"><[ab][^>]*>([^<]+)<', html)
    assert len(lanes) == MOST - 1
    assert {"Build", "Teach"} <= set(lanes)
    assert f"Shown are {MOST - 3} of {MOST + 23} tasks" in html
    assert f">Later {MOST}<" in html_of("tasks/apollo.html", plan(MOST + 20))


def test_bars_say_what_waits_for_what():
    """A tie between two bars is drawn and stands in the table by number; what is over is folded, with nothing tied out of it."""
    html = section("plan/apollo.html", "bars", plan(2))
    assert '<details class="lanes-of"><summary' in html
    assert 'class="tie' not in html
    tied = section("plan/apollo.html", "bars", tied_plan())
    assert 'class="tie hot"' in tied
    row = re.search(r"Teach</a>.*?</tr>", section("plan/apollo.html", "tree", tied_plan()))
    assert row is not None
    assert re.search(r">2.1 SS \+2\sd</a>", row[0])


def test_a_small_plan_is_a_network_and_a_large_one_says_why_not():
    """Each planned activity is a box, with its float once it is open; what is critical is said; beyond 30 it is said."""
    html = section("plan/apollo.html", "network", tied_plan())
    assert "Three activities, two dependencies. Critical from left to right: Teach." in html
    assert html.count('class="box') == 3
    assert re.search(r">SS \+2\sd</text>", html)
    assert "A network of 43 activities cannot be read" in section("plan/apollo.html", "network", plan(40))
    untied = Shown(PLAN.replace("{more}", "").replace(", depends: [draw]", ""))
    assert 'aria-labelledby="network"' not in html_of("plan/apollo.html", untied)
