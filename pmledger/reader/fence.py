"""The front matter of a Markdown file: a strict handler for python-frontmatter that keeps places and loses no text."""

import re

import frontmatter
from frontmatter.default_handlers import BaseHandler
from msgspec import Struct

from pmledger.reader.faults_text import (
    FENCE_INSIDE_TEXT,
    FOREIGN_FRONT_MATTER_END,
    FRONT_MATTER_NO_MAPPING,
    FRONT_MATTER_NOT_FIRST,
    OVERSIZED_BODY,
    OVERSIZED_FRONT_MATTER,
    UNCLOSED_FRONT_MATTER,
)
from pmledger.reader.limits import BODY_BYTES, FRONT_MATTER_BYTES, exceeds
from pmledger.reader.yaml_events import compose
from pmledger.source.diagnostic import Diagnostic, Fix, TextEdit
from pmledger.source.message import say
from pmledger.source.node import Mapping, Node, Scalar, Sequence
from pmledger.source.text import SourceText

_OPENING = re.compile(r"\s*^---[ \t]*\r?$", re.MULTILINE)
_ENDING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LATER_ENDING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_FIRST_FIELD = re.compile(r"\n[^\W\d][\w -]*:[ \t\r\n]")


class Fences(Struct, frozen=True):
    """Where front matter and body stand: offsets of its lines without fences, and of the body's first line."""

    start: int
    end: int
    body: int


class FrontMatter(Struct, frozen=True):
    """What a Markdown file begins with; `node` is None when it has no front matter or none that can be read."""

    node: Mapping | None
    body_start: int
    faults: tuple[Diagnostic, ...] = ()
    present: bool = False


class LedgerHandler(BaseHandler):
    """Front matter stands between the first line and the next line `---`, or it is a fault.

    The handler is made for one text and answers by offsets in it, since python-frontmatter strips what it is given.
    """

    FM_BOUNDARY = _LATER_ENDING
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, source: SourceText, text: str) -> None:
        super().__init__()
        self.source = source
        self.text = text
        self.node: Mapping | None = None
        self.fences: Fences | None = None
        self.faults: list[Diagnostic] = []
        self.present = False

    def split(self, text: str) -> tuple[str, str]:
        """Front matter and body; a text without front matter is a ValueError, which means just that."""
        del text
        self.fences = self.find()
        if self.fences is None:
            raise ValueError
        return self.text[self.fences.start : self.fences.end], self.text[self.fences.body :]

    def load(self, fm: str) -> dict[str, Node]:
        """The fields by name, as nodes."""
        assert self.fences is not None
        if exceeds(fm, FRONT_MATTER_BYTES):
            self.faults.append(_oversized_front_matter(self.source))
            return {}
        node, faults = compose(self.source, self.fences.start, self.fences.end, self.text)
        self.faults.extend(faults)
        if node is None and not faults:
            node = Mapping((), self.fences.start, self.fences.start)
        if not isinstance(node, Mapping):
            if node is not None:
                self.faults.append(_no_mapping(self.source, node))
            return {}
        self.node = node
        if fault := _inner_fence(self.source, self.text, node, self.fences):
            self.faults.append(fault)
        return {pair.name: pair.value for pair in node.pairs}

    def find(self) -> Fences | None:
        opening = _OPENING.match(self.text)
        if opening is None:
            return None
        dashes = self.text.index("-", opening.start())
        if dashes > 0 and not _FIRST_FIELD.match(self.text, _line_break(self.text, dashes)):
            return None
        self.present = True
        if dashes > 0 and not self.source.text[:dashes].strip():  # else only a merge conflict stands above
            self.faults.append(_not_first(self.source, dashes))
        start = _after_line(self.text, dashes)
        ending = _ENDING.search(self.text, start) if start < len(self.text) else None
        if ending is None:
            self.faults.append(_unclosed(self.source, dashes))
            return None
        body = _after_line(self.text, ending.start())
        if ending[0].startswith("."):
            body = self.foreign_end(ending.start(), body)
        return Fences(start, ending.start(), body)

    def foreign_end(self, dots: int, body: int) -> int:
        """Where the body begins behind `...`; a line `---` directly below belongs to the end."""
        doubled = _LATER_ENDING.match(self.text, body)
        edit = TextEdit(self.source.span(dots, body if doubled else dots + 3), "" if doubled else "---")
        self.faults.append(
            FOREIGN_FRONT_MATTER_END.at(
                self.source.span(dots, dots + 3),
                say("the front matter ends with `...`; in Markdown it ends with `---`"),
                found="...",
                fix=Fix(say("end the front matter with `---`"), (edit,), safe=True),
            )
        )
        return _after_line(self.text, body) if doubled else body


def read_front_matter(source: SourceText, text: str) -> FrontMatter:
    """Fields and faults of a Markdown file; `text` is the source's text or one of the same offsets."""
    handler = LedgerHandler(source, text)
    frontmatter.parse(text, handler=handler)
    body = handler.fences.body if handler.fences else (len(text) if handler.present else 0)
    return FrontMatter(handler.node, body, tuple(handler.faults), handler.present)


def body_fault(source: SourceText, start: int) -> Diagnostic | None:
    """The fault of a body that is longer than is read, or None."""
    if not exceeds(source.text[start:], BODY_BYTES):
        return None
    return OVERSIZED_BODY.at(
        source.span(start, start),
        say("the text below the front matter has more than {limit} bytes and is left out", limit=BODY_BYTES),
    )


def front_matter_end(text: str) -> int:
    """Where the front matter ends by its fences alone, 0 without any: what is before is no prose."""
    opening = _OPENING.match(text)
    if opening is None:
        return 0
    ending = _ENDING.search(text, opening.end() + 1) if opening.end() < len(text) else None
    return ending.start() if ending else 0


def _line_break(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _after_line(text: str, at: int) -> int:
    return min(_line_break(text, at) + 1, len(text))


def _inner_fence(source: SourceText, text: str, node: Mapping, fences: Fences) -> Diagnostic | None:
    """A closing fence that stands within the last text block: empty above it, or going on below it."""
    last = _last_scalar(node)
    if last is None or last.style not in ("|", ">") or not _LATER_ENDING.search(text, fences.body):
        return None
    goes_on = re.match(r"[ \t]+\S", text[fences.body : fences.body + 200])
    if last.text.strip() and not goes_on:
        return None
    return FENCE_INSIDE_TEXT.at(
        source.span(fences.end, fences.end + 3),
        say("this line ends the front matter in the middle of a text block"),
        found="---",
        help=say("indent it like the text around it, or move the text to the body"),
    )


def _last_scalar(node: Node) -> Scalar | None:
    here: Node | None = node
    while not isinstance(here, Scalar) and here is not None:
        if isinstance(here, Mapping):
            here = here.pairs[-1].value if here.pairs else None
        else:
            here = here.items[-1] if here.items else None
    return here


def _not_first(source: SourceText, dashes: int) -> Diagnostic:
    edit = TextEdit(source.span(0, dashes), "")
    return FRONT_MATTER_NOT_FIRST.at(
        source.span(dashes, dashes + 3),
        say("the front matter must begin on the first line"),
        found="---",
        fix=Fix(say("delete the empty lines above the front matter"), (edit,), safe=True),
    )


def _unclosed(source: SourceText, dashes: int) -> Diagnostic:
    return UNCLOSED_FRONT_MATTER.at(
        source.span(dashes, dashes + 3),
        say("the front matter that begins here is never closed"),
        found="---",
        help=say("put `---` on a line of its own below the last field"),
    )


def _no_mapping(source: SourceText, node: Scalar | Sequence) -> Diagnostic:
    stop = min(node.end, _line_break(source.text, node.start))
    return FRONT_MATTER_NO_MAPPING.at(
        source.span(node.start, stop),
        say("the front matter is not made of fields, each written as `name: value`"),
        found=source.text[node.start : min(stop, node.start + 80)],
    )


def _oversized_front_matter(source: SourceText) -> Diagnostic:
    return OVERSIZED_FRONT_MATTER.at(
        source.span(0, 3),
        say("the front matter has more than {limit} bytes and is not read", limit=FRONT_MATTER_BYTES),
    )
