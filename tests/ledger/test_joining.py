from pathlib import Path

import pytest
from workspaces import said, snapshot_of, write_files

from pmledger.workspace.load import load
from pmledger.workspace.reading import Memory

FIELDS = "raised_on: 2026-03-05\n"


def project(ident: str, client: str = "", more: str = "") -> str:
    head = f"client: {client}\n" if client else ""
    return f"-- projects/{ident}/index.md --\n---\nname: {ident}\n{head}manager: mei\ncurrency: EUR\n{more}---\n"


GROUND = (
    "-- people/mei.md --\n---\nname: Mei Keller\ntype: team\n---\n"
    "-- clients/acme/index.md --\n---\nname: Acme\n---\n-- clients/bolt.md --\n---\nname: Bolt\n---\n"
    + project("apollo", "acme")
    + project("delta", "bolt")
)

PLACES = {
    "risks/x.md": ("", "risk:x", "", ""),
    "projects/apollo/risks/x.md": ("", "risk:apollo/x", "project:apollo", "client:acme"),
    "projects/apollo/risks/x/index.md": ("", "risk:apollo/x", "project:apollo", "client:acme"),
    "projects/apollo/risks/2026/x.md": ("", "risk:apollo/x", "project:apollo", "client:acme"),
    "clients/acme/risks/x.md": ("", "risk:acme/x", "", "client:acme"),
}
WRITTEN = {
    "risks/x.md": ("project: apollo\n", "risk:apollo/x", "project:apollo", "client:acme"),
    "projects/apollo/risks/x.md": ("project: delta\n", "risk:delta/x", "project:delta", "client:bolt"),
    "clients/acme/risks/x.md": ("client: bolt\n", "risk:bolt/x", "", "client:bolt"),
    "clients/bolt/risks/x.md": ("project: apollo\n", "risk:apollo/x", "project:apollo", "client:acme"),
}


@pytest.mark.parametrize("path", PLACES)
def test_the_place_gives_project_and_client(tmp_path: Path, path: str) -> None:
    """Key, project and client follow from the folders; a project brings its client."""
    check(tmp_path, path, *PLACES[path])


@pytest.mark.parametrize("path", WRITTEN)
def test_what_is_written_wins_over_the_place(tmp_path: Path, path: str) -> None:
    """An explicit `project:` or `client:` decides, whatever the folder."""
    check(tmp_path, path, *WRITTEN[path])


def check(root: Path, path: str, fields: str, key: str, project: str, client: str) -> None:
    snapshot = snapshot_of(root, f"{GROUND}-- {path} --\n---\ntitle: X\n{FIELDS}{fields}---\n")
    record = snapshot.ledger.by_key[key]
    assert (record.project, record.client) == (project, client)
    for home in filter(None, (project, client)):
        assert record in snapshot.ledger.within[home]["risk"]
    assert said(snapshot) == []


def test_the_three_forms_have_one_key(tmp_path: Path) -> None:
    """A file, an item of a list and a row of a table with one id are one record's three possible forms."""
    forms = {
        "file": f"-- projects/apollo/risks/x.md --\n---\ntitle: X\n{FIELDS}---\n",
        "item": f"-- projects/apollo/plan.md --\n---\nrisks: [{{id: x, title: X, {FIELDS.strip()}}}]\n---\n",
        "row": "-- projects/apollo/risks.csv --\nid,title,raised_on\nx,X,2026-03-05\n",
    }
    for name, text in forms.items():
        record = snapshot_of(tmp_path / name, GROUND + text).ledger.by_key["risk:apollo/x"]
        assert (record.form, record.title, str(record.day("raised_on"))) == (name, "X", "2026-03-05")


def test_of_two_records_with_one_id_the_first_stands(tmp_path: Path) -> None:
    """The second is reported at its id, with the place of the first, and is left out."""
    text = f"-- projects/apollo/risks.csv --\nid,title,raised_on\nx,One,2026-03-05\nX,Two,2026-03-05\n{GROUND}"
    snapshot = snapshot_of(tmp_path, text)
    (fault,) = snapshot.diagnostics
    assert (str(fault.span), fault.code, str(fault.related[0].span)) == (
        "projects/apollo/risks.csv:3:1",
        "PM150",
        "projects/apollo/risks.csv:2:1",
    )
    assert snapshot.ledger.by_key["risk:apollo/x"].title == "One"


def test_clients_and_projects_share_their_ids(tmp_path: Path) -> None:
    """A project cannot be called like a client, since both are scopes of keys."""
    snapshot = snapshot_of(tmp_path, GROUND + project("acme", "bolt"))
    assert said(snapshot) == ["projects/acme/index.md:2:7 PM150"]


def test_ids_may_be_the_same_in_other_scopes_and_kinds(tmp_path: Path) -> None:
    """Uniqueness is asked for within a kind and a project, no further."""
    text = "".join(f"-- projects/{name}/risks/x.md --\n---\ntitle: X\n{FIELDS}---\n" for name in ("apollo", "delta"))
    issue = f"-- projects/apollo/issues/x.md --\n---\ntitle: X\npriority: P4\nowner: mei\nstatus: on_hold\ndue: 2026-12-31\n{FIELDS}---\n"
    assert said(snapshot_of(tmp_path, GROUND + text + issue)) == []


def test_made_ids_give_way(tmp_path: Path) -> None:
    """An id that was made from a title and is taken gets a number; nothing is lost and nothing reported."""
    items = "risks:\n" + f"  - {{title: Same, {FIELDS.strip()}}}\n" * 2
    files = f"-- projects/apollo/a.md --\n---\n{items}---\n-- projects/apollo/b.md --\n---\n{items}---\n"
    snapshot = snapshot_of(tmp_path, GROUND + files)
    assert said(snapshot) == []
    ids = [record.id for record in snapshot.ledger.of("risk")]
    assert len(set(ids)) == 4
    assert all(ident.startswith("same") for ident in ids)


def test_an_item_knows_the_record_around_it(tmp_path: Path) -> None:
    """The parent is the record in whose file an item or a check box stands."""
    text = (
        "-- projects/apollo/risks/x.md --\n---\ntitle: X\nraised_on: 2026-03-05\n"
        "actions: [{id: call, title: Call, owner: mei, due: 2026-08-01}]\n---\n- [ ] Ask @mei due:2026-08-02\n"
    )
    ledger = snapshot_of(tmp_path, GROUND + text).ledger
    assert {record.id: record.parent for record in ledger.of("action")} == {
        "call": "risk:apollo/x",
        "ask": "risk:apollo/x",
    }
    assert ledger.by_key["risk:apollo/x"].targets["actions"] == ("action:apollo/call",)


def test_what_is_faulty_was_written(tmp_path: Path) -> None:
    """A record tells a field that is faulty from one that is missing."""
    text = "-- risks/x.md --\n---\ntitle: X\nraised_on: soon\ncause: Rain\n---\n"
    record = snapshot_of(tmp_path, text).ledger.by_key["risk:x"]
    assert [record.written(name) for name in ("raised_on", "cause", "effect")] == [True, True, False]
    assert [record.has(name) for name in ("raised_on", "cause", "effect")] == [False, True, False]


AGAIN = """-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
tasks:
  - {id: build, title: Build}
  - {id: test, title: Test, depends: [build, nowhere]}
---
See [[risk:late]].
-- projects/apollo/risks/late.md --
---
title: Late
---
"""


def joined_twice(tmp_path, edit):
    """The ledgers before and after an edit of the files, joined from the same memory; and the second one joined afresh."""
    memory, root = Memory(), write_files(tmp_path, AGAIN)
    before = load(root, memory=memory)
    edit(root)
    return before, load(root, memory=memory), load(root)


def test_what_did_not_change_is_not_joined_again(tmp_path):
    """After an edit of one record all others are the very same, and what is wrong with them is said again."""
    later = "-- projects/apollo/risks/late.md --\n---\ntitle: Later\n---\n"
    before, after, fresh = joined_twice(tmp_path, lambda root: write_files(root, later))
    kept = {key for key, record in after.ledger.by_key.items() if record is before.ledger.by_key[key]}
    assert kept == after.ledger.by_key.keys() - {"risk:apollo/late"}
    assert after.ledger.by_key["risk:apollo/late"].title == "Later"
    assert after.diagnostics == fresh.diagnostics
    assert "PM104" in {fault.code for fault in after.diagnostics}


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: (root / "projects/apollo/risks/late.md").unlink(),
        lambda root: write_files(root, "-- projects/apollo/tasks/nowhere.md --\n---\ntitle: There\n---\n"),
        lambda root: write_files(root, "-- people/mei.md --\n---\nname: Nowhere\n---\n"),
        lambda root: write_files(root, AGAIN.replace("client: acme", "client: bolt")),
        lambda root: write_files(root, AGAIN.replace("id: test", "id: tests")),
    ],
)
def test_a_name_that_came_or_went_is_seen_from_everywhere(tmp_path, edit):
    """What references can mean changed: records, links and faults are those of a ledger joined afresh."""
    _, after, fresh = joined_twice(tmp_path, edit)
    assert list(after.ledger.by_key) == list(fresh.ledger.by_key)
    assert after.ledger.backlinks == fresh.ledger.backlinks
    assert after.diagnostics == fresh.diagnostics
    assert [record.targets for record in after.ledger.records] == [record.targets for record in fresh.ledger.records]
