"""However many records a register has, the page about the whole shows the most pressing and says where the others are."""

import re

import pytest
from ledgers_shown import Shown, html_of

from pmledger.site.views.lessons import MOST_CARDS
from pmledger.site.views.registers import SHOWN

MANY = 3 * SHOWN
PROJECT = "-- projects/{id}/index.md --\n---\nname: {id}\nstatus: executing\ncurrency: EUR\n{kind}:\n{items}---\n"
ITEMS = {
    "risks": "  - {{id: r{n}, title: Risk {n}, raised_on: 2026-03-01, status: assessed, probability: 4, impact: 4}}\n",
    "issues": "  - {{id: i{n}, title: Issue {n}, priority: P2, raised_on: 2026-03-01, status: open}}\n",
    "changes": "  - {{id: c{n}, title: Change {n}, requested_on: 2026-03-01, reason: Why, impact_cost: 5 EUR}}\n",
    "goals": "  - {{id: g{n}, title: Goal {n}, statement: More, status: draft}}\n",
}


@pytest.mark.parametrize("kind", ITEMS)
def test_an_overview_names_what_it_leaves_out(kind):
    """Two projects with many records each: no table of more rows than fit, a count of the rest, links to both registers."""
    text = "".join(
        PROJECT.format(id=name, kind=kind, items="".join(ITEMS[kind].format(n=f"{name}{n}") for n in range(MANY)))
        for name in ("north", "south")
    )
    site = Shown(text)
    html = html_of(f"{kind}.html", site)
    rows = [len(re.findall("<tr[ >]", part)) for part in re.findall("<tbody>.*?</tbody>", html, re.DOTALL)]
    assert max(rows) == SHOWN
    assert f"And {2 * MANY - SHOWN} more: " in html
    assert {f"{kind}/north.html", f"{kind}/south.html"} <= set(re.findall('href="([^"#]+)', html))
    assert max(len(html), len(html_of("project/north.html", site))) < 150_000


def test_the_most_exposed_projects_stand_for_all():
    """Beside the register of risks the tables of projects and of what came true are short, and say where the rest is."""
    past = "  - {{id: o{n}, title: Past {n}, raised_on: 2026-03-01, status: occurred, occurred_on: 2026-04-01}}\n"
    items = ITEMS["risks"].format(n=1) + past.format(n=1) + past.format(n=2)
    html = html_of("risks.html", Shown("".join(PROJECT.format(id=f"p{at}", kind="risks", items=items) for at in range(17))))
    assert 'And 2 more: <a href="projects.html">Projects</a>.' in html
    assert "And 14 more: " in html


def test_lessons_share_a_page():
    """Where there are many, each category shows the latest, and says where the others are."""
    items = "".join(
        f"  - {{id: l{n}, title: Lesson {n}, type: positive, category: {'technical' if n % 2 else 'client'}, situation: S, recommendation: R}}\n"
        for n in range(2 * MOST_CARDS)
    )
    html = html_of("lessons.html", Shown(PROJECT.format(id="north", kind="lessons", items=items)))
    assert len(re.findall('class="card', html)) <= MOST_CARDS
    assert html.count(f"And {MOST_CARDS // 2} more: ") == 2


def test_money_and_figures_of_a_large_plan_stay_small():
    """Two hundred pieces of work in four stages: what lacks most is shown, and their figures are explained in groups."""
    stages = "phases: [" + ", ".join(f"{{id: s{at}, title: Stage {at}, order: {at}}}" for at in range(4)) + "]\n"
    tasks = "".join(
        f"  - {{id: t{n}, title: Task {n}, parent: s{n % 4}, status: in_progress, actual_start: 2026-03-02, percent_complete: 50}}\n"
        for n in range(MANY)
    )
    items = "".join(f"      - {{ref: t{n}, start: 2026-03-02, finish: 2026-09-30, cost: 10 EUR}}\n" for n in range(MANY))
    baseline = f"baselines:\n  - id: b\n    title: B\n    status: approved\n    version: B0\n    date: 2026-03-01\n    bac: {10 * MANY} EUR\n    items:\n{items}"
    costs = "".join(f"C{n},approved,other,9 EUR,2026-03-04,t{n}\n" for n in range(MANY))
    text = PROJECT.format(id="north", kind="tasks", items=tasks + baseline + stages)
    site = Shown(text + "-- projects/north/costs.csv --\ntitle,status,category,amount,date,task\n" + costs)
    html = html_of("finance/north.html", site)
    assert "Stage 0: 45 pieces of work" in html
    assert "And 33 more." in html
    explained = [path for path in site.pages if path.startswith("why/tasks-")]
    assert len(explained) > MANY // 8
    assert max(len(html_of(path, site)) for path in ("finance/north.html", "why/in/project-north.html", *explained[:6]) if path in site.pages) < 150_000
