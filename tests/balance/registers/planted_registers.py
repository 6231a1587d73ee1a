"""One workspace with contradictions between registers, each beside what makes it true.

`«wrong|right»` holds both: the left side is planted, the right side is the corrected twin. `⟦PM317 a⟧` stands where the
contradiction is reported, `⟦a⟧` where its other side is written.
"""

from balance.marks import MARK, plain, variant

WORKSPACE = r"""
-- pmledger.yml --
grammar: 1
name: Registers
language: en
currency: EUR
as_of: 2026-06-30
timezone: UTC
-- clients/acme/index.md --
---
name: Acme
status: active
account_manager: mei
comm_plans:
  - id: weekly-call
    title: Weekly call
    audience: [carla]
    content: Progress
    channel: phone
    frequency: ⟦PM325 ca⟧weekly
    first_on: ⟦ca⟧2026-06-08
    pauses: [{from: 2026-06-22, to: «2026-06-23|2026-06-30»}]
    until: 2026-06-26
  - id: report
    title: Status report
    audience: [carla]
    content: Status
    purpose: report
    channel: email
    frequency: ⟦PM325 cb⟧monthly
    first_on: ⟦cb⟧2026-06-01
  - id: review
    title: Review
    audience: [carla]
    content: Wishes
    channel: video
    frequency: ⟦PM325 cc⟧monthly
    first_on: 2026-06-01
  - id: board
    title: Board
    audience: [carla]
    content: Money
    channel: in_person
    frequency: ⟦PM325 cd⟧monthly
    first_on: 2026-06-01
communications:
  - {title: Board in June, type: meeting, channel: in_person, status: ⟦cd⟧«cancelled|minuted», date: 2026-06-01, minutes_sent_on: 2026-06-02, participants: [carla], summary: s, plan_item: board}
  - {title: Call, type: call, channel: phone, status: held, date: 2026-06-09, participants: [carla], summary: s}
  - {title: «Call|Second call», type: call, channel: phone, status: held, date: «2026-05-09|2026-06-16», participants: [carla], summary: s}
  - {title: ⟦cc⟧Review in June, type: meeting, channel: video, status: minuted, date: «2026-06-10|2026-06-03», participants: [carla], summary: s, plan_item: review, minutes_sent_on: «2026-06-11|2026-06-04»}
  - title: Workshop
    type: workshop
    channel: in_person
    status: minuted
    date: ⟦ma⟧2026-06-22
    participants: [carla]
    summary: s
    minutes_sent_on: ⟦PM299 ma⟧«2026-06-29|2026-06-23»
---
-- clients/other/index.md --
---
name: Other
---
-- people/staff.csv --
id,name,type,status,organisation,left_on
mei,Mei Keller,team,active,,
rosa,Rosa Delgado,team,active,,
lee,Lee Park,team,left,,⟦wa⟧⟦wb⟧⟦wc⟧2026-03-01
carla,Carla Stein,contact,active,acme,
dan,⟦fa⟧Dan Ito,contact,active,acme,
-- people/tom.md --
---
name: Tom Vale
type: team
status: active
⟦PM330 oa⟧allocation: [{project: ⟦oa⟧alpha, percent: 60}, {project: tau, percent: «50|40»}]
---
-- projects/alpha/index.md --
---
name: Alpha
client: acme
status: ⟦qa⟧executing
manager: mei
currency: EUR
sponsor: carla
objective: Less paper
planned_start: 2026-02-02
planned_finish: ⟦ha⟧2026-08-31
actual_start: 2026-02-02
baseline: b0
budget: 9000 EUR
report_frequency: ⟦ub⟧⟦ue⟧weekly
contract_signed: ⟦PM329 sc⟧«9000 EUR|8000 EUR»
baselines:
  - {id: b0, title: B0, status: approved, approved_by: mei, date: ⟦rb⟧2026-02-02, version: "0", bac: 100 EUR, items: [{ref: outer, start: 2026-03-02, finish: ⟦hd⟧2026-03-31}, {ref: inner, start: 2026-03-02, finish: ⟦PM324 hd⟧«2026-04-30|2026-03-30»}]}
---
-- projects/alpha/risks.md --
---
risks:
  - {id: came, title: Came true, raised_on: 2026-03-02, status: ⟦PM317 a⟧occurred, occurred_on: ⟦a⟧2026-05-04«|, issue: dealt}
  - {id: spare, title: Spare, raised_on: 2026-03-02, status: identified»}
  - {id: ended, title: Ended, raised_on: 2026-03-02, status: ⟦PM317 b⟧⟦eb⟧closed, closed_on: 2026-05-04, closed_reason: ⟦b⟧occurred, actions: [loose]}
  - {id: luck, title: Luck, type: opportunity, raised_on: 2026-03-02, status: occurred}
  - {id: borne, title: Borne, raised_on: 2026-03-02, status: monitoring, owner: mei, probability: 4, impact: ⟦ta⟧4, review_on: 2026-09-01, strategy: ⟦PM319 ta⟧accept}
issues:
  - {id: dealt, title: Dealt with, priority: P3, owner: mei, raised_on: 2026-05-04«|, risk: ended»}
  - {id: wish, title: More export, type: ⟦PM318 ra⟧request, priority: P3, owner: mei, raised_on: ⟦ra⟧2026-05-04}
  - {id: done, title: Done, priority: P3, owner: mei, raised_on: 2026-03-02, status: ⟦ea⟧closed, resolved_on: 2026-04-01, closed_on: 2026-04-01, resolution: Mended}
  - {id: gone, title: Gone, priority: P1, raised_on: 2026-06-22, due: 2026-07-31, owner: ⟦PM332 wa⟧«lee|mei»}
  - {id: loud, title: Loud, priority: ⟦xa⟧P2, owner: mei, raised_on: 2026-05-04, due: ⟦PM219 xa⟧2026-06-05«|, escalated_to: rosa, escalated_on: 2026-06-08»}
actions:
  - {title: ⟦PM320 ea⟧Tell the team, owner: mei, due: 2026-07-31, origin: «done|dealt»}
  - {id: loose, title: ⟦PM320 eb⟧Undo the trial, owner: mei, due: 2026-07-31«|, status: done, done_on: 2026-05-04»}
  - {title: ⟦PM320 ec⟧Call back, owner: mei, due: 2026-07-31, origin: «grumble|wish»}
  - {id: calm, title: Calm down, owner: mei, due: 2026-07-31«|, origin: grudge»}
---
-- projects/alpha/changes.md --
---
changes:
  - {id: export, title: Export, requested_by: carla, requested_on: 2026-05-05, reason: r, status: rejected, approver: mei, decided_on: 2026-05-12«|, source: wish»}
  - {id: late-one, title: Late need, requested_by: carla, requested_on: 2026-03-03, reason: r, status: rejected, approver: mei, decided_on: 2026-03-12}
  - {id: hasty, title: Hasty, requested_by: carla, requested_on: 2026-05-05, reason: r, status: ⟦PM319 tb⟧approved, impact_schedule: 0d, impact_cost: 0 EUR, decided_on: ⟦tb⟧2026-05-12}
  - {id: trial, title: Trial, requested_by: carla, requested_on: 2026-03-03, reason: r, status: rejected, approver: mei, decided_on: 2026-03-12}
feedback:
  - {id: grumble, title: Grumble, type: suggestion, received_on: 2026-03-02, status: ⟦ec⟧closed, response: Thanks, responded_on: 2026-03-09}
  - {id: grudge, title: Grudge, type: complaint, received_on: 2026-03-02, acknowledged_on: 2026-03-03, status: ⟦fd⟧resolved, response: Sorry, responded_on: 2026-03-09, satisfied_after: ⟦PM328 fd⟧dissatisfied}
  - {id: mute, title: Mute, type: complaint, received_on: ⟦PM328 fc⟧2026-03-02, status: ⟦fc⟧closed, satisfied_after: satisfied«|, response: Sorry»}
  - {id: asked, title: Asked, type: complaint, received_on: 2026-03-02, acknowledged_on: 2026-03-03, status: ⟦PM282 fe⟧closed, response: ⟦fe⟧Sorry, responded_on: 2026-03-09«|, satisfied_after: partly»}
decisions:
  - {title: Rest, status: decided, decision: d, decided_by: mei, decided_on: 2026-05-13, about: [«export|export, borne, hasty, gate, held, crack, scratch»]}
  - {id: old-way, title: Old way, status: ⟦PM287 va⟧«decided|superseded», decision: d, decided_by: mei, decided_on: 2026-03-04}
  - {title: New way, status: decided, decision: d, decided_by: mei, decided_on: 2026-05-04, supersedes: ⟦va⟧old-way}
---
-- projects/alpha/plan.md --
---
phases:
  - {id: gate, title: Gate, order: 1, status: ⟦PM319 tc⟧⟦ud⟧completed, exit_criteria: ⟦tc⟧[Signed]}
  - {id: build, title: Build, order: 2, planned_start: 2026-05-04, planned_finish: ⟦hb⟧2026-07-31, budget: 5000 EUR}
  - {id: run, title: Run, order: 3, planned_start: 2026-05-04, planned_finish: ⟦PM324 ha⟧«2026-09-30|2026-08-31»}
  - {id: short, title: Short, order: 4, planned_start: 2026-06-01, planned_finish: ⟦PM324 hf⟧2026-07-10}
tasks:
  - {id: outer, title: Outer, budget: ⟦PM324 he⟧«1000 EUR|1100 EUR»}
  - {id: inner, title: Inner, parent: outer, budget: ⟦he⟧600 EUR, status: done, actual_start: 2026-03-02, actual_finish: 2026-03-30, percent_complete: 100}
  - {id: other, title: Other, parent: outer, budget: 500 EUR, status: done, actual_start: 2026-03-02, actual_finish: 2026-03-30, percent_complete: 100}
  - {id: weld, title: Weld, parent: build, baseline_start: 2026-07-01, baseline_finish: ⟦PM324 hb⟧«2026-08-14|2026-07-24»}
  - {id: paint, title: Paint, baseline_start: 2026-07-01, baseline_finish: ⟦ka⟧⟦kb⟧2026-07-17, assignees: [⟦PM332 wb⟧«lee|mei»]}
  - {id: slow, title: Slow, parent: short, status: in_progress, actual_start: 2026-06-01, percent_complete: 50, remaining: ⟦hf⟧«15d|5d»}
milestones:
  - {title: Painted, forecast_date: ⟦PM323 ka⟧«2026-07-15|2026-07-17», depends: [paint]}
  - {title: Dry, forecast_date: ⟦PM323 kb⟧«2026-07-20|2026-07-22», depends: [{task: paint, type: FF, lag: 3d}]}
  - {title: Begun, forecast_date: 2026-07-02, depends: [{task: paint, type: SS}]}
goals:
  - {id: whole, title: Whole, statement: s, due: ⟦hc⟧2026-09-30}
  - {title: Stage, statement: s, due: ⟦PM324 hc⟧«2026-10-30|2026-08-31», relevant_to: whole}
---
-- projects/alpha/quality.md --
---
requirements:
  - {id: early, title: ⟦PM326 na⟧Early, statement: s, requested_by: carla, requested_on: 2026-01-12, status: ⟦na⟧agreed, priority: must, acceptance_criteria: [a]«|, tasks: [paint]»}
  - {id: late, title: Late, statement: s, requested_by: carla, requested_on: ⟦PM318 rb⟧2026-03-02, status: agreed, priority: must, acceptance_criteria: [a], tasks: [paint]«|, change: late-one»}
  - {id: given, title: Given, statement: s, requested_by: carla, requested_on: 2026-01-12, status: ⟦PM326 nb⟧delivered, priority: must, acceptance_criteria: [a], deliverables: [door]}
  - {id: proved, title: Proved, statement: s, requested_by: carla, requested_on: 2026-01-12, status: ⟦PM281 nc⟧verified, priority: must, acceptance_criteria: [a], deliverables: [door], checks: [failed«|, passed»]}
  - {id: never, title: Never, statement: s, requested_by: carla, requested_on: 2026-01-12, status: agreed, priority: wont, acceptance_criteria: [a]}
deliverables:
  - {id: door, title: ⟦nb⟧Door, due: 2026-05-29, status: submitted, submitted_on: 2026-05-29, acceptance_criteria: [a]}
  - {id: gap, title: Gap, due: 2026-05-29, status: accepted, submitted_on: 2026-05-29, accepted_by: carla, accepted_on: ⟦PM327 da⟧2026-06-05, acceptance_criteria: [a]}
quality_standards:
  - {id: seen, title: ⟦PM218 qa⟧Seen, criterion: c, target: t, status: active}
quality_checks:
  - {id: failed, title: Failed, type: test, status: done, done_on: 2026-05-04, checker: mei, result: ⟦nc⟧fail, findings: f«|, standards: [seen]»}
  - {id: passed, title: Passed, type: test, status: done, done_on: 2026-05-05, checker: mei, result: pass«|, deliverable: door»}
defects:
  - {id: hole, title: Hole, severity: major, found_on: ⟦da⟧2026-06-01, deliverable: gap, status: «confirmed|closed, closed_on: 2026-06-04»}
  - {id: crack, title: Crack, severity: ⟦td⟧critical, found_on: 2026-06-15, status: ⟦PM319 td⟧deferred}
  - {id: scratch, title: Scratch, severity: ⟦te⟧major, found_on: 2026-06-15, status: verified, fixed_on: 2026-06-16, disposition: ⟦PM319 te⟧use_as_is, owner: ⟦pa⟧rosa, verified_by: ⟦PM216 pa⟧«rosa|mei»}
documents:
  - {id: v1, title: Manual 1, type: manual, location: "https://example.com/1", version: "1", approved_by: mei, approved_on: 2026-03-04, status: ⟦PM288 vb⟧«published|obsolete»}
  - {id: v2, title: Manual 2, type: manual, location: "https://example.com/2", version: "2", approved_by: mei, approved_on: 2026-05-04, status: published, supersedes: ⟦vb⟧v1}
  - {id: plan, title: Plan, type: plan, location: ⟦vc⟧files/plan.txt, checksum: ⟦PM289 vc⟧«0000000000000000000000000000000000000000000000000000000000000000|56739bb8b5fd8c5cc0d9c0ea284350e858eb3083884dd5357494c3a1374d85cf»}
surveys:
  - {id: wave, title: Wave, method: nps, status: closed, sent_on: ⟦fb⟧2026-06-01, closed_on: 2026-06-12, responses: [{person: dan, score: ⟦PM328 fa⟧4«|, answered_by: calm»}, {score: ⟦PM328 fb⟧3}, {score: 9}]«|, actions: [calm]»}
  - {id: twice, title: Twice, method: csat, status: closed, sent_on: 2026-06-01, closed_on: 2026-06-12, responses: [{person: carla, score: ⟦ga⟧4}, {person: «carla|dan», score: ⟦PM283 ga⟧5}]}
promises:
  - {title: Sketch, to: acme, owner: mei, due: ⟦PM331 ya⟧«2026-06-26|2026-07-06», carried_by: [draw]}
  - {title: Door, to: acme, owner: mei, due: ⟦PM331 yb⟧«2026-07-06|2026-07-31», carried_by: [frame]}
status_reports:
  - {title: June, period_from: 2026-05-01, period_to: 2026-05-31, highlights: [h], next_steps: [n], status: «draft|issued», issued_on: 2026-06-02}
---
-- projects/alpha/more.md --
---
actions:
  - {id: draw, title: Draw, owner: mei, due: ⟦ya⟧2026-07-03}
tasks:
  - {id: frame, title: Frame, deadline: ⟦yb⟧2026-07-15}
---
-- projects/alpha/lessons.md --
---
checklists:
  - {title: Gate list, for: ⟦PM229 ud⟧gate, items: [{text: One, done: yes}, {text: Two, done: «no|yes»}, {text: Three, required: no}]}
kpis:
  - {title: Paper, formula: f, direction: lower, frequency: ⟦ua⟧monthly, status: active, target: 1, amber: 2, red: 3, ⟦PM227 ua⟧measurements: [{date: «2026-05-01|2026-06-01», value: 2}]}
goals:
  - {title: Faster, statement: s, status: active, owner: mei, measure: Hours, unit: h, due: 2026-09-30, baseline_value: 30, target_value: 12, achievable_note: a, relevant_to: whole, start: 2026-02-02, ⟦PM227 ub⟧measurements: [{date: «2026-06-08|2026-06-22», value: 20}]}
  - {title: Calmer, statement: s, status: active, owner: mei, measure: Calls, unit: 1, due: 2026-09-30, baseline_value: 30, target_value: 12, achievable_note: a, relevant_to: whole, start: ⟦PM227 ue⟧«2026-06-19|2026-06-20»}
retrospectives:
  - {title: First look, date: 2026-04-01, status: held, participants: [mei], went_well: [a], to_improve: [b], actions: [louder]}
  - {title: Second look, date: ⟦PM228 uc⟧2026-05-04, status: held, participants: [mei], went_well: [a], to_improve: [b], actions: [softer]}
actions:
  - {id: louder, title: Louder, owner: mei, due: 2026-07-31, status: ⟦uc⟧«open|done, done_on: 2026-05-20»}
  - {id: softer, title: Softer, owner: mei, due: 2026-07-31}
---
-- projects/alpha/files/plan.txt --
The plan.
-- projects/tau/index.md --
---
name: Tau
client: acme
status: planning
manager: ⟦PM332 wc⟧«lee|mei»
currency: EUR
sponsor: carla
objective: Less ink
planned_start: 2026-06-01
planned_finish: 2026-12-31
---
-- projects/held/index.md --
---
name: Held
client: acme
status: ⟦PM319 tf⟧on_hold
sponsor: carla
manager: mei
currency: EUR
---
-- projects/omega/index.md --
---
name: Omega
client: acme
status: ⟦PM285 za⟧⟦PM286 zb⟧⟦la⟧⟦lb⟧⟦lc⟧⟦ld⟧⟦le⟧⟦lf⟧closed
manager: mei
currency: EUR
sponsor: carla
objective: An end
planned_start: 2026-02-02
planned_finish: 2026-05-29
actual_start: 2026-02-02
actual_finish: 2026-05-29
budget: 9000 EUR
baseline: end
baselines:
  - {id: end, title: Only, status: approved, approved_by: mei, date: 2026-02-02, version: "0", bac: 100 EUR, items: [{ref: omega, start: 2026-02-02, finish: 2026-05-29}]}
issues:
  - {id: left, title: Left, priority: P3, owner: mei, raised_on: 2026-03-02, status: ⟦PM321 la⟧open}
  - {id: after, title: After, priority: P3, owner: mei, raised_on: 2026-06-02, status: open}
risks:
  - {title: Small, raised_on: 2026-03-02, probability: 1, impact: 1}
  - {title: Big, raised_on: 2026-03-02, probability: 3, impact: 4, review_on: 2026-09-01, status: ⟦PM321 lb⟧«assessed, owner: mei|closed, closed_on: 2026-05-28, closed_reason: expired»}
tasks:
  - {title: Undone, status: ⟦PM321 lc⟧«todo|cancelled»}
deliverables:
  - {title: Unaccepted, due: 2026-05-29, acceptance_criteria: [a], submitted_on: 2026-05-28, status: ⟦PM321 ld⟧submitted«|, id: handed»}
invoices:
  - {title: Unpaid, client: acme, number: "1", issued_on: 2026-05-04, due_on: 2026-07-31, net: 100 EUR, status: ⟦PM321 le⟧«issued|paid, payments: [{date: 2026-05-20, amount: 100 EUR}]»}
promises:
  - {title: Still owed, to: acme, owner: mei, due: 2026-09-30, status: ⟦PM321 lf⟧«open|kept, kept_on: 2026-05-20»}
actions:
  - {id: handover, title: Hand over, owner: mei, due: 2026-07-31, status: ⟦lg⟧open}
closure_reports:
  - {id: done, title: ⟦zb⟧End, date: 2026-05-29, objectives_review: [All], archive_location: "https://example.com/a", approved_by: carla, approved_on: 2026-05-29, status: ⟦za⟧«draft|approved, lessons: [learned]», follow_on: [{item: ⟦PM321 lg⟧action:handover«|, owner: mei}, {item: issue:left, owner: rosa}, {item: deliverable:handed, owner: mei»}]}
«|lessons:
  - {id: learned, title: Learned, type: positive, situation: s, recommendation: r}»
---
-- projects/sigma/index.md --
---
name: Sigma
client: acme
status: closing
manager: mei
currency: EUR
sponsor: carla
objective: Almost an end
planned_start: 2026-02-02
planned_finish: 2026-05-29
actual_start: 2026-02-02
budget: 9000 EUR
baseline: last
baselines:
  - {id: last, title: Only, status: approved, approved_by: mei, date: 2026-02-02, version: "0", bac: 100 EUR, items: [{ref: sigma, start: 2026-02-02, finish: 2026-05-29}]}
lessons:
  - {id: learned-too, title: Learned too, type: positive, situation: s, recommendation: r}
tasks:
  - {id: sweep, title: Sweep, status: ⟦PM321 lh⟧todo}
closure_reports:
  - {title: Too early, date: 2026-05-29, objectives_review: [All], archive_location: "https://example.com/a", approved_by: carla, approved_on: 2026-05-29, lessons: [learned-too], status: ⟦lh⟧approved«|, follow_on: [{item: "task:sweep", owner: mei}]»}
---
-- clients/beta/index.md --
---
name: ⟦PM217 zc⟧Beta
status: prospect
account_manager: mei
«|comm_plans:
  - {title: Sometimes, audience: All, content: c, channel: email, frequency: on_event}»
---
-- projects/bravo/index.md --
---
name: Bravo
client: ⟦sb⟧«acme|beta»
status: proposed
manager: mei
currency: EUR
---
-- projects/gamma/index.md --
---
name: Gamma
client: beta
status: ⟦zc⟧initiating
sponsor: carla
manager: mei
currency: EUR
---
-- clients/acme/deals.md --
---
opportunities:
  - {title: Lost track, client: acme, amount: 1 EUR, expected_close: 2026-03-05, status: ⟦PM329 sa⟧won, closed_on: ⟦sa⟧2026-03-05«|, project: tau»}
  - {title: Elsewhere, client: beta, amount: 1 EUR, expected_close: 2026-03-05, status: won, closed_on: 2026-03-05, project: ⟦PM329 sb⟧bravo}
  - {title: Alpha, client: acme, amount: ⟦sc⟧8000 EUR, expected_close: 2026-01-05, status: won, closed_on: 2026-01-05, project: alpha}
---
"""


FAULTY, SOUND = plain(variant(WORKSPACE, 1)), plain(variant(WORKSPACE, 2))
CODES = frozenset(found[1] for found in MARK.finditer(WORKSPACE) if found[1])
