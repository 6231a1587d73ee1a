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
