"""Plans that go beyond what a calendar knows, each marked, each beside a sound one."""

CALENDARS = r"""
-- calendars/published.md --
---
title: Published to 2026
week: {mon: 8, tue: 8, wed: 8, thu: 8, fri: 8}
exceptions:
  - {date: 2026-12-25, hours: 0, name: Christmas Day}
---
-- calendars/above.md --
---
title: Next year stands above
week: {mon: 8, tue: 8, wed: 8, thu: 8, fri: 8}
exceptions:
  - {date: 2026-05-01, hours: 0}
parent: next
---
-- calendars/next.md --
---
title: Published to 2027
week: {mon: 8, tue: 8, wed: 8, thu: 8, fri: 8}
exceptions:
  - {date: 2027-01-01, hours: 0}
---
-- projects/far/index.md --
---
name: Far into next year
client: acme
manager: mei
currency: EUR
calendar: published
planned_start: 2026-03-02
planned_finish: ⟦PM336⟧2027-01-29
---
-- projects/milestone/index.md --
---
name: One milestone next year
client: acme
manager: mei
currency: EUR
calendar: published
planned_start: 2026-03-02
planned_finish: 2026-12-18
milestones:
  - {title: Warranty ends, baseline_date: ⟦PM336⟧2027-06-30}
---
-- projects/near/index.md --
---
name: Up to the last known day
client: acme
manager: mei
currency: EUR
calendar: published
planned_start: 2026-03-02
planned_finish: 2026-12-31
---
-- projects/above/index.md --
---
name: Known by the calendar above
client: acme
manager: mei
currency: EUR
calendar: above
planned_start: 2026-03-02
planned_finish: 2027-01-29
---
"""
