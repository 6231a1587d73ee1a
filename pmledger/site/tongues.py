"""Which parts of a page are in another language than the page, so that fonts and voices fit."""

import re

HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
OTHER_EAST_ASIAN = r"[\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af]"
FIRST_EAST_ASIAN = "\u3040"
"""Patterns of so many characters are compiled when a text needs them, which most do not."""
LETTERS = re.compile(r"[^\W\d_]")
SHARE = 0.3
"""From this share of Chinese characters among its letters on, a text counts as Chinese; a word of it says more."""


def foreign(text: str, language: str) -> str:
    """`zh-CN` for a Chinese text on a page in another language, else ""."""
    if text.isascii() or language.startswith("zh") or max(text) < FIRST_EAST_ASIAN or re.search(OTHER_EAST_ASIAN, text):
        return ""
    han = len(re.findall(HAN, text))
    return "zh-CN" if han and han >= SHARE * len(LETTERS.findall(text)) else ""
