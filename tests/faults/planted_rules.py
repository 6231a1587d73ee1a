"""Records that contradict themselves, each other or the day, each marked, each beside a sound twin."""

REQUIRED = r"""
-- projects/apollo/required.md --
---
risks:
  - {title: ⟦PM201⟧Q201}
  - {title: Q201 sound, raised_on: 2026-03-05}
  - {title: Q203, raised_on: 2026-03-14, status: closed, closed_reason: avoided, closed_on: ⟦PM203⟧2026-03-02}
  - {title: Q203 sound, raised_on: 2026-03-14, status: closed, closed_reason: avoided, closed_on: 2026-03-14}
  - {title: Q204, raised_on: ⟦PM204⟧2062-03-14}
  - {title: Q204 sound, raised_on: 2026-06-30}
changes:
  - title: Q202
    status: ⟦PM202⟧approved
    requested_by: rosa
    requested_on: 2026-03-05
    reason: Because.
    impact_schedule: 2d
    approver: mei
    decided_on: 2026-03-06
  - title: Q202 sound
    status: approved
    requested_by: rosa
    requested_on: 2026-03-05
    reason: Because.
    impact_schedule: 2d
    impact_cost: 100 EUR
    approver: mei
    decided_on: 2026-03-06
---
- [⟦PM202⟧x] Q202 box @mei due:2026-03-05
- [x] Q202 box sound @mei due:2026-03-05 done:2026-03-04
-- projects/apollo/risks/section.md --
---
title: Fields as sections
raised_on: 2026-03-05
status: responding
owner: mei
probability: 1
impact: 1
strategy: mitigate
---
## Response
Call the vendor.

## Response
A heading that is prose.
"""

PEOPLE = r"""
-- projects/apollo/people.md --
---
issues:
  - {title: H205, priority: P1, raised_on: 2026-06-25, due: 2026-07-31, status: ⟦PM205⟧open}
  - {title: H205 minor, priority: P4, raised_on: 2026-06-25, status: ⟦PM205⟧open}
  - {title: H205 sound, priority: P1, raised_on: 2026-06-25, due: 2026-07-31, status: open, owner: mei}
  - {title: H332, priority: P1, raised_on: 2026-06-25, due: 2026-07-31, owner: ⟦PM332⟧lee}
  - {title: H332 sound, priority: P1, raised_on: 2026-01-05, status: closed, closed_on: 2026-02-05, resolved_on: 2026-02-05, resolution: r, owner: lee}
people:
  - {id: h210, name: H210, type: ⟦PM210⟧contact}
  - {id: h210-sound, name: H210 sound, type: contact, organisation: acme}
  - {id: h211-a, name: H211 first, type: team, email: one@example.com}
  - {id: h211-b, name: H211 second, type: team, email: ⟦PM211⟧One@example.com}
  - {id: h211-sound, name: H211 sound, type: team, status: inactive, email: one@example.com}
changes:
  - {title: H216, requested_by: rosa, approver: ⟦PM216⟧rosa, requested_on: 2026-06-25, reason: Because.}
  - {title: H216 sound, requested_by: rosa, approver: mei, requested_on: 2026-06-25, reason: Because.}
risks:
  - {id: secret, title: A secret, raised_on: 2026-03-05, visibility: restricted}
  - {title: H220, raised_on: 2026-03-05, visibility: client, related: [delay, ⟦PM220⟧secret]}
  - {title: H220 sound, raised_on: 2026-03-05, visibility: internal, related: [secret]}
performance_reviews:
  - id: h221
    title: H221
    visibility: ⟦PM221⟧internal
    person: rosa
    reviewer: mei
    period_from: 2026-01-01
    period_to: 2026-03-31
    objectives: [{goal: Deliver, weight: 100}]
  - id: h221-sound
    title: H221 sound
    person: rosa
    reviewer: mei
    period_from: 2026-01-01
    period_to: 2026-03-31
    objectives: [{goal: Deliver, weight: 100}]
documents:
  - {title: H222, type: plan, classification: confidential, location: "https://example.com/a", visibility: ⟦PM222⟧client}
  - {title: H222 sound, type: plan, classification: confidential, location: "https://example.com/a"}
---
-- projects/delta/index.md --
---
name: Delta
client: former
manager: mei
currency: EUR
---
-- clients/former/index.md --
---
name: H214
status: ⟦PM214⟧former
---
-- clients/former-sound/index.md --
---
name: H214 sound
status: former
---
-- clients/alone/index.md --
---
name: ⟦PM213⟧H213
status: active
account_manager: mei
---
-- clients/long/index.md --
---
name: ⟦PM223⟧LONG
---
-- clients/long-sound/index.md --
---
name: FITS
---
""".replace("LONG", "L" * 121).replace("FITS", "F" * 120)

PLANS = r"""
-- projects/apollo/schedule.md --
---
tasks:
  - {id: build, title: P230, duration: 5d, depends: ⟦PM230⟧[test]}
  - {id: test, title: P230 other, duration: 2d, depends: [build]}
  - {id: ship, title: P230 sound, duration: 2d, depends: [paint]}
  - {id: paint, title: P230 sound too, duration: 2d}
  - {id: outer, title: P230 whole}
  - {id: inner, title: P230 part, parent: outer, duration: 2d, depends: ⟦PM230⟧[outer]}
  - {title: P230 sound part, parent: outer, duration: 2d, depends: [inner]}
  - {id: ring-a, title: P230 ring, parent: ⟦PM230⟧ring-b}
  - {id: ring-b, title: P230 ring other, parent: ring-a}
  - {id: whole, title: P231, ⟦PM231⟧duration: 5d}
  - {id: piece, title: P231 part, parent: whole, duration: 5d}
  - {id: whole-sound, title: P231 sound}
  - {id: piece-sound, title: P231 sound part, parent: whole-sound, duration: 5d}
  - {title: P232, estimate: ⟦PM232⟧{o: 15d, m: 12d, p: 31d}}
  - {title: P232 sound, estimate: {o: 10h, m: 2d, p: 1w}}
  - {title: P233, status: done, actual_start: 2026-03-02, actual_finish: 2026-03-05, percent_complete: ⟦PM233⟧80}
  - {title: P233 sound, status: done, actual_start: 2026-03-02, actual_finish: 2026-03-05, percent_complete: 100}
  - {title: P234, status: ⟦PM234⟧blocked}
  - {title: P234 sound, status: blocked, blocked_reason: No desk}
  - {title: P340, ⟦PM340⟧alternatives: [{person: mei}], duration: 2d}
  - {title: P340 sound, assignees: [{person: mei}], alternatives: [{person: rosa}], duration: 2d}
  - {title: P242, wbs: "1.2"}
  - {title: P242 second, wbs: ⟦PM242⟧"1.2"}
  - {title: P242 sound, wbs: "1.20"}
milestones:
  - {title: ⟦PM235⟧P235}
  - {title: P235 sound, forecast_date: 2026-09-01}
goals:
  - {title: P259, statement: s, owner: mei, status: ⟦PM259⟧active, measure: Hours, relevant_to: apollo, due: 2026-12-31}
  - {title: P259 half, statement: s, owner: mei, status: ⟦PM259⟧active, measure: Hours, unit: h, baseline_value: 3, target_value: 1, due: 2026-12-31}
  - {title: P259 sound, statement: s, owner: mei, status: active, measure: Hours, unit: h, baseline_value: 3, target_value: 1, due: 2026-12-31, achievable_note: n, relevant_to: apollo}
  - {title: P259 draft, statement: s}
  - {title: P239, statement: s, baseline_value: 30, target_value: ⟦PM239⟧30}
  - {title: P239 sound, statement: s, baseline_value: 30, target_value: 30, direction: maintain}
  - title: P240
    statement: s
    status: ⟦PM240⟧achieved
    owner: mei
    measure: Hours
    unit: h
    due: 2026-03-31
    baseline_value: 30
    target_value: 12
    measurements: [{date: 2026-03-01, value: 11}, {date: 2026-03-31, value: 15}]
  - title: P240 sound
    statement: s
    status: achieved
    owner: mei
    measure: Hours
    unit: h
    due: 2026-03-31
    baseline_value: 30
    target_value: 12
    measurements: [{date: 2026-03-31, value: 11}, {date: 2026-03-01, value: 15}]
  - {title: P240 unmeasured, statement: s, status: ⟦PM240⟧achieved, owner: mei, measure: Hours, unit: h, due: 2026-03-31, baseline_value: 30, target_value: 12}
  - {title: P240 kept, statement: s, status: achieved, owner: mei, measure: Hours, unit: h, due: 2026-03-31, baseline_value: 12, target_value: 12, direction: maintain, tolerance: 1, measurements: [{date: 2026-03-31, value: 13}]}
  - {title: P240 drifted, statement: s, status: ⟦PM240⟧achieved, owner: mei, measure: Hours, unit: h, due: 2026-03-31, baseline_value: 12, target_value: 12, direction: maintain, tolerance: 1, measurements: [{date: 2026-03-31, value: 10.5}]}
  - {title: P259 intolerant, statement: s, status: ⟦PM259⟧achieved, owner: mei, measure: Hours, unit: h, due: 2026-03-31, baseline_value: 12, target_value: 12, direction: maintain, measurements: [{date: 2026-03-31, value: 13}]}
---
-- calendars/office.md --
---
title: P241
week: {mon-fri: 8}
exceptions:
  - {date: 2026-12-24, hours: 4}
  - {date: ⟦PM241⟧2026-12-24}
  - {date: 2026-12-31}
  - {from: ⟦PM241⟧2026-12-28, to: 2027-01-02}
  - {from: 2027-01-04, to: 2027-01-06}
---
-- projects/twofold/index.md --
---
name: Two baselines
client: acme
manager: mei
currency: EUR
baselines:
  - {title: P236, status: ⟦PM236⟧approved, date: 2026-01-05, version: "1", bac: 10 EUR, approved_by: mei, items: [{ref: apollo}]}
  - {title: P236 newer, status: approved, date: 2026-02-05, version: "2", bac: 10 EUR, approved_by: mei, items: [{ref: apollo}], change: more}
changes:
  - {id: more, title: More, status: approved, requested_by: rosa, requested_on: 2026-02-01, reason: r, impact_schedule: 2d, impact_cost: 0 EUR, approver: mei, decided_on: 2026-02-02}
---
-- projects/unasked/index.md --
---
name: A baseline without a change
client: acme
manager: mei
currency: EUR
baselines:
  - {title: First, status: superseded, date: 2026-01-05, version: "1", bac: 10 EUR, approved_by: mei, items: [{ref: apollo}]}
  - {title: ⟦PM237⟧P237, status: approved, date: 2026-02-05, version: "2", bac: 10 EUR, approved_by: mei, items: [{ref: apollo}]}
---
-- projects/asked/index.md --
---
name: P236 and P237 sound
client: acme
manager: mei
currency: EUR
baselines:
  - {title: First, status: superseded, date: 2026-01-05, version: "1", bac: 10 EUR, approved_by: mei, items: [{ref: apollo}]}
  - {title: Second, status: approved, date: 2026-02-05, version: "2", bac: 10 EUR, approved_by: mei, items: [{ref: apollo}]}
changes:
  - {title: More, status: approved, requested_by: rosa, requested_on: 2026-02-01, reason: r, impact_schedule: 2d, impact_cost: 0 EUR, approver: mei, decided_on: 2026-02-02, baseline_after: second}
---
"""

CONTROLS = r"""
-- projects/apollo/control.md --
---
risks:
  - {title: C250, raised_on: 2026-03-05, strategy: ⟦PM250⟧exploit}
  - {title: C250 sound, raised_on: 2026-03-05, type: opportunity, strategy: exploit}
  - {title: C251, raised_on: 2026-03-05, status: responding, owner: mei, probability: 1, impact: 1, strategy: ⟦PM251⟧mitigate}
  - {title: C251 sound, raised_on: 2026-03-05, status: responding, owner: mei, probability: 1, impact: 1, strategy: accept}
  - {title: ⟦PM252⟧C252, raised_on: 2026-03-05, probability: 3, impact: 3}
  - {title: C252 sound, raised_on: 2026-03-05, probability: 3, impact: 3, review_on: 2026-09-01}
  - {title: C253, raised_on: 2026-03-05, probability: 1, impact: 2, residual_probability: ⟦PM253⟧3}
  - {title: C253 sound, raised_on: 2026-03-05, probability: 2, impact: 2, residual_probability: 1}
assumptions:
  - {title: C254, type: assumption, status: ⟦PM254⟧invalidated, outcome: It does not hold}
  - {title: C254 sound, type: assumption, status: invalidated, outcome: It does not hold, related: [c254-issue]}
  - {title: C255, type: ⟦PM255⟧dependency}
  - {title: C255 sound, type: dependency, needed_by: 2026-09-01}
issues:
  - {id: c254-issue, title: C254 answer, raised_on: 2026-06-25, owner: mei, priority: P4}
  - {title: C256, raised_on: 2026-06-25, owner: mei, priority: ⟦PM256⟧P2}
  - {title: C256 sound, raised_on: 2026-06-25, owner: mei, priority: P3}
decisions:
  - {title: C257, status: ⟦PM257⟧superseded, decision: d, decided_by: mei, decided_on: 2026-03-05}
  - {id: c257-sound, title: C257 sound, status: superseded, decision: d, decided_by: mei, decided_on: 2026-03-05}
  - {title: C257 newer, status: decided, decision: d, decided_by: mei, decided_on: 2026-03-06, supersedes: c257-sound}
opportunities:
  - {title: C258, client: acme, status: won, amount: 10 EUR, expected_close: 2026-03-05, closed_on: 2026-03-05, project: apollo, probability: ⟦PM258⟧80}
  - {title: C258 sound, client: acme, status: won, amount: 10 EUR, expected_close: 2026-03-05, closed_on: 2026-03-05, project: apollo, probability: 100}
---
"""
