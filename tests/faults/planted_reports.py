"""Status reports that owe something, each marked, each beside a sound one."""

REPORTS = r"""
-- projects/told/index.md --
---
name: Told month by month
client: acme
manager: mei
currency: EUR
---
-- projects/told/status-reports/january.md --
---
title: January
status: issued
period_from: 2026-01-01
period_to: 2026-01-31
rag: {schedule: green, cost: ⟦PM224⟧amber}
rag_reason: The vendor.
highlights: [Begun]
next_steps: [Go on]
issued_on: 2026-02-04
---
-- projects/told/status-reports/february.md --
---
title: February, with its way out
status: issued
period_from: 2026-02-01
period_to: 2026-02-28
rag: {cost: red}
rag_reason: The vendor.
highlights: [Gone on]
next_steps: [Go on]
issued_on: 2026-03-04
---

- [ ] Agree the replan @mei due:2026-12-01
-- projects/told/status-reports/march.md --
---
title: March
status: issued
period_from: ⟦PM226⟧2026-03-05
period_to: 2026-03-31
rag: {cost: green}
highlights: [Gone on]
next_steps: [Go on]
issued_on: ⟦PM225⟧2026-04-07
---
-- projects/hushed/index.md --
---
name: Told too seldom
client: acme
manager: mei
sponsor: rosa
status: executing
currency: EUR
billing: internal
objective: To be followed.
planned_start: 2026-03-02
planned_finish: 2026-12-31
actual_start: 2026-03-02
budget: 10 EUR
baseline: hushed-b0
report_frequency: ⟦PM206⟧monthly
baselines:
  - {id: hushed-b0, title: B0, status: approved, date: 2026-03-02, version: "0", bac: 10 EUR, approved_by: mei, items: [{ref: apollo, cost: 10 EUR}]}
status_reports:
  - {title: April, status: issued, period_from: 2026-04-01, period_to: 2026-04-30, highlights: [h], next_steps: [n], issued_on: 2026-05-04}
  - {title: A draft is no report, status: draft, period_from: 2026-05-01, period_to: 2026-06-30, highlights: [h], next_steps: [n]}
tasks:
  - {title: R208, status: ⟦PM208⟧todo, duration: 20d, baseline_start: 2026-06-29, baseline_finish: 2026-07-24}
  - {title: R208 begun, status: ⟦PM208⟧in_progress, duration: 20d, actual_start: 2026-06-01, baseline_start: 2026-06-01, baseline_finish: 2026-06-26}
  - {title: R208 sound, status: in_progress, duration: 20d, actual_start: 2026-06-03, baseline_start: 2026-06-03, baseline_finish: 2026-06-30}
  - {title: R238, duration: ⟦PM238⟧5w}
  - {title: R238 work, effort: ⟦PM238⟧81h}
  - {title: R238 sound, duration: 4w, effort: 80h}
---
-- projects/heard/index.md --
---
name: Told in time
client: acme
manager: mei
sponsor: rosa
status: executing
currency: EUR
billing: internal
objective: To be followed.
planned_start: 2026-03-02
planned_finish: 2026-12-31
actual_start: 2026-03-02
budget: 10 EUR
baseline: heard-b0
report_frequency: monthly
baselines:
  - {id: heard-b0, title: B0, status: approved, date: 2026-03-02, version: "0", bac: 10 EUR, approved_by: mei, items: [{ref: apollo, cost: 10 EUR}]}
status_reports:
  - {title: May, status: issued, period_from: 2026-05-01, period_to: 2026-05-31, highlights: [h], next_steps: [n], issued_on: 2026-06-02}
---
"""
