"""The forms in which records are written, and what each gives."""

from datetime import date
from decimal import Decimal

from readings import at, read

from pmledger.kinds.values import Money, Ref
from pmledger.reader.entry import Form
from pmledger.reader.fillings import with_fillings
from pmledger.source.node import find


def values(entry, *names):
    return tuple(entry.values.get(name) for name in names)


def test_items_of_lists_are_records_and_scalars_are_references():
    """In a list named after a kind, or in a field of references, a mapping is a record and a scalar refers to one."""
    readings = read("""-- projects/apollo/index.md --
---
name: Apollo
tasks: [t1, {title: Build it, duration: 5d}]
---
-- risks/delay.md --
---
title: Delay
project: apollo
actions:
  - ask-vendor
  - title: Find another
    due: 2026-03-01
---
""")
    assert readings.faults == []
    project, risk = readings.entry("project", "apollo"), readings.entry("risk", "delay")
    assert project.values["tasks"] == (Ref("t1"), Ref("task:apollo/build-it"))
    assert risk.values["actions"] == (Ref("ask-vendor"), Ref("action:apollo/find-another"))
    task, action = readings.entry("task", "build-it"), readings.entry("action", "find-another")
    assert (task.form, task.project, task.parent, task.named) == (Form.ITEM, "apollo", ("project", "apollo"), False)
    assert (action.project, action.parent) == ("apollo", ("risk", "delay"))
    assert action.source.text[action.start : action.end] == "title: Find another\n    due: 2026-03-01"


def test_items_within_items_and_parts_belong_to_the_record_around():
    """An item may hold items; a part's lists belong to its record."""
    readings = read("""-- projects/apollo/index.md --
---
name: Apollo
---
-- projects/apollo/plan.md --
---
title: The plan
risks:
  - {id: r1, title: Late, actions: [{title: Call}]}
---
- [ ] Write it down @mei
""")
    assert readings.faults == []
    assert {entry.id: entry.parent for entry in readings.entries} == {
        "apollo": None,
        "r1": ("project", "apollo"),
        "call": ("risk", "r1"),
        "write-it-down": ("project", "apollo"),
    }
    assert {entry.project for entry in readings.entries if entry.kind != "project"} == {"apollo"}


def test_items_of_one_title_get_numbers_and_their_references_too():
    """Two items whose ids would be made alike are told apart, and each is referred to by its own."""
    risk = read({"risks/x.md": b"---\ntitle: x\nactions: [{title: Call}, {title: Call}]\n---\n"}).entry("risk", "x")
    assert risk.values["actions"] == (Ref("action:call"), Ref("action:call-2"))


def test_rows_are_records_with_stable_ids():
    """A row has the id it names, else one of its content that does not move with its line or columns."""
    first = read(
        {"costs.csv": b"date,amount,id\n2026-03-05,120 EUR,\n2026-03-06,9 EUR,taxi\n2026-03-05,120 EUR,\n"}
    ).entries
    second = read({"costs.csv": b"amount;date\n1 EUR;2026-01-01\n120 EUR;2026-03-05\n"}).entries
    assert [entry.id for entry in first if entry.named] == ["taxi"]
    assert first[0].id == second[1].id
    assert first[2].id == f"{first[0].id}-2"
    assert values(first[0], "amount", "date") == (Money(Decimal(120), "EUR"), date(2026, 3, 5))


def test_excel_tables_are_read():
    """Byte order mark, `sep=`, semicolons, CRLF, empty columns and rows, quotes with breaks, lists in cells."""
    data = (
        '\ufeffsep=;\r\nDate;Amount;Supplier;Tags;;\r\n2026-03-05;120 EUR;"Rail ""AG""\r\nBonn";a; ;\r\n;;;;;\r\n\r\n'
    )
    readings = read({"costs.csv": data.replace(";a; ;", ';"a; b";;').encode()})
    (entry,) = readings.entries
    assert [at(fault) for fault in readings.faults] == ["costs.csv:3:20 PM117"]
    assert values(entry, "date", "tags") == (date(2026, 3, 5), ("a", "b"))
    tag = find(entry.node, ("tags", 1))
    assert entry.source.text[tag.start : tag.end] == "b"


def test_declared_forms_of_tables_are_read():
    """Encoding, decimal comma and form of dates are those of pmledger.yml."""
    settings = {"csv": {"encoding": "gbk", "decimal": ",", "date": "%d.%m.%Y"}}
    readings = read({"costs.csv": "date;amount;supplier\n05.03.2026;1.234,50 EUR;北京\n".encode("gbk")}, settings)
    assert readings.faults == []
    assert values(readings.entries[0], "date", "amount", "supplier") == (
        date(2026, 3, 5),
        Money(Decimal("1234.50"), "EUR"),
        "北京",
    )


def test_fault_in_row_seven_points_to_row_seven_column_three():
    """The place of a fault in a table is that of its cell, and undeclared forms name the setting."""
    rows = ["date,category,amount", *["2026-03-05,travel,1 EUR"] * 5, '2026-03-05,travel,"1,5 EUR"']
    faults = read({"costs.csv": "\r\n".join(rows).encode()}).faults
    assert [at(fault) for fault in faults] == ["costs.csv:7:19 PM108"]
    assert "csv: {decimal" in str(faults[0].help)


def test_rows_of_a_field_go_to_the_record_beside():
    """`responses.csv` beside a survey is the value of its field."""
    readings = read("""-- surveys/q1/index.md --
---
title: Q1
---
-- surveys/q1/responses.csv --
person,score
mei,9
jonas,x
""")
    (filling,) = readings.by_path["surveys/q1/responses.csv"].fillings
    assert (filling.owner_path, filling.field) == ("surveys/q1/index.md", "responses")
    assert filling.value == ({"person": Ref("mei"), "score": Decimal(9)},)
    survey = with_fillings(readings.by_path.values())[0].entries[0]
    assert survey.values["responses"] == filling.value
    assert [at(fault) for fault in readings.faults] == ["surveys/q1/responses.csv:3:7 PM110"]


def test_sections_are_text_fields():
    """A heading that is a field's name or label gives the field; its text goes to the next heading of its level."""
    entry = read("""-- issues/x.md --
---
title: x
---
Intro.

## Root cause
One.

### Detail
Two.

## Other
""").entry("issue", "x")
    assert entry.values["root_cause"] == "One.\n\n### Detail\nTwo."
    assert [(section.heading, section.field) for section in entry.body.sections] == [
        ("Root cause", "root_cause"),
        ("Detail", ""),
        ("Other", ""),
    ]


def test_chinese_names_are_read_in_a_chinese_workspace():
    """Folders, fields, states and headings may be Chinese; English stays allowed."""
    readings = read(
        """-- 项目/青禾/风险/价格.md --
---
标题: 原料涨价
概率: 4
impact: 3
---
## 应对措施
锁定价格。
""",
        {"language": "zh-CN"},
    )
    (entry,) = readings.entries
    assert readings.faults == []
    assert values(entry, "title", "probability", "impact") == ("原料涨价", 4, 3)
    assert entry.values["response"] == "锁定价格。"
    assert entry.node.pair("probability").key.text == "概率"


def test_items_with_chinese_keys_are_named_by_their_own_id_or_title():
    """`编号:` and `标题:` name the item of a list, and `客户:` says whose check boxes are, as the English keys do."""
    readings = read(
        """-- 项目/青禾/index.md --
---
项目名称: 青禾
客户: 华东
基准:
  - {编号: B0, 标题: 签约, 版本: B0}
任务:
  - {标题: 访谈, 前置任务: [设计]}
---
- [ ] 打电话 @王磊 due:2026-02-01
-- 项目/青禾/会议/2026-03-05-例会.md --
---
渠道: 视频
---
""",
        {"language": "zh-CN"},
    )
    assert readings.faults == []
    named = {(entry.kind, entry.id, entry.client) for entry in readings.entries if entry.form is not Form.FILE}
    assert named == {("baseline", "B0", "华东"), ("task", "访谈", "华东"), ("action", "打电话", "华东")}
    assert readings.entry("communication", "2026-03-05-例会").values["type"] == "meeting"


def test_meeting_has_day_and_title_from_its_name_and_summary_from_its_body():
    """What people write into a file's name and below it need not be written again."""
    readings = read({"meetings/2026-03-05-steering.md": b"We agreed.\n\nAll of us.\n"})
    entry = readings.entry("communication", "2026-03-05-steering")
    assert values(entry, "title", "type", "summary") == ("Steering", "meeting", "We agreed.\n\nAll of us.")
    assert "2026-03-05" in str(entry.values["date"])
    given = read({"meetings/2026-03-05-steering.md": b"---\ntitle: Kick-off\ndate: 2026-03-06\n---\n## Notes\nx\n"})
    assert values(given.entries[0], "title", "summary") == ("Kick-off", None)


def test_first_heading_is_the_title_where_none_is_given():
    """`# Title` at the top of the body is the title; a written one wins, and a later heading is none."""
    assert read({"risks/x.md": b"# Vendor is late\n\ntext\n"}).entries[0].values["title"] == "Vendor is late"
    assert read({"projects/x.md": b"---\ncode: X\n---\n\n# Apollo\n"}).entries[0].values["name"] == "Apollo"
    assert read({"risks/x.md": b"---\ntitle: Given\n---\n# Other\n"}).entries[0].values["title"] == "Given"
    assert "title" not in read({"risks/x.md": b"text\n\n# Later\n"}).entries[0].values


def test_check_boxes_with_a_mark_are_actions_and_promises():
    """A box with a person or day is an action, with `promise:` or `owed-by:` a promise; others are just boxes."""
    readings = read("""-- projects/apollo/index.md --
---
name: Apollo
---
- [ ] Call Acme @mei due:2026-02-01
- [x] Send the quote, @mei (due:2026-02-01) done:2026-01-30 promise:acme.
* [ ] Deliver the data owed-by:acme due:2026-02-30
- [ ] Call Acme @jonas
- [ ] just a box
- [ ] mail mei@acme.example
`- [ ] no @mei`

```
- [ ] no @mei
```
""")
    boxes = [entry for entry in readings.entries if entry.form is Form.BOX]
    assert [(entry.kind, entry.id, entry.values["title"]) for entry in boxes] == [
        ("action", "call-acme", "Call Acme"),
        ("promise", "send-the-quote", "Send the quote"),
        ("promise", "deliver-the-data", "Deliver the data"),
        ("action", "call-acme-2", "Call Acme"),
    ]
    call, quote, data, _ = boxes
    assert values(call, "owner", "due", "origin", "status") == (
        Ref("mei"),
        date(2026, 2, 1),
        Ref("project:apollo"),
        None,
    )
    assert values(quote, "status", "kept_on", "to", "direction") == ("kept", date(2026, 1, 30), Ref("acme"), "ours")
    assert values(data, "direction", "due") == ("theirs", None)
    assert [at(fault) for fault in readings.faults] == ["projects/apollo/index.md:6:41 PM105"]
    assert call.source.text[call.start : call.end] == "Call Acme @mei due:2026-02-01"


def test_links_have_their_places():
    """References, relative links and images are found with the offsets of their targets; addresses elsewhere are not."""
    body = b"See [[risk:x|the delay]], [plan](../plan.md#a), ![](a.png), [w](https://x.example), [m](mailto:a@b), [h](#x).\n"
    entry = read({"risks/x.md": b"---\ntitle: x\n---\n" + body}).entries[0]
    assert [(link.target, link.wiki, link.image) for link in entry.body.links] == [
        ("risk:x", True, False),
        ("../plan.md#a", False, False),
        ("a.png", False, True),
    ]
    assert all(entry.source.text[link.start : link.end] == link.target for link in entry.body.links)


def test_allowances_are_comments_with_codes_and_a_reason():
    """A comment allows codes on its line; the same words within a text or code allow nothing."""
    reading = read("""-- risks/x.md --
---
title: x  # pmledger: allow PM104, PM105 the old number
cause: |
  # pmledger: allow PM101 not a comment
---
<!-- pmledger: allow PM210 agreed with the client -->
`<!-- pmledger: allow PM211 shown as an example -->`
""").by_path["risks/x.md"]
    assert [(one.codes, one.reason, one.line) for one in reading.allowances] == [
        (("PM104", "PM105"), "the old number", 2),
        (("PM210",), "agreed with the client", 6),
    ]


def test_kind_may_be_said_in_the_file():
    """`kind:` makes a record of a file anywhere, and wins over the folder."""
    readings = read(
        {"notes/x.md": b"---\nkind: risk\ntitle: x\n---\n", "risks/y.md": b"---\nkind: issue\ntitle: y\n---\n"}
    )
    assert readings.faults == []
    assert {("risk", "x"), ("issue", "y")} == {(entry.kind, entry.id) for entry in readings.entries}


def test_slips_of_the_pen_are_mended_safely():
    """A misspelt key and a wrong case have one safe edit; where two names are meant there is only a question."""
    faults = read({"risks/x.md": b"---\ntitle: x\nprobabilty: 4\nstatus: Closed\nstrategy: Mitigate\n---\n"}).faults
    assert [(fault.code, fault.fix.edits[0].text) for fault in faults] == [
        ("PM101", "probability"),
        ("PM103", "closed"),
        ("PM102", "mitigate"),
    ]
    assert all(fault.fix.safe and fault.fix.edits[0].span == fault.span for fault in faults)
    (unlike,) = read({"risks/x.md": b"---\nid: y\ntitle: x\n---\n"}).faults
    assert (unlike.fix.safe, unlike.fix.edits[0].text) == (True, "x")


def test_sound_fields_stand_beside_faulty_ones():
    """All faults of a record are told at once, and what is sound stays."""
    readings = read({"risks/x.md": b"---\ntitle: x\nprobability: 9\nraised_on: 2026-02-30\nimpact: 3\nfoo: 1\n---\n"})
    assert [fault.code for fault in readings.faults] == ["PM111", "PM105", "PM101"]
    assert readings.entries[0].values == {"title": "x", "impact": 3}


def test_upper_side_of_a_conflict_is_read_on():
    """Beside the fault of the conflict there is no other, and the record stands with the upper side."""
    text = b"---\ntitle: x\n<<<<<<< HEAD\nimpact: 3\n||||||| base\nimpact: 2\n=======\nimpact: 4\n>>>>>>> b\n---\n```\n<<<<<<< a\n```\n"
    readings = read({"risks/x.md": text})
    assert [at(fault) for fault in readings.faults] == ["risks/x.md:3:1 PM009"]
    assert readings.entries[0].values["impact"] == 3


def test_markdown_outside_any_kind_is_left_alone():
    """Without front matter a file elsewhere has neither records nor faults, whatever is in it."""
    assert read({"notes/x.md": b"# Notes\n---\n\xff\x00\n<<<<<<< a\n"}).faults == []


def test_heading_of_a_given_field_is_prose():
    """The front matter holds, and of two sections the first; the others stay prose and are no fault."""
    body = "## Response\none\n\n## Cause\ntwo\n\n## Cause\nthree\n"
    readings = read(f"-- risks/x.md --\n---\ntitle: x\nresponse: written\n---\n{body}")
    risk = readings.entry("risk", "x")
    assert readings.faults == []
    assert (risk.values["response"], risk.values["cause"]) == ("written", "two")
    assert [section.field for section in risk.body.sections] == ["", "cause", ""]
    assert risk.body.text == body
