"""What YAML's parser objects to, in the words and at the place of the person who wrote it."""

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

from pmledger.reader.faults_text import CONTROL_CHARACTER
from pmledger.reader.faults_yaml import (
    MISSING_COLON,
    NESTING_TOO_DEEP,
    NON_TEXT_KEY,
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


class Sentence(Struct, frozen=True):
    """What to say of an error, and whether it stands where the parser stopped or where the construct began."""

    fault: Fault
    message: Message
    help: Message | None = None
    at_beginning: bool = False


Explained = tuple[Sentence, int]
Explain = Callable[[SourceText, int, int], Explained]
"""From the text, where the parser stopped and where the construct began, to the sentence and its place."""

_COMPOUND = re.compile(r"[^\s\[\]{},#]+")


def syntax_fault(error: yaml.YAMLError, source: SourceText, start: int, end: int) -> Diagnostic:
    """The diagnostic for an error of the parser, which read the text from `start` to `end`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unprintable(error, source, start)
    problem = start + error.problem_mark.index if error.problem_mark else start
    context = start + error.context_mark.index if error.context_mark else problem
    problem, context = min(problem, end), min(context, end)
    said = f"{error.context or ''}: {error.problem or ''}"
    clear = next((explained for clue, explained in _CLUES if clue in said), _UNCLEAR)
    if isinstance(clear, Sentence):
        return _located(clear, source, context if clear.at_beginning else problem)
    sentence, at = clear(source, problem, context)
    return _located(sentence, source, at)


def _located(sentence: Sentence, source: SourceText, at: int) -> Diagnostic:
    """At the word at an offset."""
    text = source.text
    found = _COMPOUND.match(text, at)
    stop = found.end() if found else at + (at < len(text) and text[at] not in "\r\n")
    return sentence.fault.at(source.span(at, stop), sentence.message, found=text[at:stop], help=sentence.help)


def _unprintable(error: yaml.YAMLError, source: SourceText, start: int) -> Diagnostic:
    at = start + int(getattr(error, "position", 0))
    character = f"U+{ord(source.text[at]):04X}" if at < len(source.text) else "?"
    return CONTROL_CHARACTER.at(
        source.span(at, at + 1),
        say("the control character {character} stands here; no reader can see it", character=character),
        found=character,
    )


def _colon(source: SourceText, problem: int, _beginning: int) -> Explained:
    line, _ = source.position(problem)
    head = source.text[source.starts[line - 1] : problem]
    if ":" in head:
        return _SECOND_COLON, problem
    if head[:1] in (" ", "\t"):
        return _DEEPER_LINE, problem - len(head.lstrip())
    return _NO_COLON_ABOVE, source.starts[line - 1]


def _no_colon(source: SourceText, _problem: int, beginning: int) -> Explained:
    line, _ = source.position(beginning)
    word = re.split(r"[\s:]", source.line_text(line).strip(), maxsplit=1)[0][:40] or "name"
    message = say("no colon and space stand in this line, so it is no field")
    return Sentence(MISSING_COLON, message, say("write `{name}: value`", name=word)), beginning


def _escape(source: SourceText, problem: int, beginning: int) -> Explained:
    return _UNKNOWN_ESCAPE, max(source.text.rfind("\\", beginning, problem + 1), beginning)


def _special(source: SourceText, _problem: int, beginning: int) -> Explained:
    letter = source.text[beginning : beginning + 1]
    if letter == "\t":
        return _TAB, beginning
    if letter == "%" and source.position(beginning)[1] == 1:
        return _DIRECTIVE, beginning
    message = say("a value cannot begin with {character} unless it is in quotes", character=letter)
    return Sentence(UNQUOTED_SPECIAL_CHARACTER, message, _QUOTES), beginning


def _indent(source: SourceText, problem: int, beginning: int) -> Explained:
    line, column = source.position(problem)
    if source.text[source.starts[line - 1] : problem].strip():
        return _BEHIND_VALUE, problem
    if source.text.startswith(":", problem):
        return _NAMELESS, problem
    if source.text.startswith("-", problem) and column == source.position(beginning)[1]:
        return _UNEXPECTED_ITEM, problem
    return _FITS_NOTHING, problem


_QUOTES = say("put the value in double quotes")
_UNCLEAR = Sentence(
    YAML_SYNTAX,
    say("nothing can be read from here on"),
    say("look for an unclosed bracket or quote here or on the line above"),
)
_SECOND_COLON = Sentence(UNQUOTED_COLON, say("a second colon stands in this value, which begins a new field"), _QUOTES)
_DEEPER_LINE = Sentence(
    WRONG_INDENTATION,
    say("this line is indented as if it belonged to the text above it"),
    say("begin it in the same column as the other fields"),
)
_NO_COLON_ABOVE = Sentence(MISSING_COLON, say("the line above this one has no colon"))
_UNKNOWN_ESCAPE = Sentence(
    UNKNOWN_ESCAPE,
    say("there is no such character after a backslash in double quotes"),
    say("write the backslash twice, or use single quotes"),
)
_UNCLOSED_QUOTE = Sentence(
    UNCLOSED_QUOTE, say("the quote that begins here is never closed"), say("close it, or leave the quote out"), True
)
_UNCLOSED_BRACKET = Sentence(
    UNCLOSED_BRACKET,
    say("the bracket that opens here is not closed, or a comma is missing behind it"),
    say("a text that begins with a bracket needs quotes"),
    True,
)
_TOO_DEEP = Sentence(NESTING_TOO_DEEP, say("lists and groups are nested more than {limit} levels deep", limit=DEPTH))
_TAB = Sentence(TAB_INDENTATION, say("a tab stands where spaces are due"), say("indent with two spaces"))
_DIRECTIVE = Sentence(YAML_DIRECTIVE, say("a line that begins with % is a directive, which a record does not have"))
_TAG = Sentence(
    YAML_TAG, say("a value that begins with ! is a tag, which a record does not have"), _QUOTES, at_beginning=True
)
_BEHIND_VALUE = Sentence(
    YAML_SYNTAX, say("something stands behind a value that has ended"), say("put the whole value in double quotes")
)
_NAMELESS = Sentence(NON_TEXT_KEY, say("the name of a field must be a text"))
_UNEXPECTED_ITEM = Sentence(
    WRONG_INDENTATION,
    say("a list item cannot stand here: the field above it has a value, or the item is on the field's line"),
    say("put each item on a line of its own below the field"),
)
_NO_ITEM = Sentence(
    WRONG_INDENTATION,
    say("this line stands where the list above it would go on with a hyphen"),
    say("begin it with a hyphen, or indent it differently"),
)
_FITS_NOTHING = Sentence(
    WRONG_INDENTATION,
    say("the indentation of this line fits none of the fields above it"),
    say("begin it in the same column as the fields it belongs to"),
)
_QUESTION = Sentence(
    UNQUOTED_SPECIAL_CHARACTER,
    say("a question mark and a space begin a key in YAML, which cannot stand here"),
    _QUOTES,
)
_BLOCK_HEADER = Sentence(
    YAML_SYNTAX,
    say("after | or > the text begins on the next line"),
    say("put a value that begins with | or > in double quotes"),
    True,
)
_NO_VALUE = Sentence(YAML_SYNTAX, say("a value is due here"), say("put a value that begins with this sign in quotes"))
_ENDED = Sentence(YAML_SYNTAX, say("the fields have ended before this line"))

_CLUES: tuple[tuple[str, Sentence | Explain], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("scanning a quoted scalar", _UNCLOSED_QUOTE),
    ("unknown escape", _escape),
    ("hexdecimal", _escape),
    ("hexadecimal", _escape),
    ("Unicode character escape", _escape),
    ("double-quoted scalar", _escape),
    ("parsing a quoted scalar", _escape),
    ("maximum nesting depth", _TOO_DEEP),
    ("flow sequence", _UNCLOSED_BRACKET),
    ("flow mapping", _UNCLOSED_BRACKET),
    ("cannot start any token", _special),
    ("tab character", _TAB),
    ("scanning an alias", _special),
    ("scanning an anchor", _special),
    ("a tag", _TAG),
    ("sequence entries are not allowed", _UNEXPECTED_ITEM),
    ("mapping keys are not allowed", _QUESTION),
    ("'-' indicator", _NO_ITEM),
    ("block collection", _NO_ITEM),
    ("a block scalar", _BLOCK_HEADER),
    ("block mapping", _indent),
    ("expected key", _indent),
    ("node content", _NO_VALUE),
    ("<document start>", _ENDED),
    ("directive", _special),
)
"""Words of libyaml and of the loader in Python, in the order in which they are looked for."""
