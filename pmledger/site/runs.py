"""Sentences of anchors as HTML: the smallest and most frequent part of all pages."""

import re
from functools import lru_cache
from html import escape as escaped

from pmledger.site.parts import Anchor, Runs
from pmledger.site.paths import from_root
from pmledger.site.tongues import foreign

SIGNS = re.compile(r"(?<=@)|(?<=/)(?<!//)(?!/)|(?<=[._-])(?=\w)")
"""After which signs an address or a path may be broken into lines, rather than inside a word."""


@lru_cache(maxsize=1 << 14)
def escape(text: str) -> str:
    """A text as it stands between tags or in an attribute; most texts of a site stand there many times."""
    return escaped(text)


def runs_html(parts: Runs, root: str, language: str) -> str:
    """The anchors one after the other."""
    return "".join([anchor_html(part, root, language) for part in parts])


@lru_cache(maxsize=1 << 14)
def anchor_html(part: Anchor, root: str, language: str) -> str:
    text = escape(part.text)
    if ("/" in part.text and " " not in part.text) or part.href.startswith("mailto:"):
        text = SIGNS.sub("<wbr>", text)
    extra = f' class="{escape(part.kind)}"' if part.kind else ""
    tongue = "" if part.text.isascii() else foreign(part.text, language)
    if tongue:
        extra += f' lang="{tongue}"'
    if part.title:
        extra += f' title="{escape(part.title)}"'
    if part.href:
        return f'<a href="{escape(from_root(part.href, root))}"{extra}>{text}</a>'
    return f"<span{extra}>{text}</span>" if extra else text


@lru_cache(maxsize=1 << 12)
def spoken(text: str, language: str) -> str:
    """The text, marked when it is in another language than the page."""
    tongue = "" if text.isascii() else foreign(text, language)
    return f'<span lang="{tongue}">{escape(text)}</span>' if tongue else escape(text)
