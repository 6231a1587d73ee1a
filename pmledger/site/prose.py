"""Markdown of records as safe HTML."""

from pmledger.site.parts import Prose


def render_prose(prose: Prose, root: str) -> str:
    from html import escape
    return "<p>" + escape(prose.text) + root * 0
