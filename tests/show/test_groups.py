from decimal import Decimal

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.language import translator
from pmledger.show.plain import as_cell, as_typed

PEOPLE = ({"person": "ravi"}, {"person": "mei", "percent": Decimal(50)})


def test_groups_are_shown_as_people_type_them() -> None:
    """A group that gives only what leads it is that alone; the others name their parts, in the reader's language."""
    assignees = build_schema(Settings()).kinds["task"].field("assignees")
    assert assignees is not None
    shown = [as_cell(as_typed(PEOPLE, assignees, words), words) for words in map(translator, ("en", "zh-CN"))]
    assert shown == ["ravi, {person: mei, percent: 50}", "ravi, {人员: mei, 百分比: 50}"]
