"""When an open issue was last heard of."""

from datetime import date

from ledgers import ACME, read

ISSUES = """
-- projects/apollo/index.md --
---
title: Apollo
client: acme
status: executing
issues:
  - {id: own, title: Own, raised_on: 2026-05-01, updated: 2026-06-02}
  - {id: named, title: Named, raised_on: 2026-05-01}
  - {id: raised, title: Raised, raised_on: 2026-05-01}
  - {id: ahead, title: Ahead, raised_on: 2026-05-01, updated: 2026-07-15}
  - {id: over, title: Over, raised_on: 2026-05-01, status: closed, resolution: Done, closed_on: 2026-06-01}
---
-- projects/apollo/decisions/wait.md --
---
title: Wait
status: decided
decision: Wait
decided_on: 2026-06-11
decided_by: [mei]
about: [named]
---
"""


def test_an_issue_is_heard_of_by_its_own_dates_and_by_what_tells_of_it():
    """The latest day up to today counts: `updated`, or a decision about it; what is closed is not listed."""
    heard = read(ACME + ISSUES).found.heard
    assert {key.rpartition("/")[2]: day for key, day in heard.items()} == {
        "own": date(2026, 6, 2),
        "named": date(2026, 6, 11),
        "raised": date(2026, 5, 1),
        "ahead": date(2026, 5, 1),
    }
