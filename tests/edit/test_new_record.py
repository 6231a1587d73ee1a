"""`new` and `init`: records and workspaces that are sound from the start, and overwrite nothing."""

from datetime import date

import pytest
from studio import changes, files_of, studio

from pmledger.edit.init import init
from pmledger.edit.new import new_record
from pmledger.edit.refusal import EditRefused
from pmledger.source.diagnostic import Severity
from pmledger.workspace.load import load

DAY = date(2026, 6, 30)


def created(root, *arguments, more="", **named):
    snapshot = studio(root, more)
    before = files_of(root)
    done = new_record(snapshot, *arguments, **named)
    return done, changes(before, files_of(root))


def test_a_record_says_what_is_known(tmp_path):
    """State, owner and day are filled in, in the kind's order, and what makes a risk tell is asked for."""
    done, found = created(
        tmp_path, "risk", "Vendor: goes, bust!", project="apollo", assignments=["probability=3", "impact=2"], me="mei"
    )
    assert found == {
        "projects/apollo/risks/vendor-goes-bust.md": (
            [],
            ["---", 'title: "Vendor: goes, bust!"', "status: identified", "owner: mei", "probability: 3",
             "impact: 2", "raised_on: 2026-06-30", "review_on:  # The day on which we look at it again.", "---"],
        )
    }  # fmt: skip
    assert done.missing == ("review_on",)
    assert "risk:apollo/vendor-goes-bust" in load(tmp_path).ledger.by_key


def test_open_fields_are_named_where_they_belong(tmp_path):
    """A required choice stands with its words, a required text under its heading, and both are reported missing."""
    done, found = created(tmp_path, "lesson", "Test early", project="apollo")
    assert found["projects/apollo/lessons/test-early.md"][1] == [
        "---", "title: Test early", "status: captured", "type:  # positive | negative", "---",
        "", "## Situation", "", "## Recommendation",
    ]  # fmt: skip
    assert done.missing == ("type", "situation", "recommendation")


def test_a_chinese_workspace_is_written_in_chinese_throughout(tmp_path):
    """A meeting, a ticket or a contact may be asked for in Chinese; what is open is hinted at in Chinese."""
    init(tmp_path / "x", DAY, language="zh-CN")
    for word, title, named in (("会议", "周会", {"project": "第一个项目"}), ("联系人", "张总", {"client": "示例客户"})):
        new_record(load(tmp_path / "x"), word, title, **named)
    made = new_record(load(tmp_path / "x"), "工单", "无法登录", client="示例客户")
    after = load(tmp_path / "x")
    assert [one.text("type") for one in (*after.ledger.of("communication"), after.ledger.by_key["person:张总"])] == [
        "meeting", "contact",
    ]  # fmt: skip
    assert "工单类型:  # 事件(故障) | 服务请求 | 咨询 | 问题\n" in (tmp_path / "x" / made.path).read_text(encoding="utf-8")


def test_a_meeting_is_named_by_its_day(tmp_path):
    """`new meeting` writes into the folder of meetings under a name that gives the date."""
    done, _ = created(
        tmp_path, "meeting", "Steering", project="apollo", assignments=["date=2026-07-02", "channel=video"]
    )
    assert done.path == "projects/apollo/meetings/2026-07-02-steering.md"
    record = load(tmp_path).ledger.by_key["communication:apollo/2026-07-02-steering"]
    assert record.values["type"] == "meeting"


def test_a_cost_is_a_row(tmp_path):
    """A cost is appended to the project's CSV file in its dialect, with a column more where one is wanted."""
    done, found = created(tmp_path, "cost", "Hotel", project="apollo", assignments=["amount=80 EUR", "category=travel"])
    assert found["projects/apollo/costs.csv"][1] == [
        "id,date,category,amount,title", 'c1,2026-05-01,travel,"120.00 EUR",', ",2026-05-02,software,80,",
        ",2026-06-30,travel,80 EUR,Hotel",
    ]  # fmt: skip
    assert (done.path, done.line) == ("projects/apollo/costs.csv", 4)
    assert len(load(tmp_path).ledger.of("cost")) == 3


def test_first_hours_begin_a_file(tmp_path):
    """Without a CSV file of the kind one is begun, with the columns that are needed."""
    _, found = created(tmp_path, "time_entry", "Coding", project="apollo", assignments=["hours=3"], me="mei")
    assert found == {
        "projects/apollo/time-entries.csv": ([], ["person,date,hours,activity", "mei,2026-06-30,3,Coding"])
    }


def test_a_project_brings_its_registers(tmp_path):
    """Each register has its folder, whose README.md says how to fill it; the project has its lists."""
    done, found = created(tmp_path, "project", "Zeus portal", client="acme", me="mei")
    assert done.path == "projects/zeus-portal/index.md"
    assert "projects/zeus-portal/risks/README.md" in done.others
    lines = found[done.path][1]
    assert lines[1:6] == ["name: Zeus portal", "status: proposed", "client: acme", "manager: mei", "currency: EUR"]
    assert "tasks: []" in lines
    after = load(tmp_path)
    assert not [fault for fault in after.diagnostics if "zeus" in fault.span.path]


@pytest.mark.parametrize(("planned", "begun"), [("2026-06-01", "2026-06-01"), ("2026-07-01", "2026-06-30")])
def test_what_is_begun_began_as_planned(tmp_path, planned, begun):
    """A project that is under way began on its planned day where that is past, else today."""
    made = ["status=executing", f"planned_start={planned}", "planned_finish=2026-12-01", "budget=9 EUR"]
    done, found = created(tmp_path, "project", "Zeus portal", client="acme", me="mei", assignments=made)
    assert f"actual_start: {begun}" in found[done.path][1]


TEMPLATE = """-- templates/risk.md --
---
title: {{title}}
status: identified
owner: {{me}}   # who watches
raised_on: "{{date}}"
cause: "Of {{title}}"
---
# {{title}}

Ask {{who}} about {{ project }}.
"""
IGNORING = "-- pmledger.yml --\ngrammar: 1\nlanguage: en\ncurrency: EUR\nas_of: 2026-06-30\nignore: [templates/**]\n"


def test_a_new_stage_follows_those_that_are_there(tmp_path):
    """The first stage of a project is the first, each later one comes after the last."""
    snapshot = studio(tmp_path)
    for title in ("Design", "Build"):
        assert new_record(snapshot, "phase", title, project="apollo").missing == ()
        snapshot = load(tmp_path)
    assert [stage.number("order") for stage in snapshot.ledger.of_project("project:apollo", "phase")] == [2, 1]


def test_a_template_is_followed_word_for_word(tmp_path):
    """Words in double braces are replaced as text, quoted where YAML asks for it; nothing is run."""
    _, found = created(
        tmp_path, "risk", 'A "b": {{7*7}}', project="apollo", me="mei", assignments=["probability=2"],
        more=TEMPLATE + IGNORING,
    )  # fmt: skip
    assert found["projects/apollo/risks/a-b-7-7.md"][1] == [
        "---", 'title: "A \\"b\\": {{7*7}}"', "status: identified", "owner: mei   # who watches",
        'raised_on: "2026-06-30"', 'cause: "Of A \\"b\\": {{7*7}}"', "probability: 2", "---",
        '# A "b": {{7*7}}', "", "Ask {{who}} about apollo.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "title", "named", "reason"),
    [
        ("risk", "Vendor delay", {"project": "apollo"}, "vendor-delay is taken by"),
        ("risk", "!!!", {}, "no id can be made from the title !!!"),
        ("risk", " ", {}, "a new risk needs a title"),
        ("rsik", "X", {}, "rsik is not a kind of record; did you mean risk?"),
        ("closure", "X", {}, "closure is not a kind of record; did you mean closure_report?"),
        ("rates", "X", {}, "rates is not a kind of record; see pmledger schema"),
        ("risk", "X", {"assignments": ["impact=high"]}, "impact: high is not a whole number from 1 to 5"),
        ("risk", "X", {"project": "apo"}, "no project is called apo; did you mean apollo?"),
        ("risk", "X", {"project": "apolo"}, "no project is called apolo; did you mean apollo?"),
        ("risk", "X", {"assignments": ["impact=12"]}, "impact: "),
        ("client", "Apollo", {}, "apollo is taken by projects/apollo/index.md"),
        ("risk", "con", {}, "the name con.md is reserved by Windows"),
        ("risk", "../../etc/passwd", {"project": "../.."}, "no project is called ../.."),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, kind, title, named, reason):
    """Clashes, names and values that cannot be leave every file as it was."""
    snapshot = studio(tmp_path)
    before = files_of(tmp_path)
    with pytest.raises(EditRefused) as refused:
        new_record(snapshot, kind, title, **named)
    assert str(refused.value).startswith(reason)
    assert files_of(tmp_path) == before


def test_a_title_cannot_leave_the_folder(tmp_path):
    """Dots and slashes of a title become hyphens of its file's name."""
    done, _ = created(tmp_path, "risk", "../../etc/passwd", project="apollo")
    assert done.path == "projects/apollo/risks/etc-passwd.md"


def test_a_file_that_came_meanwhile_is_kept(tmp_path):
    """A file that somebody wrote since the snapshot is not overwritten."""
    snapshot = studio(tmp_path)
    theirs = tmp_path / "projects/apollo/risks/new-one.md"
    theirs.write_text("theirs")
    with pytest.raises(EditRefused, match="exists already"):
        new_record(snapshot, "risk", "New one", project="apollo")
    assert theirs.read_text() == "theirs"


def test_numbers_go_on(tmp_path):
    """Where the workspace numbers a kind, the next number is taken."""
    more = (
        "-- pmledger.yml --\ngrammar: 1\nlanguage: en\ncurrency: EUR\nas_of: 2026-06-30\nnumbering: {risk: R}\n"
        "-- risks/R-041.md --\n---\ntitle: Old\nraised_on: 2026-05-01\n---\n"
    )
    done, _ = created(tmp_path, "risk", "Next", project="apollo", more=more)
    assert done.id == "R-042"


def test_every_kind_can_be_begun(tmp_path):
    """`new` writes a record of each kind that is read back as that kind, with no fault but open fields."""
    snapshot = studio(tmp_path)
    for kind in snapshot.schema.kinds:
        done = new_record(snapshot, kind, f"A new {kind}", project="apollo", client="", me="mei")
        assert done.kind == kind
    after = load(tmp_path)
    assert len(after.ledger.records) == len(snapshot.ledger.records) + len(snapshot.schema.kinds)
    faults = {fault.code for fault in after.diagnostics if fault.severity is Severity.ERROR}
    assert faults <= {"PM201", "PM202", "PM216", "PM235", "PM259", "PM272"}  # fields, dates and texts that are still open


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_new_workspace_is_clean(tmp_path, language):
    """In both languages a new workspace has a client, a person and a project, and no fault at all."""
    root = tmp_path / "my-studio"
    started = init(root, DAY, language=language, me=("Mei Keller", "mei@example.com"))
    snapshot = load(root, DAY)
    assert snapshot.diagnostics == ()
    assert {record.kind for record in snapshot.ledger.records} == {"client", "person", "project", "action"}
    assert set(started.written) == set(files_of(root))
    if language == "zh-CN":
        assert "客户/示例客户.md" in started.written
        assert "项目经理: mei-keller" in (root / "项目/第一个项目/index.md").read_text("utf-8")


def test_a_record_in_a_chinese_workspace_is_chinese(tmp_path):
    """Folder, fields and state of a new record are Chinese there."""
    init(tmp_path / "x", DAY, language="zh-CN")
    done = new_record(load(tmp_path / "x", DAY), "风险", "供应商延迟", project="第一个项目")
    assert done.path == "项目/第一个项目/风险/供应商延迟.md"
    assert (tmp_path / "x" / done.path).read_text("utf-8").startswith("---\n标题: 供应商延迟\n状态: 已识别\n")


def test_the_example_is_copied_whole(tmp_path):
    """`--example` gives the example workspace, clean as it was made."""
    init(tmp_path / "x", DAY, example=True)
    snapshot = load(tmp_path / "x")
    assert snapshot.clean
    assert len(snapshot.ledger.records) > 100


def test_init_overwrites_nothing(tmp_path):
    """A workspace is refused, a README.md is kept, any other file in the way stops everything."""
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "clients").mkdir()
    (tmp_path / "clients/example-client.md").write_text("mine")
    with pytest.raises(EditRefused, match=r"clients/example-client\.md exists already"):
        init(tmp_path, DAY)
    assert files_of(tmp_path) == {"README.md": b"mine", "clients/example-client.md": b"mine"}
    (tmp_path / "clients/example-client.md").unlink()
    assert init(tmp_path, DAY).kept == ("README.md",)
    assert (tmp_path / "README.md").read_text() == "mine"
    with pytest.raises(EditRefused, match="is a workspace already"):
        init(tmp_path, DAY)
