"""Quality, key figures, documents, risks, issues and goals: what their pages answer, and what they do not claim."""

import re
from functools import cache

from ledgers_shown import Shown, html_of, lede_of, text_of

WORKS = """
-- clients/acme/index.md --
---
name: Acme
status: active
account_manager: mei
---
-- people/mei.md --
---
name: Mei Tanaka
type: team
---
-- people/rosa.md --
---
name: Rosa Delgado
type: contact
organisation: acme
---
-- projects/apollo/offer.txt --
Signed, then written anew.
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
currency: EUR
deliverables:
  - {id: kit, title: The kit, due: 2026-06-20, status: submitted, submitted_on: 2026-06-20, acceptance_criteria: [It holds, It shines], producer: mei}
  - {id: box, title: The box, due: 2026-06-10, status: rejected, submitted_on: 2026-06-01, rejected_reason: It was blue., acceptance_criteria: [Red], producer: mei}
quality_checks:
  - {id: drop, title: Drop test, type: test, status: done, done_on: 2026-06-12, checker: rosa, result: fail, findings: It broke., deliverable: kit, standards: [firm]}
  - {id: shine, title: Shine test, type: test, status: done, done_on: 2026-06-13, checker: rosa, result: pass, deliverable: kit}
quality_standards:
  - {id: firm, title: Holds ten falls, criterion: It holds., status: active, target: 10}
  - {id: quiet, title: Makes no noise, criterion: It is quiet., status: active, target: 1}
defects:
  - {id: crack, title: Crack in the lid, severity: critical, found_on: 2026-06-12, cause: material, deliverable: kit, owner: mei}
  - {id: dull, title: Dull edge, severity: minor, found_on: 2026-05-12, cause: material, status: closed, closed_on: 2026-05-20}
  - {id: late, title: Late label, severity: minor, found_on: 2026-05-13, cause: process, status: closed, closed_on: 2026-05-20}
documents:
  - {id: plan, title: The plan, type: plan, status: approved, version: "2", location: "https://acme.sharepoint.com/plan", approved_by: rosa, approved_on: 2026-01-05, review_by: 2026-06-01, owner: mei}
  - {id: lost, title: The lost one, type: report, location: nowhere.pdf, author: mei}
  - {id: offer, title: The offer, type: contract, location: offer.txt, checksum: "0000000000000000000000000000000000000000000000000000000000000000", author: mei}
risks:
  - {id: storm, title: A storm comes, raised_on: 2026-03-02, status: occurred, occurred_on: 2026-06-02, owner: mei, probability: 4, impact: 4, strategy: accept, issue: wet}
  - {id: quake, title: The ground moves, raised_on: 2026-03-02, status: assessed, owner: mei, probability: 4, impact: 5, cost_impact: 100 EUR, review_on: 2026-06-01}
  - {id: luck, title: The sun shines, type: opportunity, raised_on: 2026-03-02, status: monitoring, owner: mei, probability: 3, impact: 3, strategy: enhance, response: Wait., trigger: Blue sky in the west, review_on: 2026-08-01}
issues:
  - {id: wet, title: All is wet, priority: P2, raised_on: 2026-06-02, due: 2026-06-12, owner: mei, root_cause: The roof had a hole.}
  - {id: cold, title: It is cold, impact: high, urgency: high, raised_on: 2026-06-20, due: 2026-07-12, status: escalated, escalated_to: rosa, escalated_on: 2026-06-22, owner: mei}
assumptions:
  - {id: parts, title: The parts arrive, type: dependency, created: 2026-06-10, needed_by: 2026-07-10, provider: Corvus, impact_if_false: We stand still.}
  - {id: calm, title: The sea is calm, type: assumption, validate_by: 2026-06-29, owner: mei}
  - {id: level, title: The ground is level, type: assumption, status: invalidated, outcome: It slopes., risk: quake}
  - {id: free, title: The dock is free, type: assumption, status: invalidated, outcome: It is let.}
  - {id: law, title: The law stays, type: constraint, status: validated, outcome: It stays.}
goals:
  - {id: dry, title: Dry by autumn, statement: Dry., status: active, owner: mei, measure: Litres, unit: l, baseline_value: 10, target_value: 0, due: 2026-09-30, start: 2026-01-01, relevant_to: apollo}
  - {id: roof, title: The roof first, statement: Roof., status: achieved, owner: mei, measure: Holes, unit: holes, baseline_value: 3, target_value: 0, due: 2026-05-31, relevant_to: "goal:dry", measurements: [{date: 2026-05-30, value: 0}]}
  - {id: walls, title: Then the walls, statement: Walls., status: active, owner: mei, measure: Cracks, unit: cracks, baseline_value: 9, target_value: 0, due: 2026-08-31, relevant_to: "goal:dry"}
---
-- projects/lyra/index.md --
---
name: Lyra
client: acme
manager: mei
status: executing
deliverables: [{id: song, title: The song, due: 2026-09-30}]
---
-- kpis/speed.md --
---
title: Speed
status: active
owner: mei
formula: Steps in a minute
unit: steps
direction: higher
target: 90
amber: 80
red: 70
frequency: monthly
measurements: [{date: 2026-03-31, value: 95}, {date: 2026-04-15, value: 75}]
---
-- kpis/open.md --
---
title: Things open
status: active
owner: mei
formula: open issues
direction: lower
target: 3
amber: 5
red: 9
frequency: weekly
---
-- kpis/new.md --
---
title: Not yet
formula: f
direction: lower
frequency: weekly
---
"""  # fmt: skip


@cache
def works() -> Shown:
    return Shown(WORKS)


def page(path):
    return html_of(path, works())


def test_quality_answers_first():
    """What passed at once, what is open and grave, what waits: in the first sentence, with the worst below it."""
    html = page("quality/apollo.html")
    assert lede_of(html) == (
        "50% of the checks passed at once. One defect is open, one of them critical or major. "
        "One deliverable waits for acceptance."
    )
    text = text_of(html)
    needs = text[text.index("The box was sent back") : text.index("Deliverable Due")]
    order = ["The box was sent back", "Critical: Crack in the lid", "Drop test failed", "The kit waits", "Makes no noise"]
    assert [needs.index(each) for each in order] == sorted(needs.index(each) for each in order)


def test_no_check_is_not_good_quality():
    """A project where nobody looked has no number of defects, and its page says that this is not the same as none."""
    html = page("quality/lyra.html")
    assert lede_of(html).startswith("Nothing has been checked yet, so the quality is unknown.")
    assert "which is not the same as no defect" in html
    assert re.search(r"Open defects\s+—", text_of(html))


def test_what_quality_cost_is_not_guessed():
    """Where no cost names a check or a defect the page says so; else it tells both apart, in money and in hours."""
    assert "No cost and no hours name a check or a defect." in text_of(page("quality/apollo.html"))
    row = "-- projects/apollo/costs.csv --\ntitle,status,category,amount,date,source,approved_by\nHall,approved,other,900 EUR,2026-06-02,quality_check:apollo/drop,mei\n"
    html = html_of("quality/apollo.html", Shown(WORKS + row))
    assert "Costs of €900 name a check or a defect." in text_of(html)
    assert "Checks 1 €900 0 h Defects 0 €0 0 h" in text_of(html)


def test_defects_are_told_by_product():
    """One defect in the two products that anybody looked at; which stage found it is not said, so that nothing is told."""
    shown = text_of(page("quality/apollo.html"))
    assert "0.5 defects per deliverable that anybody looked at (n = 2)." in shown
    assert "were found only in operation" not in shown


def test_evidence_stands_beside_the_criteria():
    """A deliverable's row has its criteria, the checks held with their results, and the defects still open."""
    row = text_of(page("quality.html")).partition("It holds and It shines")[2][:200]
    assert "Drop test , Shine test" in row
    assert "1 Pass and 1 Fail" in row
    assert "waits 10 days" in row


def test_causes_add_up():
    """The most frequent cause first with its share, the last running sum is the whole."""
    text = text_of(page("quality.html"))
    assert "Most come from Material: 67% of them." in text
    assert re.search(r"Material 2 67% 67% Process 1 33% 100%", text)
    assert "3 found, 2 closed, 1 left." in text


def test_the_score_card_shows_the_worst_first():
    """Off target by its threshold before on target; what is too old says so; a formula may be a figure of ours."""
    html = page("kpis.html")
    assert lede_of(html) == (
        "Within their limits: 1 of 2 key figures. Off target: Speed. One is out of date or was never measured."
    )
    text = text_of(html)
    assert text.index("Speed Steps in a minute") < text.index("Things open Open issues")
    assert "75 steps −20 steps since the last" in text
    assert "76 days ago, out of date" in text
    assert "1 not in use" in text


def test_documents_say_where_they_are():
    """A service by its name, a lost file as lost, a changed one as changed, what is overdue for reading before what is soon."""
    html = page("documents.html")
    text = text_of(html)
    assert "One file is not there, one is not the one registered" in lede_of(html)
    assert "offer.txt changed since it was registered" in text
    assert 'href="https://acme.sharepoint.com/plan"' in html
    assert "SharePoint" in text
    assert "nowhere.pdf the file is not there" in text
    assert text.index("The file of The lost one is not there") < text.index("The plan was to be read again")


def test_risks_say_what_needs_somebody_and_what_came_true():
    """A critical threat without a response comes first; what occurred leads to its issue; a sign stands with the review."""
    text = text_of(page("risks.html"))
    assert re.search(r"1 Aug 2026 sign: Blue sky in the west", text)
    assert text.index("The ground moves has no working response") < text.index("The review of The ground moves is overdue")
    assert re.search(r"A storm comes Apollo 2 Jun 2026 Accept All is wet", text)
    assert re.search(r"Enhance 1 1", text)


def test_issues_say_who_was_asked_and_why_they_happened():
    """Escalations with their days, late grave ones that nobody was asked about, causes and the lines of the log."""
    text = text_of(page("issues.html"))
    assert re.search(r"It is cold Apollo Rosa Delgado 22 Jun 2026 8 days", text)
    assert "Overdue and not escalated urgent All is wet" in text
    assert re.search(r"All is wet Apollo The roof had a hole. A storm comes", text)
    assert "2 raised, 0 resolved, 2 left." in text


def test_goals_stand_below_what_they_serve():
    """Stages are inside the list of the goal they serve; what is over has a result and what follows."""
    html = page("goals.html")
    tree = html[html.index('<ul class="tree">') :]
    assert tree.index("Dry by autumn") < tree.index("The roof first")
    assert re.search(r"The roof first Apollo 31 May 2026 3.holes 0.holes 0.holes 30 May 2026 Reached in time Then the walls", text_of(html))


def test_a_record_answers_first():
    """A risk, an issue, a goal, a key figure and a deliverable say in one sentence how they stand."""
    assert lede_of(page("risk/apollo/storm.html")) == "It came true: All is wet."
    assert lede_of(page("risk/apollo/quake.html")) == (
        "Critical (4×5=20), expected value €70. No response is at work. The review of 1 Jun 2026 is overdue."
    )
    assert lede_of(page("issue/apollo/cold.html")) == "Open for 10 days. It is due on 12 Jul 2026. Rosa Delgado was asked to step in."
    assert lede_of(page("goal/apollo/roof.html")) == "100% of the way: Achieved."
    assert lede_of(page("kpi/speed.html")).startswith("75\u00a0steps on 15 Apr 2026: Off target. Too few values")
    assert lede_of(page("deliverable/apollo/kit.html")) == (
        "Checks passed: 1 of 2. One defect is open. It has been with the client for 10 days."
    )


def test_the_way_to_the_target_is_drawn():
    """A goal that is worked on shows its measured values over the straight way; one without dates shows none."""
    assert "target 0\u00a0l" in page("goal/apollo/dry.html")
    assert 'id="way"' not in page("goal/apollo/walls.html")


def test_what_is_relied_on():
    """What is still to be known by its day, what failed by what follows from it, and what is settled out of the way."""
    html = html_of("assumptions.html", works())
    assert lede_of(html) == (
        "Two are still to be known. One is overdue. The oldest is “The parts arrive”: 20 days. Two turned out to be wrong. "
        "Of one nothing follows yet."
    )
    said = text_of(html)
    places = [said.rindex(name) for name in ("The sea is calm", "The parts arrive", "The dock is free", "The ground is level")]
    assert places == sorted(places)
    assert re.search(r"The dock is free.{0,60}nothing yet", said)
    assert re.search(r"The ground is level.{0,60}The ground moves", said)
    assert "1 settled" in said
    assert 'title="it does not say since when (created)">—' in html
