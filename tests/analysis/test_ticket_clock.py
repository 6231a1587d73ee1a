from datetime import date

import pytest
from ledgers import ACME, AS_OF, EUROS, read

from pmledger.kinds.settings import parse_settings

DESK = "-- projects/desk/index.md --\n---\nname: Desk\nclient: acme\nmanager: mei\nstatus: executing\n"


def desk(*tickets, more="", as_of=AS_OF, settings=EUROS, head=""):
    """What is concluded from tickets written in a project's list."""
    rows = "".join(f"  - {{id: t{at}, title: T{at}, type: incident, requester: ann, {ticket}}}\n" for at, ticket in enumerate(tickets))
    return read(f"{ACME}{DESK}{head}tickets:\n{rows}---\n{more}", as_of, settings)


def hours(found, name, at=0):
    return found.value(name, f"ticket:desk/t{at}")


def standing(found, at=0):
    return found.found.care.tickets[f"ticket:desk/t{at}"]


def test_the_clock_runs_in_working_hours():
    """From Friday afternoon to Monday morning pass two hours, and the first answer counts by the same clock."""
    found = desk("priority: P3, status: resolved, opened_at: 2026-06-26 16:00, first_response_at: 2026-06-26 16:30, resolved_at: 2026-06-29 10:00")
    assert (float(hours(found, "first_answer")), hours(found, "solution")) == (0.5, 2)
    assert found.unknown("time_left", "ticket:desk/t0") == "the ticket is resolved"


def test_waiting_for_the_client_stops_the_clock():
    """Times of waiting do not count, overlapping ones once, and those beyond the ticket's own life not at all."""
    log = "pending_log: [{from: 2026-06-22 10:00, to: 2026-06-23 10:00}, {from: 2026-06-22 16:00, to: 2026-06-23 12:00}, {from: 2026-06-29 09:00}]"
    found = desk(f"priority: P3, status: resolved, opened_at: 2026-06-22 09:00, first_response_at: 2026-06-22 09:30, resolved_at: 2026-06-23 17:00, {log}")
    assert hours(found, "solution") == 6


def test_while_it_waits_it_has_no_limit():
    """An open ticket that waits stands still: no due moment, nothing near, and the agenda asks again in ten days."""
    found = desk("priority: P2, status: pending, opened_at: 2026-06-25 09:00, first_response_at: 2026-06-25 10:00, pending_log: [{from: 2026-06-25 11:00}]")
    one = standing(found)
    assert (one.due, one.near, one.solution) == (None, False, 120)
    assert [(item.day, str(item.action)) for item in found.found.agenda] == [
        (date(2026, 7, 9), "Ask again what the ticket “T0” waits for")
    ]


def test_due_after_what_it_waited():
    """The end of the agreed time moves by the time of waiting."""
    found = desk("priority: P2, status: in_progress, opened_at: 2026-06-29 09:00, first_response_at: 2026-06-29 10:00, pending_log: [{from: 2026-06-29 10:00, to: 2026-06-29 15:00}], sla: {resolve: 8h}")
    assert standing(found).due.isoformat() == "2026-06-30T14:00:00"
    assert [(item.day, str(item.action), item.overdue_days) for item in found.found.agenda] == [
        (date(2026, 6, 30), "Resolve the ticket “T0”", 0)
    ]


@pytest.mark.parametrize(
    ("opened", "late", "near"),
    [("2026-06-29 09:00", True, True), ("2026-06-30 10:00", False, True), ("2026-06-30 12:00", False, False)],
)
def test_near_and_past_the_limit(opened, late, near):
    """From four fifths of the time a ticket is near its limit, past all of it late."""
    one = standing(desk(f"priority: P1, status: in_progress, opened_at: {opened}, first_response_at: {opened}"))
    assert (one.late, one.near) == (late, near)


CONTRACT = """-- clients/acme/documents/{name}.md --
---
title: Agreement
type: contract
classification: internal
location: https://example.com/a
status: {status}
version: "1"
approved_by: mei
approved_on: {day}
service_levels: {{P1: {{resolve: 2h}}}}
---
"""


def test_what_was_agreed():
    """A ticket's own times, the record it names, the client's contract in force, the workspace, else the usual times."""
    own = parse_settings({"service": {"P2": {"resolve": "1d"}}, "currency": "EUR"})[0]
    opened = "status: in_progress, opened_at: 2026-06-30 09:00, first_response_at: 2026-06-30 09:10"
    more = CONTRACT.format(name="new", status="approved", day="2026-06-01") + CONTRACT.format(
        name="void", status="obsolete", day="2026-06-20"
    )
    found = desk(
        f"priority: P1, {opened}, sla: {{resolve: 30min}}",
        f'priority: P1, {opened}, sla: "[[document:void]]"',
        f"priority: P1, {opened}",
        f"priority: P2, {opened}",
        f"priority: P3, {opened}",
        more=more,
        settings=own,
    )
    levels = [standing(found, at).level for at in range(5)]
    assert [(one.answer, one.resolve, one.agreed) for one in levels] == [
        (60, 30, True),
        (60, 120, True),
        (60, 120, True),
        (240, 480, False),
        (480, 2400, False),
    ]
    assert [one.record for one in levels[:3]] == ["ticket:desk/t0", "document:acme/void", "document:acme/new"]


def test_the_project_names_the_hours():
    """The calendar of the ticket's project holds, with its hours on the clock."""
    calendar = '-- calendars/shop.md --\n---\ntitle: Shop\nweek: {mon-sat: ["08:00-20:00"]}\n---\n'
    found = desk("priority: P3, status: resolved, opened_at: 2026-06-26 19:00, first_response_at: 2026-06-26 19:10, resolved_at: 2026-06-27 10:00", head="calendar: shop\n", more=calendar)
    assert hours(found, "solution") == 3


DONE = "status: closed, opened_at: {day} 09:00, first_response_at: {day} {answer}, resolved_at: {day} {end}, closed_at: {day} 17:00, resolution: x"


def test_kept_is_of_those_resolved_and_those_past_their_limit():
    """An open ticket past its limit counts against us, one within it does not count yet; old and cancelled ones never."""
    found = desk(
        "priority: P1, " + DONE.format(day="2026-06-22", answer="09:30", end="11:00"),
        "priority: P1, " + DONE.format(day="2026-06-23", answer="11:00", end="12:00"),
        "priority: P1, status: in_progress, opened_at: 2026-06-22 09:00, first_response_at: 2026-06-22 09:10",
        "priority: P1, status: in_progress, opened_at: 2026-06-30 16:00, first_response_at: 2026-06-30 16:10",
        "priority: P1, status: cancelled, opened_at: 2026-06-22 09:00",
        "priority: P1, " + DONE.format(day="2026-03-02", answer="09:30", end="11:00"),
    )
    assert round(float(found.value("service_kept")), 1) == 66.7
    assert found.value("first_answers_kept") == 75
    assert (found.value("open_tickets"), found.value("late_tickets", "client:acme")) == (2, 1)
    assert found.value("p85_solution") == 3
    assert [float(one.value) for one in found.found.figure("p85_first_answer").inputs] == [0.5, 2]


def test_reopened():
    """A ticket that is open though it was resolved was reopened; closed ones tell it by their own words."""
    found = desk(
        "priority: P4, status: in_progress, opened_at: 2026-06-22 09:00, first_response_at: 2026-06-22 09:10, resolved_at: 2026-06-23 09:00",
        "priority: P4, reopened_at: [2026-06-22 10:00], " + DONE.format(day="2026-06-22", answer="09:30", end="11:00"),
        "priority: P4, " + DONE.format(day="2026-06-22", answer="09:30", end="11:00"),
        "priority: P4, " + DONE.format(day="2026-06-22", answer="09:30", end="11:00"),
    )
    assert found.value("reopened") == 50
    assert standing(found).open


def test_no_ticket_no_rate():
    """Without a resolved ticket nothing is kept or broken."""
    found = desk("priority: P4, opened_at: 2026-06-30 09:00")
    assert found.value("service_kept") is None
    assert found.unknown("p85_solution") == "no ticket was resolved in the last 90 days"
    assert found.value("open_tickets") == 1


def test_an_earlier_day_knows_less():
    """On an earlier day a ticket was not there yet, or not resolved yet."""
    ticket = "priority: P3, " + DONE.format(day="2026-06-22", answer="09:30", end="11:00")
    assert desk(ticket, as_of=date(2026, 6, 21)).found.care.tickets == {}
    assert desk(ticket, as_of=date(2026, 6, 22)).value("open_tickets") == 0


def test_resolved_before_it_was_opened():
    """Times that contradict each other are reported, and no service that was kept."""
    found = desk("priority: P3, status: resolved, opened_at: 2026-06-20 10:00, resolved_at: 2026-06-18 10:00")
    assert found.found.care.tickets == {}
    assert found.value("service_kept") is None


def test_impact_and_urgency_rank_a_ticket():
    """Where no priority is written, the agreed times are those of ITIL's matrix."""
    one = standing(desk("impact: high, urgency: high, opened_at: 2026-06-27 02:00"))
    assert (one.record.text("priority"), one.level.answer, one.answer, one.answer_late) == ("P1", 60, 960, True)


def test_trainings():
    """Attendance takes heads by number or by name, of those invited at most all; results need a score to pass."""
    more = """-- trainings.csv --
id,title,audience,status,date,invited,attended,pass_score
a,A,team,delivered,2026-06-01,8,6,
b,B,team,delivered,2025-06-01,1,10,
-- trainings/c.md --
---
title: C
client: acme
audience: client_user
status: evaluated
date: 2026-06-02
invited: [ann, mei]
attended: [ann]
pass_score: 60
results: [{person: ann, score: 60}, {person: mei, score: 59}]
---
"""
    found = desk("priority: P4, opened_at: 2026-06-30 09:00", more=more)
    assert (found.value("attendance"), found.value("attendance", "client:acme")) == (70, 50)
    assert (found.value("attendance", "training:a"), found.value("pass_rate", "training:acme/c")) == (75, 50)
    assert found.value("attendance", "training:b") == 100
    assert found.unknown("pass_rate", "training:a") == "nobody was tested against a score to pass"
