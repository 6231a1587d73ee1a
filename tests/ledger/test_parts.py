from pathlib import Path

from workspaces import said, snapshot_of

from pmledger.edit.rename import rename
from pmledger.site.build import build

PROJECT = """
-- clients/acme.md --
---
name: Acme
status: prospect
---
-- people/mei.md --
---
name: Mei
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
status: proposed
client: acme
manager: mei
currency: EUR
---
-- projects/apollo/plan.md --
# How we go about it

First [[risk:delay]], then the [picture](picture.png).
-- projects/apollo/picture.png --
not really
-- projects/apollo/risks/delay.md --
---
title: Delay
raised_on: 2026-06-01
---
"""


def test_the_text_of_a_part_belongs_to_its_record(tmp_path):
    """What a file beside a record says is on the record's page, its references are links known at both ends."""
    snapshot = snapshot_of(tmp_path / "ws", PROJECT)
    project = snapshot.ledger.by_key["project:apollo"]
    assert [part.title for part in project.parts] == ["How we go about it"]
    assert [link.source for link in snapshot.ledger.backlinks["risk:apollo/delay"]] == ["project:apollo"]
    build(snapshot, tmp_path / "site")
    page = (tmp_path / "site" / "project" / "apollo.html").read_text(encoding="utf-8")
    assert "How we go about it" in page
    assert 'href="../risk/apollo/delay.html"' in page
    assert (tmp_path / "site" / "files" / "projects" / "apollo" / "picture.png").exists()


def test_a_reference_in_a_part_that_leads_nowhere_is_a_fault(tmp_path):
    """A broken reference in a part is reported in the part's own line."""
    snapshot = snapshot_of(tmp_path, PROJECT.replace("[[risk:delay]]", "[[risk:dealy]]"))
    assert said(snapshot) == ["projects/apollo/plan.md:3:9 PM104"]


def test_rename_mends_references_in_parts(tmp_path: Path):
    """Renaming a record changes the reference in a file beside another record."""
    snapshot = snapshot_of(tmp_path, PROJECT)
    rename(snapshot, "risk:apollo/delay", "late-start")
    assert "[[risk:late-start]]" in (tmp_path / "projects" / "apollo" / "plan.md").read_text(encoding="utf-8")
