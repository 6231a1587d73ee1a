"""What YAML's parser objects to, in the words and at the place of the person who wrote it."""

import re
from collections.abc import Callable

import yaml

from pmledger.reader.faults_text import CONTROL_CHARACTER
from pmledger.reader.faults_yaml import (
    MISSING_COLON,
    NESTING_TOO_DEEP,
    TAB_INDENTATION,
    UNCLOSED_BRACKET,
    UNCLOSED_QUOTE,
    UNKNOWN_ESCAPE,
    UNQUOTED_COLON,
    UNQUOTED_SPECIAL_CHARACTER,
    WRONG_INDENTATION,
    YAML_DIRECTIVE,
    YAML_SYNTAX,
    YAML_TAG,
)
from pmledger.reader.limits import DEPTH
from pmledger.source.diagnostic import Diagnostic, Fault
from pmledger.source.message import Message, say
from pmledger.source.text import SourceText

Sentence = tuple[Fault, Message, Message | None]

_COMPOUND = re.compile(r"[^\s\[\]{},#]+")


def syntax_fault(error: yaml.YAMLError, source: SourceText, start: int, end: int) -> Diagnostic:
    """The diagnostic for an error of the parser, which read the text from `start` to `end`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unprintable(error, source, start)
    problem = start + error.problem_mark.index if error.problem_mark else start
    context = start + error.context_mark.index if error.context_mark else problem
    problem, context = min(problem, end), min(context, end)
    for clue, explain in _CLUES:
        if clue in f"{error.context or ''}: {error.problem or ''}":
            (fault, message, help_text), at = explain(source, problem, context)
            return _located(fault, message, help_text, source, at)
    return _located(*_unknown(), source, problem)


def _located(fault: Fault, message: Message, help_text: Message | None, source: SourceText, at: int) -> Diagnostic:
    """The word at an offset; at an end of a line, what stands before it."""
    text = source.text
    found = _COMPOUND.match(text, at)
    stop = found.end() if found else at + (at < len(text) and text[at] not in "\r\n")
    return fault.at(source.span(at, stop), message, found=text[at:stop], help=help_text)


Explained = tuple[Sentence, int]
Explain = Callable[[SourceText, int, int], Explained]


def _unknown() -> Sentence:
    return (
        YAML_SYNTAX,
        say("the front matter cannot be read from here on"),
        say("look for an unclosed bracket or quote here or on the line above"),
    )


def _unprintable(error: yaml.YAMLError, source: SourceText, start: int) -> Diagnostic:
    at = start + int(getattr(error, "position", 0))
    character = f"U+{ord(source.text[at]):04X}" if at < len(source.text) else "?"
    return CONTROL_CHARACTER.at(
        source.span(at, at + 1),
        say("the control character {character} stands here; no reader can see it", character=character),
        found=character,
    )


def _colon(source: SourceText, problem: int, context: int) -> Explained:
    line, _ = source.position(problem)
    head = source.text[source.starts[line - 1] : problem]
    if ":" not in head and head[:1] in (" ", "\t"):
        sentence = (
            WRONG_INDENTATION,
            say("this line is indented as if it belonged to the text above it"),
            say("begin it in the same column as the other fields"),
        )
        return sentence, problem - len(head.lstrip())
    if ":" not in head:
        sentence = (MISSING_COLON, say("the line above this one has no colon"), None)
        return sentence, source.starts[line - 1]
    sentence = (
        UNQUOTED_COLON,
        say("a second colon stands in this value, which begins a new field"),
        say("put the value in double quotes"),
    )
    return sentence, problem


def _no_colon(source: SourceText, problem: int, context: int) -> Explained:
    line, _ = source.position(context)
    return (
        (
            MISSING_COLON,
            say("no colon and space stand in this line, so it is no field"),
            say("write `{name}: value`", name=_first_word(source.line_text(line))),
        ),
        context,
    )


def _first_word(line: str) -> str:
    return re.split(r"[\s:]", line.strip(), maxsplit=1)[0][:40] or "name"


def _quote(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            UNCLOSED_QUOTE,
            say("the quote that begins here is never closed"),
            say("close it, or leave the quote out"),
        ),
        context,
    )


def _escape(source: SourceText, problem: int, context: int) -> Explained:
    at = source.text.rfind("\\", context, problem + 1)
    return (
        (
            UNKNOWN_ESCAPE,
            say("there is no such character after a backslash in double quotes"),
            say("write the backslash twice, or use single quotes"),
        ),
        max(at, context),
    )


def _bracket(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            UNCLOSED_BRACKET,
            say("the bracket that opens here is not closed, or a comma is missing behind it"),
            say("a text that begins with a bracket needs quotes"),
        ),
        context,
    )


def _depth(source: SourceText, problem: int, context: int) -> Explained:
    return (NESTING_TOO_DEEP, say("lists and groups are nested more than {limit} levels deep", limit=DEPTH), None), problem


def _special(source: SourceText, problem: int, context: int) -> Explained:
    letter = source.text[context : context + 1]
    if letter == "\t":
        return _tab(source, context, context)
    if letter == "%" and source.position(context)[1] == 1:
        return (YAML_DIRECTIVE, say("a line that begins with % is a directive, which a record does not have"), None), (
            context
        )
    return (
        (
            UNQUOTED_SPECIAL_CHARACTER,
            say("a value cannot begin with {character} unless it is in quotes", character=letter),
            say("put the value in double quotes"),
        ),
        context,
    )


def _tab(source: SourceText, problem: int, context: int) -> Explained:
    return (TAB_INDENTATION, say("a tab stands where spaces are due"), say("indent with two spaces")), problem


def _tag(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            YAML_TAG,
            say("a value that begins with ! is a tag, which a record does not have"),
            say("put the value in double quotes"),
        ),
        context,
    )


def _indent(source: SourceText, problem: int, context: int) -> Explained:
    line, column = source.position(problem)
    head = source.text[source.starts[line - 1] : problem]
    if head.strip():
        sentence: Sentence = (
            YAML_SYNTAX,
            say("something stands behind a value that has ended"),
            say("put the whole value in double quotes"),
        )
        return sentence, problem
    if source.text.startswith("-", problem) and column == source.position(context)[1]:
        return _unexpected_item(source, problem, context)
    return (
        (
            WRONG_INDENTATION,
            say("the indentation of this line fits none of the fields above it"),
            say("begin it in the same column as the fields it belongs to"),
        ),
        problem,
    )


def _unexpected_item(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            WRONG_INDENTATION,
            say("a list item cannot stand here: the field above it has a value, or the item is on the field's line"),
            say("put each item on a line of its own below the field"),
        ),
        problem,
    )


def _no_item(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            WRONG_INDENTATION,
            say("this line stands where the list above it would go on with a hyphen"),
            say("begin it with a hyphen, or indent it differently"),
        ),
        problem,
    )


def _key(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            UNQUOTED_SPECIAL_CHARACTER,
            say("a question mark and a space begin a key in YAML, which cannot stand here"),
            say("put the value in double quotes"),
        ),
        problem,
    )


def _block_header(source: SourceText, problem: int, context: int) -> Explained:
    return (
        (
            YAML_SYNTAX,
            say("after | or > the text begins on the next line"),
            say("put a value that begins with | or > in double quotes"),
        ),
        context,
    )


def _no_content(source: SourceText, problem: int, context: int) -> Explained:
    return (YAML_SYNTAX, say("a value is due here"), say("put a value that begins with this sign in quotes")), problem


def _document(source: SourceText, problem: int, context: int) -> Explained:
    return (YAML_SYNTAX, say("the fields have ended before this line"), None), problem


_CLUES: tuple[tuple[str, Explain], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("scanning a quoted scalar", _quote),
    ("unknown escape", _escape),
    ("hexdecimal", _escape),
    ("hexadecimal", _escape),
    ("Unicode character escape", _escape),
    ("double-quoted scalar", _escape),
    ("parsing a quoted scalar", _escape),
    ("maximum nesting depth", _depth),
    ("flow sequence", _bracket),
    ("flow mapping", _bracket),
    ("cannot start any token", _special),
    ("tab character", _tab),
    ("scanning an alias", _special),
    ("scanning an anchor", _special),
    ("a tag", _tag),
    ("block sequence entries are not allowed", _unexpected_item),
    ("sequence entries are not allowed", _unexpected_item),
    ("mapping keys are not allowed", _key),
    ("'-' indicator", _no_item),
    ("block collection", _no_item),
    ("a block scalar", _block_header),
    ("block mapping", _indent),
    ("expected key", _indent),
    ("node content", _no_content),
    ("<document start>", _document),
    ("directive", lambda source, problem, context: _special(source, problem, context)),
)
