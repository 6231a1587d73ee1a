"""Texts whose marks are few and plain as HTML: what the Markdown library would make of them, in a fraction of its time.

Paragraphs, headings, flat lists and simple tables of plain text, strong words, code, references and links; anything
else is left to the library. `tests/site/test_plain.py` holds that both write the same.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from msgspec import Struct

from pmledger.site.headings import heading_id, heading_levels
from pmledger.site.parts import Anchor
from pmledger.site.paths import from_root
from pmledger.site.targets import WIKI_LINK, look_up

LONGEST = 64 * 1024
SAFE = r"[^\x00-\x1f\x7f-\xa0\u2028\u2029*_`\[\]<>!|~\\&]"
"""Characters that mean themselves wherever they stand within a line, in Markdown and in HTML."""
TOKEN = re.compile(
    rf"(?P<text>(?:{SAFE}++|!(?!\[))++)"
    rf"|(?<![*])\*\*(?P<strong>(?! ){SAFE}+(?<! ))\*\*(?![*])"
    rf"|(?<![*])\*(?P<stress>(?! ){SAFE}+(?<! ))\*(?![*])"
    r"|(?<!`)`(?P<code>[^`\\|\x00-\x1f\x7f-\xa0]+)`(?!`)"
    rf"|(?P<wiki>{WIKI_LINK})"
    rf"|\[(?P<label>(?! ){SAFE}+(?<! ))\]\((?P<address>(?:https?://)?[\w./?=#%:+-]+)\)"
)
MERE_TEXT = re.compile(rf"(?:{SAFE}++|!(?!\[))++")
SCHEMES = ("http://", "https://")
TAGS = re.compile(r"<[^>]*>")
ALL_SAFE = re.compile(rf"(?! ){SAFE}+(?<! )")
START = re.compile(r"(?!\d+[.)])(?:[^\W_]|[\"'(“„‘《（*`\[])")
"""How a paragraph may begin: not like a list, a quotation, a heading or a rule."""
DEFINITION = re.compile(r"\[[^\]]*\]:")
HEADING = re.compile(rf"(#{{1,6}}) +((?:(?!#){SAFE})+)")
DASHES = re.compile(r" *:?-+:? *")


class NotPlain(Exception):
    """The text holds something that only the library understands."""


class Plain(Struct, frozen=True):
    """Where the text stands: what its references lead to, the way up to the site's root, its ids and first level."""

    links: Mapping[str, Anchor]
    root: str
    prefix: str
    level: int

    def html(self, text: str) -> str | None:
        """The text as safe HTML, or None when it is not plain enough."""
        if len(text) > LONGEST:
            return None
        parts = (part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n"))
        blocks = [part for part in parts if part]
        headings = iter(self.headings(blocks))
        try:
            return "\n".join(self.blocks([block.split("\n") for block in blocks], headings))
        except NotPlain:
            return None

    def headings(self, blocks: list[str]) -> list[tuple[int, str]]:
        """The level and the id of each heading."""
        found = [(len(mark[1]), mark[2].strip()) for mark in map(HEADING.fullmatch, blocks) if mark]
        levels = heading_levels([level for level, _ in found], self.level)
        seen: dict[str, int] = {}
        return [(level, heading_id(said, self.prefix, seen)) for level, (_, said) in zip(levels, found, strict=True)]

    def blocks(self, blocks: list[list[str]], headings: Iterator[tuple[int, str]]) -> Iterator[str]:
        after_list = False
        for lines in blocks:
            is_list = lines[0].startswith("- ")
            if is_list and after_list:
                raise NotPlain
            after_list = is_list
            if is_list:
                yield self.bullets(lines)
            elif lines[0].startswith("|"):
                yield self.table(lines)
            elif lines[0].startswith("#"):
                yield self.heading(lines, headings)
            else:
                yield f"<p>{self.lines(lines)}</p>"

    def heading(self, lines: list[str], headings: Iterator[tuple[int, str]]) -> str:
        found = HEADING.fullmatch(lines[0]) if len(lines) == 1 else None
        if not found:
            raise NotPlain
        level, id_ = next(headings)
        return f'<h{level} id="{escape(id_)}">{found[2].strip()}</h{level}>'

    def bullets(self, lines: list[str]) -> str:
        if not all(line.startswith("- ") for line in lines):
            raise NotPlain
        items = "\n".join(self.item(line[2:]) for line in lines)
        return f"<ul>\n{items}\n</ul>"

    def item(self, line: str) -> str:
        if line[:4] not in {"[ ] ", "[x] ", "[X] "}:
            return f"<li>{self.lines([line])}</li>"
        said = self.lines([line[4:]])
        name = unescape(TAGS.sub("", said))[:200]
        if "  " in name or set(name) & set('&<>"'):
            raise NotPlain
        ticked = "" if line[1] == " " else 'checked="" '
        return f'<li class="task"><input aria-label="{name}" {ticked}disabled="" type="checkbox"> {said}</li>'

    def table(self, lines: list[str]) -> str:
        rows = [line[1:-1].split("|") for line in lines if len(line) > 2 and line[0] == line[-1] == "|"]
        if len(rows) != len(lines) or len(rows) < 3 or len({len(row) for row in rows}) > 1:
            raise NotPlain
        if not all(DASHES.fullmatch(cell) for cell in rows[1]):
            raise NotPlain
        body = "\n".join(self.row(row, "td") for row in rows[2:])
        return f"<table>\n<thead>\n{self.row(rows[0], 'th')}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def row(self, cells: list[str], tag: str) -> str:
        written = "\n".join(f"<{tag}>{self.line(cell.strip())}</{tag}>" for cell in cells)
        return f"<tr>\n{written}\n</tr>"

    def lines(self, lines: list[str]) -> str:
        """The lines of a paragraph or of an item."""
        if not all(START.match(line) and line[-1] != " " and not DEFINITION.match(line) for line in lines):
            raise NotPlain
        return "\n".join(map(self.line, lines))

    def line(self, line: str) -> str:
        if MERE_TEXT.fullmatch(line):
            return line
        out, at = [], 0
        while at < len(line):
            token = TOKEN.match(line, at)
            if token is None:
                raise NotPlain
            out.append(self.token(token))
            at = token.end()
        return "".join(out)

    def token(self, token: re.Match[str]) -> str:
        match token.lastgroup:
            case "text":
                return token[0]
            case "strong":
                return f"<strong>{token['strong']}</strong>"
            case "stress":
                return f"<em>{token['stress']}</em>"
            case "code":
                return f"<code>{escape(token['code'].strip(), quote=False)}</code>"
            case "address":
                return f'<a href="{escape(self.address(token["address"]))}">{token["label"]}</a>'
            case _:
                return self.reference(token)

    def address(self, written: str) -> str:
        if written.startswith(SCHEMES):
            return written
        known = look_up(written, self.links)
        if known is None or not known.href:
            raise NotPlain
        return from_root(known.href, self.root)

    def reference(self, token: re.Match[str]) -> str:
        if "\\" in token["wiki"]:
            raise NotPlain
        target, _, label = token["wiki"][2:-2].partition("|")
        anchor = self.links.get(target.strip())
        text = label.strip() or (anchor.text if anchor else target.strip())
        if not ALL_SAFE.fullmatch(text):
            raise NotPlain
        if anchor is None:
            return f'<span class="broken">{text}</span>'
        return f'<a href="{escape(from_root(anchor.href, self.root))}">{text}</a>' if anchor.href else f"<span>{text}</span>"
