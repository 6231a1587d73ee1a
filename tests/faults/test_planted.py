import re
from pathlib import Path
from unittest.mock import patch

import pytest
from planted import WORKSPACE, Place, marked, sound
from planted_bytes import OURS, PLACES, plant_bytes
from planted_settings import FAULTY, SOUND
from workspaces import snapshot_of, write_files

from pmledger.kinds.labels import glossary
from pmledger.language import translator
from pmledger.reader.records import read_file
from pmledger.workspace.load import load
from pmledger.workspace.snapshot import Snapshot

IN_BRACKETS_OR_QUOTED = re.compile(r"（[^（）]*）|“[^”]*”|'[^']*'|`[^`]*`|\[\[[^]]*\]\]")
NAME = re.compile(r"(?<![\w./:@-])[a-z][a-z_0-9]*(?![\w./@-]|:\w)")


def reading_fails(path: str, *rest: object) -> object:
    """The reader, but on one file a mistake of ours."""
    if path == OURS:
        raise KeyError("ours")
    return read_file(path, *rest)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The workspace with all faults, loaded once."""
    root = write_files(tmp_path_factory.mktemp("planted"), sound(WORKSPACE))
    plant_bytes(root)
    with patch("pmledger.workspace.reading.read_file", reading_fails):
        return load(root)


def places(snapshot: Snapshot) -> list[Place]:
    return [(fault.span.path, fault.span.line, fault.span.column, fault.code) for fault in snapshot.diagnostics]


def test_every_planted_fault_is_reported_where_it_stands(planted: Snapshot) -> None:
    """None is missing, none beside, none hidden by another, and no sound twin speaks."""
    found, wanted = places(planted), sorted((*marked(WORKSPACE), *PLACES))
    assert [place for place in wanted if place not in found] == []
    assert [place for place in found if place not in wanted] == []
    assert sorted(found) == wanted


def test_a_ticked_box_without_its_day_is_a_warning(planted: Snapshot) -> None:
    """What a state lacks is an error, but for the day on which a box in a text was ticked."""
    found = {str(one.severity) for one in planted.diagnostics if one.code == "PM202" and one.found == "done"}
    assert found == {"warning"}
    assert {str(one.severity) for one in planted.diagnostics if one.code == "PM202"} == {"warning", "error"}


def test_faults_of_the_configuration_point(tmp_path: Path) -> None:
    """Each fault of `pmledger.yml` stands at its key or value, and the records are read all the same."""
    snapshot = snapshot_of(tmp_path, sound(FAULTY))
    assert places(snapshot) == sorted(marked(FAULTY))
    assert snapshot.ledger.get("client:acme") is not None


def test_sound_configuration_is_silent(tmp_path: Path) -> None:
    """The same settings without the faults are taken as they are."""
    snapshot = snapshot_of(tmp_path, sound(SOUND))
    assert snapshot.diagnostics == ()
    assert snapshot.settings.timezone == "Europe/Berlin"
    assert "vehicle" in snapshot.schema.kinds


def test_what_is_sound_stands_beside_the_faults(planted: Snapshot) -> None:
    """Every twin that is a record is in the ledger, and so is what stands beside a fault in its own record."""
    twins = [path for path in planted.files.sources if path.endswith("-sound.md")]
    homes = {record.path for record in planted.ledger.records}
    assert len(twins) >= 20
    assert [path for path in twins if path not in homes] == []
    faulty = planted.ledger.by_key["risk:apollo/v111"]
    assert (faulty.title, str(faulty.day("raised_on")), faulty.number("probability")) == ("V111", "2026-03-05", None)


def test_chinese_calls_nothing_by_its_english_name_alone(planted: Snapshot) -> None:
    """In Chinese, kinds, fields, states and choices have their own word; the canonical one stands behind it."""
    kinds = planted.schema.kinds.values()
    names = {name for kind in kinds for name in (kind.name, *kind.states, *(field.name for field in kind.fields))}
    names |= glossary()["choices"].keys()
    render = translator("zh-CN", plain=True).render
    said = [
        (fault.code, render(message))
        for fault in planted.diagnostics
        for message in (fault.message, fault.help, *(one.message for one in fault.related))
        if message is not None
    ]
    assert sum("（" in text for _, text in said) > 60
    assert [one for one in said if names & set(NAME.findall(IN_BRACKETS_OR_QUOTED.sub("", one[1])))] == []
