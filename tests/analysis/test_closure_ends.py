from datetime import date

from ledgers import ACME, read

from pmledger.analysis.closure import follow_ons, open_ends, report_of

APOLLO = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: closing
tasks:
  - {id: dig, title: Dig, duration: 2d, assignees: [mei]}
  - {id: over, title: Over, duration: 1d, status: done, actual_start: 2026-06-01, actual_finish: 2026-06-01}
issues:
  - {id: leak, title: Leak, priority: P4, raised_on: 2026-06-01, due: 2026-07-31}
  - {id: crack, title: Crack, priority: P4, raised_on: 2026-06-01}
  - {id: dry, title: Dry, priority: P4, raised_on: 2026-06-01, status: closed, resolution: x, resolved_on: 2026-06-02, closed_on: 2026-06-02}
invoices:
  - {id: i1, title: Paid, status: paid, number: "1", client: acme, net: 10 EUR, issued_on: 2026-06-01, due_on: 2026-06-15, payments: [{date: 2026-06-10, amount: 10 EUR}]}
  - {id: i2, title: Owed, status: issued, number: "2", client: acme, net: 10 EUR, issued_on: 2026-06-01, due_on: 2026-07-15}
closure_reports:
  - {id: old, title: Old, date: 2026-05-01, objectives_review: [x]}
  - {id: new, title: New, date: 2026-06-29, objectives_review: [x], follow_on: [{item: "issue:leak", owner: ann, due: 2026-08-31}, {item: Water the plants, owner: mei}]}
costs:
  - {id: c1, title: Spade, category: material, amount: 120 EUR, date: 2026-06-02, status: approved, approved_by: mei}
baselines:
  - {id: b0, title: First, version: B0, status: approved, date: 2026-05-01, approved_by: mei, bac: 100 EUR, items: [{ref: dig, cost: 100 EUR}]}
retrospectives:
  - {id: r, title: Look back, date: 2026-06-20, status: held, participants: [mei], went_well: [a], to_improve: [b], actions: [{id: a1, title: One, owner: mei, due: 2026-07-01}, {id: a2, title: Two, owner: mei, due: 2026-07-01, status: done, done_on: 2026-06-25}]}
---
"""


def test_what_is_open_stands_with_who_takes_it_over():
    """What nobody owns comes first; the report's owner and date hold over the record's own; what is done or paid is no end."""
    found = read(ACME + APOLLO)
    ends = open_ends("project:apollo", found.ledger, date(2026, 6, 30))
    assert [(end.record.id, end.owner, end.due, end.listed) for end in ends] == [
        ("crack", "", None, False),
        ("i2", "", date(2026, 7, 15), False),
        ("dig", "person:mei", None, False),
        ("a1", "person:mei", date(2026, 7, 1), False),
        ("leak", "person:ann", date(2026, 8, 31), True),
    ]
    assert found.value("open_ends", "project:apollo") == 5


def test_the_latest_report_is_the_one_that_closes():
    """Of two reports the later one counts; its lines are records or texts."""
    found = read(ACME + APOLLO)
    report = report_of("project:apollo", found.ledger)
    assert report.id == "new"
    assert [(line.record, line.text, line.owner) for line in follow_ons(report)] == [
        ("issue:apollo/leak", "", "person:ann"), ("", "Water the plants", "person:mei"),
    ]  # fmt: skip


def test_cost_against_the_plan():
    """120 spent of 100 planned is 20 more; a project under way has no such figure."""
    assert read(ACME + APOLLO).value("cost_variance_end", "project:apollo") == 20
    under_way = read(ACME + APOLLO.replace("status: closing", "status: executing"))
    assert ("cost_variance_end", "project:apollo") not in under_way.found.figures


def test_actions_of_a_look_back():
    """One of two actions done is half; without any nothing is known."""
    assert read(ACME + APOLLO).value("actions_done", "retrospective:apollo/r") == 50
    without = APOLLO[: APOLLO.index(", actions: [{id: a1")] + "}\n---\n"
    assert read(ACME + without).unknown("actions_done", "retrospective:apollo/r") == "no action came out of it"
