import re

import pytest

from pmledger.language.explanations import HEADING, explanation, explanations
from pmledger.language.tongue import LOCALE_FOLDER, LOCALES
from pmledger.language.translator import translator
from pmledger.show.explain import first_sentence
from pmledger.workspace.codes import faults

STORED = (LOCALE_FOLDER / LOCALES["zh-CN"] / "explanations.md").read_text(encoding="utf-8")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
REMARK = re.compile(r"(# pmledger: allow PM\d{3}|#)[^`\n]*")


def test_every_code_has_a_chinese_explanation_and_none_is_without_a_code() -> None:
    """The Chinese explanations are those of all faults that there are, in their order, each under code and name."""
    headings = [heading[0].strip() for heading in HEADING.finditer(STORED)]
    assert headings == [f"## {fault.code} {fault.name}" for fault in faults().values()]


def test_no_explanation_is_written_twice() -> None:
    """Reading by code loses none of the explanations that the file holds."""
    assert len(explanations("zh-CN")) == len(HEADING.findall(STORED))


@pytest.mark.parametrize("code", faults())
def test_the_explanation_is_chinese(code: str) -> None:
    """What a fault is, is said in Chinese, and not by the English that stands in for what is missing."""
    fault = faults()[code]
    said = explanation(fault, "zh-CN")
    assert said != fault.explanation
    assert CHINESE.search(said.partition("\n\n")[0])


@pytest.mark.parametrize("code", faults())
def test_the_overview_shows_one_whole_sentence(code: str) -> None:
    """The list of all codes cuts no Chinese explanation short, and shows no second sentence."""
    sentence = first_sentence(faults()[code], translator("zh-CN"))
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


@pytest.mark.parametrize("code", faults())
def test_what_is_typed_is_the_same_in_both_languages(code: str) -> None:
    """Fields, commands and examples stand in the Chinese text as in the English one; only remarks are translated."""
    fault = faults()[code]
    english, chinese = (typed(text) for text in (fault.explanation, explanation(fault, "zh-CN")))
    assert chinese == english


def typed(text: str) -> list[str]:
    """The code in lines, in any order, then the blocks of code; without what people wrote as remarks."""
    blocks = FENCED.findall(text)
    parts = [*sorted(CODE.findall(FENCED.sub("", text))), *blocks]
    return [REMARK.sub(r"\1", part) for part in parts]
