"""What a kind objects to becomes a diagnostic at the text that it is about."""

from collections.abc import Callable
from collections.abc import Mapping as MappingType
from functools import partial

from msgspec import Struct

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.faults import PROBLEMS, Problem
from pmledger.reader import faults_fields as fields
from pmledger.reader import faults_values as values
from pmledger.reader.rewritten import day_meant, duration_meant, form_meant
from pmledger.reader.suggest import suggestion
from pmledger.reader.terms import choice_term, field_term, kind_term, listed, part_term, state_term
from pmledger.source.diagnostic import Diagnostic, Fault, Fix, TextEdit
from pmledger.source.message import Message, say
from pmledger.source.node import Mapping, Node, Pair, Scalar, Sequence
from pmledger.source.span import Span
from pmledger.source.term import Listed, Term
from pmledger.source.text import SourceText

FAULT_OF: MappingType[str, Fault] = {
    "bool_form": values.NEITHER_TRUE_NOR_FALSE,
    "choice": fields.UNKNOWN_CHOICE,
    "control_character": fields.CONTROL_CHARACTER_IN_VALUE,
    "currency_form": values.UNKNOWN_CURRENCY,
    "currency_missing": values.UNKNOWN_CURRENCY,
    "currency_unknown": values.UNKNOWN_CURRENCY,
    "date_form": values.MALFORMED_DATE,
    "date_range": values.DATE_OUT_OF_RANGE,
    "date_unreal": values.UNREAL_DATE,
    "datetime_form": values.MALFORMED_DATE,
    "duration_form": values.MALFORMED_DURATION,
    "duration_range": values.NUMBER_OUT_OF_RANGE,
    "email_form": values.MALFORMED_ADDRESS,
    "id_form": fields.MALFORMED_ID,
    "int_form": values.MALFORMED_NUMBER,
    "kind_unknown": fields.UNKNOWN_KIND,
    "lang_form": values.UNKNOWN_LANGUAGE,
    "line_break": values.LINE_BREAK_IN_LINE,
    "list_form": values.VALUE_INSTEAD_OF_GROUP,
    "map_form": values.VALUE_INSTEAD_OF_GROUP,
    "map_key": fields.UNKNOWN_CHOICE,
    "missing_part": values.MISSING_PART,
    "money_comma": values.MALFORMED_AMOUNT,
    "money_form": values.MALFORMED_AMOUNT,
    "money_range": values.NUMBER_OUT_OF_RANGE,
    "number_form": values.MALFORMED_NUMBER,
    "number_range": values.NUMBER_OUT_OF_RANGE,
    "path_form": values.MALFORMED_ADDRESS,
    "pattern": values.UNLIKE_PATTERN,
    "percent_form": values.MALFORMED_PERCENTAGE,
    "rate_form": values.MALFORMED_RATE,
    "ref_form": values.MALFORMED_REFERENCE,
    "state_unknown": fields.UNKNOWN_STATE,
    "step_form": values.MALFORMED_NUMBER,
    "text_form": values.GROUP_INSTEAD_OF_VALUE,
    "text_long": values.OVERLONG_TEXT,
    "time_unreal": values.UNREAL_DATE,
    "tz_unknown": values.UNKNOWN_TIME_ZONE,
    "unknown_field": fields.UNKNOWN_FIELD,
    "url_form": values.MALFORMED_ADDRESS,
}
"""The fault that each problem of a record is."""

_DAYS = frozenset({"date_form", "datetime_form"})
_NUMBERS = frozenset({"int_form", "step_form", "number_form", "money_comma", "money_form", "percent_form", "rate_form"})
_MEANT: MappingType[str, Callable[[str], str]] = {
    "date_form": day_meant,
    "duration_form": duration_meant,
}
_FEW = 12
_NO_TEXT = {
    "nothing": say("nothing"),
    "a group of named parts": say("a group of named parts"),
    "a list": say("a list"),
}
"""What stands in a message where no text was written."""


class Subject(Struct, frozen=True):
    """What problems are about: a record's nodes, its kind, the names of its fields, those that stand elsewhere.

    `lists` are the names that lists of records may have.
    """

    source: SourceText
    node: Mapping
    names: tuple[str, ...] = ()
    elsewhere: MappingType[str, Span] | None = None
    record: str = ""
    in_table: bool = False
    kind: KindSpec | None = None
    lists: tuple[Term, ...] = ()
    chinese: bool = True
    """Whether the ledger reads Chinese names."""


def diagnostics(subject: Subject, problems: tuple[Problem, ...]) -> list[Diagnostic]:
    """The diagnostics of a record's problems, in their order."""
    return [_diagnostic(subject, problem) for problem in problems]


def _diagnostic(subject: Subject, problem: Problem) -> Diagnostic:
    fault = FAULT_OF[problem.code]
    if problem.code in ("choice", "pattern") and problem.loc[:1] in (("status",), ("id",)):
        fault = fields.UNKNOWN_STATE if problem.loc[0] == "status" else fields.MALFORMED_ID
    span, found, pair = place_of(subject, problem)
    help_text, fix = _help(subject, problem, span, pair)
    message = message_of(problem, subject.kind)
    return fault.at(span, message, found=found, help=help_text, fix=fix, record=subject.record)


def message_of(problem: Problem, kind: KindSpec | None = None) -> Message:
    """The problem's sentence with its values; lists are written out, and names of a record's kind are terms."""
    shown = tuple((name, _spoken(problem, kind, name)) for name in problem.context if name != "candidates")
    return Message(PROBLEMS[problem.code], shown)


def _spoken(problem: Problem, kind: KindSpec | None, name: str) -> object:
    """A value as the sentence says it: lists written out, and what is no text named in the reader's language."""
    value = problem.context[name]
    if isinstance(value, tuple | list | frozenset | set):
        return listed(map(str, value), _term_of(problem, kind))
    if name == "given":
        return _NO_TEXT.get(str(value), value)
    if kind is None:
        return value
    match problem.code, name:
        case "unknown_field", "owner":
            return kind_term(kind) if len(problem.loc) == 1 else field_term(kind, str(value))
        case "missing_part", "part":
            return part_term(str(value))
        case "map_form", "expected" if ":" not in str(value):
            return listed(str(value).split(", "), part_term)
    return value


def _term_of(problem: Problem, kind: KindSpec | None) -> Callable[[str], Term]:
    """How the names among which a problem's value may be chosen are said; those of settings have no other word."""
    if kind is None:
        return Term
    return partial(state_term, kind.name) if problem.loc[:1] == ("status",) else choice_term


def place_of(subject: Subject, problem: Problem) -> tuple[Span, str, Pair | None]:
    """The narrowest text that a problem is about, that text, and the pair of the last key on the way."""
    source = subject.source
    node, pair = locate(subject.node, problem.loc)
    first = str(problem.loc[0]) if problem.loc else ""
    if pair is None and subject.elsewhere and first in subject.elsewhere:
        return subject.elsewhere[first], "", None
    if problem.code in ("unknown_field", "map_key") and pair is not None:
        node = pair.key
    elif problem.code == "missing_part" and pair is not None and not isinstance(node, Scalar):
        return *_head(source, node), pair
    start, end = node.start, _line_end(source.text, node)
    return source.span(start, end), source.text[start : min(end, start + 200)], pair


def _head(source: SourceText, node: Node) -> tuple[Span, str]:
    """The first line of a list or group, or its first field."""
    end = _line_end(source.text, node)
    return source.span(node.start, end), source.text[node.start : end]


def _line_end(text: str, node: Node) -> int:
    """Faults of texts over several lines point at the first one."""
    end = text.find("\n", node.start, node.end)
    return node.end if end < 0 else max(end - (text[end - 1] == "\r"), node.start)


def locate(node: Node, loc: tuple[str | int, ...]) -> tuple[Node, Pair | None]:
    """The innermost node that a place leads to, and the last pair on the way to it."""
    here: Node = node
    last: Pair | None = None
    for step in loc:
        if isinstance(here, Mapping) and isinstance(step, str):
            pair = next((one for one in here.pairs if one.key.text == step), None) or here.pair(step)
            if pair is None:
                break
            here, last = pair.value, pair
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
        elif not (isinstance(here, Scalar) and step == 0):
            break
    return here, last


def _help(subject: Subject, problem: Problem, span: Span, pair: Pair | None) -> tuple[Message | None, Fix | None]:
    if problem.code == "unknown_field":
        return _unknown_field(subject, problem, span)
    if problem.code in ("choice", "state_unknown", "map_key"):
        return _unknown_choice(problem, span, _term_of(problem, subject.kind), editable=pair is not None)
    if subject.in_table and problem.code in _DAYS:
        form = form_meant(_given(problem))
        return say('other forms of date are declared in pmledger.yml: `csv: {{date: "{form}"}}`', form=form), None
    if subject.in_table and problem.code in _NUMBERS:
        return say('decimal commas are declared in pmledger.yml: `csv: {{decimal: ","}}`'), None
    if problem.code in _MEANT and pair is not None and (meant := _MEANT[problem.code](_given(problem))):
        return _rewritten(span, meant, in_table=subject.in_table)
    return None, None


def _given(problem: Problem) -> str:
    return str(problem.context.get("given", ""))


def _rewritten(span: Span, meant: str, *, in_table: bool) -> tuple[Message, Fix | None]:
    """What was surely meant, and the edit that writes it so; a table may come again, and stays as it is."""
    fix = None if in_table else Fix(say("write {name}", name=meant), (TextEdit(span, meant),), safe=True)
    return say("did you mean {candidates}?", candidates=Listed((meant,))), fix


def _unknown_field(subject: Subject, problem: Problem, span: Span) -> tuple[Message | None, Fix | None]:
    written = _given(problem)
    if len(problem.loc) == 1:
        taken = [pair.name for pair in subject.node.pairs]
        value, _ = locate(subject.node, problem.loc)
        lists = subject.lists if isinstance(value, Sequence) else ()
        help_text, fix = suggestion(span, written, (*_fields(subject), *lists), taken, chinese=subject.chinese)
        if help_text is None and subject.kind is not None:
            help_text = say("see pmledger schema {kind}", kind=subject.kind.name)
        return help_text, fix
    known = tuple(part_term(name) for name in _texts(problem.context.get("candidates")))
    around, _ = locate(subject.node, problem.loc[:-1])
    taken = [pair.name for pair in around.pairs] if isinstance(around, Mapping) else []
    help_text, fix = suggestion(span, written, known, taken, chinese=subject.chinese)
    if help_text is None and 0 < len(known) <= _FEW:
        help_text = say("its parts are {parts}", parts=Listed(known))
    return help_text, fix


def _fields(subject: Subject) -> tuple[Term, ...]:
    term = part_term if subject.kind is None else partial(field_term, subject.kind)
    return tuple(term(name) for name in subject.names)


def _unknown_choice(
    problem: Problem, span: Span, term: Callable[[str], Term], *, editable: bool
) -> tuple[Message | None, Fix | None]:
    given = str(problem.context.get("given", ""))
    choices = _texts(problem.context.get("choices"))
    same = [choice for choice in choices if _folded(choice) == _folded(given)]
    if len(same) == 1 and editable:
        fix = Fix(say("write {name}", name=same[0]), (TextEdit(span, same[0]),), safe=True)
        return say("did you mean {candidates}?", candidates=term(same[0])), fix
    help_text, _ = suggestion(span, given, tuple(term(choice) for choice in choices))
    return help_text, None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | list) else ()


def _folded(text: str) -> str:
    return text.strip().casefold().replace("-", "_").replace(" ", "_")
