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
"""
