"""A small consultancy with one project in each condition, and pages of it."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from workspaces import snapshot_of

from pmledger.site.build import prepare

STUDIO = """
-- clients/acme/index.md --
---
name: Acme Industrial
short_name: Acme
status: active
segment: key
account_manager: mei
---
-- clients/lindau/index.md --
---
name: Port of Lindau
status: active
segment: small
account_manager: mei
---
-- people/mei.md --
---
name: Mei Tanaka
type: team
role: Project manager
---
-- people/rosa.md --
---
name: Rosa Delgado
type: contact
organisation: acme
job_title: Head of sites
role: Speaks for the users
buying_role: decision_maker
influence: 5
interest: 4
---
-- people/viktor.md --
---
name: Viktor Hahn
type: contact
organisation: acme
influence: 3
---
-- projects/apollo/index.md --
---
name: Apollo - ERP rollout
client: acme
manager: mei
status: executing
planned_start: 2026-01-05
planned_finish: 2026-12-18
actual_start: 2026-01-05
budget: 100000 EUR
baseline: b0
tasks:
  - {id: design, title: Design, status: done, duration: 20d, actual_start: 2026-01-05, actual_finish: 2026-01-30, assignees: [{person: mei, percent: 50}]}
  - {id: build, title: Build, status: in_progress, duration: 100d, remaining: 60d, percent_complete: 40, actual_start: 2026-02-02}
milestones:
  - {id: go-live, title: Go-live, type: contractual, baseline_date: 2026-05-29, forecast_date: 2026-07-31, depends: [build]}
budget_lines:
  - {id: team, title: Team, category: labour, amount: 80000 EUR, status: approved, approved_by: mei, approved_on: 2026-01-04}
  - {id: rest, title: Reserve, category: contingency, amount: 20000 EUR, status: approved, approved_by: mei, approved_on: 2026-01-04}
costs:
  - {id: c1, title: Hours, category: labour, amount: 90000 EUR, date: 2026-05-29, status: approved, approved_by: mei}
baselines:
  - {id: b0, title: As agreed, status: approved, date: 2026-01-04, approved_by: mei, bac: 80000 EUR, items: [{ref: design, start: 2026-01-05, finish: 2026-01-30}, {ref: build, start: 2026-02-02, finish: 2026-05-29}]}
---

## Objective

One ERP for <b>three</b> plants.

## Where we stand

The vendor is late.
-- projects/apollo/risks/vendor.md --
---
title: Vendor withdraws
status: assessed
probability: 4
impact: 5
owner: mei
cost_impact: 10000 EUR
raised_on: 2026-03-02
review_on: 2026-06-01
---
-- projects/apollo/risks/rebate.md --
---
title: Early rebate
type: opportunity
status: assessed
probability: 3
impact: 3
owner: mei
raised_on: 2026-03-02
review_on: 2026-07-30
---
-- projects/apollo/risks/gone.md --
---
title: Frost in spring
status: closed
probability: 1
impact: 2
owner: mei
raised_on: 2026-01-05
closed_on: 2026-04-30
closed_reason: expired
---
-- projects/apollo/issues/late.md --
---
title: Delivery is incomplete
status: open
priority: P1
impact: critical
urgency: high
owner: mei
raised_on: 2026-06-15
due: 2026-06-18
---
-- projects/apollo/issues/tax.md --
---
title: Tax codes are missing
status: open
priority: P3
impact: low
urgency: low
owner: mei
raised_on: 2026-03-02
due: 2026-07-15
---
-- projects/apollo/changes/scanners.md --
---
title: Add scanners
status: approved
requested_by: rosa
requested_on: 2026-02-02
impact_cost: 18000 EUR
impact_schedule: 5d
approver: rosa
decided_on: 2026-02-16
---
-- projects/apollo/changes/reports.md --
---
title: More reports
status: submitted
requested_by: rosa
requested_on: 2026-05-04
impact_cost: 4000 EUR
impact_schedule: 2d
---
-- projects/apollo/goals/month.md --
---
title: Close the month in three days
status: active
owner: mei
measure: Working days to close
unit: days
baseline_value: 9
target_value: 3
start: 2026-01-05
due: 2026-12-18
measurements: [{date: 2026-06-01, value: 8}]
---
-- projects/apollo/decisions/vendor.md --
---
title: Change the vendor?
status: proposed
needed_by: 2026-06-20
---
-- projects/apollo/decisions/paid.md --
---
title: Pay by stage
status: decided
decision: Pay after each stage.
rationale: The plants asked for it.
decided_by: [rosa]
decided_on: 2026-03-05
---
-- projects/apollo/requirements/stock.md --
---
title: One stock figure
status: agreed
priority: must
requested_by: rosa
requested_on: 2026-01-12
---
-- projects/apollo/lessons/copy.md --
---
title: Count before you build
status: captured
type: positive
date: 2026-04-30
category: scope
---

## Recommendation

Take the baseline before the **build** starts.
-- projects/apollo/meetings/2026-06-12-steering.md --
---
status: minuted
type: meeting
participants: [rosa, mei]
---

The delay was explained. [[vendor]] stays open.

- [ ] Send the plan @mei due:2026-06-20
-- projects/apollo/meetings/2026-07-03-workshop.md --
---
title: Workshop on data
status: planned
type: workshop
participants: [mei]
---
-- projects/harbour/index.md --
---
name: Harbour
client: lindau
manager: mei
status: closed
planned_start: 2025-01-06
planned_finish: 2025-12-19
actual_start: 2025-01-06
actual_finish: 2025-12-19
budget: 50000 EUR
---
-- promises/call.md --
---
title: Send the figures
to: acme
direction: ours
due: 2026-06-10
owner: mei
---
-- surveys/spring.md --
---
title: Spring survey
client: acme
project: apollo
method: csat
status: analysed
sent_on: 2026-05-04
closed_on: 2026-05-29
responses: [{date: 2026-05-20, score: 5}, {date: 2026-05-21, score: 2}]
---
-- projects/apollo/risks/secret.md --
---
title: The director leaves
visibility: restricted
status: assessed
probability: 5
impact: 5
owner: mei
raised_on: 2026-03-02
review_on: 2026-07-30
---
"""


class Shown:
    """A built site in memory: its pages by path, each written once."""

    def __init__(self, text: str, language: str | None = None) -> None:
        with TemporaryDirectory() as folder:
            self.snapshot = snapshot_of(Path(folder), text)
            self.sheets = prepare(self.snapshot, language=language)
        self.pages = {page.path: page for page in self.sheets.pages()}
        self.written: dict[str, str] = {}

    def html(self, path: str) -> str:
        if path not in self.written:
            self.written[path] = self.sheets.renderer.render(self.pages[path]).decode()
        return self.written[path]


@cache
def studio(language: str = "en") -> Shown:
    """The small consultancy, read once in each language."""
    return Shown(STUDIO, language)


@cache
def empty() -> Shown:
    """A workspace without any record."""
    return Shown("")


def html_of(path: str, site: Shown | None = None) -> str:
    """A page as it is written."""
    return (site or studio()).html(path)


def text_of(html: str) -> str:
    """What a reader sees of the main part, in one line."""
    main = html[html.index("<main") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.replace("<wbr>", "").replace("\u2060", ""))).replace("&#34;", '"').replace("\u00a0", " ")


def lede_of(html: str) -> str:
    found = re.search(r'<p class="lede">(.*?)</p>', html, re.DOTALL)
    return re.sub(r"<[^>]+>|\u2060", "", found[1]) if found else ""


class Ids(HTMLParser):
    """Collects ids and the fragments that links on the page point to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fragments: list[str] = []
        self.styled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and (value or "").startswith("#"):
                self.fragments.append((value or "")[1:])
            if name == "style" or name.startswith("on"):
                self.styled.append(f"{tag} {name}")
