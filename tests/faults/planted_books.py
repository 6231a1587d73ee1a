"""Amounts, checks and days that do not hold together, each marked, each beside a sound twin."""

BOOKS = r"""
-- projects/apollo/books.md --
---
budget_lines:
  - {title: M260, category: travel, amount: ⟦PM260⟧-100 EUR}
  - {title: M260 sound, category: travel, amount: -100 EUR, change: q202-sound}
  - {title: M261, category: travel, quantity: 12, unit_rate: 800 EUR, amount: ⟦PM261⟧9800 EUR}
  - {title: M261 sound, category: travel, quantity: 12, unit_rate: 800 EUR, amount: 9600 EUR}
  - {id: software, title: Licences, category: software, amount: 100 EUR}
costs:
  - {title: M262, category: travel, date: 2026-03-05, amount: ⟦PM262⟧120 USD}
  - {title: M262 sound, category: travel, date: 2026-03-05, amount: 120 USD, exchange_rate: 0.9}
  - {title: M264, category: ⟦PM264⟧travel, date: 2026-03-05, amount: 120 EUR, budget_line: software}
  - {title: M264 sound, category: software, date: 2026-03-05, amount: 120 EUR, budget_line: software}
time_entries:
  - {title: M265 none, person: mei, date: 2026-03-05, hours: ⟦PM265⟧0}
  - {title: M265 long a, person: mei, date: 2026-03-06, hours: 8}
  - {title: M265 long b, person: mei, date: 2026-03-06, hours: ⟦PM265⟧4.5}
  - {title: M265 sound, person: mei, date: 2026-03-07, hours: 12}
invoices:
  - {title: M266 gross, client: acme, net: 10000 EUR, tax: 1900 EUR, gross: ⟦PM315⟧11000 EUR}
  - {title: M266 lines, client: acme, net: ⟦PM315⟧100 EUR, lines: [{text: Work, quantity: 3, unit_price: 30 EUR}]}
  - {title: M266 paid, client: acme, number: "1", issued_on: 2026-03-05, due_on: 2026-04-05, status: ⟦PM315⟧paid, net: 100 EUR, payments: [{date: 2026-04-05, amount: 90 EUR}]}
  - {title: M266 sound, client: acme, number: "2", issued_on: 2026-03-05, due_on: 2026-04-05, status: paid, net: 100 EUR, tax: 19 EUR, gross: 119 EUR, lines: [{text: Work, quantity: 4, unit_price: 25 EUR}], payments: [{date: 2026-04-05, amount: 119 EUR}]}
  - {id: m267-a, title: M267 first, client: acme, number: "3", net: 100 EUR}
  - {id: m267-b, title: M267 second, client: acme, number: ⟦PM267⟧"3", net: 100 EUR}
---
-- projects/dated/index.md --
---
name: A project with dates
client: acme
manager: mei
currency: EUR
planned_start: 2026-03-01
planned_finish: 2026-12-31
costs:
  - {title: M263, category: travel, date: ⟦PM263⟧2026-01-05, amount: 120 EUR}
  - {title: M263 sound, category: travel, date: 2026-02-05, amount: 120 EUR}
---
"""

QUALITY = r"""
-- projects/apollo/quality.md --
---
quality_checks:
  - {title: K270, type: test, status: done, done_on: 2026-03-05, checker: mei, result: ⟦PM270⟧fail}
  - {title: K270 sound, type: test, status: done, done_on: 2026-03-05, checker: mei, result: fail, findings: Cracks}
documents:
  - {title: K271, type: plan, location: ⟦PM271⟧plans/none.pdf}
  - {title: K271 sound, type: plan, location: risks/links.png}
articles:
  - {title: ⟦PM272⟧K272, category: how-to, audience: team}
  - {title: K272 sound, category: how-to, audience: team, body: Press the button.}
kpis:
  - {title: K273, formula: f, direction: higher, frequency: monthly, red: 10, amber: ⟦PM273⟧5, target: 20}
  - {title: K273 sound, formula: f, direction: lower, frequency: monthly, red: 20, amber: 10, target: 5}
  - {title: K274, formula: f, direction: higher, frequency: monthly, measurements: [{date: 2026-03-05, value: 1}, {date: ⟦PM274⟧2026-03-05, value: 2}]}
  - {title: K274 sound, formula: f, direction: higher, frequency: monthly, measurements: [{date: 2026-03-05, value: 1}, {date: 2026-03-06, value: 2}]}
lessons:
  - {title: K275, type: positive, situation: s, recommendation: r, category: scope, status: ⟦PM275⟧applied}
  - {title: K275 sound, type: positive, situation: s, recommendation: r, category: scope, status: applied, actions: [k275]}
actions:
  - {id: k275, title: K275, owner: mei, due: 2026-08-01}
checklists:
  - {title: K276, status: completed, completed_on: 2026-03-05, items: [{text: One, done: yes}, ⟦PM276⟧{text: Two}]}
  - {title: K276 sound, status: completed, completed_on: 2026-03-05, items: [{text: One, done: yes}, {text: Two, na_reason: No cellar}]}
trainings:
  - {title: K277, audience: team, date: 2026-03-05, attended: 3, status: ⟦PM277⟧evaluated}
  - {title: K277 more, audience: team, date: 2026-03-05, attended: 1, status: evaluated, results: ⟦PM277⟧[{person: mei, score: 9}, {person: rosa, score: 8}]}
  - {title: K277 sound, audience: team, date: 2026-03-05, attended: 3, status: evaluated, satisfaction: 4, results: [{person: mei, score: 9}]}
surveys:
  - {title: K278, method: nps, responses: [{score: 10}, {score: ⟦PM278⟧11}]}
  - {title: K278 more, method: nps, sent_count: ⟦PM278⟧1, responses: [{score: 10}, {score: 9}]}
  - {title: K278 sound, method: custom, scale_min: 0, scale_max: 20, sent_count: 1, responses: [{score: 11}]}
performance_reviews:
  - {title: K279, person: rosa, reviewer: mei, period_from: 2026-01-01, period_to: 2026-03-31, objectives: ⟦PM279⟧[{goal: a, weight: 50}, {goal: b, weight: 40}]}
  - {title: K279 sound, person: rosa, reviewer: mei, period_from: 2026-01-01, period_to: 2026-03-31, objectives: [{goal: a, weight: 50}, {goal: b}]}
comm_plans:
  - {title: K280, audience: All, content: News, channel: email, frequency: ⟦PM280⟧weekly}
  - {title: K280 sound, audience: All, content: News, channel: email, frequency: on_event}
---
"""

DUE = r"""
-- projects/apollo/due.md --
---
actions:
  - {title: D290, owner: mei, due: ⟦PM290⟧2026-06-29}
  - {title: D290 sound, owner: mei, due: 2026-06-30}
  - {id: heard, title: D215 action, owner: mei, due: 2026-06-30, status: done, done_on: 2026-06-17}
issues:
  - {title: D290 usual, owner: mei, priority: ⟦PM290⟧P4, raised_on: 2026-05-29, updated: 2026-06-29}
  - {title: D290 usual sound, owner: mei, priority: P4, raised_on: 2026-06-02, updated: 2026-06-29}
  - {title: D215, owner: mei, priority: P2, raised_on: ⟦PM215⟧2026-06-15, due: 2026-07-31}
  - {title: D215 sound, owner: mei, priority: P2, raised_on: 2026-06-16, due: 2026-07-31}
  - {title: D215 heard, owner: mei, priority: P2, raised_on: 2026-06-15, due: 2026-07-31, actions: [heard]}
  - {title: D215 held, owner: mei, priority: P2, raised_on: 2026-06-15, due: 2026-07-31, status: on_hold}
risks:
  - {title: D291, raised_on: 2026-03-05, review_on: ⟦PM291⟧2026-06-29}
  - {title: D291 sound, raised_on: 2026-03-05, review_on: 2026-06-30}
milestones:
  - {title: D292, baseline_date: 2026-05-01, forecast_date: ⟦PM292⟧2026-06-29}
  - {title: D292 sound, baseline_date: 2026-05-01, forecast_date: 2026-07-01}
communications:
  - {title: D293, type: meeting, channel: video, date: ⟦PM293⟧2026-06-29}
  - {title: D293 sound, type: meeting, channel: video, date: 2026-06-30, agenda: [Prices]}
  - {title: D212, type: meeting, channel: video, date: ⟦PM212⟧2026-07-07}
  - {title: D212 sound, type: meeting, channel: video, date: 2026-07-08}
  - {title: D212 call, type: call, channel: video, date: 2026-07-07}
changes:
  - {title: D294, requested_by: rosa, reason: r, requested_on: ⟦PM294⟧2026-06-01}
  - {title: D294 sound, requested_by: rosa, reason: r, requested_on: 2026-06-16}
feedback:
  - {title: D295, type: complaint, received_on: ⟦PM295⟧2026-06-25}
  - {title: D295 sound, type: complaint, received_on: 2026-06-26}
opportunities:
  - {title: ⟦PM296⟧D296, client: acme}
  - {title: D296 sound, client: acme, next_step_due: 2026-07-01}
---
"""
