"""Names that are nearly those of kinds, and tables that are data of somebody's own."""

import pytest
from readings import SCHEMA, SETTINGS

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import parse_settings
from pmledger.reader.misnamed import TableJudge, guess, misnamed_part
from pmledger.reader.place import Placement, Role
from pmledger.reader.records import read_file
from pmledger.source.node import Mapping, Pair, Scalar
from pmledger.source.span import Span

CHINESE = build_schema(parse_settings({"language": "zh-CN"})[0])
PROJECT = Placement(Role.RECORD, "project", "apollo")
SURVEY = Placement(Role.RECORD, "survey", "q1")

NAMES = (
    ("invioces", "invoices"), ("risk", "risks"), ("Risk-Register", "risks"), ("milestone", "milestones"),
    ("timesheet-2026-06", "timesheets"), ("expenses", "costs"), ("里程牌", "里程碑"), ("工时2026年6月", "工时"),
    ("风险登记册", "风险"), ("risks", None), ("docs", None), ("images", None), ("attachments", None), ("2026", None),
    ("archive", None), ("assets", None), ("notes", None), ("图片", None), ("附件", None), ("数据", None),
)  # fmt: skip


@pytest.mark.parametrize(("name", "folder"), NAMES)
def test_what_a_name_was_meant_to_be(name, folder):
    """Near names are guessed, with dates and words around; names of kinds and ordinary folders are not."""
    found = guess(name, SCHEMA)
    assert (found and found.folder) == folder


TABLES = (
    ("projects/apollo/timesheet-2026-06.csv", "x", PROJECT, "timesheets/2026-06.csv"),
    ("projects/apollo/milestone.csv", "title,planned", PROJECT, "milestones.csv"),
    ("projects/apollo/milestons.csv", "title,planned_date", PROJECT, "milestones.csv"),
    ("projects/apollo/milestons.csv", "x,y", PROJECT, None),
    ("projects/apollo/cost-curve.csv", "x,y", PROJECT, None),
    ("projects/apollo/export.csv", "date;category;amount;supplier", PROJECT, "costs.csv"),
    ("projects/apollo/export.csv", "date,litres,amount", PROJECT, None),
    ("projects/apollo/invioces/2026.csv", "title,number,issued_on", PROJECT, "invoices/"),
    ("invioces/2026.csv", "title,number,issued_on", None, "invoices/"),
    ("surveys/q1/answers.csv", "Score,comment", SURVEY, "responses.csv"),
    ("surveys/q1/response.csv", "score,remark", SURVEY, "responses.csv"),
    ("surveys/q1/data.csv", "day,value", SURVEY, None),
    ("data.csv", "", None, None),
)


@pytest.mark.parametrize(("path", "head", "placement", "meant"), TABLES)
def test_tables_that_were_meant_to_be_read(path, head, placement, meant):
    """A table says so by its name, or by columns that are a kind's fields; others are somebody's own data."""
    owner = "/".join(path.split("/")[:2]) + "/index.md" if placement else ""
    fault = TableJudge(SCHEMA).fault(path, head, placement, owner)
    assert (fault and dict(fault.help.values)["name"]) == meant
    assert fault is None or fault.code == "PM058"


@pytest.mark.parametrize(
    ("folder", "meant"),
    [("riks", "risks"), ("risk", "risks"), ("meetigns", "meetings"), ("notes", None), ("project-documents", None), ("contracts", None), ("2026", None)],
)
def test_a_text_with_nothing_but_a_title_in_a_misspelt_folder(folder, meant):
    """Below a project it would be a text of it; where the folder is a kind's but for its spelling, it is asked for."""
    part = Placement(Role.PART, "project", "apollo", owner_path="projects/apollo/index.md", folder="projects")
    title = Mapping((Pair(Scalar("title", 0, 0), Scalar("Late", 0, 0), "title"),), 0, 0)
    fault = misnamed_part(Span(f"projects/apollo/{folder}/late.md", 1, 1, 1, 4), title, part, SCHEMA)
    assert (fault and dict(fault.help.values)["folder"]) == meant


def test_a_chinese_workspace_is_asked_in_its_own_names():
    """A folder that nearly has a Chinese name is told by it, where the fields are those of its kind."""
    pairs = tuple(Pair(Scalar(one, 0, 0), Scalar("2026-03-02", 0, 0), one) for one in ("标题", "预测日期"))
    part = Placement(Role.PART, "project", "甲", owner_path="项目/甲/index.md", folder="项目")
    fault = misnamed_part(Span("项目/甲/里程牌/上线.md", 1, 1, 1, 4), Mapping(pairs, 0, 0), part, CHINESE)
    assert fault is not None
    assert str(fault.help) == "did you mean the folder 里程碑?"
    fault = TableJudge(CHINESE).fault("项目/甲/工时2026年6月.csv", "人员,日期", PROJECT, "项目/甲/index.md")
    assert fault is not None
    assert "工时/2026年6月.csv" in str(fault.help)


@pytest.mark.parametrize(
    ("field", "help_text"),
    [
        ("objective", "move it to projects/apollo/index.md"),
        ("probability", "a record of its own lies in the folder of its kind, such as risks, or says its `kind:`"),
    ],
)
def test_a_field_in_a_text_of_a_project(field, help_text):
    """One of the project belongs into its file; one that it has not is a sign that a record was meant."""
    part = Placement(Role.PART, "project", "apollo", owner_path="projects/apollo/index.md", folder="projects")
    found = read_file("projects/apollo/notes/a.md", f"---\ntitle: A\n{field}: 4\n---\n".encode(), part, SCHEMA, SETTINGS)
    assert [(fault.code, str(fault.help)) for fault in found.faults] == [("PM057", help_text)]
