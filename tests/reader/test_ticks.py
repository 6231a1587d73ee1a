from datetime import date

from workspaces import said, snapshot_of

PEOPLE = "-- people/mei.md --\n---\nname: Mei\ntype: team\n---\n"
HEAD = "-- checklists/a.md --\n---\ntitle: Closing\nstatus: {state}\n{more}---\n"


def points(tmp_path, body, state="open", more=""):
    snapshot = snapshot_of(tmp_path, f"{PEOPLE}{HEAD.format(state=state, more=more)}{body}")
    return snapshot, snapshot.ledger.by_key["checklist:a"].items("items")


def test_boxes_are_the_points(tmp_path):
    """Check boxes in the body are the points of a checklist: done, optional, left out with a reason, in any list."""
    snapshot, found = points(
        tmp_path, "Go:\n\n- [x] Accepted\n* [ ] Party (optional)\n1. [ ] Handed over — n/a: no tickets\n\n```\n- [ ] no\n```\n"
    )
    assert [dict(one) for one in found] == [
        {"text": "Accepted", "done": True},
        {"text": "Party", "required": False, "done": False},
        {"text": "Handed over", "done": False, "na_reason": "no tickets"},
    ]
    assert said(snapshot) == []


def test_marks_say_who_and_when(tmp_path):
    """`@person` and `done:` of a box are its person and day; only one that has a date to come is an action as well."""
    snapshot, found = points(tmp_path, "- [x] Costs booked (@mei done:2026-06-01)\n- [ ] Archive @mei due:2026-07-10\n")
    assert found[0]["done_on"] == date(2026, 6, 1)
    assert [one["text"] for one in found] == ["Costs booked", "Archive"]
    assert [action.title for action in snapshot.ledger.of("action")] == ["Archive"]
    assert said(snapshot) == []


def test_chinese_boxes(tmp_path):
    """The same words are understood in Chinese."""
    _, found = points(tmp_path, "- [ ] 聚餐（可选）\n- [ ] 移交工单（不适用：没有工单）\n")
    assert [dict(one) for one in found] == [
        {"text": "聚餐", "required": False, "done": False},
        {"text": "移交工单", "done": False, "na_reason": "没有工单"},
    ]


def test_an_open_box_is_pointed_at(tmp_path):
    """A completed checklist with an open required box is a fault at that box, by line and column."""
    snapshot, _ = points(
        tmp_path, "- [x] One\n- [ ] Two\n", "completed", "completed_on: 2026-06-30\n"
    )
    assert said(snapshot) == ["checklists/a.md:7:7 PM276"]


def test_the_front_matter_holds(tmp_path):
    """Points in the front matter are the list; boxes beside them are prose."""
    _, found = points(tmp_path, "- [ ] Two\n", more="items: [One]\n")
    assert [one["text"] for one in found] == ["One"]
