from datetime import date
from pathlib import Path

import pytest
from balance.marks import Place, marks, place, variant
from balance.money.planted_money import CODES, FAULTY, SOUND, WORKSPACE
from workspaces import snapshot_of

from pmledger.source.diagnostic import Diagnostic, Severity
from pmledger.workspace.snapshot import Snapshot

OF_ONE_SIDE = {"pb", "xc"}
"""Conditions that no action names, a currency without any rate: the other side is written nowhere."""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("faulty"), FAULTY)


def by_place(snapshot: Snapshot) -> dict[tuple[str, Place], list[Diagnostic]]:
    found: dict[tuple[str, Place], list[Diagnostic]] = {}
    for fault in snapshot.diagnostics:
        found.setdefault((fault.code, place(fault.span)), []).append(fault)
    return found


def test_every_contradiction_of_money_is_found_and_names_both_sides(faulty: Snapshot) -> None:
    """Each planted contradiction is reported at its place and points to its other side; nothing else is reported."""
    main, others = marks(variant(WORKSPACE, 1))
    found = by_place(faulty)
    assert set(found) == set(main.values())
    for name, key in main.items():
        related = {place(near.span) for fault in found[key] for near in fault.related}
        assert set(others.get(name, [])) <= related, (name, key)
    assert {name for name in main if name not in others} == OF_ONE_SIDE
    assert len(main) >= 50


def test_the_corrected_twin_of_money_is_silent(tmp_path: Path) -> None:
    """The same workspace with each contradiction resolved has no fault of any level."""
    snapshot = snapshot_of(tmp_path, SOUND)
    assert [f"{fault.span} {fault.code} {fault.message}" for fault in snapshot.diagnostics] == []


@pytest.mark.parametrize("day", [date(2026, 1, 20), date(2026, 3, 20)])
def test_the_past_can_be_looked_at(tmp_path: Path, day: date) -> None:
    """On an earlier day what has no date may hold what was agreed later: it cannot be told, and is no contradiction."""
    snapshot = snapshot_of(tmp_path, SOUND, day)
    assert [f"{fault.span} {fault.code} {fault.message}" for fault in snapshot.diagnostics] == []
    assert {row.row for row in snapshot.conclusions.balance if row.unknown is not None} == {6}


def test_levels_tell_what_cannot_be_from_what_is_bad_news(faulty: Snapshot) -> None:
    """What cannot both be true is an error, a missing trace a warning; being late, over or unbilled asks for attention."""
    main, _ = marks(variant(WORKSPACE, 1))
    found = by_place(faulty)
    levels = {name: min(fault.severity for fault in found[key]) for name, key in main.items()}
    attention = {name for name, level in levels.items() if level == Severity.ATTENTION}
    assert {levels[name] for name in ("oa", "ba", "bb", "fd", "fe", "kb", "va", "vc", "cw", "bi")} == {Severity.ERROR}
    assert {levels[name] for name in ("ua", "bc", "bx", "ka", "kd", "kf", "vd", "hb", "ra")} == {Severity.WARNING}
    assert attention >= {"bm", "rd", "rz", "kg", "ta", "tb"}


def test_a_message_names_amounts_difference_and_places(faulty: Snapshot) -> None:
    """One sentence has both sides with their sign, what is left unexplained, and the line of each."""
    said = [str(fault.message) for fault in faulty.diagnostics if fault.code in {"PM302", "PM303"}]
    at = "projects/basis/index.md"
    assert f"baseline B1 − B0 +150 EUR ({at}:21) ≠ change first +180 EUR ({at}:36): 30 EUR unexplained" in said
    assert (
        f"baseline B1 − B0 +6 working days ({at}:21) ≠ change first +5 working days ({at}:36): "
        "1 working day unexplained"
    ) in said


def test_no_message_tells_what_an_hour_of_one_person_costs(faulty: Snapshot) -> None:
    """Hours of one person are named without their worth, in the message, the found text and what is related."""
    told = [fault for fault in faulty.diagnostics if fault.code in {"PM247", "PM308"}]
    assert len(told) == 3
    for fault in told:
        words = " ".join((str(fault.message), *(str(near.message) for near in fault.related)))
        assert not any(worth in words for worth in (" 50 EUR", "250 EUR", "1300 EUR"))


def test_codes_of_the_balance_of_money_are_all_planted() -> None:
    """Each row of money and baselines, and each rule that joins two of its records, has its contradiction."""
    rows = {f"PM{300 + row}" for row in (*range(1, 17), 33, 34, 35)}
    assert rows | {f"PM{number}" for number in (*range(243, 250), 263, 268, 269)} <= CODES
