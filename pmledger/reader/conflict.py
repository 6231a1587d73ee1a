"""Signs of an unresolved merge: where they stand, and the text of the upper side with the rest blanked."""

import re

from pmledger.reader.code import Code, fenced_blocks
from pmledger.reader.faults_text import MERGE_CONFLICT
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import say
from pmledger.source.text import SourceText

_SIGN = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \t][^\n]*|\r)?$", re.MULTILINE)
_OPENING, _BASE, _MIDDLE, _CLOSING = "<|=>"


def resolve_conflicts(source: SourceText, prose_from: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with signs and lower sides as blanks, offsets unchanged, and a fault for each block.

    From `prose_from` on the text is Markdown: there fenced code may show the signs, and a line of equals signs
    underlines a heading unless a conflict is open.
    """
    text = source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "=======" not in text and "|||||||" not in text:
        return text, ()
    blocks, spans = _conflicts(text, prose_from)
    faults = tuple(_fault(source, start, end) for start, end in blocks)
    return _blanked(text, spans), faults


def _conflicts(text: str, prose_from: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The first sign of each block, and the spans to blank."""
    fenced = fenced_blocks(text, prose_from)
    code = Code(tuple(start for start, _ in fenced), tuple(end for _, end in fenced))
    blocks: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    opened = lower = -1
    for sign in _SIGN.finditer(text):
        start, letter = sign.start(), sign[1][0]
        if code.covers(start):
            continue
        if letter == _OPENING:
            if opened < 0 or lower >= 0:
                blocks.append(sign.span())
            spans.append(sign.span())
            opened, lower = start, -1
        elif opened >= 0:
            lower = start if lower < 0 else lower
            if letter == _CLOSING:
                spans.append((lower, sign.end()))
                opened = -1
        elif letter != _MIDDLE or start < prose_from:
            blocks.append(sign.span())
            spans.append(sign.span())
    if opened >= 0 and lower >= 0:
        spans.append((lower, (text + "\n").index("\n", lower)))
    return blocks, spans


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\r\n]", " ", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))


def _fault(source: SourceText, start: int, end: int) -> Diagnostic:
    return MERGE_CONFLICT.at(
        source.span(start, end),
        say("this is an unresolved merge conflict"),
        found=source.text[start:end].rstrip(),
        help=say("keep the lines that are right and delete the signs"),
    )
