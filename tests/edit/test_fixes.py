"""`check --fix`: safe fixes only, nothing else touched, nothing left to do the second time."""

from studio import changes, files_of
from workspaces import snapshot_of

from pmledger.edit.fixes import apply_fixes, one_round
from pmledger.source.diagnostic import Fix, Severity, TextEdit
from pmledger.workspace.findings import Findings

FAULTY = """-- people/mei.md --
---
name: Mei Keller
type: team
id: someone
---
-- clients/acme.md --
---
name: Acme
---
-- risks/a.md --
---
title: A    # kept
owner: Mei Keller
statsu: identified
category: Supplier   # kept too
raised_on: 2026-05-01
probability: 9
---
Body.
"""


def test_safe_fixes_touch_nothing_else(tmp_path):
    """A misspelt key, a name for an id, a choice in the wrong case and an id unlike its file are mended in place."""
    snapshot = snapshot_of(tmp_path, FAULTY)
    before = files_of(tmp_path)
    fixed = apply_fixes(snapshot)
    found = changes(before, files_of(tmp_path))
    assert found["risks/a.md"] == (
        ["owner: Mei Keller", "statsu: identified", "category: Supplier   # kept too"],
        ["owner: mei", "status: identified", "category: supplier   # kept too"],
    )
    assert found["people/mei.md"][0] == ["id: someone"]
    assert fixed.files == ("people/mei.md", "risks/a.md")
    assert len(fixed.mended) == 4
    assert "probability: 9" in (tmp_path / "risks/a.md").read_text()


def test_the_second_time_there_is_nothing_to_do(tmp_path):
    """Fixing is idempotent: what is left has no safe fix."""
    fixed = apply_fixes(snapshot_of(tmp_path, FAULTY))
    before = files_of(tmp_path)
    again = apply_fixes(fixed.snapshot)
    assert (again.mended, again.files) == ((), ())
    assert files_of(tmp_path) == before


def test_of_edits_that_touch_only_the_first_is_made(tmp_path):
    """Two fixes of one place are not made at once, since the second would not know what stands there."""
    from msgspec.structs import replace

    snapshot = snapshot_of(tmp_path, FAULTY)
    fault = next(each for each in snapshot.diagnostics if each.fix and each.fix.safe)
    span = fault.span
    other = replace(
        fault, message=fault.message, found="other", fix=Fix(fault.message, (TextEdit(span, "zzz"),), safe=True)
    )
    doubled = replace(snapshot, findings=Findings(lambda: (fault, other)))
    chosen, _ = one_round(doubled)
    assert chosen == (fault,)


def test_fixes_that_are_not_safe_are_left(tmp_path):
    """A fix that could change the meaning is only ever shown."""
    from msgspec.structs import replace

    snapshot = snapshot_of(tmp_path, FAULTY)
    unsafe = tuple(
        replace(each, fix=replace(each.fix, safe=False)) if each.fix else each for each in snapshot.diagnostics
    )
    assert any(each.severity is Severity.ERROR for each in unsafe)
    assert one_round(replace(snapshot, findings=Findings(lambda: unsafe))) == ((), {})
