"""Words that people write at first, and the names they are asked about."""

import pytest
from readings import SCHEMA

from pmledger.kinds.near_words import NEAR_WORDS
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import parse_settings
from pmledger.reader.place import Placement, Role
from pmledger.reader.records import read_file

SETTINGS = {language: parse_settings({"language": language, "currency": "CNY"})[0] for language in ("en", "zh-CN")}
SCHEMAS = {language: build_schema(settings) for language, settings in SETTINGS.items()}


def test_each_word_means_something():
    """Every name is a field or a state of some kind, and no word means the same name twice."""
    names = {name for kind in SCHEMA.kinds.values() for name in (*(one.name for one in kind.fields), *kind.states)}
    assert {name for given in NEAR_WORDS.values() for name in given} <= names
    assert all(len(set(given)) == len(given) for given in NEAR_WORDS.values())


@pytest.mark.parametrize(
    ("kind", "line", "language", "asked", "written"),
    [
        ("survey", "发出份数: 8", "zh-CN", ("sent_count",), "发放数"),
        ("promise", "截止日期: 2026-03-05", "zh-CN", ("due",), "兑现期限"),
        ("ticket", "提出人: 王伟", "zh-CN", ("requester",), "报告人"),
        ("change", "提出人: 王伟", "zh-CN", ("requested_by",), "申请人"),
        ("invoice", "净额: 100", "zh-CN", ("net",), "不含税金额"),
        ("invoice", "金额: 100", "zh-CN", ("net", "gross"), ""),
        ("invoice", "状态: 已支付", "zh-CN", ("paid",), ""),
        ("issue", "状态: 已完成", "zh-CN", ("resolved",), ""),
        ("action", "deadline: 2026-03-05", "en", ("due",), "due"),
        ("action", "截止日期: 2026-03-05", "zh-CN", (), ""),
        ("action", "截止日期: 2026-03-05", "en", ("due",), "due"),
    ],
)
def test_a_near_word_is_asked_about(kind, line, language, asked, written):
    """What is usually meant is named as the workspace writes it; where it is one field, `check --fix` writes it."""
    text = f"---\ntitle: T\n{line}\n---\n".encode()
    place = Placement(Role.RECORD, kind, "t", folder=kind)
    faults = [one for one in read_file(f"{kind}/t.md", text, place, SCHEMAS[language], SETTINGS[language]).faults if one.help]
    listed = [dict(one.help.values)["candidates"] for one in faults if "candidates" in dict(one.help.values)]
    assert tuple(term.name for parts in listed for term in parts.parts) == asked
    assert "".join(one.fix.edits[0].text for one in faults if one.fix) == written
