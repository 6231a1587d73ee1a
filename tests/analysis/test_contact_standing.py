from datetime import date
from fractions import Fraction

from ledgers import ACME, read

from pmledger.analysis.answers import in_time
from pmledger.analysis.series import before, carried, minutes_of

PLAN = """
-- clients/acme/comm-plan.md --
---
comm_plans:
  - {id: weekly, title: Weekly call, audience: [ann], content: Progress, channel: phone, frequency: weekly, first_on: 2026-06-01, owner: mei}
  - {id: paused, title: Newsletter, status: paused, audience: everybody, content: News, channel: email, frequency: weekly, first_on: 2026-01-05}
---
-- clients/acme/meetings/2026-06-01-call.md --
---
title: First call
status: held
type: call
channel: phone
date: 2026-06-01
participants: [ann, mei]
plan_item: weekly
---
-- clients/acme/meetings/2026-06-11-call.md --
---
title: Late call
status: held
type: call
channel: phone
date: 2026-06-11
participants: [ann, mei]
plan_item: weekly
---
"""


def test_a_plan_is_judged_time_by_time():
    """Of 1, 8, 15 and 22 June one was held in time, one late, two were missed; the 29th is within its grace."""
    found = read(ACME + PLAN)
    standing = found.found.relations.plans["comm_plan:acme/weekly"]
    states = {one.day.day: one.state(found.found.as_of) for one in standing.times if one.day <= date(2026, 6, 30)}
    assert states == {1: "held", 8: "late", 15: "missed", 22: "missed", 29: "due"}
    assert found.value("plan_compliance", "client:acme") == 25
    assert found.value("plan_compliance") == 25
    assert (standing.overdue.day, standing.overdue_days) == (date(2026, 6, 15), 15)
    assert found.value("plan_overdue") == 1
    assert [one.day for one in standing.soon] == [date(2026, 6, 29), date(2026, 7, 6)]


def test_an_item_at_rest_asks_for_nothing():
    """A paused item has no times, is not overdue and not judged."""
    standing = read(ACME + PLAN).found.relations.plans["comm_plan:acme/paused"]
    assert (standing.asks, standing.times, standing.overdue) == (False, (), None)


def test_without_a_plan_compliance_is_unknown():
    """Nothing asked for is not 100 %."""
    assert "no plan asked" in read(ACME).unknown("plan_compliance", "client:acme")


STAKEHOLDERS = """
-- people/boss.md --
---
name: Bo Boss
type: contact
organisation: acme
influence: 5
interest: 2
engagement_current: resistant
engagement_desired: supportive
---
-- people/clerk.md --
---
name: Cy Clerk
type: contact
organisation: acme
influence: 3
---
-- clients/acme/meetings/2026-05-20-visit.md --
---
title: Visit
status: held
type: visit
channel: in_person
date: 2026-05-20
participants: [boss, mei]
---
-- clients/acme/meetings/2026-06-28-report.md --
---
title: Report
status: held
type: report
channel: email
date: 2026-06-28
participants: [boss, ann, mei]
---
"""


def test_a_report_that_was_sent_breaks_no_silence():
    """The director was visited 41 days ago, beyond the 30 of a key client; the mail of last week reached everybody."""
    found = read(ACME + STAKEHOLDERS)
    silences = found.found.relations.silences
    assert [(one.person.id, one.since, one.limit) for one in silences] == [("boss", 41, 30)]
    assert found.value("silent_stakeholders") == 1
    assert found.value("days_since_contact", "person:boss") == 41
    assert found.value("engagement_gap", "person:boss") == 2
    assert "not written" in found.unknown("engagement_gap", "person:clerk")


MAILS = """
-- clients/acme/comm-plan.md --
---
comm_plans:
  - {id: mail, title: Mails, audience: all of Acme, content: Answers, channel: email, frequency: on_event, answer_within: 8h}
  - {id: boss-mail, title: Mails of Ann, audience: [ann], content: Answers, channel: email, frequency: on_event, answer_within: 2h}
---
-- clients/acme/mails.md --
---
communications:
  - {id: q1, title: One, type: email, channel: email, direction: inbound, status: held, date: 2026-06-25 16:00, participants: [ann], summary: x}
  - {id: a1, title: Answer one, type: email, channel: email, direction: outbound, status: held, date: 2026-06-26 10:00, participants: [ann, mei], summary: x}
  - {id: q2, title: Two, type: email, channel: email, direction: inbound, status: held, date: 2026-06-26 11:00, participants: [bob], summary: x}
  - {id: c2, title: A call on something else, type: call, channel: phone, direction: outbound, status: held, date: 2026-06-26 11:30, participants: [bob, mei], summary: x}
  - {id: a2, title: Answer two, type: email, channel: email, direction: outbound, status: held, date: 2026-06-29 12:00, source: q2, participants: [bob, mei], summary: x}
  - {id: q3, title: Three, type: email, channel: email, direction: inbound, status: held, date: 2026-06-30 16:30, participants: [bob], summary: x}
  - {id: q4, title: By phone, type: call, channel: phone, direction: inbound, status: held, date: 2026-06-29 16:30, participants: [bob], summary: x}
  - {id: q5, title: From us, type: email, channel: email, direction: internal, status: held, date: 2026-06-29 16:30, participants: [mei], summary: x}
---
-- people/bob.md --
---
name: Bob Acme
type: contact
organisation: acme
---
"""


def test_answers_are_measured_in_working_time_against_the_nearest_norm():
    """Two hours over a night for Ann, whose own norm is two; nine over a weekend for Bob, by the answer that names it."""
    found = read(ACME + MAILS)
    told = {one.message.id: (one.hours, one.norm, one.answer.id if one.answer else "") for one in found.found.relations.answers}
    assert told == {
        "q1": (Fraction(2), Fraction(2), "a1"),
        "q2": (Fraction(9), Fraction(8), "a2"),
        "q3": (Fraction(1, 2), Fraction(8), ""),
    }
    assert found.found.relations.answers[0].message.id == "q3"
    assert found.value("answers_in_time") == 50
    assert found.value("median_answer") == Fraction(11, 2)


def test_what_waits_longer_than_its_norm_counts_as_late():
    """A day later the third message has waited for more than its eight hours; until then it was not judged."""
    found = read(ACME + MAILS, as_of=date(2026, 7, 1))
    third = next(one for one in found.found.relations.answers if one.message.id == "q3")
    assert (third.waits, third.late) == (True, True)
    assert in_time(found.found.relations.answers).value == Fraction(100, 3)


SERIES = """
-- clients/acme/comm-plan.md --
---
comm_plans:
  - {id: steering, title: Steering, audience: [ann], content: All, channel: video, frequency: monthly, first_on: 2026-05-06, owner: mei}
---
-- clients/acme/meetings/2026-05-06-steering.md --
---
status: held
type: meeting
channel: video
participants: [ann, mei]
plan_item: steering
---
We met.

- [ ] Old debt @mei due:2026-05-20
- [x] Done long ago @mei due:2026-05-10 done:2026-05-09
-- clients/acme/meetings/2026-06-08-steering.md --
---
status: held
type: meeting
channel: video
participants: [ann, mei]
plan_item: steering
---
We met again.

- [ ] Send the figures @mei due:2026-06-20 promise:acme
-- clients/acme/meetings/2026-06-09-other.md --
---
status: held
type: meeting
channel: video
participants: [ann, mei]
---
Elsewhere.

- [ ] Of another meeting @mei due:2026-06-20
-- clients/acme/meetings/2026-07-06-steering.md --
---
status: planned
type: meeting
channel: video
participants: [ann, mei]
plan_item: steering
agenda: [All]
---
-- decisions/go.md --
---
title: Go on
status: decided
decision: We go on.
decided_by: [ann]
decided_on: 2026-06-08
meeting: 2026-06-08-steering
---
"""


def test_the_next_of_a_series_takes_up_what_all_before_left_open():
    """Open actions and promises of every earlier meeting of the series, the decision of the last, nothing of others."""
    found = read(ACME + SERIES)
    minutes = minutes_of(found.ledger, found.found.as_of)
    coming = found.ledger.by_key["communication:acme/2026-07-06-steering"]
    earlier = before(coming, minutes)
    left = carried(earlier, coming.project, found.ledger, minutes, found.found.as_of)
    assert [one.id for one in earlier] == ["2026-06-08-steering", "2026-05-06-steering"]
    assert [one.title for one in left.actions] == ["Old debt"]
    assert [one.title for one in left.promises] == ["Send the figures"]
    assert [one.title for one in left.decisions] == ["Go on"]
    assert left.count == 2
    assert found.found.relations.plans["comm_plan:acme/steering"].planned is coming


def test_days_to_pay_are_those_of_invoices_paid_in_full():
    """Thirty and ten days make twenty; a part payment does not count."""
    invoices = """
-- clients/acme/invoices/one.md --
---
title: One
net: 100 EUR
gross: 100 EUR
status: paid
issued_on: 2026-05-01
payments: [{date: 2026-05-10, amount: 40 EUR}, {date: 2026-05-31, amount: 60 EUR}]
---
-- clients/acme/invoices/two.md --
---
title: Two
net: 100 EUR
gross: 100 EUR
status: paid
issued_on: 2026-06-01
payments: [{date: 2026-06-11, amount: 100 EUR}]
---
-- clients/acme/invoices/three.md --
---
title: Three
net: 100 EUR
gross: 100 EUR
status: partly_paid
issued_on: 2026-01-01
payments: [{date: 2026-06-11, amount: 1 EUR}]
---
"""
    assert read(ACME + invoices).value("payment_days", "client:acme") == 20
