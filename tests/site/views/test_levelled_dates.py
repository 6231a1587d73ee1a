from functools import cache

from ledgers_shown import Shown, html_of, text_of

LEDGER = """
-- pmledger.yml --
as_of: 2026-06-01
currency: EUR
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
manager: mei
priority: high
planned_start: 2026-06-01
planned_finish: 2026-06-05
tasks:
  - {id: build, title: Build, duration: 5d, assignees: [mei]}
---
-- projects/harbour/index.md --
---
name: Harbour
manager: mei
planned_start: 2026-06-01
planned_finish: 2026-06-12
tasks:
  - {id: paint, title: Paint, duration: 2d, depends: [design]}
---
-- projects/harbour/tasks/design.md --
---
title: Design
duration: 3d
assignees: [mei]
---

The design of the quay.
"""


@cache
def shown():
    return Shown(LEDGER)


def test_the_page_of_a_task_begins_with_when_it_runs():
    """By the plan and with one thing at a time, then what drives the finish, with who is waited for."""
    told = text_of(html_of("task/harbour/design.html", shown()))
    assert "By the plan it runs from 1 Jun to 3 Jun . If nobody does two things at once it runs from 8 Jun to 10 Jun ." in told
    assert "it waits for Mei Keller, busy with “Build” until 5 Jun 2026" in told
    assert 'href="../../why/in/project-harbour.html#levelled_start-' in html_of("task/harbour/design.html", shown())


def test_the_table_of_a_plan_has_levelled_dates_where_they_differ():
    """Below the date of the plan stands the levelled one, led to its reasons; a plan without any does not say the word."""
    html, told = html_of("plan/harbour.html", shown()), text_of(html_of("plan/harbour.html", shown()))
    assert "levelled 8 Jun" in told
    assert "levelled 12 Jun" in told
    assert "Levelled is when it runs if nobody does two things at once." in told
    assert "why/in/project-harbour.html#levelled_finish-" in html
    assert "evelled" not in text_of(html_of("plan/apollo.html", shown()))
    assert "“Build” goes first: Apollo has the higher priority" in text_of(html_of("why/in/project-harbour.html", shown()))
