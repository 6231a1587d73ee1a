"""Tickets past their limit or waiting without end, and answers from a form, each marked, each beside a sound twin."""

SERVICE = r"""
-- projects/apollo/service.md --
---
tickets:
  - {title: Q297, type: incident, priority: P3, requester: rosa, status: in_progress, opened_at: ⟦PM297⟧2026-06-01 09:00, first_response_at: 2026-06-01 10:00}
  - {title: Q297 near, type: incident, priority: P4, requester: rosa, opened_at: ⟦PM297⟧2026-06-29 09:00}
  - {title: Q297 own, type: incident, priority: P4, requester: rosa, status: in_progress, opened_at: ⟦PM297⟧2026-06-29 09:00, first_response_at: 2026-06-29 10:00, sla: {resolve: 8h}}
  - {title: Q297 sound, type: incident, priority: P3, requester: rosa, status: in_progress, opened_at: 2026-06-29 09:00, first_response_at: 2026-06-29 10:00}
  - {title: Q297 waits, type: incident, priority: P3, requester: rosa, status: pending, opened_at: 2026-06-17 09:00, first_response_at: 2026-06-17 10:00, pending_log: [{from: 2026-06-17 11:00}]}
  - {title: Q298, type: question, priority: P3, requester: rosa, status: pending, opened_at: 2026-06-11 09:00, first_response_at: 2026-06-11 10:00, pending_log: ⟦PM298⟧[{from: 2026-06-11 11:00}]}
  - {title: Q203 clock, type: question, priority: P4, requester: rosa, status: in_progress, opened_at: 2026-06-30 10:00, first_response_at: ⟦PM203⟧2026-06-30 09:59}
  - {title: Q203 clock sound, type: question, priority: P4, requester: rosa, status: in_progress, opened_at: 2026-06-30 10:00, first_response_at: 2026-06-30 10:00}
  - {title: Q284, type: question, priority: P3, requester: rosa, status: ⟦PM284⟧pending, opened_at: 2026-06-30 09:00, first_response_at: 2026-06-30 10:00}
  - {title: Q284 sound, type: question, priority: P3, requester: rosa, status: pending, opened_at: 2026-06-30 09:00, first_response_at: 2026-06-30 10:00, pending_log: [{from: 2026-06-30 10:00}]}
---
-- clients/acme/surveys/form/index.md --
---
title: Answers of a form
method: nps
status: open
sent_on: 2026-06-25
responses: [{date: 2026-06-29, score: 9}]
---
-- clients/acme/surveys/form/responses.csv --
date,score,answered_by
2026-06-29,⟦PM278⟧11,
2026-06-29,10,⟦PM104⟧nobody-knows
"""
