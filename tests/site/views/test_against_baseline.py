import re
from functools import cache

from ledgers_shown import Shown, html_of

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
baseline: b0
tasks:
  - {id: draw, title: Draw, duration: 5d, status: done, budget: 100 EUR, actual_start: 2026-06-22, actual_finish: 2026-06-26}
  - {id: build, title: Build, duration: 10d, status: in_progress, budget: 250 EUR, actual_start: 2026-06-29, percent_complete: 20, depends: [draw]}
  - {id: teach, title: Teach, duration: 2d, budget: 10 EUR, depends: [draw]}
  - {id: drop, title: Drop, status: cancelled}
baselines:
  - id: b0
    title: As agreed
    status: approved
    version: B0
    date: 2026-06-15
    approved_by: mei
    bac: 300 EUR
    items:
      - {ref: draw, start: 2026-06-22, finish: 2026-06-26, cost: 100 EUR}
      - {ref: build, start: 2026-06-29, finish: 2026-07-07, cost: 200 EUR}
      - {ref: drop, start: 2026-06-29, finish: 2026-06-30}
---
"""


@cache
def plan():
    return Shown(PLAN)


def test_a_plan_says_what_differs_from_its_baseline():
    """The section begins with what it comes to, then names what moved with its figures, what is new and what is gone; what
    is as agreed is only counted.
    """
    html = html_of("plan/apollo.html", plan())
    start = html.index('aria-labelledby="variance"')
    section = html[start : html.index("</section>", start)]
    told = " ".join(re.sub(r"<[^>]+>", " ", section).replace("\u2060", "").replace("\u00a0", " ").split())
    assert "Held against B0 of 15 Jun 2026" in told
    assert "Its tasks cost €360, €60 more. 1 moved, 1 new, 1 gone, 1 unchanged." in told
    assert [told.index(word) for word in ("Build", "not in the baseline", "no longer in the plan")] == sorted(
        told.index(word) for word in ("Build", "not in the baseline", "no longer in the plan")
    )
    assert "+3 d" in told
    assert "#task_slip-task-apollo-build" in section
    assert "#cost_change-task-apollo-build" in section
    assert ">Draw<" not in section


def test_the_page_of_a_task_says_its_own():
    """A task with a text of its own has a page, and stands there against the baseline."""
    moved = "  - {id: build, title: Build, duration: 10d, status: in_progress, budget: 250 EUR, actual_start: 2026-06-29, percent_complete: 20, depends: [draw]}\n"
    own = "-- projects/apollo/tasks/build.md --\n---\ntitle: Build\nduration: 10d\nstatus: in_progress\nbudget: 250 EUR\nactual_start: 2026-06-29\npercent_complete: 20\ndepends: [draw]\n---\nIts story.\n"
    assert moved in PLAN
    html = html_of("task/apollo/build.html", Shown(PLAN.replace(moved, "") + own))
    section = html[html.index('aria-labelledby="variance"') :].partition("</section>")[0]
    assert [name in section for name in ("#start_slip", "#task_slip", "#length_change", "#cost_change")] == [True] * 4


def test_without_a_baseline_there_is_no_such_section():
    """Nothing is held against what nobody agreed."""
    html = html_of("plan/apollo.html", Shown(PLAN.replace("status: approved", "status: draft").replace("baseline: b0\n", "")))
    assert 'aria-labelledby="variance"' not in html
