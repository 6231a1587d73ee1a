"""What a new record says from the start: the fields its state requires, with what is known already."""

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from pmledger.edit.quoting import double_quoted, inline, literal_block
from pmledger.edit.wanted import writing_order
from pmledger.edit.yaml_span import Value, flow_list
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.labels import choice_label, field_label, state_label
from pmledger.kinds.lifecycle import required_in
from pmledger.language.translator import translator

_AHEAD = re.compile(r"due|planned|forecast|expected|finish|next|review|baseline|until|_to\Z|period_to")
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
SELF_FIELDS = frozenset(
    ("owner", "manager", "account_manager", "raised_by", "requested_by", "found_by", "reviewer", "opened_by")
)
OWN_HOURS = "time_entry"
USUAL_FIELDS = {"milestone": ("baseline_date", "forecast_date"), "risk": ("probability", "impact", "review_on")}
"""Fields that no state requires, but without which the record says little."""
PERIOD = ("period_from", "period_to")
"""What a status report speaks of: this month up to today, if nothing else is said."""
FIXED_VALUES = {"performance_review": {"visibility": "restricted"}}


class Known(Struct, frozen=True):
    """What a new record can take for granted: the day, who writes it, and where it belongs."""

    as_of: date
    me: str = ""
    project: str = ""
    client: str = ""
    currency: str = ""
    chinese: bool = False


def needed_fields(kind: KindSpec, state: str, *, implied: frozenset[str] = frozenset()) -> tuple[FieldSpec, ...]:
    """The fields that a record must give in a state, in the order in which they are written."""
    order = {name: at for at, name in enumerate(writing_order(kind))}
    usual = USUAL_FIELDS.get(kind.name, ())
    asked = (field for field in kind.fields if field.name in usual or state in required_in(kind, field.name))
    found = (field for field in asked if field.name not in implied)
    return tuple(sorted(found, key=lambda field: order[field.name]))


def default_of(kind: KindSpec, field: FieldSpec, known: Known) -> str:
    """What may be filled in for a field without asking, or ""."""
    if kind.name == "status_report" and field.name in PERIOD:
        return (known.as_of.replace(day=1) if field.name == PERIOD[0] else known.as_of).isoformat()
    if field.type in {"date", "datetime"}:
        return "" if _AHEAD.search(field.name) else known.as_of.isoformat()
    if field.type == "currency":
        return known.currency
    if field.type == "ref":
        mine = field.name in SELF_FIELDS or (kind.name == OWN_HOURS and field.name == "person")
        if known.me and mine and "person" in field.targets:
            return known.me
        return {"project": known.project, "client": known.client}.get(field.name, "")
    return ""


def front_matter(kind: KindSpec, values: Mapping[str, Value], empty: tuple[FieldSpec, ...], known: Known) -> str:
    """The lines between the fences: what is known, and the fields still to be filled in with what belongs there."""
    open_fields = {field.name: field for field in empty}
    lines = []
    for name in writing_order(kind):
        field = kind.field(name)
        if field is None:
            continue
        key = field.zh if known.chinese and field.zh else name
        if name in values:
            lines.append(f"{key}: {_written(values[name])}")
        elif name in open_fields:
            lines.append(f"{key}:  # {hint(field, known)}")
    return "\n".join(lines) + "\n"


def hint(field: FieldSpec, known: Known) -> str:
    """What belongs in an empty field, as a comment on its line."""
    if field.choices:
        return " | ".join(choice_label(one, "zh-CN") if known.chinese else one for one in field.choices)
    return " ".join(translator("zh-CN" if known.chinese else "en").text(field.help).split())


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return flow_list(value)
    block = literal_block(value, "  ", "\n") if "\n" in value else None
    return block or inline(value)


def sections(fields: tuple[FieldSpec, ...], known: Known) -> str:
    """Headings under which the text fields that are still empty can be written."""
    language = "zh-CN" if known.chinese else "en"
    return "".join(f"\n## {field_label(field, language)}\n" for field in fields)


def state_word(kind: KindSpec, state: str, known: Known) -> str:
    return state_label(kind, state, "zh-CN") if known.chinese and state in kind.state_zh else state


def filled(template: str, words: Mapping[str, str]) -> str:
    """A template of the workspace with its `{{words}}` replaced; nothing else in it means anything.

    In the front matter a word that is a whole value is quoted where that is needed, one within double quotes is
    escaped. Words that are not known stay.
    """
    head, fence, body = _parted(template)
    lines = (_filled_line(line, words) for line in head.splitlines(keepends=True))
    return "".join(lines) + fence + _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), body)


def _parted(template: str) -> tuple[str, str, str]:
    ends = [found.start() for found in re.finditer(r"^---[ \t]*\r?$", template, re.MULTILINE)]
    if len(ends) < 2 or ends[0] != 0:
        return "", "", template
    return template[: ends[1]], "", template[ends[1] :]


def _filled_line(line: str, words: Mapping[str, str]) -> str:
    whole = re.match(r"(\s*(?:-\s+)?[^:\n]+:\s*)\{\{\s*(\w+)\s*\}\}(\s*(?:#.*)?)\Z", line)
    if whole and whole[2] in words:
        return whole[1] + inline(words[whole[2]]) + whole[3]
    return _PLACEHOLDER.sub(lambda found: double_quoted(words[found[1]])[1:-1] if found[1] in words else found[0], line)
