"""The small consultancy with its processes, what was learnt before, and a project at its end."""

from functools import cache

from ledgers_shown import STUDIO, Shown

PRACTICE = """
-- processes/closing.md --
---
title: Closing a project
status: approved
owner: mei
version: "1"
process_group: closing
purpose: Nothing is forgotten.
steps: [All accepted, {text: Tickets handed over, role: manager}, {text: Farewell, required: false}]
improvement_log: [{date: 2026-05-04, change: Tickets before the farewell, lesson: tickets}]
---
-- processes/starting.md --
---
title: Starting a project
status: approved
owner: mei
version: "1"
process_group: initiating
steps: [Lessons read]
---
-- projects/beta/checklists/starting.md --
---
title: Starting Beta
status: open
owner: mei
template: starting
due: 2026-07-20
---
- [ ] Lessons read
-- projects/harbour/checklists/closing.md --
---
title: Closing Harbour
status: completed
template: closing
for: project:harbour
completed_on: 2025-12-19
---
- [x] All accepted @mei done:2025-12-18
- [ ] Tickets handed over — n/a: there were none
- [ ] Farewell (optional)
-- projects/beta/checklists/closing.md --
---
title: Closing Beta
status: open
owner: mei
template: closing
for: project:beta
due: 2026-06-20
---
- [x] All accepted
- [ ] Tickets handed over
-- projects/harbour/retrospectives/end.md --
---
title: Look back at the end
status: held
date: 2025-12-12
participants: [mei]
went_well: [The view]
to_improve: [Answer sooner]
mood: 3.5
actions: [{id: hush, title: Replace the director, owner: mei, due: 2026-01-15, visibility: restricted}, {id: bell, title: Ring twice, owner: mei, due: 2026-01-15, status: done, done_on: 2026-01-10}]
---
-- projects/harbour/lessons/tickets.md --
---
title: Hand over the tickets early
type: negative
status: validated
date: 2025-12-10
category: process
situation: Nobody at the port knew the open tickets of the vendor.
recommendation: Hand over tickets two weeks before the end.
applies_to: [support desks]
---
-- projects/harbour/lessons/unheard.md --
---
title: Ask the port first
type: positive
status: validated
date: 2025-12-11
situation: x
recommendation: y
---
-- projects/apollo/risks/tickets.md --
---
title: Open tickets of the vendor are lost
status: identified
owner: mei
raised_on: 2026-06-01
---
-- projects/beta/index.md --
---
name: Beta
client: lindau
manager: mei
status: closing
planned_start: 2026-01-05
planned_finish: 2026-07-10
actual_start: 2026-01-05
objective: Open tickets of the vendor are handed over.
phases:
  - {id: first, title: Stage one, order: 1, status: completed, gate_decision: go, gate_date: 2026-03-31, gate_by: rosa}
tasks:
  - {id: dig, title: Dig, parent: first, duration: 10d, status: in_progress, actual_start: 2026-06-15, remaining: 5d, percent_complete: 50, assignees: [{person: mei, percent: 50}], baseline_start: 2026-06-01, baseline_finish: 2026-06-12}
  - {id: tidy, title: Tidy up, duration: 2d, deliverable: port}
milestones:
  - {id: over, title: Handed over, type: contractual, baseline_date: 2026-06-30, forecast_date: 2026-07-10}
deliverables:
  - {id: port, title: The port, due: 2026-06-30, status: accepted, accepted_by: rosa, accepted_on: 2026-06-29, submitted_on: 2026-06-25, acceptance_criteria: [It floats]}
quality_checks:
  - {id: float, title: Does it float?, type: test, deliverable: port, status: done, done_on: 2026-06-26, checker: rosa, result: pass}
requirements:
  - {id: berth, title: A berth, status: accepted, statement: x, priority: must, requested_by: rosa, requested_on: 2026-01-12, acceptance_criteria: [It floats], deliverables: [port], accepted_by: rosa, accepted_on: 2026-06-29, source: communication:beta/talk}
  - {id: light, title: A light, status: delivered, statement: x, priority: must, requested_by: rosa, requested_on: 2026-01-12, acceptance_criteria: [It shines]}
communications:
  - {id: talk, title: Walk on the pier, type: meeting, channel: in_person, date: 2026-01-12, status: held, participants: [rosa], summary: She wants a berth.}
issues:
  - {id: leak, title: A leak, priority: P4, raised_on: 2026-06-01}
closure_reports:
  - {id: end, title: End of Beta, status: draft, date: 2026-06-29, objectives_review: [{goal: A port, result: reached}], follow_on: [{item: "issue:beta/leak", owner: mei, due: 2026-08-31}], schedule_review: Late by a week.}
---
"""


@cache
def practice(language: str = "en") -> Shown:
    """The consultancy and its practice, read once in each language."""
    return Shown(STUDIO + PRACTICE, language)
