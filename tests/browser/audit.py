"""What is measured of a page: in Chromium by axe and by its own measures, and in its text by the HTML standard's parser."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import html5lib
from html5lib.constants import E as WORDING
from playwright.sync_api import Browser, BrowserContext, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""All that another colour scheme can change."""
ROOM_RULES = ["target-size", "scrollable-region-focusable", "page-has-heading-one", "landmark-one-main", "region"]
"""All that another width can change, as it hides and moves parts of a page."""
WIDTHS = (360, 390, 768, 1440, 2200)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Visit:
    """A tab, and all that went wrong or out of the site while it was used."""

    page: Page
    site: str
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, path: str, fragment: str = "") -> Page:
        """Open a page of the site; `fragment` with its `#`."""
        self.page.goto(f"{self.site}/{path}{fragment}", wait_until="load")
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Requests to anything but files of the site."""
        return [url for url in self.requests if not url.startswith((f"{self.site}/", "data:image/"))]


def visit(context: BrowserContext, site: Path | str) -> Visit:
    """A new tab on a site's folder, or on the address it is served under."""
    tab = Visit(context.new_page(), site.as_uri() if isinstance(site, Path) else site)
    tab.page.on("console", lambda message: tab.messages.append(f"{message.type}: {message.text}"))
    tab.page.on("pageerror", lambda error: tab.messages.append(f"error: {error}"))
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    return tab


def settled(browser: Browser, *, script: bool = True, width: int = 1440, scheme: str = "light") -> BrowserContext:
    """A fresh profile without motion, so that nothing is measured while it moves."""
    return browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        java_script_enabled=script,
    )


CONTRAST = "color-contrast"


def with_axe(page: Page) -> None:
    """Bring axe into the page, once."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds by the rules of WCAG 2.2 AA and its best practices, or by the rules named."""
    with_axe(page)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)",
        {"runOnly": only, "resultTypes": ["violations"], "preload": False, "iframes": False, "selectors": False},
    )
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def told_apart(page: Page, most: int) -> None:
    """Let axe measure the contrast of so many texts of the same colours, size and weight, which is most of its time.

    Texts are alike when they and all they stand in have the same colours, backgrounds, opacity, size and weight.
    """
    with_axe(page)
    page.evaluate(
        """([most, rule]) => {
          const grounds = new Map([[document.documentElement.parentNode, ""]]), seen = {};
          const ground = e => {
            if (!grounds.has(e)) {
              const s = getComputedStyle(e), own = `${s.backgroundColor} ${s.backgroundImage} ${s.opacity} ${s.filter}`;
              const under = ground(e.parentNode);
              grounds.set(e, own === "rgba(0, 0, 0, 0) none 1 none" ? under : `${under}|${own}`);
            }
            return grounds.get(e);
          };
          for (const e of document.querySelectorAll("body *")) {
            e.removeAttribute("data-contrast");
            if (![...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()) || !e.checkVisibility()) continue;
            const s = getComputedStyle(e);
            const kind = `${s.color} ${s.fontSize} ${s.fontWeight} ${s.textShadow} ${s.position} ${ground(e)}`;
            seen[kind] = (seen[kind] ?? 0) + 1;
            if (seen[kind] <= most) e.setAttribute("data-contrast", "");
          }
          axe.configure({rules: [{id: rule, selector: "[data-contrast], input, select, textarea"}]});
        }""",
        [most, CONTRAST],
    )


def thinned(page: Page, most: int) -> int:
    """Leave so many of the rows, items, paragraphs, parts and marks side by side that have the same tags and classes.

    What axe finds in one it finds in all of its shape, but its time grows faster than their number; gives how many
    elements are left.
    """
    return page.evaluate(
        """most => {
          const shape = top => [...new Set([top, ...top.querySelectorAll("*")].map(
            e => `${e.tagName}.${e.getAttribute("class") ?? ""}`))].sort().join(" ");
          for (const parent of [...document.querySelectorAll("body *")]) {
            if (!parent.isConnected) continue;
            const seen = {};
            for (const child of [...parent.children]) {
              if (!child.matches("tr, li, p, div, section, article, details, svg *")) continue;
              const kind = shape(child);
              seen[kind] = (seen[kind] ?? 0) + 1;
              if (seen[kind] > most) child.remove();
            }
          }
          return document.querySelectorAll("*").length;
        }""",
        most,
    )


def laid_out(page: Page, width: int) -> list[str]:
    """What is wrong with a page's layout at a width: what reaches beyond its right edge, and words broken in two.

    A word of a heading, table or term is broken when it stands on two lines although it is not unusually long.
    """
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(
        r"""() => {
          const found = [], edge = innerWidth, walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          if (document.documentElement.scrollWidth > edge) {
            const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > edge + 1);
            found.push(...wide.slice(0, 4).map(e => `runs over: ${e.tagName} ${e.getAttribute("class") ?? ""} ${e.textContent.slice(0, 40)}`));
            if (!wide.length) found.push("runs over: the page scrolls");
          }
          const range = document.createRange(), lines = () => new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top))).size;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            range.selectNodeContents(node);
            if (lines() < 2) continue;
            const parent = node.parentElement;
            if (!parent.checkVisibility() || parent.closest("code, pre, .hidden, svg")) continue;
            for (const word of node.data.matchAll(/[A-Za-z]{4,18}/g)) {
              range.setStart(node, word.index);
              range.setEnd(node, word.index + word[0].length);
              if (lines() > 1) found.push(`breaks ${word[0]} in ${parent.tagName} "${node.data.trim().slice(0, 50)}"`);
            }
          }
          return found.slice(0, 6);
        }"""
    )


@dataclass
class Sheet(HTMLParser):
    """What a page's text holds: ids, links, loads, headings, landmarks, and whatever stands inline."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    bare_images: list[str] = field(default_factory=list)
    policy: str = ""
    lang: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags += [] if "svg" in self.open else [tag]
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag in {"a", "area"} and "href" in found else []
        self.loads += [
            found[name] for name in ("src", "href", "data", "poster") if tag not in {"a", "area"} and name in found
        ]
        self.inline += [f"{tag} {name}" for name in found if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in found) else []
        self.bare_images += [found.get("src", "")] if tag == "img" and "alt" not in found else []
        if re.fullmatch(r"h[1-6]", tag) and "dialog" not in self.open:
            self.levels.append(int(tag[1]))
        if found.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = found["content"]
        self.lang = found.get("lang", "") if tag == "html" else self.lang
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass


@dataclass
class Places:
    """What a page names and leads to, as a `Sheet` has it, in a tenth of its time: read off tags whose values are quoted."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


TAG = re.compile(r"""<(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*/?>""")
PLACE = re.compile(r"""\s(id|href|src|data|poster)="([^"]*)\"""")


def places_of(text: str) -> Places:
    """The ids, links and loads of a page's text."""
    found = Places()
    for tag in TAG.finditer(text):
        for name, value in PLACE.findall(tag["rest"]):
            kept = found.ids if name == "id" else found.loads
            if tag["tag"] in {"a", "area"} and name != "id":
                kept = found.links if name == "href" else None
            if kept is not None:
                kept.append(unescape(value))
    return found


def faults_of(text: str, lang: str) -> Iterator[str]:
    """What is wrong with a page as HTML: by the standard's parser, and by the rules of the house."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    for place, code, data in parser.errors:
        yield f"line {place[0]}: {WORDING[code] % data}"
    sheet, places = Sheet(text), places_of(text)
    if places != Places(sheet.ids, sheet.links, sheet.loads):
        yield "places that a quick look does not see"
    yield from (f"id {each} stands twice" for each in {i for i in sheet.ids if sheet.ids.count(i) > 1})
    yield from (f"inline {each}" for each in sheet.inline)
    yield from (f"image {each} without alt" for each in sheet.bare_images)
    if sheet.policy != POLICY:
        yield f"policy {sheet.policy!r}"
    if sheet.lang != lang:
        yield f"language {sheet.lang!r}"
    counts = {tag: sheet.tags.count(tag) for tag in ("h1", "main", "title")}
    yield from (f"{count} times {tag}" for tag, count in counts.items() if count != 1)
    yield from headings_out_of_order(sheet.levels)


def headings_out_of_order(levels: list[int]) -> Iterator[str]:
    """A heading of the page's body more than one level below the one before it; the first of all is in the navigation."""
    body = levels[levels.index(1) :] if 1 in levels else levels
    yield from (f"h{lower} after h{upper}" for upper, lower in pairwise(body) if lower > upper + 1)


def search_rows(site: Path) -> list[list[str]]:
    """The rows that the search box looks through."""
    text = (site / "search-data.js").read_text(encoding="utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])
