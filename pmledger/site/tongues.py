"""Which parts of a page are in another language than the page, so that fonts and voices fit."""

import re

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
OTHER_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af]")
LETTERS = re.compile(r"[^\W\d_]")
SHARE = 0.3
"""From this share of Chinese characters among its letters on, a text counts as Chinese; a word of it says more."""


def foreign(text: str, language: str) -> str:
    """`zh-CN` for a Chinese text on a page in another language, else ""."""
    if text.isascii() or language.startswith("zh") or OTHER_EAST_ASIAN.search(text):
        return ""
    han = len(HAN.findall(text))
    return "zh-CN" if han and han >= SHARE * len(LETTERS.findall(text)) else ""
