"""YAML as a tree of texts with their offsets, built from the parser's events; nothing is typed and nothing repeats.

libyaml's own composer is not used: it would follow nesting down the stack of the machine and copy aliases.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pmledger.reader.faults_yaml import (
    DUPLICATE_KEY,
    NESTING_TOO_DEEP,
    NON_TEXT_KEY,
    SEVERAL_DOCUMENTS,
    TOO_MANY_KEYS,
    TOO_MANY_VALUES,
    YAML_ANCHOR,
    YAML_DIRECTIVE,
    YAML_MERGE_KEY,
    YAML_TAG,
)
from pmledger.reader.limits import DEPTH, KEYS, NODES
from pmledger.reader.yaml_syntax import syntax_fault
from pmledger.source.diagnostic import Diagnostic, Fault, Related
from pmledger.source.message import Message, say
from pmledger.source.node import Mapping, Node, Pair, Scalar, Sequence
from pmledger.source.text import SourceText

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAGS = frozenset(
    (None, "!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")))
)
_PROPERTY = re.compile(r"[&!*]\S*")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)")
_ABSENT = frozenset(("", "~", "null", "Null", "NULL"))
_NO_KEYS = _ABSENT | {"<<"}


class _StopReadingError(Exception):
    """Ends the reading of a file that has passed a limit or has no sense from here on."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault.message))
        self.fault = fault


@dataclass(slots=True)
class _Open:
    """A list or group whose end has not been read: what it holds so far."""

    start: int
    flow: bool
    mapping: bool
    items: list[Node]
    pairs: list[Pair]
    names: dict[str, Pair]
    key: Node | None = None


def is_absent(scalar: Scalar) -> bool:
    """Whether a scalar means that there is no value: empty, `~` or `null`, without quotes."""
    return not scalar.style and scalar.text in _ABSENT


def key_name(text: str) -> str:
    """A key as the name of a field would be written: in NFC, with `_` for `-`."""
    name = text.replace("-", "_")
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def compose(
    source: SourceText, start: int, end: int, text: str | None = None
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of the YAML between two offsets, None when there is none, and its faults.

    `text` is what to read in place of the source's own text, with the same offsets.
    """
    whole = source.text if text is None else text
    while whole.startswith("\ufeff", start, end):
        start += 1  # libyaml skips a mark without counting it
    composer = _Composer(source, whole, start, end)
    part = whole[start:end]
    if found := _DIRECTIVE.match(part):
        return None, (composer.directive(start + found.start(1), start + found.end(1)),)
    try:
        node = composer.read(part)
    except _StopReadingError as stop:
        return None, (*composer.faults, stop.fault)
    except yaml.YAMLError as error:
        return None, (*composer.faults, syntax_fault(error, source, start, end))
    return node, tuple(composer.faults)


class _Composer:
    def __init__(self, source: SourceText, text: str, base: int, end: int) -> None:
        self.source = source
        self.text = text
        self.base = base
        self.end = end
        self.faults: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def read(self, part: str) -> Node | None:
        """The tree of one document; the loop is written out, since every value of a workspace passes here."""
        base, documents, count = self.base, 0, 0
        here: _Open | None = None
        next_event = _LOADER(part).get_event
        while True:
            event: Any = next_event()
            kind = type(event)
            count += 1
            if kind is ScalarEvent:
                start, stop, style = base + event.start_mark.index, base + event.end_mark.index, event.style
                if event.anchor is not None or event.tag is not None:
                    self.properties(event.anchor, event.tag, start, stop)
                if style == "|" or style == ">":  # noqa: PLR1714  (twice as quick as a tuple, here)
                    stop = self.block_end(start, stop)
                node: Node = Scalar(event.value, start, stop, style or "")
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start, stop = base + event.start_mark.index, base + event.end_mark.index
                if event.anchor is not None or event.tag is not None:
                    self.properties(event.anchor, event.tag, start, stop)
                here = self.open(start, flow=bool(event.flow_style), mapping=kind is MappingStartEvent)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = self.close(base + event.end_mark.index)
                here = self.stack[-1] if self.stack else None
            elif kind is AliasEvent:
                node = self.alias(base + event.start_mark.index, base + event.end_mark.index)
            elif kind is DocumentStartEvent:
                documents += 1
                start, stop = base + event.start_mark.index, base + event.end_mark.index
                self.document(start, stop, documents, directed=bool(event.version or event.tags))
                continue
            elif kind is StreamEndEvent:
                return self.root
            else:
                continue
            if here is None:
                self.root = node
            elif not here.mapping:
                here.items.append(node)
            elif here.key is None:
                here.key = node
            else:
                key, here.key = here.key, None
                self.pair(here, key, node)
            if count > NODES:
                raise _StopReadingError(self.too_many(node.start))

    def pair(self, here: _Open, key: Node, value: Node) -> None:
        if type(key) is not Scalar or (not key.style and key.text in _NO_KEYS):
            self.no_key(key)
            return
        text = key.text
        name = text if text.isidentifier() and text.isascii() else key_name(text)
        if name in here.names:
            self.faults.append(duplicate_key(self.source, key, here.names[name].key))
            return
        pair = here.names[name] = Pair(key, value, name)
        here.pairs.append(pair)
        if len(here.pairs) > KEYS:
            message = say("more than {limit} fields in one group", limit=KEYS)
            raise _StopReadingError(self.at(TOO_MANY_KEYS, key.start, key.end, message))

    def no_key(self, key: Node) -> None:
        if isinstance(key, Scalar) and key.text == "<<":
            fault, message = YAML_MERGE_KEY, say("the merge key is not allowed: write the fields out")
        else:
            fault, message = NON_TEXT_KEY, say("the name of a field must be a text")
        self.faults.append(self.at(fault, key.start, key.end, message))

    def open(self, start: int, *, flow: bool, mapping: bool) -> _Open:
        if len(self.stack) >= DEPTH:
            message = say("lists and groups are nested more than {limit} levels deep", limit=DEPTH)
            raise _StopReadingError(self.at(NESTING_TOO_DEEP, start, start + 1, message))
        here = _Open(start, flow, mapping, [], [], {})
        self.stack.append(here)
        return here

    def close(self, end: int) -> Node:
        here = self.stack.pop()
        if here.mapping:
            stop = end if here.flow or not here.pairs else here.pairs[-1].value.end
            return Mapping(tuple(here.pairs), here.start, stop, here.flow)
        stop = end if here.flow or not here.items else here.items[-1].end
        return Sequence(tuple(here.items), here.start, stop, here.flow)

    def block_end(self, start: int, stop: int) -> int:
        """Where the text of a block ends; the parser also counts the blank lines behind it."""
        text = self.text
        header_end = text.find("\n", start, stop)
        if header_end < 0:
            return start + len(text[start:stop].rstrip())
        kept = "+" in text[start:header_end].split("#")[0]
        body = text[start:stop] if kept else text[start:stop].rstrip()
        return start + (len(body[:-1].removesuffix("\r")) if kept and body.endswith("\n") else len(body))

    def properties(self, anchor: str | None, tag: str | None, start: int, stop: int) -> None:
        """Report anchor and tag of a value, each where it stands."""
        found = {word[0][0]: word.span() for word in reversed(list(_PROPERTY.finditer(self.text, start, stop))[:2])}
        if anchor is not None:
            self.faults.append(self.anchor_fault(*found.get("&", (start, start + 1))))
        if tag not in _CORE_TAGS:
            self.faults.append(self.tag_fault(*found.get("!", (start, start + 1))))

    def alias(self, start: int, stop: int) -> Scalar:
        """An alias is reported and counts as an empty value."""
        self.faults.append(self.anchor_fault(start, stop))
        return Scalar("", stop, stop)

    def document(self, start: int, stop: int, count: int, *, directed: bool) -> None:
        if directed:
            raise _StopReadingError(self.directive(start, stop))
        if count > 1:
            message = say("a second YAML document begins here; a file holds one")
            raise _StopReadingError(self.at(SEVERAL_DOCUMENTS, start, stop, message))

    def directive(self, start: int, stop: int) -> Diagnostic:
        message = say("a line that begins with % is a directive, which a record does not have")
        return self.at(YAML_DIRECTIVE, start, stop, message)

    def anchor_fault(self, start: int, stop: int) -> Diagnostic:
        message = say("anchors and aliases are not allowed: write the value where it is needed")
        return self.at(YAML_ANCHOR, start, stop, message, say("a text that begins with * or & needs quotes"))

    def tag_fault(self, start: int, stop: int) -> Diagnostic:
        message = say("tags are not allowed: the field says what its value is")
        return self.at(YAML_TAG, start, stop, message, say("a text that begins with ! needs quotes"))

    def too_many(self, at: int) -> Diagnostic:
        return self.at(TOO_MANY_VALUES, at, at, say("the file holds more than {limit} values", limit=NODES))

    def at(self, fault: Fault, start: int, stop: int, message: Message, help_text: Message | None = None) -> Diagnostic:
        found = self.source.text[start : min(stop, start + 80)]
        return fault.at(self.source.span(start, stop), message, found=found, help=help_text)


def duplicate_key(source: SourceText, key: Scalar, first: Scalar) -> Diagnostic:
    """The fault of a key that is given again, with the place of the first one."""
    return DUPLICATE_KEY.at(
        source.span(key.start, key.end),
        say("{name} is given a second time", name=key.text),
        found=source.text[key.start : key.end],
        related=(Related(source.span(first.start, first.end), say("the first one stands here")),),
    )
