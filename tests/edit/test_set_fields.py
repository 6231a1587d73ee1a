"""`set` and `close`: daily acts on records in each of their four forms."""

import stat
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from studio import changes, files_of, studio

from pmledger.edit.close import Missing, close
from pmledger.edit.refusal import EditRefused
from pmledger.edit.set_fields import set_fields
from pmledger.edit.wanted import parse_assignment
from pmledger.workspace.load import load


def edited(root, act, *arguments, more="", **named):
    snapshot = studio(root, more)
    before = files_of(root)
    act(snapshot, *arguments, **named)
    return changes(before, files_of(root))


@pytest.mark.parametrize(
    ("ref", "assignments", "file", "old", "new"),
    [
        ("vendor-delay", ["title=B"], "risks/vendor-delay.md",
         ["title: Vendor delay   # said in May"], ["title: B   # said in May"]),
        ("vendor-delay", ["probability=4"], "risks/vendor-delay.md", [], ["probability: 4"]),
        ("vendor-delay", ["review_on=+2w", "tags+=a,b"], "risks/vendor-delay.md", [],
         ["review_on: 2026-07-14", "tags: [a, b]"]),
        ("vendor-delay", ["response=Ask again."], "risks/vendor-delay.md", ["Do it."], ["Ask again."]),
        ("vendor-delay", ["owner=Mei Keller"], "risks/vendor-delay.md", [], []),
        ("t1", ["duration=7d"], "index.md", ["    duration: 5d   # long"], ["    duration: 7d   # long"]),
        ("t1", ["status=in-progress"], "index.md", [], ["    status: in_progress"]),
        ("test", ["depends-=t1"], "index.md",
         ["  - {title: Test, duration: 3d, depends: [t1]}"], ["  - {title: Test, duration: 3d}"]),
        ("c1", ["amount=130 EUR"], "costs.csv",
         ['c1,2026-05-01,travel,"120.00 EUR"'], ['c1,2026-05-01,travel,"130 EUR"']),
        ("c1", ["supplier=A, B"], "costs.csv",
         ["id,date,category,amount", 'c1,2026-05-01,travel,"120.00 EUR"', ",2026-05-02,software,80"],
         ["id,date,category,amount,supplier", 'c1,2026-05-01,travel,"120.00 EUR","A, B"', ",2026-05-02,software,80,"]),
        ("call-acme", ["due=friday"], "index.md",
         ["- [ ] Call Acme @mei due:2026-07-01"], ["- [ ] Call Acme @mei due:2026-07-03"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_field_change(tmp_path, ref, assignments, file, old, new):
    """A field set in a file, item, section, row or check box changes its own line and nothing else."""
    wanted = {f"projects/apollo/{file}": (old, new)} if old or new else {}
    assert edited(tmp_path, set_fields, ref, assignments) == wanted


def test_a_field_taken_away(tmp_path):
    """An empty value takes the field with its line away."""
    found = edited(tmp_path, set_fields, "vendor-delay", ["owner="])
    assert found == {"projects/apollo/risks/vendor-delay.md": (["owner: mei"], [])}


@pytest.mark.parametrize(
    ("ref", "assignment", "reason"),
    [
        ("vendor-delay", "probability=9", "probability: 9 is not between 1 and 5"),
        ("vendor-delay", "status=opne", "status: opne is not one of identified, assessed"),
        ("vendor-delay", "review_on=2026-02-30", "review_on: 2026-02-30 is not a day of the calendar"),
        ("vendor-delay", "owner=acme", "owner: no single person is called acme; did you mean client:acme"),
        ("vendor-delay", "probabilty=3", "probabilty is not a field of risk; did you mean probability"),
        ("vendor-delay", "id=x", "id is not set; use rename"),
        ("vendor-delay", "nonsense", "nonsense is not of the form field=value"),
        ("vendor-delay", "owner=@me", "nobody in this workspace has your e-mail address"),
        ("vendor-delay", "title+=x", "title holds one value"),
        ("vendor-dela", "probability=3", "no record is called vendor-dela; did you mean vendor-delay?"),
        ("call-acme", "outcome=x", "a check box has no outcome"),
        ("t1", "tags-=x", "x is not in tags"),
    ],
)
def test_what_the_kind_does_not_allow_is_refused(tmp_path, ref, assignment, reason):
    """A value, field or reference that cannot be is named with its reason, and nothing is written."""
    snapshot = studio(tmp_path)
    before = files_of(tmp_path)
    with pytest.raises(EditRefused) as refused:
        set_fields(snapshot, ref, [assignment])
    assert str(refused.value).startswith(reason)
    assert files_of(tmp_path) == before


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path):
    """What somebody else wrote since the snapshot is not lost: the edit is refused."""
    snapshot = studio(tmp_path)
    path = tmp_path / "projects/apollo/risks/vendor-delay.md"
    path.write_text("---\ntitle: Theirs\n---\n")
    with pytest.raises(EditRefused, match="changed by another program"):
        set_fields(snapshot, "vendor-delay", ["probability=2"])
    assert path.read_text() == "---\ntitle: Theirs\n---\n"


def test_mode_mark_and_line_ends_stay(tmp_path):
    """Mode bits, byte order mark and Windows' line ends of a file survive an edit."""
    studio(tmp_path)
    path = tmp_path / "projects/apollo/risks/vendor-delay.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    set_fields(load(tmp_path), "vendor-delay", ["probability=2"])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\ntitle: Vendor delay   # said in May\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"probability: 2\r\n" in data
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_another_encoding_stays(tmp_path):
    """A CSV file in the declared encoding is written back in it, and refuses what it cannot hold."""
    studio(
        tmp_path,
        "-- pmledger.yml --\ngrammar: 1\nlanguage: en\ncurrency: CNY\nas_of: 2026-06-30\ncsv: {encoding: gbk}\n",
    )
    path = tmp_path / "projects/apollo/costs.csv"
    path.write_bytes("id,date,category,amount,supplier\nc1,2026-05-01,travel,80,机票\n".encode("gbk"))
    set_fields(load(tmp_path), "c1", ["amount=90"])
    assert path.read_bytes().decode("gbk").endswith("c1,2026-05-01,travel,90,机票\n")
    with pytest.raises(EditRefused, match="gbk"):
        set_fields(load(tmp_path), "c1", ["supplier=ﷺ"])


def test_dates_and_decimals_of_the_dialect(tmp_path):
    """In a CSV file, dates and numbers are written as the workspace declares them."""
    settings = 'csv: {decimal: ",", date: "%d.%m.%Y"}\n'
    studio(tmp_path, f"-- pmledger.yml --\ngrammar: 1\nlanguage: en\ncurrency: EUR\nas_of: 2026-06-30\n{settings}")
    path = tmp_path / "projects/apollo/costs.csv"
    path.write_text("id;date;category;amount\nc1;01.05.2026;travel;80,5\n")
    set_fields(load(tmp_path), "c1", ["date=2026-05-03", "amount=90.25"])
    assert path.read_text() == "id;date;category;amount\nc1;03.05.2026;travel;90,25\n"


def test_a_title_in_the_heading_is_set_there(tmp_path):
    """A record whose title is its first heading gets the new one there, its text kept."""
    more = "-- projects/apollo/decisions/y.md --\n---\nstatus: proposed\n---\n# Old title\n\nWhy.\n"
    found = edited(tmp_path, set_fields, "y", ["title=New title"], more=more)
    assert found == {"projects/apollo/decisions/y.md": (["# Old title"], ["# New title"])}


def test_chinese_records_stay_chinese(tmp_path):
    """New fields and states are written in Chinese where the record is."""
    more = (
        "-- pmledger.yml --\ngrammar: 1\nlanguage: zh-CN\ncurrency: CNY\nas_of: 2026-06-30\n"
        "-- projects/apollo/风险/延迟.md --\n---\n标题: 延迟\n责任人: mei\n提出日期: 2026-05-01\n---\n"
    )
    found = edited(tmp_path, set_fields, "延迟", ["status=assessed", "probability=3", "impact=2"], more=more)
    assert found == {"projects/apollo/风险/延迟.md": ([], ["状态: 已评估", "概率: 3", "影响: 2"])}


TEXTS = st.one_of(
    st.sampled_from(
        ["null", "- a", "a: b #c", '"', "'", "a;b", 'x,"y"', "{{7*7}}", "[[apollo]]", "=1+1", "---", "#", "é🎉"]
    ),
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["vendor-delay", "t1", "test", "c1"]), TEXTS)
def test_hostile_texts_read_back_in_every_form(tmp_path, ref, text):
    """Any line of text set as a tag is in the record afterwards, whatever its form; no other record changes."""
    snapshot = studio(tmp_path)
    try:
        key = set_fields(snapshot, ref, ["tags=" + text.replace(",", "\\,")]).key
    except EditRefused:
        assert text in {"null", "~"} or (ref == "c1" and ";" in text)  # no value; the separator of a cell's items
        return
    after = load(tmp_path)
    assert after.ledger.by_key[key].values["tags"] == (normalize("NFC", text),)
    others = {k: r.values for k, r in after.ledger.by_key.items() if k != key}
    assert others == {k: r.values for k, r in snapshot.ledger.by_key.items() if k != key}


def test_assignments_as_people_type_them():
    """The first sign that sets ends the name; values may hold any sign."""
    assert parse_assignment("tags+=a=b") == ("tags", "+=", "a=b")
    assert parse_assignment("planned-start-=x") == ("planned-start", "-=", "x")
    assert parse_assignment("概率=4") == ("概率", "=", "4")
    assert parse_assignment("note=") == ("note", "=", "")


def test_close_asks_for_what_the_state_requires(tmp_path):
    """Closing a risk without a reason says which field is missing and writes nothing."""
    snapshot = studio(tmp_path)
    before = files_of(tmp_path)
    with pytest.raises(Missing) as missing:
        close(snapshot, "vendor-delay")
    assert [field.name for field in missing.value.fields] == ["closed_reason"]
    assert missing.value.state == "closed"
    assert files_of(tmp_path) == before


def test_close_writes_state_reason_and_day(tmp_path):
    """Given the reason, state and day are written, and the record is closed without an error."""
    found = edited(tmp_path, close, "vendor-delay", assignments=["closed_reason=expired"])
    lines = found["projects/apollo/risks/vendor-delay.md"]
    assert lines == ([], ["status: closed", "closed_on: 2026-06-30", "closed_reason: expired"])
    assert load(tmp_path).ledger.by_key["risk:apollo/vendor-delay"].closed


def test_close_ticks_a_check_box(tmp_path):
    """An action in a body is ticked, with the day it was done."""
    found = edited(tmp_path, close, "call-acme")
    assert found["projects/apollo/index.md"][1] == ["- [x] Call Acme @mei due:2026-07-01 done:2026-06-30"]


@pytest.mark.parametrize(
    ("ref", "state", "reason"),
    [
        ("mei", "gone", "gone is not a state of person"),
        ("x", "superseded", "to be superseded, x needs"),
        ("late", "resolved", "to be resolved, late needs"),
        ("gone", "prospect", "client gone is former and cannot become prospect"),
    ],
)
def test_a_state_that_cannot_be_is_refused(tmp_path, ref, state, reason):
    """Unknown states, moves that the lifecycle forbids and missing fields are told apart."""
    snapshot = studio(tmp_path, "-- clients/gone.md --\n---\nname: Gone\nstatus: former\n---\n")
    with pytest.raises(EditRefused) as refused:
        close(snapshot, ref, state=state)
    assert str(refused.value).startswith(reason)


def test_success_or_failure_is_for_people_to_say(tmp_path):
    """A goal is not taken for achieved: the command asks how it ended."""
    more = "-- goals/g.md --\n---\ntitle: G\nstatement: S\n---\n"
    with pytest.raises(EditRefused) as refused:
        close(studio(tmp_path, more), "g")
    assert refused.value.candidates == ("achieved", "missed", "abandoned")
