"""Comments that silence a fault where it stands: `# pmledger: allow PM104 reason` and the same in `<!-- -->`."""

import re
from collections.abc import Iterator

from pmledger.reader.code import Code
from pmledger.reader.entry import Allowance
from pmledger.reader.faults_text import ALLOWANCE_WITHOUT_CODE, ALLOWANCE_WITHOUT_REASON
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import say
from pmledger.source.node import Mapping, Pair, Scalar, walk
from pmledger.source.text import SourceText

_YAML = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*pmledger:[ \t]*allow\b[ \t]*([^\r\n]*)", re.MULTILINE)
_BODY = re.compile(r"<!--[ \t]*pmledger:[ \t]*allow\b[ \t]*([^\r\n]{0,500}?)[ \t]*-->")
_CODES = re.compile(r"PM\d{3}(?:[ \t]*,[ \t]*PM\d{3})*")


def yaml_allowances(
    source: SourceText, start: int, end: int, node: Mapping | None
) -> tuple[list[Allowance], list[Diagnostic]]:
    """The allowances in comments of the front matter; what stands within a text is no comment."""
    if source.text.find("pmledger:", start, end) < 0:
        return [], []
    spans = sorted((one.start, one.end) for one in _scalars(node))
    texts = Code(tuple(begin for begin, _ in spans), tuple(stop for _, stop in spans))
    found = [match for match in _YAML.finditer(source.text, start, end) if not texts.covers(match.start())]
    return _read(source, found)


def body_allowances(source: SourceText, start: int, code: Code) -> tuple[list[Allowance], list[Diagnostic]]:
    """The allowances in comments of the body."""
    if source.text.find("<!--", start) < 0:
        return [], []
    return _read(source, [match for match in _BODY.finditer(source.text, start) if not code.covers(match.start())])


def _scalars(node: Mapping | None) -> Iterator[Scalar]:
    if node is None:
        return
    for one in walk(node):
        if isinstance(one, Scalar):
            yield one
        elif isinstance(one, Mapping):
            yield from (pair.key for pair in one.pairs if isinstance(pair, Pair))


def _read(source: SourceText, found: list[re.Match[str]]) -> tuple[list[Allowance], list[Diagnostic]]:
    allowances: list[Allowance] = []
    faults: list[Diagnostic] = []
    for match in found:
        codes = _CODES.match(match[1])
        reason = match[1][codes.end() :].strip(" \t:–-") if codes else ""
        if codes and reason:
            line, _ = source.position(match.start())
            names = tuple(re.findall(r"PM\d{3}", codes[0]))
            allowances.append(Allowance(names, reason, match.start(), match.end(), line))
        else:
            faults.append(_fault(source, match, named=codes is not None))
    return allowances, faults


def _fault(source: SourceText, match: re.Match[str], *, named: bool) -> Diagnostic:
    span = source.span(match.start(), match.end())
    if named:
        message = say("this allowance gives no reason and has no effect")
        return ALLOWANCE_WITHOUT_REASON.at(span, message, found=match[0], help=say("write the reason after the code"))
    message = say("this allowance names no code and has no effect")
    return ALLOWANCE_WITHOUT_CODE.at(span, message, found=match[0], help=say("write a code such as PM104"))
