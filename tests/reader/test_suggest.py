"""What is offered in place of a word that is not known."""

import pytest
from readings import read

from pmledger.reader.rewritten import day_meant, duration_meant, form_meant

CHINESE = {"language": "zh-CN"}


@pytest.mark.parametrize(
    ("line", "settings", "fix"),
    [
        ("planned_start: 2026/3/5", {}, "2026-03-05"),
        ("planned_start: 2026.03.05", {}, "2026-03-05"),
        ("planned_start: 5.3.2026", {}, None),
        ("计划开始: 2026年3月5日", CHINESE, "2026-03-05"),
        ("计划开使: 2026-03-05", CHINESE, "计划开始"),
        ("planed_start: 2026-03-05", CHINESE, "planned_start"),
        ("milestons: [{title: Go-live}]", {}, "milestones"),
        ("里程碑表: [{标题: 上线}]", CHINESE, "里程碑"),
        ("计划开使: 2026-03-05", {}, "planned_start"),
        ("里程碑表: [{title: Go-live}]", {}, "milestones"),
    ],
)
def test_what_can_only_mean_one_thing_is_mended(line, settings, fix):
    """A day with its year first is written anew; a field or list is corrected in the language it was written in."""
    (fault,) = read({"projects/apollo.md": f"---\nname: Apollo\n{line}\n---\n".encode()}, settings).faults
    assert (fault.fix.edits[0].text if fault.fix else None) == fix


def test_forms_of_days_and_spans_that_are_understood():
    """Units by their words in both languages; a number alone, or an unknown word, is not guessed."""
    spans = {text: duration_meant(text) for text in ("15 days", "1 week", "8周", "3个工作日", "2.5小时", "3", "3 months")}
    assert list(spans.values()) == ["15d", "1w", "8w", "3d", "2.5h", "", ""]
    assert [day_meant("2026-3-5"), day_meant("3/5/2026")] == ["2026-03-05", ""]
    assert [form_meant("5.3.2026"), form_meant("2026/3/5"), form_meant("5/3/2026")] == [
        "%d.%m.%Y",
        "%Y/%m/%d",
        "%d/%m/%Y",
    ]
