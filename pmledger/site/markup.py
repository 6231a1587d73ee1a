"""Our extensions of Markdown: references, task lists, deletions, headings and links that fit into a page."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from pmledger.site.headings import heading_id, heading_levels
from pmledger.site.parts import Anchor
from pmledger.site.paths import from_root
from pmledger.site.targets import WIKI_LINK, look_up

MAIL_ADDRESS = r"<([^<>@\s]{1,200}@[^<>@\s]{1,200})>"
DELETED = r"(~~)([^~\n]+)~~"
SCHEMES = ("http://", "https://", "mailto:")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOT_SEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
MARKS = re.compile(r"[\\`\[\]<>!*_&~\x02\x03]|  \n")
"""What a mark in a text begins with, the library's own placeholders among them."""
READY = "ready"
"""Marks links that we made; writers cannot set attributes."""


@dataclass(slots=True)
class Setting:
    """Where the text that is being rendered stands; set before each run."""

    links: Mapping[str, Anchor] = field(default_factory=dict)
    root: str = ""
    prefix: str = "user-"
    level: int = 2


class PlainFirst(InlineTreeprocessor):
    """The library's search for marks in a text, left out where the text holds no sign that could begin one."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 (the library's names)
        if not MARKS.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc, no-any-return]


class WikiLinks(InlineProcessor):
    """`[[target]]` and `[[target|label]]`."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(WIKI_LINK)
        self.setting = setting

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the library's name)
        self, m: re.Match[str], data: str  # noqa: ARG002 (the same)
    ) -> tuple[ET.Element, int, int]:
        target, label = m[1].strip(), (m[2] or "").strip()
        return reference(self.setting, target, label), m.start(), m.end()


def reference(setting: Setting, target: str, label: str) -> ET.Element:
    """A link to a record, plain text when it has no page, marked as broken when there is no such record."""
    anchor = setting.links.get(target)
    if anchor is None:
        return marked_broken(label or target)
    text = label or anchor.text
    if not anchor.href:
        plain = ET.Element("span")
        plain.text = text
        return plain
    link = ET.Element("a", {"href": from_root(anchor.href, setting.root), READY: ""})
    link.text = text
    return link


def marked_broken(text: str) -> ET.Element:
    broken = ET.Element("span", {"class": "broken"})
    broken.text = text
    return broken


class MailAddress(InlineProcessor):
    """`<mei@example.com>`; the library's own would write every letter as a number."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the library's name)
        self, m: re.Match[str], data: str  # noqa: ARG002 (the same)
    ) -> tuple[ET.Element, int, int]:
        link = ET.Element("a", {"href": f"mailto:{m[1]}"})
        link.text = AtomicString(m[1])
        return link, m.start(), m.end()


class Fitting(Treeprocessor):
    """The last change to the tree: levels and ids of headings, links, images, task lists."""

    def __init__(self, md: Markdown, setting: Setting) -> None:
        super().__init__(md)
        self.setting = setting

    def run(self, root: ET.Element) -> None:
        fit_headings(root, self.setting)
        for element in list(root.iter()):
            if element.tag == "a":
                fit_link(element, self.setting)
            elif element.tag == "img":
                fit_image(element, self.setting)
            elif element.tag == "li":
                fit_task(element)
            if "id" in element.attrib and element.tag not in HEADINGS:
                element.set("id", self.setting.prefix + element.attrib["id"].replace(":", "-"))


def fit_headings(root: ET.Element, setting: Setting) -> None:
    """Headings get the levels and ids that fit the page."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    seen: dict[str, int] = {}
    levels = heading_levels([int(element.tag[1]) for element in headings], setting.level)
    for element, level in zip(headings, levels, strict=True):
        element.tag = f"h{level}"
        element.set("id", heading_id("".join(element.itertext()), setting.prefix, seen))


def fit_link(link: ET.Element, setting: Setting) -> None:
    """Keep http, https, mailto, places on the page and what the ledger knows; all else is shown as broken text."""
    if link.attrib.pop(READY, None) is not None:
        return
    if link.get("class") == "footnote-backref":
        link.attrib.pop("title", None)
    given = link.get("href", "")
    target = NOT_SEEN.sub("", given)
    if target.startswith("#"):
        link.set("href", "#" + setting.prefix + target[1:].replace(":", "-"))
    elif target.casefold().startswith(SCHEMES):
        link.set("href", target)
    else:
        known = look_up(given, setting.links)
        if known is None or not known.href:
            link.attrib.clear()
            link.tag = "span"
            link.set("class", "broken" if known is None else "plain")
        else:
            link.set("href", from_root(known.href, setting.root))


def fit_image(image: ET.Element, setting: Setting) -> None:
    """Show images that were copied into the site; others become a link or their text."""
    source = image.get("src", "")
    known = look_up(source, setting.links)
    if known is not None and known.href:
        image.set("src", from_root(known.href, setting.root))
        return
    tail, text = image.tail, image.get("alt", "") or source
    image.clear()
    image.text, image.tail = text, tail
    if NOT_SEEN.sub("", source).casefold().startswith(SCHEMES[:2]):
        image.tag = "a"
        image.set("href", NOT_SEEN.sub("", source))
    else:
        image.tag = "span"
        image.set("class", "broken")


def fit_task(item: ET.Element) -> None:
    """`[ ]` and `[x]` at the start of a list item become a disabled check box named by the item's text."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    text = (holder.text or "").lstrip()
    if text[:4] not in {"[ ] ", "[x] ", "[X] "}:
        return
    item.set("class", "task")
    holder.text = ""
    box = ET.Element("input", {"type": "checkbox", "disabled": "disabled"})
    if text[1] != " ":
        box.set("checked", "checked")
    box.tail = text[3:]
    holder.insert(0, box)
    box.set("aria-label", " ".join((box.tail + "".join(said(child) for child in holder[1:])).split())[:200] or "-")


def said(element: ET.Element) -> str:
    """The text of an element and what follows it, without lists inside."""
    inside = "" if element.tag in {"ul", "ol"} else "".join(element.itertext())
    return inside + (element.tail or "")


class Ledger(Extension):
    """All of the above, and raw HTML as plain text."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(WikiLinks(self.setting), "wiki-links", 185)
        md.inlinePatterns.register(MailAddress(MAIL_ADDRESS), "mail-address", 110)
        md.inlinePatterns.register(SimpleTagInlineProcessor(DELETED, "del"), "deleted", 65)
        md.treeprocessors.register(PlainFirst(md), "inline", 20)
        md.treeprocessors.register(Fitting(md, self.setting), "fitting", 4)
