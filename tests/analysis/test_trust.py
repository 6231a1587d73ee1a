"""Whether the ledger itself can be relied on."""

from ledgers import ACME, read

PLANS = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
currency: EUR
actual_start: 2026-05-04
report_frequency: weekly
tasks:
  - {id: whole, title: Whole}
  - {id: a, title: A, parent: whole, owner: mei, duration: 3d}
  - {id: b, title: B, parent: whole, assignees: [mei]}
  - {id: c, title: C, parent: whole, effort: 8h}
  - {id: d, title: D, parent: whole, status: done, actual_finish: 2026-05-08}
---
-- projects/idle/index.md --
---
name: Idle
client: acme
manager: mei
status: proposed
currency: EUR
tasks:
  - {id: x, title: X}
---
"""


def test_work_without_a_person_or_an_estimate_is_named():
    """Open tasks without parts count, in projects under way; what lacks it is an input."""
    known = read(ACME + PLANS)
    owned = known.found.figure("tasks_owned")
    assert round(float(owned.value), 1) == 66.7
    assert [given.record for given in owned.inputs if given.record] == ["task:apollo/c"]
    assert round(float(known.value("tasks_estimated")), 1) == 66.7


def test_projects_without_plan_or_news_are_named():
    """Apollo executes without a baseline and has had no news for seven weeks."""
    known = read(ACME + PLANS)
    assert known.value("projects_baselined") == 0
    assert [given.record for given in known.found.figure("stale_projects").inputs] == ["project:apollo"]


def test_nothing_to_look_at_is_unknown():
    """Without open tasks there is no share of them."""
    known = read(ACME)
    assert known.value("tasks_owned") is None
    assert known.value("stale_projects") == 0
