"""Tolerances that are exceeded or cannot be, each marked, each beside a sound one."""

TOLERANCES = r"""
-- projects/beyond/index.md --
---
name: Beyond its tolerance of scope
client: acme
manager: mei
sponsor: carla
status: initiating
currency: EUR
tolerance: {scope_pct: ⟦PM337⟧10}
deliverables:
  - {title: P337 dropped, status: cancelled, due: 2026-09-30}
  - {title: P337 kept, due: 2026-09-30}
---
-- projects/asked/index.md --
---
name: Beyond it and asked about
client: acme
manager: mei
sponsor: carla
status: initiating
currency: EUR
tolerance: {scope_pct: 10}
deliverables:
  - {title: P337 dropped too, status: cancelled, due: 2026-09-30}
  - {title: P337 kept too, due: 2026-09-30}
decisions:
  - {title: P337 asked, exception: [scope], context: One part is too dear., options: [{option: Go on without it}, {option: Find the money}], recommendation: Go on.}
  - {title: P338 bare, exception: ⟦PM338⟧[schedule], options: [{option: Wait}]}
---
-- projects/within/index.md --
---
name: At its tolerance
client: acme
manager: mei
sponsor: carla
status: initiating
currency: EUR
tolerance: {scope_pct: 50, days: 10, cost_pct: 5}
phases:
  - {title: P339 narrow, order: 1, tolerance: {days: 10}}
  - {title: P339 wide, order: 2, tolerance: {days: ⟦PM339⟧11}}
deliverables:
  - {title: P337 gone at the limit, status: cancelled, due: 2026-09-30}
  - {title: P337 left at the limit, due: 2026-09-30}
---
"""

RESERVES = r"""
-- projects/scarce/index.md --
---
name: Enough on average, not in most runs
client: acme
manager: mei
sponsor: carla
status: initiating
currency: EUR
eac: {amount: 500 EUR, by: mei, on: 2026-03-02}
budget_lines:
  - {title: P342 reserve, status: approved, category: contingency, amount: ⟦PM342⟧600 EUR, approved_by: mei, approved_on: 2026-03-02}
  - {title: P342 work, status: approved, category: other, amount: 500 EUR, approved_by: mei, approved_on: 2026-03-02}
  - {title: P342 more work, status: approved, category: travel, amount: 500 EUR, approved_by: mei, approved_on: 2026-03-02}
costs:
  - {title: P343 at the estimate, status: approved, category: other, amount: 400 EUR, date: 2026-03-05, approved_by: mei, paid_on: 2026-03-06}
  - {title: P343 ordered, status: approved, type: commitment, category: travel, amount: 100 EUR, date: 2026-03-05, approved_by: mei}
risks:
  - {title: P342 threat, raised_on: 2026-03-05, category: technical, probability: 3, probability_pct: 50%, impact: 1, cost_impact: 1000 EUR}
---
-- projects/ample/index.md --
---
name: Enough in most runs
client: acme
manager: mei
sponsor: carla
status: initiating
currency: EUR
eac: ⟦PM343⟧{amount: 499.99 EUR, by: mei, on: 2026-03-02}
budget_lines:
  - {title: P342 reserve kept, status: approved, category: contingency, amount: 1000 EUR, approved_by: mei, approved_on: 2026-03-02}
  - {title: P342 work kept, status: approved, category: other, amount: 500 EUR, approved_by: mei, approved_on: 2026-03-02}
  - {title: P342 more work kept, status: approved, category: travel, amount: 500 EUR, approved_by: mei, approved_on: 2026-03-02}
costs:
  - {title: P343 beyond the estimate, status: approved, category: other, amount: 400 EUR, date: 2026-03-05, approved_by: mei, paid_on: 2026-03-06}
  - {title: P343 ordered too, status: approved, type: commitment, category: travel, amount: 100 EUR, date: 2026-03-05, approved_by: mei}
risks:
  - {title: P342 threat kept, raised_on: 2026-03-05, category: technical, probability: 3, probability_pct: 50%, impact: 1, cost_impact: 1000 EUR}
---
"""
