from pathlib import Path

import pytest
from workspaces import said, snapshot_of

from pmledger.ledger.names import Scope
from pmledger.source.diagnostic import Diagnostic
from pmledger.workspace.snapshot import Snapshot

GROUND = """
-- clients/acme/index.md --
---
name: Acme
---
-- clients/bolt/index.md --
---
name: Bolt
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- people/wei-a.md --
---
name: Li Wei
type: team
---
-- people/wei-b.md --
---
name: Li Wei
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
---
-- projects/bolide/index.md --
---
name: Bolide
client: bolt
manager: mei
currency: EUR
---
"""


def risk(path: str, title: str, fields: str = "", body: str = "") -> str:
    return f"-- {path} --\n---\ntitle: {title}\nraised_on: 2026-03-05\n{fields}---\n{body}\n"


def faults(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Code, message and help of each diagnostic."""
    return [(fault.code, str(fault.message), str(fault.help or "")) for fault in snapshot.diagnostics]


def only(snapshot: Snapshot) -> Diagnostic:
    (fault,) = snapshot.diagnostics
    return fault


LOGINS = {
    "project": risk("projects/apollo/risks/login.md", "In the project"),
    "client": risk("clients/acme/risks/login.md", "At the client"),
    "workspace": risk("risks/login.md", "In the workspace"),
    "elsewhere": risk("projects/bolide/risks/login.md", "Elsewhere"),
}
KEYS = {
    "project": "risk:apollo/login",
    "client": "risk:acme/login",
    "workspace": "risk:login",
    "elsewhere": "risk:bolide/login",
}


@pytest.mark.parametrize("nearest", range(4))
def test_the_nearest_scope_decides(tmp_path: Path, nearest: int) -> None:
    """The own project comes first, then its client, then the workspace, then all others."""
    names = list(LOGINS)[nearest:]
    here = risk("projects/apollo/risks/here.md", "Here", "related: [login]\n")
    snapshot = snapshot_of(tmp_path, GROUND + here + "".join(LOGINS[name] for name in names))
    assert snapshot.ledger.by_key["risk:apollo/here"].target("related") == KEYS[names[0]]


def test_an_explicit_scope_wins(tmp_path: Path) -> None:
    """A reference that names project, client or kind means just that one."""
    here = risk(
        "projects/apollo/risks/here.md", "Here", "related: [bolide/login, 'risk:acme/login', '[[apollo/login]]']\n"
    )
    ledger = snapshot_of(tmp_path, GROUND + here + "".join(LOGINS.values())).ledger
    assert ledger.by_key["risk:apollo/here"].targets["related"] == (
        "risk:bolide/login",
        "risk:acme/login",
        "risk:apollo/login",
    )


def test_equally_near_records_are_ambiguous(tmp_path: Path) -> None:
    """Two far ones are named as candidates, each in a form that would be clear."""
    here = risk("risks/here.md", "Here", "related: [login]\n")
    snapshot = snapshot_of(tmp_path, GROUND + here + LOGINS["project"] + LOGINS["elsewhere"])
    assert faults(snapshot) == [
        (
            "PM151",
            "login could be any of risk:apollo/login, risk:bolide/login",
            "write which one is meant, for example risk:apollo/login",
        )
    ]


def test_a_candidate_that_is_suggested_resolves(tmp_path: Path) -> None:
    """What an ambiguous reference is told to write is clear."""
    here = risk("risks/here.md", "Here", "related: ['risk:apollo/login']\n")
    snapshot = snapshot_of(tmp_path, GROUND + here + LOGINS["project"] + LOGINS["elsewhere"])
    assert faults(snapshot) == []


@pytest.mark.parametrize(
    ("field", "code", "message", "hint"),
    [
        ("owner: acme", "PM152", "acme is client:acme, and no person", "refer to a record of kind person"),
        ("owner: 'client:acme'", "PM152", "client:acme is client:acme, and no person", "refer to a record of kind person"),
        ("owner: mei-x", "PM104", "no person is called mei-x", "did you mean mei?"),
        ("owner: Mei Kellr", "PM104", "no person is called Mei Kellr", "did you mean mei?"),
        ("owner: somebody-else", "PM104", "no person is called somebody-else", ""),
        ("issue: nothing", "PM104", "no issue is called nothing", ""),
        ("related: [nothing]", "PM104", "no record is called nothing", ""),
        ("related: ['risk:mei']", "PM104", "no record is called risk:mei", "did you mean mei?"),
        ("owner: Li Wei", "PM151", "Li Wei could be any of person:wei-a, person:wei-b", "write which one is meant, for example person:wei-a"),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_explained(
    tmp_path: Path, field: str, code: str, message: str, hint: str
) -> None:
    """The message names what was written, the help what may be meant."""
    snapshot = snapshot_of(tmp_path, GROUND + risk("risks/x.md", "X", f"{field}\n"))
    assert faults(snapshot) == [(code, message, hint)]


@pytest.mark.parametrize("written", ["Mei Keller", "mei  keller", "MEI KELLER"])
def test_a_person_may_be_written_by_name(tmp_path: Path, written: str) -> None:
    """It is understood, hinted at, and a safe fix writes the id in its place."""
    snapshot = snapshot_of(tmp_path, GROUND + risk("risks/x.md", "X", f"owner: {written}\n"))
    fault = only(snapshot)
    assert (fault.code, fault.severity) == ("PM154", "hint")
    assert snapshot.ledger.by_key["risk:x"].owner == "person:mei"
    assert fault.fix is not None
    assert fault.fix.safe
    assert [(str(edit.span), edit.span.end_column, edit.text) for edit in fault.fix.edits] == [
        ("risks/x.md:4:8", 8 + len(written), "mei")
    ]


def test_ids_are_compared_without_case_and_spelling(tmp_path: Path) -> None:
    """Capital letters and ways to encode a letter make no difference."""
    text = risk("risks/\u00fcber.md", "One") + risk("risks/x.md", "X", "related: [U\u0308BER]\n")
    snapshot = snapshot_of(tmp_path, text)
    assert faults(snapshot) == []
    assert snapshot.ledger.by_key["risk:x"].target("related") == "risk:\u00fcber"


def test_links_are_known_at_both_ends(tmp_path: Path) -> None:
    """A field, a double bracket and a relative link each make a link back, with its place in the text."""
    body = "See [[y]], [the risk](y.md) and [itself](x.md).\n"
    snapshot = snapshot_of(tmp_path, risk("risks/x.md", "X", "related: [y]\n", body) + risk("risks/y.md", "Y"))
    x, back = snapshot.ledger.by_key["risk:x"], snapshot.ledger.backlinks["risk:y"]
    assert [(link.source, link.field) for link in back] == [
        ("risk:x", "related[0]"),
        ("risk:x", "body"),
        ("risk:x", "body"),
    ]
    assert [x.source.text[link.start : link.end] for link in back] == ["y", "y", "y.md"]
    assert [record.id for record in snapshot.ledger.pointing_at("risk:y", "risk")] == ["x"]
    assert [record.id for record in snapshot.ledger.pointing_at("risk:y", "risk", "issue")] == []
    assert "risk:x" not in snapshot.ledger.backlinks


def test_links_to_files_are_followed(tmp_path: Path) -> None:
    """Files that are there are fine, wherever they lie; those that are not are told with the path that was tried."""
    body = "![p](a%20b.png) [q](<a b.png>) [up](../offer.pdf) [web](https://example.com/x.md) [top](#top)\n[no](../no.md)\n"
    text = risk("risks/x.md", "X", "", body) + "-- risks/a b.png --\n-- offer.pdf --\n"
    fault = only(snapshot_of(tmp_path, text))
    assert (str(fault.span), fault.code) == ("risks/x.md:6:6", "PM153")
    assert str(fault.message) == "there is no file no.md"


def test_an_anchor_of_a_reference_is_not_its_id(tmp_path: Path) -> None:
    """`[[y#cause]]` and `y.md#cause` lead to y."""
    text = risk("risks/x.md", "X", "", "[[y#cause]] [y](y.md#cause)\n") + risk("risks/y.md", "Y")
    snapshot = snapshot_of(tmp_path, text)
    assert said(snapshot) == []
    assert len(snapshot.ledger.backlinks["risk:y"]) == 2


def test_resolving_from_nowhere(tmp_path: Path) -> None:
    """A reference typed in a terminal is looked up in the whole ledger."""
    ledger = snapshot_of(tmp_path, GROUND + LOGINS["project"]).ledger
    found = ledger.resolve("login")
    assert found.name is not None
    assert found.name.key == "risk:apollo/login"
    assert ledger.resolve("risk:login", here=Scope("apollo")).name == found.name
    assert ledger.resolve("logon").candidates == ("login",)


def test_several_that_look_alike_are_a_suggestion_and_no_choice(tmp_path):
    """An id that nobody has is unknown, however many others look like it; they are named as what may be meant."""
    people = "".join(f"-- people/mei-{n}.md --\n---\nname: Mei {n}\ntype: team\n---\n" for n in (1, 2))
    snapshot = snapshot_of(tmp_path, people + "-- clients/a.md --\n---\nname: A\nstatus: prospect\nowner: mei-3\n---\n")
    (fault,) = snapshot.diagnostics
    assert fault.code == "PM104"
    assert "mei-1" in str(fault.help)
    assert "mei-2" in str(fault.help)
