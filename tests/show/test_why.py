import re

import pytest
from workspaces import snapshot_of

from pmledger.language import translator
from pmledger.show.refusal import QuestionRefused
from pmledger.show.why import explain
from pmledger.show.why_tree import as_data, as_text
from pmledger.workspace.snapshot import Snapshot

WORDS = translator("en", plain=True)
TEXT = """
-- people/mei.md --
---
name: Mei Tanaka
type: team
role: project_manager
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
budget: 1000 EUR
tasks:
  - {id: build, title: Build, status: in_progress, percent_complete: 50, actual_start: 2026-06-01}
---
-- projects/apollo/costs.csv --
id,category,amount,date,status
c1,material,250 EUR,2026-06-02,approved
-- projects/borea/index.md --
---
name: Borea
client: acme
manager: mei
tasks:
  - {id: build, title: Build}
---
-- projects/apollo/risks/build.md --
---
title: The build is late
raised_on: 2026-05-01
status: assessed
owner: mei
probability: 4
impact: 5
---
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("ledger"), TEXT)


def told(snapshot: Snapshot, name: str, ref: str = "", depth: int = 3) -> str:
    return as_text(explain(snapshot, name, ref, depth, WORDS), WORDS)


def test_an_explanation_leads_from_figure_to_figure_to_the_line(snapshot: Snapshot) -> None:
    """A share rests on two figures, each on what is written, with file and line."""
    lines = told(snapshot, "spent_share", "apollo").splitlines()
    assert lines[0] == "Share of the budget spent of Apollo: 25%"
    assert lines[1:3] == ["│  Spent divided by the budget.", "│  spent / budget (PMBOK Guide)"]
    assert "├─ Part (Spent): 250 EUR" in lines
    assert "│  └─ material · 2026-06-02: 250 EUR  projects/apollo/costs.csv:2" in lines
    assert "   └─ Budget: 1000 EUR  projects/apollo/index.md:6" in lines


def test_depth_ends_with_what_to_ask_next(snapshot: Snapshot) -> None:
    """A figure that is not explained any more is named as the command takes it."""
    shallow = told(snapshot, "spent_share", "apollo", depth=1)
    assert "├─ Part (Spent): 250 EUR  pmledger why spent project:apollo" in shallow
    assert "costs.csv" not in shallow


def test_a_figure_is_explained_once_in_a_tree(snapshot: Snapshot) -> None:
    """What stands above is not repeated: the whole answer grows with the figures, not with the ways to them."""
    text = told(snapshot, "margin", "apollo", depth=9)
    assert len(re.findall("The contract as amended", text)) <= 1
    assert "explained above" in told(snapshot, "cost_variance", "apollo", depth=9)


def test_a_figure_is_found_by_name_or_label_and_an_id_by_the_figure(snapshot: Snapshot) -> None:
    """Case, hyphens and the language's label are the same; of two records called build only one has a score."""
    assert told(snapshot, "Share of the budget spent", "apollo") == told(snapshot, "SPENT-SHARE", "project:apollo")
    assert told(snapshot, "score", "build").startswith("Score of The build is late: 20")
    assert told(snapshot, "EV", "apollo").startswith("Earned value of Apollo: 500 EUR")
    assert told(snapshot, "eac", "apollo").startswith("Cost forecast of Apollo: 500 EUR")
    chinese = translator("zh-CN", plain=True)
    assert "预算使用率：25%" in as_text(explain(snapshot, "预算使用率", "apollo", 1, chinese), chinese)


def test_an_unknown_figure_says_why(snapshot: Snapshot) -> None:
    """Unknown is a dash with its reason, in the text and as data."""
    assert told(snapshot, "forecast_finish", "apollo").startswith(
        "Forecast finish of Apollo: — the project has no planned finish"
    )
    data = as_data(explain(snapshot, "forecast_finish", "apollo", 1, WORDS), WORDS)
    assert (data["value"], data["unknown"]) == (None, "the project has no planned finish")


@pytest.mark.parametrize(
    ("name", "ref", "hint"),
    [
        ("spend", "apollo", "did you mean spent"),
        ("nonsense", "apollo", "project:apollo has no figure nonsense; pmledger show project:apollo lists its figures"),
        ("nonsense", "risk:build", "risk:apollo/build has no figure nonsense; it has score, "),
        ("kept_rat", "", "the workspace has no figure kept_rat; did you mean kept_rate"),
        ("nonsense", "", "name a record, or one of "),
        ("progress", "apolo", "did you mean apollo"),
        ("progress", "build", "several records"),
    ],
)
def test_what_there_is_not_is_answered_with_what_there_is(snapshot: Snapshot, name: str, ref: str, hint: str) -> None:
    """A figure or record that is not known is refused with candidates."""
    with pytest.raises(QuestionRefused, match=re.escape(hint)):
        explain(snapshot, name, ref, 3, WORDS)


def test_data_holds_places_and_inner_figures(snapshot: Snapshot) -> None:
    """An input is a value with its record, field and line, or a figure with its own inputs."""
    data = as_data(explain(snapshot, "spent_share", "apollo", 2, WORDS), WORDS)
    [spent, _budget] = data["inputs"]
    assert (spent["figure"]["name"], spent["figure"]["value"]) == ("spent", 250)
    assert spent["figure"]["inputs"][0] == {
        "label": "material · 2026-06-02", "value": {"amount": "250", "currency": "EUR"}, "record": "cost:apollo/c1", "field": "amount",
        "path": "projects/apollo/costs.csv", "line": 2, "figure": None,
    }  # fmt: skip


SETTINGS = """
-- pmledger.yml --
grammar: 1
name: Test
currency: EUR
as_of: 2026-06-30
exchange_rates:
  CNY:
    - {from: 2026-01-01, rate: 0.12}
    - {from: 2026-06-01, rate: 0.13}
tolerance: {days: 5}
health:
  cpi_min_pct: 40
stage_tolerance:
  cost_pct: 10
odds: {proposal: 60}
cadence:
  key: 20
risk:
  bands: {low: 1, medium: 5, high: 9, critical: 15}
  percent:
    4: 75
service:
  P2: {response: 3h}
-- people/mei.md --
---
name: Mei Tanaka
type: team
role: project_manager
---
-- clients/acme.md --
---
name: Acme
segment: key
---
-- clients/borea.md --
---
name: Borea
segment: small
---
-- opportunities/hall.md --
---
title: A hall
client: acme
status: proposal
amount: 1000 CNY
---
-- opportunities/barn.md --
---
title: A barn
client: acme
status: negotiation
amount: 1000 EUR
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
planned_start: 2026-06-01
planned_finish: 2026-07-31
budget: 1000 CNY
phases:
  - {id: design, title: Design, status: active, budget: 500 EUR}
tasks:
  - {id: build, title: Build, status: in_progress, percent_complete: 50, actual_start: 2026-06-01, phase: design, duration: 5d}
baselines:
  - {version: 1, date: 2026-06-01, status: approved, approved_by: mei, items: [{ref: build, start: 2026-06-01, finish: 2026-06-10}]}
costs:
  - {id: steel, title: Steel, category: material, amount: 50 EUR, date: 2026-06-02, status: approved}
risks:
  - {id: late, title: Late, raised_on: 2026-05-01, status: assessed, owner: mei, probability: 4, impact: 3, cost_impact: 100 EUR}
tickets:
  - {id: t1, title: No light, opened_at: 2026-06-29 10:00, priority: P2, requester: mei}
---
"""


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("settled"), SETTINGS)


@pytest.mark.parametrize(
    ("name", "ref", "line"),
    [
        ("tolerance_time", "apollo", "Tolerated working days: 5  pmledger.yml:9"),
        ("tolerance_cost", "phase:design", "Tolerated percent: 10  pmledger.yml:13"),
        ("weighted_amount", "hall", "Probability in percent: 60  pmledger.yml:14"),
        ("weighted_amount", "hall", "1 CNY on 2026-06-30: 0.13 EUR  pmledger.yml:8"),
        ("weighted_amount", "barn", "Probability in percent: 80"),
        ("contact_cadence", "acme", "Contact cadence: 20  pmledger.yml:16"),
        ("contact_cadence", "borea", "Contact cadence: 90"),
        ("level", "late", "Lowest score of that level: 9  pmledger.yml:18"),
        ("expected_value", "late", "Step 4 of probability in percent: 75  pmledger.yml:20"),
        ("first_answer", "t1", "Usual, working hours: 3  pmledger.yml:22"),
        ("solution", "t1", "Usual, working hours: 16"),
        ("cost_forecast", "apollo", "Percent done from which the past tells the future: 40  pmledger.yml:11"),
        ("budget", "apollo", "1 CNY on 2026-06-30: 0.13 EUR  pmledger.yml:8"),
    ],
)
def test_what_the_settings_say_leads_to_its_line(settled: Snapshot, name: str, ref: str, line: str) -> None:
    """A limit, a rate or a step of a scale names where it is written in pmledger.yml, and nothing where it is a default."""
    lines = told(settled, name, ref, depth=1).splitlines()
    assert line in [one.lstrip("├─└│ ") for one in lines], lines
