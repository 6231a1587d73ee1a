"""Markdown of records as safe HTML: raw HTML is text, links lead where the ledger says, an allow-list has the last word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from threading import Lock

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from pmledger.site.markup import Ledger, Setting
from pmledger.site.parts import Prose
from pmledger.site.plain import Plain

LARGEST_BLOCK = 64 * 1024
MOST_BLOCKS = 20_000
MOST_OPEN = 200
"""Brackets that are open at one place; the library looks for the end of each of them."""
MOST_SIGNS = 2_000
"""Signs of one kind of emphasis or code in one block."""

TAGS = frozenset(
    ["a", "abbr", "b", "bdi", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"]
)
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "ol": {"start"},
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "li", "sup")},
}
CLASSES = {
    "div": {"admonition", "footnote"},
    "p": {"admonition-title"},
    "span": {"broken"},
    "li": {"task"},
    "a": {"footnote-ref", "footnote-backref"},
    "code": {"language-mermaid"},
}
RARE = re.compile(r"[|`~]|\[\^|!!!")
"""Signs of tables, footnotes, admonitions and fences; most texts have none, and their rules need not be tried."""


@dataclass(slots=True)
class Writer:
    """One Markdown instance, used again and again; threads take turns."""

    setting: Setting = field(default_factory=Setting)
    lock: Lock = field(default_factory=Lock)
    whole: Markdown = field(init=False)
    lean: Markdown = field(init=False)

    def __post_init__(self) -> None:
        footnotes = FootnoteExtension(BACKLINK_TITLE="")
        self.whole = self._instance(TableExtension(), footnotes, AdmonitionExtension(), FencedCodeExtension())
        self.lean = self._instance()

    def _instance(self, *more: Extension) -> Markdown:
        """With extensions as objects: to find one by its name, all packages of the machine are looked through."""
        return Markdown(extensions=[SaneListExtension(), *more, Ledger(self.setting)], output_format="html")

    def convert(self, prose: Prose, root: str) -> str:
        with self.lock:
            self.setting.links = dict(prose.links)
            self.setting.root = root
            self.setting.prefix = prefix_of(prose)
            self.setting.level = prose.level
            return "".join(self._piece(text, sound) for text, sound in pieces(prose.text))

    def _piece(self, text: str, sound: bool) -> str:
        if not sound:
            return f"<pre>{escape(text)}</pre>"
        markdown = self.whole if RARE.search(text) else self.lean
        return markdown.reset().convert(text)


@lru_cache(maxsize=1)
def writer() -> Writer:
    return Writer()


@lru_cache(maxsize=1 << 9)
def render_prose(prose: Prose, root: str) -> str:
    """Safe HTML of a prose on a page whose way up is `root`."""
    plain = Plain(dict(prose.links), root, prefix_of(prose), prose.level).html(prose.text)
    return by_library(prose, root) if plain is None else plain


def by_library(prose: Prose, root: str) -> str:
    """The same by the Markdown library and the allow-list, whatever the text holds."""
    return clean(writer().convert(prose, root))


def prefix_of(prose: Prose) -> str:
    """What ids in a prose begin with, so that none is taken for one of the page's own."""
    return f"user-{prose.prefix}-" if prose.prefix else "user-"


@lru_cache(maxsize=1)
def wall() -> nh3.Cleaner:
    """The allow-list, made once: to make it takes longer than to clean a page."""
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


def clean(html: str) -> str:
    """The second wall: only what the allow-list names remains."""
    kept = wall().clean(html)
    return kept.replace('<code class="">', "<code>")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut so that blocks which would take the library too long stand alone, marked as not sound."""
    blocks = re.split(r"(\n[ \t]*\n)", text)
    held: list[str] = []
    for block in blocks[:MOST_BLOCKS]:
        if is_sound(block):
            held.append(block)
            continue
        if "".join(held).strip():
            yield "".join(held), True
        held = []
        yield block, False
    if "".join(held).strip():
        yield "".join(held), True
    if len(blocks) > MOST_BLOCKS:
        yield "".join(blocks[MOST_BLOCKS:]), False


def is_sound(block: str) -> bool:
    """Whether a block stays under the limits."""
    if len(block) <= MOST_OPEN:
        return True
    signs = max(block.count(sign) for sign in "*_`~")
    if len(block) > LARGEST_BLOCK or signs > MOST_SIGNS:
        return False
    return most_open(block, "[", "]") <= MOST_OPEN and most_open(block, "(", ")") <= MOST_OPEN


def most_open(block: str, opening: str, closing: str) -> int:
    """How many brackets are open at most at one place."""
    if block.count(opening) <= MOST_OPEN:
        return 0
    opened = most = 0
    for character in block:
        if character == opening:
            opened += 1
            most = max(most, opened)
        elif character == closing and opened:
            opened -= 1
    return most
