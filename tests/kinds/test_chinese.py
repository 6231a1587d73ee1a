from pmledger.kinds.labels import choice_label, english, field_label, group_label, kind_label, label, state_label
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.kinds.values import Ref

CHINESE = build_schema(Settings(language="zh-CN", currency="CNY"))
ENGLISH = build_schema(Settings())


def test_written_in_chinese():
    """In a Chinese workspace keys, parts, states and choices may be written in Chinese; values come out the same."""
    raw = {
        "标题": "支付接口认证延期",
        "状态": "应对中",
        "责任人": "王伟",
        "类别": "供应商",
        "应对策略": "减轻",
        "可见范围": "客户",
        "标签": ["支付"],
    }
    done = CHINESE.validate("risk", raw)
    assert done.problems == ()
    assert {
        "title": "支付接口认证延期",
        "status": "responding",
        "owner": Ref("王伟"),
        "category": "supplier",
        "strategy": "mitigate",
        "visibility": "client",
        "tags": ("支付",),
    } == done.values
    team = CHINESE.validate("project", {"项目团队": [{"人员": "王伟", "角色": "项目经理"}]})
    assert team.problems == ()
    assert {"team": ({"person": Ref("王伟"), "role": "项目经理"},)} == team.values


def test_places_stay_as_written():
    """A fault in a Chinese record is placed by the keys that were written."""
    done = CHINESE.validate("project", {"项目团队": [{"角色": ["甲"], "人员": "王伟"}], "计划开始": "三月"})
    assert {("项目团队", 0, "角色"), ("计划开始",)} == {one.loc for one in done.problems}


def test_english_still_works():
    """Names and words of the files' own language are understood in a Chinese workspace too."""
    assert CHINESE.validate("risk", {"title": "Delay", "status": "responding", "strategy": "mitigate"}).problems == ()


def test_chinese_elsewhere():
    """In an English workspace a Chinese key or state is unknown, while Chinese folders are always understood."""
    codes = [one.code for one in ENGLISH.validate("risk", {"标题": "x", "status": "应对中"}).problems]
    assert codes == ["unknown_field", "choice"]
    assert ENGLISH.by_folder("风险").name == "risk"


def test_every_chinese_word():
    """Each field, state and choice has a Chinese word, and that word leads back to it."""
    for kind in CHINESE.kinds.values():
        for field in kind.fields:
            assert field.zh, (kind.name, field.name)
            assert field.name == CHINESE.field_key(kind.name, field.zh), (kind.name, field.name)
            if field.type == "choice" and field.name != "status":
                for choice in field.choices:
                    assert choice == CHINESE.choice_key(field, choice_label(choice, "zh-CN")), (field.name, choice)
        for state in kind.states:
            assert state == CHINESE.state_key(kind.name, state_label(kind, state, "zh-CN"))


def test_bracketed_words():
    """What a Chinese word has in brackets need not be written."""
    assert CHINESE.field_key("requirement", "优先级") == "priority"
    assert CHINESE.choice_key(CHINESE.kinds["requirement"].field("priority"), "必须有") == "must"


def test_keys():
    """Keys are found by name, with hyphens, and within a field; kinds by name and Chinese word."""
    project = ENGLISH.kinds["project"]
    assert ENGLISH.field_key("project", "planned-start") == "planned_start"
    assert ENGLISH.field_key("project", "Planned_start") is None
    assert ENGLISH.part_key(project.field("team"), "person") == "person"
    assert ENGLISH.part_key(ENGLISH.kinds["person"].field("cost_rate"), "from") == "from"
    assert ENGLISH.part_key(project.field("team"), "persn") is None
    assert ENGLISH.kind_key("comm-plan") == "comm_plan"
    assert ENGLISH.kind_key("风险") == "risk"
    assert ENGLISH.kind_key("") is None


def test_folders():
    """Folders are found by plural and alias, whatever their case and hyphens."""
    assert ENGLISH.by_folder("Comm-Plans").name == "comm_plan"
    assert ENGLISH.by_folder("meetings").name == "communication"
    assert ENGLISH.by_folder("contacts").name == "person"
    assert ENGLISH.by_folder("发票").name == "invoice"
    assert ENGLISH.by_folder("photos") is None


def test_labels():
    """Labels read as English: acronyms in capitals, names with capitals as they are, Chinese where asked for."""
    assert english("impact_cost") == "Impact cost"
    assert english("P1") == "P1"
    assert english("id") == "ID"
    assert english("wbs") == "WBS"
    assert english("ev_method") == "EV method"
    risk = CHINESE.kinds["risk"]
    assert (label(risk, "en"), label(risk, "zh-CN")) == ("Risk", "风险")
    assert (kind_label(risk, "en", plural=True), kind_label(risk, "zh", plural=True)) == ("Risks", "风险")
    assert tuple(field_label(risk.field("response_cost"), one) for one in ("en", "zh-CN")) == (
        "Response cost",
        "应对成本",
    )
    assert tuple(state_label(risk, "monitoring", one) for one in ("en", "zh-CN")) == ("Monitoring", "监控中")
    assert tuple(choice_label("mitigate", one) for one in ("en", "zh-CN")) == ("Mitigate", "减轻")
    assert group_label("Control", "zh-CN") == "控制"
