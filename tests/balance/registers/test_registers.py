from pathlib import Path

import pytest
from balance.marks import marks, place, variant
from balance.registers.planted_registers import CODES, FAULTY, SOUND, WORKSPACE
from workspaces import snapshot_of

from pmledger.source.diagnostic import Severity
from pmledger.workspace.snapshot import Snapshot


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("faulty"), FAULTY)


def test_every_contradiction_is_found_and_names_both_sides(faulty: Snapshot) -> None:
    """Each planted contradiction is reported at its place, points to its other side, and nothing else is reported."""
    main, others = marks(variant(WORKSPACE, 1))
    found = {
        (fault.code, place(fault.span)): fault
        for fault in faulty.diagnostics
        if fault.code in CODES
    }
    assert sorted(found) == sorted(main.values())
    for name, key in main.items():
        related = [place(one.span) for one in found[key].related]
        assert [one for one in others.get(name, []) if one not in related] == [], (name, key, related)
    assert len(main) >= 60
    assert {name for name in main if name not in others} == {"tf"}


def test_the_corrected_twin_is_silent(tmp_path: Path) -> None:
    """The same workspace with each contradiction resolved has none of these faults, and no error or warning at all."""
    snapshot = snapshot_of(tmp_path, SOUND)
    grave = (Severity.ERROR, Severity.WARNING)
    told = [one for one in snapshot.diagnostics if one.code in CODES or one.severity in grave]
    assert [f"{one.span} {one.code} {one.message}" for one in told] == []


def test_each_fault_belongs_to_a_record(faulty: Snapshot) -> None:
    """The page of a project can count its faults by the record they are about."""
    keys = [fault.record for fault in faulty.diagnostics if fault.code in CODES]
    assert [key for key in keys if faulty.ledger.get(key) is None] == []


def test_bad_news_is_no_fault(faulty: Snapshot) -> None:
    """What is late, overbooked or unchecked is for attention; contradictions are errors, missing traces warnings."""
    levels: dict[str, set[Severity]] = {}
    for fault in faulty.diagnostics:
        levels.setdefault(fault.code, set()).add(fault.severity)
    attention = {"PM218", "PM219", "PM227", "PM228", "PM299", "PM330", "PM331"}
    assert {code for code in CODES if levels[code] == {Severity.ATTENTION}} == attention
    assert {code for code in CODES if levels[code] == {Severity.ERROR}} == {"PM289", "PM317", "PM321", "PM327"}
    assert levels["PM319"] == levels["PM329"] == {Severity.ERROR, Severity.WARNING}
    assert levels["PM324"] == {Severity.ERROR, Severity.WARNING, Severity.ATTENTION}
    assert levels["PM325"] == {Severity.WARNING, Severity.ATTENTION}
