"""`new --process`: the steps of a standard process become a checklist that is ready to be ticked off."""

import pytest
from studio import changes, files_of, studio

from pmledger.edit.new import new_record
from pmledger.edit.refusal import EditRefused
from pmledger.workspace.load import load

PROCESS = """-- processes/closing.md --
---
title: Closing a project
status: {status}
owner: mei
version: "1"
process_group: closing
steps:
  - {{text: "{step}", role: manager, evidence: Signed paper}}
  - {{text: Farewell dinner, required: false}}
---
"""
FOLDER = "projects/zeus/checklists/closing.md"


def made(root, *arguments, step="All accepted", status="approved", **named):
    snapshot = studio(root, PROCESS.format(step=step, status=status))
    before = files_of(root)
    done = new_record(snapshot, *arguments, **named)
    return done, changes(before, files_of(root))


def test_a_project_brings_the_steps_of_its_processes(tmp_path):
    """Each process named becomes a file of check boxes in the project, with who does a step and what shows it."""
    done, found = made(tmp_path, "project", "Zeus", client="acme", processes=["closing", "process:closing"], me="mei")
    assert FOLDER in done.others
    assert found[FOLDER][1] == [
        "---", "title: Closing a project", "status: open", "owner: mei", "template: closing", "for: project:zeus", "---",
        "", "- [ ] All accepted", "  By: manager · Evidence: Signed paper", "- [ ] Farewell dinner (optional)",
    ]  # fmt: skip
    after = load(tmp_path)
    checklist = after.ledger.by_key["checklist:zeus/closing"]
    assert checklist.target("template") == "process:closing"
    assert checklist.target("for") == "project:zeus"
    assert [item.get("required") for item in checklist.items("items")] == [None, False]
    assert not [fault for fault in after.diagnostics if "zeus" in fault.span.path]


def test_a_checklist_is_made_from_a_process(tmp_path):
    """`new checklist --process` writes the steps under the title given, in the project named."""
    done, found = made(tmp_path, "checklist", "Gate two", project="apollo", processes=["closing"], me="mei")
    assert done.missing == ()
    assert "template: closing" in found["projects/apollo/checklists/gate-two.md"][1]
    assert len(load(tmp_path).ledger.by_key["checklist:apollo/gate-two"].items("items")) == 2


def test_a_step_that_a_box_would_change_is_an_item(tmp_path):
    """A step whose words mean something in a check box is written as an item, word for word."""
    step = "Ask @mei, {or} n/a: Rosa"
    made(tmp_path, "project", "Zeus", client="acme", processes=["closing"], step=step, me="mei")
    items = load(tmp_path).ledger.by_key["checklist:zeus/closing"].items("items")
    assert [item["text"] for item in items] == [step, "Farewell dinner"]


@pytest.mark.parametrize(
    ("kind", "processes", "status", "reason"),
    [
        ("project", ["closign"], "approved", "no process is called closign; did you mean closing?"),
        ("project", ["closing"], "retired", "the process closing is retired"),
        ("risk", ["closing"], "approved", "only a project or a checklist is made from a process"),
    ],
)
def test_what_cannot_be_made_from_a_process(tmp_path, kind, processes, status, reason):
    """Unknown and retired processes, and kinds that have no steps, are refused before anything is written."""
    snapshot = studio(tmp_path, PROCESS.format(step="All accepted", status=status))
    before = files_of(tmp_path)
    with pytest.raises(EditRefused) as refused:
        new_record(snapshot, kind, "Zeus", client="acme", processes=processes, me="mei")
    assert str(refused.value).startswith(reason)
    assert files_of(tmp_path) == before
