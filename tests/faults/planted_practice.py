"""Looking back, checking, accepting and reviewing that say less than they claim, each marked, each beside a sound twin."""

PRACTICE = r"""
-- projects/apollo/practice.md --
---
trainings:
  - {title: P204 held, audience: team, status: delivered, attended: 3, date: ⟦PM204⟧2026-07-01}
  - {title: P204 held sound, audience: team, status: scheduled, date: 2026-07-01}
retrospectives:
  - {title: P209, date: 2026-05-04, status: held, participants: [mei], went_well: [a], to_improve: ⟦PM209⟧[b]}
  - {id: p209-sound, title: P209 sound, date: 2026-05-04, status: held, participants: [mei], went_well: [a], to_improve: [b]}
  - {title: P209 nothing, date: 2026-07-04, status: planned, to_improve: [b]}
actions:
  - {title: P209 action, owner: mei, due: 2026-08-01, origin: p209-sound}
team_events:
  - {title: P290, type: onboarding, date: ⟦PM290⟧2026-06-29}
  - {title: P290 sound, type: onboarding, date: 2026-06-30}
invoices:
  - {title: P315 partly, client: acme, number: "P315", issued_on: 2026-06-01, due_on: 2026-08-01, net: 100 EUR, status: ⟦PM315⟧partly_paid}
  - {title: P315 partly sound, client: acme, number: "P315b", issued_on: 2026-06-01, due_on: 2026-08-01, net: 100 EUR, status: partly_paid, payments: [{date: 2026-06-05, amount: 10 EUR}]}
  - {title: P202 due, client: acme, number: "P202", issued_on: 2026-06-15, net: 100 EUR, status: ⟦PM202⟧issued}
  - {title: P204 paid, client: acme, number: "P204", issued_on: 2026-06-01, due_on: 2026-08-01, net: 100 EUR, payments: [{date: ⟦PM204⟧2026-07-01, amount: 10 EUR}]}
  - {title: P204 issued, client: acme, number: "P204b", status: issued, issued_on: ⟦PM204⟧2026-07-01, due_on: 2026-08-01, net: 100 EUR}
  - {title: P204 issued sound, client: acme, issued_on: 2026-07-01, due_on: 2026-08-01, net: 100 EUR}
processes:
  - {title: P205 none, process_group: planning, status: approved, version: "1", owner: mei, steps: [Do], roles: ⟦PM205⟧{manager: R}}
  - {title: P205 two, process_group: planning, status: approved, version: "1", owner: mei, steps: [Do], roles: ⟦PM205⟧{manager: A, sponsor: A}}
  - {title: P205 step, process_group: planning, status: approved, version: "1", owner: mei, roles: {manager: A}, steps: [Do, {text: Sign, roles: ⟦PM205⟧{sponsor: A, client: A}}]}
  - {title: P205 no step, process_group: planning, status: approved, version: "1", owner: mei, steps: [Do, {text: Sign, roles: ⟦PM205⟧{sponsor: R}}]}
  - {title: P205 by step, process_group: planning, status: approved, version: "1", owner: mei, roles: {manager: R}, steps: [{text: Do, roles: {manager: A}}, {text: Sign, roles: {sponsor: A}}]}
  - {title: P205 by whole, process_group: planning, status: approved, version: "1", owner: mei, roles: {manager: A}, steps: [Do, {text: Sign, roles: {sponsor: C}}]}
  - {title: P205 sound, process_group: planning, status: approved, version: "1", owner: mei, steps: [Do], roles: {manager: R, sponsor: A}}
quality_standards:
  - {title: P266, criterion: Pages open quickly, status: active, metric: ⟦PM266⟧seconds}
  - {title: P266 sound, criterion: Pages open quickly, status: active, metric: seconds, target: 1}
  - {title: P266 yes or no, criterion: The manual is signed, status: active}
performance_reviews:
  - {title: P279, person: rosa, reviewer: mei, period_from: 2026-01-01, period_to: 2026-03-31, overall: ⟦PM279⟧3, objectives: [{goal: a, weight: 50, rating: 5}, {goal: b, weight: 50, rating: 4}]}
  - {title: P279 sound, person: rosa, reviewer: mei, period_from: 2026-01-01, period_to: 2026-03-31, overall: 4, objectives: [{goal: a, weight: 50, rating: 5}, {goal: b, weight: 50, rating: 4}]}
  - {title: P279 told, person: rosa, reviewer: mei, period_from: 2026-01-01, period_to: 2026-03-31, overall: 3, body: A hard year., objectives: [{goal: a, weight: 50, rating: 5}, {goal: b, weight: 50, rating: 4}]}
---
-- projects/told/practice.md --
---
deliverables:
  - {title: P216, due: 2026-05-29, submitted_on: 2026-05-28, acceptance_criteria: [a], accepted_on: 2026-05-29, accepted_by: ⟦PM216⟧mei, status: accepted}
  - {title: P216 sound, due: 2026-05-29, submitted_on: 2026-05-28, acceptance_criteria: [a], accepted_on: 2026-05-29, accepted_by: carla, status: accepted}
---
-- projects/reasoned/index.md --
---
name: Told with reasons
client: acme
manager: mei
currency: EUR
status_reports:
  - {title: P224 other, status: issued, period_from: 2026-02-01, period_to: 2026-02-28, issued_on: 2026-03-04, highlights: [h], next_steps: [n], rag: {cost: ⟦PM224⟧green}, figures: {health_cost: amber}}
  - {title: P224 sound, status: issued, period_from: 2026-03-01, period_to: 2026-03-31, issued_on: 2026-04-02, highlights: [h], next_steps: [n], rag: {cost: green, risk: green}, rag_reason: Paid since, figures: {health_cost: amber, health_risk: green}}
  - {title: P224 same, status: issued, period_from: 2026-04-01, period_to: 2026-04-30, issued_on: 2026-05-04, highlights: [h], next_steps: [n], rag: {cost: green}, figures: {health_cost: green}}
---
-- projects/reasoned/status-reports/january.md --
---
title: P224 amber
status: issued
period_from: 2026-01-01
period_to: 2026-01-31
issued_on: 2026-02-04
highlights: [h]
next_steps: [n]
rag: {cost: ⟦PM224⟧amber}
---

- [x] Ask @mei due:2026-02-10 done:2026-02-09
-- clients/terms/index.md --
---
name: Terms
payment_terms_days: 14
invoices:
  - {title: ⟦PM290⟧P290 terms, number: "P290", status: issued, issued_on: 2026-06-15, net: 100 EUR}
  - {title: P290 terms sound, number: "P290b", status: issued, issued_on: 2026-06-16, net: 100 EUR}
---
"""
