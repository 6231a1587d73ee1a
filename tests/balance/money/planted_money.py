"""One workspace with contradictions of money, plan and hours, each beside what makes it true.

`«wrong|right»` holds both: the left side is planted, the right side is the corrected twin. `⟦PM302 a⟧` stands where the
contradiction is reported, `⟦a⟧` where its other side is written.
"""

from balance.marks import MARK, plain, variant

GROUND = r"""
-- pmledger.yml --
grammar: 1
name: Money
language: en
currency: EUR
as_of: 2026-06-30
timezone: UTC
exchange_rates:
  CNY: [{from: 2026-02-01, rate: 0.125}]
-- clients/acme/index.md --
---
name: Acme
status: active
account_manager: mei
invoices:
  - {title: Advice, number: "900", status: issued, issued_on: 2026-06-01, due_on: 2026-07-31, net: 100 EUR}
---
-- people/mei.md --
---
name: Mei Keller
type: team
cost_rate: 80 EUR
---
-- people/ben.md --
---
name: Ben Ito
type: team
cost_rate: [{from: 2026-02-01, rate: ⟦xa⟧50 EUR}]
bill_rate: 100 EUR
leave: [⟦hd⟧{from: 2026-04-06, to: 2026-04-10}]
---
-- people/sam.md --
---
name: ⟦he⟧Sam Roth
type: team
cost_rate: 60 EUR
---
-- people/carla.md --
---
name: Carla Stein
type: contact
organisation: acme
---
"""

BASELINES = r"""
-- projects/basis/index.md --
---
name: Baselines and changes
client: ⟦be⟧acme
manager: mei
sponsor: ⟦bf⟧sam
currency: EUR
baseline: b2
tasks:
  - {id: build, title: Build}
milestones:
  - {id: live, title: Live, type: contractual, baseline_date: ⟦bm⟧⟦PM306 bd⟧«2026-07-03|2026-07-24», forecast_date: ⟦PM306 bm⟧«2026-09-10|2026-07-24»}
deliverables:
  - {id: handbook, title: Handbook, due: ⟦PM306 bh⟧«2026-07-15|2026-07-10», acceptance_criteria: [c]}
budget_lines:
  - {id: work, title: Work, category: labour, amount: ⟦bw⟧⟦PM306 bl⟧«1100 EUR|1000 EUR», status: approved, approved_by: sam, approved_on: 2026-01-05}
  - {id: extra, title: Extra, category: software, amount: ⟦PM306 bx⟧60 EUR, status: approved, approved_by: sam, approved_on: «2026-06-15|2026-01-05»}
  - {id: more, title: More, category: labour, amount: 150 EUR, change: first, status: approved, approved_by: sam, approved_on: 2026-02-02}
  - {id: most, title: Most, category: labour, amount: 200 EUR, change: second, status: approved, approved_by: sam, approved_on: 2026-04-02}
baselines:
  - {id: b0, title: First plan, version: B0, date: 2026-01-09, status: superseded, approved_by: sam, bac: 1060 EUR, items: [{ref: work, cost: 1060 EUR}, {ref: build, finish: 2026-07-10}]}
  - {id: b1, title: Second plan, version: B1, date: 2026-02-06, status: superseded, approved_by: sam, change: first, bac: ⟦PM302 ba⟧1210 EUR, items: [{ref: work, cost: 1210 EUR}, {ref: build, finish: ⟦PM303 bb⟧«2026-07-20|2026-07-17»}]}
  - id: b2
    title: Third plan
    version: B2
    date: ⟦bx⟧2026-04-10
    status: approved
    approved_by: sam
    change: [second, third]
    bac: ⟦PM333 bi⟧1410 EUR
    items:
      - {ref: work, cost: ⟦bi⟧⟦bl⟧1000 EUR}
      - {ref: build, cost: «460 EUR|410 EUR», finish: ⟦PM303 bc⟧«2026-08-14|2026-07-28»}
      - {ref: live, finish: ⟦bd⟧2026-07-24}
      - {ref: handbook, finish: ⟦bh⟧2026-07-10}
changes:
  - {id: first, title: First change, status: approved, requested_by: ben, requested_on: 2026-01-20, reason: r, impact_schedule: ⟦bb⟧5d, impact_cost: ⟦ba⟧«180 EUR|150 EUR», approver: ⟦PM245 bf⟧«carla|sam», authority: sponsor, decided_on: 2026-02-02}
  - {id: second, title: Second change, status: approved, requested_by: ben, requested_on: 2026-03-20, reason: r, impact_schedule: ⟦bc⟧5d, impact_cost: 200 EUR, approver: ⟦PM245 be⟧«sam|carla», authority: client, decided_on: 2026-04-02}
  - {id: third, title: Third change, status: approved, requested_by: ben, requested_on: 2026-03-20, reason: r, impact_schedule: 2d, impact_cost: 0 EUR, approver: sam, decided_on: 2026-04-02}
---
-- projects/frozen/index.md --
---
name: Lines and their baseline
client: acme
manager: mei
currency: EUR
budget: ⟦cr⟧⟦cv⟧1000 EUR
budget_lines:
  - {id: core, title: Core, category: labour, amount: ⟦cw⟧«1000 EUR|900 EUR», status: approved, approved_by: sam, approved_on: 2026-01-05}
baselines:
  - id: c0
    title: The plan
    version: B0
    date: 2026-01-09
    status: approved
    approved_by: sam
    bac: ⟦PM333 cw⟧900 EUR
    contingency: ⟦PM333 cr⟧«40 EUR|0 EUR»
    management_reserve: ⟦PM333 cv⟧«30 EUR|0 EUR»
    items: [{ref: frozen}]
changes:
  - {id: dear, title: Dear, status: approved, requested_by: ben, requested_on: 2026-03-20, reason: r, impact_schedule: 0d, impact_cost: ⟦PM245 ca⟧«100 EUR|40 EUR», approver: ⟦ca⟧mei, decided_on: 2026-04-02}
  - {id: long, title: Long, status: approved, requested_by: ben, requested_on: 2026-03-20, reason: r, impact_schedule: ⟦PM245 cb⟧«15d|5d», impact_cost: 0 EUR, approver: ⟦cb⟧mei, decided_on: 2026-04-02}
  - {id: taken, title: Taken, status: ⟦PM246 cc⟧closed, requested_by: ben, requested_on: 2026-03-20, reason: r, impact_schedule: 0d, impact_cost: ⟦cc⟧«10 EUR|0 EUR», approver: sam, decided_on: 2026-04-02, implementation_plan: p, implemented_on: 2026-04-20, verified_by: sam}
phases:
  - {id: one, title: One, order: 1, status: ⟦pa⟧active}
  - {id: two, title: Two, order: 2, status: ⟦PM244 pa⟧«active|planned»}
  - {id: zero, title: Zero, order: 0, status: completed, gate_decision: ⟦PM243 pb⟧«conditional_go|go», gate_by: sam, gate_date: 2026-03-02}
---
"""

BUDGETS = r"""
-- projects/over/index.md --
---
name: Lines above the budget
client: acme
manager: mei
sponsor: sam
currency: EUR
status: executing
objective: o
planned_start: 2026-01-05
planned_finish: 2026-12-18
actual_start: 2026-01-05
baseline: o0
budget: ⟦PM301 oa⟧«900 EUR|1000 EUR»
baselines:
  - {id: o0, title: The plan, version: B0, date: 2026-01-09, status: approved, approved_by: sam, bac: 1000 EUR, items: [{ref: over}]}
budget_lines:
  - {id: lot, title: Lot, category: material, amount: ⟦oa⟧1000 EUR, status: approved, approved_by: sam, approved_on: 2026-01-05}
---
-- projects/under/index.md --
---
name: Lines below the budget
client: acme
manager: mei
sponsor: sam
currency: EUR
status: executing
objective: o
planned_start: 2026-01-05
planned_finish: 2026-12-18
actual_start: 2026-01-05
baseline: u0
budget: ⟦PM301 ua⟧«1200 EUR|1000 EUR»
baselines:
  - {id: u0, title: The plan, version: B0, date: 2026-01-09, status: approved, approved_by: sam, bac: 1000 EUR, items: [{ref: under}]}
budget_lines:
  - {id: little, title: Little, category: material, amount: ⟦ua⟧1000 EUR, status: approved, approved_by: sam, approved_on: 2026-01-05}
---
-- projects/funds/index.md --
---
name: What pays for a change
client: acme
manager: mei
currency: EUR
tasks:
  - {id: whole, title: Whole, budget: ⟦PM335 fa⟧«900 EUR|300 EUR», parent: stage}
  - {id: part, title: Part, parent: whole}
  - {id: carded-work, title: Carded work, effort: ⟦fc⟧20h, assignees: [ben, mei]}
phases:
  - {id: stage, title: Stage, order: 1, budget: ⟦PM335 fb⟧«900 EUR|300 EUR»}
changes:
  - {id: paid, title: Paid, status: implementing, requested_by: ben, requested_on: 2026-01-20, reason: r, impact_schedule: 0d, impact_cost: ⟦PM304 fd⟧«200 EUR|150 EUR», approver: sam, decided_on: 2026-02-02, implementation_plan: p}
  - {id: drawn, title: Drawn, status: implementing, requested_by: ben, requested_on: 2026-01-20, reason: r, impact_schedule: 0d, impact_cost: ⟦PM304 fe⟧80 EUR, approver: sam, decided_on: 2026-02-02, implementation_plan: p, funding: contingency}
budget_lines:
  - {id: parts, title: Parts, category: labour, amount: ⟦fa⟧⟦fb⟧300 EUR, task: part, status: approved, approved_by: sam, approved_on: 2026-01-05}
  - {id: for-paid, title: For it, category: labour, amount: ⟦fd⟧150 EUR, change: paid, status: approved, approved_by: sam, approved_on: 2026-02-02}
  - {id: for-drawn, title: For that, category: labour, amount: 80 EUR, change: drawn, status: approved, approved_by: sam, approved_on: 2026-02-02}
  - {id: reserve, title: Reserve, category: contingency, amount: 400 EUR, status: approved, approved_by: sam, approved_on: 2026-01-05}
  - {id: draw, title: Draw, category: contingency, amount: ⟦fe⟧«-60 EUR|-80 EUR», change: drawn, status: approved, approved_by: sam, approved_on: 2026-02-02}
  - {id: carded, title: Carded, category: labour, amount: ⟦PM247 fc⟧«1400 EUR|1300 EUR», rate_card: yes, task: carded-work, status: approved, approved_by: sam, approved_on: 2026-03-05}
---
"""

RESERVES = r"""
-- projects/reserves/index.md --
---
name: What the contingency pays
client: acme
manager: mei
currency: EUR
budget: ⟦rb⟧1000 EUR
risks:
  - {id: flood, title: Flood, raised_on: 2026-01-20, owner: mei, probability: 3, impact: 3, review_on: 2026-08-01, cost_impact: ⟦rz⟧«900 EUR|20 EUR», status: ⟦ra⟧«assessed|occurred», issue: wet}
issues:
  - {id: wet, title: Wet, priority: P3, raised_on: 2026-02-20, owner: mei, status: on_hold, due: 2026-12-31}
changes:
  - {id: other, title: Other, status: approved, requested_by: ben, requested_on: 2026-01-20, reason: r, impact_schedule: 0d, impact_cost: 30 EUR, approver: sam, decided_on: 2026-02-02, funding: ⟦rc⟧«absorbed|contingency»}
budget_lines:
  - {id: reserve, title: Reserve, category: contingency, amount: ⟦rd⟧⟦PM311 rz⟧200 EUR, status: approved, approved_by: sam, approved_on: 2026-01-05}
  - {id: gone, title: Gone, category: contingency, amount: ⟦PM310 rc⟧-30 EUR, change: other, status: approved, approved_by: sam, approved_on: 2026-02-02}
costs:
  - {title: Pumps, category: equipment, amount: ⟦PM310 rd⟧«250 EUR|50 EUR», date: 2026-03-05, risk: ⟦PM310 ra⟧flood, status: approved, approved_by: sam}
---
-- projects/spending/index.md --
---
name: Costs and hours outside the budget
client: acme
manager: mei
currency: EUR
budget_lines:
  - {id: goods, title: Goods, category: ⟦sa⟧⟦sb⟧material, amount: ⟦sc⟧⟦sd⟧100 EUR, status: approved, approved_by: sam, approved_on: 2026-01-05}
costs:
  - {title: Train, category: «travel|material», amount: ⟦PM307 sa⟧40 EUR, date: 2026-03-05, status: approved, approved_by: sam}
  - {title: Steel, category: material, amount: ⟦PM309 sc⟧⟦PM309 sd⟧«120 EUR|10 EUR», date: 2026-03-05, budget_line: goods, status: approved, approved_by: sam}
  - {id: bolts, title: Bolts, type: ⟦se⟧«actual|commitment», category: material, amount: 1 EUR, date: 2026-03-05, status: approved, approved_by: sam}
  - {title: Bolts arrived, category: material, amount: 1 EUR, date: 2026-04-07, settles: ⟦PM248 se⟧bolts, status: approved, approved_by: sam}
time_entries:
  - {title: ⟦PM307 sb⟧Help, person: mei, date: 2026-03-05, hours: 2, status: «approved|rejected», approved_by: sam}
---
-- projects/hours/index.md --
---
name: Hours that do not fit
client: acme
manager: mei
currency: EUR
actual_start: 2026-01-05
actual_finish: ⟦hf⟧2026-06-24
tasks:
  - {id: done-work, title: Done work, status: done, percent_complete: 100, actual_start: 2026-01-05, actual_finish: ⟦ha⟧2026-03-12}
costs:
  - {title: Pay of March, category: labour, person: ben, amount: ⟦hb⟧«100 EUR|250 EUR», date: 2026-03-31, status: approved, approved_by: sam}
  - {title: Cheap month, category: labour, person: ben, amount: ⟦hc⟧«150 EUR|50 EUR», date: 2026-04-30, status: approved, approved_by: sam}
  - {title: Team of May, category: «labour|subcontract», amount: ⟦PM207 hg⟧1 EUR, date: 2026-05-29, status: approved, approved_by: sam}
  - {title: Late bill, category: travel, amount: 10 EUR, date: ⟦PM263 hf⟧«2026-06-29|2026-06-24», status: approved, approved_by: sam}
time_entries:
  - {title: Day, person: ben, date: 2026-03-05, hours: ⟦PM308 hb⟧5, status: approved, approved_by: sam}
  - {title: Free, person: ben, date: ⟦PM269 hd⟧«2026-04-07|2026-04-14», hours: ⟦PM308 hc⟧1, status: approved, approved_by: sam}
  - {title: Work of May, person: sam, date: 2026-05-05, hours: ⟦hg⟧1, status: approved, approved_by: mei}
  - {title: Weekend, person: sam, date: ⟦PM269 he⟧«2026-03-07|2026-03-09», hours: 1, status: approved, approved_by: mei}
  - {title: Too late, person: sam, date: ⟦PM249 ha⟧«2026-03-16|2026-03-10», hours: 1, task: done-work, status: approved, approved_by: mei}
---
-- projects/early/index.md --
---
name: Before the first rate
client: acme
manager: mei
currency: EUR
contract_value: ⟦PM268 xc⟧«900 USD|900 EUR»
costs:
  - {title: Lamps, category: material, amount: ⟦PM268 xb⟧80 CNY, date: ⟦xb⟧«2026-01-08|2026-02-03», status: approved, approved_by: sam}
time_entries:
  - {title: Early, person: ben, date: ⟦PM268 xa⟧«2026-01-08|2026-02-03», hours: 1, status: approved, approved_by: sam}
---
"""

CONTRACTS = r"""
-- projects/contract/index.md --
---
name: Contract, milestones and invoices
client: acme
manager: mei
currency: EUR
billing: fixed
contract_signed: 900 EUR
contract_value: ⟦PM305 ka⟧⟦kb⟧⟦kc⟧1000 EUR
changes:
  - {id: priced, title: Priced, status: approved, requested_by: ben, requested_on: 2026-01-20, reason: r, impact_schedule: 0d, impact_cost: 30 EUR, impact_price: ⟦ka⟧«80 EUR|100 EUR», approver: sam, decided_on: 2026-02-02}
milestones:
  - {id: signed, title: Signed, type: payment, status: achieved, baseline_date: 2026-01-12, actual_date: ⟦kd⟧«2026-02-20|2026-01-12», payment: 400 EUR}
  - {id: middle, title: Middle, type: payment, status: achieved, baseline_date: 2026-04-01, actual_date: 2026-04-01, payment: ⟦ke⟧600 EUR}
invoices:
  - {id: i1, title: Signed, number: "1", status: issued, client: acme, milestone: signed, issued_on: 2026-02-03, due_on: 2026-07-31, net: ⟦PM312 kd⟧400 EUR}
  - {id: i2, title: Middle, number: "2", status: issued, client: acme, milestone: middle, issued_on: 2026-04-07, due_on: 2026-07-31, net: ⟦PM313 kb⟧⟦PM312 ke⟧«650 EUR|600 EUR»}
---
-- projects/plans/index.md --
---
name: Payments and what is billed
client: acme
manager: mei
currency: EUR
billing: fixed
contract_value: ⟦kf⟧1000 EUR
milestones:
  - {id: half, title: Half, type: payment, status: achieved, baseline_date: 2026-04-01, actual_date: ⟦PM314 kg⟧2026-04-01, payment: ⟦PM334 kf⟧⟦kg⟧«700 EUR|1000 EUR»}
invoices:
  - {id: i3, title: Half, number: "3", status: «draft|issued», client: acme, milestone: half, issued_on: 2026-04-07, due_on: 2026-07-31, net: 1000 EUR}
---
-- projects/invoices/index.md --
---
name: Invoices
client: acme
manager: mei
currency: EUR
invoices:
  - {id: v1, title: Gross, client: acme, net: ⟦va⟧100 EUR, tax: 19 EUR, gross: ⟦PM315 va⟧«109 EUR|119 EUR»}
  - {id: v2, title: Lines, client: acme, net: ⟦PM315 vb⟧100 EUR, lines: ⟦vb⟧[{text: Work, quantity: «3|4», unit_price: 25 EUR}]}
  - {id: v3, title: Short, client: acme, number: "5", status: ⟦PM315 vc⟧paid, issued_on: 2026-03-05, due_on: 2026-04-05, net: ⟦vc⟧100 EUR, payments: [{date: 2026-04-05, amount: «90 EUR|98 EUR»}, {date: 2026-04-05, amount: 2 EUR, type: discount}]}
  - {id: v4, title: Twice, client: acme, number: "6", status: paid, issued_on: 2026-03-05, due_on: 2026-04-05, net: ⟦vd⟧100 EUR, payments: ⟦PM315 vd⟧[{date: 2026-04-05, amount: «200 EUR|100 EUR»}]}
  - {id: v5, title: Unsaid, client: acme, number: "7", status: ⟦PM315 ve⟧«partly_paid|paid», issued_on: 2026-03-05, due_on: 2026-07-31, net: ⟦ve⟧100 EUR, payments: [{date: 2026-04-05, amount: 100 EUR}]}
---
-- projects/bytime/index.md --
---
name: Billed by time
client: acme
manager: mei
currency: EUR
billing: ⟦PM316 ta⟧time
invoices:
  - {id: t1, title: March, number: "8", status: issued, client: acme, issued_on: 2026-04-07, due_on: 2026-07-31, net: 400 EUR, lines: [{text: March, type: time, quantity: 4, unit_price: ⟦PM316 tb⟧100 EUR, from: 2026-03-01, to: 2026-03-31}]}
  - {id: t2, title: April, number: "9", status: «draft|issued», client: acme, issued_on: 2026-05-07, due_on: 2026-07-31, net: 100 EUR, lines: [{text: April, type: time, quantity: 1, unit_price: 100 EUR, from: 2026-04-01, to: 2026-04-30}]}
time_entries:
  - {title: March, person: ben, date: 2026-03-10, hours: ⟦tb⟧«6|4», status: approved, approved_by: sam}
  - {title: April, person: ben, date: 2026-04-20, hours: ⟦ta⟧1, status: approved, approved_by: sam}
---
"""

WORKSPACE = GROUND + BASELINES + BUDGETS + RESERVES + CONTRACTS
FAULTY, SOUND = plain(variant(WORKSPACE, 1)), plain(variant(WORKSPACE, 2))
CODES = frozenset(found[1] for found in MARK.finditer(WORKSPACE) if found[1])
