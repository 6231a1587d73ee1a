"""Faults of fields, values and references, each marked, each beside a sound twin."""

FIELDS = r"""
-- projects/apollo/risks/in-file.md --
---
id: ⟦PM126⟧R-17
title: An id unlike the file
raised_on: 2026-03-05
---
-- projects/apollo/risks/in-file-sound.md --
---
id: In-File-Sound
title: An id like the file
raised_on: 2026-03-05
---
-- projects/apollo/risks/hazard.md --
---
kind: ⟦PM128⟧hazard
title: No such kind
---
-- projects/apollo/risks/hazard-sound.md --
---
kind: issue
title: An issue in another folder
priority: P4
raised_on: 2026-06-25
owner: mei
---
-- projects/apollo/fields.md --
---
risks:
  - {title: Unknown field, raised_on: 2026-03-05, ⟦PM101⟧respnse: Call}
  - {title: Unknown field sound, raised_on: 2026-03-05, response: Call}
  - {title: Unknown choice, raised_on: 2026-03-05, category: ⟦PM102⟧money}
  - {title: Unknown choice sound, raised_on: 2026-03-05, category: cost}
  - {title: Unknown state, raised_on: 2026-03-05, status: ⟦PM103⟧done}
  - {title: Unknown state sound, raised_on: 2026-03-05, status: identified}
  - {id: ⟦PM125⟧bad id, title: Malformed id, raised_on: 2026-03-05}
  - {id: good-id, title: Malformed id sound, raised_on: 2026-03-05}
  - {title: ⟦PM129⟧"Bell \a", raised_on: 2026-03-05}
  - {title: "Tab \t", raised_on: 2026-03-05}
  - {title: Item without kind, raised_on: 2026-03-05, related: [⟦PM130⟧{title: Call Acme}]}
  - {title: Item with kind, raised_on: 2026-03-05, related: [{kind: lesson, type: positive, title: Call, situation: s, recommendation: r}]}
---
"""

VALUES = r"""
-- projects/apollo/values.md --
---
risks:
  - {title: V105, raised_on: ⟦PM105⟧2026-02-30}
  - {title: V105 sound, raised_on: 2024-02-29}
  - {title: V106, raised_on: ⟦PM106⟧0206-03-05}
  - {title: V106 sound, raised_on: 1900-01-01}
  - {title: V131, raised_on: ⟦PM131⟧5.3.2026}
  - {title: V131 sound, raised_on: "2026-03-05"}
  - {title: V107, raised_on: 2026-03-05, schedule_impact: ⟦PM107⟧three days}
  - {title: V107 sound, raised_on: 2026-03-05, schedule_impact: 3d}
  - {title: V108, raised_on: 2026-03-05, cost_impact: ⟦PM108⟧"1,200 EUR"}
  - {title: V108 sound, raised_on: 2026-03-05, cost_impact: 1200.50 EUR}
  - {title: V109, raised_on: 2026-03-05, cost_impact: ⟦PM109⟧1200 ZZZ}
  - {title: V109 sound, raised_on: 2026-03-05, cost_impact: 1200 EUR}
  - {title: V111, raised_on: 2026-03-05, probability: ⟦PM111⟧6}
  - {title: V111 sound, raised_on: 2026-03-05, probability: 5}
  - {title: V112, raised_on: 2026-03-05, probability_pct: ⟦PM112⟧likely}
  - {title: V112 sound, raised_on: 2026-03-05, probability_pct: 40%}
  - {title: V115, raised_on: 2026-03-05, related: [⟦PM115⟧"[[delay"]}
  - {title: V115 sound, raised_on: 2026-03-05, related: ["[[delay]]"]}
  - title: ⟦PM117⟧|
      V117
      on two lines
    id: v117
    raised_on: 2026-03-05
  - title: >
      V117 sound,
      folded into one line
    raised_on: 2026-03-05
  - {id: v118, title: ⟦PM118⟧LONG, raised_on: 2026-03-05}
  - {id: v118-sound, title: FITS, raised_on: 2026-03-05}
  - {title: V119, raised_on: 2026-03-05, cost_centre: ⟦PM119⟧47A}
  - {title: V119 sound, raised_on: 2026-03-05, cost_centre: 0047}
  - {title: V120, raised_on: ⟦PM120⟧[2026-03-05, 2026-04-01]}
  - {title: V120 sound, raised_on: 2026-03-05, tags: [one, two]}
phases:
  - {title: V110, order: ⟦PM110⟧first}
  - {title: V110 sound, order: 1}
tasks:
  - {title: V121, estimate: ⟦PM121⟧3d}
  - {title: V121 sound, estimate: {o: 2d, m: 3d, p: 5d}}
goals:
  - {title: V122, statement: s, measurements: [⟦PM122⟧{value: 12}]}
  - {title: V122 sound, statement: s, measurements: [{date: 2026-03-05, value: 12}]}
people:
  - {name: V113, type: team, cost_rate: ⟦PM113⟧85 per hour}
  - {name: V113 sound, type: team, cost_rate: 85 EUR/h}
  - {name: V116, type: team, email: ⟦PM116⟧v116 at example}
  - {name: V116 sound, type: team, email: v116@example.com}
  - {name: V123, type: team, language: ⟦PM123⟧Chinese}
  - {name: V123 sound, type: team, language: zh-CN}
  - {name: V124, type: team, timezone: ⟦PM124⟧GMT+8}
  - {name: V124 sound, type: team, timezone: Asia/Shanghai}
costs:
  - {title: V114, category: travel, amount: 12 EUR, date: 2026-03-05, billable: ⟦PM114⟧maybe}
  - {title: V114 sound, category: travel, amount: 12 EUR, date: 2026-03-05, billable: no}
---
-- projects/apollo/meetings/2026-02-31-kick-off.md --
⟦PM105⟧---
type: meeting
channel: video
participants: [mei, carla]
status: held
---
We said that this day is in no calendar.
-- projects/apollo/meetings/2026-02-28-kick-off.md --
---
type: meeting
channel: video
participants: [mei, carla]
status: held
---
We said that all is well.
-- projects/apollo/notes.md --
- [ ] Call Carla @mei due:⟦PM131⟧soon
- [ ] Call Carla again @mei due:2026-07-31
- [ ] A plain check box
""".replace("LONG", "L" * 121).replace("FITS", "F" * 120)

REFERENCES = r"""
-- projects/apollo/references.md --
---
risks:
  - {title: R104, raised_on: 2026-03-05, owner: ⟦PM104⟧mei-kellr}
  - {title: R104 sound, raised_on: 2026-03-05, owner: mei}
  - {title: R104 in a list, raised_on: 2026-03-05, related: [delay, ⟦PM104⟧nothing-like-it]}
  - {id: login, title: R151 one, raised_on: 2026-03-05}
  - {title: R151, raised_on: 2026-03-05, related: [⟦PM151⟧login]}
  - {title: R151 sound, raised_on: 2026-03-05, related: ["risk:login", "issue:apollo/login"]}
  - {title: R152, raised_on: 2026-03-05, owner: ⟦PM152⟧acme}
  - {title: R154, raised_on: 2026-03-05, owner: ⟦PM154⟧Mei Keller}
issues:
  - {id: login, title: R151 other, priority: P4, raised_on: 2026-06-25, owner: mei}
---
-- projects/apollo/risks/links.md --
---
title: Links
raised_on: 2026-03-05
---
See [[⟦PM104⟧vendor-dlay]] and [[⟦PM151⟧login|the login]], ![the plan](⟦PM153⟧plan.png) and [a note](<⟦PM153⟧../../../nowhere.md>).

See [[delay]] and [[risk:login|the login]], ![the plan](links.png) and [the delay](delay.md), `[[nothing]]`.
-- projects/apollo/twice.md --
---
risks:
  - {id: ⟦PM150⟧Delay, title: R150, raised_on: 2026-03-05}
  - {id: delay-sound, title: R150 sound, raised_on: 2026-03-05}
---
-- projects/apollo/risks/links.png --
not quite a picture
"""
