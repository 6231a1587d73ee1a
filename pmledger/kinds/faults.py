"""What can be wrong with a written value: a closed list of problem codes, each with its English sentence."""

from collections.abc import Mapping

from msgspec import Struct
from pydantic_core import PydanticCustomError

PROBLEMS: Mapping[str, str] = {
    "bool_form": "{given} is neither true nor false",
    "choice": "{given} is not one of {choices}",
    "choices_missing": "a field of type choice needs a list of choices",
    "control_character": "the text holds a control character, {given}",
    "currency_form": "{given} is not a currency: write its three capital letters, such as EUR",
    "currency_missing": "{given} has no currency, and the workspace has none either",
    "currency_unknown": "{given} is not a currency of ISO 4217",
    "date_form": "{given} is not a date: write year, month and day, such as 2026-03-05",
    "date_range": "{given} is outside the years 1900 to 2199",
    "date_unreal": "{given} is not a day of the calendar",
    "datetime_form": "{given} is not a date with a time: write 2026-03-05 or 2026-03-05 14:00",
    "duplicate_field": "{given} is given twice: {first} is the same field",
    "duration_form": "{given} is not a duration: write a number and min, h, d or w, such as 3d",
    "duration_range": "{given} is longer than {maximum} {unit}",
    "email_form": "{given} is not an e-mail address",
    "id_form": "{given} is not an id: letters, digits, hyphen, underscore and full stop are allowed",
    "int_form": "{given} is not a whole number",
    "kind_unknown": "{given} is not a kind of record",
    "lang_form": "{given} is not a language tag: write en, zh-CN or another of that form",
    "line_break": "the field takes one line, and this text has several",
    "list_form": "{given} stands where a list is due",
    "map_form": "{given} stands where named parts are due, such as {expected}",
    "map_key": "{given} is not one of {choices}",
    "missing_part": "{part} is missing",
    "money_comma": "{given} has a comma: write amounts with a full stop and no thousands separator, such as 12500.50 EUR",
    "money_form": "{given} is not an amount of money: write it as 12500 EUR",
    "money_range": "{given} is beyond {maximum}",
    "name_form": "{given} cannot be a name here: use lower-case letters, digits and underscores, beginning with a letter",
    "name_taken": "{given} already exists",
    "number_form": "{given} is not a number",
    "number_range": "{given} is not between {minimum} and {maximum}",
    "path_form": "{given} is neither a relative path nor a web address",
    "pattern": "{given} does not have the form {expected}",
    "pattern_unsound": "{given} is not a pattern that can be used: {reason}",
    "percent_form": "{given} is not a percentage: write 40% or 40",
    "rate_form": "{given} is not an amount per hour: write it as 85 EUR/h",
    "ref_form": "{given} is not a reference: write an id, kind:id or [[id]]",
    "state_unknown": "{given} is not one of the states {choices}",
    "step_form": "{given} is not a whole number from {minimum} to {maximum}",
    "text_form": "{given} stands where a single value is due",
    "text_long": "the text has {length} characters; {maximum} are allowed",
    "time_unreal": "{given} has a time that no clock shows",
    "tz_unknown": "{given} is not a time zone: write continent and city, such as Europe/Berlin",
    "unknown_field": "{given} is not a field of {owner}",
    "url_form": "{given} is not a web address: it begins with https://, http:// or mailto:",
}
"""Every code with its English template; the names in braces are keys of the problem's context."""

LONGEST_SHOWN = 60


class Problem(Struct, frozen=True):
    """One fault in what was written.

    `loc` leads to it through the keys as they were written and the positions in lists, counted from 0;
    `code` is a key of PROBLEMS; `context` fills the template's names. Candidates, where any are close,
    stand in `context["candidates"]` as a tuple of names, the closest first.
    """

    loc: tuple[str | int, ...]
    code: str
    context: Mapping[str, object]


def fault(code: str, given: object = ..., **context: object) -> PydanticCustomError:
    """The error that a parser raises; pydantic carries it, and its place, out of the model."""
    if given is not ...:
        context["given"] = shown(given)
    # The code doubles as the template: texts are made later, in the reader's language, from the context.
    return PydanticCustomError(code, code, context)


def objection(error: ValueError) -> Problem:
    """What a parser that was called outside a model objected to; raises the error again if it is none of ours."""
    if not isinstance(error, PydanticCustomError):
        raise error
    return Problem((), error.type, error.context or {})


def shown(given: object) -> str:
    """A written value as a message may quote it: short, and without half characters."""
    if given is None:
        return "nothing"
    if isinstance(given, Mapping):
        return "a group of named parts"
    if isinstance(given, list | tuple):
        return "a list"
    text = str(given).encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
