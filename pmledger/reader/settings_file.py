"""`pmledger.yml`: read like a record, so that every fault in it points."""

from collections.abc import Mapping as MappingType
from functools import lru_cache

from pmledger.kinds.faults import Problem
from pmledger.kinds.settings import FIELDS, Settings, parse_settings
from pmledger.reader.conflict import resolve_conflicts
from pmledger.reader.decode import decode
from pmledger.reader.faults_settings import (
    MISSING_SETTING,
    TAKEN_NAME,
    UNFIT_SETTING_NAME,
    UNKNOWN_SETTING,
    UNSOUND_PATTERN,
    WRONG_SETTING,
)
from pmledger.reader.problems import Subject, locate, message_of, place_of
from pmledger.reader.raw import raw_value, text_of
from pmledger.reader.suggest import suggestion
from pmledger.reader.yaml_events import compose
from pmledger.source.diagnostic import Diagnostic, Fault
from pmledger.source.message import say
from pmledger.source.node import Mapping, Node, Sequence, find
from pmledger.source.span import Span
from pmledger.source.text import SourceText

_FAULT_OF: MappingType[str, Fault] = {
    "choices_missing": MISSING_SETTING,
    "missing_part": MISSING_SETTING,
    "name_form": UNFIT_SETTING_NAME,
    "name_taken": TAKEN_NAME,
    "pattern_unsound": UNSOUND_PATTERN,
    "unknown_field": UNKNOWN_SETTING,
}
_AT_KEY = frozenset({"name_form", "name_taken", "unknown_field", "map_key", "choices_missing", "kind_unknown"})
_GIVES_NAME = frozenset({"plural", "folder"})
"""Settings whose value, not their key, is a name."""


def read_settings(path: str, data: bytes) -> tuple[Settings, tuple[Diagnostic, ...], SourceText]:
    """The settings, defaults where the file is silent or faulty; all its faults; its text."""
    decoded = decode(path, data)
    source = decoded.source
    if not decoded.readable:
        settings, _ = parse_settings({})
        return settings, decoded.faults, source
    text, conflicts = resolve_conflicts(source, len(source.text))
    node, faults = compose(source, 0, len(text), text)
    mapping, more = _mapping(source, node, faults)
    raw = raw_value(mapping)
    assert isinstance(raw, dict)
    settings, problems = parse_settings(raw)
    found = (*decoded.faults, *conflicts, *faults, *more, *(_diagnostic(source, mapping, one) for one in problems))
    once = {(fault.code, fault.span): fault for fault in reversed(found)}
    return settings, tuple(sorted(once.values(), key=lambda fault: (fault.span, fault.code))), source


def allowance_places(source: SourceText) -> dict[tuple[str, str], Span]:
    """Where the entries of `allow:` name their codes, by code and path."""
    node, _ = compose(source, 0, len(source.text), source.text)
    listed = find(node, ("allow",))
    items = listed.items if isinstance(listed, Sequence) else (listed,)
    places: dict[tuple[str, str], Span] = {}
    for item in items:
        code = find(item, ("code",)) if isinstance(item, Mapping) else None
        if isinstance(item, Mapping) and code is not None:
            places.setdefault((text_of(item, "code"), text_of(item, "path")), source.span(code.start, code.end))
    return places


def setting_place(source: SourceText, path: tuple[str, ...]) -> Span | None:
    """Where a setting is written (`("tolerance", "days")`, of a list the `from` of its item); None where it is a default."""
    node = _read_text(source.path, source.text)
    for step in path:
        node = _part(node, step)
    return None if node is None else source.span(node.start, node.end)


@lru_cache(maxsize=2)
def _read_text(path: str, text: str) -> Node | None:
    source = SourceText(path, text)
    read, _ = resolve_conflicts(source, len(text))
    return compose(source, 0, len(read), read)[0]


def _part(node: Node | None, step: str) -> Node | None:
    """The setting of that name, or the item since that day; one item stands for a list of one."""
    if isinstance(node, Mapping):
        pair = node.pair(step)
        return pair.value if pair is not None else node if text_of(node, "from") == step else None
    items = node.items if isinstance(node, Sequence) else ()
    return next((one for one in items if isinstance(one, Mapping) and text_of(one, "from") == step), None)


def _mapping(
    source: SourceText, node: Node | None, faults: tuple[Diagnostic, ...]
) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The file's settings; an empty file has none, and anything but named settings is a fault."""
    if isinstance(node, Mapping):
        return node, ()
    empty = Mapping((), 0, 0)
    if node is None or faults:
        return empty, ()
    message = say("the file is not made of settings, each written as `name: value`")
    return empty, (WRONG_SETTING.at(source.span(node.start, node.end), message),)


def _diagnostic(source: SourceText, node: Mapping, problem: Problem) -> Diagnostic:
    subject = Subject(source, node)
    span, found, pair = place_of(subject, problem)
    if pair is not None and _is_about_key(problem):
        span, found = source.span(pair.key.start, pair.key.end), source.text[pair.key.start : pair.key.end]
    help_text = fix = None
    message = message_of(problem)
    if problem.code == "unknown_field":
        known = tuple(one.name for one in FIELDS) if len(problem.loc) == 1 else _candidates(problem)
        around, _ = locate(node, problem.loc[:-1])
        taken = [one.name for one in around.pairs] if isinstance(around, Mapping) else []
        help_text, fix = suggestion(span, str(problem.context.get("given", "")), known, taken)
        message = say("there is no setting {name} here", name=problem.context.get("given", ""))
    fault = _FAULT_OF.get(problem.code, WRONG_SETTING)
    return fault.at(span, message, found=found, help=help_text, fix=fix)


def _is_about_key(problem: Problem) -> bool:
    """Whether the name of a setting is at fault, not its value."""
    last = problem.loc[-1] if problem.loc else 0
    return problem.code in _AT_KEY and isinstance(last, str) and last not in _GIVES_NAME


def _candidates(problem: Problem) -> tuple[str, ...]:
    found = problem.context.get("candidates")
    return tuple(map(str, found)) if isinstance(found, tuple | list) else ()
