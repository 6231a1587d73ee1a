"""The small consultancy with what it owes, whom it speaks with, and whose time is taken."""

from functools import cache

from ledgers_shown import STUDIO, Shown

RELATIONS = """
-- promises/figures-late.md --
---
title: Send the price list
to: rosa
due: 2026-06-12
original_due: 2026-06-05
rescheduled: [{due: 2026-06-12, on: 2026-06-04, agreed_by: rosa}]
owner: mei
status: kept
kept_on: 2026-06-11
---
-- promises/migration.md --
---
title: Move the stock figures
to: acme
due: 2026-07-10
owner: mei
carried_by: [milestone:apollo/go-live]
---
-- promises/theirs.md --
---
title: Name the key users
to: acme
direction: theirs
due: 2026-06-20
owner: mei
---
-- promises/taken-back.md --
---
title: Print the manual
to: acme
due: 2026-06-01
owner: mei
status: broken
reason: The printer closed.
---
-- clients/acme/comm-plan.md --
---
comm_plans:
  - {id: review, title: Monthly review, audience: [rosa], content: All of it, channel: in_person, frequency: monthly, first_on: 2026-05-05, owner: mei}
  - {id: call, title: Call before the board, audience: [viktor], content: The date, channel: phone, frequency: monthly, first_on: 2026-07-02, owner: mei}
  - {id: mail, title: Mails from Acme, audience: [rosa, viktor], content: Answers, channel: email, frequency: on_event, answer_within: 4h, owner: mei}
---
-- clients/acme/mails.md --
---
communications:
  - {id: ask, title: Which date holds?, type: email, channel: email, direction: inbound, status: held, date: 2026-06-29 10:00, participants: [viktor], summary: Viktor asks for the date.}
---
-- clients/acme/meetings/2026-05-05-review.md --
---
title: Review in May
status: held
type: meeting
channel: in_person
participants: [rosa, mei]
plan_item: review
---
We looked at everything.

- [ ] Draw the new plan @mei due:2026-06-01
-- clients/acme/meetings/2026-07-07-review.md --
---
title: Review in July
status: planned
type: meeting
channel: in_person
participants: [rosa, mei]
plan_item: review
agenda: [Where we stand]
---
-- people/jon.md --
---
name: Jon Olsen
type: team
role: Engineer
skills: [data, English]
allocation:
  - {project: apollo, percent: 80, from: 2026-06-01, to: 2026-07-12}
  - {project: apollo, percent: 50, from: 2026-06-01, to: 2026-07-12}
leave: [{from: 2026-07-13, to: 2026-07-17}]
---
-- people/kim.md --
---
name: Kim Park
type: team
skills: [data]
---
-- team-events/thanks.md --
---
title: Thank you, Jon
status: held
type: recognition
date: 2026-06-05
participants: [jon]
outcome: He stayed when it counted.
---
-- team-events/friday.md --
---
title: Friday talk
status: held
type: knowledge_sharing
date: 2026-06-12
participants: [jon, kim]
---
-- performance-reviews/jon.md --
---
title: Review of Jon
status: discussed
person: jon
reviewer: mei
period_from: 2026-01-01
period_to: 2026-06-30
objectives: [{goal: Learn to say no sooner, weight: 100, rating: 3}]
overall: 3
discussed_on: 2026-06-30
---
-- clients/acme/invoices/i1.md --
---
title: First invoice
net: 1000 EUR
gross: 1000 EUR
status: paid
number: "1"
issued_on: 2026-04-01
due_on: 2026-05-01
payments: [{date: 2026-05-11, amount: 1000 EUR}]
---
"""


@cache
def relations(language: str = "en") -> Shown:
    """The workspace, read once in each language."""
    return Shown(STUDIO + RELATIONS, language)
