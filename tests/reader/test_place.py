"""What a file is, decided from the paths alone."""

import pytest
from readings import SCHEMA, read

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import parse_settings
from pmledger.reader.place import place_files

CASES = (
    ("projects/apollo/index.md", "", "record project apollo - -"),
    ("projects/apollo.md", "", "record project apollo - -"),
    ("projects/2026/apollo.md", "", "record project apollo - -"),
    ("projects/2026/apollo/index.md", "", "record project apollo - -"),
    ("risks/x.md", "", "record risk x - -"),
    ("risks/x/index.md", "", "record risk x - -"),
    ("risks/2026/x.md", "", "record risk x - -"),
    ("risks/x/notes.md", "risks/x/index.md", "part risk x - -"),
    ("risks/x/notes.md", "risks/x.md", "part risk x - -"),
    ("risks/x/deep/index.md", "risks/x/index.md", "part risk x - -"),
    ("projects/apollo/risks/x.md", "", "record risk x apollo -"),
    ("projects/apollo/risks/x.md", "projects/apollo/index.md", "record risk x apollo -"),
    ("projects/2026/apollo/risks/x.md", "projects/2026/apollo/index.md", "record risk x apollo -"),
    ("projects/apollo/plan.md", "projects/apollo/index.md", "part project apollo - -"),
    ("projects/apollo/docs/plan.md", "projects/apollo/index.md", "part project apollo - -"),
    ("projects/apollo/risks/index.md", "projects/apollo/index.md", "part project apollo - -"),
    ("clients/acme/index.md", "", "record client acme - -"),
    ("clients/acme/contacts/mei.md", "clients/acme/index.md", "record person mei - acme"),
    ("clients/acme/projects/apollo/index.md", "clients/acme/index.md", "record project apollo - acme"),
    ("clients/acme/projects/apollo/risks/x.md", "", "record risk x apollo acme"),
    ("projects/meetings/index.md", "", "record project meetings - -"),
    ("projects/apollo/meetings/2026-03-05-a.md", "", "record communication 2026-03-05-a apollo -"),
    ("Projects/apollo/Comm-Plans/x.md", "", "record comm_plan x apollo -"),
    ("项目/青禾/风险/价格.md", "", "record risk 价格 青禾 -"),
    ("costs.csv", "", "rows cost - - -"),
    ("projects/apollo/costs.csv", "projects/apollo/index.md", "rows cost - apollo -"),
    ("projects/apollo/costs.csv", "", "rows cost - apollo -"),
    ("timesheets/2026-03.csv", "", "rows time_entry - - -"),
    ("projects/apollo/timesheets/2026-03.csv", "projects/apollo/index.md", "rows time_entry - apollo -"),
    ("surveys/q1/responses.csv", "surveys/q1/index.md", "field_rows survey q1 - -"),
    ("surveys/q1/responses.csv", "surveys/q1.md", "field_rows survey q1 - -"),
    ("notes/x.md", "", "plain - x - -"),
    ("x.md", "", "plain - x - -"),
    ("risks/index.md", "", "plain - risks - -"),
    ("surveys/q1/data.csv", "surveys/q1/index.md", None),
    ("data.csv", "", None),
    ("README.md", "", None),
    ("projects/apollo/readme.md", "", None),
    (".github/risks/x.md", "", None),
    ("risks/.x.md", "", None),
    ("risks/x.png", "", None),
)


@pytest.mark.parametrize(("path", "beside", "expected"), CASES)
def test_place_of_a_file(path, beside, expected):
    """Role, kind, id, project and client follow from the folders and the files beside."""
    placements, faults = place_files([path, *filter(None, [beside])], SCHEMA)
    found = placements.get(path)
    shown = found and " ".join(
        [found.role, *((one or "-") for one in (found.kind, found.id, found.project, found.client))]
    )
    assert expected == shown
    assert faults == ()


def test_ignored_paths_are_left_out():
    """What `ignore:` names is not placed."""
    assert place_files(["risks/x.md"], SCHEMA, ["risks/x.md"]) == ({}, ())


def test_own_kind_has_its_folder():
    """A kind that pmledger.yml declares is placed like a built-in one."""
    settings, _ = parse_settings({"kinds": {"vehicle": {"plural": "vehicles", "folder": "fleet"}}})
    placements, _ = place_files(["fleet/van.md"], build_schema(settings))
    assert placements["fleet/van.md"].kind == "vehicle"


def test_only_the_first_of_two_twins_is_read():
    """The other twin gives a fault that names both, and no second record."""
    readings = read({"risks/Foo.md": b"# A\n", "risks/foo.md": b"# B\n"})
    assert [(entry.kind, entry.id) for entry in readings.entries] == [("risk", "Foo")]
    fault = readings.faults[0]
    assert fault.span.path == "risks/foo.md"
    assert fault.related[0].span.path == "risks/Foo.md"
    assert "risks/Foo.md" in str(fault.message)


def test_ids_of_any_script_are_sound():
    """Letters and marks of one script need no fault."""
    for name in ("价格", "цена", "τιμή", "कीमत", "prix-été", "v1.0_b"):
        assert read({f"risks/{name}.md": b"---\ntitle: x\n---\n"}).faults == []
