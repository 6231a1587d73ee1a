"""Kinds that were kept say what their declarations say, and a file that is none costs time only."""

import sys

import pytest

from pmledger.kinds.schema import built_in
from pmledger.workspace import kept_kinds
from pmledger.workspace.kept_kinds import built_in_kinds


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept_kinds, "place_beside", lambda _: tmp_path / "kept" / "kinds")
    return tmp_path / "kept" / "kinds"


def test_what_was_kept_says_the_same(place):
    """Every kind, field, part and default, to the type of a number."""
    fresh = built_in_kinds()
    assert place.exists()
    again = built_in_kinds()
    assert again == fresh == built_in()
    assert repr(again) == repr(built_in())


def test_a_change_of_any_declaration_is_seen(place, monkeypatch):
    """What was kept is good for the files it was made of alone."""
    built_in_kinds()
    place.write_bytes(place.read_bytes().replace(b"Delay", b"").replace(b"risks", b"perils"))
    assert built_in_kinds()["risk"].plural == "perils"
    monkeypatch.setattr(kept_kinds, "made_of", lambda: iter(["another"]))
    assert built_in_kinds()["risk"].plural == "risks"


@pytest.mark.parametrize("data", [b"", b"[]x", b"nonsense", b'[{"name": 1}]', b"\xff\xfe"])
def test_a_broken_file_costs_time_only(place, data):
    """With or without a right beginning the kinds are described anew, and the file is made good."""
    built_in_kinds()
    sound = place.read_bytes()
    for broken in (data, sound[:16] + data):
        place.write_bytes(broken)
        assert built_in_kinds() == built_in()
        assert place.read_bytes() == sound
