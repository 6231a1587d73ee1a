"""`rename`: file, id and every reference, as one edit."""

import pytest
from studio import changes, files_of, studio

from pmledger.edit.references import NewName, relinked, reworded
from pmledger.edit.refusal import EditRefused
from pmledger.edit.rename import rename
from pmledger.workspace.load import load


def links(snapshot, renamed=str):
    return {
        renamed(r.key): sorted((one.field, renamed(one.target)) for one in r.links) for r in snapshot.ledger.records
    }


def test_a_record_and_all_that_refers_to_it(tmp_path):
    """Fields short and full, `[[…]]`, links and README change; code and the file's own text do not."""
    snapshot = studio(tmp_path)
    before = files_of(tmp_path)
    done = rename(snapshot, "vendor-delay", "supplier-late")
    after = files_of(tmp_path)
    assert done.new == "risk:apollo/supplier-late"
    assert after["projects/apollo/risks/supplier-late.md"] == before.pop("projects/apollo/risks/vendor-delay.md")
    assert changes(before, {path: after[path] for path in before}) == {
        "README.md": (
            ["[Apollo](projects/apollo/index.md) and [r](projects/apollo/risks/vendor-delay.md)"],
            ["[Apollo](projects/apollo/index.md) and [r](projects/apollo/risks/supplier-late.md)"],
        ),
        "decisions/x.md": (["related: risk:apollo/vendor-delay"], ["related: risk:apollo/supplier-late"]),
        "projects/apollo/index.md": (
            ["See [[risk:vendor-delay|the delay]] and [it](risks/vendor-delay.md)."],
            ["See [[risk:supplier-late|the delay]] and [it](risks/supplier-late.md)."],
        ),
        "projects/apollo/issues/late.md": (
            [
                "source: risk:apollo/vendor-delay",
                "related: [\"vendor-delay\", '[[risk:vendor-delay]]', [[t1]]]",
                'See [[vendor-delay]] and [[apollo]], `[[vendor-delay]]`, [r](../risks/vendor-delay.md#x "t"), ![i](../img/a.png)',
            ],
            [
                "source: risk:apollo/supplier-late",
                "related: [\"supplier-late\", '[[risk:supplier-late]]', [[t1]]]",
                'See [[supplier-late]] and [[apollo]], `[[vendor-delay]]`, [r](../risks/supplier-late.md#x "t"), ![i](../img/a.png)',
            ],
        ),
    }


def test_a_project_moves_with_its_folder(tmp_path):
    """The whole folder gets the new name, with attachments; scopes in full references follow."""
    snapshot = studio(tmp_path)
    before = files_of(tmp_path)
    done = rename(snapshot, "apollo", "zeus")
    after = files_of(tmp_path)
    assert done.path == "projects/zeus/index.md"
    assert sorted(after) == sorted(path.replace("projects/apollo/", "projects/zeus/") for path in before)
    assert after["projects/zeus/img/a.png"] == b"picture\n"
    text = after["decisions/x.md"].decode()
    assert "project: zeus\nrelated: risk:zeus/vendor-delay\n" in text
    assert "[a](../projects/zeus/img/a.png)" in text


@pytest.mark.parametrize(
    ("ref", "new", "old_key", "new_key"),
    [
        ("mei", "mei-keller", "person:mei", "person:mei-keller"),
        ("acme", "青禾", "client:acme", "client:青禾"),
        ("apollo", "zeus", "project:apollo", "project:zeus"),
        ("t1", "build", "task:apollo/t1", "task:apollo/build"),
        ("test", "testing", "task:apollo/test", "task:apollo/testing"),
        ("go-live", "launch", "milestone:apollo/go-live", "milestone:apollo/launch"),
        ("c1", "first-cost", "cost:apollo/c1", "cost:apollo/first-cost"),
        ("late", "Late", "issue:apollo/late", "issue:apollo/Late"),
    ],
)
def test_every_link_leads_where_it_led(tmp_path, ref, new, old_key, new_key):
    """Whatever form the record has: after a rename the ledger has the same links under the new name."""
    snapshot = studio(tmp_path)

    def renamed(key):
        scoped = key.replace(":apollo/", f":{new}/") if old_key == "project:apollo" else key
        return new_key if key == old_key else scoped

    rename(snapshot, ref, new)
    after = load(tmp_path)
    assert links(after) == links(snapshot, renamed)
    assert [fault.code for fault in after.diagnostics] == [fault.code for fault in snapshot.diagnostics]


@pytest.mark.parametrize(
    ("ref", "new", "reason"),
    [
        ("acme", "apollo", "apollo is taken by projects/apollo/index.md:2:7"),
        ("t1", "test", "test is taken by"),
        ("mei", "con", "the name con.md is reserved by Windows"),
        ("mei", "../x", "../x cannot be an id"),
        ("mei", "a b", "a b cannot be an id"),
        ("mei", ".hidden", ".hidden cannot be an id"),
        ("mei", "index", "index cannot be an id"),
        ("mei", "mеi-x", "mеi-x mixes Latin, Greek or Cyrillic letters"),
        ("mei", "m" * 300, "the name"),
        ("mei", "mei", "mei has this id already"),
        ("call-acme", "call", "a check box has no id of its own"),
    ],
)
def test_names_that_cannot_be_are_refused(tmp_path, ref, new, reason):
    """Taken, reserved, unportable and misleading ids change nothing."""
    snapshot = studio(tmp_path)
    before = files_of(tmp_path)
    with pytest.raises(EditRefused) as refused:
        rename(snapshot, ref, new)
    assert str(refused.value).startswith(reason)
    assert files_of(tmp_path) == before


def test_a_file_in_the_way_is_not_overwritten(tmp_path):
    """A target that is there, read or not, in any case, stays."""
    snapshot = studio(tmp_path, "-- projects/apollo/risks/OTHER.md --\n---\ntitle: O\nraised_on: 2026-05-01\n---\n")
    with pytest.raises(EditRefused, match=r"taken|exists"):
        rename(snapshot, "vendor-delay", "other")
    assert (tmp_path / "projects/apollo/risks/OTHER.md").exists()


def test_a_reference_that_would_lead_elsewhere_is_refused(tmp_path):
    """An id that would shadow another record's for somebody else's short reference is not given."""
    more = (
        "-- risks/far.md --\n---\ntitle: Far\nraised_on: 2026-05-01\n---\n"
        "-- projects/apollo/goals/g.md --\n---\ntitle: G\nstatement: S\nrelated: far\n---\n"
    )
    snapshot = studio(tmp_path, more)
    before = files_of(tmp_path)
    with pytest.raises(EditRefused, match="safely"):
        rename(snapshot, "vendor-delay", "far")
    assert files_of(tmp_path) == before


def test_a_meeting_whose_body_is_its_summary(tmp_path):
    """A reference in prose that is also a field's value, and a title that is a heading, are no obstacle."""
    more = (
        "-- projects/apollo/meetings/2026-06-01-steering.md --\n---\nchannel: video\n---\nWe spoke of [[vendor-delay]].\n"
        "-- projects/apollo/goals/g.md --\n---\nstatement: S\nrelated: vendor-delay\n---\n# The goal\n"
    )
    snapshot = studio(tmp_path, more)
    assert rename(snapshot, "vendor-delay", "other-delay").references == 11
    meeting = load(tmp_path).ledger.by_key["communication:apollo/2026-06-01-steering"]
    assert meeting.text("summary") == "We spoke of [[other-delay]]."


def test_a_reference_by_full_name_stays(tmp_path):
    """Who is named in full is still meant after the id changed."""
    snapshot = studio(tmp_path, "-- risks/a.md --\n---\ntitle: A\nraised_on: 2026-05-01\nowner: Mei Keller\n---\n")
    rename(snapshot, "mei", "mk")
    assert load(tmp_path).ledger.by_key["risk:a"].target("owner") == "person:mk"


def test_references_are_reworded_in_their_form():
    """Brackets, kind, scope and label stay; only the id, or the scope, is new."""
    risk = NewName("risk:apollo/a", "a", "b", scopes=False)
    assert [reworded(text, "risk:apollo/a", risk) for text in ("a", "A", "risk:a", "risk:apollo/a", "[[ a | a]]")] == [
        "b", "b", "risk:b", "risk:apollo/b", "[[ b | a]]",
    ]  # fmt: skip
    project = NewName("project:a", "a", "b", scopes=True)
    assert reworded("risk:a/a", "risk:a/a", project) == "risk:b/a"
    assert reworded("a", "risk:x/a", project) == "a"


def test_links_are_relinked_from_both_sides():
    """A link changes when its target moves, and when its own file moves away from the target."""

    def moved(path):
        return path.replace("a/b", "a/c") if path.startswith("a/b/") else path

    assert relinked("x.md", "a/b/t%20t.md#s", moved) == "a/c/t%20t.md#s"
    assert relinked("a/b/x.md", "t.md", moved) == "t.md"
    assert relinked("a/b/x.md", "../z.md", moved) == "../z.md"
    assert relinked("a/b/x.md", "https://example.com/a/b/t.md", moved) == "https://example.com/a/b/t.md"
