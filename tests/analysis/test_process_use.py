from fractions import Fraction

from ledgers import ACME, read

from pmledger.analysis.improvement import improvements
from pmledger.analysis.process import points_of, use_of, uses

PROCESS = """
-- processes/closing.md --
---
title: Closing
status: approved
owner: mei
version: "1"
process_group: closing
steps:
  - All accepted
  - {text: Party, required: false}
  - Archive
---
"""
LIST = "-- checklists/{id}.md --\n---\ntitle: {id}\nstatus: {state}\ntemplate: closing\n{more}items:\n{rows}---\n"


def checklist(name, state, *rows, more=""):
    return LIST.format(id=name, state=state, more=more, rows="".join(f"  - {row}\n" for row in rows))


def test_a_step_left_out_says_where_and_why():
    """Steps are counted over all lists by their words; one that does not apply keeps its reason, cancelled lists do not count."""
    found = read(
        ACME
        + PROCESS
        + checklist("one", "completed", "{text: ALL ACCEPTED., done: true}", "{text: Archive, na_reason: none was asked for}",
                    "{text: Party, required: false}", more="completed_on: 2026-06-01\n")
        + checklist("two", "open", "{text: All accepted, done: true}", "{text: Archive}", "{text: Own point}")
        + checklist("three", "cancelled", "{text: All accepted}")
    )  # fmt: skip
    (use,) = uses(found.ledger)
    assert [record.id for record in use.lists] == ["one", "two"]
    accepted, party, archive = use.steps
    assert (accepted.done, accepted.left_out, accepted.open) == (2, (), 0)
    assert [(record.id, why) for record, why in archive.left_out] == [("one", "none was asked for")]
    assert [(record.id, why) for record, why in party.left_out] == [("one", "")]
    assert archive.share_left_out == 1
    assert found.value("skip_rate", "process:closing") == 50
    assert found.value("completion_rate", "process:closing") == 50
    assert found.value("done_share", "checklist:two") == Fraction(100, 3)
    assert found.value("done_share", "checklist:one") == 100


def test_a_process_that_nobody_used_is_unknown_not_perfect():
    """Without a checklist the rates are unknown and say why."""
    found = read(ACME + PROCESS)
    assert found.value("uses", "process:closing") == 0
    assert found.value("completion_rate", "process:closing") is None
    assert found.unknown("skip_rate", "process:closing") == "no step was done or left out yet"
    assert use_of(found.ledger.by_key["process:closing"], ()).often_left_out is None


def test_points_are_done_left_out_or_open():
    """An optional point of a list that is still open is open, not left out."""
    found = read(ACME + checklist("one", "open", "{text: A, required: false}", "{text: B, done: true}").replace(
        "template: closing\n", ""))  # fmt: skip
    assert [point.state for point in points_of(found.ledger.by_key["checklist:one"])] == ["open", "done"]


def test_what_was_to_become_better_and_what_became_of_it():
    """Logs of processes, lessons, retrospectives and feedback stand in one list, each with what came of it."""
    found = read(ACME + PROCESS.replace("steps:", "improvement_log: [{date: 2026-06-20, change: Archive first, lesson: late}]\nsteps:") + """
-- lessons/late.md --
---
title: Archived too late
type: negative
status: validated
date: 2026-06-10
situation: x
recommendation: y
---
-- lessons/lost.md --
---
title: Nobody heard of it
type: negative
status: validated
date: 2026-06-11
situation: x
recommendation: y
---
-- retrospectives/r.md --
---
title: Look back
status: held
date: 2026-06-12
participants: [mei]
went_well: [a]
to_improve: [Answer faster]
---
-- feedback/f.md --
---
title: Too slow
type: complaint
status: received
from: ann
received_on: 2026-06-13
---
""")
    assert [(one.text, one.said_in, one.became, one.state) for one in improvements(found.ledger)] == [
        ("Archive first", "lesson:late", "process:closing", "done"),
        ("Too slow", "feedback:f", "", "under_way"),
        ("Answer faster", "retrospective:r", "", "nothing"),
        ("Nobody heard of it", "lesson:lost", "", "nothing"),
    ]
