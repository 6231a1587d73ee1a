"""Issuing a report: its figures stay as they were, whatever is edited afterwards."""

import pytest
from workspaces import snapshot_of, write_files

from pmledger.analysis.reporting import kept
from pmledger.edit.issue import issue
from pmledger.edit.refusal import EditRefused
from pmledger.source.diagnostic import Severity
from pmledger.workspace.load import load

DRAFT = """
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
---
-- projects/apollo/status-reports/june.md --
---
title: June   # the first one
status: draft
period_from: 2026-06-01
period_to: 2026-06-30
highlights: [Begun]
next_steps: [Go on]
---

A body with a line of its own:

---

- [ ] Agree the plan @mei due:2026-07-10
"""
KEY = "status_report:apollo/june"
FIGURES = {"progress": "46.25", "spent": "12500.5 EUR", "forecast_finish": "2026-12-18", "health": "amber"}


def issued(root, text=DRAFT, colour="amber"):
    snapshot = snapshot_of(root, text)
    return issue(snapshot, snapshot.ledger.get(KEY), FIGURES, colour)


def test_the_figures_are_written_into_the_record(tmp_path):
    """State, day and figures are added to the front matter; every other byte stays, and all is sound."""
    issued(tmp_path)
    text = (tmp_path / "projects/apollo/status-reports/june.md").read_text(encoding="utf-8")
    assert "title: June   # the first one\nstatus: issued\n" in text
    assert "issued_on: 2026-06-30\nfigures:\n  progress: 46.25\n  spent: 12500.5 EUR\n" in text
    assert text.endswith("---\n\nA body with a line of its own:\n\n---\n\n- [ ] Agree the plan @mei due:2026-07-10\n")
    again = load(tmp_path)
    assert [fault for fault in again.diagnostics if fault.severity is Severity.ERROR] == []
    assert list(kept(again.ledger.get(KEY))) == list(FIGURES)


def test_later_edits_do_not_change_what_was_issued(tmp_path):
    """The ledger moves on, the report keeps what it said."""
    issued(tmp_path)
    before = kept(load(tmp_path).ledger.get(KEY))
    write_files(tmp_path, "-- projects/apollo/costs.csv --\ndate,category,amount,status\n2026-06-02,labour,99999 EUR,approved\n")
    assert kept(load(tmp_path).ledger.get(KEY)) == before


def test_figures_that_somebody_typed_give_way(tmp_path):
    """A draft's own figures are replaced, not added to."""
    issued(tmp_path, DRAFT.replace("next_steps:", "figures: {progress: 99}\nnext_steps:"))
    text = (tmp_path / "projects/apollo/status-reports/june.md").read_text(encoding="utf-8")
    assert "99" not in text
    assert text.count("figures:") == 1


@pytest.mark.parametrize(
    ("text", "colour", "says"),
    [
        (DRAFT.replace("next_steps: [Go on]\n", ""), "green", "it needs next_steps"),
        (DRAFT.replace("- [ ] Agree the plan @mei due:2026-07-10", ""), "amber", "a report needs a path to green"),
        (DRAFT.replace(" due:2026-07-10", ""), "red", "a report needs a path to green"),
    ],
)
def test_an_unfinished_report_is_not_issued(tmp_path, text, colour, says):
    """Without its words, or amber without a way out with a day, nothing is written."""
    with pytest.raises(EditRefused, match=says):
        issued(tmp_path, text, colour)
    assert "status: draft" in (tmp_path / "projects/apollo/status-reports/june.md").read_text(encoding="utf-8")


def test_a_green_project_needs_no_way_out(tmp_path):
    """On track, a report is issued without steps."""
    edited = issued(tmp_path, DRAFT.replace("- [ ] Agree the plan @mei due:2026-07-10", ""), "green")
    assert edited.path == "projects/apollo/status-reports/june.md"
